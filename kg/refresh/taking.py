"""From the files that wait to the ledger, in the order that loses nothing: articles, then what is gone, then files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import Any

from kg.config import Limits
from kg.intake import Intake, take_in
from kg.ledger import FileRow, Ledger
from kg.model import Article
from kg.progress import Progress
from kg.refresh.plan import GONE, OPEN, Plan, Waiting
from kg.sources import Failure, read_file

PORTION = 500
"""How many articles of a file are claimed and taken at a time."""


def take_files(
    ledger: Ledger, plan: Plan, limits: Limits, now: str, progress: Progress[Any]
) -> tuple[Intake, tuple[FileRow, ...]]:
    """Every article of the files that wait, each committed as it comes; the rows to keep when all is settled."""
    owners = {key: _name(row.source, row.path) for row in plan.settled for key in row.keys}
    rows: list[FileRow] = []
    files = progress(plan.waiting, "Taking in")
    items = chain.from_iterable(_items(ledger, each, owners, rows, limits) for each in files)
    return take_in(ledger, items, now), tuple(rows)


def _items(
    ledger: Ledger, waiting: Waiting, owners: dict[str, str], rows: list[FileRow], limits: Limits
) -> Iterator[Article | Failure]:
    """The articles of one file that no other file has, and what is wrong in it; at its end its row joins the rows.

    The file claims its articles before they come, so that none is nobody's when the run is killed and the file goes.
    """
    keys, whole, own = list(waiting.row.keys if waiting.row else ()), True, _name(waiting.source, waiting.file.name)
    found: list[str] = []
    for items in _portions(read_file(waiting.file, limits)):
        checked = [_unless_taken(ledger, item, owners, waiting.file.label) for item in items]
        whole = whole and not any(isinstance(item, Failure) for item in checked)
        articles = [item for item in checked if isinstance(item, Article)]
        found += [article.key for article in articles]
        ledger.put_file(_row(waiting, [*keys, *found], whole=False))
        yield from (item for item in checked if isinstance(item, Failure))
        yield from (article for article in articles if owners.setdefault(article.key, own) == own)
    rows.append(_row(waiting, found if whole else [*keys, *found], whole))


def _portions(items: Iterator[Article | Failure]) -> Iterator[list[Article | Failure]]:
    while portion := list(islice(items, PORTION)):
        yield portion


def _name(source: str, path: str) -> str:
    return f"{path} of source {source}"


def _unless_taken(ledger: Ledger, item: Article | Failure, owners: Mapping[str, str], label: str) -> Article | Failure:
    """The item, or the failure of an article whose key another file has given to another text."""
    held = ledger.article(item.key) if isinstance(item, Article) and item.key in owners else None
    if isinstance(item, Failure) or held is None or held.text_hash == item.text_hash:
        return item
    reason = f"the key {item.key!r} is already that of {owners[item.key]}, with another text or date"
    return Failure(label, f"{reason}: give one of the two another id")


def _row(waiting: Waiting, keys: Sequence[str], whole: bool) -> FileRow:
    """A file of which not all was taken is read again next time, and loses none of what it had."""
    mark = waiting.mark.digest if whole else f"{OPEN}{waiting.mark.digest}"
    return FileRow(waiting.source, waiting.file.name, waiting.mark.size, mark, tuple(dict.fromkeys(keys)))


def vanished(plan: Plan, rows: Sequence[FileRow]) -> tuple[str, ...]:
    """The keys that no file has any more, when `rows` are the files that were read."""
    before = chain((each.row for each in plan.waiting if each.row), plan.gone)
    here = {key for row in (*plan.settled, *rows) for key in row.keys}
    return tuple(sorted({key for row in before for key in row.keys} - here))


def settle(ledger: Ledger, plan: Plan, rows: Sequence[FileRow], forgotten: Sequence[str] | None) -> None:
    """Forget these articles (None: files that are gone keep theirs); only then do the files count as read."""
    for key in forgotten or ():
        ledger.remove_article(key)
    for row in rows:
        ledger.put_file(row)
    for row in plan.gone:
        if forgotten is None:
            ledger.put_file(replace(row, digest=f"{GONE}{row.digest}"))
        else:
            ledger.remove_file(row.source, row.path)
