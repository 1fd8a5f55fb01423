"""Whom a demand, a promise, a threat or a refusal is about, where only its content says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kg.extract.annotated import Annotated
from kg.extract.clauses import Act
from kg.extract.sides import SIDES, Reading, Side
from kg.extract.tree import Token
from kg.extract.verbs import mark_of
from kg.model import Role

ADDRESSED = frozenset("REQUEST AGREE REJECT THREATEN CONCEDE".split())
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
    role: Role = "recipient" if reading.kind == "THREATEN" else "object"
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
    contents = [acts[clause.i] for clause in act.complements if clause.i in acts and mark_of(clause) not in ASKING]
    for content in contents:
        if kind == "REQUEST":
            yield content.subjects if content.subjects != act.subjects else ()
        else:
            yield _undergoing(content, readings[content.token.i])
    if kind == "THREATEN":
        yield from (acts[verb.i].subjects for verb in _conditions(act, contents) if verb.i in acts)


def _undergoing(content: Act, reading: Reading) -> list[Token]:
    told = [side for role, side in reading.participants if role == "recipient"]
    return told or [noun for prep, noun in content.obliques if prep in TOWARDS]


def _conditions(act: Act, contents: list[Act]) -> list[Token]:
    """The verbs of what a threat hangs on: "threatened to strike unless Israel yielded"."""
    verbs = [act.token, *(content.token for content in contents)]
    return [c for verb in verbs for c in verb.children if c.dep_ == "advcl" and mark_of(c) in CONDITIONS]
