"""Abbreviations and the names they stand for: "the League of Tarn and the Coast (LTC)"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.syntax.tree import Doc, Token

LETTERS = range(2, 8)
ACRONYM = range(2, 7)
"""How many letters an acronym has."""
SMALL = frozenset(("of", "and", "the", "for", "in", "on", "to", "&", "-", "/"))
"""Words of a name that an abbreviation may leave out."""


def in_brackets(doc: Doc) -> Iterator[Token]:
    """The words right behind a bracket that opens."""
    yield from (doc.tokens[mark.i + 1] for mark in doc.tokens[:-1] if mark.text == "(")


def long_form(abbreviation: Token) -> tuple[int, int] | None:
    """First and last-but-one token of the words before the bracket whose first letters the abbreviation is made of."""
    bracket = abbreviation.i - 1
    if len(abbreviation.text) not in LETTERS or bracket < 1 or abbreviation.doc.tokens[bracket].text != "(":
        return None
    letters = [letter for letter in abbreviation.text if letter.isalpha()]
    start = bracket
    while letters and start > abbreviation.sent.start:
        start -= 1
        word = abbreviation.doc[start]
        if word.text[0] == letters[-1]:
            letters.pop()
        elif word.lower_ not in SMALL:
            return None
    return (start, bracket) if not letters and abbreviation.text[:2].isupper() else None


def long_head(abbreviation: Token) -> Token | None:
    """The head of the words that the abbreviation stands for."""
    form = long_form(abbreviation)
    return abbreviation.doc[slice(*form)].root if form is not None else None


def is_acronym(short: str, full: str) -> bool:
    """Whether `short` is made of the initials of `full`: AP of Associated Press, WSJ of The Wall Street Journal."""
    letters = short.replace(".", "").replace(" ", "") if short.isupper() else ""
    if len(letters) not in ACRONYM:
        return False
    words = [word for word in full.replace("-", " ").split() if word[:1].isalpha()]
    initials = "".join(word[0] for word in words if word[0].isupper()).upper()
    return letters == initials or letters == initials.removeprefix("T")
