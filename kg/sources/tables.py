"""Many records in one file: JSON, JSON lines, CSV. One broken record loses nothing else."""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from kg.config import Limits
from kg.errors import ArticleError
from kg.sources.encodings import decode, encoding_of, marked
from kg.sources.files import SourceFile
from kg.sources.records import Failure, Record, Records

_DELIMITERS = (",", ";", "\t", "|")
_CELLS = 4  # a line may hold so many of the longest cells
_ESCAPED = 6  # a character may take six bytes in JSON


def read_json(file: SourceFile, limits: Limits) -> Records:
    """One object, or a list of objects; a file of JSON lines with this ending is read as such."""
    data = whole(file.path, limits.file_bytes)
    try:
        yield from json_records(decode(data), file.name, file.label)
    except ArticleError:
        first = data.lstrip().partition(b"\n")[0]
        if not is_object(first):
            raise
        yield from json_lines(io.BytesIO(data), file.name, file.label, limits)


def json_records(text: str, name: str, label: str) -> Records:
    """The records of one JSON document."""
    value = _loads(text)
    if isinstance(value, dict):
        yield Record(label, name, value)
        return
    if not isinstance(value, list):
        raise ArticleError(f"expected an object or a list of objects, got {type(value).__name__}")
    for row, item in enumerate(value, 1):
        yield _record(item, f"{label} item {row}", f"{name}#{row}")


def read_jsonl(file: SourceFile, limits: Limits) -> Records:
    """One object a line, read line by line; a mark at the head and blank lines are no faults."""
    with file.path.open("rb") as stream:
        yield from json_lines(stream, file.name, file.label, limits)


def json_lines(stream: BinaryIO, name: str, label: str, limits: Limits) -> Records:
    """The records of a stream of JSON lines."""
    for row, line in enumerate(_lines(stream, limits), 1):
        where = f"{label} line {row}"
        if line is None:
            yield Failure(where, f"longer than {limits.article_bytes:,} characters, the limit (kg.toml)")
        elif line.strip():
            yield _line_record(line, where, f"{name}#{row}")


def read_csv(file: SourceFile, limits: Limits) -> Records:
    """A table whose header names at least `text`, with commas, semicolons, tabs or bars between the cells."""
    # The module's own limit of 131,072 characters a cell is less than a long article; it can only be set for all.
    csv.field_size_limit(limits.article_bytes)
    with file.path.open(encoding=_stream_encoding(file.path), errors="replace", newline="") as stream:
        yield from _table(iter(lambda: stream.readline(_CELLS * limits.article_bytes), ""), file)


def whole(path: Path, limit: int) -> bytes:
    """A file's bytes, if they are not too many."""
    size = path.stat().st_size
    if size > limit:
        raise ArticleError(f"{size:,} bytes; the limit is {limit:,} (kg.toml)")
    return path.read_bytes()


def is_object(line: bytes) -> bool:
    """Whether this line alone is a JSON object."""
    try:
        return line.lstrip().startswith((b"{", codecs.BOM_UTF8)) and isinstance(_loads(decode(line)), dict)
    except ArticleError:
        return False


def _loads(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as e:
        raise ArticleError(f"not valid JSON: {e or 'nested too deeply'}") from e


def _record(value: object, where: str, key: str) -> Record | Failure:
    if isinstance(value, dict):
        return Record(where, key, value)
    return Failure(where, f"expected a JSON object, got {type(value).__name__}")


def _line_record(line: bytes, where: str, key: str) -> Record | Failure:
    try:
        return _record(_loads(decode(line).strip()), where, key)
    except ArticleError as e:
        return Failure.of(where, e)


def _lines(stream: BinaryIO, limits: Limits) -> Iterator[bytes | None]:
    """Each line as UTF-8 or unknown bytes; None for one that is too long to hold."""
    limit = limits.article_bytes * _ESCAPED
    line = stream.readline(limit)
    if (marked(line) or "utf-8-sig") != "utf-8-sig":
        yield from decode(line + stream.read(limits.file_bytes)).encode("utf-8").split(b"\n")
        return
    while line:
        if len(line) < limit or line.endswith(b"\n"):
            yield line
        else:
            _skip_line(stream, limit)
            yield None
        line = stream.readline(limit)


def _skip_line(stream: BinaryIO, limit: int) -> None:
    while (rest := stream.readline(limit)) and not rest.endswith(b"\n"):
        pass


def _stream_encoding(path: Path) -> str:
    """The encoding of a file too large to hold: UTF-8 if all of it is, else that of its beginning."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as stream:
        head = stream.read(1 << 20)
        if marked(head) or b"\0" in head:
            return encoding_of(head)
        try:
            chunk = head
            while chunk:
                decoder.decode(chunk)
                chunk = stream.read(1 << 20)
            decoder.decode(b"", final=True)
            return "utf-8"
        except UnicodeDecodeError:
            return encoding_of(head + chunk)


def _table(lines: Iterator[str], file: SourceFile) -> Records:
    header = next(lines, "")
    delimiter, names = _header(header)
    rows = _rows(lines, 2, delimiter)
    for row, (line, cells) in enumerate(((n, cells) for n, cells in rows if cells), 1):
        where = f"{file.label} line {line}"
        fault = cells if isinstance(cells, str) else _misfit(cells, names)
        fields = dict(zip(names, cells, strict=False))
        yield Failure(where, fault) if fault else Record(where, f"{file.name}#{row}", fields)


def _header(line: str) -> tuple[str, list[str]]:
    for delimiter in _DELIMITERS:
        names = [name.strip().lower() for name in next(csv.reader([line], delimiter=delimiter), [])]
        if "text" in names:
            return delimiter, names
    raise ArticleError(f"the first line must name the columns, one of them text; it is {line.strip()[:60]!r}")


def _misfit(cells: list[str], names: list[str]) -> str:
    extra = [cell for cell in cells[len(names) :] if cell.strip()]
    return f"{len(cells)} cells under {len(names)} columns: a text with commas needs quotes" if extra else ""


def _rows(lines: Iterable[str], number: int, delimiter: str) -> Iterator[tuple[int, list[str] | str]]:
    """Each row with its line number, or the fault of one; after a fault, reading goes on at the very next line."""
    ahead: deque[str] = deque()
    source = iter(lines)

    def following() -> str:
        return ahead.popleft() if ahead else next(source, "")

    def take(used: list[str]) -> Iterator[str]:
        while (line := following()) != "":
            used.append(line)
            yield line

    while True:
        used: list[str] = []
        try:
            row: list[str] | str | None = next(csv.reader(take(used), delimiter=delimiter, strict=True), None)
        except csv.Error as e:
            row = _fault(e)
            first = next((n for n, piece in enumerate(used, 1) if _ends(piece)), len(used))
            ahead.extendleft(reversed(used[first:]))
            del used[first:]
        if row is None:
            return
        if not _ends(used[-1]) and (piece := following()):
            while not _ends(piece):
                piece = following()
            row = row if isinstance(row, str) else f"longer than {_CELLS * csv.field_size_limit():,} characters"
        yield number, row
        number += max(1, sum(map(_ends, used)))


def _ends(piece: str) -> bool:
    """Whether a line ends here: a very long one comes in pieces. An empty piece is the end of all."""
    return not piece or piece.endswith(("\n", "\r"))


def _fault(error: csv.Error) -> str:
    if "field larger" in str(error):
        return f"a cell holds more than {csv.field_size_limit():,} characters, the limit (kg.toml)"
    return f"not a row of CSV: {error}"
