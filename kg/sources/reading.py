"""Every input in turn, every article in it, and a word about each that could not be read."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from kg.config import Limits
from kg.errors import ArticleError, SourceError
from kg.model import Article
from kg.sources.encodings import decode
from kg.sources.files import SourceFile, files
from kg.sources.language import other_language
from kg.sources.pdf import read_pdf
from kg.sources.records import Failure, Record, Records, article
from kg.sources.tables import is_object, json_lines, json_records, read_csv, read_json, read_jsonl, whole
from kg.sources.web import read_html

STDIN = "standard input"
DEFAULT_LIMITS = Limits()


def read(
    inputs: Sequence[str | Path], *, stdin: BinaryIO | None = None, limits: Limits = DEFAULT_LIMITS
) -> Iterator[Article | Failure]:
    """Every article of these files and folders (`-`: standard input), in input order, one at a time.

    What cannot be read is a Failure and loses nothing else. A key that comes again with the same text is passed over;
    with another text it is a Failure that names both places.
    """
    yield from _distinct(chain.from_iterable(_records(item, stdin, limits) for item in inputs), limits)


def read_file(file: SourceFile, limits: Limits = DEFAULT_LIMITS) -> Iterator[Article | Failure]:
    """The articles of one file, with the keys they have when its whole folder is read."""
    yield from _distinct(_file_records(file, limits), limits)


def _read_text(file: SourceFile, limits: Limits) -> Records:
    yield Record(file.label, file.name, {"text": decode(whole(file.path, limits.article_bytes))})


_READERS: dict[str, Callable[[SourceFile, Limits], Records]] = {
    ".csv": read_csv,
    ".htm": read_html,
    ".html": read_html,
    ".json": read_json,
    ".jsonl": read_jsonl,
    ".pdf": read_pdf,
    ".txt": _read_text,
}


def _records(item: str | Path, stdin: BinaryIO | None, limits: Limits) -> Records:
    if str(item) == "-":
        yield from _guarded(STDIN, _stdin_records(stdin or sys.stdin.buffer, limits))
        return
    for found in files(Path(item)):
        if isinstance(found, Failure):
            yield found
        else:
            yield from _file_records(found, limits)


def _file_records(file: SourceFile, limits: Limits) -> Records:
    return _guarded(file.label, _nonempty(file, limits))


def _nonempty(file: SourceFile, limits: Limits) -> Records:
    if file.path.stat().st_size == 0:
        raise ArticleError("the file is empty")
    yield from _READERS[file.ending](file, limits)


def _guarded(label: str, records: Records) -> Records:
    """These records; what ends them early is a Failure at the end."""
    try:
        yield from records
    except ArticleError as e:
        yield Failure.of(label, e)
    except OSError as e:
        yield Failure(label, e.strerror or type(e).__name__, SourceError.__name__)


def _stdin_records(stream: BinaryIO, limits: Limits) -> Records:
    """JSON lines are read as they come if the first line is one; anything else is read to its end."""
    head = stream.readline(limits.article_bytes)
    while head and not head.strip():
        head += stream.readline(limits.article_bytes)
    if is_object(head):
        yield from json_lines(_Rejoined(head, stream), "stdin", STDIN, limits)  # type: ignore[arg-type]
        return
    data = head + stream.read(limits.file_bytes)
    if not data:
        raise ArticleError("nothing came in")
    yield from _whole_stdin(data, limits)


def _whole_stdin(data: bytes, limits: Limits) -> Records:
    text = decode(data)
    try:
        records = list(json_records(text, "stdin", STDIN))
    except ArticleError:
        records = [Record(STDIN, "stdin", {"text": text})]
    if text.lstrip().startswith("{") and any(is_object(line) for line in data.splitlines()):
        records = list(json_lines(BytesIO(data), "stdin", STDIN, limits))
    yield from records


class _Rejoined:
    """A stream whose first bytes were already read."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = BytesIO(head)
        self._rest = rest

    def readline(self, limit: int) -> bytes:
        return self._head.readline(limit) or self._rest.readline(limit)

    def read(self, limit: int) -> bytes:
        return self._head.read(limit) + self._rest.read(limit)


def _distinct(records: Iterable[Record | Failure], limits: Limits) -> Iterator[Article | Failure]:
    seen: dict[str, tuple[str, str]] = {}
    for record in records:
        made = record if isinstance(record, Failure) else _made(record, limits)
        if isinstance(record, Failure) or isinstance(made, Failure):
            yield made
        elif made.key not in seen:
            seen[made.key] = made.text_hash, record.where
            yield made
        elif seen[made.key][0] != made.text_hash:
            yield _taken(made.key, seen[made.key][1], record.where)


def _made(record: Record, limits: Limits) -> Article | Failure:
    try:
        made = article(record, limits)
    except ArticleError as e:
        return Failure.of(record.where, e)
    return replace(made, language=other_language(made.text))


def _taken(key: str, first: str, second: str) -> Failure:
    reason = f"the key {key!r} is already that of {first}, with another text or date: give one of the two another id"
    return Failure(second, reason, ArticleError.__name__)
