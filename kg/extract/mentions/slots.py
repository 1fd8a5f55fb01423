"""What the word beside a name tells of its type: "near Tarn", "Tarn was shelled", "Brandel's widow"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.syntax.labels import is_modifier, word_after, word_before
from kg.extract.syntax.tree import Token
from kg.ontology import NameSlot, ontology

VERB_SLOTS = {"nsubj": "subject", "nsubjpass": "passive", "dobj": "object"}


def slots_of(name: Token, start: int) -> Iterator[NameSlot]:
    """The rows for the slots that a name fills whose first word is at `start`, of a list the slot of its first."""
    slots = ontology().name_slots
    before = name.doc.tokens[start - 1] if start else None
    keys = (*(_called(before) if before is not None else ()), _place(name))
    yield from (row for key in keys if key is not None and (row := slots.get(key)) is not None)


def _called(before: Token) -> Iterator[tuple[str, str]]:
    """The noun before a name that says what it is: "| tanker |" of "the tanker Marigold"."""
    if before.text.islower() and before.is_alpha:
        yield "called", before.lower_


def _place(name: Token) -> tuple[str, str] | None:
    head = name.head
    if is_modifier(name):
        behind = word_after(name)
        return ("before", behind.lemma) if behind is not None else None
    while name.dep_ == "conj" and head is not name:
        name, head = head, head.head
    if (where := VERB_SLOTS.get(name.dep_)) is not None:
        return where, head.lemma
    if name.dep_ == "poss":
        return "owner", head.lemma
    if name.dep_ != "pobj":
        return None
    before = word_before(head)
    keys = ("behind", f"{head.head.lemma} {head.lower_}"), ("behind", f"{before.lemma if before else ''} {head.lower_}")
    return next((key for key in keys if key in ontology().name_slots), ("behind", head.lower_))
