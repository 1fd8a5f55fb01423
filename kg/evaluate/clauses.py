"""Clause rows: each is matched to one triple on its predicate's word, and compared with it field by field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from msgspec import UnsetType
from msgspec.structs import replace

from kg.evaluate.gold import ClauseRow, Days, GoldArticle, predicate_places
from kg.evaluate.scores import Score, Wrong
from kg.evaluate.words import agreement, callings, touch
from kg.model import EventKind, Extraction, Span, Triple
from kg.triples import ADJUNCT, told

FIELDS = ("pair", "kind", "predicate", "status", "speaker", "date")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”]?\s")
Called = Mapping[str, tuple[str, ...]]
Value = tuple[str, str | None, str | None, bool]
"""Field, wanted, got, whether they agree; None is a value that is not there."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One field of one row beside what was found: `right` where they agree, `found` where the row has a triple."""

    field: str
    row: str
    wanted: str | None
    got: str | None
    right: bool
    sentence: str
    found: bool = True


def compare_clauses(gold: GoldArticle, extraction: Extraction) -> Iterator[Compared]:
    """Every scored field of every clause row, and every further triple on their words."""
    text, called = gold.article.text, callings(extraction)
    asked = [(row, predicate_places(row, text)[0]) for row in gold.clauses]
    here = (t for t in told(extraction) if not t.rule.endswith(ADJUNCT) and any(_on(t, at) for _, at in asked))
    kinds = {event.id: event.type for event in extraction.events}
    found = [_with_kind(triple, kinds) for triple in here]
    matched = _matched(asked, found, called)
    for number, (row, place) in enumerate(asked):
        triple = matched.get(number)
        yield from _fields(row, triple, called, _sentence(place, triple, text))
    for triple in found:
        if triple not in matched.values():
            yield Compared("pair", _said(triple), None, _said(triple), False, _sentence(_span(triple), triple, text))


def _with_kind(triple: Triple, kinds: Mapping[str, EventKind]) -> Triple:
    """The triple with the kind of its event, which a row tells only between the two sides of the act."""
    kind = kinds.get(triple.event or "", triple.predicate.type)
    return replace(triple, predicate=replace(triple.predicate, type=kind))


def scores_of(compared: Iterable[Compared]) -> tuple[Score, ...]:
    """A score for each field that any row has."""
    listed = list(compared)
    return tuple(_score(name, [each for each in listed if each.field == name]) for name in FIELDS if _any(name, listed))


def wrong_clauses(article: str, compared: Iterable[Compared]) -> Iterator[Wrong]:
    """What differs from the gold; of a row that was not found, that alone."""
    for each in compared:
        if not each.right and (each.found or each.field == "pair"):
            yield Wrong(article, each.field, each.row, each.wanted or "–", each.got or "–", each.sentence)


def _any(name: str, listed: list[Compared]) -> bool:
    return any(each.field == name for each in listed)


def _score(name: str, rows: list[Compared]) -> Score:
    right = sum(each.right and each.wanted is not None for each in rows)
    given, gold = sum(each.got is not None for each in rows), sum(each.wanted is not None for each in rows)
    return Score(name, right, given, gold)


def _matched(asked: list[tuple[ClauseRow, Span]], found: list[Triple], called: Called) -> dict[int, Triple]:
    """Each row's triple, those that agree most first; no triple serves two rows."""
    pairs = [
        (-_agreement(row, triple, called), number, order)
        for (number, (row, place)), (order, triple) in product(enumerate(asked), enumerate(found))
        if _on(triple, place)
    ]
    matched: dict[int, int] = {}
    for _, number, order in sorted(pairs):
        if number not in matched and order not in matched.values():
            matched[number] = order
    return {number: found[order] for number, order in matched.items()}


def _on(triple: Triple, place: Span) -> bool:
    return touch(_span(triple), place)


def _span(triple: Triple) -> Span:
    return Span(triple.predicate.start, triple.predicate.end)


def _agreement(row: ClauseRow, triple: Triple, called: Called) -> float:
    return agreement(row.subject, triple.doer, called) + agreement(row.object, triple.undergoer, called)


def _fields(row: ClauseRow, triple: Triple | None, called: Called, sentence: str) -> Iterator[Compared]:
    for name, wanted, got, right in _values(row, triple, called):
        yield Compared(name, row.words, wanted, got, right and triple is not None, sentence, triple is not None)


def _values(row: ClauseRow, triple: Triple | None, called: Called) -> Iterator[Value]:
    yield "pair", row.words, _said(triple) if triple else None, _same_pair(row, triple, called)
    for name, wanted, got in _words(row, triple):
        if not isinstance(wanted, UnsetType):
            yield name, wanted, got, wanted == got
    if not isinstance(row.speaker, UnsetType):
        said = triple.attribution.speaker if triple and triple.attribution else None
        yield "speaker", row.speaker, said.text if said else None, agreement(row.speaker, said, called) > 0


def _words(row: ClauseRow, triple: Triple | None) -> Iterator[tuple[str, str | UnsetType | None, str | None]]:
    """The fields whose values are equal or not."""
    yield "kind", row.kind, triple.predicate.type if triple else None
    yield "predicate", row.name, triple.predicate.name if triple else None
    yield "status", row.status, triple.status if triple else None
    wanted = row.date if isinstance(row.date, UnsetType) else _days(row.date)
    yield "date", wanted, _days(Days(triple.date.from_, triple.date.to)) if triple and triple.date else None


def _same_pair(row: ClauseRow, triple: Triple | None, called: Called) -> bool:
    sides = ((row.subject, triple.doer), (row.object, triple.undergoer)) if triple else ()
    return all(agreement(phrase, said, called) > 0 for phrase, said in sides)


def _days(when: Days | None) -> str | None:
    return f"{when.from_ or ''}..{when.to or ''}" if when and (when.from_ or when.to) else None


def _said(triple: Triple) -> str:
    sides = [side.text if side else "–" for side in (triple.subject, triple.object)]
    return f"{sides[0]} | {triple.predicate.text} | {sides[1]}"


def _sentence(place: Span, triple: Triple | None, text: str) -> str:
    """The sentence of the triple; without one, the text from stop to stop around the place."""
    if triple is not None:
        return text[triple.sentence.start : triple.sentence.end]
    before = [stop.end() for stop in _SENTENCE_END.finditer(text, 0, place.start)]
    after = _SENTENCE_END.search(text, place.end)
    return text[before[-1] if before else 0 : after.start() if after else len(text)].strip()
