"""When: the days a time expression covers, from its own words or counted from the day of publication.

The names of the calendar and the rules are rows of `kg/ontology/times.toml`; a rule's `make` is a key of MAKERS below.
An expression that names no day (`three days`, `the same day`, `recent weeks`) keeps its words and gets no days.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from itertools import chain
from typing import Literal, NamedTuple, get_args

from kg.extract.quantities import cardinal
from kg.model import Dating
from kg.ontology.tables import shipped

Tense = Literal["past", "present", "future"]
Kind = Literal["said", "bare", "counted"]
"""Where days come from: the words alone, the nearest of that name, or so far from the day of publication."""

LONGEST = 100
"""Characters of the longest expression that is read."""
DAY = timedelta(1)
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
class Name:
    """Words of the calendar: `value` is their number there, `days` or `months` their length."""

    words: tuple[str, ...]
    example: str
    value: int = 0
    day: int = 0
    days: int = 0
    months: int = 0
    short: tuple[str, ...] = ()
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern of a whole expression, and what counts its days."""

    make: str
    pattern: str
    example: str
    tense: Tense = "past"
    start: str | None = None
    end: str | None = None


class Days(NamedTuple):
    """First and last day; None is an open end."""

    start: date | None
    end: date | None
    kind: Kind = "said"

    @property
    def whole(self) -> tuple[date, date]:
        """Both ends; ValueError where one is open."""
        if self.start is None or self.end is None:
            raise ValueError("open")
        return self.start, self.end


def _one(day: date, kind: Kind = "said") -> Days:
    return Days(day, day, kind)


class When(NamedTuple):
    """From where, and to which side, days are counted."""

    published: date | None
    tense: Tense

    @property
    def day(self) -> date:
        """The day of publication; ValueError without one: nothing can be counted."""
        if self.published is None:
            raise ValueError("not dated")
        return self.published


Words = Mapping[str, str]


def resolve(words: str, published: date | None, tense: Tense) -> Dating:
    """The days that these words cover, for an act in this tense in an article of this day.

    A bare weekday or month is the nearest on the side of the tense, the day of publication included.
    """
    days = _read(_plain(words), When(published, tense)) or Days(None, None, "counted")
    return Dating(
        from_=days.start.isoformat() if days.start else None,
        to=days.end.isoformat() if days.end else None,
        text=_PREPOSITION.sub("", words, count=1).strip() if _PREPOSITION.match(words) else words.strip(),
        basis="said",  # the text says when, though the day may be counted; "inferred" is for days it does not say
    )


def is_date(words: str) -> bool:
    """Whether the words name days, given a day to count from: not so for ages, durations and `the same day`."""
    return any(_read(_plain(words), When(date(2026, 3, 4), tense)) for tense in get_args(Tense))


# ---- reading ----------------------------------------------------------------------------------------------------


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
def _names(table: str) -> tuple[Name, ...]:
    return shipped("times.toml", table, Name)


@cache
def _grammar() -> tuple[tuple[Rule, re.Pattern[str]], ...]:
    """`{month}` is a name in any form, `{fullmonth}` one that is no other word: in full, or with its full stop."""
    parts = dict(PATTERNS)
    for table in NAMES:
        full = _any(word for row in _names(table) for word in row.words)
        short = _any(word for row in _names(table) for word in row.short) or "(?!)"
        parts[table] = rf"(?P<{table}>{full}|{short})\.?"
        parts["full" + table] = rf"(?P<{table}>{full}|(?:{short})(?=\.))\.?"
    parts["unit"] += "(?P<plural>s|ies)?"
    fill = re.compile(r"\{([a-z]+)\}")
    rules = shipped("times.toml", "rule", Rule)
    return tuple((rule, re.compile(fill.sub(lambda part: parts[part[1]], rule.pattern))) for rule in rules)


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def _name(table: str, words: Words) -> Name:
    return next(row for row in _names(table) if words[table] in row.words + row.short)


def _number(words: Words) -> int:
    """The n of `two weeks`, `the second half`, `q2`; ValueError where it is vague (`a few`)."""
    ordinals = list(chain(*(row.words for row in _names("ordinal"))))
    number = ordinals.index(words["ordinal"]) + 1 if "ordinal" in words else cardinal(words["n"])
    if number is None:
        raise ValueError("no number")
    return number


# ---- which one of many ------------------------------------------------------------------------------------------


def _pick(many: Iterable[Days], when: When, which: str, near: bool = True) -> Days:
    """The one that `last`, `this`, `next` or the tense alone means. `near`: the present tense looks both ways."""
    today, dated = when.day, [some.whole for some in many]
    if which in ("last", "past"):
        return Days(*max(days for days in dated if days[1] < today), "counted")
    if which in ("next", "coming"):
        return Days(*min(days for days in dated if days[0] > today), "counted")
    if which and near:
        return Days(*min(days for days in dated if days[1] >= today.replace(month=1, day=1)), "counted")
    if when.tense == "past":
        return Days(*max(days for days in dated if days[0] <= today), "bare")
    if when.tense == "present" and near:
        return Days(*min(reversed(dated), key=lambda days: max(days[0] - today, today - days[1])), "bare")
    return Days(*min(days for days in dated if days[1] >= today), "bare")


def _yearly(words: Words, when: When, make: Callable[[int], Days]) -> Days:
    """What comes once a year, in the year that is said or the one that is meant; 29 February skips years."""
    if "year" in words:
        return make(int(words["year"]))
    many = []
    for year in range(when.day.year - 8, when.day.year + 9):
        with suppress(ValueError):
            many.append(make(year))
    return _pick(many, when, words.get("which", ""))


def _weekly(words: Words, when: When, first: int, length: int) -> Days:
    """What comes once a week; `next Friday` is the one of next week."""
    start, which = when.day + (first - when.day.weekday()) * DAY, words.get("which", "")
    many = [Days(start + week * 7 * DAY, start + (week * 7 + length - 1) * DAY) for week in (-2, -1, 0, 1)]
    return many[-1]._replace(kind="counted") if which == "next" else _pick(many, when, which, near=False)


# ---- days, months, years ----------------------------------------------------------------------------------------


def _date(words: Words, when: When) -> Days:
    month, first = _name("month", words).value if "month" in words else int(words["m"]), int(words["day"])
    last = int(words.get("until", first))
    if first > last:
        raise ValueError("backwards")
    return _yearly(words, when, lambda year: Days(date(year, month, first), date(year, month, last)))


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _months(first: int, length: int, kind: Kind = "said") -> Days:
    """So many months from this one on; months count from the year 0."""
    start, after = (date(month // 12, month % 12 + 1, 1) for month in (first, first + length))
    return Days(start, after - DAY, kind)


def _years(words: Words, when: When) -> Days:
    first, last = int(words["year"]), words.get("last", "")
    years = int(str(first)[: 4 - len(last)] + last) - first + 1 if last else 1
    if years < 1:
        raise ValueError("backwards")
    return _months(first * 12, years * 12)


def _decade(words: Words, when: When) -> Days:
    tens = int(words["short"]) if "short" in words else _name("decade", words).value
    return _months(12 * (tens + (1900 if tens >= 30 else 2000)), 120)


def _around(unit: Name, day: date, shift: int) -> Days:
    """The day, week, month, year that a day lies in, or so many further on."""
    if unit.months:
        return _months((_month(day) // unit.months + shift) * unit.months, unit.months, "counted")
    start = day + (shift * unit.days - (day.weekday() if unit.days == 7 else 0)) * DAY
    return Days(start, start + max(unit.days - 1, 0) * DAY, "counted")


def _moved(words: Words, when: When, sign: int) -> Days:
    """`two weeks ago` is that day, `two months ago` that month, `a decade ago` that year."""
    unit, number = _name("unit", words), sign * _number(words)
    if not unit.months:
        return _one(when.day + number * unit.days * DAY, "counted")
    size = 12 if unit.months % 12 == 0 else 1
    return _around(Name((), "", months=size), when.day, number * unit.months // size)


def _span(words: Words, when: When) -> Days:
    """`the past three days`, up to the day of publication; `the next three`, from it on."""
    unit, back = _name("unit", words), words.get("which") in ("last", "past")
    if ("plural" in words and "n" not in words) or (when.tense == "past" and not back):
        raise ValueError("how many, or counted from a day of the story")
    length = round(_number({"n": "a", **words}) * (unit.days + unit.months * 30.437)) * DAY
    return Days(when.day - length if back else when.day, when.day if back else when.day + length, "counted")


def _ahead(words: Words, when: When) -> Days:
    if when.tense != "future":
        raise ValueError("how long, not when")
    return _moved(words, when, 1)


# ---- expressions in expressions ---------------------------------------------------------------------------------


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
    days = _inner(f"this {name}" if any(name in row.words for row in _names("unit")) else name, when)
    part = _part_of(days, words["part"])
    if days.kind == "bare" and when.tense == "past" and part.whole[0] > when.day:
        return _part_of(_inner(name, When(days.whole[0] - DAY, "past")), words["part"])
    return part


def _part_of(days: Days, part: str) -> Days:
    """Days 1-10, 11-20, 21-end of a month; Monday and Tuesday, the middle, Friday to Sunday; thirds of longer times."""
    (start, end), place = days.whole, PARTS[part]
    length, months, first = (end - start).days + 1, _month(end) - _month(start) + 1, _month(start)
    if length != 7 and (length < 28 or start.day != 1 or months == 2):
        return days
    if length <= 31:
        edges = [start + n * DAY for n in (0, *((10, 20) if length > 7 else (2, 4)), length)]
    else:
        cuts = (
            (1, 11) if months == 12 and part in ("start", "beginning", "end") else (months // 3, months - months // 3)
        )
        edges = [_months(first + n, 1).whole[0] for n in (0, *cuts, months)]
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
    days, number = _inner(words["x"], when), _number(words)
    if _month(days.whole[1]) - _month(days.whole[0]) != 11 or not 1 <= number <= 12 // months:
        raise ValueError("not of a year")
    return _months(_month(days.whole[0]) + (number - 1) * months, months, days.kind)


def _weekday_of(words: Words, when: When) -> Days:
    """`Tuesday of last week`; `Tuesday, 3 March` is that date."""
    days = _inner(words["x"], when)
    if days.start == days.end:
        return days
    if days.whole[1] - days.whole[0] != 6 * DAY:
        raise ValueError("which week?")
    return _one(days.whole[0] + _name("weekday", words).value * DAY, days.kind)


def _in_year(words: Words, when: When) -> Days:
    year = when.day.year + {"last": -1, "this": 0, "next": 1}[words["which"]]
    return _inner(f"{words['x']} {year}", when)._replace(kind="counted")


def _month_named(words: Words, when: When) -> Days:
    month = _name("month", words).value - 1
    return _yearly(words, when, lambda year: _months(year * 12 + month, 1))


def _season(words: Words, when: When) -> Days:
    month = _name("season", words).value - 1
    return _yearly(words, when, lambda year: _months(year * 12 + month, 3))


def _feast(words: Words, when: When) -> Days:
    feast = _name("feast", words)
    return _yearly(words, when, lambda year: _one(date(year, feast.value, feast.day)))


def _around_now(words: Words, when: When) -> Days:
    if (unit := _name("unit", words)).days in (1, 14) or "plural" in words or not (unit.days or unit.months):
        raise ValueError("the next day is one of the story")
    return _around(unit, when.day, {"last": -1, "this": 0, "next": 1}[words["which"]])


def _counted(words: Words, when: When) -> Days:
    return _one(when.day + _name("counted", words).value * DAY, "counted")


MAKERS: Mapping[str, Callable[[Words, When], Days]] = {
    "date": _date,
    "month": _month_named,
    "season": _season,
    "feast": _feast,
    "years": _years,
    "decade": _decade,
    "the_decade": lambda words, when: _months(int(words["year"]) * 12, 120),
    "century": lambda words, when: _months((_number(words) * 100 - 99) * 12, 1200),
    "counted": _counted,
    "overnight": lambda words, when: Days(when.day - DAY, when.day, "counted"),
    "weekday": lambda words, when: _weekly(words, when, _name("weekday", words).value, 1),
    "weekend": lambda words, when: _weekly(words, when, 5, 2),
    "unit": _around_now,
    "span": _span,
    "ago": lambda words, when: _moved(words, when, -1),
    "hence": lambda words, when: _moved(words, when, 1),
    "ahead": _ahead,
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
