"""The kind that a row tells: its act's, where the row's two sides are who does the act and whom it is done to."""

from __future__ import annotations

from kg.extract.annotated import Annotated
from kg.extract.instruments import is_instrument
from kg.extract.rows import Row
from kg.extract.sides import SIDES, Reading
from kg.extract.tree import Token
from kg.extract.wording import argument_tokens
from kg.model import EventKind

REACHING = frozenset("to into on upon against toward towards in".split())
"""Prepositions before a thing that an act may reach: "an inquiry into", not "after an inquiry"."""


def kind_of(row: Row, reading: Reading, annotated: Annotated) -> EventKind:
    """The act's kind, or OTHER of a row that says when, why or with what: nobody does the act to that.

    "Norway sent the harbour medicine" is AID to the harbour; to the medicine nobody gives anything. Where no side is
    named beside a thing, the act is done to the thing: "the army destroyed the bridge".
    """
    passes = row.object is None or (_acts(row, reading, annotated) and _undergoes(row, reading, annotated))
    return reading.kind if passes else "OTHER"


def _acts(row: Row, reading: Reading, annotated: Annotated) -> bool:
    """Whether the row's subject is a side, or what one acts with: "a Kenyan strike", "government jets"."""
    subject = row.subject
    if subject is None or annotated.type_of(subject) in SIDES or is_instrument(subject):
        return True
    words = range(*argument_tokens(subject, annotated.mention_at(subject)))
    return any(token.i in words and annotated.type_of(token) in SIDES for _, token in reading.participants)


def _undergoes(row: Row, reading: Reading, annotated: Annotated) -> bool:
    assert row.object is not None
    if annotated.type_of(row.object) in SIDES:
        return True
    sides = [side for role, side in reading.participants if role != "actor" and annotated.type_of(side) in SIDES]
    words = range(*argument_tokens(row.object, annotated.mention_at(row.object)))
    if any(side.i in words for side in sides):
        return True
    if sides:
        return False
    takes_part = any(token == row.object for _, token in reading.participants)
    return takes_part or (_reaches(row) and _names_a_side(row.object, words, annotated))


def _reaches(row: Row) -> bool:
    return not row.adjunct or (row.anchor is not None and row.anchor.lower_ in REACHING)


def _names_a_side(thing: Token, words: range, annotated: Annotated) -> bool:
    """Whether a side is named in what stands for the thing: "a truce in Mali"."""
    return any(annotated.type_of(thing.doc[i]) in SIDES for i in words)
