"""Subjects hung on what stands before or behind them."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.labels import FINITE, LISTED, SUBJECT, has, is_verb, word_before
from kg.extract.timewords import is_time
from kg.extract.tree import Move, Token, in_place_of
from kg.extract.verbs import has_subject
from kg.ontology import ontology, word_set


def lost_subject(verb: Token) -> Iterator[Move]:
    """The subject that the parser hung on what stands before it."""
    for child in verb.lefts:
        if child.dep_ == "ccomp" and verb.tag_ in FINITE:
            yield from _lost_speaker(verb, child)
        elif child.lower_ == "according":
            yield from _behind_source(verb, child)


def _lost_speaker(verb: Token, told: Token) -> Iterator[Move]:
    """ "sold six jets, papers obtained by Tarn showed": not jets and papers, but the papers showed it."""
    if has_subject(verb) or verb.lemma not in ontology().cues.reporting:
        return
    words = (verb.doc[verb.i - 1], *verb.doc[verb.i - 1].ancestors)
    noun = next((word for word in words if word.dep_ in LISTED and word.i > told.i and word in told.subtree), None)
    before = word_before(noun.left_edge) if noun is not None else None
    if noun is not None and before is not None and before.text == "," and noun.right_edge.i == verb.i - 1:
        yield (noun, verb, "nsubj")


def _behind_source(verb: Token, prep: Token) -> Iterator[Move]:
    """ "According to the bank Quist, the ferry, a wreck, sank": Quist is no ferry."""
    subject = next((c for c in verb.lefts if c.dep_ in SUBJECT), None)
    if subject is None and verb.tag_ in FINITE | {"VB", "VBN"}:
        beside = [word for word in prep.subtree if word.dep_ == "appos" and word.i < verb.i]
        beside = [word for word in beside if (comma := word_before(word.left_edge)) is not None and comma.text == ","]
        noun = next((word for word in beside if word.left_edge.lower_ == "the"), beside[-1] if beside else None)
        if noun is not None:
            yield (noun, verb, "nsubjpass" if has(verb, {"auxpass"}) else "nsubj")
            yield from ((word, noun, "appos") for word in beside if word.i > noun.i and word.head is noun.head)
    elif subject is not None and subject.ent_type_ == "PERSON" and not _is_role(subject):
        source = prep.right_edge
        thing = next((c for c in subject.rights if c.dep_ == "appos" and c.pos_ == "NOUN" and not _is_role(c)), None)
        if thing is not None and _is_role(source) and subject.left_edge.i == source.i + 2:
            yield (thing, verb, subject.dep_)
            yield (subject, source, "appos")


def _is_role(noun: Token) -> bool:
    """Whether a noun tells what a person is."""
    return noun.pos_ == "NOUN" and noun.lemma in ontology().agents


def since(verb: Token) -> Iterator[Move]:
    """ "A strike that has shut mines since March has spread": March has not spread."""
    clause = verb.head
    if clause.dep_ != "relcl":
        return
    time = next((c for c in verb.lefts if c.dep_ in SUBJECT), None)
    mark = next((c for c in verb.lefts if c.dep_ == "mark"), None)
    if time is None or mark is None or not is_time(time) or mark.lower_ not in word_set("time marks"):
        return
    noun = clause.head
    if noun.dep_ == "ROOT" or (noun.i < clause.i and not is_verb(noun.head)):
        yield in_place_of(verb, noun)
        yield (noun, verb, "nsubjpass" if has(verb, {"auxpass"}) else "nsubj")
        yield (mark, clause, "prep")
        yield (time, mark, "pobj")
        yield from ((c, verb, c.dep_) for c in noun.children if c.i > verb.i or (c.is_punct and c is not clause))
