"""`kg forget`: nothing of an article is left in any byte of the workspace, and what kg cannot clean is told."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from cli_desk import ROOT, Kg, environment, put
from search import files_with, sentences_and_runs

from kg.config import settings
from kg.config import workspace as named_workspace
from kg.embedded import PAGE_BYTES
from kg.forgetting import forget
from kg.ledger import FailureRow, Ledger

STAYS = "Mirela Tandic sued Brandt Bank on Tuesday over a ferry contract. The court in Tarn fined Brandt Bank.\n"
GOES = (
    "Orsolya Vekerdi, the mayor of Velm, accused Delcor Ferries of bribing five harbour inspectors on Monday.\n\n"
    "Delcor Ferries denied that it had ever bribed the harbour inspectors. José Ćwik, a former inspector of the port"
    " of Velm, met Vekerdi. Lund resigned on Friday. Brandt Bank praised Delcor Ferries.\n"
)
TRACES = sentences_and_runs(GOES)


@pytest.fixture(name="news")
def _news(tmp_path: Path) -> Path:
    return put(tmp_path / "news", {"stays.txt": STAYS.encode(), "goes.txt": GOES.encode()})


def build(kg: Kg, news: Path, workspace: Path) -> None:
    """A workspace with the two articles, a page, a log and a run that tells of them."""
    assert kg("build", news).code == 0
    assert kg("explore", "-o", workspace / "pages" / "graph.html").code == 0
    log = workspace / "logs" / "refresh.log"
    log.write_text(f"Articles  2 new\n  failed: goes.txt: {GOES[:60]}\n  + Brandt Bank praises Delcor Ferries\n")
    with Ledger(workspace / "ledger.sqlite") as ledger:
        run = ledger.start_run("refresh", "2026-01-01")
        report = {"new": ["goes.txt"], "relations_gained": 1, "gained": ["Orsolya Vekerdi accuses Delcor Ferries"]}
        ledger.finish_run(run, "2026-01-01", json.dumps(report))
        reasons = GOES[:60], json.dumps(GOES[:60])
        ledger.put_failures([FailureRow(run, "goes.txt", reason, "ArticleError") for reason in reasons])


def test_no_sentence_of_a_forgotten_article_is_left_in_any_byte(kg: Kg, news: Path, workspace: Path) -> None:
    build(kg, news, workspace)
    before = files_with(workspace, TRACES)
    assert {"ledger.sqlite", "pages/graph.html", "logs/refresh.log"} < before.keys()
    assert any("Evidence" in name for name in before)
    done = kg("forget", "goes.txt")
    assert done.code == 0 and "Left" not in done.out
    assert done.lines[-1] == "Drawn     pages/graph.html, with everything in it"
    assert files_with(workspace, [*TRACES, "Vekerdi", "José Ćwik"]) == {}
    assert set(files_with(workspace, ["Mirela Tandic"])) > {"ledger.sqlite", "pages/graph.html"}
    assert (workspace / "logs" / "refresh.log").read_text().startswith("Articles  2 new\n  + Brandt")
    assert kg("doctor", "--check").code == 0


def test_a_page_keeps_its_title_unless_that_tells_what_is_forgotten_or_hidden(
    kg: Kg, news: Path, workspace: Path
) -> None:
    build(kg, news, workspace)
    titles = {"ferries": "Ferries, 2017", "quoted": GOES.partition(".")[0], "named": "All about Brandt Bank"}
    for name, title in titles.items():
        assert kg("explore", "-o", workspace / "pages" / f"{name}.html", "--title", title).code == 0
    assert kg("forget", "goes.txt").code == 0
    heads = {name: (workspace / "pages" / f"{name}.html").read_text().partition("</title>")[0] for name in titles}
    assert [name for name in titles if heads[name].endswith(titles[name])] == ["ferries", "named"]
    assert heads["quoted"].endswith("<title>Who did what to whom")
    assert kg("suppress", "Brandt Bank").code == 0
    assert "Brandt Bank" not in (workspace / "pages" / "named.html").read_text()
    assert "<title>Ferries, 2017<" in (workspace / "pages" / "ferries.html").read_text()


def test_the_old_words_of_a_changed_article_are_not_left_either(kg: Kg, news: Path, workspace: Path) -> None:
    build(kg, news, workspace)
    (news / "goes.txt").write_text("Lund resigned on Friday. Brandt Bank praised Delcor Ferries.\n")
    done = kg("build", news)
    assert done.code == 0 and "1 changed" in done.out and "Left" not in done.out
    kept = sentences_and_runs((news / "goes.txt").read_text())
    assert files_with(workspace, TRACES - kept) == {}
    assert "pages/graph.html" in files_with(workspace, ["Brandt Bank praised"])


def test_words_longer_than_a_page_of_the_store_are_not_left(kg: Kg, news: Path, workspace: Path) -> None:
    words = [f"Oduya{number} Vekerdi of Velm" for number in range(PAGE_BYTES // 10)]
    (news / "long.jsonl").write_text(json.dumps({"id": "long", "text": GOES, "title": " ".join(words)}))
    assert kg("build", news).code == 0
    assert any("databases" in name for name in files_with(workspace, words[::97]))
    done = kg("forget", "long", "goes.txt")
    assert done.code == 0 and "Left" not in done.out
    assert files_with(workspace, [*TRACES, *words[::97]]) == {}
    assert kg("doctor", "--check").code == 0


def test_a_page_outside_and_a_strange_file_are_told_and_left_alone(
    kg: Kg, news: Path, workspace: Path, tmp_path: Path
) -> None:
    assert kg("build", news).code == 0
    assert kg("explore", "-o", tmp_path / "mine.html").code == 0
    (workspace / "notes.md").write_text(GOES)
    done = kg("forget", "goes.txt")
    told = [line for line in done.lines if line.startswith("Left")]
    assert len(told) == 2
    assert str(tmp_path / "mine.html") in told[0] and str(workspace / "notes.md") in told[1]
    assert files_with(tmp_path, ["Orsolya Vekerdi"]).keys() == {"mine.html", "news/goes.txt", "workspace/notes.md"}


def test_html_and_logs_that_kg_did_not_write_are_told_and_left_alone(
    kg: Kg, news: Path, workspace: Path, tmp_path: Path
) -> None:
    elsewhere = put(tmp_path / "elsewhere", {"refresh.log": GOES.encode()})
    assert kg("build", news).code == 0
    (workspace / "logs").rmdir()
    (workspace / "logs").symlink_to(elsewhere)
    mine = workspace / "pages" / "mine.html"
    mine.write_text(f"<p>{GOES}")
    assert kg("suppress", "Brandt Bank").code == 0
    assert mine.read_text() == f"<p>{GOES}"
    told = [line for line in kg("forget", "goes.txt").lines if line.startswith("Left")]
    assert told == [
        f"Left      {workspace / 'logs'} is a link: what it leads to was not searched.",
        f"Left      {mine} holds words of it, and is no file of kg's.",
    ]
    assert (mine.read_text(), (elsewhere / "refresh.log").read_text()) == (f"<p>{GOES}", GOES)


def test_with_the_store_down_nothing_is_forgotten_and_the_next_one_draws_what_is_missing(
    kg: Kg, news: Path, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(kg, news, workspace)
    page = workspace / "pages" / "graph.html"
    drawn = page.read_bytes()
    monkeypatch.setenv("KG_STORE", "bolt://127.0.0.1:1")
    down = kg("forget", "goes.txt")
    assert (down.code, down.err.count("\n")) == (1, 1)
    assert page.read_bytes() == drawn
    monkeypatch.delenv("KG_STORE")
    page.unlink()
    assert kg("forget", "goes.txt").code == 0
    assert files_with(workspace, TRACES) == {}
    assert "Mirela Tandic" in page.read_text()


def test_words_that_another_article_says_too_are_not_told_as_left(kg: Kg, news: Path, workspace: Path) -> None:
    (news / "copy.txt").write_text(f"{GOES}Ivo Brandel of the ferry union sued Delcor Ferries in Tarn.\n")
    build(kg, news, workspace)
    (workspace / "logs" / "job.log").write_text("Ivo Brandel of the\nferry union sued\n")
    done = kg("forget", "copy.txt")
    assert [line for line in done.lines if line.startswith("Left")] == [
        f"Left      {workspace / 'logs' / 'job.log'} holds words of it still: delete it."
    ]
    page = (workspace / "pages" / "graph.html").read_text()
    assert "Orsolya Vekerdi" in page and "copy.txt" not in page and "Ivo Brandel" not in page
    (news / "copy.txt").write_text(GOES)
    assert kg("build", news).code == 0
    assert "Left      " not in kg("forget", "copy.txt").out


UNREADABLE = Path("/proc/self/mem")


@pytest.mark.skipif(not UNREADABLE.is_file(), reason="every file can be read here")
def test_what_cannot_be_read_is_told(kg: Kg, news: Path, workspace: Path) -> None:
    assert kg("build", news).code == 0
    with Ledger(workspace / "ledger.sqlite") as ledger:
        ledger.put_page(str(UNREADABLE), "")
    assert f"Left      {UNREADABLE} cannot be read: " in kg("forget", "goes.txt").out


HOLD = """
import os, sys, kg
settings = kg.settings(kg.workspace(None, os.environ), os.environ)
with kg.store_of(settings):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_the_process_that_holds_the_store_is_named_and_when_it_ends_nothing_is_left(
    kg: Kg, news: Path, workspace: Path
) -> None:
    build(kg, news, workspace)
    command = [sys.executable, "-c", HOLD]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "env": environment(workspace), "cwd": ROOT}
    with subprocess.Popen(command, **pipes) as holder:  # type: ignore[call-overload]
        assert holder.stdout.readline() == b"held\n"
        done = kg("forget", "goes.txt")
        assert done.code == 0
        assert f"held by process {holder.pid} ({sys.executable} -c" in done.out
        assert all("/databases/kg/" in name for name in files_with(workspace, TRACES))
    assert holder.returncode == 0
    assert files_with(workspace, [*TRACES, "Vekerdi"]) == {}


def test_a_reader_of_the_ledger_is_told(kg: Kg, news: Path, workspace: Path) -> None:
    assert kg("build", news).code == 0
    found = settings(named_workspace(workspace, {}), {})
    with closing(sqlite3.connect(found.workspace.ledger)) as reader:
        reader.execute("BEGIN")
        assert reader.execute("SELECT count(*) FROM articles").fetchone() == (2,)
        with Ledger(found.workspace.ledger, wait_s=0.01) as ledger:
            _, cleaned = forget(ledger, found, ["goes.txt"])
        assert [line for line in cleaned.left if "Another process reads the ledger" in line]
    assert files_with(workspace, TRACES) == {}
