"""From what each article says to one Graph. Pure: equal extractions, in any order, give an equal Graph."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from textwrap import shorten

from msgspec.structs import replace

from kg.model import (
    STATUSES,
    Article,
    ArticleRow,
    Attribution,
    Count,
    Entity,
    Event,
    EventLink,
    EventMention,
    Evidence,
    Extraction,
    Graph,
    LinkType,
    MentionedIn,
    Relation,
    Role,
    RoleRow,
    Speaker,
    Status,
    chain_of,
    content_id,
)
from kg.ontology import OTHER_TYPE, Target, ontology
from kg.resolve import Part, Report, Resolved, parts_of, resolve_entities, resolve_events, stories

HAPPENED = frozenset(("actual", "claimed"))
REFUSED = frozenset(("negated", "denied"))
LABEL = 80
OWNING = re.compile(r"['’]s?\s+(\w+\s+)?")
"""What stands between an owner and a noun: "the group's", "the group's latest"."""


def assemble(
    read: Sequence[tuple[Article, Extraction]],
    aliases: Mapping[str, str] | None = None,
    min_confidence: float = 0.0,
    *,
    elsewhere: Sequence[Part] = (),
    story_of: Mapping[str, str] | None = None,
) -> Graph:
    """The graph of these articles. `aliases` maps folded names to the name they stand for.

    Event mentions below `min_confidence` are left out. Where these are some articles of many, `elsewhere` is what the
    others give to entities, and `story_of` names the story of each article.
    """
    entities, of = resolve_entities([*parts_of(read), *elsewhere], aliases or {})
    named = frozenset(identity for identity, entity in entities.items() if entity.named)
    reports = [
        _Told(article, Report(mention, article.published, of, named))
        for article, extraction in read
        for mention in map(_mutual, extraction.events)
        if mention.confidence >= min_confidence
    ]
    event_of = resolve_events([told.report for told in reports])
    story_of = stories([article for article, _ in read]) if story_of is None else story_of
    events = _gather(reports, event_of)
    clauses = dict(pair for _, extraction in read for pair in _clauses(extraction))
    triggers = {told.mention.id: told.mention.trigger.start for told in reports}
    rows = _Rows(entities, event_of, story_of, clauses, triggers)
    return Graph.of(
        [
            *(rows.article(article) for article, _ in read),
            *rows.entities(),
            *(rows.event(identity, told) for identity, told in events.items()),
            *(rows.evidence(told) for told in reports),
            *rows.mentioned_in(read, of),
            *(row for identity, told in events.items() for row in rows.roles(identity, told)),
            *(row for identity, told in events.items() for row in rows.links(identity, told)),
            *rows.relations(events),
        ]
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """One article's report of an event."""

    article: Article
    report: Report

    @property
    def mention(self) -> EventMention:
        return self.report.mention

    @property
    def evidence_id(self) -> str:
        return content_id("d", self.mention.id)


def _mutual(mention: EventMention) -> EventMention:
    """The mention; of a mutual act both sides are actors: whoever meets somebody is met."""
    row = ontology().predicates.get(mention.predicate)
    if row is None or not row.symmetric:
        return mention
    sides = (replace(side, role="actor") if side.role == "recipient" else side for side in mention.participants)
    return replace(mention, participants=tuple(sides))


def _clauses(extraction: Extraction) -> Iterator[tuple[str, str]]:
    """(event mention, who does what to whom as one clause) for each act that a verb tells."""
    for triple in reversed(extraction.triples):
        told_by_noun = triple.subject and triple.subject.start > triple.predicate.start
        if triple.event and not told_by_noun and not triple.rule.endswith("adjunct"):
            subject, target = (words.text if words else "" for words in (triple.subject, triple.object))
            verb, _, wish = triple.predicate.text.partition("… ")
            words = (subject, verb, target, wish)
            yield triple.event, " ".join(" ".join(words).split())


def _gather(reports: Iterable[_Told], event_of: Mapping[str, str]) -> dict[str, list[_Told]]:
    """The reports of each event, in order of their ids."""
    events: dict[str, list[_Told]] = defaultdict(list)
    for told in sorted(reports, key=lambda told: told.mention.id):
        events[event_of[told.mention.id]].append(told)
    return dict(sorted(events.items()))


@dataclass(frozen=True, slots=True)
class _Rows:
    """Makes the rows of the graph from what was resolved."""

    resolved: Mapping[str, Resolved]
    event_of: Mapping[str, str]
    story_of: Mapping[str, str]
    clauses: Mapping[str, str]
    triggers: Mapping[str, int]

    def article(self, article: Article) -> ArticleRow:
        return ArticleRow(
            article.id, article.key, article.title, article.url, article.source, article.published, article.collected,
            self.story_of[article.key],
        )  # fmt: skip

    def entities(self) -> Iterator[Entity]:
        for entity in self.resolved.values():
            yield Entity(
                entity.id, entity.name, entity.type, entity.named, entity.aliases, entity.country, entity.sector,
                entity.affiliation, entity.n_articles, entity.first_seen, entity.last_seen,
            )  # fmt: skip

    def mentioned_in(self, read: Sequence[tuple[Article, Extraction]], of: Mapping[str, str]) -> Iterator[MentionedIn]:
        for article, extraction in read:
            counts = Counter(of[mention.entity] for mention in extraction.mentions if mention.entity)
            where = article.id
            yield from (MentionedIn(entity, where, count) for entity, count in counts.items())

    # ---- events and their evidence

    def event(self, identity: str, reports: list[_Told]) -> Event:
        best = min(
            reports, key=lambda told: (STATUSES.index(told.mention.status), -told.mention.confidence, told.mention.id)
        )
        when = next((t.mention.date for t in sorted(reports, key=_dated_first) if t.mention.date), None)
        return Event(
            id=identity,
            kind=best.mention.type,
            modes=tuple(sorted({mode for told in reports for mode in told.mention.modes})),
            predicate=best.mention.predicate,
            label=self._label(best),
            status=best.mention.status,
            disputed=_disputed(reports),
            date_from=when.from_ if when else None,
            date_to=when.to if when else None,
            date_text=when.text if when else None,
            date_basis=when.basis if when else None,
            n_articles=len({told.article.key for told in reports}),
            n_stories=len({self.story_of[told.article.key] for told in reports}),
            confidence=max(told.mention.confidence for told in reports),
        )

    def _label(self, told: _Told) -> str:
        """The event in the article's words: as a clause; a noun's from its owner or itself to the last of its sides."""
        mention = told.mention
        clause = self.clauses.get(mention.id) if mention.rule.partition(":")[0] not in ("nominal", "office") else None
        if clause:
            return shorten(clause, LABEL, placeholder="…")
        spans = [(p.start, p.end) for p in mention.participants] + [(mention.trigger.start, mention.trigger.end)]
        if mention.rule == "nominal":
            text, noun = told.article.text, mention.trigger.start
            spans = [(s, e) for s, e in spans if s >= noun or OWNING.fullmatch(text[e:noun])]
        start, end = min(s for s, _ in spans), max(e for _, e in spans)
        words = told.article.text[start:end]
        if len(words) > LABEL or "\n" in words:
            sides = {role: p.text for p in reversed(mention.participants) for role in (p.role,)}
            words = " ".join(
                filter(None, (sides.get("actor"), mention.trigger.text, sides.get("recipient") or sides.get("object")))
            )
        return " ".join(words.split())

    def evidence(self, told: _Told) -> Evidence:
        mention, sentence = told.mention, told.mention.sentence
        counts = [p.count for p in mention.participants if p.count is not None]
        count, when = (counts[0] if counts else None), mention.date
        speakers = tuple(self._speakers(mention.attribution, told))
        return Evidence(
            id=told.evidence_id,
            event=self.event_of[mention.id],
            article=told.article.id,
            quote=told.article.text[sentence.start : sentence.end],
            start_char=sentence.start,
            end_char=sentence.end,
            marks=tuple(_marks(mention)),
            status=mention.status,
            polarity=mention.polarity,
            modality=mention.modality,
            cue=mention.attribution.cue if mention.attribution else None,
            quoted=bool(mention.attribution and mention.attribution.quoted),
            speakers=speakers,
            date_from=when.from_ if when else None,
            date_to=when.to if when else None,
            date_text=when.text if when else None,
            date_basis=when.basis if when else None,
            count_low=count.low if count else None,
            count_high=count.high if count else None,
            count_text=count.text if count else None,
            confidence=mention.confidence,
            rule=mention.rule,
        )

    def _speakers(self, told_by: Attribution | None, told: _Told) -> Iterator[Speaker]:
        for depth, attribution in enumerate(chain_of(told_by)):
            entity = told.report.entity(attribution.speaker.entity) if attribution.speaker else None
            if entity:
                yield Speaker(entity, depth, attribution.cue, attribution.quoted)

    def roles(self, identity: str, reports: list[_Told]) -> Iterator[RoleRow]:
        held: dict[tuple[Role, str], set[str]] = defaultdict(set)
        for told in reports:
            for role, entity in self._sides(told):
                held[role, entity].add(told.evidence_id)
        yield from (RoleRow(identity, role, entity, tuple(sorted(ids))) for (role, entity), ids in held.items())

    def _sides(self, told: _Told) -> Iterator[tuple[Role, str]]:
        for participant in told.mention.participants:
            entity = told.report.entity(participant.entity)
            if entity:
                yield participant.role, entity
        place = told.report.entity(told.mention.place.entity) if told.mention.place else None
        if place:
            yield "place", place

    def links(self, identity: str, reports: list[_Told]) -> Iterator[EventLink]:
        for told in reports:
            about: dict[LinkType, tuple[str, ...]] = {
                "CONTENT": told.mention.content,
                "CONDITION": told.mention.condition,
            }
            for link, targets in about.items():
                for target in targets:
                    if self.event_of.get(target, identity) != identity:
                        yield EventLink(identity, link, self.event_of[target])

    # ---- relations

    def relations(self, events: Mapping[str, list[_Told]]) -> Iterator[Relation]:
        drawn: dict[tuple[str, str, str, bool, Status], dict[str, list[_Told]]] = defaultdict(dict)
        for identity, reports in events.items():
            status = self.event(identity, reports).status
            content = self._content(identity, reports)
            inside = {entity for each in content for told in events[each] for _, entity in self._sides(told)}
            for subject, target, is_event in self._pairs(reports, content, inside):
                drawn[subject, reports[0].mention.predicate, target, is_event, status][identity] = reports
        for (subject, predicate, target, is_event, status), supports in drawn.items():
            yield self._relation(subject, predicate, target, is_event, status, supports)

    def _relation(
        self,
        subject: str,
        predicate: str,
        target: str,
        is_event: bool,
        status: Status,
        supports: dict[str, list[_Told]],
    ) -> Relation:
        reports = [told for group in supports.values() for told in group]
        days = [t.mention.date for t in reports if t.mention.date]
        row = ontology().predicates.get(predicate)
        keys = {told.article.key for told in reports}
        return Relation(
            id=content_id("r", subject, predicate, target, status),
            subject=subject,
            type=row.type if row else OTHER_TYPE,
            kind=reports[0].mention.type,
            predicate=predicate,
            object=target,
            object_is_event=is_event,
            status=status,
            symmetric=bool(row and row.symmetric),
            event_ids=tuple(sorted(supports)),
            n_events=len(supports),
            n_articles=len(keys),
            n_stories=len({self.story_of[key] for key in keys}),
            first_date=min((d.from_ for d in days if d.from_), default=None),
            last_date=max((d.to for d in days if d.to), default=None),
            confidence=max(told.mention.confidence for told in reports),
        )

    def _content(self, identity: str, reports: list[_Told]) -> list[str]:
        """The events that an event is about."""
        about = {self.event_of[c] for told in reports for c in told.mention.content if c in self.event_of}
        return sorted(about - {identity})

    def _content_in_words(self, told: _Told) -> Iterator[str | None]:
        """What names one of the events that an event is about: "the accusation" of "rejected the accusation"."""
        about = [self.triggers[content] for content in told.mention.content if content in self.triggers]
        for side in told.mention.participants:
            if any(side.start <= trigger < side.end for trigger in about):
                yield told.report.entity(side.entity)

    def _pairs(
        self, reports: list[_Told], content: list[str], inside: Collection[str]
    ) -> Iterator[tuple[str, str, bool]]:
        """(subject, object, is the object an event) of each relation an event gives."""
        row = ontology().predicates.get(reports[0].mention.predicate)
        sides = self._sides_apart(reports, inside)
        if row is not None and row.symmetric:
            both = sorted(sides["actor"])
            yield from ((one, other, False) for one, other in combinations(both, 2))
            return
        wanted = row.to if row is not None else ("recipient",)
        targets = list(_targets(sides, wanted, content))
        targets = targets or [(side, False) for side in sorted(sides["recipient"] or sides["object"])]
        targets = targets or [(event, True) for event in content]
        for actor in sorted(sides["actor"]):
            yield from ((actor, target, is_event) for target, is_event in targets if actor != target)

    def _sides_apart(self, reports: list[_Told], inside: Collection[str]) -> Mapping[Role, set[str]]:
        """The entities of an event by role, without objects that are only part of what it is about.

        What stands `inside` the content is no object of its own: who refuses to send troops to Mali refuses that. Nor
        is the content in other words: who rejects an accusation rejects what is told.
        """
        sides: dict[Role, set[str]] = defaultdict(set)
        for told in reports:
            hidden = {*inside, *self._content_in_words(told)}
            for role, entity in self._sides(told):
                if role != "object" or entity not in hidden:
                    sides[role].add(entity)
        return sides


def _targets(
    sides: Mapping[Role, set[str]], wanted: Sequence[Target], content: list[str]
) -> Iterator[tuple[str, bool]]:
    """(id, is it an event) of all that a relation points at by its predicate's row."""
    roles = [role for role in wanted if role != "content"]
    apart = wanted[:1] != ("place",) and any(sides[role] for role in roles if role != "place")
    for role in roles:
        if role != "place" or not apart:  # who commands forces in Europe does not command Europe
            yield from ((side, False) for side in sorted(sides[role]))
    if "content" in wanted:
        yield from ((event, True) for event in content)


def _dated_first(told: _Told) -> tuple[bool, str]:
    return (told.mention.date is None or told.mention.date.from_ is None, told.mention.id)


def _disputed(reports: Sequence[_Told]) -> bool:
    """Whether one side says it happened and another that it did not, or their figures exclude each other."""
    statuses = {told.mention.status for told in reports}
    if statuses & HAPPENED and statuses & REFUSED:
        return True
    counts = [next((p.count for p in t.mention.participants if p.count is not None), None) for t in reports]
    return any(_exclude(one, other) for one, other in combinations([c for c in counts if c is not None], 2))


def _exclude(one: Count, other: Count) -> bool:
    """Whether two figures cannot both be meant: ranges apart, or two lowest figures ("at least 140", "over 100")."""
    if one.high is None and other.high is None:
        return one.low != other.low
    top_one, top_other = (c.high if c.high is not None else float("inf") for c in (one, other))
    return (one.low or 0) > top_other or (other.low or 0) > top_one


def _marks(mention: EventMention) -> Iterator[str]:
    """Which words of the quote play which part, as role:start:end counted in the quote."""
    spans = [("trigger", mention.trigger.start, mention.trigger.end)]
    spans += [(p.role, p.start, p.end) for p in mention.participants]
    spans += [("place", mention.place.start, mention.place.end)] if mention.place else []
    spans += [("speaker", a.speaker.start, a.speaker.end) for a in chain_of(mention.attribution) if a.speaker]
    begin, finish = mention.sentence.start, mention.sentence.end
    for role, start, end in sorted(set(spans), key=lambda span: (span[1], span[2], span[0])):
        if begin <= start and end <= finish:
            yield f"{role}:{start - begin}:{end - begin}"
