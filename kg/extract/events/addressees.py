"""Whom a demand, a promise, a threat or a refusal is about, where only its content says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from kg.extract.annotated import Annotated
from kg.extract.events.sides import SIDES, Reading, Side, sides_inside
from kg.extract.syntax.clauses import Act
from kg.extract.syntax.phrases import preposition_objects
from kg.extract.syntax.tree import Token
from kg.extract.syntax.verbs import mark_of
from kg.model import Role
from kg.ontology import word_set

ADDRESSED = frozenset("REQUEST AGREE REJECT THREATEN CONCEDE PROTEST".split())
HIT = frozenset(("THREATEN", "PROTEST"))
"""What is directed at whom its content names, not merely about them."""
AIMS = frozenset(("REQUEST", "PROTEST", "ACCUSE", "REJECT"))
"""What a protest's purpose tells: "went on strike to demand"."""
CONDITIONS = frozenset(("if", "unless"))
ASKING = frozenset(("whether", "if"))
"""Open what somebody asks to know, not what is to be done."""
TOWARDS = frozenset(("to", "against", "with", "on", "from", "for"))


def with_addressees(
    act: Act, acts: Mapping[int, Act], readings: Mapping[int, Reading], annotated: Annotated
) -> Reading:
    """The act's reading, with whom its content is about.

    A threat is made to whom it would hit, or whom its condition is about ("unless Israel yields"). Of a demand ("that
    Iran stop"), a promise or a refusal ("to send troops to Mali") the content's side is an object, what it is about: a
    demand may be made of a third, and what is vowed against the rebels is not vowed to them.
    """
    reading = readings[act.token.i]
    if reading.kind not in ADDRESSED or any(role == "recipient" for role, _ in reading.participants):
        return reading
    taken = {annotated.entity_id(side) for _, side in reading.participants}
    role: Role = "recipient" if reading.kind in HIT else "object"
    for named in _named(act, acts, readings, annotated):
        sides = [side for side in named if annotated.type_of(side) in SIDES and annotated.entity_id(side) not in taken]
        if sides:
            about: list[Side] = [(role, side) for side in sides]
            return replace(reading, participants=(*reading.participants, *about))
    return reading


def _named(
    act: Act, acts: Mapping[int, Act], readings: Mapping[int, Reading], annotated: Annotated
) -> Iterator[Sequence[Token]]:
    """The sides that each clause of the content names; of a threat at last those of its condition."""
    kind = readings[act.token.i].kind
    if kind == "PROTEST":
        yield from _protested(act, readings, annotated)
        return
    contents = [acts[clause.i] for clause in act.complements if clause.i in acts and mark_of(clause) not in ASKING]
    for content in contents:
        if kind == "REQUEST":
            yield content.subjects if content.subjects != act.subjects else ()
        else:
            yield _undergoing(content, readings[content.token.i])
    if kind == "THREATEN":
        yield from (acts[verb.i].subjects for verb in _conditions(act, contents) if verb.i in acts)


def _protested(act: Act, readings: Mapping[int, Reading], annotated: Annotated) -> Iterator[Sequence[Token]]:
    """Whom a protest is about by what it is for: "rallied to demand a vote by the mayor", "in protest at the mayor"."""
    on_object = [child for noun in act.objects for child in noun.rights if child.dep_ in ("acl", "relcl")]
    clauses = [child for child in act.token.rights if child.dep_ in ("advcl", "xcomp")]
    for aim in (readings[clause.i] for clause in (*clauses, *on_object) if clause.i in readings):
        yield [side for role, side in aim.participants if role != "actor"] if aim.kind in AIMS else ()
    phrases = [*act.obliques, *(phrase for noun in act.objects for phrase in preposition_objects(noun))]
    yield from (sides_inside(noun, annotated.type_of) for _, noun in phrases if noun.lemma in word_set("protests"))


def _undergoing(content: Act, reading: Reading) -> list[Token]:
    told = [side for role, side in reading.participants if role == "recipient"]
    return told or [noun for prep, noun in content.obliques if prep in TOWARDS]


def _conditions(act: Act, contents: list[Act]) -> list[Token]:
    """The verbs of what a threat hangs on: "threatened to strike unless Israel yielded"."""
    verbs = [act.token, *(content.token for content in contents)]
    return [c for verb in verbs for c in verb.children if c.dep_ == "advcl" and mark_of(c) in CONDITIONS]
