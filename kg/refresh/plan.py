"""What there is to do: the files of the sources beside those the ledger remembers, by the bytes they hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from kg.config import Settings, Source
from kg.errors import SourceError
from kg.ledger import FileRow, Ledger
from kg.progress import Progress, silent
from kg.sources import Failure, Fingerprint, SourceFile, fingerprint, matching

# What stands before the digest of a row that equals no file, so that the file is read when it is met again.
OPEN, GONE = "open:", "gone:"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file whose bytes are not those last read, and the row of that reading."""

    source: str
    file: SourceFile
    mark: Fingerprint
    row: FileRow | None


@dataclass(frozen=True, slots=True)
class Plan:
    """The files of all sources: those to read, the rows of those that are as they were, the rows of those gone."""

    waiting: tuple[Waiting, ...] = ()
    settled: tuple[FileRow, ...] = ()
    gone: tuple[FileRow, ...] = ()
    failures: tuple[Failure, ...] = ()
    lost_sources: tuple[Failure, ...] = ()
    files: int = 0

    def __add__(self, other: Plan) -> Plan:
        return Plan(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(Plan)))


def plan_of(ledger: Ledger, settings: Settings, progress: Progress[Any] = silent) -> Plan:
    """What there is to do; nothing is written. A source that cannot be read has lost nothing: its files stay."""
    forget = settings.refresh.vanished == "forget"
    sources = progress(settings.sources, "Looking")
    plans = (_source_plan(each, ledger.files(each.name), settings.workspace.root, forget) for each in sources)
    return sum(plans, Plan())


def _source_plan(source: Source, known: Mapping[str, FileRow], root: Path, forget: bool) -> Plan:
    listed = list(matching(source.path, root))
    failures = [each for each in listed if isinstance(each, Failure)]
    files = [each for each in listed if isinstance(each, SourceFile)]
    if not files:
        lost = [replace(each, where=f"source {source.name}: {each.where}") for each in failures]
        return Plan(settled=tuple(known.values()), lost_sources=tuple(lost))
    here = {file.name for file in files}
    gone = [row for path, row in known.items() if path not in here and (forget or not row.digest.startswith(GONE))]
    plan = _files_plan(source.name, files, known)
    return plan + Plan(gone=tuple(gone), failures=tuple(failures))


def _files_plan(source: str, files: Sequence[SourceFile], known: Mapping[str, FileRow]) -> Plan:
    marks = [(file, _mark(file)) for file in files]
    failures = [mark for _, mark in marks if isinstance(mark, Failure)]
    whole = [(file, known.get(file.name), mark) for file, mark in marks if isinstance(mark, Fingerprint)]
    waiting = [Waiting(source, file, mark, row) for file, row, mark in whole if not _same(row, mark)]
    other = {each.file.name for each in waiting}
    settled = [known[file.name] for file in files if file.name in known and file.name not in other]
    return Plan(tuple(waiting), tuple(settled), failures=tuple(failures), files=len(files))


def _mark(file: SourceFile) -> Fingerprint | Failure:
    try:
        return fingerprint(file.path)
    except OSError as error:
        return Failure(file.label, error.strerror or type(error).__name__, SourceError.__name__)


def _same(row: FileRow | None, mark: Fingerprint) -> bool:
    return row is not None and (row.size, row.digest) == (mark.size, mark.digest)
