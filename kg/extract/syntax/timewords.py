"""Words that tell the time, and people who are called June or Friday."""

from __future__ import annotations

from functools import cache

from kg.extract.syntax.labels import TIME, word_after, word_before
from kg.extract.syntax.tree import Token
from kg.extract.values.days import names_of
from kg.ontology import ontology

MIDDLE = "mid-"


@cache
def _calendar(*tables: str) -> frozenset[str]:
    """The months or the weekdays, in full, or both."""
    return frozenset(word for table in tables for row in names_of(table) for word in row.words)


@cache
def _dated_words() -> frozenset[str]:
    """The names of months and weekdays, alone and behind "mid-"."""
    names = _calendar("month", "weekday")
    return names | {MIDDLE + name for name in names}


def weekdays() -> frozenset[str]:
    """The names of the days of the week, lower case."""
    return _calendar("weekday")


def is_time(token: Token) -> bool:
    """Whether the word is part of a time expression, and not a person called June or Friday."""
    told = token.ent_type_ in TIME
    if token.lower_ not in _dated_words():
        return told
    return (told or token.lower_ in weekdays() or _is_month(token)) and not is_person_word(token)


def _is_month(token: Token) -> bool:
    if token.lower_.startswith(MIDDLE):
        return True
    return token.lower_ != "may" and token.text[0].isupper() and token.ent_type_ not in ("PERSON", "ORG")


def is_person_word(token: Token) -> bool:
    """A month or weekday that stands in a name: beside a capitalised name word, or after a title."""
    if not in_calendar(token) or not token.text[0].isupper():
        return False
    before, after = word_before(token), word_after(token)
    if after is not None and after.lower_ in ontology().titles:
        return False
    if after is not None and after.pos_ == "PROPN" and not in_calendar(after) and after.dep_ != "appos":
        return token.dep_ == "compound" and not after.like_num
    return before is not None and _is_first_name_of(before, token)


def in_calendar(token: Token) -> bool:
    """Whether the word is the name of a month or a day of the week."""
    return token.lower_ in _dated_words()


def _is_first_name_of(word: Token, name: Token) -> bool:
    modifies = word.dep_ == "compound" and word.head == name
    return modifies and word.pos_ == "PROPN" and word.is_alpha and not in_calendar(word)
