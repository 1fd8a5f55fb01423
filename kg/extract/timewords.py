"""Words that tell the time, and people who are called June or Friday."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.ontology import ontology

if TYPE_CHECKING:
    from spacy.tokens import Token

MONTHS = frozenset("january february march april may june july august september october november december".split())


WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())


def is_time(token: Token) -> bool:
    """Whether the word is part of a time expression, and not a person called June or Friday."""
    if is_person_word(token):
        return False
    return (
        token.ent_type_ in ("DATE", "TIME")
        or token.lower_ in WEEKDAYS
        or (
            token.lower_ in MONTHS and token.text[0].isupper() and token.ent_type_ != "PERSON" and token.lower_ != "may"
        )
    )


def is_person_word(token: Token) -> bool:
    """A month or weekday that stands in a name: beside a capitalised name word, or after a title."""
    if token.lower_ not in MONTHS | WEEKDAYS or not token.text[0].isupper():
        return False
    before = token.doc[token.i - 1] if token.i else None
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if after is not None and after.lower_ in ontology().titles:
        return False
    if after is not None and after.pos_ == "PROPN" and after.lower_ not in MONTHS | WEEKDAYS and after.dep_ != "appos":
        return token.dep_ == "compound" and not after.like_num
    return (
        before is not None
        and before.pos_ == "PROPN"
        and before.is_alpha
        and before.dep_ == "compound"
        and before.head == token
        and (before.lower_ not in MONTHS | WEEKDAYS)
    )
