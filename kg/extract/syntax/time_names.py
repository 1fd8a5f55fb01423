"""Which words of a time expression are one time: "Tuesday, May 7, 2015" is a day of the week, a date and a year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.syntax.labels import TIME
from kg.extract.syntax.timewords import is_time, weekdays
from kg.extract.syntax.tree import Span, Token

YEAR = re.compile(r"(?:1[89]|20)\d\d")
YEAR_PREPS = frozenset(("in", "from", "to", "since", "until", "by", "between", "of", "during"))
RANGE = frozenset(("to", "through", "until", "-", "–"))


def is_year(token: Token) -> bool:
    """Whether a bare number is a year: "from 1980 to 2012"."""
    return token.dep_ == "pobj" and token.head.lower_ in YEAR_PREPS and YEAR.fullmatch(token.text) is not None


def time_tokens(token: Token) -> tuple[int, int] | None:
    """The tokens of the time whose head the word is; None where it is no head."""
    ent = token.ent
    if ent is None or ent.label_ not in TIME:
        return _without_ent(token)
    if YEAR.fullmatch(token.text) and token.i > ent.start and token.nbor(-1).text == ",":
        return token.i, token.i + 1
    piece = next((each for each in _pieces(ent) if each[0] <= token.i < each[1]), None)
    return piece if piece is not None and token == token.doc[slice(*piece)].root else None


def _without_ent(token: Token) -> tuple[int, int] | None:
    if token.i and is_time(token.nbor(-1)) and token.nbor(-1).head == token:
        return None
    return token.i - 1 if token.i and token.nbor(-1).text[0].isdigit() else token.i, token.i + 1  # "5th September"


def _pieces(ent: Span) -> Iterator[tuple[int, int]]:
    """The times that one expression lists; what joins two of them is part of none."""
    start = ent.start
    for token in ent:
        weekday = token.text == "," and token.i == start + 1 and token.nbor(-1).lower_ in weekdays()
        joins = token.lower_ in RANGE and bool(token.whitespace_)  # not the marks of "10-year-old"
        if start < token.i < ent.end - 1 and (weekday or joins):
            yield start, token.i
            start = token.i + 1
    yield start, ent.end
