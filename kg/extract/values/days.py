"""Days, and those that a name of the calendar means: the nearest of that name, or counted from publication."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import chain
from typing import Literal, NamedTuple

from kg.extract.values.quantities import cardinal
from kg.ontology.tables import shipped

Tense = Literal["past", "present", "future"]


Kind = Literal["said", "bare", "counted"]
"""Where days come from: the words alone, the nearest of that name, or so far from the day of publication."""


DAY = timedelta(1)
HALF_A_YEAR = timedelta(183)


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


def one_day(day: date, kind: Kind = "said") -> Days:
    """One day alone."""
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


@cache
def names_of(table: str) -> tuple[Name, ...]:
    """The rows of a table of names: months, weekdays, seasons, units."""
    return shipped("times.toml", table, Name)


def name_of(table: str, words: Words) -> Name:
    """The row of the name that stands in the expression."""
    return next(row for row in names_of(table) if words[table] in row.words + row.short)


def number_of(words: Words) -> int:
    """The n of `two weeks`, `the second half`, `q2`; ValueError where it is vague (`a few`)."""
    ordinals = list(chain(*(row.words for row in names_of("ordinal"))))
    number = ordinals.index(words["ordinal"]) + 1 if "ordinal" in words else cardinal(words["n"])
    if number is None:
        raise ValueError("no number")
    return number


# ---- which one of many ----------------------------------------------------------------------------------------------


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
    if words.get("which") == "next":  # in February "next March" is the one of next year
        many = [days for days in many if days.whole[0].year > when.day.year or days.whole[0] - when.day > HALF_A_YEAR]
    return _pick(many, when, words.get("which", ""))


def weekly(words: Words, when: When, first: int, length: int) -> Days:
    """What comes once a week; `next Friday` is the one of next week."""
    start, which = when.day + (first - when.day.weekday()) * DAY, words.get("which", "")
    many = [Days(start + week * 7 * DAY, start + (week * 7 + length - 1) * DAY) for week in (-2, -1, 0, 1)]
    return many[-1]._replace(kind="counted") if which == "next" else _pick(many, when, which, near=False)


# ---- days, months, years --------------------------------------------------------------------------------------------


def calendar_date(words: Words, when: When) -> Days:
    """`3 March 2015`, `March 3`, `3 to 5 March`."""
    month, first = name_of("month", words).value if "month" in words else int(words["m"]), int(words["day"])
    last = int(words.get("until", first))
    if first > last:
        raise ValueError("backwards")
    return _yearly(words, when, lambda year: Days(date(year, month, first), date(year, month, last)))


def month_number(day: date) -> int:
    """The month of a day, counted from the year 0."""
    return day.year * 12 + day.month - 1


def whole_months(first: int, length: int, kind: Kind = "said") -> Days:
    """So many months from this one on; months count from the year 0."""
    start, after = (date(month // 12, month % 12 + 1, 1) for month in (first, first + length))
    return Days(start, after - DAY, kind)


def years(words: Words, when: When) -> Days:
    """`2015`, `2015-17`."""
    first, last = int(words["year"]), words.get("last", "")
    length = int(str(first)[: 4 - len(last)] + last) - first + 1 if last else 1
    if length < 1:
        raise ValueError("backwards")
    return whole_months(first * 12, length * 12)


def decade(words: Words, when: When) -> Days:
    """`the 1990s`, `the nineties`."""
    tens = int(words["short"]) if "short" in words else name_of("decade", words).value
    return whole_months(12 * (tens + (1900 if tens >= 30 else 2000)), 120)


def around(unit: Name, day: date, shift: int) -> Days:
    """The day, week, month, year that a day lies in, or so many further on."""
    if unit.months:
        return whole_months((month_number(day) // unit.months + shift) * unit.months, unit.months, "counted")
    start = day + (shift * unit.days - (day.weekday() if unit.days == 7 else 0)) * DAY
    return Days(start, start + max(unit.days - 1, 0) * DAY, "counted")


def moved(words: Words, when: When, sign: int) -> Days:
    """`two weeks ago` is that day, `two months ago` that month, `a decade ago` that year."""
    unit, number = name_of("unit", words), sign * number_of(words)
    if not unit.months:
        return one_day(when.day + number * unit.days * DAY, "counted")
    size = 12 if unit.months % 12 == 0 else 1
    return around(Name((), "", months=size), when.day, number * unit.months // size)


def span(words: Words, when: When) -> Days:
    """`the past three days`, up to the day of publication; `the next three`, from it on."""
    unit, back = name_of("unit", words), words.get("which") in ("last", "past")
    if ("plural" in words and "n" not in words) or (when.tense == "past" and not back):
        raise ValueError("how many, or counted from a day of the story")
    length = round(number_of({"n": "a", **words}) * (unit.days + unit.months * 30.437)) * DAY
    return Days(when.day - length if back else when.day, when.day if back else when.day + length, "counted")


def ahead(words: Words, when: When) -> Days:
    """`in two weeks`, where that says when."""
    if when.tense != "future":
        raise ValueError("how long, not when")
    return moved(words, when, 1)


def month_named(words: Words, when: When) -> Days:
    """`March`, `last March`."""
    month = name_of("month", words).value - 1
    return _yearly(words, when, lambda year: whole_months(year * 12 + month, 1))


def season(words: Words, when: When) -> Days:
    """`spring`; winter begins in December."""
    month = name_of("season", words).value - 1
    return _yearly(words, when, lambda year: whole_months(year * 12 + month, 3))


def feast(words: Words, when: When) -> Days:
    """`Christmas Day`."""
    row = name_of("feast", words)
    return _yearly(words, when, lambda year: one_day(date(year, row.value, row.day)))


def around_now(words: Words, when: When) -> Days:
    """`last week`, `this month`, `next year`."""
    if (unit := name_of("unit", words)).days in (1, 14) or "plural" in words or not (unit.days or unit.months):
        raise ValueError("the next day is one of the story")
    return around(unit, when.day, {"last": -1, "this": 0, "next": 1}[words["which"]])


def counted(words: Words, when: When) -> Days:
    """`yesterday`, `tomorrow`."""
    return one_day(when.day + name_of("counted", words).value * DAY, "counted")
