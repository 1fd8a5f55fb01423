"""One entity over many articles: equal names of one kind, a country by any of its names, a body by country and noun."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from kg.catalog import name_key
from kg.model import Article, EntityType, Extraction, LocalEntity, fold
from kg.ontology import ontology

Value = TypeVar("Value")

BODY_LINKS = ("first mention", "same body")
"""A body named by country and noun ("the U.S. military") is a nominal: these links name it, others describe it."""
BODIES = frozenset(("Organization", "Group", "Thing", "Work", "Facility"))


@dataclass(frozen=True, slots=True)
class Part:
    """What one article gives to an entity: what was found there, and the names it is called by."""

    article: str
    published: str | None
    local: LocalEntity
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resolved:
    """An entity of the graph; `n_articles`, first and last day are of the articles that name it."""

    id: str
    name: str
    type: EntityType
    named: bool
    aliases: tuple[str, ...]
    country: str | None
    sector: str | None
    affiliation: str | None
    n_articles: int
    first_seen: str | None
    last_seen: str | None


def parts_of(read: Iterable[tuple[Article, Extraction]]) -> Iterator[Part]:
    """What each article gives to entities."""
    for article, extraction in read:
        surfaces = _surfaces(extraction)
        for local in extraction.entities:
            yield Part(article.key, article.published, local, surfaces.get(local.id, ()))


def resolve_entities(
    parts: Iterable[Part], aliases: Mapping[str, str]
) -> tuple[Mapping[str, Resolved], Mapping[str, str]]:
    """(entities by id, local id to entity id). `aliases` maps the key of a name to the name it stands for,
    by which the entity can be found too.

    An unnamed entity stays alone. The id is the smallest of the local ids, so any order of articles gives the same.
    """
    groups: dict[tuple[str, ...], list[Part]] = {}
    for part in parts:
        groups.setdefault(entity_key(part.local, aliases), []).append(part)
    found: dict[str, Resolved] = {}
    of: dict[str, str] = {}
    for members in groups.values():
        merged = _merged(members, aliases)
        found[merged.id] = merged
        of.update({part.local.id: merged.id for part in members})
    return found, of


def _surfaces(extraction: Extraction) -> dict[str, tuple[str, ...]]:
    """The names by which each entity is called."""
    names: dict[str, set[str]] = {}
    for mention in extraction.mentions:
        named = mention.kind == "name" and mention.type != "Nationality"
        body = mention.kind == "nominal" and mention.link in BODY_LINKS and any(c.isupper() for c in mention.text)
        if mention.entity and (named or body):
            names.setdefault(mention.entity, set()).add(_bare(mention.name or mention.text))
    return {entity: tuple(sorted(found)) for entity, found in names.items()}


def _bare(words: str) -> str:
    """A name on one line, without its article."""
    line = " ".join(words.split())
    return line[4:] if line[:4] in ("the ", "The ") else line


def entity_key(entity: LocalEntity, aliases: Mapping[str, str]) -> tuple[str, ...]:
    """What all parts of one entity have in common, and no two entities do."""
    name = _meant(entity, aliases) or entity.name
    if not entity.named:
        return ("unnamed", entity.id)
    if entity.type == "Place" and entity.country and name == ontology().countries.name(entity.country):
        return ("country", entity.country)
    kind = "body" if entity.type in BODIES else entity.type
    return (kind, actor_key(name))


def _meant(entity: LocalEntity, aliases: Mapping[str, str]) -> str | None:
    return aliases.get(name_key(entity.name)) if aliases and entity.named else None


@lru_cache(1 << 14)
def actor_key(name: str) -> str:
    """A name as articles are compared: its key, countries by code ("government of Mali" = "Malian government")."""
    words = [word.removesuffix("’s").removesuffix("'s") for word in name.split()]
    coded = list(_coded(words)) if len(words) > 1 else []
    if any(word.isupper() for word in coded):
        return " ".join(sorted(word for word in coded if word not in ("the", "of")))
    return name_key(name)


def _coded(words: Sequence[str]) -> Iterator[str]:
    """The words folded, each country's name or nationality, of up to four words, as its code."""
    countries = ontology().countries
    start = 0
    while start < len(words):
        for size in (4, 3, 2, 1):
            phrase = " ".join(words[start : start + size])
            code = countries.country(phrase) or (countries.demonym(phrase) if size == 1 else None)
            if code is not None or size == 1:
                yield code or fold(phrase)
                start += size
                break


def _merged(parts: Sequence[Part], aliases: Mapping[str, str]) -> Resolved:
    locals_ = [part.local for part in parts]
    name = _most([local.name for local in locals_])
    surfaces = {surface for part in parts for surface in part.names} | {local.name for local in locals_}
    surfaces |= {_bare(meant) for local in locals_ if (meant := _meant(local, aliases))}
    days = [part.published for part in parts if part.published]
    country = _most([local.country for local in locals_ if local.country] or [None])
    if locals_[0].type == "Place" and country and name == ontology().countries.name(country):
        surfaces |= set(ontology().countries.names(country))
    return Resolved(
        id=min(local.id for local in locals_),
        name=name,
        type=_most([local.type for local in locals_]),
        named=locals_[0].named,
        aliases=tuple(sorted(surfaces - {name})) if locals_[0].named else (),
        country=country,
        sector=_most([local.sector for local in locals_ if local.sector] or [None]),
        affiliation=_most([local.affiliation for local in locals_ if local.affiliation] or [None]),
        n_articles=len({part.article for part in parts}),
        first_seen=min(days, default=None),
        last_seen=max(days, default=None),
    )


def _most(values: Sequence[Value]) -> Value:
    """The commonest value; of equals the longest, then the first in the alphabet."""
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], -len(str(value)), str(value)))
