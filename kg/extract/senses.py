"""Which sense a verb has here, chosen by its company."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.clauses import Act
from kg.extract.instruments import instrument_modes
from kg.extract.phrases import preposition_objects
from kg.extract.sides import SIDES, TypeOf, is_light, participants_of
from kg.extract.verbs import lemma_of
from kg.model import EventKind, Role
from kg.ontology import Sense, ontology

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Reading:
    """What a trigger says: its predicate and kind, and who stands in which role."""

    predicate: str
    kind: EventKind
    modes: tuple[str, ...]
    participants: tuple[tuple[Role, Token], ...]
    known: bool
    light: tuple[Token, ...] = ()
    """The objects that are part of the sense: "talks" of "hold talks"."""


def read_verb(act: Act, type_of: TypeOf) -> Reading:
    """The narrowest sense of the verb that fits; its own lemma, kind OTHER, where none does."""
    senses = ontology().verbs.get(act.lemma, ())
    sense = next((s for s in senses if _fits(s, act, type_of)), None)
    if sense is None:
        return Reading(
            _own_name(act), "OTHER", instrument_modes(act), tuple(participants_of(act, None, type_of)), False
        )
    kind = ontology().kind(sense.predicate)
    modes = tuple(dict.fromkeys((*sense.modes, *instrument_modes(act))))
    light = tuple(noun for noun in act.objects if is_light(noun, sense, type_of))
    return Reading(sense.predicate, kind, modes, tuple(participants_of(act, sense, type_of)), True, light)


def _own_name(act: Act) -> str:
    """The verb's lemma with the particle or preposition that belongs to it."""
    adjective = next((c for c in act.token.children if c.dep_ == "acomp"), None)
    if adjective is not None and act.lemma == "be":
        return "_".join([adjective.lower_, *(prep.replace(" ", "_") for prep, _ in act.obliques[:1])])
    particle = next((c.lower_ for c in act.token.children if c.dep_ == "prt"), "")
    prep = (
        act.obliques[0][0]
        if act.obliques and not act.objects and act.obliques[0][1].ent_type_ not in ("DATE", "TIME")
        else ""
    )
    return "_".join(word.replace(" ", "_") for word in (act.lemma, particle, prep) if word)


def _fits(sense: Sense, act: Act, type_of: TypeOf) -> bool:
    if sense.clause is not None and sense.clause != _has_clause(act):
        return False
    if sense.passive is not None and sense.passive != act.passive:
        return False
    if sense.particle and not any(
        c.lower_ in sense.particle for c in act.token.children if c.dep_ in ("prt", "advmod", "acomp", "oprd", "prep")
    ):
        return False
    preps = _preps(act)
    if sense.prep and not set(preps) & set(sense.prep):
        return False
    if sense.object and not _object_fits(sense, act):
        return False
    if (
        sense.actors == "both"
        and act.objects
        and not sense.object
        and not _type_fits(tuple(SIDES), act.objects, type_of)
    ):
        return False
    if sense.object_type and not _type_fits(sense.object_type, _typed(sense, act), type_of):
        return False
    return not sense.subject_type or _type_fits(sense.subject_type, act.subjects, type_of)


def _has_clause(act: Act) -> bool:
    return bool(act.complements) or any(c.dep_ in ("ccomp", "xcomp", "acl") for c in act.token.children)


def _preps(act: Act) -> list[str]:
    preps = [prep for prep, _ in act.obliques] + [c.lower_ for c in act.token.children if c.dep_ == "prep"]
    preps += [prep for noun in act.objects for prep, _ in preposition_objects(noun)]
    return preps + [first for prep in preps if (first := prep.split()[-1]) != prep]


def _object_fits(sense: Sense, act: Act) -> bool:
    nouns = list(act.objects)
    if sense.prep:
        nouns += [noun for prep, noun in act.obliques if prep in sense.prep or prep.split()[-1] in sense.prep]
    return any(lemma_of(noun) in sense.object or noun.lower_ in sense.object for noun in nouns)


def _typed(sense: Sense, act: Act) -> Sequence[Token]:
    return act.objects or [noun for prep, noun in act.obliques if prep in (sense.prep or sense.recipient)]


def _type_fits(types: Sequence[str], nouns: Sequence[Token], type_of: TypeOf) -> bool:
    return any(type_of(noun) in types or ("Hazard" in types and is_hazard(noun)) for noun in nouns)


def is_hazard(noun: Token) -> bool:
    """Whether the noun is a disaster or accident: nobody's act."""
    senses = ontology().nouns.get(lemma_of(noun), ())
    return any(ontology().kind(sense.predicate) == "HARM" for sense in senses)
