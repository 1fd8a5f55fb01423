"""Pronouns that stand for somebody or something."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from spacy.tokens import Token

Gender = Literal["", "male", "female"]


PERSONAL = {
    "he": "male", "him": "male", "his": "male", "himself": "male",
    "she": "female", "her": "female", "hers": "female", "herself": "female",
}  # fmt: skip


FIRST = frozenset(("i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"))


REFERRING = frozenset(
    (*PERSONAL, "it", "its", "itself", "they", "them", "their", "theirs", "themselves", *FIRST, "who")
)


def is_dummy(token: Token) -> bool:
    """Whether "it" refers to nothing: "it is unlikely that", "it emerged that"."""
    if token.dep_ == "expl":
        return True
    verb = token.head
    if verb.lemma_ in ("be", "seem", "appear", "emerge", "remain", "become", "take") and token.dep_ == "nsubj":
        parts = {child.dep_ for child in verb.children}
        return "ccomp" in parts or "xcomp" in parts or ("acomp" in parts and _acomp_clause(verb)) or "attr" in parts
    return False


def _acomp_clause(verb: Token) -> bool:
    return any(c.dep_ in ("ccomp", "xcomp") for child in verb.children if child.dep_ == "acomp" for c in child.children)
