"""The ledger's articles as one graph, and what each of them shares with the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.assemble import assemble
from kg.catalog import name_key
from kg.config import Settings
from kg.corrections import Corrections, Suppression, read_corrections
from kg.exchange import from_bytes
from kg.files import code_digest
from kg.intake import empty_extraction, identify, make_extractor, unread
from kg.ledger import Ledger
from kg.model import Article, Extraction, Graph, content_id
from kg.ontology import use
from kg.resolve import (
    Part,
    Report,
    Resolved,
    hidden_entities,
    parts_of,
    resolve_entities,
    resolve_events,
    shares_of,
    suppression_of,
    without_suppressed,
)

CODE = ("resolve", "assemble.py", "records.py", "catalog.py", "model.py")
"""What makes a graph of extractions, and rows of the graph."""
SHARED_AT_ONCE = 1_000
"""Articles whose shares are noted in one transaction."""
Read = Sequence[tuple[Article, Extraction]]
"""Articles, each with what was found in it."""


def shown_extractions(ledger: Ledger, settings: Settings) -> list[tuple[Article, Extraction]]:
    """Every article of the ledger with its extraction, without the actors that are suppressed."""
    read = extractions(ledger, settings)
    suppressed = read_corrections(settings.workspace.corrections).suppressed
    if not suppressed:
        return read
    use(settings.additions)
    return without_suppressed(suppressed, read, *_entities(read, settings))


def extractions(ledger: Ledger, settings: Settings) -> list[tuple[Article, Extraction]]:
    """Every article of the ledger with its extraction; one in another language has an empty one.

    Nobody is left out: only for who decides whom to suppress.
    """
    return list(_extractions(ledger, settings, ledger.articles()))


def extractions_of(ledger: Ledger, settings: Settings, keys: Iterable[str]) -> list[tuple[Article, Extraction]]:
    """Those of the ledger's articles that have these keys, in their order, with their extractions."""
    return list(_extractions(ledger, settings, filter(None, map(ledger.article, sorted(keys)))))


def _extractions(
    ledger: Ledger, settings: Settings, articles: Iterable[Article]
) -> Iterator[tuple[Article, Extraction]]:
    info = make_extractor(settings).info
    identity = identify(info)
    for article in articles:
        data = ledger.extraction(article.text_hash, identity)
        yield article, from_bytes(data) if data is not None else empty_extraction(article, info)


def graph_of(ledger: Ledger, settings: Settings) -> Graph:
    """The graph of the ledger's articles, as these settings want it."""
    return graph_from(shown_extractions(ledger, settings), settings)


def assembled(ledger: Ledger, settings: Settings) -> Graph:
    """The graph of the ledger's articles; what they share is noted, so that one can be taken out without the rest."""
    read = shown_extractions(ledger, settings)
    graph = graph_from(read, settings)
    if basis := basis_of(settings):
        _note_shares(ledger, settings, basis, read)
        ledger.put_stories({article.key: article.story for article in graph.articles})
    return graph


def graph_from(
    read: Read,
    settings: Settings,
    *,
    elsewhere: Sequence[Part] = (),
    story_of: Mapping[str, str] | None = None,
) -> Graph:
    """The graph of these articles; `elsewhere` and `story_of` as `assemble` takes them."""
    use(settings.additions)
    certain = settings.build.min_confidence
    return assemble(read, aliases_of(settings), certain, elsewhere=elsewhere, story_of=story_of)


def basis_of(settings: Settings) -> str | None:
    """What a graph depends on beside its articles, as one id; None while an actor is suppressed.

    Who is suppressed is found among all articles: none can then be taken out by looking at its neighbours alone.
    """
    if read_corrections(settings.workspace.corrections).suppressed:
        return None
    rules = identify(make_extractor(settings).info), settings.additions.digest, code_digest(*CODE)
    return content_id("b", *rules, sorted(aliases_of(settings).items()), settings.build.min_confidence)


def _note_shares(ledger: Ledger, settings: Settings, basis: str, read: Read) -> None:
    waiting = set(ledger.unshared(basis))
    if not waiting:
        return
    waiting -= {article.key for article in unread(ledger, settings)}
    fresh = [(article, extraction) for article, extraction in read if article.key in waiting]
    aliases, certain = aliases_of(settings), settings.build.min_confidence
    for first in range(0, len(fresh), SHARED_AT_ONCE):
        found = ((a.key, shares_of(a, x, aliases, certain)) for a, x in fresh[first : first + SHARED_AT_ONCE])
        ledger.put_shares(basis, ((key, shares.parts, shares.acts) for key, shares in found))


def graph_ids(read: Read, settings: Settings) -> dict[str, str]:
    """What each article's own entities and events are called in the graph."""
    entities, of = _entities(read, settings)
    named = frozenset(identity for identity, entity in entities.items() if entity.named)
    reports = [
        Report(mention, article.published, of, named)
        for article, extraction in read
        for mention in extraction.events
        if mention.confidence >= settings.build.min_confidence
    ]
    return {**of, **resolve_events(reports)}


def suppressed_in(corrections: Corrections, read: Read, settings: Settings) -> Mapping[Suppression, frozenset[str]]:
    """Which entities of the graph of `read` each suppression hides."""
    return hidden_entities(corrections.suppressed, read, *_entities(read, settings))


def suppression_in(entity: str, read: Read, settings: Settings) -> Suppression:
    """The correction that hides this entity of the graph of `read`."""
    entities, of = _entities(read, settings)
    return suppression_of(entities[entity], read, of)


def _entities(read: Read, settings: Settings) -> tuple[Mapping[str, Resolved], Mapping[str, str]]:
    return resolve_entities(parts_of(read), aliases_of(settings))


def aliases_of(settings: Settings) -> Mapping[str, str]:
    """The key of an alias to the name, from kg.toml."""
    return {name_key(alias): row.name for row in settings.aliases for alias in row.aliases}
