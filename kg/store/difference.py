"""What to send so that a store that holds one set of records holds another: pure."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from kg.records import NODE_STATEMENTS, RELATION_STATEMENTS, Record

ROWS_A_BATCH = 1_000
NODES_A_DELETE = 500


class Place(NamedTuple):
    """Where a record hangs. A record whose place changes is forgotten and made anew: labels are given at birth."""

    statement: str
    word: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Batch:
    """One statement with its rows, few enough for one request."""

    statement: str
    word: str
    rows: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """The ids that are new, other and gone, and the batches that make them so, in the order to send them."""

    created: frozenset[str]
    changed: frozenset[str]
    removed: frozenset[str]
    batches: tuple[Batch, ...]

    @property
    def rows(self) -> int:
        """How many rows the batches hold."""
        return sum(len(batch.rows) for batch in self.batches)


def place(digest: str) -> Place:
    """The place that a record's digest tells."""
    statement, word, source, target, _ = json.loads(digest)
    return Place(statement, word, source, target)


def difference(held: Mapping[str, str], wanted: Mapping[str, Record]) -> Difference:
    """From the digests that a store holds to the records that it shall hold."""
    digests = {id_: record.digest for id_, record in wanted.items()}
    created, removed = wanted.keys() - held.keys(), held.keys() - wanted.keys()
    changed = {id_ for id_ in wanted.keys() & held.keys() if held[id_] != digests[id_]}
    places = {id_: place(held[id_]) for id_ in removed | changed}
    moved = {id_ for id_ in changed if places[id_] != place(digests[id_])}
    lost = {id_ for id_ in removed | moved if places[id_].statement in NODE_STATEMENTS}
    written = created | changed | _torn_off(lost, held, wanted)
    loose = {
        id_: spot
        for id_, spot in places.items()
        if spot.statement in RELATION_STATEMENTS and spot.source not in lost and spot.target not in lost
    }
    made = {id_ for id_ in written if id_ in created or id_ in moved}
    batches = (
        *_forget(loose, lost),
        *_make(wanted[i] for i in sorted(made)),
        *_write(wanted[i] for i in sorted(written)),
    )
    return Difference(frozenset(created), frozenset(changed), frozenset(removed), batches)


def _torn_off(lost: set[str], held: Mapping[str, str], wanted: Mapping[str, Record]) -> set[str]:
    """The relationships that go with the nodes that are made anew, and must be made anew as well."""
    if not lost:
        return set()
    return {
        id_
        for id_, record in wanted.items()
        if id_ in held and record.source and (record.source in lost or record.target in lost)
    }


def _forget(loose: Mapping[str, Place], lost: set[str]) -> Iterator[Batch]:
    by_word: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for id_, spot in sorted(loose.items()):
        by_word[spot.word].append({"id": id_, "source_id": spot.source, "target_id": spot.target})
    for word, rows in sorted(by_word.items()):
        yield from _portions("forget_relation", word, rows, ROWS_A_BATCH)
    yield from _portions("forget_node", "", [{"id": id_} for id_ in sorted(lost)], NODES_A_DELETE)


def _make(records: Iterable[Record]) -> Iterator[Batch]:
    """Nodes with their labels and no more: what fills a new node is what changes an old one."""
    groups: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for record in records:
        if record.statement in NODE_STATEMENTS:
            groups[f"make_{record.statement}", record.word].append({"id": record.id})
    for (statement, word), rows in sorted(groups.items()):
        yield from _portions(statement, word, rows, ROWS_A_BATCH)


def _write(records: Iterable[Record]) -> Iterator[Batch]:
    groups: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for record in records:
        groups[record.statement, record.word].append(record.row)
    order = (*NODE_STATEMENTS, *RELATION_STATEMENTS)
    for statement, word in sorted(groups, key=lambda group: (order.index(group[0]), group[1])):
        yield from _portions(statement, word, groups[statement, word], ROWS_A_BATCH)


def _portions(statement: str, word: str, rows: list[dict[str, Any]], size: int) -> Iterator[Batch]:
    for first in range(0, len(rows), size):
        yield Batch(statement, word, tuple(rows[first : first + size]))
