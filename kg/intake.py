"""Articles into the ledger, and what the extractor finds in them."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from itertools import islice
from multiprocessing import get_context
from typing import TYPE_CHECKING

from kg.config import Settings
from kg.errors import ConfigError
from kg.exchange import to_bytes
from kg.ledger import Ledger
from kg.model import Article, ArticleRef, Extraction, ExtractorInfo
from kg.ontology import Additions, use
from kg.progress import Progress, silent
from kg.sources import Failure

if TYPE_CHECKING:
    from kg.extract import Extractor

CHUNK = 8
"""Articles handed to a worker at a time."""
WORTH_A_PROCESS = 40
"""A second process costs as much as reading some forty articles."""


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
