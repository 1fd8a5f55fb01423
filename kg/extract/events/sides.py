"""Who stands on which side of an act: actors, recipients, and whom an abstract noun is about."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from kg.extract.events.instruments import is_instrument
from kg.extract.syntax.clauses import Act
from kg.extract.syntax.labels import AMOUNTS, NOMINAL, PLURAL, is_modifier
from kg.extract.syntax.phrases import conjuncts, names_side, possessor, preposition_objects
from kg.extract.syntax.timewords import is_time
from kg.extract.syntax.tree import Token
from kg.extract.syntax.verbs import reciprocal_of
from kg.model import EventKind, MentionType, Role
from kg.ontology import Sense, ontology, word_set

TypeOf = Callable[["Token"], MentionType]
"""What type of entity a word names."""
Side = tuple[Role, "Token"]
SIDES = frozenset(("Person", "Organization", "Group", "Place", "Nationality"))
STATE = frozenset(("GOV", "MIL", "POL", "LEG", "JUD"))
"""Sectors that act for their country."""
SIDE_PREPS = (
    "of", "on", "against", "with", "to", "towards", "toward", "from", "for", "between", "in", "by",
)  # fmt: skip
"""Behind which an abstract noun names a side, the first that does counts."""
OWNER_PREPS = ("of", "by", "between")
"""Behind which a fight names a side that a third may speak of or help: not whom it is fought against."""
HELPING = frozenset(("AID", "SUPPORT", "COOPERATE"))
"""Kinds of acts that are not done for whom they are against."""
WHERE = frozenset(("in", "at", "on", "from"))
PLACING = frozenset(("in", "at"))
"""Behind which, beside a side behind another preposition, stands only where."""
IN = frozenset(("in", "at", "into", "during"))
WHERE_OR_WHEN = frozenset("in at on during after before since near outside inside within amid despite until".split())
JUDGING = frozenset(("ACCUSE", "SUPPORT"))
"""Of another's act they judge who does it, not to whom it is done."""
EXAMPLE_WORDS = frozenset(("as", "including", "like"))
DEPTH = 3
"""How many nouns down a side is looked for."""


class Reading(Struct, frozen=True):
    """What a trigger says: its predicate and kind, and who stands in which role."""

    predicate: str
    kind: EventKind
    modes: tuple[str, ...]
    participants: tuple[Side, ...]
    known: bool
    light: tuple[Token, ...] = ()
    """The objects that are part of the sense: "talks" of "hold talks"."""
    preps: tuple[str, ...] | None = None
    """The prepositions that the verb's sense asks for; None where no table says."""
    implied: bool = False
    """Whether the words only report, and it is what they report that makes a demand or a threat of it."""


def is_light(noun: Token, sense: Sense, type_of: TypeOf) -> bool:
    """Whether the object is an event noun that the sense asks for: "talks" of "hold talks", not "hit the car"."""
    asked = noun.lemma in sense.object or noun.lower_ in sense.object
    return asked and type_of(noun) not in SIDES and noun.lemma in ontology().nouns


def is_empty(noun: Token, sense: Sense) -> bool:
    """Whether the object only fills out the verb that asks for it: "part" of "take part"."""
    return noun.lemma in sense.object and noun.lemma in word_set("empty objects")


def fills_out(noun: Token) -> bool:
    """Whether a bare object only makes another verb of its verb: "take *part*", "took *place*"."""
    return noun.dep_ == "dobj" and not noun.lefts and noun.lower_ in word_set("empty objects")


# ---- the sides of a verb --------------------------------------------------------------------------------------------


def sides_of(act: Act, sense: Sense, type_of: TypeOf) -> Iterator[Side]:
    """Who takes part in a verb's act, in this sense of the verb."""
    yield from _actors(act, type_of)
    mutual = sense.actors == "both"
    other: Role = "recipient"
    named = list(_prepositional_sides(act, sense, sense.recipient or (sense.prep if mutual else ()), type_of))
    named += [noun for noun in _indirect(act, type_of) if noun not in named]
    yield from ((other, noun) for noun in named)
    if len(act.subjects) > 1 and reciprocal_of(act.token) is not None:
        yield from ((other, noun) for noun in act.subjects)  # "A and B accused each other"
    direct = [noun for noun in act.objects if not is_light(noun, sense, type_of) and not is_empty(noun, sense)]
    for noun in direct:
        in_idiom = noun.lower_ in sense.object and _is_of_idiom(noun, mutual and bool(named), len(direct) < 2)
        if not in_idiom and not _is_done_mutually(noun, act, sense, type_of):
            takes_part = _takes_part(noun, sense, bool(named), type_of)
            yield (other if mutual or not named else "object") if takes_part else "object", noun
    if not direct:
        yield from (("object", noun) for noun in _behind_empty_object(act, sense) if noun not in named)
    if act.objects and not named and not sense.several and not _is_of_things(sense.predicate):
        yield from _inner_sides(act, sense, type_of)


def _is_of_things(predicate: str) -> bool:
    """Whether what the object is named after, or stands on, has no part in the act."""
    return predicate in word_set("occasions") or predicate in word_set("works")


def _is_of_idiom(noun: Token, mutual: bool, alone: bool) -> bool:
    """Whether an object that the sense asks for belongs to the verb: "joined forces with", "took them hostage"."""
    return mutual or (noun.tag_ == "NN" and not noun.lefts and not alone)


def _is_done_mutually(noun: Token, act: Act, sense: Sense, type_of: TypeOf) -> bool:
    """Whether an object is only what the doers do to each other: "A and B signed a pact", "swapped prisoners"."""
    between_them = ontology().predicates[sense.predicate].symmetric and (sense.several or len(act.subjects) > 1)
    if between_them and (sense.several or type_of(noun) not in SIDES):
        return True
    return sense.actors == "both" and noun.lemma in word_set("captives")


def _takes_part(noun: Token, sense: Sense, named: bool, type_of: TypeOf) -> bool:
    """Whether an object is the act's other side: "sued the mill", not "moved the mill", "remained a friend"."""
    if type_of(noun) not in SIDES or _says_what(noun) or (named and not _stands_beside(noun, sense, type_of)):
        return False
    return sense.predicate not in word_set("movings") or type_of(noun) == "Place"


def _behind_empty_object(act: Act, sense: Sense) -> Iterator[Token]:
    """What stands behind an object that only fills out the verb: "took part in | the walkout |"."""
    for noun in act.objects:
        if is_empty(noun, sense):
            phrases = (*act.obliques, *preposition_objects(noun))
            yield from (other for prep, other in phrases if prep in sense.recipient)


def sides_without_sense(act: Act, type_of: TypeOf) -> Iterator[Side]:
    """Who takes part in a verb's act, where the tables do not know the verb."""
    yield from _actors(act, type_of)
    for noun in act.objects:
        if not fills_out(noun):
            yield "recipient" if type_of(noun) in SIDES and not _says_what(noun) else "object", noun
    behind = act.phrases_behind if not act.objects else ()
    for prep, noun in behind:  # "complained to the UN over a raid": to whom, by the name of the act, and over what
        if prep not in WHERE_OR_WHEN and not is_time(noun):
            yield "recipient" if prep == behind[0][0] and type_of(noun) in SIDES else "object", noun


def _says_what(noun: Token) -> bool:
    """Whether a noun is what somebody is, becomes or is named: "remains | a friend", "was named | the best player"."""
    return noun.dep_ in ("attr", "oprd")


def _indirect(act: Act, type_of: TypeOf) -> list[Token]:
    """The sides that stand without a preposition before the object: "fined the company 12 million euros"."""
    return [
        side
        for noun in act.token.children
        if noun.dep_ == "dative" and noun.pos_ in NOMINAL
        for side in conjuncts(noun)
        if type_of(side) in SIDES
    ]


def _actors(act: Act, type_of: TypeOf) -> list[Side]:
    return [("actor", side) for noun in act.subjects for side in actor_behind(noun, type_of)]


def _stands_beside(noun: Token, sense: Sense, type_of: TypeOf) -> bool:
    """Whether an object is a side of its own beside a named recipient."""
    return sense.actors == "both" or not sense.recipient or type_of(noun) == "Person"


def _inner_sides(act: Act, sense: Sense, type_of: TypeOf) -> Iterator[Side]:
    """Whom the objects are about; a claim without anybody is itself what is claimed."""
    other: Role = "actor" if sense.actors == "both" else "recipient"
    kind = ontology().kind(sense.predicate)
    judged, helped = kind in JUDGING, kind in HELPING
    asked = kind == "REQUEST" and "from" not in sense.recipient
    inner = [
        side
        for noun in act.objects
        if type_of(noun) not in SIDES and noun.pos_ not in ("PRON", "NUM") and not _is_claim(noun, sense)
        for side in sides_inside(noun, type_of)
        if not (judged and _undergoes(side, noun)) and not (helped and side.head.lower_ == "against")
        if not (asked and side.head.lower_ == "from")
    ]  # "aids the fight against them" helps them not; "gave orders from the palace" orders the palace nothing
    inner = [side for side in inner if other != "actor" or type_of(side) != "Nationality"]
    yield from ((other, side) for side in inner if side not in act.subjects and type_of(side) in SIDES)
    if not inner and sense.predicate == "claims":
        yield from (("object", noun) for noun in act.objects if is_light(noun, sense, type_of))


def _is_claim(noun: Token, sense: Sense) -> bool:
    """Whether a noun is a claim that is rejected: whoever rejects it rejects what is claimed, not the claimant."""
    return sense.predicate in ("rejects", "denies") and noun.lemma in word_set("claims beside")


def _undergoes(side: Token, act: Token) -> bool:
    """Whether the side only suffers what the noun tells: whoever condemns "the raid on Tarn" does not condemn Tarn."""
    preps = {prep for prep, noun in preposition_objects(act) if noun.holds(side)}
    owned = possessor(act) is not None or any(prep == "by" for prep, _ in preposition_objects(act))
    return any(
        prep in sense.recipient and (prep not in sense.actor or ("by" in sense.actor and not owned))
        for sense in ontology().nouns.get(act.lemma, ())
        for prep in preps
    )


def _prepositional_sides(act: Act, sense: Sense, preps: Sequence[str], type_of: TypeOf) -> Iterator[Token]:
    """The nouns behind these prepositions, on the verb or on its object; behind an abstract noun, whom it names."""
    if not preps or any(_is_claim(noun, sense) for noun in act.objects):
        return
    inside = [pair for noun in act.objects for pair in _own_phrases(noun, is_light(noun, sense, type_of))]
    found = [(prep, noun) for prep, noun in (*act.obliques, *inside) if names_side(prep, preps)]
    told = [
        (prep, side)
        for prep, noun in found
        for side in ((noun,) if type_of(noun) in SIDES else _told_apart(prep, sides_inside(noun, type_of), type_of))
    ]
    apart = {prep for prep, _ in told} - PLACING  # "fired on a crowd at the mosque": at the crowd
    yield from (side for prep, side in told if not apart or prep in apart)


def _own_phrases(noun: Token, light: bool) -> list[tuple[str, Token]]:
    """The phrases on an object; of an act that is no part of the verb's sense, not whom that act asks for itself:
    "demanded the withdrawal of troops from Mali" is no demand of Mali."""
    phrases = preposition_objects(noun)
    senses = ontology().nouns.get(noun.lemma, ()) if phrases and not light else ()
    asked = {prep for sense in senses for prep in sense.recipient if prep not in sense.actor}
    return [(prep, token) for prep, token in phrases if prep not in asked]


# ---- behind a noun --------------------------------------------------------------------------------------------------


def actor_behind(noun: Token, type_of: TypeOf) -> tuple[Token, ...]:
    """Who acts: the noun; of an instrument ("a US drone strike") whoever is named before it."""
    if both := nations_of(noun):
        return both
    if type_of(noun) in SIDES or not is_instrument(noun):
        return (noun,)
    before = noun.doc[noun.left_edge.i : noun.i]
    owners = (word for word in before if (is_modifier(word) or word.dep_ == "poss") and type_of(word) in SIDES)
    return (next(owners, noun),)


def nations_of(noun: Token) -> tuple[Token, ...]:
    """The nations of "French and Egyptian troops", each a side of its own; none of "Egyptian troops", nor of people."""
    if noun.tag_ not in PLURAL or not (is_instrument(noun) or _acts_for_a_state(noun)):
        return ()
    demonym = ontology().countries.demonym
    first = next((c for c in noun.lefts if is_modifier(c) and demonym(c.text)), None)
    named = (
        [word for word in (first, *first.rights) if word.i < noun.i and demonym(word.text)] if first is not None else []
    )
    return tuple(named) if len(named) > 1 else ()


def _acts_for_a_state(noun: Token) -> bool:
    agent = ontology().agents.get(noun.lemma)
    return agent is not None and agent.sector in STATE


def sides_inside(noun: Token, type_of: TypeOf, depth: int = DEPTH) -> tuple[Token, ...]:
    """Whom an abstract noun is about: its owner, or who stands behind of, on, against …, examples for their class."""
    if noun.ent_type_ in AMOUNTS or noun.lemma in word_set("currencies"):
        return ()  # "paid nine | Danish | crowns"
    owner = possessor(noun)
    if owner is not None and type_of(owner) in SIDES:
        return conjuncts(owner)
    before = (child for child in noun.lefts if _names_side(child, type_of))
    if (named := next(before, None)) is not None:
        return (named,)
    preps = OWNER_PREPS if noun.lemma in word_set("fights") else SIDE_PREPS
    told = {prep for prep, _ in preposition_objects(noun)} if depth else set()
    for prep in preps:
        if prep in told and (sides := _sides_behind(prep, noun, type_of, depth)):
            return sides
    return _doers_behind(noun, type_of)


def _names_side(child: Token, type_of: TypeOf) -> bool:
    """Whether a word before a noun names a side: "Hamas rockets", "Israeli raids"."""
    if child.dep_ == "amod":
        return type_of(child) == "Nationality"
    return child.dep_ in ("compound", "nmod") and type_of(child) in SIDES


def _doers_behind(noun: Token, type_of: TypeOf) -> tuple[Token, ...]:
    """Who did what a participle says of the noun: "the protest staged by students", not "the drug made by | a firm"."""
    said = (child for child in noun.rights if child.dep_ == "acl" and child.tag_ == "VBN")
    said = (child for child in said if child.lemma not in word_set("makers' verbs"))
    doers = (doer for child in said for prep, doer in preposition_objects(child) if prep == "by")
    return tuple(doer for doer in doers if type_of(doer) in SIDES)


def _sides_behind(prep: str, noun: Token, type_of: TypeOf, depth: int) -> tuple[Token, ...]:
    inner = [token for each, token in preposition_objects(noun) if each == prep]
    inner = [token for token in inner if prep not in WHERE or type_of(token) != "Place"]
    sides = tuple(side for token in inner for side in examples_of(token) or _side(token, type_of))
    return sides or tuple(
        side for token in inner for side in _told_apart(prep, sides_inside(token, type_of, depth - 1), type_of)
    )


def _told_apart(prep: str, sides: tuple[Token, ...], type_of: TypeOf) -> tuple[Token, ...]:
    """The sides; but no nationality that only says where: "in Greek camps"."""
    return tuple(side for side in sides if prep not in IN or type_of(side) != "Nationality")


def _side(noun: Token, type_of: TypeOf) -> tuple[Token, ...]:
    """The noun, where it names a side."""
    return (noun,) if type_of(noun) in SIDES else ()


def examples_of(noun: Token) -> tuple[Token, ...]:
    """The examples given of a noun: "external actors such as | Pakistan, Russia and Iran |"."""
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ in EXAMPLE_WORDS:
            return tuple(token for c in child.children if c.dep_ == "pobj" for token in conjuncts(c))
    return ()
