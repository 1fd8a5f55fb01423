"""Doc to Extraction: mentions and entities, then every act with its sides, status, voice, time and place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from kg.extract.acts import statements
from kg.extract.annotated import Annotated, annotate
from kg.extract.rows import certainty
from kg.extract.rows.kinds import BETWEEN_SIDES, is_beside, is_of_inner, kind_of, says_more
from kg.extract.rows.statement import Row, Statement
from kg.extract.status.signals import Voice
from kg.extract.syntax.labels import is_verb
from kg.extract.syntax.phrases import conjuncts, is_left_out, left_edge
from kg.extract.syntax.subjects import is_asked_for
from kg.extract.syntax.tree import Doc, Token
from kg.extract.syntax.verbs import reciprocal_of
from kg.extract.values.quantities import count
from kg.extract.wording import SHORT, WHOLE, argument_tokens
from kg.model import (
    Argument,
    Article,
    ArticleRef,
    Attribution,
    Count,
    EventKind,
    EventMention,
    Extraction,
    ExtractorInfo,
    LocalEntity,
    Mention,
    Participant,
    Predicate,
    Status,
    Trigger,
    Triple,
    content_id,
    slots_of,
)
from kg.ontology import word_set
from kg.text import CleanText

NUMBER_SLOTS = frozenset(("nummod", "quantmod", "det", "amod"))
PREPS = frozenset("of to with for in from on against at".split())
"""The prepositions that predicates end in."""
TO_A_SIDE = PREPS - {"of", "for", "against"}
"""Those of them behind which stands a side, and no direct object: "protested | the vote"."""


def extract(doc: Doc, clean: CleanText, article: Article, info: ExtractorInfo) -> Extraction:
    """All that is found in one article. Pure: equal docs give equal Extractions."""
    annotated = annotate(doc, clean, article)
    published = date.fromisoformat(article.published) if article.published else None
    found = statements(annotated, published)
    writer = _Writer(annotated, {s.trigger.i: _event_id(annotated, s) for s in found if s.is_event})
    events = tuple(_distinct(writer.event(s) for s in found if s.is_event))
    triples = tuple(triple for s in found for triple in writer.triples(s))
    mentions, entities = _cast(annotated, triples, events)
    return Extraction(ArticleRef(article.key), info, mentions, entities, triples, events)


def _distinct(events: Iterable[EventMention]) -> Iterator[EventMention]:
    """One word tells one event of a predicate: told twice ("envoy of X for Y"), it has the sides of both."""
    found: dict[str, EventMention] = {}
    for event in events:
        first = found.setdefault(event.id, event)
        if first is not event:
            sides = (*first.participants, *event.participants)
            found[event.id] = replace(first, participants=tuple(dict.fromkeys(sides)))
    yield from found.values()


def _chance(s: Statement, row: Row) -> float:
    sides = (certainty.of_subject(row.subject, s.trigger), certainty.of_object(row.object, s.trigger))
    return s.confidence * sides[0] * sides[1]


def _status(s: Statement, row: Row) -> Status:
    """The act's status; it is not done by or to a side that is left out: "sold the barge, but not the mill"."""
    for noun in (row.subject, row.object):
        if noun is not None and is_left_out(noun) and not noun.holds(s.trigger):
            return s.context.status if s.context.status == "denied" else "negated"
    return s.context.status


def _name(s: Statement, row: Row) -> str:
    """The act's name; of a row that only says more of it that of the preposition: nobody "supports" the winter."""
    if ("recipient", row.subject) in s.reading.participants and row.object in s.reading.light:
        return _undergoing(s.trigger, row.object)
    prep = row.object.head if row.object is not None and not row.adjunct else row.anchor
    if prep is None or prep == row.object:
        return s.reading.predicate
    if says_more(row, s.reading):
        return prep.lower_
    return s.reading.predicate if s.reading.known else _own_name(s, prep, row.text.lower().split())


def _undergoing(verb: Token, noun: Token | None) -> str:
    """What somebody does who undergoes an act: "receive" of "received a loan", "come_under" of "came under attack"."""
    prep = noun.head if noun is not None and noun.dep_ == "pobj" else None
    return verb.lemma if prep is None else f"{verb.lemma}_{prep.lower_}"


def _names_prep(predicate: str) -> bool:
    """Whether a predicate names the preposition of its other side: "fled_from", "protested_against"."""
    return predicate.rpartition("_")[2] in PREPS


def _is_beside_side(row: Row, s: Statement) -> bool:
    """Whether a row's object is no side, but what is done to one that a preposition names: "fired | tear gas | at"."""
    thing = row.object
    if thing is None or thing in s.reading.light or thing.dep_ != "dobj" or thing.head != s.trigger:
        return False
    names_side = s.reading.known and s.reading.predicate.rpartition("_")[2] in TO_A_SIDE
    return names_side and ("recipient", thing) not in s.reading.participants


def _own_name(s: Statement, prep: Token, words: list[str]) -> str:
    """The lemma of a verb without a sense, with the row's own preposition: "dig_for" beside "dig_with"."""
    verb, _, first = s.reading.predicate.rpartition("_")
    named = {child.lower_ for child in s.trigger.children if child.dep_ == "prep"}
    if (
        not verb
        or first not in named
        or prep.dep_ != "prep"
        or s.trigger not in (prep.head, prep.head.head)
        or prep.lower_ not in words
    ):
        return s.reading.predicate
    last = len(words) - words[::-1].index(prep.lower_) - 1  # "remain in Mali in"
    return "_".join((verb, *words[last:]))


def _event_id(annotated: Annotated, statement: Statement) -> str:
    return content_id("v", annotated.key, *annotated.spans.of_word(statement.trigger), statement.reading.predicate)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Turns statements about tokens into rows about the article's characters."""

    annotated: Annotated
    event_ids: dict[int, str]
    written: dict[tuple[Token, Token | None, int], Argument] = field(default_factory=dict)
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
            confidence=certainty.rounded(max((_chance(s, row) for row in s.rows), default=s.confidence)),
            rule=s.rule,
        )

    def _ids(self, tokens: tuple[Token, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.event_ids[t.i] for t in tokens if t.i in self.event_ids))

    def _participants(self, s: Statement) -> Iterator[Participant]:
        actors = {self.annotated.entity_id(token) for role, token in s.reading.participants if role == "actor"} - {None}
        for role, token in dict.fromkeys(s.reading.participants):
            as_said = s.trigger.dep_ == "ccomp" and token.pos_ == "PRON"  # "said it had sold": its speaker tells it so
            words = self.argument(token if as_said else self.annotated.best_known(token))
            if role == "recipient" and words.entity in actors and reciprocal_of(s.trigger) is None:
                continue  # "pledged his support": he is not the recipient
            if is_asked_for(token) or is_left_out(token):
                continue
            yield Participant(role, words.start, words.end, words.text, words.entity, self._count(token))

    def _count(self, token: Token) -> Count | None:
        numbers = word_set("number nouns")
        counted = any(
            (c.dep_ in NUMBER_SLOTS and (c.like_num or c.pos_ == "NUM")) or c.lemma in numbers for c in token.lefts
        )
        if not counted and token.lemma not in numbers and not token.like_num:
            return None
        start, end = argument_tokens(token, None)
        return count(token.doc.words(start, end))

    def triples(self, s: Statement) -> Iterator[Triple]:
        """The rows of a statement: one for each subject and object."""
        sentence, attribution = self.annotated.spans.sentence(s.trigger), self.attribution(s.context.voices)
        places = conjuncts(s.place) if s.place is not None else ()
        for row in s.rows:
            place = row.object if row.object in places else s.place  # "in Italy, Spain and Portugal"
            start, end = self.annotated.spans.of_word(row.anchor or s.trigger)
            subject, target = self._sides(row, start if is_verb(s.trigger) and row.anchor is None else None)
            name, kind = self._named(s, row)
            yield Triple(
                subject=subject,
                predicate=Predicate(start, end, row.text, name, kind),
                object=target,
                sentence=sentence,
                status=_status(s, row),
                attribution=attribution,
                date=s.date,
                place=self.argument(place) if place is not None else None,
                event=self.event_ids.get(s.trigger.i),
                confidence=certainty.rounded(_chance(s, row)),
                rule=f"{s.rule}:adjunct" if row.adjunct else s.rule,
            )

    def _sides(self, row: Row, verb: int | None) -> tuple[Argument | None, Argument | None]:
        """The row's subject and object, as worded; none holds the other or the verb, and none is the other."""
        subject = self.in_row(self.annotated.spelled_out(row.subject)) if row.subject is not None else None
        target = self.in_row(row.object, row.last) if row.object is not None else None
        if row.subject is not None and subject is not None and verb is not None and subject.start < verb < subject.end:
            subject = self.alone(row.subject)  # "those who left | left"
        if row.subject is None or subject is None or target is None:
            return subject, target
        subject = self.alone(row.subject) if _holds(subject, target) else subject
        if target.entity == subject.entity:
            target = replace(target, entity=None)  # "X became the chief": the chief is X
        return subject, target

    def _named(self, s: Statement, row: Row) -> tuple[str, EventKind]:
        """The row's name and kind; of a phrase that the sense does not ask for, the verb's: none "fled_from" a boat."""
        name, kind = _name(s, row), self._kind(s, row)
        if _is_beside_side(row, s) and (kind == "OTHER" or name in word_set("throwings")):
            return s.trigger.lemma, "OTHER"
        if (kind != "OTHER" and kind in BETWEEN_SIDES) or not is_beside(row, s.trigger, s.reading, self.annotated):
            return name, kind
        if row.object is None or not _names_prep(s.reading.predicate):
            return name, "OTHER"
        return f"{s.trigger.lemma}_{row.object.head.lower_}", "OTHER"

    def _kind(self, s: Statement, row: Row) -> EventKind:
        if row.object is not None and s.rule.endswith("agentless") and is_of_inner(row.object, s.trigger):
            return "OTHER"
        return kind_of(row, s.reading, self.annotated, self.event_ids)

    def alone(self, token: Token) -> Argument:
        """A noun with what stands before it, and nothing of what stands behind."""
        start, end = self.annotated.spans.of(left_edge(token), token.i + 1)
        return replace(self.argument(token), start=start, end=end, text=self.annotated.spans.original[start:end])

    def in_row(self, token: Token, last: Token | None = None) -> Argument:
        """A noun in a row's slot: its whole phrase, but of an object, whose phrases have rows of their own."""
        return self.argument(token, last, SHORT if token.dep_ == "dobj" else WHOLE)

    def argument(self, token: Token, last: Token | None = None, longest: int = SHORT) -> Argument:
        """The words that stand for a noun, up to the last it lists, with its entity or the event it tells."""
        key = (token, last, longest if token.rights else SHORT)
        if key not in self.written:
            self.written[key] = self._argument(*key)
        return self.written[key]

    def _argument(self, token: Token, last: Token | None, longest: int) -> Argument:
        start, end = argument_tokens(token, self.annotated.mention_at(token), longest)
        if last is not None:
            end = max(end, argument_tokens(last, self.annotated.mention_at(last), longest)[1])
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


def _holds(phrase: Argument, inner: Argument) -> bool:
    """Whether one argument's words stand behind the first of another's: "two clerks of | the guild"."""
    return phrase.start < inner.start and inner.end <= phrase.end


def _cast(
    annotated: Annotated, triples: tuple[Triple, ...], events: tuple[EventMention, ...]
) -> tuple[tuple[Mention, ...], tuple[LocalEntity, ...]]:
    """The mentions and entities worth keeping: the named, the people and bodies, and whatever fills a slot."""
    rows: tuple[Triple | EventMention, ...] = (*triples, *events)
    used = {words.entity for row in rows for words in slots_of(row)}
    entities = tuple(
        e for e in annotated.entities if e.id in used or e.named or e.type in ("Person", "Group", "Organization")
    )
    kept = {e.id for e in entities}
    return tuple(m for m in annotated.mentions if m.entity in kept or m.type == "Time"), entities
