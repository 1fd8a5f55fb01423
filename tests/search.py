"""A search for words in the bytes of a folder, however they are written there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.model import fold

_EMPTY = re.compile(rb"\0{8,}")


def files_with(folder: Path, needles: Iterable[str]) -> dict[str, list[str]]:
    """The files that hold one of these, and which: in any case, in UTF-8, UTF-16 or as JSON escapes it."""
    ways = [(needle, way) for needle in needles for way in _ways(needle)]
    found: dict[str, list[str]] = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        data = _EMPTY.sub(b"\0" * 8, path.read_bytes()).lower()
        if held := sorted({needle for needle, way in ways if way in data}):
            found[path.relative_to(folder).as_posix()] = held
    return found


def sentences_and_runs(text: str) -> set[str]:
    """Every sentence of a text, and every five of its words in a row."""
    words = text.split()
    runs = {" ".join(words[first : first + 5]) for first in range(len(words) - 4)}
    return {sentence.strip() for sentence in re.split(r"(?<=[.?!])\s", text) if sentence.strip()} | runs


def _ways(needle: str) -> Iterator[bytes]:
    for text in {needle.lower(), fold(needle)}:
        escaped = json.dumps(text)[1:-1]
        yield from {text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be"), escaped.lower().encode()}
