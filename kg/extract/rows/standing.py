"""What somebody is, without an act: who holds an office, who belongs to a body, what a name is."""

from __future__ import annotations

from msgspec.structs import replace

from kg.extract.annotated import Annotated
from kg.extract.events.belonging import Belonging
from kg.extract.events.offices import OfficeLink
from kg.extract.events.readings import ReadDoc
from kg.extract.events.sides import Reading, Side
from kg.extract.events.timing import time_of
from kg.extract.rows import certainty
from kg.extract.rows.statement import Row, Statement
from kg.extract.status.context import PLAIN, context_of
from kg.extract.syntax.phrases import left_edge
from kg.extract.syntax.tree import Token
from kg.extract.wording import predicate_text
from kg.ontology import ontology


def office_statement(link: OfficeLink, read: ReadDoc) -> Statement:
    """The statement that somebody holds an office, from the day it is taken; until when, no sentence says."""
    annotated, reading = read.annotated, _link(link.predicate, link.holder, link.body)
    when = time_of(link.verb, read.published) if link.verb is not None else None
    return Statement(
        trigger=link.office,
        reading=reading,
        context=context_of(link.verb, annotated.quotes) if link.verb is not None else PLAIN,
        rows=(Row(link.holder, f"{_holds(link, read)} {link.prep}", link.body),),
        date=replace(when, to=None) if when is not None and when.from_ else when,
        is_event=True,
        confidence=certainty.of_clause(link.office, link.rule, reading, PLAIN, annotated.spans),
        rule=link.rule,
    )


def _link(predicate: str, holder: Token, body: Token) -> Reading:
    sides: tuple[Side, ...] = (("actor", holder), ("organization", body))
    return Reading(predicate, ontology().kind(predicate), (), sides, True)


def _holds(link: OfficeLink, read: ReadDoc) -> str:
    """The predicate as worded: what the holder is or does to be it: "served as the first mayor", "is former mayor"."""
    act = read.acts.get(link.verb.i) if link.verb is not None else None
    if act is None or link.holder not in (act.patients if act.passive else act.subjects) or link.is_before:
        return f"is {link.title}"
    text = predicate_text(act, "as" if link.office.head.lower_ == "as" else "")
    return f"{text} {link.office.doc.words(left_edge(link.office), link.office.i + 1)}"


def belonging_statement(link: Belonging, annotated: Annotated) -> Statement:
    """The statement that somebody is one of a body."""
    reading = _link(link.predicate, link.member, link.body)
    return Statement(
        trigger=link.member,
        reading=reading,
        rows=(Row(link.member, link.wording, link.body, adjunct=True),),
        is_event=True,
        confidence=certainty.of_clause(link.member, "apposition", reading, PLAIN, annotated.spans),
        rule="belonging",
    )


def apposition_statement(name: Token, other: Token, annotated: Annotated) -> Statement:
    """The statement of what a name is."""
    reading = Reading("be", "OTHER", (), (), True)
    return Statement(
        trigger=name,
        reading=reading,
        rows=(Row(name, "is", other, adjunct=True),),
        is_event=False,
        confidence=certainty.of_clause(name, "apposition", reading, PLAIN, annotated.spans),
        rule="apposition",
    )
