"""Status grids: of each act, was it found, with which status, and in whose mouth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.evaluate.gold import GoldArticle, StatusRow
from kg.evaluate.scores import Share, Wrong
from kg.evaluate.words import agreement, callings, places, touch
from kg.model import Argument, Attribution, EventMention, Extraction, Span, Status, Triple

ON_THE_WORD = 1
_ACTING, _SUFFERING = ("actor",), ("recipient", "object", "organization", "place")
Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """What a triple or an event says, as the grid asks for it."""

    word: Span
    actors: Spans
    recipients: Spans
    status: Status
    attribution: Attribution | None

    @property
    def speaker(self) -> Argument | None:
        """Who says so, the innermost."""
        return self.attribution.speaker if self.attribution else None


@dataclass(frozen=True, slots=True)
class Answer:
    """A row of the grid and what was found on it."""

    article: str
    row: StatusRow
    text: str
    status: Status | None
    speaker: Argument | None
    speaker_right: bool
    leaks: bool
    speaker_acts: bool

    @property
    def elsewhere(self) -> bool:
        """Whether somebody other than the actor speaks."""
        return self.row.speaker is not None and self.row.speaker != self.row.actor


def answers(gold: GoldArticle, extraction: Extraction) -> Iterator[Answer]:
    """What was found on each row of the grid."""
    statements, called = list(_statements(extraction)), callings(extraction)
    for row in gold.statuses:
        yield _answer(gold, row, statements, called)


def shares_of(told: Iterable[Answer]) -> tuple[Share, ...]:
    """The figures of a grid."""
    rows = list(told)
    spoken, silent = [a for a in rows if a.row.speaker], [a for a in rows if not a.row.speaker]
    unreal, others = [a for a in rows if a.row.status != "actual"], [a for a in rows if a.elsewhere]
    return (
        Share("found", sum(a.status is not None for a in rows), len(rows)),
        Share("status_accuracy", sum(a.status == a.row.status for a in rows), len(rows)),
        Share("actual_leak", sum(a.leaks for a in unreal), len(unreal)),
        Share("speaker_accuracy", sum(a.speaker_right for a in spoken), len(spoken)),
        Share("speaker_invented", sum(a.speaker is not None for a in silent), len(silent)),
        Share("speaker_as_actor", sum(a.speaker_acts for a in others), len(others)),
    )


def wrong_answers(told: Iterable[Answer]) -> Iterator[Wrong]:
    """What differs from the grid."""
    for a in told:
        if a.status != a.row.status:
            yield Wrong(a.article, "status", a.row.words, a.row.status, a.status or "not found", a.text)
        elif a.leaks:
            yield Wrong(a.article, "actual_leak", a.row.words, a.row.status, "also actual", a.text)
        if not a.speaker_right:
            got = a.speaker.text if a.speaker else "–"
            yield Wrong(a.article, "speaker", a.row.words, a.row.speaker or "–", got, a.text)
        if a.speaker_acts:
            yield Wrong(a.article, "speaker_as_actor", a.row.words, a.row.actor or "–", a.row.speaker or "–", a.text)


def _answer(
    gold: GoldArticle, row: StatusRow, statements: list[Statement], called: Mapping[str, tuple[str, ...]]
) -> Answer:
    text = gold.article.text
    ranked = [(_rank(row, said, text), said) for said in statements]
    best = max((rank for rank, _ in ranked), default=(0, 0))
    fitting = [said for rank, said in ranked if rank == best and any(rank)]
    on_word = [said for rank, said in ranked if rank[0] == ON_THE_WORD]
    speaker = next((said.speaker for said in on_word or fitting if said.speaker), None)
    return Answer(
        article=gold.article.key,
        row=row,
        text=text,
        status=fitting[0].status if fitting else None,
        speaker=speaker,
        speaker_right=agreement(row.speaker, speaker, called) > 0,
        leaks=row.status != "actual" and any(said.status == "actual" for said in on_word),
        speaker_acts=row.speaker != row.actor and any(_at(said.actors, row.speaker, text) for said in fitting),
    )


def _rank(row: StatusRow, said: Statement, text: str) -> tuple[int, int]:
    """(on the predicate's word, sides it names): a statement elsewhere counts only with both sides."""
    sides = _at(said.actors, row.actor, text) + _at(said.recipients, row.recipient, text)
    if _at((said.word,), row.predicate, text) and (sides or not (row.actor or row.recipient)):
        return ON_THE_WORD, sides
    return (0, sides) if sides == 2 else (0, 0)


def _at(spans: Spans, phrase: str | None, text: str) -> bool:
    return phrase is not None and any(touch(span, place) for place in places(phrase, text) for span in spans)


def _statements(extraction: Extraction) -> Iterator[Statement]:
    yield from map(_of_triple, extraction.triples)
    yield from map(_of_event, extraction.events)


def _of_triple(triple: Triple) -> Statement:
    word = Span(triple.predicate.start, triple.predicate.end)
    return Statement(word, _spans(triple.subject), _spans(triple.object), triple.status, triple.attribution)


def _spans(argument: Argument | None) -> Spans:
    return (Span(argument.start, argument.end),) if argument else ()


def _of_event(event: EventMention) -> Statement:
    word = Span(event.trigger.start, event.trigger.end)
    return Statement(word, _in_role(event, _ACTING), _in_role(event, _SUFFERING), event.status, event.attribution)


def _in_role(event: EventMention, roles: tuple[str, ...]) -> Spans:
    return tuple(Span(each.start, each.end) for each in event.participants if each.role in roles)
