"""One event over many reports, and what stays apart, by the table of "the same or another"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations

import pytest
from hand_extractions import Act, Who, told

from kg.model import Article, Count, Extraction
from kg.resolve import Report, parts_of, resolve_entities, resolve_events

ZORVAN, TAMRUD, OSTRA = Who("Zorvan"), Who("Tamrud"), Who("Ostra")
SOLDIERS = Who("soldiers", "Group", named=False)
AYLE, TARN = Who("Port Ayle", "Place"), Who("Tarn", "Place")
ATTACK = Act("attacked", "ASSAULT", (ZORVAN,), (TAMRUD,), day="2017-04-21")
DAY = "2017-04-22"

Told = tuple[Article, Extraction]


def events(*articles: Told) -> list[str]:
    """The event of each act, in order."""
    of_entities, ids = resolve_entities(parts_of(articles), {})
    named = frozenset(i for i, entity in of_entities.items() if entity.named)
    reports = [Report(m, article.published, ids, named) for article, x in articles for m in x.events]
    found = resolve_events(reports)
    return [found[report.mention.id] for report in reports]


def count(*acts: Act, published: str | None = DAY) -> int:
    """How many events these acts are, each told by an article of its own."""
    return len(set(events(*(told(f"a{n}", act, published=published) for n, act in enumerate(acts)))))


def test_two_reports_with_the_same_sides_and_day_are_one() -> None:
    assert count(ATTACK, ATTACK) == 1


@pytest.mark.parametrize(
    "other",
    [
        replace(ATTACK, actor=(TAMRUD,), recipient=(ZORVAN,)),
        replace(ATTACK, recipient=(OSTRA,)),
        replace(ATTACK, actor=(OSTRA,)),
        replace(ATTACK, predicate="bombed"),
        replace(ATTACK, kind="COERCE"),
        replace(ATTACK, day="2017-05-05"),
        replace(ATTACK, day="2017-04-20"),
    ],
    ids=[
        "roles reversed",
        "another target",
        "another actor",
        "another act",
        "another kind",
        "two weeks on",
        "day before",
    ],
)
def test_another_side_role_act_or_day_is_another_event(other: Act) -> None:
    assert count(ATTACK, other) == 2


def test_another_place_is_another_event() -> None:
    assert count(replace(ATTACK, place=AYLE), replace(ATTACK, place=TARN)) == 2
    assert count(replace(ATTACK, place=AYLE), replace(ATTACK, place=AYLE), ATTACK) == 1


def test_claimed_and_denied_are_one_event() -> None:
    """Status is never part of an event's identity."""
    assert count(replace(ATTACK, status="claimed"), replace(ATTACK, status="denied"), ATTACK) == 1


def test_other_figures_make_no_other_event() -> None:
    first, second = (Count(140, None, "at least 140"), Count(101, None, "more than 100"))
    toll = Act("killed", "ASSAULT", (ZORVAN,), (SOLDIERS,), day="2017-04-21")
    assert count(replace(toll, count=first), replace(toll, count=second)) == 1


def test_a_year_and_a_day_in_it_agree() -> None:
    year = replace(ATTACK, day="2017-01-01", until="2017-12-31")
    assert count(year, ATTACK) == 1


def test_the_undated_joins_only_where_there_is_one_to_join() -> None:
    undated = replace(ATTACK, day=None)
    assert count(ATTACK, undated, published=None) == 1
    later = replace(ATTACK, day="2018-06-01")
    assert count(ATTACK, later, undated, published=None) == 3


def test_an_undated_report_lies_in_the_week_before_its_article() -> None:
    undated = replace(ATTACK, day=None)
    far = told("b", undated, published="2018-04-22")
    assert len(set(events(told("a", ATTACK, published=DAY), far))) == 2
    near = told("b", undated, published="2017-04-24")
    assert len(set(events(told("a", ATTACK, published=DAY), near))) == 1


def test_standing_links_need_no_day() -> None:
    office = Act("leader_of", "OFFICE", (Who("Ivo Pernat", "Person"),), organization=(ZORVAN,))
    far = told("b", office, published="2020-01-01")
    assert len(set(events(told("a", office, published=DAY), far))) == 1


def test_acts_without_a_named_side_merge_with_none() -> None:
    unnamed = Act("killed", "ASSAULT", (Who("gunmen", "Group", named=False),), (SOLDIERS,), day="2017-04-21")
    assert count(unnamed, unnamed) == 2


def test_a_demand_and_the_act_itself_are_apart_and_equal_demands_are_one() -> None:
    leave = Act("withdrew_from", "RETREAT", (TAMRUD,), (AYLE,), status="demanded")
    demand = Act("demands", "REQUEST", (ZORVAN,), content=(1,))
    articles = [told(key, demand, leave, published=DAY) for key in "ab"]
    found = events(*articles)
    assert found[0] == found[2] and found[1] == found[3] and found[0] != found[1]


def test_demands_for_different_things_are_apart() -> None:
    one = [Act("demands", "REQUEST", (ZORVAN,), content=(1,)), Act("withdrew_from", "RETREAT", (TAMRUD,), (AYLE,))]
    other = [one[0], Act("released", "CONCEDE", (TAMRUD,), (OSTRA,))]
    found = events(told("a", *one, published=DAY), told("b", *other, published=DAY))
    assert found[0] != found[2]


def test_two_acts_of_one_article_on_two_days_are_two() -> None:
    assert len(set(events(told("a", ATTACK, replace(ATTACK, day="2017-06-01"), published=DAY)))) == 2


REPORTS = (
    told("a", ATTACK, replace(ATTACK, place=AYLE), published=DAY),
    told("b", replace(ATTACK, day=None), replace(ATTACK, status="denied"), published="2017-04-24"),
    told("c", replace(ATTACK, day="2018-01-01"), replace(ATTACK, place=TARN), published="2018-01-02"),
    told("d", replace(ATTACK, day=None)),
)


def test_the_order_of_articles_does_not_matter() -> None:
    def sets(order: Sequence[Told]) -> set[tuple[str, str]]:
        mentions = [m.id for _, x in order for m in x.events]
        return set(zip(mentions, events(*order), strict=True))

    assert len({frozenset(sets(order)) for order in permutations(REPORTS)}) == 1


def test_an_event_is_called_after_its_smallest_mention() -> None:
    articles = [told(key, ATTACK, published=DAY) for key in "abc"]
    ids = [x.events[0].id for _, x in articles]
    assert set(events(*articles)) == {min(ids)}
