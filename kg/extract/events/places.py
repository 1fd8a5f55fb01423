"""Where an act happens: the place that a phrase on its word names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.extract.events.sides import Reading, TypeOf
from kg.extract.syntax.clauses import Act
from kg.extract.syntax.phrases import preposition_objects
from kg.extract.syntax.tree import Token
from kg.ontology import word_set

PLACE_PREPS = frozenset("in at near on outside across inside around off along over through throughout".split())
SITE_PREPS = PLACE_PREPS - {"in", "on", "over"}
"""Prepositions behind which any noun tells where: "at a rally in Ohio", not "trust in a rally in Ohio"."""
PLACES = frozenset(("Place", "Facility"))


def place_of_act(act: Act, reading: Reading, type_of: TypeOf) -> Token | None:
    """The place of a verb's act."""
    phrases = _phrases_of(act)
    return _place([each for each in phrases if not _is_addressed(each, reading)], type_of) if phrases else None


def place_of_noun(noun: Token, type_of: TypeOf) -> Token | None:
    """The place of the act that a noun tells."""
    return _place(_nearby(noun), type_of)


def _place(phrases: Iterable[tuple[str, Token]], type_of: TypeOf) -> Token | None:
    for prep, noun in phrases:
        if prep not in PLACE_PREPS:
            continue
        for place in (noun, *_around(prep, noun)):
            if type_of(place) in PLACES:
                return place
    return None


def _around(prep: str, noun: Token) -> Iterator[Token]:
    """The place in which the noun behind a preposition lies: "at a hotel | in Oslo", "off the coast | of Mali"."""
    of_part = noun.lemma in word_set("parts of a place")
    for inner, place in preposition_objects(noun):
        if (inner == "of" and of_part) or (inner in PLACE_PREPS and prep in SITE_PREPS):
            yield place


def _phrases_of(act: Act) -> Sequence[tuple[str, Token]]:
    """The phrases that hang on the act's own clause: on the verb, and on an object behind it."""
    if not act.objects:
        return act.obliques
    on_objects = [phrase for noun in act.objects if noun.i > act.token.i for phrase in preposition_objects(noun)]
    return [*act.obliques, *on_objects]


def _is_addressed(phrase: tuple[str, Token], reading: Reading) -> bool:
    """Whether the phrase names a side, not where: "called on Tarn"."""
    prep, noun = phrase
    return prep == "on" and ("recipient", noun) in reading.participants


def _nearby(noun: Token) -> Iterator[tuple[str, Token]]:
    """The phrases that may say where: on the noun, on its doer, on a doer that the parser hung on the verb above."""
    for prep, token in preposition_objects(noun):
        yield prep, token
        if prep == "by":
            yield from preposition_objects(token)
    if noun.dep_ == "pobj":
        stray = next((c for c in noun.head.head.children if c.lower_ == "by" and c.i > noun.i), None)
        doers = [c for c in stray.children if c.dep_ == "pobj"] if stray is not None else []
        yield from (pair for doer in doers for pair in preposition_objects(doer))
