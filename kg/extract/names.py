"""Where a name begins and ends, and which capitalised words are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.labels import NOMINAL
from kg.extract.timewords import is_person_word, is_time
from kg.ontology import Ontology, ontology

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NAME_PARTICLES = frozenset("de da del della di du la le van von der den bin ibn al el ben abu af ter ten dos".split())


def is_name_like(token: Token) -> bool:
    """Whether the word is a name: a proper noun, or a capitalised modifier that the model takes for an adjective."""
    if token.pos_ == "PROPN":
        return True
    if token.pos_ not in ("ADJ", "NOUN", "X") or token.dep_ not in ("amod", "compound", "nmod"):
        return False
    if token.is_sent_start and not any(word.pos_ == "PROPN" and word.text == token.text for word in token.doc):
        return False
    known = ontology()
    plain = token.text.isalpha() and token.text[0].isupper() and not token.text.isupper()
    listed = (
        known.countries.demonym(token.text) or known.titles.get(token.lower_) or token.ent_type_ in ("NORP", "DATE")
    )
    return plain and not listed and len(token) > 3


def inside_longer_name(token: Token) -> bool:
    """Whether the word stands behind "of" in a body's name: "Health" in "Ministry of Health"."""
    ent = next((e for e in token.doc.ents if e.start <= token.i < e.end), None)
    if ent is None or ent.label_ not in ("ORG", "FAC", "WORK_OF_ART", "LAW", "EVENT"):
        return False
    return ent.root.i < token.i and ent.root.pos_ in NOMINAL and token.dep_ == "pobj" and ent.root.i >= ent.start


def is_a_role(token: Token, known: Ontology) -> bool:
    """Whether a capitalised word is an office or rank without a name: "the U.S. President"."""
    if token.i and token.doc[token.i - 1].text == "(":
        return False  # an abbreviation
    row = known.titles.get(token.lower_)
    if row is not None and row.kind in ("office", "rank"):
        return True
    return token.lemma_.lower() in known.offices


def inside_a_name(token: Token) -> bool:
    """Whether the word is no head: a first name, or the country in "U.S. mission"."""
    return (
        token.dep_ in ("compound", "nmod", "amod", "npadvmod", "nounmod")
        and token.head.pos_ in NOMINAL
        and token.head.i > token.i
    )


def joined_to_head(token: Token) -> bool:
    """Whether the modifier and the noun it modifies make one name (Donald + Trump; Afghan + Taliban do not)."""
    head = token.head
    if is_person_word(token) or is_person_word(head):
        return True
    ent = next((e for e in token.doc.ents if e.start <= token.i < e.end), None)
    if ent is not None and ent.start <= head.i < ent.end:
        return not _is_country_adjective(token)
    if ent is not None and ent.root.i == token.i and ent.label_ in ("GPE", "NORP", "ORG"):
        return False
    if _is_country_adjective(token):
        return False
    titles = ontology().titles
    between = token.doc[token.i + 1 : head.i]
    words = [w for w in (*between, head) if w.lower_ not in titles]
    return (
        head.pos_ == "PROPN"
        and all(w.pos_ in ("PROPN",) or w.is_punct for w in between)
        and len(words) > 0
        and (
            head.text[0].isupper()
            and not any(w.ent_type_ and w.ent_type_ != token.ent_type_ and token.ent_type_ for w in words)
        )
    )


def _is_country_adjective(token: Token) -> bool:
    countries = ontology().countries
    return countries.demonym(token.text) is not None or (
        countries.country(token.text) is not None and token.dep_ in ("compound", "nmod", "amod")
    )


def name_run(token: Token) -> tuple[int, int]:
    """First and last-but-one token of the run of name words that ends in this one."""
    doc, start = token.doc, token.i
    ent = next(
        (e for e in doc.ents if e.start <= token.i < e.end and e.label_ not in ("DATE", "TIME", "CARDINAL")), None
    )
    while start > 0 and _extends(doc[start - 1], token, start) and not is_time(doc[start - 1]):
        start -= 1
    end = token.i + 1
    if ent is not None and ent.root.i == token.i:
        start = min(start, ent.start)
        end = max(end, ent.end)
    while (
        end < len(doc) and doc[end].pos_ == "PROPN" and doc[end].dep_ in ("flat", "npadvmod") and doc[end].head == token
    ):
        end += 1
    return _trim(doc, start, end)


def _extends(before: Token, head: Token, start: int) -> bool:
    if before.is_sent_start and before.pos_ == "DET":
        return False
    if before.pos_ == "PROPN" and before.dep_ in ("compound", "nmod", "amod", "flat") and head.left_edge.i <= before.i:
        return True
    if before.lower_ in NAME_PARTICLES and before.i > 0 and before.dep_ in ("compound", "nmod", "det"):
        return True
    return (
        before.text in ("-", "&")
        and start - 2 >= 0
        and before.doc[start - 2].pos_ == "PROPN"
        and head.left_edge.i <= before.i
    )


def _trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    while start < end - 1 and (doc[start].is_punct or doc[start].is_space or doc[start].pos_ == "DET"):
        start += 1
    bracket = next((i for i in range(start + 1, end) if doc[i].text == "("), end)
    end = min(end, bracket)
    while end - 1 > start and (doc[end - 1].is_punct or doc[end - 1].is_space or doc[end - 1].tag_ == "POS"):
        end -= 1
    return start, end
