"""Days that are counted from another day of the story: "three days later", "the following year"."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from functools import cache

from kg.extract.values.days import Days, Name, When, around, moved, name_of, names_of

SHIFTS = {"following": 1, "next": 1, "same": 0, "previous": -1, "preceding": -1}
LATER = frozenset(("later", "afterwards", "after"))
PARTS_OF_DAY = frozenset(("morning", "afternoon", "evening", "night"))
LONGEST_MONTH = 31


@cache
def _pattern() -> re.Pattern[str]:
    units = "|".join(re.escape(word) for row in names_of("unit") for word in row.words)
    parts, sides = "|".join(sorted(PARTS_OF_DAY)), "|".join(SHIFTS)
    later = "|".join([*sorted(LATER), "earlier", "before", "previously"])
    return re.compile(
        rf"(?:the )?(?P<shift>{sides}) (?P<one>{units}|{parts})"
        rf"|(?:about |some |just |only |nearly )?(?P<n>.+) (?P<unit>{units})(?:s|ies)? (?P<side>{later})"
    )


def is_of_story(words: str) -> bool:
    """Whether an expression is counted from another day."""
    return _pattern().fullmatch(_plain(words)) is not None


def _plain(words: str) -> str:
    return " ".join(words.casefold().split()).strip(" ,")


def counted_from(words: str, anchor: Days) -> Days | None:
    """The days of an expression that is counted from the story's day before it; None where it is no such expression,
    or where that day is not known well enough: "two days later" behind "in 2019"."""
    found = _pattern().fullmatch(_plain(words))
    if found is None:
        return None
    parts = {part: text for part, text in found.groupdict().items() if text}
    with suppress(ValueError, OverflowError):
        if "shift" in parts:
            unit = name_of("unit", {"unit": "day" if parts["one"] in PARTS_OF_DAY else parts["one"]})
            return around(unit, _known(anchor, unit), SHIFTS[parts["shift"]])
        unit, sign = name_of("unit", parts), 1 if parts["side"] in LATER else -1
        return moved(parts, When(_known(anchor, unit), "past"), sign)
    return None


def _known(anchor: Days, unit: Name) -> date:
    """The first day of the anchor; ValueError where it spans more than the unit."""
    first, last = anchor.whole
    if (last - first).days >= max(unit.days, unit.months * LONGEST_MONTH):
        raise ValueError("spans more than what is counted")
    return first
