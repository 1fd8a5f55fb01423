"""Extractions written by hand: acts among named sides, each told in a sentence of its own whose offsets are right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kg.model import (
    Argument,
    Article,
    ArticleRef,
    Attribution,
    Count,
    Dating,
    EntityType,
    EventKind,
    EventMention,
    Extraction,
    ExtractorInfo,
    LocalEntity,
    Mention,
    Participant,
    Role,
    Span,
    Status,
    Trigger,
    content_id,
)

INFO = ExtractorInfo("by-hand", "1", "none", "0", "0")


@dataclass(frozen=True)
class Who:
    """Somebody or some place, by name; unnamed ones are worded."""

    name: str
    type: EntityType = "Organization"
    named: bool = True
    country: str | None = None


@dataclass(frozen=True)
class Act:
    """One act of one article. `content` counts the acts of the same article that it points at."""

    predicate: str
    kind: EventKind = "OTHER"
    actor: tuple[Who, ...] = ()
    recipient: tuple[Who, ...] = ()
    object: tuple[Who, ...] = ()
    organization: tuple[Who, ...] = ()
    place: Who | None = None
    day: str | None = None
    until: str | None = None
    status: Status = "actual"
    speakers: tuple[Who, ...] = ()
    count: Count | None = None
    content: tuple[int, ...] = ()

    def sides(self) -> list[tuple[Role, Who]]:
        told: dict[Role, tuple[Who, ...]] = {
            "actor": self.actor, "recipient": self.recipient, "object": self.object, "organization": self.organization,
        }  # fmt: skip
        return [(role, who) for role, several in told.items() for who in several]


@dataclass
class _Writer:
    """Writes the text and remembers where each name stands."""

    key: str
    words: list[str] = field(default_factory=list)
    length: int = 0
    who: dict[str, Who] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)

    def write(self, word: str) -> Span:
        start = self.length
        self.words.append(word)
        self.length = start + len(word) + 1
        return Span(start, start + len(word))

    def name(self, who: Who) -> Argument:
        span = self.write(who.name)
        identity = content_id("n", self.key, who.type, who.name)
        self.who[identity] = who
        mention = content_id("m", self.key, span.start, span.end)
        kind = "name" if who.named else "nominal"
        self.mentions.append(Mention(mention, span.start, span.end, who.name, kind, who.type, identity, "by hand"))
        return Argument(span.start, span.end, who.name, identity)


def told(
    key: str,
    *acts: Act,
    published: str | None = None,
    text: str = "",
    also: Sequence[Who] = (),
) -> tuple[Article, Extraction]:
    """The article that tells these acts, one a sentence, names those of `also`, and goes on with `text`."""
    writer = _Writer(key)
    ids = [content_id("v", key, number, act.predicate) for number, act in enumerate(acts)]
    events = tuple(_event(writer, act, identity, ids) for act, identity in zip(acts, ids, strict=True))
    for who in also:
        writer.name(who)
    if text:
        writer.write(text)
    entities = tuple(
        LocalEntity(identity, who.name, who.type, who.named, who.country) for identity, who in writer.who.items()
    )
    article = Article(key, " ".join(writer.words), published=published)
    return article, Extraction(ArticleRef(key), INFO, tuple(writer.mentions), entities, (), events)


def _event(writer: _Writer, act: Act, identity: str, ids: Sequence[str]) -> EventMention:
    start = writer.length
    sides = [(role, writer.name(who)) for role, who in act.sides()]
    trigger = writer.write(act.predicate)
    place = writer.name(act.place) if act.place else None
    attribution = None
    for who in reversed(act.speakers):
        attribution = Attribution(writer.name(who), "said", False, attribution)
    when = Dating(act.day, act.until or act.day, act.day, "said") if act.day else None
    sentence = Span(start, writer.write("then.").end)
    return EventMention(
        id=identity,
        type=act.kind,
        modes=(),
        predicate=act.predicate,
        status=act.status,
        polarity="negative" if act.status in ("negated", "denied") else "positive",
        modality="reported" if act.status == "claimed" else "factual",
        attribution=attribution,
        trigger=Trigger(trigger.start, trigger.end, act.predicate),
        sentence=sentence,
        participants=tuple(
            Participant(role, a.start, a.end, a.text, a.entity, act.count if number == len(sides) - 1 else None)
            for number, (role, a) in enumerate(sides)
        ),
        content=tuple(ids[number] for number in act.content),
        condition=(),
        date=when,
        place=place,
        confidence=0.9,
        rule="by hand",
    )


class Unread:
    """An extractor whose work lies in the ledger already: `hand_extractions:Unread` in the settings."""

    info = INFO

    def extract(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """No article is left to read."""
        assert not list(articles)
        return iter(())
