"""By what means: the mode that an instrument's name gives an act."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.clauses import Act
from kg.extract.verbs import lemma_of

if TYPE_CHECKING:
    from spacy.tokens import Token

INSTRUMENTS: dict[str, str] = {
    "drone": "drone", "airstrike": "aerial", "airstrikes": "aerial", "missile": "heavy-weapons", "rocket": "heavy-weapons",
    "artillery": "heavy-weapons", "bomb": "explosives", "phone": "phone", "telephone": "phone", "gun": "firearms", "rifle": "firearms",
}  # fmt: skip


INSTRUMENT_HEADS = frozenset(
    "strike airstrike attack raid missile rocket bomb drone shelling bombing gun fire shot blast explosion".split()
)


def instrument_modes(act: Act) -> tuple[str, ...]:
    words = [
        c.lower_ for prep, noun in act.obliques if prep in ("by", "in", "with", "over") for c in (noun, *noun.lefts)
    ]
    words += [
        w
        for noun in act.subjects
        if lemma_of(noun) in INSTRUMENT_HEADS
        for w in (noun.lower_, *(c.lower_ for c in noun.lefts))
    ]
    return tuple(dict.fromkeys(INSTRUMENTS[word] for word in words if word in INSTRUMENTS))


def instrument_words(noun: Token, phrases: dict[str, list[Token]]) -> Iterator[Token]:
    for token in (noun, *phrases.get("by", ())):
        yield from (c for c in token.lefts if c.dep_ in ("compound", "nmod", "amod"))
        yield token
