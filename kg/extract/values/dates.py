"""When: the days a time expression covers, from its own words or counted from the day of publication.

The names of the calendar and the rules are rows of `kg/ontology/times.toml`; a rule's `make` is a key of MAKERS below.
An expression that names no day (`three days`, `the same day`, `recent weeks`) keeps its words and gets no days.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import get_args

from kg.extract.values.days import (
    DAY,
    Days,
    Kind,
    Tense,
    When,
    Words,
    ahead,
    around_now,
    calendar_date,
    counted,
    decade,
    feast,
    month_named,
    month_number,
    moved,
    name_of,
    names_of,
    number_of,
    one_day,
    season,
    span,
    weekly,
    whole_months,
    years,
)
from kg.model import Dating
from kg.ontology.tables import shipped

LONGEST = 100
"""Characters of the longest expression that is read."""
NAMES = ("month", "weekday", "season", "counted", "ordinal", "decade", "feast", "unit")
PARTS = {"early": 0, "start": 0, "beginning": 0, "mid": 1, "middle": 1, "late": 2, "end": 2}
PATTERNS = {
    "year": r"(?P<year>[12]\d{3})", "day": r"(?P<day>\d{1,2})(?:st|nd|rd|th)?", "m": r"(?P<m>\d{1,2})",
    "until": r"(?P<until>\d{1,2})(?:st|nd|rd|th)?", "nth": r"(?P<n>\d{1,2})(?:st|nd|rd|th)", "n": "(?P<n>.+)",
    "x": "(?P<x>.+?)", "y": "(?P<y>.+)", "which": "(?:this )?(?P<which>last|past|this|next|coming)",
    "about": "(?:(?:about|around|some|roughly|nearly|almost) )?",
    "clock": r"(?:at )?\d{1,2}(?:[:.]\d\d(?: ?[ap]\.?m\.?)?| ?[ap]\.?m\.?)(?: gmt| local time)?",
}  # fmt: skip
_PREPOSITION = re.compile(
    r"\s*(?:on|in|at|by|of|for|from|(?:ever\s+)?since|until|till|during|through|throughout|as\s+of|before|after|within"
    r"|up\s+to|over(?=\s+(?:the|christmas|last)\b))\s+(?=\S)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern of a whole expression, and what counts its days."""

    make: str
    pattern: str
    example: str
    tense: Tense = "past"
    start: str | None = None
    end: str | None = None


def resolve(words: str, published: date | None, tense: Tense) -> Dating:
    """The days that these words cover, for an act in this tense in an article of this day.

    A bare weekday or month is the nearest on the side of the tense, the day of publication included.
    """
    plain, opening = _plain(words), _PREPOSITION.match(words)
    of_story = tense == "past" and plain.startswith("the next ")  # "the mayor fell the next year"
    days = (None if of_story else _read(plain, When(published, tense))) or Days(None, None, "counted")
    return Dating(
        from_=days.start.isoformat() if days.start else None,
        to=days.end.isoformat() if days.end else None,
        text=(words[opening.end() :] if opening is not None else words).strip(),
        basis="said",  # the text says when, though the day may be counted; "inferred" is for days it does not say
    )


@lru_cache(4096)
def is_date(words: str) -> bool:
    """Whether the words name days, given a day to count from: not so for ages, durations and `the same day`."""
    return any(_read(_plain(words), When(date(2026, 3, 4), tense)) for tense in get_args(Tense))


# ---- reading ---------------------------------------------------------------------------------------------------------


def _plain(words: str) -> str:
    straight = words[: LONGEST + 1].casefold().translate({0x2019: "'", 0x2018: "'", 0x2013: "-", 0x2014: "-"})
    return " ".join(straight.split()).strip(' ,;:!?"“”()') if len(words) <= LONGEST else ""


@lru_cache(4096)
def _read(words: str, when: When) -> Days | None:
    """The days of the first rule that fits all the words and comes to an end."""
    for rule, pattern in _grammar():
        if found := pattern.fullmatch(words.removeprefix("the ")):
            with suppress(ValueError, OverflowError):  # no such day, no day to count from, or no day at all
                return MAKERS[rule.make]({part: text for part, text in found.groupdict().items() if text}, when)
    return None


def _inner(words: str, when: When) -> Days:
    days = _read(words, when)
    if days is None:
        raise ValueError("names no days")
    return days


@cache
def _grammar() -> tuple[tuple[Rule, re.Pattern[str]], ...]:
    """`{month}` is a name in any form, `{fullmonth}` one that is no other word: in full, or with its full stop."""
    parts = dict(PATTERNS)
    for table in NAMES:
        full = _any(word for row in names_of(table) for word in row.words)
        short = _any(word for row in names_of(table) for word in row.short) or "(?!)"
        parts[table] = rf"(?P<{table}>{full}|{short})\.?"
        parts["full" + table] = rf"(?P<{table}>{full}|(?:{short})(?=\.))\.?"
    parts["unit"] += "(?P<plural>s|ies)?"
    fill = re.compile(r"\{([a-z]+)\}")
    rules = shipped("times.toml", "rule", Rule)
    return tuple((rule, re.compile(fill.sub(lambda part: parts[part[1]], rule.pattern))) for rule in rules)


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


# ---- expressions in expressions -------------------------------------------------------------------------------------


def _range(words: Words, when: When) -> Days:
    """A bare name is counted from the other end: `Monday to Friday`, `between March and June 2015`."""
    first, second = _read(words["x"], when), _read(words["y"], when)
    if second and _bare(first) and (not _bare(second) or when.tense == "past"):
        first = _counted_from(words["x"], When(second.whole[0], "past"), second.kind)
    elif first and _bare(second):
        second = _counted_from(words["y"], When(first.whole[1], "future"), first.kind)
    if not first or not second or first.whole[0] > second.whole[1]:
        raise ValueError("no end, or backwards")
    return Days(first.start, second.end, first.kind if second.kind == "said" else second.kind)


def _bare(days: Days | None) -> bool:
    return days is None or days.kind == "bare"


def _counted_from(words: str, when: When, kind: Kind) -> Days:
    days = _inner(words, when)
    if days.kind != "bare":
        raise ValueError("counted from publication, not from the other end")
    return days._replace(kind=kind)


def _since(words: Words, when: When) -> Days:
    first = _inner(words["x"], When(when.published, "past"))
    if when.published and first.whole[0] <= when.published:
        return Days(first.start, when.published, "counted")
    return Days(first.start, None, first.kind)


def _until(words: Words, when: When) -> Days:
    last = _inner(words["x"], when)
    if when.tense == "future" and when.published and when.published <= last.whole[1]:
        return Days(when.published, last.end, "counted")
    return Days(None, last.end, last.kind)


def _before(words: Words, when: When) -> Days:
    days = _inner(words["x"], when)
    return Days(None, days.whole[0] - DAY, days.kind)


def _after(words: Words, when: When) -> Days:
    days = _inner(words["x"], when)
    return Days(days.whole[1] + DAY, None, days.kind)


def _day(words: Words, when: When) -> Days:
    days = _inner(words["x"], when)
    if days.start != days.end:
        raise ValueError("not one day")
    return days


def _third(words: Words, when: When) -> Days:
    """Early, mid, late; of a bare name the latest part that is past. `the end of the year` is this year's."""
    name = words["x"].removeprefix("the ")
    days = _inner(f"this {name}" if any(name in row.words for row in names_of("unit")) else name, when)
    part = _part_of(days, words["part"])
    if days.kind == "bare" and when.tense == "past" and part.whole[0] > when.day:
        return _part_of(_inner(name, When(days.whole[0] - DAY, "past")), words["part"])
    return part


def _part_of(days: Days, part: str) -> Days:
    """Days 1-10, 11-20, 21-end of a month; Monday and Tuesday, the middle, Friday to Sunday; thirds of longer times."""
    (start, end), place = days.whole, PARTS[part]
    length, months, first = (end - start).days + 1, month_number(end) - month_number(start) + 1, month_number(start)
    if length != 7 and (length < 28 or start.day != 1 or months == 2):
        return days
    if length <= 31:
        edges = [start + n * DAY for n in (0, *((10, 20) if length > 7 else (2, 4)), length)]
    else:
        cuts = (
            (1, 11) if months == 12 and part in ("start", "beginning", "end") else (months // 3, months - months // 3)
        )
        edges = [whole_months(first + n, 1).whole[0] for n in (0, *cuts, months)]
    return Days(edges[place], edges[place + 1] - DAY, days.kind)


def _rest(words: Words, when: When) -> Days:
    """`earlier this week` ends on the day of publication, `later this week` begins after it."""
    days = _inner(words["x"], when)
    start, end = days.whole
    if start == end or not start <= when.day <= end:
        return days
    return Days(start, when.day, "counted") if words["part"] == "earlier" else Days(when.day + DAY, end, "counted")


def _share(words: Words, when: When, months: int) -> Days:
    """The nth half or quarter of a year."""
    days, number = _inner(words["x"], when), number_of(words)
    if month_number(days.whole[1]) - month_number(days.whole[0]) != 11 or not 1 <= number <= 12 // months:
        raise ValueError("not of a year")
    return whole_months(month_number(days.whole[0]) + (number - 1) * months, months, days.kind)


def _weekday_of(words: Words, when: When) -> Days:
    """`Tuesday of last week`; `Tuesday, 3 March` is that date."""
    days = _inner(words["x"], when)
    if days.start == days.end:
        return days
    if days.whole[1] - days.whole[0] != 6 * DAY:
        raise ValueError("which week?")
    return one_day(days.whole[0] + name_of("weekday", words).value * DAY, days.kind)


def _in_year(words: Words, when: When) -> Days:
    year = when.day.year + {"last": -1, "this": 0, "next": 1}[words["which"]]
    return _inner(f"{words['x']} {year}", when)._replace(kind="counted")


MAKERS: Mapping[str, Callable[[Words, When], Days]] = {
    "date": calendar_date,
    "month": month_named,
    "season": season,
    "feast": feast,
    "years": years,
    "decade": decade,
    "the_decade": lambda words, when: whole_months(int(words["year"]) * 12, 120),
    "century": lambda words, when: whole_months((number_of(words) * 100 - 99) * 12, 1200),
    "counted": counted,
    "overnight": lambda words, when: Days(when.day - DAY, when.day, "counted"),
    "weekday": lambda words, when: weekly(words, when, name_of("weekday", words).value, 1),
    "weekend": lambda words, when: weekly(words, when, 5, 2),
    "unit": around_now,
    "span": span,
    "ago": lambda words, when: moved(words, when, -1),
    "hence": lambda words, when: moved(words, when, 1),
    "ahead": ahead,
    "range": _range,
    "since": _since,
    "until": _until,
    "before": _before,
    "after": _after,
    "same": lambda words, when: _inner(words["x"], when),
    "day": _day,
    "third": _third,
    "rest": _rest,
    "half": lambda words, when: _share(words, when, 6),
    "quarter": lambda words, when: _share(words, when, 3),
    "weekday_of": _weekday_of,
    "in_year": _in_year,
}
"""What counts the days of a rule, by the name in its `make`."""
