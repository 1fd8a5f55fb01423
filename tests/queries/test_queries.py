"""Every query that ships runs on both stores with equal rows; the first dozen tell all of the hand-made graph."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import Database
from hand_graph import GRAPH
from seed_answers import example_of

from kg.catalog import Query, queries
from kg.store import Rows

QUERIES = queries()
GIVEN: dict[str, dict[str, Any]] = {
    "relations": {"name": "the taliban"},
    "events-of": {"name": "Taliban"},
    "evidence": {"one": "John Nicholson", "other": "Moscow"},
    "office-on-day": {"of": "Tālibān", "day": "2016-04-01"},
    "path": {"one": "John Nicholson", "other": "Akhtar Mansour"},
    "demands": {},
    "spoke-with": {},
    "says-about": {},
    "claims-and-denials": {},
    "most-active": {},
    "disputed": {},
    "hidden": {},
}
"""Questions to which this small graph has an answer. The others are asked the example of their header."""


@pytest.fixture(scope="module")
def loaded(embedded_database: Database) -> Database:
    return _load(embedded_database)


@pytest.fixture(scope="module")
def loaded_neo4j(neo4j_database: Database) -> Database:
    return _load(neo4j_database)


def _load(database: Database) -> Database:
    database.run("MATCH (n) DETACH DELETE n")
    database.store.load(GRAPH)
    return database


def _ask(database: Database, query: Query, **given: Any) -> Rows:
    bound = query.bind(given or GIVEN.get(query.name, example_of(query)))
    return database.store.query(query.cypher, bound, columns=query.columns)


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_answers_under_the_columns_of_its_header(name: str, loaded: Database) -> None:
    rows = _ask(loaded, QUERIES[name])
    assert rows.columns == QUERIES[name].columns
    assert rows.rows or name not in GIVEN


@pytest.mark.neo4j
@pytest.mark.parametrize("name", GIVEN)
def test_both_stores_answer_alike(name: str, loaded: Database, loaded_neo4j: Database) -> None:
    assert _ask(loaded, QUERIES[name]) == _ask(loaded_neo4j, QUERIES[name])


def _column(rows: Rows, name: str) -> list[Any]:
    return [row[rows.columns.index(name)] for row in rows.rows]


@pytest.mark.parametrize("typed", ["Tālibān", "TALIBAN", "the taliban", "Ta\u0304liba\u0304n", " taliban "])
def test_a_name_is_found_however_it_is_typed(typed: str, loaded: Database) -> None:
    rows = _ask(loaded, QUERIES["relations"], name=typed)
    assert "Taliban" in _column(rows, "subject")


def test_a_name_that_two_people_share_finds_both(loaded: Database) -> None:
    rows = _ask(loaded, QUERIES["relations"], name="Karzai", all=True)
    assert _column(rows, "subject") == ["Hamid Karzai"]
    rows = _ask(loaded, QUERIES["says-about"], about="Karzai")
    assert rows.rows == ()


def test_relations_show_what_is_reported_with_its_speakers(loaded: Database) -> None:
    rows = _ask(loaded, QUERIES["relations"], name="Taliban")
    assert set(_column(rows, "status")) == {"actual", "claimed"}
    assert ("Russia", "armed", "Taliban", "claimed") in {row[:4] for row in rows.rows}
    speakers = dict(zip(_column(rows, "predicate"), _column(rows, "speakers"), strict=True))
    assert speakers["armed"] == ["John Nicholson", "Russia"]
    everything = _ask(loaded, QUERIES["relations"], name="Taliban", all=True)
    assert "denied" in _column(everything, "status")


def test_a_demand_names_the_act_and_the_one_who_is_asked(loaded: Database) -> None:
    (row,) = _ask(loaded, QUERIES["demands"]).rows
    assert row[:4] == ("Taliban", "withdrawal of foreign troops", "United States", "actual")


def test_talks_show_planned_and_denied_ones_only_on_request(loaded: Database) -> None:
    assert _column(_ask(loaded, QUERIES["spoke-with"]), "predicate") == ["spoke_with"]
    rows = _ask(loaded, QUERIES["spoke-with"], all=True)
    assert sorted(_column(rows, "status")) == ["actual", "denied", "future"]


def test_events_come_in_order_and_undated_ones_last(loaded: Database) -> None:
    days = _column(_ask(loaded, QUERIES["events-of"], name="Taliban", all=True), "day")
    dated = [day for day in days if day]
    assert days == sorted(dated) + [None] * (len(days) - len(dated))


def test_evidence_gives_the_sentence_and_where_it_stands(loaded: Database) -> None:
    (row,) = _ask(loaded, QUERIES["evidence"], one="John Nicholson", other="Russia").rows
    assert row[:6] == ("John Nicholson", "accuses", "Russia", "actual", None, "Nicholson accused Russia.")


@pytest.mark.parametrize(
    ("day", "holders"),
    [("2016-04-01", ["Akhtar Mansour"]), ("2016-05-23", []), ("2017-01-01", ["Hibatullah Akhundzada"])],
)
def test_an_office_is_held_on_its_days(day: str, holders: list[str], loaded: Database) -> None:
    assert _column(_ask(loaded, QUERIES["office-on-day"], of="Taliban", day=day), "holder") == holders


def test_an_undated_office_says_so(loaded: Database) -> None:
    rows = _ask(loaded, QUERIES["office-on-day"], of="Afghanistan", day="2016-04-01")
    assert (_column(rows, "holder"), _column(rows, "undated")) == (["Ashraf Ghani"], [True])


def test_a_claim_stands_beside_its_denial(loaded: Database) -> None:
    (row,) = _ask(loaded, QUERIES["claims-and-denials"]).rows
    assert (row[1], row[4], row[6]) == ("John Nicholson", "Russia", "denied")


def test_the_shortest_path_is_found(loaded: Database) -> None:
    (row,) = _ask(loaded, QUERIES["path"], one="John Nicholson", other="Akhtar Mansour").rows
    assert row[:3] == (
        3, ["John Nicholson", "Russia", "Taliban", "Akhtar Mansour"], ["accuses", "armed", "leader_of"],
    )  # fmt: skip
    assert _ask(loaded, QUERIES["path"], one="Taliban", other="taliban").rows == ()
    assert _ask(loaded, QUERIES["path"], one="Taliban", other="Nobody").rows == ()


def test_hidden_acts_are_those_that_are_not_reported(loaded: Database) -> None:
    assert set(_column(_ask(loaded, QUERIES["hidden"]), "status")) == {"demanded", "denied", "future"}
    assert _column(_ask(loaded, QUERIES["hidden"], status="denied"), "speakers") == [["Hamid Karzai"]]


def test_counts_that_differ_come_one_a_row(loaded: Database) -> None:
    assert _column(_ask(loaded, QUERIES["disputed"]), "words") == ["100", "at least 140"]
