"""A Graph as tables, one a kind of record: the store's own properties, typed, and beside them what people read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from kg.export.telling import Telling, tellings
from kg.model import Graph
from kg.records import NODE_STATEMENTS, PROPERTIES, RELATION_STATEMENTS, Record, Scalar

ColumnType = Literal["string", "boolean", "long", "double", "date", "string[]"]
"""In the words of neo4j-admin."""

NAMES = {
    "article": "articles", "entity": "entities", "name": "names", "event": "events", "evidence": "evidence",
    "named": "named", "from": "from", "supports": "supports", "role": "roles", "link": "links", "said_by": "said_by",
    "mentioned_in": "mentioned_in", "derived": "relations",
}  # fmt: skip
"""What the table of each kind of record is called."""

_TYPES: dict[str, ColumnType] = {
    **dict.fromkeys(("named", "disputed", "quoted", "symmetric"), "boolean"),
    **dict.fromkeys(("n_articles", "n_stories", "n_events", "start_char", "end_char"), "long"),
    **dict.fromkeys(("count_low", "count_high", "position", "depth", "count"), "long"),
    "confidence": "double",
    **dict.fromkeys(("published", "collected", "first_seen", "last_seen"), "date"),
    **dict.fromkeys(("date_from", "date_to", "first_date", "last_date"), "date"),
    **dict.fromkeys(("aliases", "alias_keys", "modes", "marks", "evidence_ids", "event_ids"), "string[]"),
}
"""What a property is, where it is no text."""


@dataclass(frozen=True, slots=True)
class Column:
    """A property of the store, or (`beside`) words for people that the store has no property for."""

    name: str
    type: ColumnType
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One kind of record: its columns, and a record with the values of these columns a row. None is unknown."""

    statement: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Record, tuple[Scalar | None, ...]], ...]

    @property
    def name(self) -> str:
        """What it is called: `entities`, `relations`."""
        return NAMES[self.statement]

    @property
    def of_nodes(self) -> bool:
        """Whether its records are nodes; else they have a source and a target."""
        return self.statement in NODE_STATEMENTS


@dataclass(frozen=True, slots=True)
class Beside:
    """The columns for people, and what stands in them."""

    columns: tuple[str, ...]
    of: Callable[[Record], tuple[str | None, ...]]


NOTHING = Beside((), lambda record: ())


def tables(graph: Graph, records: Mapping[str, Record]) -> Iterator[Table]:
    """Every table of a graph, given its records; one without rows too."""
    beside = _beside(graph)
    by_statement: dict[str, list[Record]] = {name: [] for name in (*NODE_STATEMENTS, *RELATION_STATEMENTS)}
    for record in records.values():
        by_statement[record.statement].append(record)
    for statement, rows in by_statement.items():
        yield _table(statement, rows, beside.get(statement, NOTHING))


def _table(statement: str, records: list[Record], beside: Beside) -> Table:
    names = PROPERTIES[statement]
    columns = (
        *(Column(name, "string", beside=True) for name in beside.columns),
        *(Column(name, _TYPES.get(name, "string")) for name in names),
    )
    held = ((record, dict(record.properties)) for record in records)
    rows = ((record, (*beside.of(record), *(values.get(name) for name in names))) for record, values in held)
    return Table(statement, columns, tuple(rows))


def _beside(graph: Graph) -> Mapping[str, Beside]:
    """For each kind of record that has any: names for its ids, and the status and speaker that it lacks itself."""
    told = tellings(graph)
    names = {entity.id: entity.name for entity in graph.entities}
    events = {event.id: told.event(event) for event in graph.events}
    acts = {event.id: events[event.id].label(event.label) for event in graph.events}
    relations = {relation.id: told.relation(relation) for relation in graph.relations}
    evidence = {row.id: row for row in graph.evidence}
    sentences = {row.id: told.evidence(row) for row in graph.evidence}

    def who(id_: str) -> str:
        return names[id_] if id_ in names else acts[id_]

    return {
        "event": Beside(("speaker", "sentence"), lambda row: (events[row.id].speaker, events[row.id].sentence)),
        "evidence": Beside(
            ("event", "article", "speaker"),
            lambda row: (evidence[row.id].event, evidence[row.id].article, sentences[row.id].speaker),
        ),
        "supports": Beside(("status", "speaker"), lambda row: _said(sentences[row.source])),
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
