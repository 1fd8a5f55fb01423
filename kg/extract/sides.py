"""Who stands on which side of an act: actors, recipients, and whom an abstract noun is about."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from kg.extract.clauses import Act
from kg.extract.instruments import INSTRUMENT_HEADS
from kg.extract.phrases import conjuncts, possessor, preposition_objects
from kg.extract.verbs import lemma_of
from kg.model import MentionType, Role
from kg.ontology import Sense, ontology

if TYPE_CHECKING:
    from spacy.tokens import Token

TypeOf = Callable[["Token"], MentionType]
"""What type of entity a word names."""
SIDES = frozenset(("Person", "Organization", "Group", "Place", "Nationality"))


SIDE_PREPS = ("of", "on", "against", "with", "to", "towards", "toward", "from", "at", "over", "for", "between", "in")


def participants_of(act: Act, sense: Sense | None, type_of: TypeOf) -> Iterator[tuple[Role, Token]]:
    for noun in act.subjects:
        yield from (("actor", side) for side in actor_behind(noun, type_of))
    mutual = sense is not None and sense.actors == "both"
    other: Role = "actor" if mutual else "recipient"
    named = list(_prepositional_sides(act, sense.recipient or (sense.prep if mutual else ()), type_of)) if sense else []
    yield from ((other, noun) for noun in named)
    direct = [noun for noun in act.objects if sense is None or not is_light(noun, sense, type_of)]
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


def is_light(noun: Token, sense: Sense, type_of: TypeOf) -> bool:
    """Whether the object is an event noun that the sense asks for: "talks" of "hold talks", not "the car" of "hit the car"."""
    asked = lemma_of(noun) in sense.object or noun.lower_ in sense.object
    return asked and type_of(noun) not in SIDES and lemma_of(noun) in ontology().nouns
