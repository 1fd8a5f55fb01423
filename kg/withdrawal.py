"""Articles taken out of the graph, found among their neighbours: what is left is as if they had never been read.

Two graphs of the neighbours are assembled, with the articles and without them: what is another row in the one than in
the other, changes. That is believed when every row that goes or changes, and every event that a changed row tells of
with all its reports, is loaded just so: then no article that is no neighbour has a part in them. Else more articles are
taken for neighbours, and at last all of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg import graphs, pipeline
from kg.config import Settings
from kg.graphs import Read
from kg.ledger import BuildRow, Ledger
from kg.progress import Progress, silent
from kg.records import Record, amended_digest, lower
from kg.resolve import Part, part_of, stories
from kg.store import LoadReport, Store
from kg.store.difference import anchor

TRIES = 3
"""How many neighbourhoods are tried, each wider than the last, before everything is assembled."""


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of the rows whose digest is `before`: the digests of those that go or become others, the records
    that come, and the stories of the articles left."""

    before: str
    held: Mapping[str, str]
    wanted: Mapping[str, Record]
    story_of: Mapping[str, str]


def withdraw(
    ledger: Ledger,
    settings: Settings,
    store: Store,
    keys: Sequence[str],
    progress: Progress[Any] = silent,
) -> LoadReport:
    """Withdraw articles, and exactly what only they supported, from the ledger and the store of these settings."""
    basis = graphs.basis_of(settings)
    change = change_without(ledger, settings, store.address, keys)
    for key in keys:
        ledger.remove_article(key)
    if change and (report := _amend(ledger, store, change, basis, progress)):
        return report
    return pipeline.load(ledger, store, graphs.assembled(ledger, settings), progress, basis)


def change_without(ledger: Ledger, settings: Settings, address: str, keys: Iterable[str]) -> Change | None:
    """What forgetting these articles does to the rows that are loaded at this address.

    None where their neighbours cannot tell, or other articles are loaded than the ledger has: all must be assembled.
    """
    basis, last = graphs.basis_of(settings), ledger.build(address)
    if basis is None or last is None or last.basis != basis or ledger.unshared(basis):
        return None
    own = ledger.stories(keys)
    changed = {*own, *ledger.told_in(own.values())}  # an article whose story falls apart is another article
    near = changed | ledger.sharing_acts(changed) | _renamed(ledger, own)
    for _ in range(TRIES):
        change, proof = _change(ledger, settings, own, near, last.digest)
        if ledger.digests(address, {*proof, *change.wanted}) == proof:
            return change
        near = near | ledger.sharing_acts(near)
    return None


def _renamed(ledger: Ledger, gone: Collection[str]) -> set[str]:
    """The articles that name an actor whose id, the first of its parts', goes with these articles."""
    keys = ledger.part_keys(gone)
    lost = {row.key for row in ledger.parts(keys, first=True) if row.article in gone}
    return {row.article for row in ledger.parts(lost)}


def _change(
    ledger: Ledger, settings: Settings, gone: Collection[str], near: Collection[str], before: str
) -> tuple[Change, dict[str, str]]:
    """What changes among these articles, and the digests that must be loaded if that is to be believed."""
    read = graphs.extractions_of(ledger, settings, near)
    rest = [(article, extraction) for article, extraction in read if article.key not in gone]
    parts, story_of = _elsewhere(ledger, gone, near), ledger.stories(near)
    left = _stories_left(rest, story_of, gone)
    old = lower(graphs.graph_from(read, settings, elsewhere=parts, story_of=story_of))
    new = lower(graphs.graph_from(rest, settings, elsewhere=parts, story_of=left))
    held = {id_: record.digest for id_, record in old.items() if new.get(id_) != record}
    wanted = {id_: record for id_, record in new.items() if old.get(id_) != record}
    proof = held | {id_: old[id_].digest for id_ in _told_of(old, new, {*held, *wanted})}
    return Change(before, held, wanted, left), proof


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


def _told_of(old: Mapping[str, Record], new: Mapping[str, Record], changed: Collection[str]) -> Iterator[str]:
    """The ids in `old` of the events that changed rows tell of, and of what ties them to their reports."""
    rows = [records[id_] for records in (old, new) for id_ in changed if id_ in records]
    events = {event for row in rows for event in _events_of(row)}
    ties = [row for records in (old, new) for row in records.values() if row.statement == "supports"]
    reports = {tie.source for tie in ties if tie.target in events}
    for tie in old.values():
        if tie.statement == "supports" and tie.source in reports:
            yield from (tie.id, tie.target)


def _events_of(row: Record) -> Iterable[str]:
    match row.statement:
        case "event":
            return (row.id,)
        case "supports":
            return (row.target,)
        case "derived":
            events: tuple[str, ...] = row.properties["event_ids"]  # type: ignore[assignment]
            return events
    return ()


def _amend(
    ledger: Ledger, store: Store, change: Change, basis: str | None, progress: Progress[Any]
) -> LoadReport | None:
    held = _without_names_in_use(store, change)
    report = store.amend(held, change.wanted, change.before, progress)
    if report is not None:
        store.renew_names()
        build = BuildRow(amended_digest(change.before, held, report.digests), basis)
        ledger.update_loaded(store.address, report.digests, held.keys() - change.wanted.keys(), build, change.story_of)
    return report


def _without_names_in_use(store: Store, change: Change) -> dict[str, str]:
    """The rows that go, but for names that an actor bears who is no neighbour."""
    names = [
        id_ for id_, digest in change.held.items() if anchor(digest).statement == "name" and id_ not in change.wanted
    ]
    kept = store.names_in_use(names, but=change.held)
    return {id_: digest for id_, digest in change.held.items() if id_ not in kept}
