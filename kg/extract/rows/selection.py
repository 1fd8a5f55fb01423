"""Which rows of an act are triples: those that join two sides. What else is said of it are phrases on its triple."""

from __future__ import annotations

from collections.abc import Container

from kg.extract.annotated import Annotated
from kg.extract.events.sides import SIDES
from kg.extract.rows.statement import Row, Statement
from kg.extract.syntax.labels import is_verb
from kg.extract.syntax.timewords import is_time
from kg.extract.syntax.tree import Token
from kg.extract.syntax.verbs import is_infinitive
from kg.extract.wording import argument_tokens
from kg.model import EventKind

TITLE, NOUN, MAIN = "office:title", "nominal", "clause"
"""Rules: of an office before a name, of an act that a noun tells, of the verb of a main clause."""
NAMING = "known_as"
"""What the predicate of another name is called."""


def is_told_by_event(row: Row, kind: EventKind, s: Statement, happenings: Container[int]) -> bool:
    """Whether a row says no more than an event or another triple does: a title, a noun's one side, a report.

    What is reported is a triple itself, with who says so. In a main clause a report stays one, unless it is of one of
    the `happenings`: the words that tell an event of a kind.
    """
    if row.object is None:
        return s.rule == NOUN or (kind == "OTHER" and s.is_event and not _is_main(s) and not _has_object(s))
    if s.rule == NOUN:
        return kind == "OTHER" or is_infinitive(row.object)
    return s.rule == TITLE or (_reports(row) and (not _is_main(s) or row.object.i in happenings))


def is_phrase(row: Row, kind: EventKind, s: Statement, annotated: Annotated) -> bool:
    """Whether a further phrase on an act is no side of it, but says when, where, how or with what.

    In a main clause one that is no time is a triple all the same beside no direct object, and where it names a side; a
    place that stands within the object's own words is not.
    """
    if not row.adjunct or row.object is None or not is_verb(s.trigger):
        return False
    if s.reading.predicate == NAMING or _reports(row):
        return False
    if kind != "OTHER":
        return not _is_main(s) and annotated.type_of(row.object) not in SIDES
    if is_time(row.object) or not _is_main(s):
        return True
    told = [other.object for other in s.rows if not other.adjunct and other.object is not None]
    if annotated.type_of(row.object) == "Place" and any(
        row.object.i in range(*_words(noun, annotated)) for noun in told
    ):
        return True
    return any(noun.dep_ != "pobj" for noun in told) and not _names_side(row.object, annotated)


def _reports(row: Row) -> bool:
    """Whether a row joins a report to the verb of what it says."""
    return row.adjunct and row.anchor is None and row.object is not None and is_verb(row.object)


def _is_main(s: Statement) -> bool:
    return s.rule.partition(":")[0] == MAIN


def _has_object(s: Statement) -> bool:
    return any(row.object is not None for row in s.rows)


def _names_side(noun: Token, annotated: Annotated) -> bool:
    """Whether the noun is a side, or has one's name among its words."""
    if annotated.type_of(noun) in SIDES:
        return True
    words = map(annotated.found.get, range(*_words(noun, annotated)))
    return any(each is not None and each.kind == "name" and annotated.types.get(each.head) in SIDES for each in words)


def _words(noun: Token, annotated: Annotated) -> tuple[int, int]:
    return argument_tokens(noun, annotated.mention_at(noun))
