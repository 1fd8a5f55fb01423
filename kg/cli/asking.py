"""Commands that ask the store: query, queries, predicates."""

from __future__ import annotations

import json
from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.building import CERTAIN
from kg.cli.output import as_csv, as_json, note, out, table
from kg.cli.place import Place
from kg.errors import KGError

if TYPE_CHECKING:
    from kg.catalog import Query
    from kg.store import Rows


Asked = tuple[str, dict[str, Any], tuple[str, ...]]
"""Cypher, its parameters, and the columns of an answer without rows."""


class Format(StrEnum):
    """How a query's rows are printed."""

    table = "table"
    json = "json"
    csv = "csv"


def register(app: typer.Typer) -> None:
    """Adds this module's commands."""
    app.command()(query)
    app.command()(queries)
    app.command()(predicates)


def query(
    ctx: typer.Context,
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="One of `kg queries`.")] = None,
    parameter: Annotated[
        list[str] | None, typer.Option("-p", "--parameter", metavar="KEY=VALUE", help="What the query asks for.")
    ] = None,
    cypher: Annotated[str | None, typer.Option(metavar="CYPHER", help="Your own question; it may only read.")] = None,
    format: Annotated[Format, typer.Option(help="In a pipe a table is lines with tabs.")] = Format.table,
    min_confidence: Annotated[float | None, CERTAIN] = None,
    limit: Annotated[int, typer.Option(min=1, help="Print no more rows.")] = 1_000,
    timeout: Annotated[float, typer.Option(min=0.1, help="Stop it after so many seconds.")] = 30.0,
) -> None:
    """Ask the graph a question: one that ships, by NAME, or your own in Cypher. It can change nothing.

    \b
    kg query relations -p name=Taliban
    kg query most-active --format json
    kg query relations -p name=Taliban --min-confidence 0.7
    kg query --cypher 'MATCH (e:KG:Event {status: "denied"}) RETURN e.label AS act, e.date_from AS day'
    kg query --cypher 'MATCH (a:KG:Entity {name: $who}) RETURN a.aliases AS aliases' -p who=Taliban
    """
    given = _pairs(parameter or [])
    if min_confidence is not None:
        given["min_confidence"] = str(min_confidence)
    if (name is None) == (cypher is None):
        raise typer.BadParameter("give the NAME of a query (`kg queries` lists them) or --cypher, one of the two")
    rows = _ask(ctx.obj, _named(name, given) if name else _own(cypher or "", given), limit, timeout)
    printed(format, rows.columns, rows.rows)
    if rows.truncated:
        note(f"The first {limit:,} rows; --limit shows more.")


def queries() -> None:
    """List the questions that ship, what each one asks for, and an example."""
    from kg.catalog import queries as shipped

    for each in shipped().values():
        out(f"{each.name} — {each.title}")
        for asked in each.parameters:
            default = "" if asked.default is None else f" [{asked.default}]"
            out(f"    -p {asked.name}={asked.type}{default}  {asked.description}")
        out(f"    {each.example}")


def predicates(ctx: typer.Context) -> None:
    """List what relations say, by kind, with the type they have in the store and an example sentence.

    Those that the workspace's kg.toml adds are among them.
    """
    from kg.ontology import use

    known = use(ctx.obj.settings().additions).predicates
    rows = sorted(known.values(), key=lambda row: (row.kind, row.name))
    table(("kind", "predicate", "type", "example"), [(row.kind, row.name, row.type, row.example) for row in rows])


def _pairs(words: Sequence[str]) -> dict[str, str]:
    pairs = [word.partition("=") for word in words]
    if wrong := [key for key, equals, _ in pairs if not equals]:
        raise typer.BadParameter(f"-p takes key=value, not {wrong[0]!r}")
    return {key.strip(): value for key, _, value in pairs}


def _value(text: str) -> Any:
    """A parameter of one's own Cypher: a number, true, false or a list as JSON writes them, else the text itself."""
    try:
        return json.loads(text)
    except ValueError:
        return text


def _named(name: str, given: dict[str, str]) -> Asked:
    from kg.catalog import find_query

    found: Query = find_query(name)
    return found.cypher, dict(found.bind(given)), found.columns


def _own(cypher: str, given: dict[str, str]) -> Asked:
    return cypher, {key: _value(text) for key, text in given.items()}, ()


def _ask(place: Place, asked: Asked, limit: int, timeout: float) -> Rows:
    from kg.pipeline import store_of

    with place.reading() as (_, settings), store_of(settings) as store:
        phase = store.state().phase
        if phase == "empty":
            raise KGError(f"{store.address} holds no graph of ours: load it with `kg build`")
        if phase == "loading":
            note("The last load was broken off, so the graph is not whole: `kg build` mends it.")
        cypher, values, columns = asked
        return store.query(cypher, values, limit, timeout, columns)


def printed(format: Format, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Print the rows in this format."""
    _PRINT[format](columns, rows)


_PRINT = {Format.table: table, Format.json: as_json, Format.csv: as_csv}
