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
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO

from kg.catalog import cypher_folder, statements
from kg.export.telling import Telling, tellings
from kg.model import Graph
from kg.records import NODE_STATEMENTS, PROPERTIES, SCHEMA, Record, build_digest, lower

GUARD = "'"
ARGUMENTS, AFTER = "import.args", "after-import.cypher"
FILES = {
    "article": "articles", "entity": "entities", "event": "events", "evidence": "evidence",
    "from": "from", "supports": "supports", "role": "roles", "link": "links", "said_by": "said_by",
    "mentioned_in": "mentioned_in", "derived": "relations",
}  # fmt: skip
"""The file of each kind of record, without its ending."""

_TYPES = {
    name: kind
    for kind, names in {
        "boolean": "named disputed quoted symmetric",
        "long": "n_articles n_stories n_events start_char end_char count_low count_high position depth count",
        "double": "confidence",
        "date": "published collected first_seen last_seen date_from date_to first_date last_date",
        "string[]": "aliases alias_keys modes marks evidence_ids event_ids",
    }.items()
    for name in names.split()
}
"""What a property is in Neo4j, where it is no text."""

_DANGEROUS = re.compile("[=+\\-@\t\r']|$")
_BROKEN = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Beside:
    """What people read beside a record: the names of the columns, and what stands in them."""

    columns: tuple[str, ...]
    of: Callable[[Record], Sequence[str | None]]


NOTHING = Beside((), lambda record: ())


def to_csv(graph: Graph) -> dict[str, str]:
    """The files by name: one CSV a kind of node or relationship, the importer's arguments, and what runs after it.

    Equal graphs give equal files. Half of a surrogate pair, which no file can hold, becomes U+FFFD. Raises StoreError
    where a row points at nothing.
    """
    records = lower(graph)
    tables: dict[str, list[Record]] = {statement: [] for statement in FILES}
    for record in records.values():
        tables[record.statement].append(record)
    beside = _beside(graph)
    digest = build_digest({id_: record.digest for id_, record in records.items()})
    build = ("kg-build", "KG;KGBuild", str(SCHEMA), "loading", digest)
    return {
        **{f"{FILES[name]}.csv": _table(name, rows, beside.get(name, NOTHING)) for name, rows in tables.items()},
        "build.csv": _written([("id:ID", ":LABEL", "schema:long", "state", "digest"), build]),
        ARGUMENTS: _arguments(),
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


# ---- tables ----


def _table(statement: str, records: Iterable[Record], beside: Beside) -> str:
    ends = ["id:ID", ":LABEL"] if statement in NODE_STATEMENTS else [":START_ID", ":TYPE", ":END_ID", "id"]
    names = PROPERTIES[statement]
    header = [*ends, *(f"{column}:IGNORE" for column in beside.columns), *map(_typed, names)]
    return _written([header, *(_row(record, beside.of(record), names) for record in records)])


def _row(record: Record, beside: Sequence[str | None], names: Sequence[str]) -> list[str]:
    values = dict(record.properties)
    return [*_ends(record), *map(cell, beside), *(cell(values.get(name)) for name in names)]


def _ends(record: Record) -> list[str]:
    if record.statement not in NODE_STATEMENTS:
        return [cell(record.source), record.word, cell(record.target), cell(record.id)]
    labels = ("KG", "Entity", record.word) if record.statement == "entity" else ("KG", record.word)
    return [cell(record.id), ";".join(labels)]


def _typed(name: str) -> str:
    return f"{name}:{_TYPES[name]}" if name in _TYPES else name


def _written(rows: Iterable[Sequence[str]]) -> str:
    text = StringIO()
    csv.writer(text).writerows(rows)  # ends lines with CR LF: with LF alone it would leave a bare CR unquoted
    return text.getvalue()


def _arguments() -> str:
    nodes = [f"--nodes={FILES[name]}.csv" for name in FILES if name in NODE_STATEMENTS]
    relations = [f"--relationships={FILES[name]}.csv" for name in FILES if name not in NODE_STATEMENTS]
    return "\n".join([*nodes, "--nodes=build.csv", *relations, "--multiline-fields=true"]) + "\n"


def _after() -> str:
    folder = cypher_folder("loaders")
    schema = statements((folder / "schema.cypher").read_text(encoding="utf-8"))
    after = (folder / "after_import.cypher").read_text(encoding="utf-8")
    return f"{schema['constraint']};\n{schema['names']};\n\n{after}"


# ---- beside them ----


def _beside(graph: Graph) -> Mapping[str, Beside]:
    """For each kind of record that has any: names for its ids, and the status and speaker that it lacks itself."""
    told = tellings(graph)
    names = {entity.id: entity.name for entity in graph.entities}
    events = {event.id: told.event(event) for event in graph.events}
    acts = {event.id: events[event.id].label(event.label) for event in graph.events}
    relations = {relation.id: told.relation(relation) for relation in graph.relations}
    evidence = {row.id: told.evidence(row) for row in graph.evidence}

    def who(id_: str) -> str:
        return names[id_] if id_ in names else acts[id_]

    return {
        "event": Beside(("speaker", "sentence"), lambda row: (events[row.id].speaker, events[row.id].sentence)),
        "evidence": Beside(("speaker",), lambda row: (evidence[row.id].speaker,)),
        "supports": Beside(("status", "speaker"), lambda row: _said(evidence[row.source])),
        "role": Beside(
            ("event", "entity", "status", "speaker"),
            lambda row: (acts[row.source], names[row.target], *_said(events[row.source])),
        ),
        "link": Beside(
            ("event", "act", "status", "speaker"),
            lambda row: (acts[row.source], acts[row.target], *_said(events[row.target])),
        ),
        "said_by": Beside(("speaker",), lambda row: (names[row.target],)),
        "mentioned_in": Beside(("entity",), lambda row: (names[row.source],)),
        "derived": Beside(
            ("subject", "object", "speaker", "sentence"),
            lambda row: (who(row.source), who(row.target), relations[row.id].speaker, relations[row.id].sentence),
        ),
    }


def _said(telling: Telling) -> tuple[str, str | None]:
    return telling.status, telling.speaker
