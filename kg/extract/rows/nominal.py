"""What the nouns of a doc state that tell an act: "the visit of", "a demand that"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from msgspec.structs import replace

from kg.extract.events.event_nouns import may_tell_act, read_governed, read_noun
from kg.extract.events.places import place_of_noun
from kg.extract.events.readings import ReadDoc
from kg.extract.events.sides import SIDES, Reading, Side, TypeOf
from kg.extract.events.timing import is_after, time_of
from kg.extract.rows import certainty
from kg.extract.rows.statement import Row, Statement
from kg.extract.status.context import context_of, is_governed
from kg.extract.syntax.labels import SUBJECT, is_modifier, is_verb
from kg.extract.syntax.tree import Token
from kg.extract.values.days import Tense
from kg.model import Dating, EventKind, Role
from kg.ontology import ontology

HAPPENED = frozenset(("actual", "claimed", "denied"))
CLAUSE_ROLES: Mapping[EventKind, Role] = {"REQUEST": "object", "ACCUSE": "recipient"}
"""What the subject of a noun's clause is to the noun's act: what a demand is about, whom a charge is made against."""


def noun_statements(read: ReadDoc) -> Iterator[Statement]:
    """What the event nouns state that are no part of a verb's sense."""
    type_of = read.annotated.type_of
    for token in read.annotated.doc:
        if token.pos_ == "NOUN" and token.i not in read.light and _stands_alone(token, type_of):
            reading = read_noun(token, type_of)
            if reading is None and may_tell_act(token) and is_governed(token):
                reading = read_governed(token)
            if reading is not None and reading.participants:
                yield _statement(token, reading, read)


def _stands_alone(token: Token, type_of: TypeOf) -> bool:
    return not is_modifier(token) and type_of(token) == "Thing"


def _statement(token: Token, reading: Reading, read: ReadDoc) -> Statement:
    annotated, when = read.annotated, _time(token, read.published)
    context = context_of(token, annotated.quotes, is_after(when, read.published))
    return Statement(
        trigger=token,
        reading=_with_subject_of_clause(reading, token, read),
        context=context,
        rows=tuple(row for row in _rows(reading, token) if _tells_side(row, annotated.type_of)),
        content=_clauses_of(token),
        date=_time(token, read.published, "past") if context.status in HAPPENED else when,
        place=place_of_noun(token, annotated.type_of),
        is_event=True,
        confidence=certainty.of_clause(token, "nominal", reading, context, annotated.spans),
        rule="nominal",
    )


def _time(token: Token, published: date | None, tense: Tense | None = None) -> Dating | None:
    """The noun's own time, else that of the verb whose subject or object it is."""
    own = time_of(token, published, tense=tense)
    fills_slot = token.dep_ in SUBJECT | {"dobj"} and is_verb(token.head)
    return own or (time_of(token.head, published) if fills_slot else None)


def _with_subject_of_clause(reading: Reading, noun: Token, read: ReadDoc) -> Reading:
    """The reading, with who must act or is said to have acted: "the demand that Israel leave"."""
    if reading.kind not in CLAUSE_ROLES or any(role != "actor" for role, _ in reading.participants):
        return reading
    subjects = [s for verb in _clauses_of(noun) if verb.i in read.acts for s in read.acts[verb.i].subjects]
    role = CLAUSE_ROLES[reading.kind]
    told: list[Side] = [(role, side) for side in subjects if read.annotated.type_of(side) in SIDES]
    return replace(reading, participants=(*reading.participants, *told))


def _clauses_of(noun: Token) -> tuple[Token, ...]:
    """The verbs of the clauses that say what the noun is about; not "a loan backed by profits"."""
    clauses = (child for child in noun.children if child.dep_ in ("acl", "ccomp") and child.pos_ == "VERB")
    return tuple(clause for clause in clauses if clause.dep_ == "ccomp" or clause.tag_ != "VBN")


def _rows(reading: Reading, token: Token) -> Iterator[Row]:
    actors: list[Token | None] = [noun for role, noun in reading.participants if role == "actor"]
    others: list[Token | None] = [noun for role, noun in reading.participants if role != "actor"]
    clauses = [verb for verb in _clauses_of(token) if verb.tag_ != "VBG" or verb.dep_ != "acl"]
    others = others or list(clauses[:1])  # "the demand that they leave"
    known = ontology().predicates.get(reading.predicate)
    if known is not None and known.symmetric and not others and len(actors) > 1:
        actors, others = actors[:1], actors[1:]
    for actor in actors or [None]:
        for other in others or [None]:
            if actor is not None or other is not None:
                yield Row(actor, token.text, other)


def _tells_side(row: Row, type_of: TypeOf) -> bool:
    """Whether the row of a noun says more than a thing's own noun: not "price | rise | –"."""
    return row.object is not None or (row.subject is not None and type_of(row.subject) != "Thing")
