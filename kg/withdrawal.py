"""Articles taken out of the graph, found among their neighbours: what is left is as if they had never been read.

Two graphs of the neighbours are assembled, with the articles and without them; where the two differ, the graph differs.
Every row that differs was made of neighbours alone if the store holds it just so. Where it does not, more articles are
taken for neighbours, and at last all of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg import graphs, intake, pipeline
from kg.config import Settings
from kg.graphs import Read
from kg.ledger import BuildRow, Ledger
from kg.model import Graph
from kg.records import Record, build_digest, digests, lower
from kg.resolve import Part, part_of, stories
from kg.store import LoadReport, Store

TRIES = 3
"""How often the neighbourhood is widened before everything is assembled."""


@dataclass(frozen=True, slots=True)
class Change:
    """The digests of the rows that go or become others, the records that come, and the stories of the articles left."""

    held: Mapping[str, str]
    wanted: Mapping[str, Record]
    story_of: Mapping[str, str]


def forget(
    ledger: Ledger, settings: Settings, keys: Sequence[str], progress: intake.Progress[Any] = intake.silent
) -> LoadReport:
    """Withdraw articles, and exactly what only they supported, from the ledger and the store of these settings."""
    with pipeline.store_of(settings) as store:
        return withdraw(ledger, settings, store, keys, progress)


def withdraw(
    ledger: Ledger,
    settings: Settings,
    store: Store,
    keys: Sequence[str],
    progress: intake.Progress[Any] = intake.silent,
) -> LoadReport:
    """Withdraw articles, and exactly what only they supported, from the ledger and this store."""
    basis = graphs.basis_of(settings)
    change = change_without(ledger, settings, store.address, keys)
    for key in keys:
        ledger.remove_article(key)
    if change and (report := _amend(ledger, store, change, basis, progress)):
        return report
    return pipeline.load(ledger, store, graphs.assembled(ledger, settings), progress, basis)


def change_without(ledger: Ledger, settings: Settings, address: str, keys: Iterable[str]) -> Change | None:
    """What forgetting these articles does to the rows that are loaded at this address.

    None where their neighbours cannot tell: all must be assembled.
    """
    basis, gone = graphs.basis_of(settings), frozenset(keys)
    last = ledger.build(address)
    if last is None or basis is None or last.basis != basis or ledger.unshared(basis):
        return None
    near = gone | ledger.sharing_acts(gone) | ledger.told_in(ledger.stories(gone).values()) | _renamed(ledger, gone)
    for _ in range(TRIES):
        change = _change(ledger, settings, gone, near)
        if _is_whole(change, ledger.digests(address, {*change.held, *change.wanted})):
            return change
        near |= ledger.sharing_acts(near)
    return None


def _renamed(ledger: Ledger, gone: Collection[str]) -> set[str]:
    """The articles that name an actor whose id, the first of its parts', goes with these articles."""
    keys = ledger.part_keys(gone)
    lost = {row.key for row in ledger.parts(keys, first=True) if row.article in gone}
    return {row.article for row in ledger.parts(lost)}


def _change(ledger: Ledger, settings: Settings, gone: Collection[str], near: Collection[str]) -> Change:
    read = graphs.extractions_of(ledger, settings, near)
    rest = [(article, extraction) for article, extraction in read if article.key not in gone]
    parts, story_of = _elsewhere(ledger, gone, near), ledger.stories(near)
    before = graphs.graph_from(read, settings, elsewhere=parts, story_of=story_of)
    left = _stories_left(rest, story_of, gone)
    after = graphs.graph_from(rest, settings, elsewhere=parts, story_of=left)
    return _between(before, after, left)


def _elsewhere(ledger: Ledger, gone: Collection[str], near: Collection[str]) -> list[Part]:
    """What other articles give to the actors of those that go: all of it; to the others nearby, the first: the id."""
    own = ledger.part_keys(gone)
    rows = ledger.parts(own) + ledger.parts(ledger.part_keys(near) - own, first=True)
    return [part_of(row.id, row.told, row.article, row.published) for row in rows if row.article not in near]


def _stories_left(rest: Read, story_of: Mapping[str, str], gone: Collection[str]) -> dict[str, str]:
    """The story of each article that is left: one that an article goes from may fall apart."""
    parted = {story_of[key] for key in gone}
    again = stories([article for article, _ in rest if story_of[article.key] in parted])
    return {article.key: again.get(article.key, story_of[article.key]) for article, _ in rest}


def _between(before: Graph, after: Graph, story_of: Mapping[str, str]) -> Change:
    old, new, records = digests(before), digests(after), lower(after)
    return Change(
        held={id_: digest for id_, digest in old.items() if new.get(id_) != digest},
        wanted={id_: records[id_] for id_, digest in new.items() if old.get(id_) != digest},
        story_of=story_of,
    )


def _is_whole(change: Change, loaded: Mapping[str, str]) -> bool:
    """Whether the rows that the change begins with are those that are loaded: none is made of other articles too."""
    return loaded == change.held


def _amend(
    ledger: Ledger, store: Store, change: Change, basis: str | None, progress: intake.Progress[Any]
) -> LoadReport | None:
    last = ledger.build(store.address)
    held = _without_names_in_use(store, change)
    report = store.amend(held, change.wanted, last.digest, progress) if last else None
    if last and report:
        store.renew_names()
        removed, digest = held.keys() - change.wanted.keys(), build_digest(report.digests, held, last.digest)
        ledger.update_loaded(store.address, report.digests, removed, BuildRow(digest, basis))
        ledger.put_stories(change.story_of)
    return report


def _without_names_in_use(store: Store, change: Change) -> dict[str, str]:
    """The rows that go, but for names that an actor bears who is no neighbour."""
    names = [id_ for id_, digest in change.held.items() if digest.startswith('["name"') and id_ not in change.wanted]
    kept = store.names_in_use(names, but=change.held)
    return {id_: digest for id_, digest in change.held.items() if id_ not in kept}
