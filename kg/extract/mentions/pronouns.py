"""Pronouns that stand for somebody or something."""

from __future__ import annotations

from typing import Literal

from kg.extract.syntax.tree import Token
from kg.ontology import word_set

Gender = Literal["", "male", "female"]
GENDERS: dict[str, Gender] = {
    "he": "male", "him": "male", "his": "male", "himself": "male",
    "she": "female", "her": "female", "hers": "female", "herself": "female",
}  # fmt: skip
SINGULAR_FIRST = frozenset(("i", "me", "my", "mine", "myself"))
PLURAL_FIRST = frozenset(("we", "us", "our", "ours", "ourselves"))
FIRST = SINGULAR_FIRST | PLURAL_FIRST
NEUTER = frozenset(("it", "its", "itself"))
SINGULAR_THIRD = frozenset(("he", "she", "it"))
PLURAL_THIRD = frozenset(("they", "them", "their", "theirs", "themselves"))
IMPERSONAL = NEUTER | PLURAL_THIRD
"""Those that a thing may have."""
REFERRING = FIRST | NEUTER | PLURAL_THIRD | GENDERS.keys()
PLURAL = PLURAL_THIRD | (PLURAL_FIRST - {"ourselves"})
PERSONAL = GENDERS.keys() | (SINGULAR_FIRST - {"mine"})


def refers(token: Token) -> bool:
    """Whether a pronoun stands for somebody or something that has a name elsewhere."""
    return token.lower_ in REFERRING and not (token.lower_ == "it" and _is_dummy(token))


def _is_dummy(token: Token) -> bool:
    """Whether "it" stands for nobody and nothing: "it is unlikely that", "it emerged that", "Tarn denies it"."""
    if token.dep_ == "expl":
        return True
    if token.dep_ == "dobj" and token.head.lemma in word_set("verbs of what was said"):
        return True
    verb = token.head
    if token.dep_ == "nsubj" and verb.lemma in word_set("what a matter does"):
        return True
    if token.dep_ == "nsubj" and verb.lemma == "be" and any(map(_is_comparison, verb.rights)):
        return True
    if token.dep_ != "nsubj" or verb.lemma not in word_set("dummy-it verbs"):
        return False
    parts = {child.dep_ for child in verb.children}
    return bool(parts & {"ccomp", "xcomp", "attr"}) or _has_adjective_with_clause(verb)


def _is_comparison(like: Token) -> bool:
    """Whether "like" begins what something was like to do: "it was | like | shouting at a wall"."""
    return like.lower_ == "like" and any(child.dep_ == "pcomp" for child in like.rights)


def _has_adjective_with_clause(verb: Token) -> bool:
    adjectives = [child for child in verb.children if child.dep_ == "acomp"]
    impersonal = [each for each in adjectives if each.lower_ not in word_set("adjectives of will")]
    return any(child.dep_ in ("ccomp", "xcomp") for adjective in impersonal for child in adjective.children)
