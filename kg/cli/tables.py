"""A table on a terminal: short columns side by side, long texts under their row, nothing wider than the screen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

LONG = 50
"""A column with a longer text than this stands under the row."""
NARROW = 10
"""No column is cut to less than this."""
SPARE = ("id", "url", "rule", "start_char", "end_char", "symmetric")
"""Columns for machines: left out, in this order, where the screen is too narrow."""


def console() -> Console:
    """A terminal that reads no markup in what it prints."""
    from rich.console import Console

    return Console(highlight=False, markup=False, emoji=False)


def draw(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print the rows. Empty columns are left out; `--format json` has everything."""
    from rich.padding import Padding
    from rich.text import Text

    screen = console()
    filled = [at for at in range(len(columns)) if any(row[at] for row in rows)] if rows else list(range(len(columns)))
    under = [at for at in filled if columns[at] not in SPARE and any(len(row[at]) > LONG for row in rows)]
    beside = [at for at in filled if at not in under]
    widths = fitted({at: _width(columns, rows, at) for at in beside}, columns, screen.width)
    screen.print(_line([columns[at] for at in widths], widths.values(), "bold"))
    for row in rows:
        screen.print(_line([row[at] for at in widths], widths.values()))
        for at in under:
            if row[at]:
                screen.print(Padding(Text(row[at], style="dim"), (0, 0, 0, 4)))


def fitted(widths: dict[int, int], columns: Sequence[str], room: int) -> dict[int, int]:
    """The widths that fit: columns for machines go first, then the widest are cut."""
    kept = dict(widths)
    for spare in SPARE:
        for at in [at for at in kept if columns[at] == spare and _total(kept) > room]:
            del kept[at]
    while _total(kept) > room and max(kept.values()) > NARROW:
        kept[max(kept, key=lambda at: kept[at])] -= 1
    return kept


def _total(widths: dict[int, int]) -> int:
    return sum(widths.values()) + 2 * (len(widths) - 1)


def _width(columns: Sequence[str], rows: Sequence[Sequence[str]], at: int) -> int:
    from rich.cells import cell_len

    return max(cell_len(columns[at]), *(cell_len(row[at]) for row in rows), 0)


def _line(words: Sequence[str], widths: Iterable[int], style: str = "") -> Text:
    from rich.cells import cell_len, set_cell_size
    from rich.text import Text

    cells = [
        set_cell_size(word, width) if cell_len(word) <= width else set_cell_size(word, width - 1) + "…"
        for word, width in zip(words, widths, strict=True)
    ]
    return Text("  ".join(cells).rstrip(), style=style, no_wrap=True)
