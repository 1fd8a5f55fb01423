"""Gold files: JSON lines of articles, each with the rows that a careful reader found in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from kg.errors import KGError
from kg.evaluate.words import places
from kg.model import Article, EventKind, Span, Status
from kg.ontology import ontology


class Days(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The days a date covers, inclusive; null where it is open."""

    from_: str | None = msgspec.field(name="from")
    to: str | None


class ClauseRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who did what to whom, in the text's own phrases; null is none, and a field left out is not scored."""

    subject: str | None
    predicate: str
    object: str | None
    within: str | None = msgspec.field(name="in", default=None)
    kind: EventKind | UnsetType = UNSET
    name: str | UnsetType = UNSET
    status: Status | UnsetType = UNSET
    speaker: str | UnsetType | None = UNSET
    date: Days | UnsetType | None = UNSET

    @property
    def words(self) -> str:
        """The row as a reader would say it."""
        return f"{self.subject or '–'} | {self.predicate} | {self.object or '–'}"

    @property
    def phrases(self) -> tuple[str, ...]:
        """All that must stand in the text."""
        told = (self.subject, self.object, self.speaker, self.within)
        return tuple(phrase for phrase in told if isinstance(phrase, str))


class StatusRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of a status grid: what became of one act, and who says so."""

    actor: str | None
    predicate: str
    recipient: str | None
    status: Status
    speaker: str | None

    @property
    def words(self) -> str:
        """The row as a reader would say it."""
        return f"{self.actor or '–'} | {self.predicate} | {self.recipient or '–'}"

    @property
    def phrases(self) -> tuple[str, ...]:
        """All that must stand in the text."""
        return tuple(phrase for phrase in (self.actor, self.predicate, self.recipient, self.speaker) if phrase)


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article and its rows."""

    article: Article
    clauses: tuple[ClauseRow, ...] = ()
    statuses: tuple[StatusRow, ...] = ()


def read_gold(lines: Iterable[str], texts: Iterable[str] = ()) -> tuple[GoldArticle, ...]:
    """The articles of a gold file's lines; `texts` are those of a file that holds the texts by id, where it is apart.

    Raises KGError, which lists every fault with its line.
    """
    known = {row["id"]: row for row in map(msgspec.json.decode, filter(str.strip, texts))}
    faults: list[str] = []
    read = [_article(number, line, known, faults) for number, line in enumerate(lines, 1) if line.strip()]
    if faults or not read:
        raise KGError("the gold file is wrong:\n  " + "\n  ".join(faults or ["it is empty"]))
    return tuple(article for article in read if article)


def predicate_places(row: ClauseRow, text: str) -> list[Span]:
    """Where the row's predicate word stands, inside the words that say which one is meant."""
    return list(_inside(row, text))


def _inside(row: ClauseRow, text: str) -> Iterator[Span]:
    rooms = places(row.within, text) if row.within else [Span(0, len(text))]
    for room in rooms:
        for place in places(row.predicate, text[room.start : room.end]):
            yield Span(room.start + place.start, room.start + place.end)


def _article(number: int, line: str, known: Mapping[str, Any], faults: list[str]) -> GoldArticle | None:
    try:
        told = msgspec.json.decode(line, type=dict[str, Any])
        told = {**known.get(told.get("id", ""), {}), **told}
        article = Article(key=str(told["id"]), text=told["text"], published=told.get("published"))
        rows = [_row(row) for row in told["gold"]]
    except (msgspec.MsgspecError, KeyError, TypeError) as error:
        faults.append(f"line {number}: {_reason(error)}")
        return None
    faults += [f"line {number}: {fault}" for row in rows for fault in _faults(row, article.text)]
    clauses = tuple(row for row in rows if isinstance(row, ClauseRow))
    return GoldArticle(article, clauses, tuple(row for row in rows if isinstance(row, StatusRow)))


def _row(told: Mapping[str, Any]) -> ClauseRow | StatusRow:
    if "actor" in told or "recipient" in told:
        return msgspec.convert(told, StatusRow)
    return msgspec.convert(told, ClauseRow)


def _reason(error: Exception) -> str:
    return f"{error.args[0]!r} is missing" if isinstance(error, KeyError) else str(error)


def _faults(row: ClauseRow | StatusRow, text: str) -> Iterator[str]:
    yield from (f"{phrase!r} does not stand in the text" for phrase in row.phrases if not places(phrase, text))
    if isinstance(row, ClauseRow):
        if row.kind is not UNSET and row.kind not in ontology().kinds:
            yield f"{row.kind!r} is no kind of event: expected one of {', '.join(sorted(ontology().kinds))}"
        times = len(predicate_places(row, text))
        if times != 1:
            where = "in its words" if row.within else "in the text"
            yield f'{row.predicate!r} stands {times} times {where}: say which is meant with words around it, as "in"'
