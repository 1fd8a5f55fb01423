"""One record of a source, and the Article it makes: fields checked, key chosen, date normalised."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from kg.config import Limits
from kg.errors import ArticleError, KGError
from kg.model import Article

_FIELDS = ("title", "published", "source", "url")
_UNSAYABLE = re.compile("[\ud800-\udfff\x00]")
_DAY_AND_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}")


@dataclass(frozen=True, slots=True)
class Failure:
    """What could not be read: where it stands, why, and the name of the error's class."""

    where: str
    reason: str
    error: str = "ArticleError"

    @classmethod
    def of(cls, where: str, error: KGError) -> Failure:
        """The failure that this error means at this place."""
        return cls(where, str(error), type(error).__name__)


@dataclass(frozen=True, slots=True)
class Record:
    """The fields as a source gives them, where they stand there, and the key to use if they bring none."""

    where: str
    key: str
    fields: Mapping[str, object]


Records = Iterator[Record | Failure]


def article(record: Record, limits: Limits) -> Article:
    """The article a record makes. Its text is the record's own but for NULs and lone surrogates, which are U+FFFD."""
    given = record.fields
    text = _text(given, limits)
    title, published, source, url = (_word(given, name) for name in _FIELDS)
    key = _identity(given) or url or sayable(record.key)
    return Article(key=key, text=text, title=title, url=url, source=source, published=iso_day(published))


def iso_day(published: str | None) -> str | None:
    """`YYYY-MM-DD` of an ISO date or datetime, as the day is written there; None for anything else."""
    if published is None:
        return None
    try:
        return datetime.fromisoformat(published).date().isoformat()
    except ValueError:
        found = _DAY_AND_TIME.match(published)
    try:
        return date.fromisoformat(found[1]).isoformat() if found else None
    except ValueError:
        return None


def sayable(text: str) -> str:
    """The text with lone surrogates and NULs, which no file or store can hold, as U+FFFD: no offset moves."""
    return _UNSAYABLE.sub("\ufffd", text)


def _text(given: Mapping[str, object], limits: Limits) -> str:
    text = given.get("text")
    if text is None:
        raise ArticleError(f"there is no text (fields: {', '.join(sorted(map(str, given))) or 'none'})")
    if not isinstance(text, str):
        raise ArticleError(f"text: expected a string, got {_named(text)}")
    if not text.strip():
        raise ArticleError("the text is empty")
    if len(text) > limits.article_bytes:
        raise ArticleError(f"the text has {len(text):,} characters; the limit is {limits.article_bytes:,} (kg.toml)")
    return sayable(text)


def _word(given: Mapping[str, object], name: str) -> str | None:
    value = given.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise ArticleError(f"{name}: expected a string, got {_named(value)}")
    return sayable(value.strip()) or None


def _identity(given: Mapping[str, object]) -> str | None:
    number = given.get("id")
    if isinstance(number, int) and not isinstance(number, bool):
        return str(number)
    return _word(given, "id")


def _named(value: object) -> str:
    words = repr(value)
    return f"{type(value).__name__} {words if len(words) <= 40 else words[:37] + '...'}"
