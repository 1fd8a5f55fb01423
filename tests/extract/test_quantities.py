"""Quantities: every row of quantities.toml, what is no quantity, and any string at all."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.values.quantities import cardinal, count
from kg.model import Count
from kg.ontology.tables import packaged

ROWS = [row for table in tomllib.loads(packaged("quantities.toml")).values() for row in table]
WORDS = [
    "at", "least", "about", "nearly", "up", "to", "between", "and", "or", "a", "half", "of", "the", "one", "two",
    "twenty", "hundred", "dozen", "million", "dozens", "tens", "several", "couple", "17", "1.2m", "40,000",
    "people", "more", "than", "-", "%", "$",
]  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["example"])
def test_every_row_gives_the_bounds_of_its_example(row: dict[str, Any]) -> None:
    found = count(row["example"])
    assert found and (found.low, found.high) == (row.get("low"), row.get("high"))


@pytest.mark.parametrize(
    ("words", "low", "high", "text"),
    [
        ("At least five million people", 5_000_000, None, "At least five million"),
        ("five men and three women", 5, 5, "five"),
        ("between 10 and 15", 10, 15, "between 10 and 15"),
        ("10–15 people", 10, 15, "10–15"),
        ("two to three dozen", 24, 36, "two to three dozen"),
        ("10 to 15 million people", 10_000_000, 15_000_000, "10 to 15 million"),
        ("one or two men", 1, 2, "one or two"),
        ("a couple of dozen men", 24, 24, "a couple of dozen"),
        ("two and a half million", 2_500_000, 2_500_000, "two and a half million"),
        ("a hundred and five men", 105, 105, "a hundred and five"),
        ("twenty-one men", 21, 21, "twenty-one"),
        ("the two leaders", 2, 2, "two"),
        ("two of the men", 2, 2, "two"),
        ("dozens of people", 24, None, "dozens"),
        ("hundreds of thousands of people", 200_000, None, "hundreds of thousands"),
        ("some 40 people", 36, 44, "some 40"),
        ("2000 people", 2000, 2000, "2000"),
        ("at least 1,945 men", 1945, None, "at least 1,945"),
    ],
)
def test_a_quantity_is_read_at_the_head_of_its_phrase(words: str, low: int, high: int | None, text: str) -> None:
    assert count(words) == Count(low, high, text)


@pytest.mark.parametrize(
    "words",
    [
        "one of the men", "a man", "no one", "some people", "many people", "17% of voters", "17 percent",
        "two thirds of", "two-thirds", "nine out of ten", "a 17-year-old boy", "17-year-old boy", "five-member panel",
        "one in five voters", "the 2014 election", "2014", "5th", "five six", "3 p.m.", "members of five groups",
        "the scores", "million-dollar deal", "",
    ],
)  # fmt: skip
def test_what_is_no_quantity(words: str) -> None:
    assert count(words) is None


@pytest.mark.parametrize(
    ("words", "number"),
    [("two hundred and five", 205), ("half a dozen", 6), ("1.2m", 1_200_000), ("a", 1),
     ("thirty-five thousand", 35_000), ("nineteen ninety", None), ("three days", None), ("", None), ("a few", None)],
)  # fmt: skip
def test_cardinals(words: str, number: int | None) -> None:
    assert cardinal(words) == number


@given(st.integers(1, 10**12), st.sampled_from(["about", "nearly", "more than", "at least", "fewer than", "up to"]))
def test_an_approximate_figure_is_never_an_exact_one(number: int, hedge: str) -> None:
    found = count(f"{hedge} {number:,} people")
    assert found and (found.low, found.high) != (number, number)


@given(st.text(max_size=300) | st.lists(st.sampled_from(WORDS), max_size=15).map(" ".join))
def test_any_string_gives_bounds_in_order(words: str) -> None:
    if found := count(words):
        assert found.text and found.text in words
        assert found.low is None or found.high is None or 0 <= found.low <= found.high
