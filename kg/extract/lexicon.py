"""Which sense a verb or an event noun has here, chosen by its company, and which words then name the sides."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.clauses import Act, is_passive, lemma_of, subjects_of
from kg.extract.mentions import is_time
from kg.extract.phrases import NOMINAL, conjuncts, possessor, preposition_objects
from kg.model import EventKind, MentionType, Role
from kg.ontology import Sense, ontology

if TYPE_CHECKING:
    from spacy.tokens import Token

    TypeOf = Callable[[Token], MentionType]

SIDES = frozenset(("Person", "Organization", "Group", "Place", "Nationality"))
EXAMPLES = frozenset(("such as", "including", "like"))
SIDE_PREPS = ("of", "on", "against", "with", "to", "towards", "toward", "from", "at", "over", "for", "between", "in")
PHONE = frozenset(("call", "phone", "telephone", "conversation"))
INSTRUMENTS: dict[str, str] = {
    "drone": "drone", "airstrike": "aerial", "airstrikes": "aerial", "missile": "heavy-weapons", "rocket": "heavy-weapons",
    "artillery": "heavy-weapons", "bomb": "explosives", "phone": "phone", "telephone": "phone", "gun": "firearms", "rifle": "firearms",
}  # fmt: skip
INSTRUMENT_HEADS = frozenset(
    "strike airstrike attack raid missile rocket bomb drone shelling bombing gun fire shot blast explosion".split()
)


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
        return Reading(_own_name(act), "OTHER", _instruments(act), tuple(_participants(act, None, type_of)), False)
    kind = ontology().kind(sense.predicate)
    modes = tuple(dict.fromkeys((*sense.modes, *_instruments(act))))
    light = tuple(noun for noun in act.objects if _is_light(noun, sense, type_of))
    return Reading(sense.predicate, kind, modes, tuple(_participants(act, sense, type_of)), True, light)


def _is_light(noun: Token, sense: Sense, type_of: TypeOf) -> bool:
    """Whether the object is an event noun that the sense asks for: "talks" of "hold talks", not "the car" of "hit the car"."""
    asked = lemma_of(noun) in sense.object or noun.lower_ in sense.object
    return asked and type_of(noun) not in SIDES and lemma_of(noun) in ontology().nouns


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


def _instruments(act: Act) -> tuple[str, ...]:
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


# ---- sides ----------------------------------------------------------------------------------------------------------


def _participants(act: Act, sense: Sense | None, type_of: TypeOf) -> Iterator[tuple[Role, Token]]:
    for noun in act.subjects:
        yield from (("actor", side) for side in actor_behind(noun, type_of))
    mutual = sense is not None and sense.actors == "both"
    other: Role = "actor" if mutual else "recipient"
    named = list(_prepositional_sides(act, sense.recipient or (sense.prep if mutual else ()), type_of)) if sense else []
    yield from ((other, noun) for noun in named)
    direct = [noun for noun in act.objects if sense is None or not _is_light(noun, sense, type_of)]
    for noun in direct:
        if type_of(noun) in SIDES and not (
            named and not mutual and sense and sense.recipient and type_of(noun) not in ("Person",)
        ):
            yield (other if not named or mutual else "object"), noun
        else:
            yield "object", noun
    if not named and sense is not None:
        inner = [side for noun in act.objects if type_of(noun) not in SIDES for side in sides_inside(noun, type_of)]
        yield from ((other, side) for side in inner if side not in act.subjects and type_of(side) in SIDES)
        yield from (
            ("object", noun) for noun in act.objects if noun not in direct and not inner and sense.predicate == "claims"
        )
    if not named and not direct and sense is None:
        yield from (
            ("object", noun)
            for prep, noun in act.obliques
            if prep not in ("in", "at", "on", "during", "after", "before", "since")
        )


def _prepositional_sides(act: Act, preps: Sequence[str], type_of: TypeOf) -> Iterator[Token]:
    """The nouns behind these prepositions, on the verb or on its object; behind an abstract noun, whom it names."""
    places = [*act.obliques, *((prep, noun) for obj in act.objects for prep, noun in preposition_objects(obj))]
    for prep, noun in places:
        if prep in preps or prep.split()[-1] in preps:
            if type_of(noun) in SIDES:
                yield noun
            else:
                yield from sides_inside(noun, type_of)


def actor_behind(noun: Token, type_of: TypeOf) -> tuple[Token, ...]:
    """Who acts: the noun; of an instrument ("a US drone strike") whoever is named before it."""
    if type_of(noun) in SIDES or lemma_of(noun) not in INSTRUMENT_HEADS:
        return (noun,)
    before = [word for word in noun.doc[noun.left_edge.i : noun.i] if word.dep_ in ("compound", "nmod", "poss", "amod")]
    owners = [word for word in before if type_of(word) in SIDES]
    return tuple(owners[:1]) or (noun,)


def sides_inside(noun: Token, type_of: TypeOf, depth: int = 3) -> tuple[Token, ...]:
    """Whom an abstract noun is about: its owner, or whoever stands behind of, on, against …, examples for their class."""
    owner = possessor(noun)
    if owner is not None and type_of(owner) in SIDES:
        return conjuncts(owner)
    named = next((c for c in noun.lefts if c.dep_ in ("compound", "nmod") and type_of(c) in SIDES), None)
    if depth == 0 or named is not None:
        return (named,) if named is not None else ()
    for prep in SIDE_PREPS:
        inner = [token for p, token in preposition_objects(noun) if p == prep]
        sides = tuple(
            s
            for token in inner
            for s in (
                examples_of(token)
                or ((token,) if type_of(token) in SIDES and not _place_only(prep, token, type_of) else ())
            )
        )
        if sides:
            return sides
        deeper = tuple(s for token in inner for s in sides_inside(token, type_of, depth - 1))
        if deeper:
            return deeper
    return ()


def _place_only(prep: str, noun: Token, type_of: TypeOf) -> bool:
    return prep in ("in", "at", "on", "from") and type_of(noun) == "Place"


def examples_of(noun: Token) -> tuple[Token, ...]:
    """ "external actors such as Pakistan, Russia and Iran": the three."""
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ in ("as", "including", "like"):
            return tuple(token for c in child.children if c.dep_ == "pobj" for token in conjuncts(c))
    return ()


# ---- event nouns ----------------------------------------------------------------------------------------------------


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
                    *(INSTRUMENTS[c.lower_] for c in _instrument_words(noun, phrases) if c.lower_ in INSTRUMENTS),
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


def _instrument_words(noun: Token, phrases: dict[str, list[Token]]) -> Iterator[Token]:
    for token in (noun, *phrases.get("by", ())):
        yield from (c for c in token.lefts if c.dep_ in ("compound", "nmod", "amod"))
        yield token


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
