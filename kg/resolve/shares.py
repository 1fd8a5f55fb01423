"""What an article has in common with the others that tell of the same, found from the article alone.

A row of the graph is made of the articles that share a key: an entity of its parts, an event of its reports, a relation
of the events in which the same two take part. What one article changes is among those that share a key with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations

import msgspec
from msgspec.structs import replace

from kg.model import Article, Extraction, LocalEntity
from kg.resolve.entities import Part, entity_key, parts_of
from kg.resolve.events import Report, event_key


@dataclass(frozen=True, slots=True)
class Shares:
    """(key, local id, the rest as JSON) of each part of a named entity, and the keys of events and relations."""

    parts: tuple[tuple[int, str, bytes], ...]
    acts: frozenset[int]


def shares_of(article: Article, extraction: Extraction, aliases: Mapping[str, str], min_confidence: float) -> Shares:
    """What this article shares, with these aliases (see `resolve_entities`); mentions less certain are left out."""
    keys = {local.id: _number("entity", *entity_key(local, aliases)) for local in extraction.entities}
    named = [part for part in parts_of([(article, extraction)]) if part.local.named]
    parts = tuple((keys[part.local.id], part.local.id, _told(part)) for part in named)
    return Shares(parts, frozenset(_acts(extraction, keys, min_confidence)))


def part_of(local_id: str, told: bytes, article: str, published: str | None) -> Part:
    """The part that was told as these bytes."""
    local, names = _read(told)
    return Part(article, published, replace(local, id=local_id), names)


def _told(part: Part) -> bytes:
    return msgspec.json.encode((replace(part.local, id=""), part.names))


@lru_cache(1 << 12)
def _read(told: bytes) -> tuple[LocalEntity, tuple[str, ...]]:
    return msgspec.json.decode(told, type=tuple[LocalEntity, tuple[str, ...]])


def _acts(extraction: Extraction, keys: Mapping[str, int], min_confidence: float) -> Iterator[int]:
    of = {local: str(key) for local, key in keys.items()}
    named = frozenset(of[local.id] for local in extraction.entities if local.named)
    reports = [
        Report(mention, None, of, named) for mention in extraction.events if mention.confidence >= min_confidence
    ]
    by_id = {report.mention.id: report for report in reports}
    for report in reports:
        mention = report.mention
        key = event_key(report, by_id)
        if key != mention.id:
            yield _number("event", key)  # an event's rows
        sides = sorted({side for side in _sides(report) if side in named})
        # the rows of what relates two sides, and a side and an event
        yield from (_number("pair", mention.predicate, *pair) for pair in combinations(sides, 2))
        about = [event_key(by_id[content], by_id) for content in mention.content if content in by_id]
        yield from (_number("about", mention.predicate, side, event) for side in sides for event in about)


def _sides(report: Report) -> Iterator[str | None]:
    yield from (report.entity(participant.entity) for participant in report.mention.participants)
    yield report.entity(report.mention.place.entity) if report.mention.place else None


def _number(*of: object) -> int:
    """Sixty-four bits of what it is made of."""
    told = repr(of).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(told, digest_size=8).digest(), "big", signed=True)
