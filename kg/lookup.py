"""Finding an actor or event of a Graph by what people call it, and all that is known of it. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from kg.catalog import name_key
from kg.errors import KGError
from kg.model import STATUSES, ArticleRow, Entity, Event, Evidence, Graph, Status, fold

NEAR = 5


@dataclass(frozen=True, slots=True)
class Fact:
    """What one relation, or one event that no relation tells of, says: who, what, whom, and every sentence for it."""

    subject: str
    predicate: str
    object: str
    status: Status
    n_events: int
    evidence: tuple[Evidence, ...]


def find(graph: Graph, name: str, ids: Mapping[str, str]) -> Entity | Event:
    """The actor or event of that id, name, alias or label, however it is accented or capitalised.

    `ids` maps the ids of what was merged to what it became. KGError names what there is when none or several fit.
    """
    things: dict[str, Entity | Event] = {entity.id: entity for entity in graph.entities}
    things.update({event.id: event for event in graph.events})
    if found := things.get(ids.get(name, name)):
        return found
    key = name_key(name)
    for names in _ranks(graph):
        fitting = [things[identity] for identity in sorted(names.get(key, ()))]
        if len(fitting) > 1:
            raise KGError(f"{name!r} may be {len(fitting)} things: name one by its id\n{_listed(fitting)}")
        if fitting:
            return fitting[0]
    raise KGError(f"nobody and nothing is called {name!r}{_near(graph, key)}")


def facts_of(graph: Graph, entity: Entity) -> tuple[Fact, ...]:
    """All that the graph says about an entity: what is reported first, then the rest by status."""
    by_event = _evidence(graph)
    labels = {row.id: row.name for row in graph.entities} | {row.id: row.label for row in graph.events}
    told: set[str] = set()
    found = []
    for row in graph.relations:
        if entity.id in (row.subject, row.object):
            told.update(row.event_ids)
            rows = [each for event in row.event_ids for each in by_event[event]]
            ends = labels.get(row.subject, ""), labels.get(row.object, "")
            found.append(Fact(ends[0], row.predicate, ends[1], row.status, row.n_events, tuple(rows)))
    held = {row.event for row in graph.roles if row.entity == entity.id} - told
    found += [event_fact(graph, event, by_event[event.id]) for event in graph.events if event.id in held]
    return tuple(sorted(found, key=_reading_order))


def said_by(graph: Graph, entity: Entity) -> tuple[Fact, ...]:
    """The events that stand in the graph on this entity's word and are about others."""
    by_event = _evidence(graph)
    acts = {row.event for row in graph.roles if row.entity == entity.id}
    spoken = {row.event for row in graph.evidence if any(s.entity == entity.id for s in row.speakers)} - acts
    found = [event_fact(graph, event, by_event[event.id]) for event in graph.events if event.id in spoken]
    return tuple(sorted(found, key=_reading_order))


def event_fact(graph: Graph, event: Event, evidence: Iterable[Evidence] | None = None) -> Fact:
    """An event as one fact, told by its label."""
    rows = tuple(row for row in graph.evidence if row.event == event.id) if evidence is None else tuple(evidence)
    return Fact(event.label, event.predicate, "", event.status, 1, rows)


def near(name: str, among: Iterable[str]) -> tuple[str, ...]:
    """The names that look like this one or hold it, the nearest first."""
    keys: dict[str, str] = {}
    for each in among:
        keys.setdefault(fold(each), each)
    key = fold(name)
    alike = get_close_matches(key, keys, n=NEAR, cutoff=0.6)
    holding = sorted((k for k in keys if key and (key in k or (len(k) > 2 and k in key))), key=lambda k: (len(k), k))
    return tuple(keys[k] for k in dict.fromkeys((*alike, *holding)))[:NEAR]


def _ranks(graph: Graph) -> tuple[Mapping[str, set[str]], ...]:
    """Keys of names to ids: names of the named first, then aliases, the unnamed, and what events are called."""
    names, aliases, unnamed, labels = (defaultdict[str, set[str]](set) for _ in range(4))
    for entity in graph.entities:
        (names if entity.named else unnamed)[name_key(entity.name)].add(entity.id)
        for alias in entity.aliases:
            aliases[name_key(alias)].add(entity.id)
    for event in graph.events:
        labels[name_key(event.label)].add(event.id)
    return names, aliases, unnamed, labels


def _listed(things: Iterable[Entity | Event]) -> str:
    lines = []
    for thing in things:
        name = thing.name if isinstance(thing, Entity) else f"{thing.label} ({thing.status})"
        where = f"{thing.n_articles} article{'s' * (thing.n_articles != 1)}"
        lines.append(f"  {thing.id}  {thing.kind}  {name}, in {where}")
    return "\n".join(lines)


def _near(graph: Graph, key: str) -> str:
    named = [entity for entity in graph.entities if entity.named]
    found = near(key, [name for entity in named for name in (entity.name, *entity.aliases)])
    if found:
        return f"; there is {', '.join(found)}"
    most = sorted(named, key=lambda entity: (-entity.n_articles, entity.name))[:NEAR]
    return f"; there is {', '.join(entity.name for entity in most)}, …" if most else "; the graph is empty"


def _evidence(graph: Graph) -> Mapping[str, list[Evidence]]:
    place = {row.id: _place(row) for row in graph.articles}
    found: defaultdict[str, list[Evidence]] = defaultdict(list)
    for row in sorted(graph.evidence, key=lambda row: (place.get(row.article, ("~", "")), row.start_char, row.id)):
        found[row.event].append(row)
    return found


def _place(article: ArticleRow) -> tuple[str, str]:
    return article.published or "~", article.key


def _reading_order(fact: Fact) -> tuple[int, int, str, str, str]:
    return STATUSES.index(fact.status), -len(fact.evidence), fact.subject, fact.predicate, fact.object
