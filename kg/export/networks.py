"""A Graph for networkx: entities, and the acts that need a node of their own, joined by labelled edges.

Nodes are the entities, the events that a relation points at, and the events that no relation tells of (tied to their
entities by role). Every edge carries its status, and its speaker where there is one, in its label and as attributes.
What is unknown is left out, never written as a word.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import networkx as nx

from kg.export.telling import Tellings, tellings
from kg.model import Entity, Event, Graph, Relation

Value = str | int | float | bool
Edge = tuple[str, str, dict[str, Value]]


def to_networkx(graph: Graph) -> nx.MultiDiGraph[str]:
    """The graph for networkx: simple values only, edges keyed by their `id`. A symmetric edge stands once."""
    told, untold = tellings(graph), _untold(graph)
    pointed = {relation.object for relation in graph.relations if relation.object_is_event}
    net: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    net.add_nodes_from((entity.id, _entity(entity)) for entity in graph.entities)
    net.add_nodes_from((event.id, _event(event, told)) for event in graph.events if event.id in untold | pointed)
    for source, target, values in (*_relations(graph, told), *_roles(graph, told, untold)):
        if source in net and target in net:
            net.add_edge(source, target, key=str(values["id"]), **values)
    return net


def _entity(entity: Entity) -> dict[str, Value]:
    return _simple(
        label=entity.name or entity.id,
        node="entity",
        kind=entity.kind,
        named=entity.named,
        aliases="; ".join(entity.aliases),
        country=entity.country,
        sector=entity.sector,
        affiliation=entity.affiliation,
        articles=entity.n_articles,
        first_seen=entity.first_seen,
        last_seen=entity.last_seen,
    )


def _event(event: Event, told: Tellings) -> dict[str, Value]:
    telling = told.event(event)
    return _simple(
        label=telling.label(event.label or event.id),
        node="event",
        kind=event.kind,
        predicate=event.predicate,
        status=event.status,
        speaker=telling.speaker,
        disputed=event.disputed,
        date_from=event.date_from,
        date_to=event.date_to,
        date_text=event.date_text,
        articles=event.n_articles,
        confidence=event.confidence,
        sentence=telling.sentence,
    )


def _relations(graph: Graph, told: Tellings) -> Iterator[Edge]:
    for relation in graph.relations:
        yield relation.subject, relation.object, _relation(relation, told)


def _relation(relation: Relation, told: Tellings) -> dict[str, Value]:
    telling = told.relation(relation)
    return _simple(
        id=relation.id,
        label=telling.label(relation.predicate.replace("_", " ") or relation.type),
        relation=relation.type,
        kind=relation.kind,
        predicate=relation.predicate,
        status=relation.status,
        speaker=telling.speaker,
        symmetric=relation.symmetric,
        facts=relation.n_events,
        articles=relation.n_articles,
        stories=relation.n_stories,
        first_date=relation.first_date,
        last_date=relation.last_date,
        confidence=relation.confidence,
        sentence=telling.sentence,
    )


def _roles(graph: Graph, told: Tellings, untold: frozenset[str]) -> Iterator[Edge]:
    """The ties of the events that no relation tells of: "Brandel resigned" has an actor and nobody it is done to."""
    events = {event.id: told.event(event) for event in graph.events if event.id in untold}
    for row in graph.roles:
        if row.event in events:
            telling = events[row.event]
            yield (
                row.event,
                row.entity,
                _simple(
                    id=f"{row.event} {row.role} {row.entity}",
                    label=telling.label(row.role),
                    relation=row.role.upper(),
                    status=telling.status,
                    speaker=telling.speaker,
                ),
            )


def _untold(graph: Graph) -> frozenset[str]:
    told = {event for relation in graph.relations for event in relation.event_ids}
    return frozenset(event.id for event in graph.events) - told


def _simple(**told: Any) -> dict[str, Value]:
    return {name: value for name, value in told.items() if value not in (None, "")}
