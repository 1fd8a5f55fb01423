"""What a row is called, and the kind it tells: the act's, or only a phrase's."""

from __future__ import annotations

from collections.abc import Container

from kg.extract.annotated import Annotated
from kg.extract.rows.kinds import BETWEEN_SIDES, is_beside, is_of_inner, kind_of, says_more
from kg.extract.rows.statement import Row, Statement
from kg.extract.syntax.tree import Token
from kg.model import EventKind
from kg.ontology import word_set

PREPS = frozenset("of to with for in from on against at".split())
"""The prepositions that predicates end in."""
TO_A_SIDE = PREPS - {"of", "for", "against"}
"""Those of them behind which stands a side, and no direct object: "protested | the vote"."""


def name_and_kind(s: Statement, row: Row, annotated: Annotated, events: Container[int]) -> tuple[str, EventKind]:
    """The row's name and kind; of a phrase that the sense does not ask for, the verb's: none "fled_from" a boat.

    `events` are the words that tell an event.
    """
    name, kind = _name(s, row), _kind(s, row, annotated, events)
    if _is_beside_side(row, s) and (kind == "OTHER" or name in word_set("throwings")):
        return s.trigger.lemma, "OTHER"
    if (kind != "OTHER" and kind in BETWEEN_SIDES) or not is_beside(row, s.trigger, s.reading, annotated):
        return name, kind
    if row.object is None or not _names_prep(s.reading.predicate):
        return name, "OTHER"
    return f"{s.trigger.lemma}_{row.object.head.lower_}", "OTHER"


def _kind(s: Statement, row: Row, annotated: Annotated, events: Container[int]) -> EventKind:
    if row.object is not None and s.rule.endswith("agentless") and is_of_inner(row.object, s.trigger):
        return "OTHER"
    return kind_of(row, s.reading, annotated, events)


def _name(s: Statement, row: Row) -> str:
    """The act's name; of a row that only says more of it that of the preposition: nobody "supports" the winter."""
    if row.object in s.reading.light and ("recipient", row.subject) in s.reading.participants:
        return _undergoing(s.trigger, row.object)
    prep = row.object.head if row.object is not None and not row.adjunct else row.anchor
    if prep is None or prep == row.object:
        return s.reading.predicate
    if says_more(row, s.reading):
        return prep.lower_
    return s.reading.predicate if s.reading.known else _own_name(s, prep, row)


def _undergoing(verb: Token, noun: Token | None) -> str:
    """What somebody does who undergoes an act: "receive" of "received a loan", "come_under" of "came under attack"."""
    prep = noun.head if noun is not None and noun.dep_ == "pobj" else None
    return verb.lemma if prep is None else f"{verb.lemma}_{prep.lower_}"


def _names_prep(predicate: str) -> bool:
    """Whether a predicate names the preposition of its other side: "fled_from", "protested_against"."""
    return predicate.rpartition("_")[2] in PREPS


def _is_beside_side(row: Row, s: Statement) -> bool:
    """Whether a row's object is no side, but what is done to one that a preposition names: "fired | tear gas | at"."""
    thing = row.object
    if thing is None or thing in s.reading.light or thing.dep_ != "dobj" or thing.head != s.trigger:
        return False
    names_side = s.reading.known and s.reading.predicate.rpartition("_")[2] in TO_A_SIDE
    return names_side and ("recipient", thing) not in s.reading.participants


def _own_name(s: Statement, prep: Token, row: Row) -> str:
    """The lemma of a verb without a sense, with the row's own preposition: "dig_for" beside "dig_with"."""
    verb, _, first = s.reading.predicate.rpartition("_")
    if not verb or prep.dep_ != "prep" or s.trigger not in (prep.head, prep.head.head):
        return s.reading.predicate
    words, named = row.text.lower().split(), {child.lower_ for child in s.trigger.children if child.dep_ == "prep"}
    if first not in named or prep.lower_ not in words:
        return s.reading.predicate
    last = len(words) - words[::-1].index(prep.lower_) - 1  # "remain in Mali in"
    return "_".join((verb, *words[last:]))
