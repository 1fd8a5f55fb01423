"""The whole way: sources to ledger, to graph, to a store, to a page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.config import Settings, Workspace
from kg.corrections import Corrections, write_corrections
from kg.files import write_whole
from kg.graphs import assembled, basis_of
from kg.intake import Intake, extract_all, take_in
from kg.ledger import BuildRow, FailureRow, Ledger
from kg.model import Article, Graph
from kg.ontology import use
from kg.progress import Progress, silent
from kg.records import build_digest, fingerprint
from kg.sources import Failure
from kg.store import LoadReport, Store, open_store

TITLE = "Who did what to whom"
"""What a page is called that nobody has given a title."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did; `run` is its number in the ledger, where the caller notes its end."""

    run: int
    intake: Intake
    extracted: int
    foreign: tuple[str, ...]
    graph: Graph
    load: LoadReport


# ---- the graph to a store -------------------------------------------------------------------------------------------


@contextmanager
def store_of(settings: Settings) -> Iterator[Store]:
    """The store these settings name: a server's, or the workspace's own."""
    with open_store(
        settings.store.uri or settings.workspace.store,
        database=settings.store.database or None,
        user=settings.username or None,
        password=settings.password or None,
        relation_types=use(settings.additions).relation_types,
    ) as store:
        yield store


def load(
    ledger: Ledger, store: Store, graph: Graph, progress: Progress[Any] = silent, basis: str | None = None
) -> LoadReport:
    """Make the store hold the graph, by the difference, and remember that, and by which settings it was made: `basis`.

    The report of a load that had nothing to do has no digests.
    """
    last, whole = ledger.build(store.address), fingerprint(graph)
    if last and (last.basis, last.graph) == (basis, whole) and store.holds(last.digest):
        return LoadReport(0, 0, 0, {})
    known = ledger.loaded(store.address)
    report = store.load(graph, known or None, progress)
    changed = {id_: digest for id_, digest in report.digests.items() if known.get(id_) != digest}
    removed = known.keys() - report.digests.keys()
    if removed or changed.keys() & known.keys():
        store.renew_names()  # noted only afterwards: a run that is killed here is made up for by the next
    build = BuildRow(build_digest(report.digests), basis, whole)
    if changed or removed or last != build:
        ledger.update_loaded(store.address, changed, removed, build)
    return report


def build(
    ledger: Ledger,
    settings: Settings,
    items: Iterable[Article | Failure],
    now: str,
    progress: Progress[Any] = silent,
) -> BuildReport:
    """Take in, extract what is new, assemble all, load the difference. Adds, never removes.

    `now` (ISO) is kept as the time the articles were seen.
    """
    run = ledger.start_run("build", now)
    intake = take_in(ledger, items, now)
    ledger.put_failures([FailureRow(run, f.where, f.reason, f.error) for f in intake.failures])
    extracted = extract_all(ledger, settings, progress)
    graph = assembled(ledger, settings)
    with store_of(settings) as store:
        loaded = load(ledger, store, graph, progress, basis_of(settings))
    foreign = tuple(article.key for article in ledger.articles() if article.language is not None)
    return BuildReport(run, intake, extracted, foreign, graph, loaded)


def correct(ledger: Ledger, settings: Settings, corrections: Corrections) -> tuple[Graph, LoadReport]:
    """Keep these corrections in place of those before, and make the store hold the graph that they give."""
    write_corrections(settings.workspace.corrections, corrections)
    graph = assembled(ledger, settings)
    with store_of(settings) as store:
        return graph, load(ledger, store, graph, basis=basis_of(settings))


# ---- the graph to a page --------------------------------------------------------------------------------------------


def draw(graph: Graph, workspace: Workspace, output: Path, title: str) -> None:
    """Write the graph as a page; what an earlier page showed stays where it was."""
    from kg.explorer import page

    made = page(graph, title=title, positions=_places(workspace.layout))
    write_whole(output, made.html)
    write_whole(workspace.layout, json.dumps(made.positions, indent=0, sort_keys=True))


def _places(layout: Path) -> dict[str, tuple[float, float]]:
    """Where the last page had its nodes; a layout that cannot be read is none."""
    try:
        return {node: (float(x), float(y)) for node, (x, y) in json.loads(layout.read_text(encoding="utf-8")).items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
