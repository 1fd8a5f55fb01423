"""Which row of the cues a governing word answers to."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.status.links import Link, is_given
from kg.extract.status.markers import is_negative
from kg.extract.syntax.cued import HARMING, adjective_cues, verb_cues
from kg.extract.syntax.labels import AUXILIARY, SUBJECT, has
from kg.extract.syntax.phrases import adverb_text, conjuncts
from kg.extract.syntax.tree import Token
from kg.extract.syntax.verbs import has_modal, has_perfect, has_subject, is_infinitive, is_passive
from kg.ontology import Cues, Governor, ontology, word_set

POS_OF_ROW = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj"}
DENYING_SLOTS = frozenset(("neg", "advmod"))
PARTICLE = frozenset(("prt", "prep", "advmod", "neg", "det"))
UNGOVERNED = frozenset(("modifier", "joined", "subject", "adverbial"))
PLAIN_PREPS = frozenset(("to", "on", "of", "in", "that"))
"""Prepositions before a verb that a row need not name."""


def aims_at(current: Token, link: Link) -> bool:
    """Whether the act is a purpose, and so still to come: "came to buy", "in order to buy"."""
    if link.take == "adverbial":
        return current.dep_ in ("advcl", "conj") and is_infinitive(current)
    in_order = link.head.lower_ == "order" and link.head.head.lower_ == "in"
    return in_order and link.take not in UNGOVERNED and link.head.pos_ in POS_OF_ROW


def governor_of(current: Token, link: Link, cues: Cues) -> Governor | None:
    """The row of the word above, for an act that hangs on it in this way."""
    head, pos = link.head, _pos_of_row(link.head)
    if pos is None or link.take in UNGOVERNED:
        return _of_subject(current, link, cues)
    linked = head.lemma in word_set("linking verbs") and link.take in ("clause", "infinitive")
    if linked and (row := _of_predicate(current, link, cues)) is not None:
        return row
    if pos == "noun" and _is_topic(current, link):
        return None
    rows = cues.governors.get((pos, head.lemma), ())
    if not rows and (pos == "adj" or head.tag_ == "VBN"):
        rows = adjective_cues(head)
    for row in rows:
        if _fits(row, current, link):
            return row
    return None


def _is_topic(act: Token, link: Link) -> bool:
    """Whether a harm that has been done is what talks are about: "talks over the | siege | of Tarn failed"."""
    done = link.prep in ("about", "over") and is_given(act) and not HARMING.isdisjoint(_kinds(act))
    return done and "CONSULT" in _kinds(link.head)


def _kinds(noun: Token) -> frozenset[str]:
    return ontology().noun_kinds(noun.lemma)


def is_negated(token: Token, cues: Cues) -> bool:
    """Whether a governing word is: "did not deny", "no longer says", "declined to say", "nothing suggests that"."""
    if token.pos_ in ("NOUN", "PROPN"):
        return is_negative(token, cues)
    if token.dep_ == "xcomp" and is_infinitive(token) and _leaves_undone(token.head):
        return True
    if token.dep_ == "conj" and any(c.lower_ == "nor" and c.dep_ == "cc" for c in token.head.rights):
        return True  # "neither confirmed nor denied"
    for child in token.children:
        if child.dep_ in DENYING_SLOTS and cues.adverbs.get(adverb_text(child)) == "negated":
            return True
        if child.dep_ in SUBJECT and is_negative(child, cues):
            return True
    return False


def is_undone(verb: Token) -> bool:
    """Whether a verb tells what was not done: "did not prevent", "failed to prevent", "could have prevented"."""
    cues, above = ontology().cues, verb.head
    if is_negated(verb, cues) or (has_modal(verb) and has_perfect(verb)):
        return True
    if verb.dep_ != "xcomp":
        return False
    rows = cues.governors.get((POS_OF_ROW.get(above.pos_, ""), above.lemma), ())
    return any(row.status == "negated" and "infinitive" in row.takes and not row.particle for row in rows)


def _leaves_undone(verb: Token) -> bool:
    """Whether what the verb's infinitive tells is not done: "declined to"."""
    return verb.lemma in word_set("withholding verbs")


def _pos_of_row(head: Token) -> str | None:
    """Which rows a word answers to; a noun that the tagger takes for a verb ("reports that …") to those of nouns."""
    return "noun" if head.pos_ == "VERB" and head.dep_ in ("dobj", "pobj") else POS_OF_ROW.get(head.pos_)


def _predicates(verb: Token, cues: Cues) -> Iterator[Governor]:
    """The rows of what is said behind a linking verb: "is false", "is a lie"."""
    for child in verb.children:
        if child.dep_ in ("acomp", "attr"):
            yield from cues.governors.get((POS_OF_ROW.get(child.pos_, ""), child.lower_), ())


def _of_subject(current: Token, link: Link, cues: Cues) -> Governor | None:
    """The row of what is said of the subject: "The report that … was | false |", "the sale is | unlikely |"."""
    if link.take != "subject":
        return None
    if current.dep_ == "nsubjpass":
        rows = verb_cues(link.head)
        return next((row for row in rows if row.passive and "noun" in row.takes), None)
    if link.head.lemma in word_set("failing verbs"):
        rows = cues.governors.get(("verb", link.head.lemma), ())
        return next((row for row in rows if current.lemma in row.object), None)
    if link.head.lemma not in word_set("linking verbs"):
        return None
    for row in _predicates(link.head, cues):
        if row.status in ("future", "hypothetical") or (row.status == "denied" and current.lemma in row.object):
            return row
    return None


def _of_predicate(current: Token, link: Link, cues: Cues) -> Governor | None:
    """The row of a predicate that governs a clause: "It is | false | that …", "is | due | to close"."""
    return next((row for row in _predicates(link.head, cues) if link.take in row.takes), None)


# ---- the conditions of a row ----------------------------------------------------------------------------------------


def _fits(row: Governor, current: Token, link: Link) -> bool:
    return (
        link.take in row.takes
        and _prep_fits(row, link)
        and (not row.object or current.lemma in row.object)
        and (not row.particle or _has_particle(row, current, link.head))
        and (row.passive is None or row.passive == is_passive(link.head))
        and (not row.other_actor or _has_other_actor(current, link.head))
        and (row.mood != "subjunctive" or link.take != "clause" or _is_subjunctive(current))
        and (row.mood != "perfect" or has_perfect(current))
        and (row.mood != "participle" or (current.tag_ in ("VBN", "VBG") and not has(current, AUXILIARY | {"mark"})))
    )


def _prep_fits(row: Governor, link: Link) -> bool:
    if row.preps:
        return link.prep in row.preps
    return not link.prep or (link.take in ("gerund", "clause") and link.prep in PLAIN_PREPS)


def _has_particle(row: Governor, current: Token, head: Token) -> bool:
    """Whether the row's particle stands beside the word, before the infinitive ("were *yet* to be freed"), or behind
    the claim that it judges ("called the report that he fled a *lie*")."""
    if row.object and row.status == "denied" and "noun" in row.takes and head.pos_ == "VERB":
        return any(word.lower_ in row.particle for word in head.subtree if word.i > current.i)
    beside = any(c.lower_ in row.particle and c.dep_ in PARTICLE for c in head.children)
    return beside or any(c.lower_ in row.particle and c.dep_ == "advmod" for c in current.lefts)


def _has_other_actor(current: Token, head: Token) -> bool:
    """Whether another is to do it: "wants Turkey to leave", not "wants to leave"."""
    first = current
    while first.dep_ == "conj":
        first = first.head
    finite = first.dep_ == "ccomp" and not is_infinitive(first)
    return finite or has_subject(first) or has(head, {"dobj"})


def _is_subjunctive(verb: Token) -> bool:
    """Whether a clause is not told as a fact: "that the mill pay", "that it be closed", "should pay"."""
    auxiliaries = [child for child in verb.children if child.dep_ in AUXILIARY]
    words = {child.lower_ for child in auxiliaries}
    if words & {"should", "must"}:
        return True
    if "be" in words or verb.lower_ == "be":
        return not any(child.tag_ in ("MD", "TO") for child in auxiliaries)
    return (verb.tag_ == "VB" and not auxiliaries) or (verb.tag_ == "VBP" and _has_singular_subject(verb))


def _has_singular_subject(verb: Token) -> bool:
    return any(c.dep_ == "nsubj" and c.tag_ in ("NN", "NNP") and len(conjuncts(c)) == 1 for c in verb.children)
