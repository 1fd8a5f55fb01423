"""Whose word an act is: the subject of a report, the owner of a claim, "according to", a quotation's speaker."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.status.links import says_so
from kg.extract.status.signals import Signals, Voice
from kg.extract.syntax.cued import reports, speaks
from kg.extract.syntax.labels import BREAKS, follows_comma, has
from kg.extract.syntax.phrases import may_speak, possessor, preposition_objects
from kg.extract.syntax.quotes import Quote
from kg.extract.syntax.subjects import subjects_of
from kg.extract.syntax.tree import Doc, Token
from kg.extract.syntax.verbs import has_modal, is_passive, mark_of
from kg.ontology import Cues, Governor, ontology, word_set

SOURCE_SLOTS = frozenset(("prep", "advcl", "pcomp", "advmod"))
TRAILING_DEPS = frozenset(("conj", "parataxis", "advcl", "dep", "acl", "ccomp"))
TELLING_SLOTS = SOURCE_SLOTS | TRAILING_DEPS | {"acomp"}
"""Where what tells an act stands beside it."""
NOT_TRAILING = frozenset(("ccomp", "dobj", "mark", "cc", "xcomp"))
"""What a verb has that does more than report what stands before it."""


def reports_of(doc: Doc) -> Iterator[tuple[Token, Token]]:
    """Each (reporting verb, its subject) of a doc."""
    for token in doc:
        if token.pos_ == "VERB" and _is_said(token) and not is_passive(token) and (speakers := subjects_of(token)):
            yield token, speakers[0]


def _is_said(verb: Token) -> bool:
    """Whether a verb reports what its subject says, not what it hears."""
    return reports(verb) and speaks(verb)


# ---- of the governing word ------------------------------------------------------------------------------------------


def voices_of(governor: Governor, head: Token) -> Iterator[Voice]:
    """In whose voice the governing word tells the act, as its row says."""
    match governor.speaker:
        case "subject":
            yield from _subject_voice(governor, head)
        case "from":
            sources = [noun for prep, noun in preposition_objects(head) if prep in governor.preps_speaker]
            passed_on = (*sources[:1], *subjects_of(head)[:1]) if sources else (None,)  # who only hears says nothing
            yield from (Voice(noun, head) for noun in passed_on)
        case "owner" if (owner := _owner(head)) is not None:
            yield Voice(owner, head)
        case "none" if governor.status == "claimed":
            yield Voice(None, head)


def _subject_voice(governor: Governor, head: Token) -> Iterator[Voice]:
    if head.dep_ in ("acomp", "oprd"):
        head = head.head  # "pleaded guilty to"
    passive = is_passive(head)
    speakers = _agents(head) if passive else subjects_of(head)
    if speakers and (speakers[0].lemma in word_set("mute things") or _is_law(speakers[0])):
        return  # "the result showed that …": nobody's word
    if speakers and speakers[0].lower_ != "you":
        yield Voice(speakers[0], head)
    elif governor.report and passive:
        yield Voice(None, head)


def _is_law(noun: Token) -> bool:
    """Whether what the noun says is law between people: "the treaty"; not Treaty, a name."""
    return noun.pos_ == "NOUN" and noun.lemma in word_set("texts of law")


def _agents(verb: Token) -> tuple[Token, ...]:
    return tuple(noun for prep, noun in preposition_objects(verb) if prep == "by")


def _owner(noun: Token) -> Token | None:
    """Whose claim it is: X's claim, a claim by X; of "made the claim" the maker."""
    makers = (token for prep, token in preposition_objects(noun) if prep in ("by", "from"))
    owner = possessor(noun) or next(makers, None)
    if owner is None and noun.dep_ in ("dobj", "attr") and _makes_claim(noun.head):
        return next(iter(subjects_of(noun.head)), None)
    return owner


def _makes_claim(verb: Token) -> bool:
    return verb.pos_ == "VERB" and verb.lemma in word_set("claim-making verbs")


# ---- beside the act -------------------------------------------------------------------------------------------------


def sources_beside(token: Token, cues: Cues, inner: Token | None) -> Iterator[Voice]:
    """The voices beside the word: "according to X", "reportedly", a trailing "…, reports X" joined to it."""
    for child in token.children:
        if child.dep_ not in TELLING_SLOTS or (inner is not None and child.holds(inner)):
            continue  # "said the clerk, who sold it": nothing that the clerk says
        if child.lower_ in ("according", "per") and child.dep_ in SOURCE_SLOTS:
            sources = [noun for noun in _deep_objects(child) if not is_rate(child, noun)]
            yield from (Voice(None if _is_law(noun) else noun, child) for noun in sources[:1])
        elif child.dep_ == "advmod" and cues.adverbs.get(child.lower_) == "claimed":
            yield Voice(None, child)
        elif child.dep_ == "acomp":
            yield from (Voice(None, c) for c in child.children if cues.adverbs.get(c.lower_) == "claimed")
        elif child.dep_ == "advcl" and _is_as_told(child, token):
            yield from (Voice(noun, child) for noun in _tellers(child)[:1])
        elif child.dep_ == "conj" and (source := _source_behind(child)) is not None:
            yield Voice(None if _is_law(source) else source, source.head)
        elif child.dep_ in TRAILING_DEPS and is_trailing_report(child):
            yield from (Voice(noun if _is_said(child) else None, child) for noun in subjects_of(child)[:1])


def _source_behind(verb: Token) -> Token | None:
    """Who tells a sentence at whose end stands "according to" them, which the parser hung on its last verb."""
    if verb.pos_ not in ("VERB", "AUX"):
        return None
    for child in reversed(verb.rights):
        if child.lower_ == "according" and follows_comma(child) and child.right_edge.i + 2 >= child.sent.end:
            return next(_deep_objects(child), None)
        if child.dep_ == "conj" and (source := _source_behind(child)) is not None:
            return source
    return None


def _is_as_told(clause: Token, verb: Token) -> bool:
    """Whether a clause says who tells what stands beside it: "it burned, as an inquiry found", not "as he feared"."""
    apart = clause.i < verb.i or follows_comma(clause)
    if not apart or mark_of(clause) != "as" or clause.lemma in word_set("foretelling verbs") or not reports(clause):
        return False
    own = verb.dep_ != "ccomp" and not speaks(verb) and not has(verb, {"neg"})
    says = clause.lemma in ontology().cues.bare if is_passive(clause) else says_so(clause)
    return own and says and any(map(may_speak, _tellers(clause)))


def _tellers(clause: Token) -> tuple[Token, ...]:
    """Who tells it: "as *a clerk* said", "as reported by *a clerk*"."""
    return _agents(clause) if is_passive(clause) else subjects_of(clause)


def is_rate(prep: Token, noun: Token) -> bool:
    """Whether a noun behind "per" is a unit and no source: "5 per cent", "per head"; not "per the report"."""
    return prep.lower_ == "per" and noun.pos_ != "PROPN" and not has(noun, {"det", "poss"})


def _deep_objects(prep: Token) -> Iterator[Token]:
    for child in prep.children:
        if child.dep_ == "pobj":
            yield child
        elif child.dep_ in ("prep", "pcomp"):
            yield from _deep_objects(child)


def is_trailing_report(token: Token) -> bool:
    """Whether the verb is the "reports the paper" behind a sentence, which the parser joins to the sentence's verb."""
    if token.pos_ != "VERB" or token.dep_ not in TRAILING_DEPS or token.head.i > token.i:
        return False
    if not reports(token) or has(token, NOT_TRAILING | {"neg"}) or has_modal(token):
        return False
    subject = next((child for child in token.children if child.dep_ == "nsubj"), None)
    before = token.doc[max(0, token.left_edge.i - 2) : token.i]
    if subject is None:
        return False
    own = range(subject.left_edge.i, subject.right_edge.i)  # 'a group of "some 20" clerks protested'
    if not any(word.text in BREAKS and word.i not in own for word in before):
        return False
    return subject.i > token.i or token.dep_ != "conj"


# ---- quotations -----------------------------------------------------------------------------------------------------


def quote_voice(quote: Quote | None, signals: Signals) -> Voice | None:
    """The speaker of the quotation that the act stands in, where no voice from outside it is known."""
    if quote is None or quote.speaker is None:
        return None
    if any(not quote.start <= voice.cue.i < quote.end for voice in signals.voices):
        return None
    return Voice(*quote.speaker, True)
