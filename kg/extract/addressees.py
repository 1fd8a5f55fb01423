"""Whom a demand, a promise, a threat or a refusal is for, where only its content says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.annotated import Annotated
from kg.extract.clauses import Act
from kg.extract.sides import SIDES, Reading, Side, sides_inside

if TYPE_CHECKING:
    from spacy.tokens import Token

ADDRESSED = frozenset("REQUEST AGREE REJECT THREATEN CONCEDE".split())
CONDITIONS = frozenset(("if", "unless"))
TOWARDS = frozenset(("to", "against", "with", "on", "from", "for"))


def with_addressees(
    act: Act, acts: Mapping[int, Act], readings: Mapping[int, Reading], annotated: Annotated
) -> Reading:
    """The act's reading, with whom its content is about as its recipients.

    "Demanded that Iran stop" is demanded of Iran, "refused to join the war against Iraq" of Iraq.
    """
    reading = readings[act.token.i]
    if reading.kind not in ADDRESSED or any(role == "recipient" for role, _ in reading.participants):
        return reading
    taken = {annotated.entity_id(side) for _, side in reading.participants}
    inner = [acts[clause.i] for clause in act.complements if clause.i in acts]
    told = [_addressees(act, content, reading, readings[content.token.i], annotated) for content in inner]
    if reading.kind == "THREATEN":
        told += [acts[verb.i].subjects for verb in _conditions(act, inner) if verb.i in acts]
    for named in told:
        sides = [side for side in named if annotated.type_of(side) in SIDES and annotated.entity_id(side) not in taken]
        if sides:
            addressed: list[Side] = [("recipient", side) for side in sides]
            return replace(reading, participants=(*reading.participants, *addressed))
    return reading


def _conditions(act: Act, inner: list[Act]) -> list[Token]:
    """The verbs of what a threat hangs on: "threatened to strike unless Israel yielded"."""
    verbs = [act.token, *(content.token for content in inner)]
    return [c for verb in verbs for c in verb.children if c.dep_ == "advcl" and _mark(c) in CONDITIONS]


def _mark(verb: Token) -> str:
    return next((child.lower_ for child in verb.children if child.dep_ == "mark"), "")


def _addressees(act: Act, content: Act, reading: Reading, inner: Reading, annotated: Annotated) -> Sequence[Token]:
    """Of a demand, who is to do it; else whom the act is done to."""
    if reading.kind == "REQUEST":
        return content.subjects if content.subjects != act.subjects else ()
    told = [side for role, side in inner.participants if role == "recipient"]
    behind = [noun for prep, noun in content.obliques if prep in TOWARDS]
    return told or behind or [side for noun in content.objects for side in sides_inside(noun, annotated.type_of)]
