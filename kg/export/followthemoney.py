"""A Graph as FollowTheMoney entities, one JSON object a line, for the tools of newsrooms (Aleph, OpenAleph, yente).

Named people, bodies and places are entities, acts are an Event with its articles as proof, relations between two of
them are links. Every Event and link says its status and its speaker in `summary`, and in its name or role. Who has no
name ("a senior official") is no entity, lest it be matched with others: the words stand in the notes of its Event.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from kg.export.telling import Telling, Tellings, tellings
from kg.model import ArticleRow, Entity, Event, Evidence, Graph, MentionedIn, Relation, RoleRow, content_id
from kg.ontology import ontology
from kg.plain import json_line

ADDRESS, STATE, LINK = "Address", "PublicBody", "UnknownLink"


@dataclass(frozen=True, slots=True)
class Link:
    """A schema for relations: its predicates, its properties for the two ends and the words, and what the ends are.

    With `post` its target is the Position that somebody holds there, whose name has the words.
    """

    schema: str
    predicates: tuple[str, ...]
    source: str
    target: str
    words: str
    sources: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    post: bool = False


@dataclass(frozen=True, slots=True)
class Tables:
    """`followthemoney.toml`."""

    kinds: Mapping[str, str]
    sectors: Mapping[str, str]
    links: tuple[Link, ...]
    countries: Mapping[str, str]


UNKNOWN = Link(LINK, (), "subject", "object", "role")


@cache
def tables() -> Tables:
    """The table that ships with kg."""
    told = tomllib.loads((files("kg.export") / "followthemoney.toml").read_text(encoding="utf-8"))
    links = msgspec.convert(told["link"], tuple[Link, ...])
    countries = dict(pair.split("=") for pair in told["countries"]["codes"].split())
    return Tables(told["kinds"], told["sectors"], links, countries)


def to_followthemoney(graph: Graph) -> Iterator[str]:
    """One entity a line: articles, actors and places, mentions, events, links. Equal graphs give equal lines."""
    told, schemata = tellings(graph), _schemata(graph)
    articles = {row.id: row for row in graph.articles}
    entities = {row.id: row for row in graph.entities}
    yield from map(_article, graph.articles)
    yield from (_entity(row, schemata[row.id]) for row in graph.entities if row.id in schemata)
    yield from (_mention(row, entities[row.entity], schemata) for row in _mentions(graph, schemata))
    evidence, roles = _by_event(graph.evidence), _by_event(graph.roles)
    for event in graph.events:
        proof = [(row, articles[row.article]) for row in evidence[event.id] if row.article in articles]
        taking_part = [(row, entities[row.entity]) for row in roles[event.id] if row.entity in entities]
        yield _event(event, told, proof, taking_part, schemata)
    links = [(row, _link_of(row, schemata)) for row in graph.relations if _both_ends(row, schemata)]
    posts = {_post_id(row): row for row, link in links if link.post}
    yield from (_post(row, entities[row.object], schemata) for _, row in sorted(posts.items()))
    yield from (_link(row, link, told.relation(row)) for row, link in links)


def schema_of(entity: Entity) -> str | None:
    """The schema of an entity; None for who has no name, and for what no schema is true of."""
    if not entity.named or entity.kind not in tables().kinds:
        return None
    if entity.kind == "Place" and ontology().countries.country(entity.name):
        return STATE
    is_body = entity.kind == "Organization"
    return (tables().sectors.get(entity.sector or "") if is_body else None) or tables().kinds[entity.kind]


def _schemata(graph: Graph) -> dict[str, str]:
    found = {entity.id: schema_of(entity) for entity in graph.entities}
    return {id_: schema for id_, schema in found.items() if schema}


def _by_event(rows: Iterable[Any]) -> defaultdict[str, list[Any]]:
    table: defaultdict[str, list[Any]] = defaultdict(list)
    for row in rows:
        table[row.event].append(row)
    return table


# ---- one line each ----


def _article(row: ArticleRow) -> str:
    return _line(
        row.id, "Article",
        fileName=row.key, title=row.title, sourceUrl=row.url, publisher=row.source, publishedAt=row.published,
        retrievedAt=row.collected,
    )  # fmt: skip


def _entity(row: Entity, schema: str) -> str:
    place = {"full": row.name} if schema == ADDRESS else {}
    body = {} if schema == ADDRESS else {"sector": row.sector}
    return _line(
        row.id, schema,
        name=row.name, alias=row.aliases, country=tables().countries.get(row.country or ""), **place, **body,
    )  # fmt: skip


def _mentions(graph: Graph, schemata: Mapping[str, str]) -> Iterator[MentionedIn]:
    for row in graph.mentioned_in:
        if schemata.get(row.entity, ADDRESS) != ADDRESS:
            yield row


def _mention(row: MentionedIn, entity: Entity, schemata: Mapping[str, str]) -> str:
    return _line(
        content_id("m", row.entity, row.article), "Mention",
        document=row.article, resolved=row.entity, name=entity.name, detectedSchema=schemata[row.entity],
        contextCountry=tables().countries.get(entity.country or ""),
    )  # fmt: skip


def _event(
    event: Event,
    told: Tellings,
    proof: list[tuple[Evidence, ArticleRow]],
    taking_part: list[tuple[RoleRow, Entity]],
    schemata: Mapping[str, str],
) -> str:
    telling = told.event(event)
    return _line(
        event.id, "Event",
        name=telling.label(event.label or event.predicate or event.id), summary=_said(telling),
        description=[_sentence(row, article, told) for row, article in proof],
        notes=[f"{row.role}: {entity.name}" for row, entity in taking_part],
        involved=[entity.id for _, entity in taking_part if schemata.get(entity.id, ADDRESS) != ADDRESS],
        location=[entity.name for row, entity in taking_part if row.role == "place" and entity.named],
        addressEntity=[entity.id for _, entity in taking_part if schemata.get(entity.id) == ADDRESS],
        keywords=[event.kind, event.predicate, *event.modes],
        **_days(event),
        proof=[article.id for _, article in proof], sourceUrl=[article.url for _, article in proof],
        publisher=[article.source for _, article in proof],
    )  # fmt: skip


def _days(event: Event) -> dict[str, str | None]:
    if event.date_from == event.date_to:
        return {"date": event.date_from}
    return {"startDate": event.date_from, "endDate": event.date_to}


def _both_ends(relation: Relation, schemata: Mapping[str, str]) -> bool:
    return relation.subject in schemata and (relation.object in schemata or relation.object_is_event)


def _link_of(relation: Relation, schemata: Mapping[str, str]) -> Link:
    source, target = schemata[relation.subject], schemata.get(relation.object, "Event")
    known = (link for link in tables().links if relation.status == "actual" and relation.predicate in link.predicates)
    return next((link for link in known if source in link.sources and target in link.targets), UNKNOWN)


def _post_id(relation: Relation) -> str:
    return content_id("p", relation.predicate, relation.object)


def _post(relation: Relation, of: Entity, schemata: Mapping[str, str]) -> str:
    return _line(
        _post_id(relation), "Position",
        name=f"{_words(relation)} {of.name}", country=tables().countries.get(of.country or ""),
        organization=of.id if schemata[of.id] != ADDRESS else None,
    )  # fmt: skip


def _link(relation: Relation, link: Link, telling: Telling) -> str:
    words = telling.label(_words(relation))
    return _line(
        relation.id, link.schema,
        summary=_said(telling), description=telling.sentence, date=[relation.first_date, relation.last_date],
        **{link.source: relation.subject, link.target: _post_id(relation) if link.post else relation.object},
        **({link.words: words} if link.words else {}),
    )  # fmt: skip


def _words(relation: Relation) -> str:
    return relation.predicate.replace("_", " ")


def _sentence(row: Evidence, article: ArticleRow, told: Tellings) -> str:
    where = ", ".join(filter(None, (article.source, article.title or article.key, article.published)))
    return f"“{row.quote}” ({_said(told.evidence(row))}; {where})"


def _said(telling: Telling) -> str:
    return telling.words if telling.status != "actual" else ", ".join(filter(None, ("actual", telling.words)))


def _line(id_: str, schema: str, **told: str | Iterable[str | None] | None) -> str:
    """One entity; a property holds each of its values once, and one without values is left out."""
    values = {name: [value] if isinstance(value, str) else list(value or ()) for name, value in told.items()}
    properties = {name: list(dict.fromkeys(filter(None, each))) for name, each in values.items()}
    return json_line({"id": id_, "schema": schema, "properties": {k: v for k, v in properties.items() if v}})
