"""What is drawn of a Graph: actors, acts that are demanded or claimed, one edge per ordered pair. No look, no place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.analyze import pagerank, tied
from kg.explorer.facts import Fact, Source, facts, rank_of, sources, words_of
from kg.model import SHOWN_STATUSES, Entity, Graph, Relation, fold

MAX_ACTORS = 2000
"""Actors that a page holds at most; the rest is counted."""
MAX_FACTS = 10_000
"""Facts that it holds at most: first what is reported, of that what most sentences tell; the rest is counted."""
TOP = 25
"""Actors at most whose names are written larger."""
DRAWN_ROLES = ("actor", "recipient", "object", "organization")


@dataclass(frozen=True, slots=True)
class Line:
    """One relation within a drawn edge: its words, status, speaker, and the facts (by number) behind it."""

    words: str
    status: str
    by: str | None
    facts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Edge:
    """All that one end has to do with the other, in this direction; a symmetric edge stands for both."""

    source: str
    target: str
    symmetric: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Actor:
    """An entity and what the page searches and tells of it. `drawn` of its `facts` (numbers) put it in the graph."""

    row: Entity
    search: str
    top: bool
    facts: tuple[int, ...]
    drawn: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """The line at the top: all that the graph holds, and how many actors and facts had no room on the page."""

    articles: int
    actors: int
    facts: int
    more_actors: int
    more_facts: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """A Graph as it is drawn. Ids in `edges` are entity ids, or event ids for an act in `acts`."""

    actors: tuple[Actor, ...]
    acts: tuple[str, ...]
    edges: tuple[Edge, ...]
    facts: tuple[Fact, ...]
    sources: tuple[Source, ...]
    totals: Totals


def drawing(graph: Graph) -> Drawing:
    """What a page of this graph shows: its most told-of actors up to `MAX_ACTORS`, their facts; the rest counted."""
    told = facts(graph)
    entities = _most_told(graph, told)
    here = {entity.id for entity in entities}
    kept = _best_told([fact for fact in told if not _ends(fact) or here & set(_ends(fact))])
    number = {fact.id: n for n, fact in enumerate(kept)}
    relations = _drawable(graph.relations, here, number)
    return Drawing(
        actors=_actors(graph, entities, kept, relations, number),
        acts=tuple(sorted({r.object for r in relations if r.object_is_event})),
        edges=_edges(relations, kept, number),
        facts=kept,
        sources=sources(graph),
        totals=Totals(
            articles=len(graph.articles),
            actors=len(graph.entities),
            facts=len(told),
            more_actors=len(graph.entities) - len(entities),
            more_facts=len(told) - len(kept),
        ),
    )


def _best_told(told: Sequence[Fact]) -> tuple[Fact, ...]:
    """As many of the facts as a page holds, in their order."""
    ranked = sorted(told, key=lambda fact: (fact.status not in SHOWN_STATUSES, -len(fact.sentences) - fact.more))
    kept = {fact.id for fact in ranked[:MAX_FACTS]}
    return tuple(fact for fact in told if fact.id in kept)


def _ends(fact: Fact) -> tuple[str, ...]:
    return fact.who + fact.whom


def _most_told(graph: Graph, told: Sequence[Fact]) -> tuple[Entity, ...]:
    count: defaultdict[str, int] = defaultdict(int)
    for fact in told:
        for end in _ends(fact):
            count[end] += 1
    order = sorted(graph.entities, key=lambda e: (-count[e.id], not e.named, -e.n_articles, e.name, e.id))
    return tuple(order[:MAX_ACTORS])


def _drawable(relations: Iterable[Relation], here: set[str], number: dict[str, int]) -> tuple[Relation, ...]:
    def fits(relation: Relation) -> bool:
        end = relation.object in (number if relation.object_is_event else here)
        return end and relation.subject in here and any(event in number for event in relation.event_ids)

    return tuple(relation for relation in relations if fits(relation))


def _edges(relations: Iterable[Relation], told: Sequence[Fact], number: dict[str, int]) -> tuple[Edge, ...]:
    pairs: defaultdict[tuple[str, str, bool], list[Line]] = defaultdict(list)
    for row in relations:
        source, target = sorted((row.subject, row.object)) if row.symmetric else (row.subject, row.object)
        behind = tuple(sorted(number[event] for event in set(row.event_ids) if event in number))
        by = next((told[n].by for n in behind if told[n].by), None)
        pairs[source, target, row.symmetric].append(Line(words_of(row.predicate), row.status, by, behind))
    return tuple(Edge(*pair, lines=tuple(sorted(lines, key=_weight))) for pair, lines in sorted(pairs.items()))


def _weight(line: Line) -> tuple[int, int, str]:
    return (rank_of(line.status), -len(line.facts), line.words)


def _actors(
    graph: Graph,
    entities: Sequence[Entity],
    told: Sequence[Fact],
    relations: Iterable[Relation],
    number: dict[str, int],
) -> tuple[Actor, ...]:
    drawn, spoken = _drawn(graph, relations, number), _spoken(told)
    top = set(_foremost(graph, relations)[: max(4, min(TOP, len(entities) // 4))])
    actors = []
    for row in entities:
        mine = drawn[row.id]
        actors.append(
            Actor(row, _search(row), row.id in top, tuple(sorted(mine | spoken[row.id])), tuple(sorted(mine)))
        )
    return tuple(actors)


def _foremost(graph: Graph, relations: Iterable[Relation]) -> list[str]:
    """The named, those with most ties among each other first; then as they rank among all."""
    rank = {entity: n for n, entity in enumerate(pagerank(graph, tied(graph)))}
    shown = (row for row in relations if row.status in SHOWN_STATUSES)
    pairs = {frozenset((row.subject, row.object)) for row in shown if row.subject in rank and row.object in rank}
    ties = Counter(end for pair in pairs for end in pair)
    return sorted(rank, key=lambda entity: (-ties[entity], rank[entity]))


def _drawn(graph: Graph, relations: Iterable[Relation], number: dict[str, int]) -> defaultdict[str, set[int]]:
    """The facts that put an entity in the graph: its relations, and the events in which it takes part."""
    drawn: defaultdict[str, set[int]] = defaultdict(set)
    for relation in relations:
        behind = {number[event] for event in relation.event_ids if event in number}
        drawn[relation.subject] |= behind
        drawn[relation.object] |= behind
    for role in graph.roles:
        if role.role in DRAWN_ROLES and role.event in number:
            drawn[role.entity].add(number[role.event])
    return drawn


def _spoken(told: Sequence[Fact]) -> defaultdict[str, set[int]]:
    """The facts that an entity told, or that name it as their place."""
    spoken: defaultdict[str, set[int]] = defaultdict(set)
    for n, fact in enumerate(told):
        speakers = (said.actor for sentence in fact.sentences for said in sentence.said)
        for entity in {*_ends(fact), *speakers}:
            spoken[entity].add(n)
    return spoken


def _search(row: Entity) -> str:
    return "\n".join(dict.fromkeys(fold(name) for name in (row.name, *row.aliases)))
