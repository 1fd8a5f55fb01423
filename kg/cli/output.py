"""How the commands print: tables on a terminal, plain lines in a pipe, news text always as plain text."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any, TypeVar

from kg.cli.tables import console, draw
from kg.plain import json_line, visible, visible_lines

Item = TypeVar("Item")

BROKEN_OFF = "not whole: the last load was broken off; `kg build` again, or `kg load FILE --replace`"
"""Of a graph. Which of the two it was, the store does not tell."""


def out(line: str = "") -> None:
    """One line of the answer; what a terminal would obey in it is made visible."""
    print(visible(line))


def note(lines: str) -> None:
    """What is said beside the answer, on standard error."""
    print(visible_lines(lines), file=sys.stderr)


def is_terminal() -> bool:
    """Whether the answer goes to a person's terminal."""
    return sys.stdout.isatty()


def table(columns: Sequence[str], rows: Iterable[Sequence[Any]], *, head: bool = True) -> None:
    """The rows as a table on a terminal; in a pipe one line each, separated by tabs, under the columns' names."""
    if is_terminal():
        draw(columns, [[cell(value) for value in row] for row in rows])
        return
    if head:
        print("\t".join(columns))
    for row in rows:
        print("\t".join(cell(value) for value in row))


def as_json(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """The rows as one JSON array of objects, a line each."""
    lines = [json_line(dict(zip(columns, row, strict=True))) for row in rows]
    print("[" + ",\n ".join(lines) + "]")


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """The rows as CSV under the columns' names."""
    for row in (columns, *rows):
        line = StringIO()
        csv.writer(line, lineterminator="").writerow([cell(value) for value in row])
        print(line.getvalue())


def progress(items: Sequence[Item], words: str) -> Iterable[Item]:
    """The items, with a bar on standard error while they are gone through, if that is a terminal."""
    if not sys.stderr.isatty() or not items:
        return items
    from rich.console import Console
    from rich.progress import track

    return track(items, description=words, console=Console(stderr=True), transient=True)


def marked(pieces: Iterable[tuple[str, str]]) -> None:
    """A sentence in (words, role) pieces: marked words stand out on a terminal, and are [words|role] in a pipe."""
    if not is_terminal():
        out("    " + "".join(f"[{words}|{role}]" if role else words for words, role in pieces))
        return
    from rich.text import Text

    line = Text("    ")
    for words, role in pieces:
        line.append(visible(words), style=_STYLES.get(role.split(" ")[0], "bold") if role else "")
    console().print(line)


def heading(words: str) -> None:
    """A line that stands out on a terminal."""
    if not is_terminal():
        out(words)
        return
    from rich.text import Text

    console().print(Text(visible(words), style="bold"))


def cell(value: Any) -> str:
    """A value as plain text on one line."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "; ".join(map(cell, value))
    return visible(json_line(value) if isinstance(value, dict | bool) else str(value))


def counted(number: int, word: str) -> str:
    """`1 article`, `2 articles`."""
    return f"{number:,} {word}{'s' * (number != 1)}"


_STYLES = {
    "trigger": "bold magenta",
    "actor": "bold cyan",
    "speaker": "bold yellow",
    "place": "bold blue",
}
