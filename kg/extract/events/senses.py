"""Which sense a verb has here, chosen by its company."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from kg.extract.events.instruments import is_instrument, verb_modes
from kg.extract.events.sides import SIDES, Reading, TypeOf, fills_out, is_light, sides_of, sides_without_sense
from kg.extract.events.support import read_support
from kg.extract.syntax.clauses import Act
from kg.extract.syntax.labels import CLAUSAL, PLURAL, TIME, has, is_modifier, left_child, right_child
from kg.extract.syntax.objects import is_judged, judgement, judges
from kg.extract.syntax.phrases import (
    counted_noun,
    has_modifier,
    named_before,
    names_side,
    possessor,
    preposition_objects,
)
from kg.extract.syntax.timewords import is_time
from kg.extract.syntax.tree import Token
from kg.extract.syntax.verbs import is_particle, mark_of
from kg.ontology import Sense, ontology, word_set

WHEN = frozenset("on in at by for over during through within".split())
CAUSING = frozenset(("in", "by", "from", "during"))
CLAUSES = CLAUSAL | {"acl"}
PARTICLE = frozenset(("prt", "advmod", "acomp", "oprd", "prep"))


def read_verb(act: Act, type_of: TypeOf) -> Reading:
    """The narrowest sense of the verb that fits; its own lemma, kind OTHER, where none does."""
    known = ontology()
    senses = () if _tells_name(act) else known.verbs.get(act.lemma, ())
    sense = _first_fitting(senses, act, type_of) if senses else None
    if sense is None:
        supported = read_support(act, type_of)
        if supported is not None:
            return supported
        return Reading(_own_name(act), "OTHER", verb_modes(act), tuple(sides_without_sense(act, type_of)), False)
    return Reading(
        predicate=sense.predicate,
        kind=known.kind(sense.predicate),
        modes=tuple(dict.fromkeys((*sense.modes, *verb_modes(act)))),
        participants=tuple(sides_of(act, sense, type_of)),
        known=True,
        light=tuple(noun for noun in _asked_nouns(sense, act) if is_light(noun, sense, type_of)),
        preps=(*sense.prep, *sense.recipient),
    )


def _tells_name(act: Act) -> bool:
    """Whether a verb only tells who somebody is: "a captain *named* by police *as Ivo Lind*"."""
    if act.lemma not in word_set("naming verbs"):
        return False
    return any(prep == "as" and noun.ent_type_ == "PERSON" for prep, noun in act.obliques)


def _asked_nouns(sense: Sense, act: Act) -> list[Token]:
    """The nouns that may be a part of the sense: the objects, and what stands behind its preposition ("on strike")."""
    behind = [noun for prep, noun in act.obliques if prep in sense.prep and prep not in sense.recipient]
    return [*act.objects, *behind]


def _own_name(act: Act) -> str:
    """The verb's lemma with the particle or preposition that belongs to it."""
    completing = left_child(act.token, {"acomp"}) or right_child(act.token, {"acomp"})
    adjective = completing.lower_ if completing is not None else ""
    if adjective and act.lemma == "be":
        return _joined(adjective, *(prep for prep, _ in act.phrases_behind[:1]))
    first = act.phrases_behind[:1] if not act.objects else ()
    prep = next((prep for prep, noun in first if noun.ent_type_ not in TIME), "")
    particle = next((child.lower_ for child in act.token.rights if is_particle(child)), "")
    filling = next((noun.lower_ for noun in act.objects if fills_out(noun)), "")
    return _joined(act.lemma, particle or filling or adjective, prep)  # "fell *silent*"


def _joined(*words: str) -> str:
    return "_".join(filter(None, words)).replace(" ", "_")


# ---- the conditions of a sense --------------------------------------------------------------------------------------


class _Company:
    """What stands beside a verb, found once for all of its senses."""

    def __init__(self, act: Act) -> None:
        self.act = act
        self.has_particle = has(act.token, {"prt"})

    @cached_property
    def particles(self) -> frozenset[str]:
        """The words that belong to the verb."""
        return frozenset(judgement(child).lower() for child in self.act.token.children if _is_particle(child))

    @cached_property
    def preps(self) -> frozenset[str]:
        """The prepositions on the verb and on its objects."""
        return frozenset(_preps(self.act))

    @cached_property
    def objects(self) -> frozenset[str]:
        """The words that tell what is done by the verb's objects alone."""
        amounts = (child for child in self.act.token.children if child.dep_ == "npadvmod")  # "rose 2 percent"
        return _told_by((*self.act.objects, *amounts))


def _first_fitting(senses: Iterable[Sense], act: Act, type_of: TypeOf) -> Sense | None:
    """The first sense whose conditions hold."""
    company = _Company(act)
    for sense in senses:
        if _fits(sense, act, company, type_of):
            return sense
    return None


def _fits(sense: Sense, act: Act, company: _Company, type_of: TypeOf) -> bool:
    return (
        (sense.clause is None or sense.clause == _has_clause(act))
        and (sense.passive is None or sense.passive == act.passive)
        and (not sense.several or _are_several(act, type_of))
        and (not sense.judged or judges(act.token))
        and (not company.particles.isdisjoint(sense.particle) if sense.particle else not company.has_particle)
        and (not sense.prep or not company.preps.isdisjoint(sense.prep))
        and (not sense.object or _object_fits(sense, act, company))
        and (not sense.subject or any({noun.lemma, noun.lower_} & {*sense.subject} for noun in act.subjects))
        and (not sense.modifier or any(has_modifier(noun, sense.modifier) for noun in act.objects))
        and (not _asks_for_side(sense, act) or _is_one_of(SIDES, act.objects, type_of))
        and (not sense.object_type or _is_one_of(_object_types(sense, act), _typed(sense, act), type_of))
        and (not sense.subject_type or _acts(sense, act, type_of))
        and (not sense.recipient_type or _reaches(sense, act, type_of))
        and (not sense.unless or not any(word in sense.unless for word in _company(act)))
    )


def _are_several(act: Act, type_of: TypeOf) -> bool:
    """Whether more than one side does it: "the mayor and the bishop", "the two ministers"."""
    doers = [noun for noun in act.subjects if type_of(noun) in SIDES]
    counted = (
        noun.tag_ in PLURAL and any(word.dep_ == "nummod" or word.lower_ == "both" for word in noun.lefts)
        for noun in doers
    )
    return len(doers) > 1 or any(counted)


def _has_clause(act: Act) -> bool:
    return bool(act.complements) or has(act.token, CLAUSES)


def _is_particle(child: Token) -> bool:
    """Whether a word on a verb belongs to it; the adjective of "pulled out alive" is taken for a clause."""
    return child.dep_ in PARTICLE or (child.dep_ == "advcl" and child.pos_ == "ADJ") or is_judged(child)


def _preps(act: Act) -> set[str]:
    """The prepositions on the verb and on its objects; of "out of" also its last word."""
    preps = {prep for prep, noun in act.obliques if not _tells_when(prep, noun)}
    for child in act.token.children:
        if child.dep_ == "prep" and not any(_tells_when(child.lower_, noun) for noun in child.rights):
            preps.add(child.lower_)
    preps |= {mark_of(clause) for clause in act.complements if clause.dep_ == "advcl"}
    preps |= {prep for noun in act.objects for prep, _ in preposition_objects(noun)}
    return preps | {prep.split()[-1] for prep in preps - word_set("prepositions of cause")}


def _company(act: Act) -> Iterator[str]:
    """The words beside a verb that may make another sense of it: objects with what stands before them, particles, verbs
    that it governs, phrases but those of time."""
    for noun in act.objects:
        yield from (noun.lower_, noun.lemma, counted_noun(noun).lemma, *(word.lower_ for word in noun.lefts))
        yield from (inner.lemma for _, inner in preposition_objects(noun))
    particles = (child for child in act.token.children if _is_particle(child))
    yield from (word.lower_ for word in particles if word.dep_ != "prep" or not word.children)
    yield from (verb.lemma for verb in act.complements)
    for prep, noun in act.obliques:
        if not _tells_when(prep, noun):
            yield from (prep, noun.lower_, noun.lemma)


def _tells_when(prep: str, noun: Token) -> bool:
    """Whether a phrase is a time, not one that a sense asks for: "fired on Monday", not "sentenced to six years"."""
    return prep in WHEN and is_time(noun)


def _object_fits(sense: Sense, act: Act, company: _Company) -> bool:
    """Whether an object, or what stands behind the sense's preposition, is one of the words asked for."""
    if not company.objects.isdisjoint(sense.object):
        return True
    if not sense.prep:
        return False
    phrases = [*act.obliques, *(pair for noun in act.objects for pair in preposition_objects(noun))]
    behind = [noun for prep, noun in phrases if names_side(prep, sense.prep)]
    return not _told_by(behind).isdisjoint(sense.object)


def _told_by(nouns: Iterable[Token]) -> frozenset[str]:
    """The words by which nouns tell what is done, without those that tell another's doing."""
    words = [word for noun in nouns for word in _telling_words(noun) if not _is_anothers(word)]
    return frozenset([form for word in words for form in (word.lemma, word.lower_)])


def _telling_words(noun: Token) -> Iterator[Token]:
    """The words that tell what is done: the noun, what it counts ("tons of medicine"), what an effort is for ("a
    mediation effort")."""
    yield noun
    if (counted := counted_noun(noun)) != noun:
        yield counted
    if noun.lemma in word_set("efforts"):
        yield from (word for word in noun.lefts if is_modifier(word) and word.pos_ == "NOUN")


def _is_anothers(noun: Token) -> bool:
    """Whether a noun of backing is not the subject's: "reiterated Norway's support for the fund"."""
    owner = possessor(noun) or named_before(noun) if noun.lemma in word_set("backing") else None
    return owner is not None and all(word.pos_ != "PRON" for word in owner.subtree)  # "his country's support" is his


def _asks_for_side(sense: Sense, act: Act) -> bool:
    """Whether a mutual act has an object, which then must be the other side."""
    return sense.actors == "both" and bool(act.objects) and not sense.object


def _object_types(sense: Sense, act: Act) -> Sequence[str]:
    """The types asked for; without an object, the thing behind a preposition is none: "returned to work"."""
    return sense.object_type if act.objects or sense.prep else [kind for kind in sense.object_type if kind != "Thing"]


def _typed(sense: Sense, act: Act) -> Sequence[Token]:
    return act.objects or [noun for prep, noun in act.obliques if prep in (sense.prep or sense.recipient)]


def _reaches(sense: Sense, act: Act, type_of: TypeOf) -> bool:
    """Whether whoever stands behind the sense's prepositions is of one of the types asked for, if anybody does."""
    phrases = (*act.obliques, *(pair for noun in act.objects for pair in preposition_objects(noun)))
    others = [noun for prep, noun in phrases if names_side(prep, sense.recipient) and not _tells_when(prep, noun)]
    return all(type_of(noun) in sense.recipient_type for noun in others)


def _acts(sense: Sense, act: Act, type_of: TypeOf) -> bool:
    """Whether one of the types asked for does it, or an assault somebody's weapon: "its jets destroyed two depots"."""
    doers = [*act.subjects, *_causes(act)]
    doers = doers if "Hazard" in sense.subject_type else [noun for noun in doers if not _is_hazard(noun)]
    if _is_one_of(sense.subject_type, doers, type_of):
        return True
    if "Group" not in sense.subject_type or ontology().kind(sense.predicate) != "ASSAULT":
        return False
    return any(is_instrument(noun) and (not _is_hazard(noun) or verb_modes(act)) for noun in act.subjects)


def _causes(act: Act) -> Iterator[Token]:
    """What a passive that names no doer came of: "two were killed *in a crash*"."""
    if act.passive and not act.subjects:
        yield from (noun for prep, noun in act.obliques if prep in CAUSING and _is_hazard(noun))


def _is_one_of(types: Iterable[str], nouns: Sequence[Token], type_of: TypeOf) -> bool:
    allowed = set(types) | ({"Nationality"} if "Group" in types else set())  # "released nineteen Christians"
    if "Person" in allowed and any(noun.lower_ in word_set("somebody") for noun in nouns):
        return True
    return any(
        type_of(noun) in allowed
        or ("Hazard" in allowed and _is_hazard(noun))
        or ("Amount" in allowed and noun.ent_type_ in ("MONEY", "PERCENT"))
        for noun in nouns
    )


def _is_hazard(noun: Token) -> bool:
    """Whether the noun is a disaster or accident, by a name too ("Typhoon Mira"): nobody's act."""
    named = next((word.lower_ for word in noun.lefts if word.dep_ == "compound"), "") if noun.pos_ == "PROPN" else ""
    return "HARM" in ontology().noun_kinds(named or noun.lemma)
