"""Infinitives behind an object that tell what the subject is up to."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.mending.rule import rule
from kg.extract.syntax.labels import is_verb, word_before
from kg.extract.syntax.subjects import is_own_purpose
from kg.extract.syntax.tree import Move, Token
from kg.extract.syntax.verbs import is_infinitive, is_passive
from kg.ontology import word_set


@rule("xcomp")
def subjects_purpose(verb: Token) -> Iterator[Move]:
    """ "phoned both clerks to thank them", "asked members for money to rebuild": who phoned and asked does."""
    above = verb.head
    if not is_infinitive(verb) or not is_verb(above) or above.i > verb.i or is_passive(above):
        return
    before = word_before(verb.left_edge)
    if before is None:
        return
    met = is_own_purpose(verb, above) and any(c.dep_ == "dobj" and c.right_edge is before for c in above.rights)
    if met or asks_for_means(above, before):
        yield (verb, above, "advcl")


def asks_for_means(verb: Token, last: Token) -> bool:
    """Whether the words on a verb up to `last` ask somebody for money and the like."""
    prep = next((c for c in verb.rights if c.dep_ == "prep" and c.lower_ == "for" and c.right_edge is last), None)
    if prep is None or verb.lemma not in word_set("prepositional control"):
        return False
    return any(c.dep_ == "pobj" and c.lemma in word_set("means asked for") for c in prep.rights)
