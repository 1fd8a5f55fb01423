"""Hiding an actor: the same articles and extractions without it, as if no sentence that names it had been read.

Whatever is made of them afterwards (graph, page, triples, export) cannot show what is not there. Pure.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from msgspec import structs

from kg.catalog import name_key
from kg.corrections import Passage, Suppression
from kg.model import Argument, Article, EventMention, Extraction, LocalEntity, Mention, Triple, slots_of
from kg.resolve.entities import Resolved

Read = Sequence[tuple[Article, Extraction]]

_ACCENTS = re.compile("[\u0300-\u036f]")
_SHORTEST = 3
"""A name of fewer letters is no name to look for in a text: it stands everywhere."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """The local entities that are hidden, and the names that may stand nowhere."""

    entities: frozenset[str]
    names: Names


def suppression_of(entity: Resolved, read: Read, of: Mapping[str, str]) -> Suppression:
    """The correction that hides this entity: its name, and its mentions by name (all, where it has none)."""
    held = [(a, m) for a, x in read for m in x.mentions if m.entity and of[m.entity] == entity.id]
    by_name = [(a, m) for a, m in held if m.kind == "name"]
    return Suppression(entity.name, entity.named, tuple(_place(a, m) for a, m in by_name or held))


def hidden_entities(
    suppressed: Iterable[Suppression], read: Read, entities: Mapping[str, Resolved], of: Mapping[str, str]
) -> Mapping[Suppression, frozenset[str]]:
    """Which entities of the graph each correction hides, found by its mentions or its name; none where all are gone."""
    by_place = {_place(a, m): of[m.entity] for a, x in read for m in x.mentions if m.entity}
    by_name: dict[str, set[str]] = {}
    for entity in entities.values():
        for name in (entity.name, *entity.aliases) if entity.named else ():
            by_name.setdefault(name_key(name), set()).add(entity.id)
    return {
        each: frozenset(by_place[place] for place in each.mentions if place in by_place)
        | frozenset(by_name.get(name_key(each.name), ()) if each.named else ())
        for each in suppressed
    }


def without_suppressed(
    suppressed: Sequence[Suppression], read: Read, entities: Mapping[str, Resolved], of: Mapping[str, str]
) -> list[tuple[Article, Extraction]]:
    """The articles without the actors that are hidden: without their mentions, every sentence that names or means
    them, and every title that names them. `entities` and `of` are what `resolve_entities` makes of `read`.
    """
    hidden = _hidden(suppressed, read, entities, of)
    return [(_titled(article, hidden.names), _without(article, extraction, hidden)) for article, extraction in read]


def _hidden(
    suppressed: Sequence[Suppression], read: Read, entities: Mapping[str, Resolved], of: Mapping[str, str]
) -> Hidden:
    found = {id_ for ids in hidden_entities(suppressed, read, entities, of).values() for id_ in ids}
    called = [entities[id_] for id_ in found if entities[id_].named]
    names = names_of(
        [each.name for each in suppressed if each.named]
        + [name for entity in called for name in (entity.name, *entity.aliases)]
    )
    every = (local for _, extraction in read for local in extraction.entities)
    return Hidden(frozenset(e.id for e in every if of[e.id] in found or names.stand_in(e.name)), names)


def _titled(article: Article, names: Names) -> Article:
    """The article; title, source and address are left out where they name somebody who is hidden."""
    return replace(
        article,
        title=_unless(names, article.title),
        source=_unless(names, article.source),
        url=_unless(names, article.url),
    )


def _unless(names: Names, words: str | None) -> str | None:
    return None if words and names.stand_in(words) else words


def _without(article: Article, extraction: Extraction, hidden: Hidden) -> Extraction:
    mentions = tuple(m for m in extraction.mentions if m.entity not in hidden.entities)
    mentions = tuple(m for m in mentions if not hidden.names.stand_in(m.text))
    places = [(m.start, m.end) for m in extraction.mentions if m.entity in hidden.entities]
    places += hidden.names.places(article.text)
    closed = _Closed(hidden.entities, places)
    triples = tuple(t for t in extraction.triples if not closed.is_told_in(t))
    events = tuple(e for e in extraction.events if not closed.is_told_in(e))
    known = frozenset(event.id for event in events)
    return replace(
        extraction,
        mentions=mentions,
        entities=tuple(_unowned(e, hidden.names) for e in extraction.entities if e.id not in hidden.entities),
        triples=tuple(_pointing_at(known, triple) for triple in triples),
        events=tuple(_about(known, event) for event in events),
    )


def _unowned(entity: LocalEntity, names: Names) -> LocalEntity:
    return structs.replace(entity, affiliation=_unless(names, entity.affiliation))


def _pointing_at(events: frozenset[str], triple: Triple) -> Triple:
    """The triple, pointing at no event that is left out."""
    return structs.replace(
        triple,
        event=triple.event if triple.event in events else None,
        subject=_side(events, triple.subject),
        object=_side(events, triple.object),
    )


def _side(events: frozenset[str], side: Argument | None) -> Argument | None:
    return structs.replace(side, event=None) if side and side.event and side.event not in events else side


def _about(events: frozenset[str], event: EventMention) -> EventMention:
    content, condition = (tuple(e for e in each if e in events) for each in (event.content, event.condition))
    return structs.replace(event, content=content, condition=condition)


@dataclass(frozen=True, slots=True)
class _Closed:
    """The local entities and places of an article that no sentence shown may hold."""

    entities: frozenset[str]
    places: Sequence[tuple[int, int]]

    def is_told_in(self, row: Triple | EventMention) -> bool:
        """Whether the row's sentence, or any of its words, is about somebody hidden."""
        words = list(_words(row))
        start = min([row.sentence.start, *(s for s, _, _ in words)])
        end = max([row.sentence.end, *(e for _, e, _ in words)])
        return any(entity in self.entities for _, _, entity in words) or any(
            start < last and first < end for first, last in self.places
        )


def _words(row: Triple | EventMention) -> Iterator[tuple[int, int, str | None]]:
    """(start, end, entity) of everything that fills a slot of the row."""
    yield from ((words.start, words.end, words.entity) for words in slots_of(row))


def _place(article: Article, mention: Mention) -> Passage:
    return Passage(article.key, mention.start, mention.end, mention.text)


# ---- names in a text ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Names:
    """Names to look for, whatever their accents; one of several words in any case, one of one word as a name."""

    patterns: tuple[re.Pattern[str], ...]

    def places(self, text: str) -> list[tuple[int, int]]:
        """Where one of the names stands."""
        bare = _bare(text)
        found = [match.span() for pattern in self.patterns for match in pattern.finditer(bare)]
        offsets = _offsets(text) if found else []
        return [(offsets[start], offsets[end - 1] + 1) for start, end in found]

    def stand_in(self, text: str) -> bool:
        """Whether one of the names stands in it."""
        return bool(text) and bool(self.places(text))


def names_of(names: Iterable[str]) -> Names:
    """These names, but for the shortest, without their articles."""
    bare = sorted({_bare(name).removeprefix("The ").removeprefix("the ") for name in names})
    words = [re.findall(r"[^\W_]+", name) for name in bare if len(name) >= _SHORTEST]
    long = [_way(each) for each in words if len(each) > 1]
    short = [way for each in words if len(each) == 1 for way in (_way(each), _way(each).upper())]
    return Names(tuple(_pattern(ways, flags) for ways, flags in ((long, re.IGNORECASE), (short, 0)) if ways))


def _way(words: Sequence[str]) -> str:
    """How a name may be written: its words parted by anything that is no letter, a line's end or an address's dash."""
    return r"[\W_]+".join(words)


def _pattern(ways: Sequence[str], flags: int) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(ways)})(?![^\W_])", flags)


def _bare(text: str) -> str:
    """The text without accents."""
    return text if text.isascii() else _ACCENTS.sub("", unicodedata.normalize("NFKD", text))


def _offsets(text: str) -> list[int]:
    """For each character of the bare text, where it stands in the text."""
    return [at for at, letter in enumerate(text) for _ in _bare(letter)]
