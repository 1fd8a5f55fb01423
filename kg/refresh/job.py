"""The job from lock to report. Each step begins with what the last run left, so that a kill at any moment is mended."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from time import monotonic
from typing import Any

from kg.config import Settings
from kg.errors import ConfigError, KGError
from kg.forgetting import erase_copies, left, redraw, uncorrect, untraced
from kg.graphs import assembled, basis_of
from kg.intake import Intake, extract_all
from kg.ledger import FailureRow, Ledger
from kg.lock import workspace_lock
from kg.pipeline import store_of
from kg.progress import Progress, silent
from kg.records import fingerprint
from kg.refresh.loading import load_graph, write_page
from kg.refresh.plan import plan_of
from kg.refresh.report import RefreshReport
from kg.refresh.taking import settle, take_files, vanished


def refresh(
    settings: Settings,
    now: datetime,
    progress: Progress[Any] = silent,
    notice: Callable[[str], None] = lambda _: None,
) -> RefreshReport:
    """Bring graph and page up to date with the sources that kg.toml names.

    Raises KGError, and does nothing, when another process holds the workspace or no source is named.
    """
    if not settings.sources:
        raise ConfigError(f"{settings.workspace.config} names no source: add [[source]] with a name and a path")
    settings.workspace.make()
    with (
        workspace_lock(settings.workspace.root, "refresh", now, notice),
        Ledger(settings.workspace.ledger) as ledger,
    ):
        started = monotonic()
        run = ledger.start_run("refresh", _iso(now))
        try:
            report = _refresh(ledger, settings, now, progress)
        except KGError as error:
            _finish(ledger, run, now, monotonic() - started, json.dumps({"error": str(error), "exit_code": 1}))
            raise
        report = replace(report, seconds=round(monotonic() - started, 3))
        faults = (*report.lost_sources, *report.failed)
        ledger.put_failures([FailureRow(run, fault.where, fault.reason, fault.error) for fault in faults])
        _finish(ledger, run, now, report.seconds, report.to_json())
        return report


def _finish(ledger: Ledger, run: int, now: datetime, seconds: float, report: str) -> None:
    ledger.finish_run(run, _iso(now + timedelta(seconds=seconds)), report)


def _iso(now: datetime) -> str:
    return now.isoformat(timespec="seconds")


def _refresh(ledger: Ledger, settings: Settings, now: datetime, progress: Progress[Any]) -> RefreshReport:
    plan = plan_of(ledger, settings, progress)
    intake, rows = take_files(ledger, plan, settings.limits, _iso(now), progress)
    forget = settings.refresh.vanished == "forget"
    gone = vanished(plan, rows)
    lost = [*intake.replaced, *(article for key in gone if forget and (article := ledger.article(key)))]
    pages = erase_copies(ledger, settings, lost, news=forget and bool(gone))
    if forget:
        uncorrect(settings.workspace, gone)
    settle(ledger, plan, rows, gone if forget else None)
    extracted = extract_all(ledger, settings, progress)
    graph = assembled(ledger, settings)
    with store_of(settings) as store:
        loaded, news = load_graph(ledger, store, graph, progress, basis_of(settings))
    written = write_page(ledger, settings, graph, fingerprint(graph))
    redraw(ledger, settings, graph, [page for page in pages if page != written])
    return RefreshReport(
        started=_iso(now), seconds=0.0, files=plan.files, files_read=len(plan.waiting),
        new=intake.new, changed=intake.changed, gone=gone, forgotten=forget, foreign=_foreign(ledger, intake),
        failed=(*plan.failures, *intake.failures), lost_sources=plan.lost_sources, extracted=extracted,
        rows_created=loaded.created, rows_changed=loaded.changed, rows_removed=loaded.removed,
        relations_gained=news.n_gained, relations_lost=news.n_lost, gained=news.gained,
        lost=() if forget and gone else untraced(ledger, lost, news.lost),
        page=written, left=left(ledger, settings, lost),
    )  # fmt: skip


def _foreign(ledger: Ledger, intake: Intake) -> tuple[str, ...]:
    """Which of the articles that came are in another language than English: kept, not read."""
    came = (ledger.article(key) for key in (*intake.new, *intake.changed))
    return tuple(article.key for article in came if article and article.language)
