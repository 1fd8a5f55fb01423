"""Statements about words as rows about the article's characters: events, triples, who says so."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field

from msgspec.structs import replace

from kg.extract.annotated import Annotated
from kg.extract.rows import certainty
from kg.extract.rows.naming import name_and_kind
from kg.extract.rows.selection import is_phrase, is_told_by_event
from kg.extract.rows.statement import Row, Statement
from kg.extract.status.signals import Voice
from kg.extract.syntax.labels import is_verb
from kg.extract.syntax.phrases import conjuncts, is_left_out, left_edge
from kg.extract.syntax.subjects import is_asked_for
from kg.extract.syntax.tree import Token
from kg.extract.syntax.verbs import reciprocal_of
from kg.extract.values.quantities import count
from kg.extract.wording import argument_tokens
from kg.model import (
    Argument,
    Attribution,
    Count,
    EventKind,
    EventMention,
    Participant,
    Phrase,
    Predicate,
    Status,
    Trigger,
    Triple,
)
from kg.ontology import word_set

NUMBER_SLOTS = frozenset(("nummod", "quantmod", "det", "amod"))


@dataclass(frozen=True, slots=True)
class Writer:
    """Turns statements about tokens into rows about the article's characters."""

    annotated: Annotated
    event_ids: Mapping[int, str]
    """The id of the event that a word tells."""
    happenings: Container[int]
    """The words that tell an event of a kind."""
    written: dict[tuple[Token, Token | None], Argument] = field(default_factory=dict)
    """The arguments made so far: a noun stands in several rows."""

    def event(self, s: Statement) -> EventMention:
        """The event a statement tells."""
        start, end = self.annotated.spans.of_word(s.trigger)
        return EventMention(
            id=self.event_ids[s.trigger.i],
            type=s.reading.kind,
            modes=s.reading.modes,
            predicate=s.reading.predicate,
            status=s.context.status,
            polarity=s.context.polarity,
            modality=s.context.modality,
            attribution=self.attribution(s.context.voices),
            trigger=Trigger(start, end, self.annotated.spans.original[start:end]),
            sentence=self.annotated.spans.sentence(s.trigger),
            participants=tuple(dict.fromkeys(self._participants(s))),
            content=self._ids(s.content),
            condition=self._ids((s.context.condition,) if s.context.condition is not None else ()),
            date=s.date,
            place=self.argument(s.place) if s.place is not None else None,
            confidence=certainty.rounded(max([_chance(s, row) for row in s.rows], default=s.confidence)),
            rule=s.rule,
        )

    def _ids(self, tokens: tuple[Token, ...]) -> tuple[str, ...]:
        if not tokens:
            return ()
        return tuple(dict.fromkeys(self.event_ids[t.i] for t in tokens if t.i in self.event_ids))

    def _participants(self, s: Statement) -> Iterator[Participant]:
        objects = {row.object for row in s.rows}
        for role, token in dict.fromkeys(s.reading.participants):
            if is_asked_for(token) or is_left_out(token):
                continue
            known = self.annotated.named(token) if token in objects else self.annotated.best_known(token)
            words = self.argument(known)
            if role == "recipient" and self._acts(s, words.entity) and reciprocal_of(s.trigger) is None:
                continue  # "pledged his support": he is not the recipient
            yield Participant(role, words.start, words.end, words.text, words.entity, _count(token))

    def _acts(self, s: Statement, entity: str | None) -> bool:
        """Whether an entity does what the statement tells."""
        doers = (token for role, token in s.reading.participants if role == "actor")
        return entity is not None and entity in map(self.annotated.entity_id, doers)

    def triples(self, s: Statement) -> Iterator[Triple]:
        """The triples of a statement: one for each subject and object, the first of a subject with its phrases."""
        told: list[tuple[Row, str, EventKind]] = []
        further: list[tuple[Row, str, EventKind]] = []
        for row in s.rows:
            name, kind = name_and_kind(s, row, self.annotated, self.event_ids)
            if is_phrase(row, kind, s, self.annotated):
                further.append((row, name, kind))
            elif not is_told_by_event(row, kind, s, self.happenings):
                told.append((row, name, kind))
        subjects = {row.subject for row, _, _ in told}
        told += (each for each in further if each[0].subject not in subjects)
        phrases: dict[Token | None, list[Phrase]] = {}
        for row, name, _ in further:
            if row.subject in subjects:
                phrases.setdefault(row.subject, []).append(self._phrase(s, row, name))
        for row, name, kind in told:
            yield self._triple(s, row, name, kind, tuple(phrases.pop(row.subject, ())))

    def _phrase(self, s: Statement, row: Row, name: str) -> Phrase:
        assert row.object is not None
        words = self.argument(row.object, row.last)
        sure = certainty.rounded(_chance(s, row))
        return Phrase(row.text, name, words.start, words.end, words.text, words.entity, sure)

    def _triple(self, s: Statement, row: Row, name: str, kind: EventKind, phrases: tuple[Phrase, ...]) -> Triple:
        places = conjuncts(s.place) if s.place is not None else ()
        place = row.object if row.object in places else s.place  # "in Italy, Spain and Portugal"
        start, end = self.annotated.spans.of_word(row.anchor or s.trigger)
        subject, target = self._sides(row, start if is_verb(s.trigger) and row.anchor is None else None)
        return Triple(
            subject=subject,
            predicate=Predicate(start, end, row.text, name, kind),
            object=target,
            phrases=phrases,
            sentence=self.annotated.spans.sentence(s.trigger),
            status=_status(s, row),
            attribution=self.attribution(s.context.voices),
            date=s.date,
            place=self.argument(place) if place is not None else None,
            event=self.event_ids.get(s.trigger.i),
            confidence=certainty.rounded(_chance(s, row)),
            rule=f"{s.rule}:adjunct" if row.adjunct else s.rule,
        )

    def _sides(self, row: Row, verb: int | None) -> tuple[Argument | None, Argument | None]:
        """The row's subject and object, as worded; none holds the other or the verb, and none is the other."""
        subject = self.argument(self.annotated.spelled_out(row.subject)) if row.subject is not None else None
        target = self.argument(row.object, row.last) if row.object is not None else None
        if row.subject is not None and subject is not None and verb is not None and subject.start < verb < subject.end:
            subject = self.alone(row.subject)  # "those who left | left"
        if row.subject is None or subject is None or target is None:
            return subject, target
        subject = self.alone(row.subject) if _holds(subject, target) else subject
        target = self.alone(row.object) if row.object is not None and _holds(target, subject) else target
        if target.entity == subject.entity:
            target = replace(target, entity=None)  # "X became the chief": the chief is X
        return subject, target

    def alone(self, token: Token) -> Argument:
        """A noun with what stands before it, and nothing of what stands behind."""
        start, end = self.annotated.spans.of(left_edge(token), token.i + 1)
        return replace(self.argument(token), start=start, end=end, text=self.annotated.spans.original[start:end])

    def argument(self, token: Token, last: Token | None = None) -> Argument:
        """The words that stand for a noun, up to the last it lists, with its entity or the event it tells."""
        known = self.written.get((token, last))
        if known is None:
            known = self.written[token, last] = self._argument(token, last)
        return known

    def _argument(self, token: Token, last: Token | None) -> Argument:
        start, end = argument_tokens(token, self.annotated.mention_at(token))
        if last is not None:
            end = max(end, argument_tokens(last, self.annotated.mention_at(last))[1])
        start, end = self.annotated.spans.of(start, end)
        words, entity = self.annotated.spans.original[start:end], self.annotated.entity_id(token)
        return Argument(start, end, words, entity, self.event_ids.get(token.i))

    def attribution(self, voices: tuple[Voice, ...]) -> Attribution | None:
        """The voices, innermost first, as nested attributions."""
        told: Attribution | None = None
        for voice in reversed(voices):
            speaker = self.argument(voice.speaker) if voice.speaker is not None else None
            if speaker is not None and speaker.event is not None:
                speaker = replace(speaker, event=None)
            told = Attribution(speaker, voice.cue.text, voice.quoted, told)
        return told


def _count(token: Token) -> Count | None:
    """How many a participant is, where a number tells it."""
    return count(token.doc.words(*argument_tokens(token, None))) if _is_counted(token) else None


def _is_counted(noun: Token) -> bool:
    """Whether a noun is a number, or has one before it."""
    numbers = word_set("number nouns")
    if noun.like_num or noun.lemma in numbers:
        return True
    for word in noun.lefts:
        if word.lemma in numbers or (word.dep_ in NUMBER_SLOTS and (word.like_num or word.pos_ == "NUM")):
            return True
    return False


def _chance(s: Statement, row: Row) -> float:
    sides = (certainty.of_subject(row.subject, s.trigger), certainty.of_object(row.object, s.trigger))
    return s.confidence * sides[0] * sides[1]


def _status(s: Statement, row: Row) -> Status:
    """The act's status; it is not done by or to a side that is left out: "sold the barge, but not the mill"."""
    for noun in (row.subject, row.object):
        if noun is not None and is_left_out(noun) and not noun.holds(s.trigger):
            return s.context.status if s.context.status == "denied" else "negated"
    return s.context.status


def _holds(phrase: Argument, inner: Argument) -> bool:
    """Whether one argument's words stand behind the first of another's: "two clerks of | the guild"."""
    return phrase.start < inner.start and inner.end <= phrase.end
