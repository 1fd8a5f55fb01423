"""Which time expression belongs to an act, and which days it names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Literal

from kg.extract.dates import is_date, resolve
from kg.extract.timewords import is_time
from kg.model import Dating

if TYPE_CHECKING:
    from spacy.tokens import Token

Tense = Literal["past", "present", "future"]
TIME_PREPS = frozenset("on in at since during by before after until from between over around about for within".split())


def time_of(
    trigger: Token, published: date | None, extra: tuple[Token, ...] = (), tense: Tense | None = None
) -> Dating | None:
    """The act's own time: an expression that hangs on its word, or on its object; None where it has none."""
    for holder in (trigger, *extra):
        for first, last in _expressions(holder):
            words = trigger.doc[first : last + 1].text
            dating = resolve(words, published, tense or tense_of(trigger))
            if dating.from_ or dating.to or is_date(words):
                return dating
    return None


def tense_of(token: Token) -> Tense:
    """The tense a verb stands in; a noun's is its verb's."""
    verb = token
    while verb.pos_ not in ("VERB", "AUX") and verb.head != verb:
        verb = verb.head
    while (
        verb.tag_ == "VBG"
        and verb.dep_ in ("advcl", "acl", "conj", "pcomp")
        and verb.head.pos_ in ("VERB", "AUX")
        and not _auxiliary(verb)
    ):
        verb = verb.head
    if any(c.dep_ in ("aux", "auxpass") and c.tag_ == "VBD" for c in verb.children):
        return "past"
    if any(c.tag_ == "MD" for c in verb.children) or (verb.tag_ in ("VB",) and any(c.tag_ == "TO" for c in verb.lefts)):
        return "future"
    has_past = any(
        c.dep_ in ("aux", "auxpass") and c.tag_ in ("VBD", "VBZ", "VBP") and c.lemma_ == "have" for c in verb.children
    )
    if (
        verb.tag_ in ("VBD", "VBN") and not any(c.tag_ in ("VBZ", "VBP") and c.lemma_ == "be" for c in verb.children)
    ) or has_past:
        return "past"
    return "present" if verb.tag_ in ("VBZ", "VBP", "VBG", "VBN") else "past"


def _auxiliary(verb: Token) -> bool:
    return any(c.dep_ == "aux" for c in verb.children)


def _expressions(token: Token) -> Iterator[tuple[int, int]]:
    """First and last token of each time expression on a word, the preposition included."""
    for child in token.children:
        if child.dep_ in (
            "npadvmod",
            "advmod",
            "tmod",
            "nummod",
            "dobj",
            "attr",
            "compound",
            "nmod",
            "poss",
            "amod",
        ) and is_time(child):
            yield _extent(child)
        elif child.dep_ == "prep" and child.lower_ in TIME_PREPS:
            for noun in child.children:
                if noun.dep_ in ("pobj", "pcomp") and (is_time(noun) or _time_inside(noun)):
                    _, last = _extent(noun)
                    yield child.i, max(last, noun.i)


def _time_inside(noun: Token) -> bool:
    """ "the early hours of Sunday", "the end of the year"."""
    return (
        noun.lemma_
        in ("hour", "end", "beginning", "start", "middle", "spring", "summer", "autumn", "fall", "winter", "weekend")
        and any(is_time(c) or any(is_time(g) for g in c.children) for c in noun.children)
    ) or noun.lemma_ in ("weekend", "1990s")


def _extent(token: Token) -> tuple[int, int]:
    """The whole expression around one of its words."""
    doc = token.doc
    start, end = token.i, token.i
    ent = next((e for e in doc.ents if e.start <= token.i < e.end and e.label_ in ("DATE", "TIME")), None)
    if ent is not None:
        start, end = ent.start, ent.end - 1
    subtree = [t.i for t in token.subtree if not t.is_space and t.dep_ not in ("relcl", "acl", "advcl")]
    if subtree and max(subtree) - min(subtree) < 8:
        start, end = min(start, *subtree), max(end, *subtree)
    while end > start and (doc[end].is_punct or doc[end].is_space):
        end -= 1
    while end + 1 < len(doc) and doc[end + 1].like_num and len(doc[end + 1].text) == 4:
        end += 1
    return start, end


def is_after(dating: Dating | None, published: date | None) -> bool:
    """Whether a time lies after the article's day; without one, whether its words say so."""
    if dating is None:
        return False
    if published is not None and dating.from_ is not None:
        return dating.from_ > published.isoformat()
    words = dating.text.lower()
    return any(word in words.split() for word in ("next", "tomorrow", "tonight"))
