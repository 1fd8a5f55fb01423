"""A Graph as CSV files that `neo4j-admin database import full` reads, and that a spreadsheet opens without harm.

The rows are the store's own records, so what is imported is what kg would have loaded. Columns marked IGNORE are for
people: names in place of ids, speakers, sentences.

A spreadsheet takes a cell for a formula that begins with one of = + - @, a tab or a carriage return. Such a text has an
apostrophe before it here; and so has one that begins with an apostrophe, and an empty one (an empty cell is unknown).
`after-import.cypher` takes them away again.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO

from kg.catalog import cypher_folder, statements
from kg.export.tables import Column, Table, tables
from kg.model import Graph
from kg.records import SCHEMA, Record, build_digest, digests, lower

GUARD = "'"
ARGUMENTS, AFTER = "import.args", "after-import.cypher"

_DANGEROUS = re.compile("[=+\\-@\t\r']|$")
_BROKEN = re.compile("[\ud800-\udfff]")


def to_csv(graph: Graph) -> dict[str, str]:
    """The files by name: one CSV a kind of node or relationship, the importer's arguments, and what runs after it.

    Equal graphs give equal files. Half of a surrogate pair, which no file can hold, becomes U+FFFD. Raises StoreError
    where two rows share an id or one points at nothing.
    """
    digest = build_digest(digests(graph))
    made = list(tables(graph, lower(graph)))
    build = ("kg-build", "KG;KGBuild", str(SCHEMA), "loading", digest)
    return {
        **{f"{table.name}.csv": _file(table) for table in made},
        "build.csv": _written([("id:ID", ":LABEL", "schema:long", "state", "digest"), build]),
        ARGUMENTS: _arguments(made),
        AFTER: _after(),
    }


def cell(value: object) -> str:
    """A value as one cell; None is empty, a text may be guarded, the texts of a list have semicolons between them."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return ";".join(_guarded(text.replace("%", "%25").replace(";", "%3B")) for text in value)
    return _guarded(value) if isinstance(value, str) else repr(value)


def _guarded(text: str) -> str:
    whole = _BROKEN.sub("\ufffd", text)
    return GUARD + whole if _DANGEROUS.match(whole) else whole


def _file(table: Table) -> str:
    ends = ("id:ID", ":LABEL") if table.of_nodes else (":START_ID", ":TYPE", ":END_ID", "id")
    header = (*ends, *map(_headed, table.columns))
    return _written([header, *((*_ends(record), *map(cell, values)) for record, values in table.rows)])


def _headed(column: Column) -> str:
    if column.beside:
        return f"{column.name}:IGNORE"
    return column.name if column.type == "string" else f"{column.name}:{column.type}"


def _ends(record: Record) -> tuple[str, ...]:
    if record.source:
        return cell(record.source), record.word, cell(record.target), cell(record.id)
    return cell(record.id), ";".join(record.labels)


def _written(rows: Iterable[Sequence[str]]) -> str:
    text = StringIO()
    csv.writer(text).writerows(rows)  # ends lines with CR LF: with LF alone it would leave a bare CR unquoted
    return text.getvalue()


def _arguments(made: Iterable[Table]) -> str:
    files = [f"--{'nodes' if table.of_nodes else 'relationships'}={table.name}.csv" for table in made]
    return "".join(f"{line}\n" for line in (*files, "--nodes=build.csv", "--multiline-fields=true"))


def _after() -> str:
    folder = cypher_folder("loaders")
    schema = statements((folder / "schema.cypher").read_text(encoding="utf-8"))
    after = (folder / "after_import.cypher").read_text(encoding="utf-8")
    return f"{schema['constraint']};\n{schema['names']};\n\n{after}"
