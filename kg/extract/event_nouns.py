"""Which act a noun tells, chosen by its company, and which words then name its sides."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.instruments import INSTRUMENTS, instrument_words
from kg.extract.labels import NOMINAL
from kg.extract.phrases import conjuncts, possessor, preposition_objects
from kg.extract.senses import Reading
from kg.extract.sides import SIDES, TypeOf, actor_behind
from kg.extract.subjects import subjects_of
from kg.extract.timewords import is_time
from kg.extract.verbs import is_passive, lemma_of
from kg.model import Role
from kg.ontology import Sense, ontology

if TYPE_CHECKING:
    from spacy.tokens import Token


def read_noun(noun: Token, type_of: TypeOf) -> tuple[Reading, str] | None:
    """The act that a noun tells, with its sides; None where the noun tells none here."""
    for sense in ontology().nouns.get(lemma_of(noun), ()):
        phrases = dict_of_sides(noun)
        if sense.needs and not any(phrases.get(prep) for prep in sense.needs):
            continue
        sides = tuple(_noun_sides(noun, sense, phrases, type_of))
        if all(role != "actor" for role, _ in sides):
            sides = (*(("actor", doer) for doer in _doers(noun) if all(doer != side for _, side in sides)), *sides)
        if sense.object_type and not any(
            role != "actor" and type_of(side) in sense.object_type for role, side in sides
        ):
            continue
        modes = tuple(
            dict.fromkeys(
                (
                    *sense.modes,
                    *(INSTRUMENTS[c.lower_] for c in instrument_words(noun, phrases) if c.lower_ in INSTRUMENTS),
                )
            )
        )
        return Reading(sense.predicate, ontology().kind(sense.predicate), modes, sides, True), "nominal"
    return None


def _doers(noun: Token) -> tuple[Token, ...]:
    """Who does what a noun tells, where its verb says that the subject does it: "announced a suspension of aid"."""
    verb = noun.head if noun.dep_ == "dobj" else None
    if verb is None or lemma_of(verb) not in ontology().cues.doers or is_passive(verb):
        return ()
    return subjects_of(verb)


def dict_of_sides(noun: Token) -> dict[str, list[Token]]:
    """The nouns around an event noun, by preposition; its owner and the name before it under "poss"."""
    found: dict[str, list[Token]] = {}
    for prep, token in preposition_objects(noun):
        if not is_time(token):
            found.setdefault(prep, []).append(token)
    owner = possessor(noun)
    if owner is not None:
        found["poss"] = list(conjuncts(owner))
    else:
        before = [
            c
            for c in noun.lefts
            if c.dep_ in ("compound", "nmod", "amod") and (c.pos_ == "PROPN" or c.ent_type_ == "NORP")
        ]
        found["poss"] = [
            token for c in before[:1] for token in (c, *(x for x in c.rights if x.dep_ == "conj" and x.i < noun.i))
        ]
    if "by" not in found and (by := _stray_by(noun)) is not None:
        found["by"] = [by]
    return {prep: tokens for prep, tokens in found.items() if tokens}


def _stray_by(noun: Token) -> Token | None:
    """The "by" phrase right behind the noun's own phrase that the parser hung on the verb above."""
    edge = noun.right_edge.i + 1
    if edge >= len(noun.doc) or noun.doc[edge].lower_ != "by" or noun.doc[edge].head.i >= noun.i:
        return None
    return next((c for c in noun.doc[edge].children if c.dep_ == "pobj" and c.pos_ in NOMINAL), None)


def _noun_sides(
    noun: Token, sense: Sense, phrases: dict[str, list[Token]], type_of: TypeOf
) -> Iterator[tuple[Role, Token]]:
    by = bool(phrases.get("by")) or bool(phrases.get("poss"))
    actors = [
        t
        for prep in sense.actor
        if prep not in sense.recipient or prep != "of" or not by
        for t in phrases.get(prep, ())
    ]
    recipients = [t for prep in sense.recipient if by or prep not in sense.actor for t in phrases.get(prep, ())]
    one_sided = not actors and "between" not in phrases  # "talks with X": with whom, not between whom
    if not by and not recipients:
        shared = [t for prep in sense.recipient if prep in sense.actor for t in phrases.get(prep, ())]
        recipients, actors = (
            (shared, [a for a in actors if a not in shared]) if shared and "by" in sense.actor else (recipients, actors)
        )
    mutual = "between" in phrases or (
        ontology().predicates.get(sense.predicate) is not None and ontology().predicates[sense.predicate].symmetric
    )
    for token in dict.fromkeys(actors):
        yield from (("actor", side) for side in actor_behind(token, type_of))
    for token in dict.fromkeys(recipients):
        if token not in actors:
            named = _named_in_apposition(token)
            role: Role = "actor" if mutual and not one_sided else "recipient" if type_of(named) in SIDES else "object"
            yield role, named


def _named_in_apposition(token: Token) -> Token:
    """ "his predecessor Mullah Mansour": the name."""
    return next((c for c in token.rights if c.dep_ == "appos" and c.pos_ == "PROPN"), token)


def has_sides(reading: Reading) -> bool:
    """Whether an event noun names anybody or anything: else it is a mere word."""
    return bool(reading.participants)
