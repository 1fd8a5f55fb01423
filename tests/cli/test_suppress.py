"""`kg suppress`: an actor is in no view, answer or export any more, after whatever refresh, until it is taken back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_desk import Kg, put
from search import files_with

from kg.cli.exporting import Format

FORMATS = [each.value for each in Format if each is not Format.csv]
TENCH = ("Ann Tench", "Tench")
ALL = "MATCH (n:KG) OPTIONAL MATCH (n)-[r]->() RETURN properties(n) AS n, properties(r) AS r"


@pytest.fixture(name="built_here")
def _built_here(kg: Kg, news: Path, workspace: Path) -> Path:
    assert kg("build", news).code == 0
    assert kg("explore", "-o", workspace / "pages" / "graph.html").code == 0
    return workspace


def views(kg: Kg, folder: Path) -> dict[str, str]:
    """Everything that can be seen of the workspace, as files in a folder."""
    commands = {name: ("export", "--format", name) for name in FORMATS}
    commands |= {"triples": ("triples", "--json", "--all"), "show": ("show", "Brandt Bank", "--why")}
    commands |= {"query": ("query", "--cypher", ALL), "lines": ("triples",)}
    told = {name: kg(*words).out for name, words in commands.items()}
    put(folder, {name: text.encode() for name, text in told.items()})
    assert kg("explore", "-o", folder / "page.html").code == 0
    assert kg("export", "--format", "csv", "-o", folder / "csv").code == 0
    return told


def test_nobody_sees_a_suppressed_actor_and_the_undoing_gives_all_back(
    kg: Kg, built_here: Path, tmp_path: Path
) -> None:
    before = views(kg, tmp_path / "before")
    naming = {Path(name).parts[0] for name in files_with(tmp_path / "before", TENCH)}
    assert naming == {*FORMATS, "csv", "triples", "show", "query", "lines", "page.html"}
    done = kg("suppress", "ann tench")
    assert done.code == 0 and "Hidden: Ann Tench." in done.out
    assert "Drawn     pages/graph.html, with everything in it" in done.lines
    views(kg, tmp_path / "hidden")
    assert files_with(tmp_path / "hidden", TENCH) == {}
    assert files_with(built_here, TENCH).keys() == {"ledger.sqlite", "corrections.jsonl"}
    assert kg("doctor", "--check").code == 0
    assert "nobody and nothing is called 'Ann Tench'" in kg("show", "Ann Tench").err
    assert kg("suppress").out == "Ann Tench  (3 mentions)\n"
    assert kg("suppress", "--undo", "Ann Tench").code == 0
    again = views(kg, tmp_path / "again")
    assert again | {"query": ""} == before | {"query": ""}  # a store gives rows and properties in its own order
    assert kg("doctor", "--check").code == 0
    assert kg("suppress").out == "Nobody is suppressed.\n"


def test_it_holds_when_the_articles_that_named_them_go_and_others_come(
    kg: Kg, built_here: Path, news: Path, tmp_path: Path
) -> None:
    assert kg("suppress", "Ann Tench").code == 0
    assert kg("forget", "talks").code == 0
    assert kg("suppress").out == "Ann Tench  (2 mentions)\n"
    assert kg("forget", "harbour.txt").code == 0
    assert kg("suppress").out == "Ann Tench  (0 mentions)\n"
    (news / "new.txt").write_text("Ann Tench sued Torvik Air on Friday. Torvik Air sacked Ivo Brandel.\n")
    (news / "harbour.txt").write_text("Later that day Ann Tench met Ivo Brandel in Tarn.\n")
    assert kg("build", news).code == 0
    views(kg, tmp_path / "views")
    assert files_with(tmp_path / "views", TENCH) == {}
    assert "fired\tIvo Brandel" in (tmp_path / "views" / "lines").read_text()


def test_the_name_of_several_is_asked_for_by_id_and_what_is_none_is_refused(
    kg: Kg, built_here: Path, news: Path
) -> None:
    (news / "strike.txt").write_text("The union said that Delcor Ferries sacked Ivo Brandel.\n")
    assert kg("build", news).code == 0
    several = kg("suppress", "the union")
    assert several.code == 1 and "'the union' may be 2 things: name one by its id\n  n" in several.err
    unknown = kg("suppress", "Nobody Known")
    assert (unknown.code, "nobody and nothing is called" in unknown.err) == (1, True)
    assert not (built_here / "corrections.jsonl").exists()
    assert kg("suppress", "Torvik Air").code == 0
    twice = kg("suppress", "Torvik Air")
    assert (twice.code, twice.lines[0]) == (0, "Hidden already: Torvik Air.")
    assert kg("suppress").out == "Torvik Air  (2 mentions)\n"
    wrong = kg("suppress", "--undo", "Ann Tench")
    assert (wrong.code, wrong.err) == (1, "Error: 'Ann Tench' is not suppressed; suppressed: Torvik Air\n")


def test_a_name_from_the_settings_finds_hides_and_shows_again(kg: Kg, built_here: Path) -> None:
    (built_here / "kg.toml").write_text('[[alias]]\nname = "The Torvik Group"\naliases = ["the Torvik Air"]\n')
    assert kg("build").code == 0
    for name in ("The Torvik Group", "torvik group", "Torvik Air"):
        assert kg("show", name).lines[0] == "Torvik Air — Organization"
        assert "Torvik Air" in kg("query", "relations", "-p", f"name={name}").out
        assert "Hidden: Torvik Air." in kg("suppress", name).out
        assert "Shown again: Torvik Air." in kg("suppress", "--undo", name).out


def test_an_id_names_one_to_hide_and_to_show_again(kg: Kg, built_here: Path) -> None:
    rows = [json.loads(line) for line in kg("export").lines]
    identity = next(row["id"] for row in rows if row.get("name") == "Ivo Brandel")
    assert "Hidden: Ivo Brandel." in kg("suppress", identity).out
    assert "Shown again: Ivo Brandel." in kg("suppress", "--undo", identity).out


def test_what_was_broken_off_is_finished_by_the_next_call(
    kg: Kg, built_here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_STORE", "bolt://127.0.0.1:1")
    assert kg("suppress", "Ann Tench").code == 1
    monkeypatch.delenv("KG_STORE")
    assert "Ann Tench" in kg("query", "--cypher", ALL).out
    done = kg("suppress", "Ann Tench")
    assert (done.code, done.lines[0]) == (0, "Hidden already: Ann Tench.")
    assert "Ann Tench" not in kg("query", "--cypher", ALL).out
    assert files_with(built_here, TENCH).keys() == {"ledger.sqlite", "corrections.jsonl"}


def test_a_line_of_another_kind_is_kept_and_told_and_a_broken_one_stops_all(kg: Kg, built_here: Path) -> None:
    journal = built_here / "corrections.jsonl"
    journal.write_text('{"correction": "merge", "of": ["a", "b"]}\n')
    assert kg("suppress", "Torvik Air").code == 0
    assert kg("suppress").lines[1].endswith('kept and not applied: {"correction": "merge", "of": ["a", "b"]}')
    journal.write_text(journal.read_text() + "{broken\n")
    for command in (["suppress"], ["export"], ["build"]):
        done = kg(*command)
        assert (done.code, done.out) == (1, "") and "line 3" in done.err


def test_a_page_drawn_elsewhere_is_told(kg: Kg, built_here: Path, tmp_path: Path) -> None:
    assert kg("explore", "-o", tmp_path / "mine.html").code == 0
    assert (
        f"{tmp_path / 'mine.html'} was drawn outside the workspace: draw it again." in kg("suppress", "Ann Tench").out
    )


def test_a_workspace_that_was_not_built_is_refused(kg: Kg, workspace: Path) -> None:
    done = kg("suppress", "Ann Tench")
    assert (done.code, "there is no workspace at" in done.err) == (1, True)
    assert not workspace.exists()
