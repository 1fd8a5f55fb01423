"""A Graph for other tools: JSON lines without loss; networkx, GEXF and GraphML with what these can say. Pure: no files.

In the last three, nodes are the entities, the events that a relation points at, and the events that no relation tells
of (tied to their entities by role). Every edge carries its status, and its speaker where there is one, in its label
and as attributes: nothing said leaves as a bare fact. What is unknown is left out, never written as a word.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any

import msgspec
import networkx as nx

from kg.errors import SourceError
from kg.model import (
    ArticleRow,
    Entity,
    Event,
    EventLink,
    Evidence,
    Graph,
    GraphRow,
    MentionedIn,
    Relation,
    RoleRow,
)

ROWS: dict[str, type[GraphRow]] = {
    row.__name__: row for row in (ArticleRow, Entity, Event, Evidence, MentionedIn, RoleRow, EventLink, Relation)
}
Value = str | int | float | bool

_UNSAFE_IN_A_LINE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def to_lines(graph: Graph) -> Iterator[str]:
    """One JSON object a row, in the graph's order, tagged `row` with the name of its type; `from_lines` gives it back.

    A line holds no line break of any kind and can always be written as UTF-8.
    """
    for row in graph.rows():
        told = {"row": type(row).__name__} | _without_none(msgspec.to_builtins(row))
        yield _UNSAFE_IN_A_LINE.sub(_escaped, json.dumps(told, ensure_ascii=False, allow_nan=False))


def from_lines(lines: Iterable[str]) -> Graph:
    """The graph that `to_lines` wrote; blank lines count not. SourceError names every line that is no row."""
    rows, faults = [], []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                rows.append(_row(json.loads(line)))
            except (ValueError, msgspec.ValidationError) as error:
                faults.append(f"line {number}: {error}")
    if faults:
        raise SourceError("not rows of a graph as `kg export --format jsonl` writes them:\n" + "\n".join(faults))
    return Graph.of(rows)


def to_networkx(graph: Graph) -> nx.MultiDiGraph[str]:
    """The graph for networkx: simple values only, edges keyed by relation id. A symmetric edge stands once."""
    net: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for entity in graph.entities:
        net.add_node(entity.id, **_entity(entity))
    evidence = _by_event(graph)
    untold = _untold(graph)
    pointed = {relation.object for relation in graph.relations if relation.object_is_event}
    for event in graph.events:
        if event.id in untold or event.id in pointed:
            net.add_node(event.id, **_event(event))
    speakers = {entity.id: entity.name for entity in graph.entities}
    for source, target, key, told in (*_relations(graph, evidence, speakers), *_roles(graph, untold)):
        if source in net and target in net:
            net.add_edge(source, target, key=key, **told)
    return net


def to_graphml(graph: Graph) -> str:
    """The graph as GraphML: well-formed XML 1.0, equal text for equal graphs. What XML cannot hold is a picture."""
    return "\n".join(nx.generate_graphml(_for_xml(to_networkx(graph)))) + "\n"


def to_gexf(graph: Graph) -> str:
    """The graph as GEXF 1.2 for Gephi: well-formed XML 1.0, equal text for equal graphs (no date of writing in it)."""
    text = "\n".join(nx.generate_gexf(_for_xml(to_networkx(graph))))
    return re.sub(r' lastmodifieddate="[^"]*"', "", text, count=1) + "\n"


# ---- JSON lines ----


def _row(told: Any) -> GraphRow:
    if not isinstance(told, dict) or told.get("row") not in ROWS:
        raise ValueError(f"`row` must be one of {', '.join(ROWS)}")
    row = ROWS[told["row"]]
    known = [field.name for field in fields(row)]
    if unknown := sorted(set(told) - {"row", *known}):
        raise ValueError(f"{row.__name__} has no {', '.join(unknown)}; its fields are {', '.join(known)}")
    return msgspec.convert({name: told.get(name) for name in known}, row)


def _without_none(told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if value is not None}


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


# ---- nodes and edges ----


def _entity(entity: Entity) -> dict[str, Value]:
    return _simple(
        label=entity.name,
        node="entity",
        kind=entity.kind,
        named=entity.named,
        aliases="; ".join(entity.aliases) or None,
        country=entity.country,
        sector=entity.sector,
        affiliation=entity.affiliation,
        articles=entity.n_articles,
        first_seen=entity.first_seen,
        last_seen=entity.last_seen,
    )


def _event(event: Event) -> dict[str, Value]:
    return _simple(
        label=f"{event.label}{_in_brackets(event.status, None)}",
        node="event",
        kind=event.kind,
        predicate=event.predicate,
        status=event.status,
        disputed=event.disputed,
        date_from=event.date_from,
        date_to=event.date_to,
        date_text=event.date_text,
        articles=event.n_articles,
        confidence=event.confidence,
    )


Edge = tuple[str, str, str, dict[str, Value]]


def _relations(graph: Graph, evidence: Mapping[str, list[Evidence]], names: Mapping[str, str]) -> Iterator[Edge]:
    for relation in graph.relations:
        support = [row for event in relation.event_ids for row in evidence.get(event, ())]
        support.sort(key=lambda row: row.status != relation.status)
        yield relation.subject, relation.object, relation.id, _relation(relation, support, _speaker(support, names))


def _relation(relation: Relation, support: list[Evidence], speaker: str | None) -> dict[str, Value]:
    return _simple(
        label=relation.predicate.replace("_", " ") + _in_brackets(relation.status, speaker),
        relation=relation.type,
        kind=relation.kind,
        predicate=relation.predicate,
        status=relation.status,
        speaker=speaker,
        symmetric=relation.symmetric,
        facts=relation.n_events,
        articles=relation.n_articles,
        stories=relation.n_stories,
        first_date=relation.first_date,
        last_date=relation.last_date,
        confidence=relation.confidence,
        sentence=support[0].quote if support else None,
    )


def _roles(graph: Graph, untold: set[str]) -> Iterator[Edge]:
    """The ties of the events that no relation tells of: "Brandel resigned" has an actor and nobody it is done to."""
    status = {event.id: event.status for event in graph.events}
    for row in graph.roles:
        if row.event in untold:
            label = row.role + _in_brackets(status[row.event], None)
            told = _simple(label=label, relation=row.role.upper(), status=status[row.event])
            yield row.event, row.entity, f"{row.event} {row.role} {row.entity}", told


def _untold(graph: Graph) -> set[str]:
    told = {event for relation in graph.relations for event in relation.event_ids}
    return {event.id for event in graph.events} - told


def _by_event(graph: Graph) -> dict[str, list[Evidence]]:
    table: defaultdict[str, list[Evidence]] = defaultdict(list)
    for row in graph.evidence:
        table[row.event].append(row)
    return dict(table)


def _speaker(support: Iterable[Evidence], names: Mapping[str, str]) -> str | None:
    """Who says it: the innermost speakers of all its evidence, each once."""
    inner = (names[s.entity] for row in support for s in row.speakers if s.depth == 0 and s.entity in names)
    return "; ".join(dict.fromkeys(inner)) or None


def _in_brackets(status: str, speaker: str | None) -> str:
    if status == "actual":
        return f" (says {speaker})" if speaker else ""
    return f" ({status}, {'says ' + speaker if speaker else 'reportedly' if status == 'claimed' else ''})".replace(
        ", )", ")"
    )


def _simple(**told: Value | None) -> dict[str, Value]:
    return {name: value for name, value in told.items() if value is not None}


# ---- XML ----


def _for_xml(net: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    clean: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node, told in net.nodes(data=True):
        clean.add_node(_xml(node), **{name: _xml(value) for name, value in told.items()})
    for source, target, key, told in net.edges(keys=True, data=True):
        clean.add_edge(_xml(source), _xml(target), key=_xml(key), **{name: _xml(value) for name, value in told.items()})
    return clean


def _xml(value: Any) -> Any:
    return _NOT_XML.sub(_picture, value) if isinstance(value, str) else value


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    return chr(0x2400 + code) if code < 0x20 else "\ufffd"
