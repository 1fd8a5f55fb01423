"""The act that a verb's object tells, where the verb only says who does or undergoes it: "struck a partnership"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from msgspec.structs import replace

from kg.extract.events.event_nouns import Phrases, phrases_around, read_noun
from kg.extract.events.sides import SIDES, Reading, TypeOf
from kg.extract.syntax.clauses import Act
from kg.extract.syntax.timewords import is_time
from kg.extract.syntax.tree import Token
from kg.extract.syntax.verbs import is_particle
from kg.model import EventKind
from kg.ontology import Sense, ontology, word_set

DOING = ("by", "poss")
"""Where an event noun names who does it: the verb's subject stands there."""
FACED = frozenset(("ACCUSE", "REQUEST", "REJECT", "PROTEST", "THREATEN"))
"""Criticism that somebody faces is there; a ban, a fine or prison that he faces is still to come."""
SOURCES = ("by", "from")
"""Behind which whoever undergoes an act names who does it."""


def read_support(act: Act, type_of: TypeOf) -> Reading | None:
    """The act of an event noun with the verb's subject as its doer ("staged a blockade of"), or as who undergoes it
    ("faced criticism from"); None of a verb that says more."""
    for verb, noun in _supported(act, type_of):
        if verb in word_set("support verbs"):
            reading = read_noun(noun, type_of, partial(_done, act, noun))
        elif verb in word_set("undergoing verbs"):
            reading = read_noun(noun, type_of, partial(_undergone, act, noun))
        else:
            continue
        if reading is not None and reading.participants and _may_be(verb, reading.kind):
            return replace(reading, light=(noun,))
    return None


def _may_be(verb: str, kind: EventKind) -> bool:
    """Whether the verb may tell an act of this kind: "suffered damage", but "won damages"; "faces criticism, a ban"."""
    if kind == "HARM":
        return verb in word_set("verbs of suffering")
    return verb not in word_set("facing verbs") or kind in FACED


def _supported(act: Act, type_of: TypeOf) -> Iterator[tuple[str, Token]]:
    """(verb with its particle or preposition, event noun) of the object and of the first phrase behind."""
    nouns = [("", noun) for noun in act.objects]
    nouns += act.phrases_behind[:1] if act.passive or not act.objects else ()
    for prep, noun in nouns:
        if noun.lemma in ontology().nouns and type_of(noun) not in SIDES:
            particles = (child.lower_ for child in act.token.rights if is_particle(child) and not child.children)
            yield " ".join(filter(None, (act.lemma, *particles, prep))), noun


def _done(act: Act, noun: Token, sense: Sense) -> Phrases | None:
    """The nouns around, with the verb's subject as the doer; None where another does it, or nobody can."""
    around = _around(noun, act)
    slot = next((prep for prep in DOING if prep in sense.actor), None)
    if slot is None or any(prep in around for prep in (*DOING, "between")) or "from" in phrases_around(noun):
        return None
    others = {prep: nouns for prep, nouns in around.items() if prep not in sense.actor or prep in sense.recipient}
    return {**others, slot: list(act.subjects)} if act.subjects else others


def _undergone(act: Act, noun: Token, sense: Sense) -> Phrases | None:
    """The nouns around, with the verb's subject as who undergoes it; None where another does."""
    around = _around(noun, act)
    slot = next((prep for prep in sense.recipient if prep not in around and prep not in sense.actor), None)
    anothers = "of" in around and "of" in sense.recipient and "against" not in sense.recipient
    if slot is None or anothers or "by" not in sense.actor or ontology().predicates[sense.predicate].symmetric:
        return None
    doers = [doer for prep in SOURCES for doer in around.get(prep, ())]
    others = {prep: nouns for prep, nouns in around.items() if prep not in (*SOURCES, *sense.actor)}
    who = act.patients if act.passive else act.subjects
    return {**others, **({"by": doers} if doers else {}), slot: list(who)}


def _around(noun: Token, act: Act) -> Phrases:
    """The nouns around an event noun, those behind the prepositions of its verb among them."""
    around = {prep: list(nouns) for prep, nouns in phrases_around(noun).items()}
    for prep, other in act.obliques:
        if other != noun and not is_time(other):
            around.setdefault(prep, []).append(other)
    return around
