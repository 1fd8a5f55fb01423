"""The command analyze: who matters among the named actors, and who belongs together."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.asking import Format, printed
from kg.cli.building import CERTAIN
from kg.cli.output import counted, note
from kg.model import SHOWN_STATUSES, STATUSES, Status

if TYPE_CHECKING:
    from kg.analyze import Standing

COLUMNS = ("actor", "kind", "degree", "pagerank", "betweenness", "community", "led_by", "id")


class By(StrEnum):
    """What the table is ordered by."""

    pagerank = "pagerank"
    degree = "degree"
    betweenness = "betweenness"


def register(app: typer.Typer) -> None:
    """Adds this module's command."""
    app.command()(analyze)


def analyze(
    ctx: typer.Context,
    by: Annotated[By, typer.Option(help="What comes first.")] = By.pagerank,
    top: Annotated[int, typer.Option(min=1, help="Print no more actors.")] = 20,
    status: Annotated[
        list[str] | None,
        typer.Option(metavar="STATUS", help="Count relations of this status; may be given again [actual, claimed]."),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Count relations of every status.")] = False,
    min_confidence: Annotated[float | None, CERTAIN] = None,
    format: Annotated[Format, typer.Option(help="In a pipe a table is lines with tabs.")] = Format.table,
) -> None:
    """Rank the named actors, and say who belongs together. Places among them; by their relations.

    \b
    degree        with how many others it has a relation
    pagerank      how much the others that count lead to it, weighted by the number of events
    betweenness   the share of shortest ways between two others that lead through it: a broker
    community     the number of its group (Louvain), the largest first, and who leads that group

    Those without a name ("a senior official") take part in the computation and are not listed. The numbers tell of
    what was reported, not of the world. Equal graphs give equal numbers. All are exact but two: betweenness is
    estimated among more than 2,000, from the shortest ways that start at 500 of them; Louvain finds good groups, not
    the best there are.

    \b
    kg analyze
    kg analyze --by betweenness --top 10
    kg analyze --status denied --status negated
    kg analyze --all --format csv > actors.csv
    """
    from kg.analyze import SAMPLE, sampled, standings, tied

    statuses = _statuses(status or (), every)
    graph = ctx.obj.built(min_confidence).graph
    net = tied(graph, statuses)
    found = standings(graph, net)
    ranked = sorted(found, key=lambda each: (-getattr(each, by.value), -each.pagerank, each.id))
    printed(format, COLUMNS, [_row(each) for each in ranked[:top]])
    way = f"estimated from {SAMPLE} of them" if sampled(net) else "exact"
    shown = f"the first {top:,} are shown" if len(found) > top else "all are shown"
    note(f"{counted(len(found), 'named actor')} with a relation, {shown}; betweenness is {way}.")


def _row(each: Standing) -> tuple[Any, ...]:
    return (
        each.name, each.kind, each.degree, round(each.pagerank, 4), round(each.betweenness, 4), each.community,
        list(each.led_by), each.id,
    )  # fmt: skip


def _statuses(wanted: list[str] | tuple[()], every: bool) -> tuple[Status, ...]:
    if wanted and every:
        raise typer.BadParameter("give --status or --all, one of the two")
    if wrong := [word for word in wanted if word not in STATUSES]:
        raise typer.BadParameter(f"{wrong[0]!r} is no status; there are {', '.join(STATUSES)}")
    if every:
        return STATUSES
    return tuple(status for status in STATUSES if status in wanted) or SHOWN_STATUSES
