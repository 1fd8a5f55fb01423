"""Claims in apposition: what somebody said, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.labels import COMPLETED, has, word_before
from kg.extract.tree import Move, Token
from kg.extract.verbs import has_subject, mark_of
from kg.ontology import word_set


def claim_beside(verb: Token) -> Iterator[Move]:
    """ "said it was shut, a report Tarn would not confirm": Tarn is the subject, the report what it would not."""
    claim = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    before = word_before(claim.left_edge) if claim is not None else None
    if claim is None or before is None or before.text != "," or claim.lemma not in word_set("claims beside"):
        return
    doers = (c for c in (*verb.lefts, *claim.rights) if c.dep_ in ("nsubj", "appos") and c.left_edge.i == claim.i + 1)
    doer = next(doers, None)
    before_it = (c for c in (verb.head, *verb.head.rights) if c.dep_ == "ccomp" and c.i < claim.i)
    told = next(before_it, None)
    if told is not None and doer is not None and not has(verb, COMPLETED):
        yield (claim, told.head, "npadvmod")
        yield (verb, claim, "relcl")
        yield (doer, verb, "nsubj")


def denied_claim(verb: Token) -> Iterator[Move]:
    """ "made a claim Tarn would not confirm": no claim that Tarn would not."""
    objectless = has_subject(verb) and not has(verb, COMPLETED) and not mark_of(verb) and verb.head.i < verb.i
    if objectless and verb.head.lemma in word_set("claims beside") and verb.lemma in word_set("answers to claims"):
        yield (verb, verb.head, "relcl")


def beside_claim(verb: Token) -> Iterator[Move]:
    """ "said they had paid, a claim the mill denies", "costs a million a day, a figure …": no second object."""
    last = next((c for c in verb.rights if c.dep_ == "dobj" and c.lemma in word_set("claims beside")), None)
    if last is None or not has(last, {"relcl", "acl"}):
        return
    before = word_before(last.left_edge)
    told = any(c.dep_ in ("dobj", "ccomp", "npadvmod") and c.i < last.i for c in verb.rights)
    if told and before is not None and before.text == ",":
        yield (last, verb, "npadvmod")
