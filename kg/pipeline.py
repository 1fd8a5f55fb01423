"""The steps in order: sources to ledger, ledger to extractions, extractions to a graph, the graph to a store."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from kg.assemble import assemble
from kg.catalog import name_key
from kg.config import Settings, Workspace
from kg.corrections import Corrections, Suppression, read_corrections, write_corrections
from kg.errors import ConfigError
from kg.exchange import from_bytes, to_bytes
from kg.files import write_whole
from kg.ledger import BuildRow, FailureRow, Ledger, SharesRow
from kg.model import Article, ArticleRef, Extraction, ExtractorInfo, Graph, content_id
from kg.ontology import Additions, use
from kg.records import build_digest, fingerprint
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
from kg.sources import Failure
from kg.store import LoadReport, Store, open_store

if TYPE_CHECKING:
    from kg.extract import Extractor

CHUNK = 8
"""Articles handed to a worker at a time."""
TITLE = "Who did what to whom"
"""What a page is called that nobody has given a title."""
SHARED_AT_ONCE = 1_000
"""Articles whose shares are noted in one transaction."""
WORTH_A_PROCESS = 40
"""A second process costs as much as reading some forty articles."""

Read = Sequence[tuple[Article, Extraction]]
"""Articles, each with what was found in it."""
Item = TypeVar("Item")
Progress = Callable[[Sequence[Item], str], Iterable[Item]]
"""Wraps a sequence to show how far its loop has come; the words say what is done."""


def silent(items: Sequence[Item], words: str) -> Iterable[Item]:
    """The Progress that shows nothing."""
    return items


@dataclass(frozen=True, slots=True)
class Intake:
    """What the sources brought: keys of new and changed articles, how many were known, what failed.

    `replaced` are the changed articles as they were, whose words are to leave the workspace.
    """

    new: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: int
    failures: tuple[Failure, ...]
    replaced: tuple[Article, ...] = ()


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did; `run` is its number in the ledger, where the caller notes its end."""

    run: int
    intake: Intake
    extracted: int
    foreign: tuple[str, ...]
    graph: Graph
    load: LoadReport


def make_extractor(settings: Settings) -> Extractor:
    """The extractor of these settings: kg's own, or `package.module:name`.

    Raises ConfigError when the name cannot be imported, or what it names makes no extractor.
    """
    use(settings.additions)
    return _extractor(settings.build.extractor, settings.model.name, settings.additions)


@cache
def _extractor(named: str, model: str, additions: Additions) -> Extractor:
    if not named:
        from kg.extract import RuleExtractor  # it brings spaCy, which asking a store does not need

        return RuleExtractor(model, additions)
    module, _, name = named.partition(":")
    try:
        made: Extractor = getattr(import_module(module), name)()
    except (ImportError, AttributeError, ValueError, TypeError) as fault:
        raise ConfigError(
            f"[build] extractor: {named!r} cannot be used ({fault}); it is written package.module:name"
        ) from fault
    if not hasattr(made, "extract") or not hasattr(made, "info"):
        raise ConfigError(
            f"[build] extractor: {named!r} makes a {type(made).__name__}, which has no info and no extract"
        )
    return made


# ---- sources to ledger ----------------------------------------------------------------------------------------------


def take_in(ledger: Ledger, items: Iterable[Article | Failure], now: str) -> Intake:
    """Keep every article; each is committed as it comes, so that nothing is lost by an interruption."""
    found: dict[str, list[str]] = {"new": [], "changed": [], "unchanged": []}
    failures: list[Failure] = []
    replaced: list[Article] = []
    for item in items:
        if isinstance(item, Failure):
            failures.append(item)
            continue
        old = ledger.article(item.key)
        change = ledger.put_article(item, now)
        found[change].append(item.key)
        replaced += [old] if old and change == "changed" else []
    return Intake(
        tuple(found["new"]), tuple(found["changed"]), len(found["unchanged"]), tuple(failures), tuple(replaced)
    )


# ---- ledger to extractions ------------------------------------------------------------------------------------------


def extract_all(ledger: Ledger, settings: Settings, progress: Progress[Article] = silent) -> int:
    """Extract every article that this extractor has not read yet; each is committed as it is done. How many it were."""
    identity = identify(make_extractor(settings).info)
    done = 0
    for article, extraction in _read(unread(ledger, settings), settings, progress):
        ledger.put_extraction(article.text_hash, identity, extraction)
        done += 1
    return done


def unread(ledger: Ledger, settings: Settings) -> list[Article]:
    """The articles that this extractor has not read: new ones, or all of them after a change of rules or model."""
    identity = identify(make_extractor(settings).info)
    return [a for a in ledger.articles() if a.language is None and ledger.extraction(a.text_hash, identity) is None]


def identify(info: ExtractorInfo) -> str:
    """The key under which an extractor's work is kept."""
    return "/".join((info.name, info.version, info.model, info.model_version, info.model_hash))


def extract_articles(articles: Iterable[Article], settings: Settings) -> Iterator[tuple[Article, Extraction]]:
    """The extraction of each article, in order, without a workspace."""
    extractor = make_extractor(settings)
    for article in articles:
        if article.language is not None:
            yield article, empty_extraction(article, extractor.info)
        else:
            yield article, next(iter(extractor.extract([article])))


def empty_extraction(article: Article, info: ExtractorInfo) -> Extraction:
    """What is found in an article that is in another language: it is kept, not read."""
    return Extraction(ArticleRef(article.key), info, (), (), (), ())


def _read(
    waiting: Sequence[Article], settings: Settings, progress: Progress[Article]
) -> Iterator[tuple[Article, bytes]]:
    """Each article with its extraction's bytes, in order; equal bytes with any number of processes."""
    processes = min(settings.build.processes or os.cpu_count() or 1, 1 + len(waiting) // WORTH_A_PROCESS)
    if processes == 1:
        extractions = make_extractor(settings).extract(iter(waiting))
        yield from ((article, to_bytes(next(extractions))) for article in progress(waiting, "Reading"))
        return
    with ProcessPoolExecutor(processes, get_context("spawn"), _leave_ctrl_c) as pool:
        chunks = pool.map(_read_chunk, _chunks(waiting), _repeat(settings))
        finished = (extraction for chunk in chunks for extraction in chunk)
        try:
            yield from ((article, next(finished)) for article in progress(waiting, "Reading"))
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _leave_ctrl_c() -> None:
    """A terminal's Ctrl-C reaches every process; only the first one answers it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _repeat(settings: Settings) -> Iterator[Settings]:
    while True:
        yield settings


def _read_chunk(articles: Sequence[Article], settings: Settings) -> list[bytes]:
    return [to_bytes(extraction) for extraction in make_extractor(settings).extract(articles)]


def _chunks(articles: Sequence[Article]) -> Iterator[list[Article]]:
    rest = iter(articles)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


# ---- extractions to a graph -----------------------------------------------------------------------------------------


def extractions(ledger: Ledger, settings: Settings) -> list[tuple[Article, Extraction]]:
    """Every article of the ledger with its extraction, without the actors that are suppressed."""
    read = all_extractions(ledger, settings)
    suppressed = read_corrections(settings.workspace.corrections).suppressed
    if not suppressed:
        return read
    use(settings.additions)
    return without_suppressed(suppressed, read, *_entities(read, settings))


def all_extractions(ledger: Ledger, settings: Settings) -> list[tuple[Article, Extraction]]:
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
    return graph_from(extractions(ledger, settings), settings)


def assembled(ledger: Ledger, settings: Settings) -> Graph:
    """The graph of the ledger's articles; what they share is noted, so that one can be taken out without the rest."""
    read = extractions(ledger, settings)
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
    identity = identify(make_extractor(settings).info)
    aliases = sorted(aliases_of(settings).items())
    return content_id("b", identity, aliases, settings.build.min_confidence, settings.additions.digest)


def _note_shares(ledger: Ledger, settings: Settings, basis: str, read: Read) -> None:
    unread_, waiting = {article.key for article in unread(ledger, settings)}, set(ledger.unshared(basis))
    aliases, certain = aliases_of(settings), settings.build.min_confidence
    news = [(article, extraction) for article, extraction in read if article.key in waiting - unread_]
    for first in range(0, len(news), SHARED_AT_ONCE):
        found = ((a.key, shares_of(a, x, aliases, certain)) for a, x in news[first : first + SHARED_AT_ONCE])
        ledger.put_shares(basis, (SharesRow(key, shares.parts, shares.acts) for key, shares in found))


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


# ---- the graph to a store -------------------------------------------------------------------------------------------


@contextmanager
def store_of(settings: Settings) -> Iterator[Store]:
    """The store these settings name: a server's, or the workspace's own."""
    with open_store(
        settings.store.uri or settings.workspace.store,
        database=settings.store.database or None,
        user=settings.username or None,
        password=settings.password or None,
        relation_types=use(settings.additions).relation_types,
    ) as store:
        yield store


def load(
    ledger: Ledger, store: Store, graph: Graph, progress: Progress[Any] = silent, basis: str | None = None
) -> LoadReport:
    """Make the store hold the graph, by the difference, and remember what it holds, and by which settings it is so."""
    last, whole = ledger.build(store.address), fingerprint(graph)
    if last and (last.basis, last.graph) == (basis, whole) and store.holds(last.digest):
        return LoadReport(0, 0, 0, {})
    known = ledger.loaded(store.address)
    report = store.load(graph, known or None, progress)
    changed = {id_: digest for id_, digest in report.digests.items() if known.get(id_) != digest}
    removed = known.keys() - report.digests.keys()
    if removed or changed.keys() & known.keys():
        store.renew_names()  # noted only afterwards: a run that is killed here is made up for by the next
    build = BuildRow(build_digest(report.digests), basis, whole)
    if changed or removed or last != build:
        ledger.update_loaded(store.address, changed, removed, build)
    return report


def build(
    ledger: Ledger,
    settings: Settings,
    items: Iterable[Article | Failure],
    now: str,
    progress: Progress[Any] = silent,
) -> BuildReport:
    """Take in, extract what is new, assemble all, load the difference. Adds, never removes.

    `now` (ISO) is kept as the time the articles were seen.
    """
    run = ledger.start_run("build", now)
    intake = take_in(ledger, items, now)
    ledger.put_failures([FailureRow(run, f.where, f.reason, f.error) for f in intake.failures])
    extracted = extract_all(ledger, settings, progress)
    graph = assembled(ledger, settings)
    with store_of(settings) as store:
        loaded = load(ledger, store, graph, progress, basis_of(settings))
    foreign = tuple(article.key for article in ledger.articles() if article.language is not None)
    return BuildReport(run, intake, extracted, foreign, graph, loaded)


def correct(ledger: Ledger, settings: Settings, corrections: Corrections) -> tuple[Graph, LoadReport]:
    """Keep these corrections in place of those before, and make the store hold the graph that they give."""
    write_corrections(settings.workspace.corrections, corrections)
    graph = assembled(ledger, settings)
    with store_of(settings) as store:
        return graph, load(ledger, store, graph, basis=basis_of(settings))


# ---- the graph to a page --------------------------------------------------------------------------------------------


def draw(graph: Graph, workspace: Workspace, output: Path, title: str) -> None:
    """Write the graph as a page; what an earlier page showed stays where it was."""
    from kg.explorer import page

    made = page(graph, title=title, positions=_places(workspace.layout))
    write_whole(output, made.html)
    write_whole(workspace.layout, json.dumps(made.positions, indent=0, sort_keys=True))


def _places(layout: Path) -> dict[str, tuple[float, float]]:
    """Where the last page had its nodes; a layout that cannot be read is none."""
    try:
        return {node: (float(x), float(y)) for node, (x, y) in json.loads(layout.read_text(encoding="utf-8")).items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
