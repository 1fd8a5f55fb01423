"""What to send so that a store that holds one set of records holds another: pure."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any, NamedTuple

from kg.records import NODE_STATEMENTS, RELATION_STATEMENTS, Record

ROWS_A_BATCH = 1_000
NODES_A_DELETE = 500
FEW = 200
"""Relationships up to which all are forgotten in one statement, whatever their types."""

_FORGET = ("forget_relation", "forget_few", "forget_node")
_ORDER = (*(f"make_{name}" for name in NODE_STATEMENTS), *NODE_STATEMENTS, *RELATION_STATEMENTS)


class Anchor(NamedTuple):
    """Where a record hangs. A record whose anchor changes is forgotten and made anew: labels are given at birth."""

    statement: str
    word: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Batch:
    """One statement with its records, few enough for one request."""

    statement: str
    word: str
    records: tuple[Record, ...]

    @property
    def rows(self) -> list[dict[str, Any]]:
        """What the statement takes, made when it is sent: all rows at once would be the graph a second time."""
        return [record.address if self.statement in _FORGET else record.row for record in self.records]


@dataclass(frozen=True, slots=True)
class Difference:
    """The ids that are new, other and gone, and the batches that make them so, in the order to send them."""

    created: Set[str]
    changed: Set[str]
    removed: Set[str]
    batches: tuple[Batch, ...]

    @property
    def rows(self) -> int:
        """How many rows the batches hold."""
        return sum(len(batch.records) for batch in self.batches)


def anchor(digest: str) -> Anchor:
    """Where a record of this digest hangs."""
    statement, word, source, target, _ = json.loads(digest)
    return Anchor(statement, word, source, target)


def difference(held: Mapping[str, str], wanted: Mapping[str, Record], digests: Mapping[str, str]) -> Difference:
    """From the digests that a store holds to the records that it shall hold, whose digests are given too."""
    created, removed = wanted.keys() - held.keys(), held.keys() - wanted.keys()
    changed = {id_ for id_, digest in digests.items() if held.get(id_, digest) != digest}
    places = {id_: anchor(held[id_]) for id_ in removed | changed}
    moved = {id_ for id_ in changed if places[id_] != anchor(digests[id_])}
    lost = {id_ for id_ in removed | moved if places[id_].statement in NODE_STATEMENTS}
    again = changed | _torn_off(lost, held, wanted)
    loose = {
        id_: spot
        for id_, spot in places.items()
        if spot.statement in RELATION_STATEMENTS and spot.source not in lost and spot.target not in lost
    }
    written = (record for id_, record in wanted.items() if id_ in created or id_ in again)
    batches = (*_forget(loose, lost), *_write(written, lambda id_: id_ in created or id_ in moved))
    return Difference(created, changed, removed, batches)


def _torn_off(lost: set[str], held: Mapping[str, str], wanted: Mapping[str, Record]) -> set[str]:
    """The relationships that go with the nodes that are made anew, and must be made anew as well."""
    if not lost & wanted.keys():
        return set()
    return {
        id_
        for id_, record in wanted.items()
        if id_ in held and record.source and (record.source in lost or record.target in lost)
    }


def _forget(loose: Mapping[str, Anchor], lost: set[str]) -> Iterator[Batch]:
    degrees = Counter(end for spot in loose.values() for end in (spot.source, spot.target))
    by_word: dict[str, list[Record]] = defaultdict(list)
    for id_, spot in sorted(loose.items()):
        by_word[spot.word].append(Record(id_, *_hub_last(spot, degrees), ()))
    if len(loose) <= FEW:
        yield from _portions("forget_few", "", [record for _, some in sorted(by_word.items()) for record in some], FEW)
    else:
        for word, records in sorted(by_word.items()):
            yield from _portions("forget_relation", word, records, ROWS_A_BATCH)
    yield from _portions("forget_node", "", [Record(id_, "", "", "", "", ()) for id_ in sorted(lost)], NODES_A_DELETE)


def _hub_last(spot: Anchor, degrees: Mapping[str, int]) -> Anchor:
    """The end with fewer relationships first: the embedded store looks for one among all those of its first end."""
    from_entity = spot.statement in ("mentioned_in", "derived")
    if (degrees[spot.source], from_entity) <= (degrees[spot.target], not from_entity):
        return spot
    return spot._replace(source=spot.target, target=spot.source)


def _write(records: Iterable[Record], is_made: Callable[[str], bool]) -> Iterator[Batch]:
    groups: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in records:
        new_node = record.statement in NODE_STATEMENTS and is_made(record.id)
        groups[f"make_{record.statement}" if new_node else record.statement, record.word].append(record)
    for statement, word in sorted(groups, key=lambda group: (_ORDER.index(group[0]), group[1])):
        yield from _portions(statement, word, groups[statement, word], ROWS_A_BATCH)


def _portions(statement: str, word: str, records: list[Record], size: int) -> Iterator[Batch]:
    for first in range(0, len(records), size):
        yield Batch(statement, word, tuple(records[first : first + size]))
