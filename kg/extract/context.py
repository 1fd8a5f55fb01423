"""Whether an act happened, or was said, demanded, promised, planned, feared, denied; and by whom it is told.

A walk from the act up the tree: each word that governs it gives a status and perhaps a voice; the table of cues says which.
The first status in the table's order of precedence holds. Rules and examples: `cues.toml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.governors import governor_of
from kg.extract.links import Link, link_of, purpose
from kg.extract.markers import read_markers
from kg.extract.quotes import Quotes
from kg.extract.signals import Signals, Voice
from kg.extract.verbs import has_subject
from kg.extract.voices import quote_voice, voices_of
from kg.model import Modality, Polarity, Status
from kg.ontology import Cues, Governor, ontology

if TYPE_CHECKING:
    from spacy.tokens import Token

DEPTH = 12


CLOSING_MARKS = frozenset("\"”’'»)")


@dataclass(frozen=True, slots=True)
class Context:
    """An act's status, and the voices that tell it, innermost first."""

    status: Status
    polarity: Polarity
    modality: Modality
    voices: tuple[Voice, ...]
    condition: Token | None


def context_of(token: Token, quotes: Quotes, future_date: bool = False) -> Context:
    """The status and the voices of the act that `token` tells. `future_date`: its date lies after the article's."""
    cues = ontology().cues
    signals = Signals()
    if future_date and token.tag_ in ("VBZ", "VBP", "VBG", "NN", "NNS"):
        signals.statuses.append("future")
    _walk(token, cues, signals)
    if (quoted := quote_voice(token, quotes, signals)) is not None:
        signals.voices.append(quoted)
    _imperative(token, quotes, signals)
    return _verdict(cues, signals, quotes.contains(token.i), _asked(token, quotes))


def _verdict(cues: Cues, signals: Signals, quoted: bool, asked: bool) -> Context:
    statuses = [*signals.statuses]
    told = signals.reported or bool(signals.voices)
    for modal in signals.modals:
        row = cues.modals[modal.lower_]
        statuses.append(row.reported if told and row.reported else row.status)
    if told:
        statuses.append("claimed")
    if signals.condition is not None or asked:
        statuses = ["hypothetical" if s in ("future", "demanded") else s for s in statuses] + ["hypothetical"]
    status = cues.strongest(statuses)
    voices = tuple(_quoted(voice, quoted) for voice in signals.voices)
    polarity: Polarity = "negative" if {"denied", "negated"} & set(statuses) else "positive"
    return Context(status, polarity, _modality(cues, statuses), voices, signals.condition)


def _quoted(voice: Voice, quoted: bool) -> Voice:
    return Voice(voice.speaker, voice.cue, quoted or voice.quoted)


MODALITY: dict[Status, Modality] = {
    "demanded": "demanded", "promised": "promised", "future": "future", "hypothetical": "possible", "claimed": "reported",
}  # fmt: skip


def _modality(cues: Cues, statuses: list[Status]) -> Modality:
    return MODALITY.get(cues.strongest(s for s in statuses if s not in ("denied", "negated")), "factual")


def _walk(token: Token, cues: Cues, signals: Signals) -> None:
    current, bound = token, True
    read_markers(current, cues, signals, bound)
    for _ in range(DEPTH):
        link = link_of(current)
        if link is None:
            return
        governor = governor_of(current, link, cues, signals)
        bound = bound and (link.bound or (governor is not None and link.take == "noun"))
        if governor is not None:
            bound = _apply(governor, current, link, signals, bound)
        elif link.take == "infinitive" and bound and not purpose(current):
            signals.statuses.append("hypothetical")
        current = link.head
        read_markers(current, cues, signals, bound, inner=token)


def _apply(governor: Governor, current: Token, link: Link, signals: Signals, bound: bool) -> bool:
    """Take over what the governing word says; returns whether mood and negation still reach down."""
    if bound or governor.status in ("claimed", "denied"):
        signals.statuses.append(governor.status)
    if governor.report:
        signals.reported = True
    if (
        bound
        or governor.report
        or governor.status == "denied"
        or (governor.speaker == "subject" and link.take == "clause")
    ):
        signals.voices += voices_of(governor, link)
    return bound and governor.status not in ("claimed", "denied")


def _imperative(token: Token, quotes: Quotes, signals: Signals) -> None:
    """A quoted "Leave the town!" is a demand."""
    if token.tag_ == "VB" and token.dep_ in ("ROOT", "ccomp") and quotes.contains(token.i) and not has_subject(token):
        if not any(c.dep_ in ("aux", "auxpass") for c in token.children):
            signals.statuses.append("demanded")


def _asked(token: Token, quotes: Quotes) -> bool:
    """Whether the act stands in a question."""
    quote = quotes.at(token.i)
    end = quote.end if quote is not None and quote.end <= token.sent.end else token.sent.end
    last = next(
        (t for t in reversed(token.doc[token.sent.start : end]) if t.text not in CLOSING_MARKS and not t.is_space), None
    )
    return last is not None and last.text == "?" and quotes.at(last.i) == quote
