"""Titles, offices and descriptions before a name."""

from __future__ import annotations

from kg.extract.syntax.labels import is_modifier, word_before
from kg.extract.syntax.tree import Doc, Token
from kg.ontology import ontology, word_set

LONGEST = 4
"""Words of the longest title."""


def is_person_noun(lemma: str) -> bool:
    """Whether the noun is one for a person."""
    return ontology().agent_type(lemma) == "Person"


def strip_titles(doc: Doc, start: int, head: int) -> tuple[int, str]:
    """Where the name itself begins, behind titles, offices and what belongs to them; and the title."""
    name = doc.tokens[head].lower_.rstrip(".")
    if name in word_set("body heads") or name in word_set("facility heads"):
        return start, ""  # "Justice Ministry", "American Airlines"
    title, name_start = "", start
    for index in range(start, head):
        if index < name_start and title:
            continue  # the "President" of "Vice President"
        if _inside_person(doc.tokens[index]) or _owns(doc.tokens[index]):
            continue  # "Tariq Shah Bahrami": a title's word inside a name is the name's
        if (found := _title_at(doc, index, head)) is not None:
            end, title = found
            name_start = max(name_start, end)
    if name_start == start and start < head and _has_loose_demonym(doc, start, head):
        name_start = start + 1
    return name_start, title


def _owns(word: Token) -> bool:
    """Whether the word is an owner: "King" of "the King's Arms"."""
    return any(child.dep_ == "case" for child in word.rights)


def _inside_person(word: Token) -> bool:
    return word.ent_type_ == "PERSON" and word.ent_iob_ == "I"


def _title_at(doc: Doc, start: int, head: int) -> tuple[int, str] | None:
    """Where the title that begins here ends, and the title; one word may be an office or a noun for a person."""
    for size in range(min(LONGEST, head - start), 0, -1):
        words = doc.words(start, start + size).casefold()
        if words in ontology().titles:
            return start + size, words
    word = doc[start]
    if word.text in word_set("ranks in capitals") and _may_be_a_surname(doc[start + 1]):
        return start + 1, "constable"
    lemma = word.lemma
    office = lemma in ontology().offices and word.ent_type_ != "ORG"
    return (start + 1, lemma) if office or (is_person_noun(lemma) and word.text[0].islower()) else None


def _may_be_a_surname(word: Token) -> bool:
    """Whether the word behind a rank may name its holder: "DI Orrock", not "PC World"."""
    return not word.text.isupper() and word.lower_ not in word_set("common words in names")


def _has_loose_demonym(doc: Doc, start: int, head: int) -> bool:
    """Whether the name has a nationality before it: "Afghan Taliban"; not "Saudi Arabia", "American Airlines"."""
    countries, last = ontology().countries, doc[head].lower_
    if countries.demonym(doc[start].text) is None or last in word_set("body heads"):
        return False
    if head == start + 1 and last in word_set("broadcasters", "company heads"):
        return False  # "Czech Radio": a kind alone is no name
    name = doc.words(start, head + 1)
    return countries.country(name) is None and ontology().known.place(name) is None


def description_before(token: Token, start: int) -> str:
    """The common noun for a person right before a name: "novelist" of "novelist Teresa Vidal"."""
    before = word_before(token.doc.tokens[start])
    if before is None or before.pos_ != "NOUN" or not is_modifier(before) or before.head != token:
        return ""
    lemma = before.lemma
    return lemma if is_person_noun(lemma) or lemma in ontology().offices else ""
