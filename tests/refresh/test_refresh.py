"""A refresh reads what is new or changed, and only that; it says what it did, and loses nothing by a fault."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from refresh_desk import FORGET, NEWS, NOW, TEXTS, Desk, Unbroken, record

from kg.errors import ConfigError, KGError, StoreError
from kg.ledger import Ledger
from kg.lock import workspace_lock
from kg.refresh import refresh


def test_a_first_refresh_reads_all_and_a_second_one_nothing(desk: Desk) -> None:
    first = desk.refresh()
    assert (first.exit_code, first.files_read, first.new, first.extracted) == (0, 2, ("a.txt", "b.txt"), 2)
    assert first.rows_created > 0
    assert first.relations_gained == len(first.gained) > 0
    page = desk.root / "w" / "pages" / "graph.html"
    assert "Velden" in page.read_text(encoding="utf-8")
    before = page.stat().st_mtime_ns
    second = desk.refresh()
    assert (second.exit_code, second.files, second.files_read, second.extracted) == (0, 2, 0, 0)
    assert (second.rows_created, second.rows_changed, second.rows_removed) == (0, 0, 0)
    assert (second.new, second.changed, second.gone, second.gained, second.lost) == ((), (), (), (), ())
    assert page.stat().st_mtime_ns == before


def test_only_new_and_changed_files_are_read_and_the_graph_is_that_of_all(desk: Desk, unbroken: Unbroken) -> None:
    desk.refresh()
    desk.write("b.txt", TEXTS[2])
    desk.write("deep/c.jsonl", f"{record('c1', TEXTS[3])}\n{record('c2', TEXTS[4])}\n")
    report = desk.refresh()
    assert (report.files_read, report.new, report.changed, report.gone) == (2, ("c1", "c2"), ("b.txt",), ())
    assert report.extracted == 3
    assert report.lost
    assert desk.graph() == unbroken()


def test_a_vanished_file_is_kept_unless_the_settings_say_forget(desk: Desk, unbroken: Unbroken) -> None:
    desk.refresh()
    whole = desk.graph()
    (desk.news / "a.txt").unlink()
    report = desk.refresh()
    assert (report.gone, report.forgotten, report.rows_removed) == (("a.txt",), False, 0)
    assert desk.graph() == whole
    assert desk.refresh().gone == ()  # said once
    desk.configure(FORGET)
    report = desk.refresh()
    assert (report.gone, report.forgotten, report.exit_code) == (("a.txt",), True, 0)
    assert report.rows_removed > 0
    assert desk.graph() == unbroken()


def test_an_article_that_moves_to_another_file_is_not_gone(desk: Desk) -> None:
    desk.configure(FORGET)
    old = desk.write("old.json", record("moved", TEXTS[2]))
    desk.refresh()
    old.rename(desk.news / "0new.json")
    report = desk.refresh()
    assert (report.new, report.changed, report.gone, report.extracted) == ((), (), (), 0)
    assert desk.keys() == ["a.txt", "b.txt", "moved"]


def test_a_source_that_is_missing_loses_nothing_and_is_told_by_the_exit_code(desk: Desk) -> None:
    desk.configure(FORGET + '[[source]]\nname = "tarn"\npath = "../tarn/*.txt"\n')
    tarn = desk.root / "tarn"
    tarn.mkdir()
    (tarn / "t.txt").write_text(TEXTS[4])
    assert desk.refresh().exit_code == 0
    tarn.rename(desk.root / "elsewhere")
    desk.write("c.txt", TEXTS[2])
    report = desk.refresh()
    assert (report.exit_code, report.new, report.gone) == (4, ("c.txt",), ())
    assert [(lost.where, lost.reason) for lost in report.lost_sources] == [
        ("source tarn: ../tarn/*.txt", "no file matches")
    ]
    assert desk.keys() == ["a.txt", "b.txt", "c.txt", "t.txt"]


def test_a_broken_file_is_told_every_time_until_it_is_whole_and_loses_none_of_its_articles(desk: Desk) -> None:
    desk.configure(FORGET)
    desk.write("c.jsonl", f"{record('c1', TEXTS[3])}\n{record('c2', TEXTS[4])}\n")
    desk.refresh()
    desk.write("c.jsonl", f'{record("c1", TEXTS[3])}\n{{"id": "c2", \n')
    for _ in range(2):
        report = desk.refresh()
        assert (report.exit_code, report.files_read, report.extracted, report.gone) == (3, 1, 0, ())
        assert [failure.where.rpartition("/")[2] for failure in report.failed] == ["c.jsonl line 2"]
    assert desk.keys() == ["a.txt", "b.txt", "c1", "c2"]
    desk.write("c.jsonl", f"{record('c1', TEXTS[3])}\n")
    report = desk.refresh()
    assert (report.exit_code, report.gone) == (0, ("c2",))


def test_two_files_that_claim_one_key_with_two_texts_are_both_named(desk: Desk) -> None:
    desk.configure(NEWS + '[[source]]\nname = "tarn"\npath = "../tarn"\n')
    (desk.root / "tarn").mkdir()
    (desk.root / "tarn" / "a.txt").write_text(TEXTS[4])
    (desk.root / "tarn" / "b.txt").write_text(TEXTS[1])  # the same text: one article
    for _ in range(2):
        report = desk.refresh()
        assert report.exit_code == 3
        assert [failure.where for failure in report.failed] == ["tarn/a.txt"]
        assert "already that of a.txt of source news" in report.failed[0].reason
    assert desk.keys() == ["a.txt", "b.txt"]


def test_the_run_and_its_faults_are_in_the_ledger(desk: Desk) -> None:
    desk.write("c.txt", "")
    report = desk.refresh()
    with Ledger(desk.settings.workspace.ledger) as ledger:
        [run] = ledger.runs()
        failures = ledger.failures(run.id)
    told = json.loads(run.report or "")
    assert (run.command, run.started) == ("refresh", "2026-02-03T12:00:00+00:00")
    assert run.ended is not None
    assert (told["exit_code"], told["new"], told["seconds"]) == (3, ["a.txt", "b.txt"], report.seconds)
    assert [(row.where.rpartition("/")[2], row.reason) for row in failures] == [("c.txt", "the file is empty")]


def test_a_store_that_is_down_costs_no_article(desk: Desk) -> None:
    down = replace(desk.settings, store=replace(desk.settings.store, uri="bolt://127.0.0.1:1"))
    with pytest.raises(StoreError):
        refresh(down, NOW)
    with Ledger(desk.settings.workspace.ledger) as ledger:
        told = json.loads(ledger.runs()[0].report or "")
    assert told["exit_code"] == 1
    assert "127.0.0.1:1" in told["error"]
    report = desk.refresh()
    assert (report.exit_code, report.files_read, report.extracted) == (0, 0, 0)
    assert report.rows_created > 0


def test_a_page_that_is_not_there_is_written_where_the_settings_say(desk: Desk) -> None:
    desk.configure('[refresh]\npage = "../site/news.html"\n' + NEWS)
    page = desk.root / "site" / "news.html"
    desk.refresh()
    first = page.read_bytes()
    page.unlink()
    desk.refresh()
    assert page.read_bytes() == first  # every node where it stood
    (desk.root / "w" / "layout.json").write_text("[broken")
    page.unlink()
    assert desk.refresh().exit_code == 0
    assert page.is_file()


def test_an_article_in_another_language_is_kept_and_named(desk: Desk) -> None:
    german = "Die Bürgermeisterin traf am Montag den Leiter der Fährgesellschaft. Er sagte, die Stadt zögere. " * 3
    desk.write("d.txt", german)
    report = desk.refresh()
    assert (report.exit_code, report.foreign, report.extracted) == (0, ("d.txt",), 2)


def test_without_a_source_there_is_nothing_to_do(desk: Desk) -> None:
    desk.configure("")
    with pytest.raises(ConfigError, match=r"kg\.toml names no source: add \[\[source\]\]"):
        desk.refresh()


def test_a_workspace_in_use_is_left_alone(desk: Desk) -> None:
    root = desk.settings.workspace.root
    with workspace_lock(root, "build", NOW, print), pytest.raises(KGError, match="in use by `kg build`"):
        desk.refresh()
    assert not desk.settings.workspace.ledger.exists()
