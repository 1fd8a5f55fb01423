"""A refresh that forgets: no words of an article that vanished, or of an older text, in any byte of the workspace."""

from __future__ import annotations

import json

from refresh_desk import FORGET, TEXTS, Desk
from search import files_with, sentences_and_runs

from kg.ledger import Ledger

RELATION = "Jonas Brandt accuses Norway (actual)"


def reports(desk: Desk) -> list[dict[str, object]]:
    with Ledger(desk.settings.workspace.ledger) as ledger:
        return [json.loads(run.report or "{}") for run in ledger.runs()]


def test_a_vanished_file_leaves_no_words_and_its_relations_are_told_nowhere(desk: Desk) -> None:
    desk.configure(FORGET)
    desk.refresh()
    workspace = desk.settings.workspace
    (workspace.logs / "refresh.log").write_text(f"Relations 2 gained\n  {TEXTS[0][:50]}\n")
    assert RELATION in str(reports(desk))
    (desk.news / "a.txt").unlink()
    report = desk.refresh()
    assert (report.gone, report.lost, report.left) == (("a.txt",), (), ())
    assert report.relations_lost > 0
    assert files_with(workspace.root, [*sentences_and_runs(TEXTS[0]), RELATION]) == {}
    assert (workspace.logs / "refresh.log").read_text() == "Relations 2 gained\n"
    assert "pages/graph.html" in files_with(workspace.root, ["sued Norway"])


def test_of_a_changed_article_the_old_text_goes_and_what_is_no_sentence_of_it_is_told(desk: Desk) -> None:
    desk.refresh()
    desk.write("a.txt", "Jonas Brandt met Peter Lund in Oslo.")
    report = desk.refresh()
    assert RELATION in report.lost
    assert "Marta Velden met Jonas Brandt (actual)" not in report.lost
    old = sentences_and_runs(TEXTS[0]) - {"Brandt, the head of Delcor Ferries, accused Norway."}
    assert files_with(desk.settings.workspace.root, old) == {}
    assert report.left == ()


def test_a_refresh_that_changes_nothing_draws_nothing_anew(desk: Desk) -> None:
    desk.refresh()
    page = desk.settings.workspace.pages / "graph.html"
    before = page.stat().st_mtime_ns
    assert desk.refresh().left == ()
    assert page.stat().st_mtime_ns == before
