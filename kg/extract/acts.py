"""Every statement of a doc: what its verbs and event nouns tell, and what somebody is."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from kg.extract.annotated import Annotated
from kg.extract.events.belonging import belongings
from kg.extract.events.offices import office_links
from kg.extract.events.readings import read_acts
from kg.extract.rows.appositions import appositions
from kg.extract.rows.nominal import noun_statements
from kg.extract.rows.standing import apposition_statement, belonging_statement, office_statement
from kg.extract.rows.statement import Statement
from kg.extract.rows.verbal import verb_statements
from kg.extract.syntax.labels import COPULAS


def statements(annotated: Annotated, published: date | None) -> list[Statement]:
    """Every statement of the doc, in order of its triggers; a governing act stands before what it governs."""
    read = read_acts(annotated, published)
    found = [*verb_statements(read), *noun_statements(read)]
    triggers = {statement.trigger.i for statement in found}
    offices = [link for link in office_links(annotated.doc) if link.office.i not in triggers]
    told = {link.verb.i for link in offices if link.verb is not None and link.verb.lemma in COPULAS}
    found = [_beside_office(statement) if statement.trigger.i in told else statement for statement in found]
    found += (office_statement(link, read) for link in offices)
    found += (apposition_statement(name, other, annotated) for name, other in appositions(annotated, read.light))
    holders = {link.office.i for link in offices}
    members = (link for link in belongings(annotated.doc, annotated.type_of) if link.member.i not in holders)
    found += (belonging_statement(link, annotated) for link in members)
    return sorted(found, key=lambda statement: statement.trigger.i)


def _beside_office(statement: Statement) -> Statement:
    """The statement of a copula whose office is told by itself: what its rows say is said there too."""
    return replace(statement, rows=tuple(replace(row, adjunct=True) for row in statement.rows))
