"""One entity over many articles: equal names of one kind, a country by any of its names, a body by country and noun."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.model import EntityType, Extraction, LocalEntity, fold
from kg.ontology import ontology

BODIES = frozenset(("Organization", "Group", "Thing", "Work", "Facility"))


@dataclass(frozen=True, slots=True)
class Resolved:
    """An entity of the graph, and the local entities it is made of."""

    id: str
    name: str
    type: EntityType
    named: bool
    aliases: tuple[str, ...]
    country: str | None
    sector: str | None
    affiliation: str | None


def resolve_entities(
    extractions: Sequence[Extraction], aliases: Mapping[str, str]
) -> tuple[Mapping[str, Resolved], Mapping[str, str]]:
    """(entities by id, local id to entity id). `aliases` maps a folded name to the name it stands for.

    An unnamed entity stays alone. The id is the smallest of the local ids, so any order of articles gives the same.
    """
    groups: dict[tuple[str, ...], list[tuple[LocalEntity, tuple[str, ...]]]] = {}
    for extraction in extractions:
        surfaces = _surfaces(extraction)
        for entity in extraction.entities:
            groups.setdefault(_key(entity, aliases), []).append((entity, surfaces.get(entity.id, ())))
    found: dict[str, Resolved] = {}
    of: dict[str, str] = {}
    for members in groups.values():
        merged = _merged(members)
        found[merged.id] = merged
        of.update({local.id: merged.id for local, _ in members})
    return found, of


def _surfaces(extraction: Extraction) -> dict[str, tuple[str, ...]]:
    """The names by which each entity is called."""
    names: dict[str, set[str]] = {}
    for mention in extraction.mentions:
        if mention.kind == "name" and mention.entity and mention.type != "Nationality":
            names.setdefault(mention.entity, set()).add(" ".join(mention.text.split()))
    return {entity: tuple(sorted(found)) for entity, found in names.items()}


def _key(entity: LocalEntity, aliases: Mapping[str, str]) -> tuple[str, ...]:
    if not entity.named:
        return ("unnamed", entity.id)
    name = aliases.get(fold(entity.name), entity.name)
    if entity.type == "Place" and entity.country and name == ontology().countries.name(entity.country):
        return ("country", entity.country)
    kind = "body" if entity.type in BODIES else entity.type
    return (kind, name_key(name))


def name_key(name: str) -> str:
    """A name as it is compared: folded, no article, countries by code ("government of Afghanistan" = "Afghan government")."""
    words = name.split()
    if len(words) < 2:
        return fold(name).removeprefix("the ")
    countries = ontology().countries
    coded = [countries.demonym(word) or countries.country(word) or fold(word) for word in words]
    bare = [word for word in coded if word not in ("the", "of")]
    return " ".join(sorted(bare)) if any(word.isupper() for word in bare) else fold(name).removeprefix("the ")


def _merged(members: Iterable[tuple[LocalEntity, tuple[str, ...]]]) -> Resolved:
    rows = list(members)
    locals_ = [local for local, _ in rows]
    name = _most([local.name for local in locals_])
    surfaces = {surface for _, names in rows for surface in names} | {local.name for local in locals_}
    return Resolved(
        id=min(local.id for local in locals_),
        name=name,
        type=_most([local.type for local in locals_]),
        named=locals_[0].named,
        aliases=tuple(sorted(surfaces - {name})) if locals_[0].named else (),
        country=_most([local.country for local in locals_ if local.country] or [None]),
        sector=_most([local.sector for local in locals_ if local.sector] or [None]),
        affiliation=_most([local.affiliation for local in locals_ if local.affiliation] or [None]),
    )


def _most(values: list):  # type: ignore[no-untyped-def,type-arg]
    """The commonest value; of equals the longest, then the first in the alphabet."""
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], -len(str(value)), str(value)))
