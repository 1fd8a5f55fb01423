"""The command explore: the graph as one page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.building import CERTAIN
from kg.cli.output import counted, out
from kg.cli.place import Place


def register(app: typer.Typer) -> None:
    """Adds this module's command."""
    app.command()(explore)


def explore(
    ctx: typer.Context,
    output: Annotated[Path, typer.Option("-o", "--output", help="The page to write.")] = Path("graph.html"),
    title: Annotated[str, typer.Option(help="Its title.")] = "Who did what to whom",
    min_confidence: Annotated[float | None, CERTAIN] = None,
) -> None:
    """Write the graph as one HTML page that works offline. Search, filters, and behind every edge its sentences.

    Nothing that was drawn before moves: places are kept in the workspace.

    \b
    kg explore -o graph.html
    kg explore -o kabul.html --title 'Kabul, 2017'
    kg explore --min-confidence 0.7
    """
    from kg.forgetting import page_name
    from kg.pipeline import draw

    place: Place = ctx.obj
    built = place.built(min_confidence)
    draw(built.graph, built.settings.workspace, output, title)
    with place.reading() as (ledger, settings):
        ledger.put_page(page_name(settings.workspace, output), "", title)
    graph = built.graph
    out(f"Wrote {output}: {counted(len(graph.entities), 'actor')}, {counted(len(graph.relations), 'relation')}")
