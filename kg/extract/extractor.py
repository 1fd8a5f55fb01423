"""Doc to Extraction: mentions and entities, then every act with its sides, status, voice, time and place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec.structs import replace

from kg.extract.acts import statements
from kg.extract.annotated import Annotated, annotate
from kg.extract.rows.statement import Statement
from kg.extract.syntax.tree import Doc
from kg.extract.writer import Writer
from kg.model import (
    Article,
    ArticleRef,
    EventMention,
    Extraction,
    ExtractorInfo,
    LocalEntity,
    Mention,
    Triple,
    content_id,
    slots_of,
)
from kg.text import CleanText


def extract(doc: Doc, clean: CleanText, article: Article, info: ExtractorInfo) -> Extraction:
    """All that is found in one article. Pure: equal docs give equal Extractions."""
    annotated = annotate(doc, clean, article)
    published = date.fromisoformat(article.published) if article.published else None
    found = statements(annotated, published)
    writer = Writer(
        annotated,
        {s.trigger.i: _event_id(annotated, s) for s in found if s.is_event},
        frozenset(s.trigger.i for s in found if s.is_event and s.reading.kind != "OTHER"),
    )
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


def _event_id(annotated: Annotated, statement: Statement) -> str:
    return content_id("v", annotated.key, *annotated.spans.of_word(statement.trigger), statement.reading.predicate)


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
