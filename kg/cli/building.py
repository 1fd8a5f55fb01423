"""Commands that change the workspace: build, forget."""

from __future__ import annotations

from collections import Counter
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.output import counted, out, progress
from kg.cli.place import Place, at_least, now
from kg.errors import KGError
from kg.plain import json_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.forgetting import Cleaned
    from kg.intake import Intake
    from kg.ledger import Ledger
    from kg.model import Graph
    from kg.pipeline import BuildReport
    from kg.store import LoadReport

SOME_FAILED = 3

Inputs = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="INPUT",
        show_default=False,
        help="Files and folders (.txt .json .jsonl .csv .html .pdf); - is standard input.",
    ),
]


CERTAIN = typer.Option(
    "--min-confidence", min=0.0, max=1.0, show_default=False, help="Leave out what is less certain, 0 to 1."
)


def register(app: typer.Typer) -> None:
    """Adds this module's commands."""
    app.command()(build)
    app.command()(forget)


def build(ctx: typer.Context, inputs: Inputs = None, min_confidence: Annotated[float | None, CERTAIN] = None) -> None:
    """Read articles and add them to the graph. Without INPUT, make the graph again from what was read.

    Adds, never removes: an article read before costs nothing, a changed one replaces itself. Each article is kept as
    soon as it is read, so an interrupted build goes on where it stopped.

    \b
    kg build news/ more.jsonl         read a folder and a file
    zcat feed.jsonl.gz | kg build -   read JSON lines with id, text, title, published, source, url
    kg build                          again, after settings or rules changed
    kg build --min-confidence 0.6     again, without what is less certain
    kg build news --store bolt://localhost:7687     into a Neo4j
    """
    from kg import forgetting, pipeline
    from kg.sources import read

    place: Place = ctx.obj
    start = monotonic()
    if not inputs:
        require(place)
    with place.writing("build") as (ledger, settings):
        settings = at_least(settings, min_confidence)
        items = read(inputs or [], limits=settings.limits)
        report = pipeline.build(ledger, settings, items, now(), progress)
        cleaned = forgetting.tidy(ledger, settings, report.graph, report.intake.replaced)
        ledger.finish_run(report.run, now(), json_line(_counts(report.intake)))
    _told(report, monotonic() - start)
    cleaned_told(cleaned)
    _exit(report.intake)


def forget(
    ctx: typer.Context,
    articles: Annotated[list[str], typer.Argument(metavar="ARTICLE", help="Keys of articles, as build was given.")],
) -> None:
    """Withdraw articles, and exactly what only they supported. Their words leave the workspace, every file of it.

    Text, extraction, evidence, log lines, pages drawn in the workspace: nothing is kept but the article's key, in the
    reports of runs. What kg cannot clean is told: a page drawn elsewhere, a store that another process holds open.

    \b
    kg forget herald-2017-03          by the article's id, its url, or its path in the folder
    """
    from kg import forgetting

    place: Place = ctx.obj
    require(place)
    with place.writing("forget") as (ledger, settings):
        keys = _known(ledger, articles)
        load, cleaned = forgetting.forget(ledger, settings, keys, progress)
        left = len(ledger.keys())
    out(f"Forgot {counted(len(keys), 'article')}; {counted(left, 'article')} left.")
    store_told(load)
    cleaned_told(cleaned)


def require(place: Place) -> None:
    """KGError when the workspace has not been built."""
    with place.reading():
        pass


def _known(ledger: Ledger, articles: Sequence[str]) -> list[str]:
    from kg.lookup import near

    known = ledger.keys()
    missing = [article for article in articles if article not in known]
    if missing:
        lines = [f"  {each!r}: near it {', '.join(map(repr, near(each, known))) or 'is nothing'}" for each in missing]
        among = counted(len(known), "article")
        raise KGError("\n".join((f"no such article among {among}; nothing was forgotten", *lines)))
    return list(dict.fromkeys(articles))


def _told(report: BuildReport, seconds: float) -> None:
    out("Articles  " + ", ".join(f"{n:,} {word}" for word, n in _counts(report.intake).items()))
    for failure in report.intake.failures:
        out(f"  failed: {failure.where}: {failure.reason}")
    for key in report.foreign:
        out(f"  not English, kept and not read: {key}")
    graph_told(report.graph, report.load)
    out(f"Time      {seconds:.1f} s, {counted(report.extracted, 'article')} read by the model")


def _counts(intake: Intake) -> dict[str, int]:
    return {
        "new": len(intake.new),
        "changed": len(intake.changed),
        "known": intake.unchanged,
        "failed": len(intake.failures),
    }


def graph_told(graph: Graph, load: LoadReport) -> None:
    """Print what the graph holds, and what the store had to do for it."""
    from kg.model import SHOWN_STATUSES, STATUSES

    named = sum(entity.named for entity in graph.entities)
    out(
        f"Graph     {counted(len(graph.articles), 'article')}, {named:,} named actors and places "
        f"({len(graph.entities) - named:,} unnamed), {counted(len(graph.events), 'event')}, "
        f"{counted(len(graph.relations), 'relation')}"
    )
    by = Counter(relation.status for relation in graph.relations)
    for words, shown in (("Shown     ", True), ("Hidden    ", False)):
        statuses = [status for status in STATUSES if (status in SHOWN_STATUSES) is shown and by[status]]
        out(words + (", ".join(f"{by[status]:,} {status}" for status in statuses) or "none"))
    store_told(load)


def store_told(load: LoadReport) -> None:
    """Print what the store had to do."""
    out(f"Store     {load.created:,} created, {load.changed:,} changed, {load.removed:,} removed")


def cleaned_told(cleaned: Cleaned) -> None:
    """Print which pages were drawn again, and what could not be cleaned."""
    drawn_told(cleaned.drawn)
    for line in cleaned.left:
        out(f"Left      {line}")


def drawn_told(pages: Sequence[str]) -> None:
    """Print which pages of the workspace were drawn again, and what that has cost them."""
    for page in pages:
        out(f"Drawn     {page}, with everything in it")


def _exit(intake: Intake) -> None:
    if not intake.failures:
        return
    got = intake.new or intake.changed or intake.unchanged
    if not got and all(failure.error == "SourceError" for failure in intake.failures):
        raise KGError("nothing could be read: see above")
    raise typer.Exit(SOME_FAILED)
