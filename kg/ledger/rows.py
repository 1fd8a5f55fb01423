"""What the ledger keeps beside articles and extractions, a row each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Run:
    """One build or refresh. A run that was killed has no end."""

    id: int
    command: str
    started: str
    ended: str | None
    report: str | None


@dataclass(frozen=True, slots=True)
class FailureRow:
    """What a run could not read."""

    run: int
    where: str
    reason: str
    error: str


@dataclass(frozen=True, slots=True)
class FileRow:
    """A source's file as last read, and the keys of the articles it gave."""

    source: str
    path: str
    size: int
    digest: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BuildRow:
    """A graph as loaded: the digest of its rows, the settings it is made by, and the fingerprint of the whole."""

    digest: str
    basis: str | None = None
    graph: str | None = None


class PartRow(NamedTuple):
    """What an article, published that day, gives to the entity with this key."""

    key: int
    id: str
    told: bytes
    article: str
    published: str | None
