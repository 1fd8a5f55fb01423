"""The day a page was first published, where the page says so: never an update, a footer or another story's day."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from kg.sources.records import iso_day

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? \d{{4}}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}})"
_FIRST = re.compile(rf"\b(?:First|Originally) published:? (?:on )?({_DAY})", re.I)
_DATELINE = re.compile(
    rf"(?:(?:First|Originally|Last)? ?(?:published|updated|posted|modified):? (?:on |at )?{_DAY}[\s.,|·—–-]*)+", re.I
)
_ARTICLE_TYPES = re.compile(r"(?:Article|Posting|Report)$")
_METAS = (
    '//meta[@property="article:published_time"]/@content',
    '//meta[@name="article:published_time"]/@content',
    '//meta[@itemprop="datePublished"]/@content',
    "//time[@pubdate]/@datetime",
)
_OUTSIDE = "ancestor::footer or ancestor::aside or ancestor::nav or ancestor::script or ancestor::style"


def first_published(tree: Any) -> str | None:
    """The ISO day of JSON-LD `datePublished`, a `published_time` mark, `<time pubdate>` or `First published D M Y`."""
    said = next((day for day in map(iso_day, _linked_data(tree)) if day), None)
    return said or _marked(tree) or _visible(tree)


def is_dateline(line: str) -> bool:
    """Whether a line only tells when its page was published or updated."""
    return bool(_DATELINE.fullmatch(line))


def day_of(words: str) -> str | None:
    """`3 February 2026` or `Feb. 3, 2026` as an ISO day."""
    year = re.search(r"\d{4}", words)
    day = re.search(r"\b\d{1,2}(?=\D)", words)
    month = re.search("[A-Za-z]{3,}", words)
    if not (year and day and month):
        return None
    number = _MONTHS.index(month[0][:3].lower()) + 1
    try:
        return datetime(int(year[0]), number, int(day[0])).date().isoformat()
    except ValueError:
        return None


def _marked(tree: Any) -> str | None:
    """Two different days are two stories' days, and neither is believed."""
    for path in _METAS:
        days = {iso_day(str(value).strip()) for value in tree.xpath(path)}
        if len(days) == 1:
            return days.pop()
    return None


def _visible(tree: Any) -> str | None:
    texts = " ".join(tree.xpath(f"//body//text()[not({_OUTSIDE})]"))
    days = {day_of(found) for found in _FIRST.findall(" ".join(texts.split()))}
    return days.pop() if len(days) == 1 else None


def _linked_data(tree: Any) -> Iterator[str]:
    """`datePublished` of the page's own article; lists of other stories lie deeper and are not looked into."""
    things = [thing for script in tree.xpath('//script[@type="application/ld+json"]') for thing in _things(script.text)]
    articles = [thing for thing in things if _ARTICLE_TYPES.search(_type(thing))]
    for thing in articles or [thing for thing in things if _type(thing) == "WebPage"]:
        if isinstance(day := thing.get("datePublished"), str):
            yield day.strip()


def _things(script: str | None) -> Iterator[dict[str, Any]]:
    try:
        value = json.loads(script or "null")
    except (ValueError, RecursionError):
        return
    for thing in value if isinstance(value, list) else [value]:
        if isinstance(thing, dict):
            graph = thing.get("@graph")
            inner = [*graph, thing.get("mainEntity")] if isinstance(graph, list) else [thing.get("mainEntity")]
            yield from (item for item in [thing, *inner] if isinstance(item, dict))


def _type(thing: dict[str, Any]) -> str:
    kind = thing.get("@type")
    return str(kind[0] if isinstance(kind, list) and kind else kind)
