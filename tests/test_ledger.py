"""The ledger keeps what was committed, whatever happens next; a workspace has one writer."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import KGError
from kg.ledger import BuildRow, FailureRow, FileRow, Ledger, Run
from kg.ledger.schema import MIGRATIONS
from kg.lock import workspace_lock
from kg.model import Article

NOW = datetime(2026, 2, 3, 12, 0)
ONE = Article("j1", "Delcor sued Brandt Bank.", title="Suit", published="2026-02-03", language=None)


@pytest.fixture(name="path")
def _path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.sqlite"


# ---- articles and extractions -------------------------------------------------------------------------------------


def test_an_article_comes_back_as_it_was_put(path: Path) -> None:
    article = replace(
        ONE, text="One.\r\n“Two” 😀\ufffd", url="https://tarn.example", collected="2026-02-04", language="de"
    )
    with Ledger(path) as ledger:
        assert ledger.put_article(article, "2026-02-04") == "new"
    with Ledger(path) as ledger:
        assert list(ledger.articles()) == [article]
        assert ledger.article("j1") == article
        assert ledger.article("j2") is None


def test_putting_says_what_changed_and_collecting_again_is_no_change(path: Path) -> None:
    with Ledger(path) as ledger:
        assert ledger.put_article(replace(ONE, collected="1"), "1") == "new"
        assert ledger.put_article(replace(ONE, collected="2"), "2") == "unchanged"
        assert ledger.put_article(replace(ONE, title="Other"), "3") == "changed"
        assert ledger.put_article(replace(ONE, key="a0"), "3") == "new"
        assert ledger.keys() == ["a0", "j1"]
    with sqlite3.connect(path) as db:
        assert db.execute("SELECT first_seen, last_seen FROM articles WHERE key = 'j1'").fetchone() == ("1", "3")
    db.close()


def test_an_extraction_belongs_to_a_text_and_an_extractor(path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.put_article(ONE, "1")
        ledger.put_extraction(ONE.text_hash, "kg/1", b'{"x": 1}')
        assert ledger.extraction(ONE.text_hash, "kg/1") == b'{"x": 1}'
        assert ledger.extraction(ONE.text_hash, "kg/2") is None


def test_forgetting_an_article_leaves_none_of_its_words_on_the_disk(path: Path) -> None:
    secret = replace(ONE, text="Quillfeather paid. " * 500)
    with Ledger(path) as ledger:
        ledger.put_article(secret, "1")
        ledger.put_extraction(secret.text_hash, "kg/1", b"Quillfeather" * 2_000)
        assert ledger.remove_article("j1")
        assert not ledger.remove_article("j1")
        assert ledger.extraction(secret.text_hash, "kg/1") is None
        ledger.put_extraction(secret.text_hash, "kg/1", b"Quillfeather")  # a worker that was still busy with it
        left = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert b"Quillfeather" not in left


def test_an_extraction_stays_while_another_article_has_its_text(path: Path) -> None:
    with Ledger(path) as ledger:
        for article in (ONE, replace(ONE, key="copy")):
            ledger.put_article(article, "1")
        ledger.put_extraction(ONE.text_hash, "kg/1", b"x")
        ledger.remove_article("copy")
        assert ledger.extraction(ONE.text_hash, "kg/1") == b"x"
        ledger.put_article(replace(ONE, text="Another text."), "2")
        assert ledger.extraction(ONE.text_hash, "kg/1") is None


# ---- loaded rows, runs, files, pages ------------------------------------------------------------------------------


def test_what_a_cleared_store_was_loaded_with_is_not_known(path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.update_loaded("here", {"a": "1"}, (), BuildRow("digest", "basis", "graph"))
        assert ledger.build("here") == BuildRow("digest", "basis", "graph")
        ledger.clear_loaded("here")
        assert ledger.build("here") == BuildRow("digest")
        assert ledger.build("there") is None


def shares(article: str, *keys: int) -> tuple[str, list[tuple[int, str, bytes]], tuple[int, ...]]:
    return article, [(key, f"{article}{key}", b"told") for key in keys], keys


def test_articles_that_share_are_found(path: Path) -> None:
    with Ledger(path) as ledger:
        for key in "abc":
            ledger.put_article(Article(key, f"Text {key}.", published="2026-02-03"), "1")
        ledger.put_shares("basis", [shares("a", 1, 2), shares("b", 2, 3)])
        assert ledger.unshared("basis") == ["c"]
        assert ledger.unshared("another") == ["a", "b", "c"]
        assert ledger.sharing_acts(["a"]) == {"a", "b"}
        assert ledger.part_keys(["a", "c"]) == {1, 2}
        assert [(row.key, row.id, row.article, row.published) for row in ledger.parts([2, 3])] == [
            (2, "a2", "a", "2026-02-03"), (2, "b2", "b", "2026-02-03"), (3, "b3", "b", "2026-02-03"),
        ]  # fmt: skip
        assert [row.id for row in ledger.parts([2, 3], first=True)] == ["a2", "b3"]


def test_articles_of_a_story_are_found(path: Path) -> None:
    with Ledger(path) as ledger:
        for key in "abc":
            ledger.put_article(Article(key, f"Text {key}."), "1")
        ledger.put_shares("basis", [shares(key) for key in "abc"])
        ledger.put_stories({"a": "s", "b": "s", "c": "t"})
        assert ledger.stories("ac") == {"a": "s", "c": "t"}
        assert ledger.told_in(["s"]) == {"a", "b"}


@pytest.mark.parametrize("change", ["removed", "rewritten"])
def test_what_an_article_shares_goes_with_its_text(path: Path, change: str) -> None:
    with Ledger(path) as ledger:
        ledger.put_article(ONE, "1")
        ledger.put_shares("basis", [shares(ONE.key, 7)])
        if change == "removed":
            ledger.remove_article(ONE.key)
        else:
            ledger.put_article(replace(ONE, text="Delcor sues nobody."), "2")
            assert ledger.unshared("basis") == [ONE.key]
        assert (ledger.parts([7]), ledger.sharing_acts([ONE.key])) == ([], set())


@given(
    st.lists(
        st.tuples(
            st.dictionaries(st.sampled_from("abcde"), st.text("01", max_size=2)), st.sets(st.sampled_from("abcde"))
        )
    )
)
def test_loaded_rows_follow_every_change(changes: list[tuple[dict[str, str], set[str]]]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "l.sqlite") as ledger:
        held: dict[str, str] = {"a": "0"}
        ledger.update_loaded("here", held, (), BuildRow("d"))
        ledger.update_loaded("there", {"z": "1"}, (), BuildRow("e"))
        for number, (changed, removed) in enumerate(changes):
            ledger.update_loaded("here", changed, removed, BuildRow(str(number)))
            held = {key: value for key, value in held.items() if key not in removed} | changed
            assert ledger.loaded("here") == held
            assert ledger.digests("here", "abx") == {key: held[key] for key in "ab" if key in held}
            assert ledger.build("here") == BuildRow(str(number))
        ledger.clear_loaded("here")
        assert (ledger.loaded("here"), ledger.loaded("there")) == ({}, {"z": "1"})
        assert ledger.addresses() == ["here", "there"]


def test_a_run_that_was_not_finished_has_no_end(path: Path) -> None:
    with Ledger(path) as ledger:
        one, two = ledger.start_run("build", "1"), ledger.start_run("refresh", "2")
        ledger.finish_run(one, "3", "{}")
        failure = FailureRow(one, "a.jsonl line 3", "not valid JSON", "ArticleError")
        ledger.put_failures([failure])
        assert ledger.runs() == [Run(one, "build", "1", "3", "{}"), Run(two, "refresh", "2", None, None)]
        assert (ledger.failures(one), ledger.failures(two)) == ([failure], [])


def test_files_and_pages_are_remembered(path: Path) -> None:
    file = FileRow("herald", "a.jsonl", 7, "d", ("j1", "j2"))
    with Ledger(path) as ledger:
        ledger.put_file(replace(file, size=6))
        ledger.put_file(file)
        ledger.put_page("graph.html", "d")
        ledger.put_page("kabul.html", "e", "Kabul, 2017")
        assert (ledger.files("herald"), ledger.files("other"), ledger.pages()) == (
            {"a.jsonl": file},
            {},
            {"graph.html": "d", "kabul.html": "e"},
        )
        assert ledger.titles() == {"kabul.html": "Kabul, 2017"}
        ledger.remove_file("herald", "a.jsonl")
        assert ledger.files("herald") == {}


# ---- the file -----------------------------------------------------------------------------------------------------


def test_a_ledger_is_private_and_knows_its_version(path: Path) -> None:
    with Ledger(path):
        assert path.stat().st_mode & 0o077 == 0
    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
        db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(KGError, match="a newer kg wrote it"):
        Ledger(path)


def test_a_file_that_is_no_ledger_is_refused_and_left_alone(path: Path) -> None:
    path.write_bytes(b"Delcor" * 1_000)
    with pytest.raises(KGError, match="damaged or not a ledger"):
        Ledger(path)
    assert path.read_bytes() == b"Delcor" * 1_000


def test_a_second_writer_is_told_that_the_ledger_is_in_use(path: Path) -> None:
    with Ledger(path) as one, Ledger(path, wait_s=0.05) as two, one._write():
        with pytest.raises(KGError, match=r"ledger.sqlite is in use by another kg process"):
            two.put_article(ONE, "1")
        assert list(two.articles()) == []


KILLED = """
import sys
from pathlib import Path
from kg.ledger import BuildRow, Ledger
from kg.model import Article
with Ledger(Path(sys.argv[1])) as ledger:
    for number in range(1_000_000):
        ledger.put_article(Article(f"k{number:06}", f"Text {number}."), "1")
        ledger.update_loaded("here", {str(number): "d"}, [], BuildRow(str(number)))
        print(number, flush=True)
"""


def test_a_process_killed_at_any_moment_loses_nothing_it_had_committed(path: Path) -> None:
    for told in (1, 20, 200):
        process = subprocess.Popen([sys.executable, "-c", KILLED, str(path)], stdout=subprocess.PIPE)
        assert process.stdout
        last = [int(process.stdout.readline()) for _ in range(told)][-1]
        process.kill()
        process.communicate()
        with Ledger(path) as ledger:
            assert f"k{last:06}" in ledger.keys()  # noqa: SIM118  (a method, not a dict)
            assert str(last) in ledger.loaded("here")
    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    db.close()


# ---- one writer a workspace ---------------------------------------------------------------------------------------

HOLDER = """
import sys, time
from datetime import datetime
from pathlib import Path
from kg.lock import workspace_lock
with workspace_lock(Path(sys.argv[1]), "refresh", datetime.fromisoformat(sys.argv[2]), print):
    print("held", flush=True)
    time.sleep(60)
"""


def holder(root: Path, since: datetime) -> subprocess.Popen[bytes]:
    process = subprocess.Popen([sys.executable, "-c", HOLDER, str(root), since.isoformat()], stdout=subprocess.PIPE)
    assert process.stdout and process.stdout.readline() == b"held\n"
    return process


def test_a_living_owner_is_named_and_left_in_peace(tmp_path: Path) -> None:
    process = holder(tmp_path, NOW)
    try:
        said = rf"workspace .* is in use by `kg refresh` \(process {process.pid}, for 4 min\)"
        with pytest.raises(KGError, match=said), workspace_lock(tmp_path, "build", NOW + timedelta(seconds=250), print):
            pass
        assert process.poll() is None
        assert json.loads((tmp_path / "lock.json").read_text())["pid"] == process.pid
    finally:
        process.kill()
        process.communicate()


def test_the_lock_of_a_dead_run_is_taken_over_though_its_number_is_another_program_s_now(tmp_path: Path) -> None:
    process = holder(tmp_path, NOW)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    note = tmp_path / "lock.json"
    note.write_text(json.dumps({**json.loads(note.read_text()), "pid": 1, "started": "2026-02-02T00:00:00"}))
    notices: list[str] = []
    with workspace_lock(tmp_path, "refresh", NOW + timedelta(days=1), notices.append) as owner:
        assert owner.pid == os.getpid()
    assert notices == [
        "took over the workspace from `kg refresh` (process 1, since 2026-02-03T12:00:00), "
        "which ended without giving it back"
    ]
    assert not note.exists()


def test_a_lock_that_was_given_back_is_taken_without_a_word(tmp_path: Path) -> None:
    notices: list[str] = []
    for _ in range(2):
        with pytest.raises(KeyboardInterrupt), workspace_lock(tmp_path, "build", NOW, notices.append):
            raise KeyboardInterrupt
    assert notices == []


def test_an_owner_file_of_nonsense_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / "lock.json").write_text("{]")
    notices: list[str] = []
    with workspace_lock(tmp_path, "build", NOW, notices.append):
        pass
    assert notices == ["took over the workspace from an earlier run, which ended without giving it back"]


def test_a_workspace_that_cannot_be_locked_says_so(tmp_path: Path) -> None:
    (tmp_path / "w").write_text("a file")
    with pytest.raises(KGError, match="cannot be locked"), workspace_lock(tmp_path / "w", "build", NOW, print):
        pass
