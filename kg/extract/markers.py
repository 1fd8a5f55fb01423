"""What stands beside a word: modals, negation, adverbs, adjectives, conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.signals import Signals, Voice
from kg.extract.verbs import is_infinitive, lemma_of, tells
from kg.extract.voices import sources_beside
from kg.ontology import Cues

if TYPE_CHECKING:
    from spacy.tokens import Token


def read_markers(token: Token, cues: Cues, signals: Signals, bound: bool, inner: Token | None = None) -> None:
    """What stands beside the word: modals, negation, adverbs, conditions, "according to"."""
    if token.pos_ in ("VERB", "AUX") or tells(token):
        if bound:
            _auxiliaries(token, cues, signals)
            _conditions(token, cues, signals, inner)
        signals.voices += [voice for voice in sources_beside(token, cues, inner) if not _same_voice(voice, signals)]
    else:
        _adjectives(token, cues, signals, bound)
    if _condition_mark(token, cues):
        signals.condition = signals.condition or token.head


def _same_voice(voice: Voice, signals: Signals) -> bool:
    return any(voice.cue == known.cue for known in signals.voices)


def _auxiliaries(token: Token, cues: Cues, signals: Signals) -> None:
    for child in token.children:
        word = child.lower_
        if child.dep_ == "aux" and child.tag_ == "MD" and word in cues.modals:
            signals.modals.append(child)
        elif child.dep_ in ("neg", "advmod", "preconj", "det") and word in cues.adverbs:
            if cues.adverbs[word] != "negated" or not _not_only(child):
                signals.statuses.append(cues.adverbs[word])
        elif child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr") and _negative(child, cues):
            signals.statuses.append("negated")
        elif child.lower_ == "going" and token.tag_ == "VB":
            signals.statuses.append("future")
    if token.lower_ == "going" and token.tag_ == "VBG" and any(is_infinitive(c) for c in token.children):
        signals.statuses.append("future")
    if token.dep_ == "ROOT" and is_infinitive(token):
        signals.statuses.append("future")
    if token.dep_ == "pcomp" and token.head.lower_ in ("without", "instead", "despite"):
        signals.statuses += ["negated"] if token.head.lower_ == "without" else []
    if any(child.lower_ == "without" for child in token.lefts if child.dep_ in ("mark", "prep")):
        signals.statuses.append("negated")


def _not_only(word: Token) -> bool:
    following = word.doc[word.i + 1].lower_ if word.i + 1 < len(word.doc) else ""
    return following in ("only", "until", "just", "merely")


def _negative(noun: Token, cues: Cues) -> bool:
    if noun.lower_ in ("nobody", "none", "nothing", "neither"):
        return True
    if noun.lower_ == "one" and any(c.lower_ == "no" for c in noun.lefts):
        return True
    return any(
        c.dep_ in ("det", "neg", "preconj") and cues.determiners.get(c.lower_) == "negated" and c.lower_ != "few"
        for c in noun.lefts
    )


def _adjectives(noun: Token, cues: Cues, signals: Signals, bound: bool) -> None:
    if not bound:
        return
    for child in noun.lefts:
        if child.dep_ in ("amod", "compound", "det", "nmod"):
            status = cues.adjectives.get(child.lower_) or cues.determiners.get(child.lower_)
            if status:
                signals.statuses.append(status)
                signals.voices += [Voice(None, child)] if status == "claimed" else []


def _condition_mark(token: Token, cues: Cues) -> bool:
    """Whether the word's clause is an "if"."""
    if token.dep_ not in ("advcl", "ccomp", "pcomp", "advmod") or token.pos_ not in ("VERB", "AUX"):
        return False
    marks = [c.lower_ for c in token.children if c.dep_ in ("mark", "advmod")]
    if token.dep_ == "advcl" and any(m in cues.conditions and m not in ("whether", "once") for m in marks):
        return True
    start = token.left_edge.i
    opening = token.doc[max(0, start - 3) : start + 4].text.lower()
    return token.dep_ == "advcl" and any(phrase in opening for phrase in cues.conditions if " " in phrase)


def _conditions(token: Token, cues: Cues, signals: Signals, inner: Token | None) -> None:
    """The "if" clause that hangs on the act."""
    for child in token.children:
        if (
            child.dep_ in ("advcl", "prep", "advmod")
            and child != inner
            and not (inner is not None and child in (inner, *inner.ancestors))
        ):
            clause = (
                child
                if child.dep_ == "advcl"
                else next((c for c in child.children if c.dep_ in ("advcl", "pcomp")), None)
            )
            if clause is not None and _condition_mark(clause, cues) and lemma_of(token) not in ("warn", "say", "add"):
                signals.condition = signals.condition or clause
