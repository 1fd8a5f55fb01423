"""`kg refresh`: one call of kg.refresh, told in a few lines; the exit code is the report's."""

from __future__ import annotations

from refresh_desk import NEWS, Desk
from typer.testing import CliRunner

from kg.cli import app


def call(desk: Desk) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, ["refresh", "--workspace", str(desk.root / "w")])
    return done.exit_code, done.stdout, done.stderr


def test_the_command_tells_what_it_did_and_what_it_could_not_do(desk: Desk) -> None:
    desk.write("c.txt", "")
    code, out, _ = call(desk)
    assert code == 3
    assert "Files     3, 3 of them read\nArticles  2 new, 0 changed, 0 gone, 1 failed\n" in out
    assert "  failed: news/c.txt: the file is empty\n" in out
    (desk.news / "c.txt").unlink()
    (desk.news / "a.txt").unlink()
    code, out, _ = call(desk)
    assert code == 0
    assert "Articles  0 new, 0 changed, 1 gone (kept), 0 failed\n" in out


def test_a_source_that_is_missing_is_4_and_no_source_at_all_is_1(desk: Desk) -> None:
    desk.configure(NEWS + '[[source]]\nname = "tarn"\npath = "../tarn"\n')
    code, out, _ = call(desk)
    assert code == 4
    assert "  failed: source tarn: tarn: no such file or folder\n" in out
    desk.configure("")
    code, out, err = call(desk)
    assert (code, out) == (1, "")
    assert "names no source: add [[source]]" in err
