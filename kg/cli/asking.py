"""Commands that ask the store: query, queries, predicates."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.building import CERTAIN
from kg.cli.output import BROKEN_OFF, as_csv, as_json, heading, note, out, table
from kg.cli.place import Place
from kg.errors import KGError

if TYPE_CHECKING:
    from kg.catalog import Query
    from kg.store import Rows, Store


@dataclass(frozen=True, slots=True)
class Asked:
    """Cypher and its parameters, the columns of an answer without rows, and the names of actors as they were typed."""

    cypher: str
    values: dict[str, Any]
    columns: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


MANY = 1_000_000
"""Names that are compared with one that is unknown, at most."""


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


def names_of_queries(incomplete: str) -> list[tuple[str, str]]:
    """The questions whose names begin so, with their titles: what a shell completes."""
    from kg.catalog import queries as shipped

    return [(each.name, each.title) for each in shipped().values() if each.name.startswith(incomplete)]


def parameters_of_query(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """The parameters, as `key=`, of the question that stands in the line before them."""
    from kg.catalog import queries as shipped

    # The line ends in a bare -p: it was not parsed to its end, and the name may still be among the words.
    words = (ctx.params.get("name"), *ctx.args)
    found = next((query for name, query in shipped().items() if name in words), None)
    asked = found.parameters if found else ()
    return [(f"{each.name}=", each.description) for each in asked if each.name.startswith(incomplete)]


def query(
    ctx: typer.Context,
    name: Annotated[
        str | None,
        typer.Argument(metavar="NAME", help="One of `kg queries`.", autocompletion=names_of_queries),
    ] = None,
    parameter: Annotated[
        list[str] | None,
        typer.Option(
            "-p",
            "--parameter",
            metavar="KEY=VALUE",
            help="What the query asks for.",
            autocompletion=parameters_of_query,
        ),
    ] = None,
    cypher: Annotated[str | None, typer.Option(metavar="CYPHER", help="Your own question; it may only read.")] = None,
    format: Annotated[Format, typer.Option(help="In a pipe a table is lines with tabs.")] = Format.table,
    min_confidence: Annotated[float | None, CERTAIN] = None,
    limit: Annotated[int, typer.Option(min=1, help="Print no more rows.")] = 1_000,
    timeout: Annotated[float, typer.Option(min=0.1, help="Stop it after so many seconds.")] = 30.0,
) -> None:
    """Ask the graph a question that ships, or your own in Cypher. It can change nothing.

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
    if cypher and min_confidence is not None and not re.search(r"\$`?min_confidence\b", cypher):
        raise typer.BadParameter("--min-confidence is $min_confidence in your own Cypher, which does not ask for it")
    rows = _ask(ctx.obj, _named(name, given) if name else _own(cypher or "", given), limit, timeout)
    printed(format, rows.columns, rows.rows)
    if rows.truncated:
        note(f"The first {limit:,} rows; --limit shows more.")


def queries(
    name: Annotated[
        str | None,
        typer.Argument(metavar="NAME", help="Only this one, in full.", autocompletion=names_of_queries),
    ] = None,
) -> None:
    """List the questions that ship, each with an example. With NAME, all that one asks for.

    \b
    kg queries
    kg queries relations
    """
    from kg.catalog import GROUPS, find_query
    from kg.catalog import queries as shipped

    if name is not None:
        _explain(find_query(name))
        return
    for group in GROUPS:
        heading(group)
        for each in shipped().values():
            if each.group == group:
                out(f"  {each.name} — {each.title}")
                out(f"      {each.example}")


def _explain(query: Query) -> None:
    out(f"{query.name} — {query.title}")
    out(f"  {query.description}")
    for asked in query.parameters:
        default = "" if asked.default is None else f" [{asked.default}]"
        out(f"    -p {asked.name}={asked.type}{default}  {asked.description}")
    out(f"  Columns: {', '.join(query.columns)}")
    out(f"  {query.example}")


def predicates(ctx: typer.Context) -> None:
    """List what relations say, by kind, with an example. And the type that each has in the store.

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
    people = tuple(given[each.name] for each in found.parameters if each.type == "name" and each.name in given)
    return Asked(found.cypher, dict(found.bind(given)), found.columns, people)


def _own(cypher: str, given: dict[str, str]) -> Asked:
    return Asked(cypher, {key: _value(text) for key, text in given.items()})


def _ask(place: Place, asked: Asked, limit: int, timeout: float) -> Rows:
    from kg.pipeline import store_of

    with place.reading() as (_, settings), store_of(settings) as store:
        phase = store.state().phase
        if phase == "empty":
            raise KGError(f"{store.address} holds no graph of ours: load it with `kg build`")
        if phase == "loading":
            note(f"The graph is {BROKEN_OFF}.")
        rows = store.query(asked.cypher, asked.values, limit, timeout, asked.columns)
        if not rows.rows:
            for line in _unknown(store, asked.names):
                note(line)
        return rows


def _unknown(store: Store, names: Iterable[str]) -> Iterator[str]:
    """A line for each name that nobody in the graph bears, with those that look like it."""
    from kg.catalog import ANY, name_key
    from kg.lookup import near

    borne = "MATCH (n:KG:Name {name_key: $key}) RETURN n.name_key AS name"
    missing = [name for name in names if name != ANY and not store.query(borne, {"key": name_key(name)}).rows]
    if not missing:
        return
    everybody = (
        "MATCH (a:KG:Entity) WHERE a.named UNWIND [a.name] + a.aliases AS name RETURN DISTINCT name ORDER BY name"
    )
    known = [row[0] for row in store.query(everybody, limit=MANY).rows]
    for name in missing:
        found = [f'"{each}"' for each in near(name, known)]
        yield f'no actor "{name}"' + (f": did you mean {' or '.join(found)}?" if found else "")


def printed(format: Format, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Print the rows in this format."""
    _PRINT[format](columns, rows)


_PRINT = {Format.table: table, Format.json: as_json, Format.csv: as_csv}
