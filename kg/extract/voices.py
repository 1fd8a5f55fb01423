"""Whose word an act is: the subject of a report, the owner of a claim, "according to", a quotation's speaker."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.links import Link
from kg.extract.phrases import possessor, preposition_objects
from kg.extract.quotes import Quotes
from kg.extract.signals import Signals, Voice
from kg.extract.subjects import subjects_of
from kg.extract.verbs import is_passive, lemma_of
from kg.ontology import Cues, Governor, ontology

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def voices_of(governor: Governor, link: Link) -> Iterator[Voice]:
    head = link.head
    match governor.speaker:
        case "subject":
            speakers = subjects_of(head) if not is_passive(head) else _agents(head)
            if speakers and speakers[0].lower_ != "you":
                yield Voice(speakers[0], head)
            elif governor.report and is_passive(head):
                yield Voice(None, head)
        case "from":
            sources = [noun for prep, noun in preposition_objects(head) if prep in governor.preps_speaker]
            yield from (Voice(noun, head) for noun in (*sources[:1], *subjects_of(head)[:1]))
        case "owner":
            owner = _owner(head)
            if owner is not None:
                yield Voice(owner, head)
        case "none" if governor.status == "claimed":
            yield Voice(None, head)


def _agents(verb: Token) -> tuple[Token, ...]:
    return tuple(noun for prep, noun in preposition_objects(verb) if prep == "by")


def _owner(noun: Token) -> Token | None:
    """Whose claim it is: X's claim, a claim by X; of "made the claim" the maker."""
    owner = possessor(noun)
    if owner is not None:
        return owner
    by = [token for prep, token in preposition_objects(noun) if prep in ("by", "from")]
    if by:
        return by[0]
    if noun.dep_ in ("dobj", "attr") and noun.head.pos_ == "VERB" and lemma_of(noun.head) in (
        "make", "issue", "repeat", "renew", "voice", "reiterate", "give", "raise", "level", "release", "publish", "file",
    ):  # fmt: skip
        return next(iter(subjects_of(noun.head)), None)
    if noun.dep_ == "pobj" and noun.head.lower_ == "in" and noun.head.head.pos_ == "VERB":
        return None
    return None


def sources_beside(token: Token, cues: Cues, inner: Token | None) -> Iterator[Voice]:
    """ "According to X" and "reportedly" beside the word, and a trailing "…, reports X" that the parser joined to it."""
    for child in token.children:
        if child.lower_ in ("according", "per") and child.dep_ in ("prep", "advcl", "pcomp", "advmod"):
            yield from (Voice(noun, child) for noun in list(_deep_objects(child))[:1])
        elif child.dep_ == "advmod" and cues.adverbs.get(child.lower_) == "claimed":
            yield Voice(None, child)
        elif child.dep_ in ("acomp",):
            yield from (Voice(None, c) for c in child.children if cues.adverbs.get(c.lower_) == "claimed")
        elif (inner is None or child != inner) and is_trailing_report(child, cues):
            yield from (Voice(noun, child) for noun in subjects_of(child)[:1])


def _deep_objects(prep: Token) -> Iterator[Token]:
    for child in prep.children:
        if child.dep_ == "pobj":
            yield child
        elif child.dep_ in ("prep", "pcomp"):
            yield from _deep_objects(child)


def is_trailing_report(token: Token, cues: Cues) -> bool:
    """Whether the verb is the "reports the paper" behind a sentence, which the parser joins to the sentence's verb."""
    if (
        token.dep_ not in ("conj", "parataxis", "advcl", "dep", "acl", "ccomp")
        or token.head.i > token.i
        or token.pos_ != "VERB"
    ):
        return False
    rows = cues.governors.get(("verb", lemma_of(token)), ())
    if not any(row.report for row in rows) or any(
        c.dep_ in ("ccomp", "dobj", "mark", "cc", "xcomp") for c in token.children
    ):
        return False
    subjects = [c for c in token.children if c.dep_ == "nsubj"]
    comma = any(t.text in (",", '"', "”", "''") for t in token.doc[max(0, token.left_edge.i - 2) : token.i])
    return bool(subjects) and comma and (subjects[0].i > token.i or token.dep_ != "conj")


def quote_voice(token: Token, quotes: Quotes, signals: Signals) -> Voice | None:
    """The speaker of the quotation that the act stands in, where no voice from outside it is known."""
    quote = quotes.at(token.i)
    if (
        quote is None
        or quote.speaker is None
        or any(not quote.start <= voice.cue.i < quote.end for voice in signals.voices)
    ):
        return None
    return Voice(*quote.speaker, True)


def reports(doc: Doc) -> Iterator[tuple[Token, Token]]:
    """Each (reporting verb, its subject) of a doc."""
    cues = ontology().cues
    for token in doc:
        if token.pos_ == "VERB" and any(row.report for row in cues.governors.get(("verb", lemma_of(token)), ())):
            speakers = subjects_of(token)
            if speakers and not is_passive(token):
                yield token, speakers[0]
