"""One writer at a time in a workspace. The operating system's lock decides; the owner file only tells who holds it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from kg.errors import KGError
from kg.files import write_whole


@dataclass(frozen=True, slots=True)
class Owner:
    """Who holds a workspace: its process, that process's start, its command, and since when (ISO)."""

    pid: int
    started: str
    command: str
    since: str


@contextmanager
def workspace_lock(root: Path, command: str, now: datetime, notice: Callable[[str], None]) -> Iterator[Owner]:
    """Holds the workspace for this command inside the block; KGError at once if a living process holds it.

    The lock of a process that is gone is free, whatever has its number now: it is taken over with one line of notice.
    """
    from filelock import FileLock, Timeout

    lock, note = FileLock(root / "lock", timeout=0, mode=0o600), root / "lock.json"
    try:
        lock.acquire()
    except Timeout:
        raise KGError(f"workspace {root} is in use{_by(_read(note), now)}") from None
    except OSError as e:
        raise KGError(f"workspace {root} cannot be locked: {e.strerror or e}") from e
    try:
        if note.exists():
            notice(_taken_over(_read(note)))
        owner = Owner(os.getpid(), _process_start(now), command, now.isoformat(timespec="seconds"))
        write_whole(note, json.dumps(asdict(owner)))
        yield owner
    finally:
        note.unlink(missing_ok=True)
        lock.release()


def _taken_over(owner: Owner | None) -> str:
    run = f"`kg {owner.command}` (process {owner.pid}, since {owner.since})" if owner else "an earlier run"
    return f"took over the workspace from {run}, which ended without giving it back"


def _by(owner: Owner | None, now: datetime) -> str:
    if owner is None:
        return ""
    return f" by `kg {owner.command}` (process {owner.pid}, for {_age(owner.since, now)})"


def _age(since: str, now: datetime) -> str:
    try:
        seconds = max(0, int((now - datetime.fromisoformat(since)).total_seconds()))
    except (ValueError, TypeError):
        return "an unknown time"
    for size, unit in ((86_400, "d"), (3_600, "h"), (60, "min")):
        if seconds >= size:
            return f"{seconds // size} {unit}"
    return f"{seconds} s"


def _read(note: Path) -> Owner | None:
    try:
        return Owner(**json.loads(note.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _process_start(now: datetime) -> str:
    try:
        return datetime.fromtimestamp(Path("/proc/self").stat().st_ctime, now.tzinfo).isoformat(timespec="seconds")
    except OSError:  # no /proc here
        return now.isoformat(timespec="seconds")
