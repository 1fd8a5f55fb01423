"""Titles, offices and descriptions before a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.name_types import FACILITY_HEADS, ORG_HEADS
from kg.ontology import Ontology

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def strip_titles(doc: Doc, start: int, head: int, known: Ontology) -> tuple[int, str]:
    """Where the name itself begins, behind titles, offices and what belongs to them; and the title."""
    if doc[head].lower_ in ORG_HEADS | FACILITY_HEADS:
        return start, ""  # "Justice Ministry", "American Airlines"
    title, name_start = "", start
    for i in range(start, head):
        word = doc[i]
        if word.ent_type_ == "PERSON" and word.ent_iob_ == "I":
            continue  # "Tariq Shah Bahrami": a title's word inside a name is the name's
        for size in (4, 3, 2, 1):
            words = doc[i : min(i + size, head)].text.casefold()
            if words in known.titles and i + size <= head:
                name_start, title = max(name_start, i + size), words
                break
        else:
            if (known.offices.get(word.lemma_.lower()) and word.ent_type_ != "ORG") or _is_person_noun(word, known):
                name_start, title = i + 1, word.lemma_.lower()
    if (
        name_start > start
        or known.countries.demonym(doc[start].text) is None
        or _keeps_demonym(doc, start, head, known)
    ):
        return name_start, title
    return (start + 1 if start < head else start), title


def _keeps_demonym(doc: Doc, start: int, head: int, known: Ontology) -> bool:
    """Whether the nationality is part of the name: "Saudi Arabia", "American Airlines"; not "Afghan Taliban"."""
    return known.countries.country(doc[start : head + 1].text) is not None or doc[head].lower_ in ORG_HEADS


def _is_person_noun(word: Token, known: Ontology) -> bool:
    agent = known.agents.get(word.lemma_.lower())
    return agent is not None and agent.type == "Person" and word.text[0].islower()


def description_before(token: Token, start: int, known: Ontology) -> str:
    """The common noun for a person right before a name: "novelist" of "novelist Teresa Vidal"."""
    before = token.doc[start - 1] if start else None
    if (
        before is None
        or before.pos_ != "NOUN"
        or before.dep_ not in ("compound", "nmod", "amod")
        or before.head != token
    ):
        return ""
    agent = known.agents.get(before.lemma_.lower())
    return (
        before.lemma_.lower()
        if (agent is not None and agent.type == "Person") or before.lemma_.lower() in known.offices
        else ""
    )
