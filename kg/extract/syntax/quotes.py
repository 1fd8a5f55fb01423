"""Quotations: where they begin and end, over sentences too, and who speaks in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.extract.syntax.cued import is_speech_act
from kg.extract.syntax.labels import word_after
from kg.extract.syntax.phrases import may_speak
from kg.extract.syntax.subjects import subjects_of
from kg.extract.syntax.tree import Doc, Token
from kg.extract.syntax.verbs import is_full_verb, is_passive
from kg.ontology import word_set

OPENING = frozenset("“«„")
CLOSING = frozenset("”»")
STRAIGHT = frozenset(('"', "``", "''"))
MARKS = OPENING | CLOSING | STRAIGHT
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
    inside: Mapping[int, Quote]
    """The quotation of each token that stands in one."""

    def at(self, index: int) -> Quote | None:
        """The quotation a token stands in."""
        return self.inside.get(index)

    def contains(self, index: int) -> bool:
        """Whether a token stands in a quotation."""
        return self.at(index) is not None

    def speaker(self, index: int) -> tuple[Token, Token] | None:
        """(speaker, reporting verb) of the quotation a token stands in."""
        quote = self.at(index)
        return quote.speaker if quote else None

    def spoken_by(self, speaker: Token) -> tuple[Quote, ...]:
        """The quotations that this very word speaks."""
        return tuple(quote for quote in self.quotes if quote.speaker is not None and quote.speaker[0] == speaker)


def find_quotes(doc: Doc, reports: Iterable[tuple[Token, Token]]) -> Quotes:
    """The quotations of a doc. `reports` are its (reporting verb, speaker) pairs, by which each finds its speaker."""
    told = list(reports)
    spans = [span for span in _spans(doc) if span.end - span.start >= SHORT]
    beside = [_speaker_beside(doc, span, told) for span in spans]
    for place in reversed(range(len(spans) - 1)):
        if spans[place].goes_on and beside[place] is None:
            beside[place] = beside[place + 1]
    found: list[Quote] = []
    for span, own in zip(spans, beside, strict=True):
        pair = own or _speaker_around(doc, span, told, found)
        found.append(Quote(span.start, span.end, (pair[1], pair[0]) if pair else None))
    return Quotes(tuple(found), {index: quote for quote in found for index in range(quote.start, quote.end)})


@dataclass(frozen=True, slots=True)
class _Marked:
    """What stands between two marks. `goes_on`: the next paragraph goes on with it."""

    start: int
    end: int
    goes_on: bool = False


def _spans(doc: Doc) -> Iterator[_Marked]:
    """Quotations by their marks; a straight mark opens and closes in turn.

    None reaches over a blank line, but one that is not closed before it goes on behind it with a mark of its own.
    """
    opened: int | None = None
    for token in [word for word in doc.tokens if word.is_space or word.text in MARKS]:
        if token.is_space and token.text.count("\n") > 1:
            after = word_after(token)
            if opened is not None and after is not None and (after.text in OPENING or after.text in STRAIGHT):
                yield _Marked(opened, token.i, goes_on=True)
            opened = None
        elif token.text in OPENING or (token.text in STRAIGHT and opened is None):
            opened = token.i + 1
        elif opened is not None and (token.text in CLOSING or token.text in STRAIGHT):
            yield _Marked(opened, token.i)
            opened = None


def _speaker_beside(doc: Doc, span: _Marked, told: list[tuple[Token, Token]]) -> tuple[Token, Token] | None:
    """(verb, speaker): the report in the quotation's sentence, outside its marks; else what stands before a colon."""
    if _answers(doc, span.start):
        return None
    first, last = doc[span.start].sent, doc[span.end - 1].sent
    same = [(v, s) for v, s in told if first.start <= v.i < last.end and not span.start <= v.i < span.end]
    if same:
        return min(same, key=lambda pair: min(abs(pair[0].i - span.start), abs(pair[0].i - span.end)))
    return _before_colon(doc, span.start - 2) or _around(doc, span)


def _around(doc: Doc, span: _Marked) -> tuple[Token, Token] | None:
    """The verb of speech that a part of its sentence is quoted behind, and its subject: "called it 'a | deal | …'"."""
    first = next((word for word in doc[span.start : span.end] if not span.start <= word.head.i < span.end), None)
    verb = next((word for word in first.ancestors if is_full_verb(word)), None) if first is not None else None
    if verb is None or not (is_speech_act(verb) or verb.lemma in word_set("verbs of calling")) or verb.i > span.start:
        return None
    subject = next((noun for noun in subjects_of(verb) if may_speak(noun)), None)
    return (verb, subject) if subject is not None and not is_passive(verb) else None


def _before_colon(doc: Doc, at: int) -> tuple[Token, Token] | None:
    """The verb and its subject that a colon before a quotation ends: "Her aide | went | on: …"."""
    if at < 1 or doc[at].text != ":":
        return None
    verbs = (word for word in doc[doc[at - 1].sent.start : at] if is_full_verb(word))
    main = next((verb for verb in verbs if verb.head is verb or verb.head.i > at), None)
    subject = next((noun for noun in subjects_of(main) if may_speak(noun)), None) if main is not None else None
    return (main, subject) if main is not None and subject is not None else None


def _speaker_around(
    doc: Doc, span: _Marked, told: list[tuple[Token, Token]], before: list[Quote]
) -> tuple[Token, Token] | None:
    """(verb, speaker): whoever spoke last, or speaks next."""
    start, end = span.start, span.end
    if _answers(doc, start):
        return None
    first, last = doc[start].sent, doc[end - 1].sent
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
