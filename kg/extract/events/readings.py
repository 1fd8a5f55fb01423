"""The acts of a doc's verbs, each in the sense that it has here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kg.extract.annotated import Annotated
from kg.extract.events.addressees import with_addressees
from kg.extract.events.senses import read_verb
from kg.extract.events.sides import Reading
from kg.extract.syntax.clauses import Act, verb_acts


@dataclass(frozen=True, slots=True)
class ReadDoc:
    """A doc with its acts and their readings by the index of the verb, and the day it was published.

    `light` are the nouns that are part of a verb's sense: they tell no act of their own.
    """

    annotated: Annotated
    published: date | None
    acts: Mapping[int, Act]
    readings: Mapping[int, Reading]
    light: frozenset[int]


def read_acts(annotated: Annotated, published: date | None) -> ReadDoc:
    """The doc with the acts of its verbs, each read beside the others."""
    acts = {act.token.i: act for act in verb_acts(annotated.doc)}
    alone = {index: read_verb(act, annotated.type_of) for index, act in acts.items()}
    readings = {index: with_addressees(act, acts, alone, annotated) for index, act in acts.items()}
    light = frozenset(noun.i for reading in readings.values() for noun in reading.light)
    return ReadDoc(annotated, published, acts, readings, light)
