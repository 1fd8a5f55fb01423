"""What a refresh did: a value that is printed, kept in the ledger, and turned into an exit code."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from kg.sources import Failure


@dataclass(frozen=True, slots=True)
class RefreshReport:
    """What a refresh did. Articles are named by their keys; `lost_sources` are those that could not be read at all.

    `lost` is told in no words of a text that is gone, and not at all when articles were forgotten; `left` says what may
    still hold such words.
    """

    started: str
    seconds: float
    files: int
    files_read: int
    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    forgotten: bool
    foreign: tuple[str, ...]
    failed: tuple[Failure, ...]
    lost_sources: tuple[Failure, ...]
    extracted: int
    rows_created: int
    rows_changed: int
    rows_removed: int
    relations_gained: int
    relations_lost: int
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    page: str
    left: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """0: all is well; 3: some articles could not be used; 4: a source could not be read. An error raised is 1."""
        if self.lost_sources:
            return 4
        return 3 if self.failed else 0

    def to_json(self) -> str:
        """The report as one line of JSON, as the ledger keeps it."""
        return json.dumps({**asdict(self), "exit_code": self.exit_code}, ensure_ascii=False)
