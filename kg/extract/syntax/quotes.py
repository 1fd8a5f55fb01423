"""Quotations: where they begin and end, over sentences too, and who speaks in them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.extract.syntax.tree import Doc, Token

OPENING = frozenset("“«„")
CLOSING = frozenset("”»")
SHORT = 3
"""A quotation of fewer words is a quoted expression ("malign influence"), not speech."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Token indices of a quotation, without its marks, and (speaker, reporting verb)."""

    start: int
    end: int
    speaker: tuple[Token, Token] | None = None


@dataclass(frozen=True, slots=True)
class Quotes:
    """A doc's quotations, in order."""

    quotes: tuple[Quote, ...]

    def at(self, index: int) -> Quote | None:
        """The quotation a token stands in."""
        place = bisect_right(self.quotes, index, key=lambda quote: quote.start) - 1
        if place >= 0 and index < self.quotes[place].end:
            return self.quotes[place]
        return None

    def contains(self, index: int) -> bool:
        """Whether a token stands in a quotation."""
        return self.at(index) is not None

    def speaker(self, index: int) -> tuple[Token, Token] | None:
        """(speaker, reporting verb) of the quotation a token stands in."""
        quote = self.at(index)
        return quote.speaker if quote else None


def find_quotes(doc: Doc, reports: Iterable[tuple[Token, Token]]) -> Quotes:
    """The quotations of a doc. `reports` are its (reporting verb, speaker) pairs, by which each finds its speaker."""
    told = list(reports)
    found: list[Quote] = []
    for start, end in _spans(doc):
        if end - start >= SHORT:
            pair = _speaker(doc, start, end, told, found)
            found.append(Quote(start, end, (pair[1], pair[0]) if pair else None))
    return Quotes(tuple(found))


def _spans(doc: Doc) -> Iterator[tuple[int, int]]:
    """Quotations by their marks; a straight mark opens and closes in turn, and none reaches over a blank line."""
    opened: int | None = None
    for token in doc:
        if token.is_space and token.text.count("\n") > 1:
            opened = None
        elif token.text in OPENING or (token.text in ('"', "``", "''") and opened is None):
            opened = token.i + 1
        elif opened is not None and (token.text in CLOSING or token.text in ('"', "''")):
            yield opened, token.i
            opened = None


def _speaker(
    doc: Doc, start: int, end: int, told: list[tuple[Token, Token]], before: list[Quote]
) -> tuple[Token, Token] | None:
    """(verb, speaker): the report in the quotation's sentence, outside its marks; else whoever spoke before."""
    if _answers(doc, start):
        return None
    first, last = doc[start].sent, doc[end - 1].sent
    same = [(v, s) for v, s in told if first.start <= v.i < last.end and not start <= v.i < end]
    if same:
        return min(same, key=lambda pair: min(abs(pair[0].i - start), abs(pair[0].i - end)))
    nearby = [(v, s) for v, s in told if v.i < start and _neighbours(doc, v, first.start)]
    if before and before[-1].speaker and _neighbours(doc, doc[before[-1].end - 1], first.start):
        speaker, verb = before[-1].speaker
        return verb, speaker
    after = [(v, s) for v, s in told if v.i >= end and v.sent.start <= last.end + 1]
    return next(iter([*nearby[-1:], *after[:1]]), None)


def _answers(doc: Doc, start: int) -> bool:
    """Whether the quotation is a question put to somebody: "when asked, …"."""
    before = next((doc[i] for i in range(start - 1, -1, -1) if not doc[i].is_punct and not doc[i].is_space), None)
    return before is not None and before.lower_ == "asked" and before.tag_ == "VBN"


def _neighbours(doc: Doc, token: Token, start: int) -> bool:
    """Whether the token's sentence is the one before the sentence that begins at `start`."""
    between = doc[token.sent.end : start]
    return token.sent.end <= start and not any(t.is_alpha for t in between)
