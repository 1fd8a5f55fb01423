"""How far a confidence can be believed: rows that a reader judged, in bins of their confidence.

The expected calibration error is the mean distance between a bin's confidence and the share of its rows that are right,
each bin weighed by its rows (Naeini, Cooper, Hauskrecht 2015).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import msgspec

from kg.errors import SourceError
from kg.model import Argument, Extraction, Status
from kg.triples import told

BINS = 10


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """A triple as it was found once, and whether a reader signs it. `start` is where its predicate's word stands."""

    id: str
    start: int
    subject: str | None
    object: str | None
    status: Status
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """Rows whose confidence lies from `low` to below `high`."""

    low: float
    high: float
    rows: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """The bins that hold rows, and how many judged rows are found no more as they were judged."""

    bins: tuple[Bin, ...]
    gone: int

    @property
    def rows(self) -> int:
        """The rows that were found again."""
        return sum(each.rows for each in self.bins)

    @property
    def error(self) -> float:
        """The expected calibration error, 0 to 1."""
        return sum(each.rows * abs(each.confidence - each.right) for each in self.bins) / max(1, self.rows)


def read_judged(lines: Iterable[str]) -> tuple[JudgedRow, ...]:
    """The judged rows of JSON lines; keys that are not needed are left out. Raises SourceError naming the line."""
    rows = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                rows.append(msgspec.json.decode(line, type=JudgedRow))
            except msgspec.MsgspecError as fault:
                raise SourceError(f"line {number} is no judged row: {fault}") from fault
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class _Found:
    """A row as it is found today; the word that tells it stands from `first` to `last`."""

    first: int
    last: int
    subject: str | None
    object: str | None
    status: Status
    confidence: float

    def is_judged(self, row: JudgedRow) -> bool:
        sides = ((self.subject, row.subject), (self.object, row.object))
        return (
            self.first <= row.start <= self.last and self.status == row.status and all(_agree(*pair) for pair in sides)
        )


def calibration(judged: Iterable[JudgedRow], extractions: Iterable[tuple[str, Extraction]]) -> Calibration:
    """What the confidences of today are worth; `extractions` come with the ids that the judged rows give."""
    found = {name: list(_found(extraction)) for name, extraction in extractions}
    believed, gone = [], 0
    for row in judged:
        confidence = next((each.confidence for each in found.get(row.id, ()) if each.is_judged(row)), None)
        if confidence is None:
            gone += 1
        else:
            believed.append((confidence, row.right))
    return Calibration(tuple(_bins(believed)), gone)


def _found(extraction: Extraction) -> Iterator[_Found]:
    """The triples, what events tell alone, and the phrases, whose word stands between them and their act."""
    for triple in told(extraction):
        act, subject = triple.predicate, _words(triple.subject)
        yield _Found(act.start, act.start, subject, _words(triple.object), triple.status, triple.confidence)
        for phrase in triple.phrases:
            first, last = min(act.start, phrase.start), max(act.end, phrase.end)
            yield _Found(first, last, subject, phrase.text, triple.status, phrase.confidence)


def _agree(one: str | None, other: str | None) -> bool:
    """Whether two wordings of a side are one, or one holds the other's words: "the firm", "the firm in Oslo"."""
    if one is None or other is None:
        return one is other
    short, long = sorted((one, other), key=len)
    return f" {short} " in f" {long} "


def _words(argument: Argument | None) -> str | None:
    return argument.text if argument is not None else None


def _bins(told: Sequence[tuple[float, bool]]) -> Iterable[Bin]:
    for number in range(BINS):
        here = [(c, right) for c, right in told if min(BINS - 1, int(c * BINS)) == number]
        if here:
            mean, right = sum(c for c, _ in here) / len(here), sum(right for _, right in here) / len(here)
            yield Bin(number / BINS, (number + 1) / BINS, len(here), mean, right)
