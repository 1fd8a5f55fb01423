"""Time expressions by themselves: every row of times.toml, the sides of the tense, and any string at all."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.values.dates import is_date, resolve
from kg.extract.values.days import Tense
from kg.ontology.tables import packaged

WEDNESDAY = date(2026, 3, 4)
TABLES = tomllib.loads(packaged("times.toml"))
ROWS = [row for table in TABLES.values() for row in table]
WORDS = [
    "the", "of", "on", "in", "since", "until", "between", "and", "to", "from", "last", "next", "this", "early",
    "late", "end", "week", "year", "Friday", "March", "May", "5", "29", "31", "2014", "1990s", "ago", "days",
    "three", "a", "morning", "weekend", "before", "after", "summer", "century", "first", "half", "past", "coming",
    "within",
]  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["example"])
def test_every_row_covers_the_days_of_its_example(row: dict[str, Any]) -> None:
    found = resolve(row["example"], WEDNESDAY, row.get("tense", "past"))
    assert (found.from_, found.to) == (row.get("start"), row.get("end"))


@pytest.mark.parametrize(
    ("words", "past", "present", "future"),
    [
        ("on Wednesday", "2026-03-04", "2026-03-04", "2026-03-04"),
        ("Friday", "2026-02-27", "2026-03-06", "2026-03-06"),
        ("5th September", "2025-09-05", "2025-09-05", "2026-09-05"),
        ("5 July", "2025-07-05", "2026-07-05", "2026-07-05"),
        ("in March", "2026-03-01", "2026-03-01", "2026-03-01"),
        ("in December", "2025-12-01", "2025-12-01", "2026-12-01"),
        ("late March", "2025-03-21", "2026-03-21", "2026-03-21"),
        ("29 February", "2024-02-29", "2028-02-29", "2028-02-29"),
        ("over the weekend", "2026-02-28", "2026-03-07", "2026-03-07"),
        ("from Monday to Friday", "2026-02-23", "2026-03-09", "2026-03-09"),
        ("from December to February", "2025-12-01", "2025-12-01", "2026-12-01"),
    ],
)
def test_a_bare_name_is_the_nearest_on_the_side_of_the_tense(words: str, past: str, present: str, future: str) -> None:
    assert tuple(resolve(words, WEDNESDAY, tense).from_ for tense in get_args(Tense)) == (past, present, future)


@pytest.mark.parametrize(
    "words",
    [
        "three days", "for three days", "five years", "aged 17", "17", "30 years old", "his 30s", "the same day",
        "that day", "three days later", "the next day", "the previous week", "a few days ago", "recent weeks",
        "the coming weeks", "31 February", "second", "Sun", "Sat", "every Friday", "more than two years ago",
        "before the election", "03/04/2026", "nonsense", "",
    ],
)  # fmt: skip
def test_what_names_no_day_gets_none(words: str) -> None:
    assert not is_date(words)
    found = resolve(words, WEDNESDAY, "past")
    assert (found.from_, found.to) == (None, None)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("on Tuesday", "Tuesday"),
        ("since 2014", "2014"),
        ("from Monday to Friday", "Monday to Friday"),
        ("over the weekend", "the weekend"),
        ("between 2003 and 2005", "between 2003 and 2005"),
        ("the early hours of Sunday", "the early hours of Sunday"),
        ("for three days", "three days"),
    ],
)
def test_the_words_are_kept_without_their_preposition(words: str, text: str) -> None:
    assert resolve(words, WEDNESDAY, "past").text == text


@pytest.mark.parametrize("words", ["5 March 2026", "in late October 2016", "the 1990s", "between March and June 2015"])
def test_full_dates_need_no_day_of_publication(words: str) -> None:
    undated = resolve(words, None, "past")
    assert undated.from_ and undated.basis == "said"
    assert undated == resolve(words, WEDNESDAY, "future")


@pytest.mark.parametrize("words", ["Tuesday", "in December", "last week", "two weeks ago", "in three days"])
def test_without_a_day_of_publication_nothing_is_counted(words: str) -> None:
    assert resolve(words, None, "future").from_ is None
    assert resolve(words, WEDNESDAY, "future").from_ or resolve(words, WEDNESDAY, "future").to


def test_an_open_end_stays_open() -> None:
    assert resolve("since 2014", None, "past").to is None
    assert resolve("by Friday", WEDNESDAY, "past").from_ is None
    assert resolve("by Friday", WEDNESDAY, "future").from_ == "2026-03-04"


def test_dashes_and_apostrophes_of_any_kind() -> None:
    assert resolve("5–9 April 2019", None, "past").to == "2019-04-09"
    assert resolve("New Year’s Eve 2019", None, "past").from_ == "2019-12-31"


@given(
    words=st.text(max_size=120) | st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join),
    published=st.dates() | st.sampled_from([None, date.min, date.max]),
    tense=st.sampled_from(get_args(Tense)),
)
def test_any_string_gives_a_dating_in_order(words: str, published: date | None, tense: Tense) -> None:
    found = resolve(words, published, tense)
    assert not (found.from_ and found.to) or found.from_ <= found.to
    assert found.text in words
    assert is_date(words) in (True, False)
