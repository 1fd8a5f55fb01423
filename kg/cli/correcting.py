"""The command suppress: hiding an actor from everything that is shown, and showing it again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.building import drawn_told, graph_told, require
from kg.cli.output import counted, out
from kg.cli.place import Place
from kg.errors import KGError

if TYPE_CHECKING:
    from kg.config import Settings
    from kg.corrections import Corrections, Suppression
    from kg.graphs import Read
    from kg.ledger import Ledger


def register(app: typer.Typer) -> None:
    """Adds this module's command."""
    app.command()(suppress)


def suppress(
    ctx: typer.Context,
    entity: Annotated[str | None, typer.Argument(metavar="ENTITY", help="A name, an alias or an id.")] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Show it again.")] = False,
) -> None:
    """Hide an actor from graph, queries, page and exports. Every sentence that names or means it goes too.

    It stays hidden through every build and refresh: the decision is a line in corrections.jsonl. The articles are
    kept as they are (`kg forget` takes them away), and `kg extract INPUT` and `kg triples INPUT`, which read no
    workspace, print whatever is in their input. Without ENTITY, list who is hidden.

    \b
    kg suppress 'Ann Tench'
    kg suppress --undo 'Ann Tench'
    kg suppress
    """
    place: Place = ctx.obj
    require(place)
    if entity is None:
        _list(place, undo)
        return
    with place.writing("suppress") as (ledger, settings):
        _change(ledger, settings, entity, undo)


def _list(place: Place, undo: bool) -> None:
    from kg.corrections import read_corrections

    path = place.folder().corrections
    corrections = read_corrections(path)
    if undo:
        raise typer.BadParameter(f"--undo wants a name: {_names(corrections) or 'nobody is suppressed'}")
    for each in corrections.suppressed:
        out(f"{each.name}  ({counted(len(each.mentions), 'mention')})")
    if not corrections.suppressed:
        out("Nobody is suppressed.")
    for number, line in corrections.unknown:
        out(f"{path} line {number}: a correction that this version does not know, kept and not applied: {line}")


def _change(ledger: Ledger, settings: Settings, entity: str, undo: bool) -> None:
    from kg import forgetting, graphs, pipeline
    from kg.corrections import read_corrections
    from kg.model import fold

    corrections = read_corrections(settings.workspace.corrections)
    read = graphs.extractions(ledger, settings)
    meant = (_undone if undo else _hidden)(corrections, read, settings, entity)
    known = not undo and meant[0] in corrections.suppressed
    new = corrections.without(meant) if undo else corrections if known else corrections.with_one(meant[0])
    graph, load = pipeline.correct(ledger, settings, new)  # also where it is known: a run may have been broken off
    hidden = [fold(each.name) for each in new.suppressed]
    forgetting.untitle(ledger, lambda title: any(name in fold(title) for name in hidden))
    drawn = forgetting.redraw(ledger, settings, graph, forgetting.drawn_inside(ledger, settings.workspace))
    done = "Shown again" if undo else "Hidden already" if known else "Hidden"
    out(f"{done}: {', '.join(each.name for each in meant)}.")
    graph_told(graph, load)
    drawn_told(drawn)
    for page in forgetting.pages_outside(ledger):
        out(f"Left      {page} was drawn outside the workspace: draw it again.")


def _hidden(corrections: Corrections, read: Read, settings: Settings, entity: str) -> list[Suppression]:
    """The corrections that hide who is meant: those there are, else a new one. KGError where nobody or several are."""
    from kg import graphs, lookup
    from kg.model import Entity

    graph, ids = graphs.graph_from(read, settings), graphs.graph_ids(read, settings)
    found = lookup.find(graph, entity, ids)
    if not isinstance(found, Entity):
        raise KGError(f"{entity!r} is what an event is called: suppress takes an actor")
    by = graphs.suppressed_in(corrections, read, settings)
    held = [each for each, hidden in by.items() if found.id in hidden]
    return held or [graphs.suppression_in(found.id, read, settings)]


def _undone(corrections: Corrections, read: Read, settings: Settings, entity: str) -> list[Suppression]:
    """The corrections that hide who is meant, by its name, the id it has in the graph, or else an alias."""
    from kg import graphs
    from kg.catalog import name_key

    ids, key = graphs.graph_ids(read, settings), name_key(entity)
    held = graphs.suppressed_in(corrections, read, settings)
    found = [each for each, hidden in held.items() if name_key(each.name) == key or ids.get(entity, entity) in hidden]
    if not found:
        rows = graphs.graph_from(read, settings).entities
        called = {row.id for row in rows if key in map(name_key, row.aliases)}
        found = [each for each, hidden in held.items() if called & hidden]
    if not found:
        raise KGError(f"{entity!r} is not suppressed; suppressed: {_names(corrections) or 'nobody'}")
    return found


def _names(corrections: Corrections) -> str:
    return ", ".join(each.name for each in corrections.suppressed)
