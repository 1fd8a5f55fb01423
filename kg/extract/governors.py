"""Which row of the cues a governing word answers to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.links import Link, purpose
from kg.extract.phrases import conjuncts
from kg.extract.signals import Signals
from kg.extract.verbs import has_subject, is_infinitive, is_passive, lemma_of
from kg.ontology import Cues, Governor

if TYPE_CHECKING:
    from spacy.tokens import Token

LINKING = frozenset(("be", "remain", "become", "seem", "appear", "get"))


def governor_of(current: Token, link: Link, cues: Cues, signals: Signals) -> Governor | None:
    head = link.head
    if link.take == "adverbial" and purpose(current) and is_infinitive(current):
        signals.statuses.append("future")
        return None
    pos = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj"}.get(head.pos_)
    if pos is None or link.take in ("modifier", "joined", "subject", "adverbial"):
        return _denied_subject(current, link, cues)
    if head.lower_ == "order" and head.head.lower_ == "in":
        signals.statuses.append("future")
        return None
    rows = cues.governors.get((pos, lemma_of(head)), ())
    if (not rows and pos == "adj") or (head.tag_ == "VBN" and not rows):
        rows = cues.governors.get(("adj", head.lower_), ())
    found = next((row for row in rows if _fits(row, current, link)), None)
    return None if found is not None and found.status == "denied" and _is_negated(head, cues) else found


def _is_negated(token: Token, cues: Cues) -> bool:
    """ "Did not deny": no denial."""
    return any(c.dep_ in ("neg", "advmod") and cues.adverbs.get(c.lower_) == "negated" for c in token.children)


def _denied_subject(current: Token, link: Link, cues: Cues) -> Governor | None:
    """ "The report that … was false": the predicate of the sentence denies its subject."""
    if link.take != "subject" or link.head.lemma_ not in LINKING:
        return None
    for child in link.head.children:
        if child.dep_ in ("acomp", "attr"):
            for row in cues.governors.get(("adj", child.lower_), ()):
                if row.status == "denied" and lemma_of(current) in row.object:
                    return row
    return None


def _fits(row: Governor, current: Token, link: Link) -> bool:
    if link.take not in row.takes:
        return False
    if row.preps and link.prep not in row.preps:
        return False
    if (
        not row.preps
        and link.prep
        and not (link.take in ("gerund", "clause") and link.prep in ("to", "on", "of", "in", "that"))
    ):
        return False
    if row.object and lemma_of(current) not in row.object:
        return False
    if row.particle and not any(
        c.lower_ in row.particle for c in link.head.children if c.dep_ in ("prt", "prep", "advmod")
    ):
        return False
    if row.passive is not None and row.passive != is_passive(link.head):
        return False
    if row.other_actor and not _other_actor(current, link.head):
        return False
    if row.mood == "subjunctive" and link.take == "clause":
        return _subjunctive(current)
    return True


def _other_actor(current: Token, head: Token) -> bool:
    """Whether another is to do it: "wants Turkey to leave", not "wants to leave"."""
    return (
        has_subject(current)
        or any(c.dep_ in ("dobj",) for c in head.children)
        or (current.dep_ == "ccomp" and not is_infinitive(current))
    )


def _subjunctive(verb: Token) -> bool:
    """ "that the mill pay", "that it be closed", "should pay": not told as a fact."""
    auxiliaries = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if any(c.lower_ in ("should", "must") for c in auxiliaries):
        return True
    if any(c.lower_ == "be" for c in auxiliaries) or verb.lower_ == "be":
        return not any(c.tag_ in ("MD", "TO") for c in auxiliaries)
    return (verb.tag_ == "VB" and not auxiliaries) or (verb.tag_ == "VBP" and _singular_subject(verb))


def _singular_subject(verb: Token) -> bool:
    return any(c.dep_ == "nsubj" and c.tag_ in ("NN", "NNP") and len(conjuncts(c)) == 1 for c in verb.children)
