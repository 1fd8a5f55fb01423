"""From the files that wait to the ledger, in the order that loses nothing: articles, then what is gone, then files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any

from kg.config import Limits
from kg.ledger import FileRow, Ledger
from kg.model import Article
from kg.pipeline import Intake, Progress, take_in
from kg.refresh.plan import FAILED, GONE, Plan, Waiting
from kg.sources import Failure, read_file


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
    """The articles of one file that no other file has, and what is wrong in it; at its end its row joins the rows."""
    keys, whole, own = [], True, _name(waiting.source, waiting.file.name)
    for item in read_file(waiting.file, limits):
        failure = item if isinstance(item, Failure) else _taken(ledger, item, owners, waiting.file.label)
        if failure is not None:
            whole = False
            yield failure
        elif isinstance(item, Article):
            keys.append(item.key)
            if owners.setdefault(item.key, own) == own:
                yield item
    rows.append(_row(waiting, keys, whole))


def _name(source: str, path: str) -> str:
    return f"{path} of source {source}"


def _taken(ledger: Ledger, article: Article, owners: Mapping[str, str], label: str) -> Failure | None:
    """The failure of an article whose key another file has given to another text."""
    held = ledger.article(article.key) if article.key in owners else None
    if held is None or held.text_hash == article.text_hash:
        return None
    reason = f"the key {article.key!r} is already that of {owners[article.key]}, with another text or date"
    return Failure(label, f"{reason}: give one of the two another id")


def _row(waiting: Waiting, keys: Sequence[str], whole: bool) -> FileRow:
    """A file of which some could not be read is read again next time, and loses none of what it had."""
    kept = () if whole or waiting.row is None else waiting.row.keys
    mark = waiting.mark.digest if whole else f"{FAILED}{waiting.mark.digest}"
    return FileRow(waiting.source, waiting.file.name, waiting.mark.size, mark, tuple(dict.fromkeys((*keys, *kept))))


def settle(ledger: Ledger, plan: Plan, rows: Sequence[FileRow], forget: bool) -> tuple[str, ...]:
    """Keep or forget what no file has any more; only then do the files count as read. The keys that are gone."""
    before = chain((each.row for each in plan.waiting if each.row), plan.gone)
    here = {key for row in (*plan.settled, *rows) for key in row.keys}
    gone = sorted({key for row in before for key in row.keys} - here)
    for key in gone if forget else ():
        ledger.remove_article(key)
    for row in rows:
        ledger.put_file(row)
    for row in plan.gone:
        if forget:
            ledger.remove_file(row.source, row.path)
        else:
            ledger.put_file(replace(row, digest=f"{GONE}{row.digest}"))
    return tuple(gone)
