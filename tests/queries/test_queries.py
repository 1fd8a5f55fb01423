"""Every query that ships runs on both stores, with equal rows, and finds something in the hand-made graph."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import Database
from hand_graph import GRAPH

from kg.catalog import Query, queries
from kg.store import Rows

QUERIES = queries()
GIVEN: dict[str, dict[str, Any]] = {
    "relations": {"name": "the taliban"},
    "events-of": {"name": "Taliban"},
    "evidence": {"one": "John Nicholson", "other": "Moscow"},
    "office-on-day": {"of": "Tālibān", "day": "2016-04-01"},
    "path": {"one": "John Nicholson", "other": "Akhtar Mansour"},
}
"""Arguments where the defaults do not do."""


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
    return database.store.query(query.cypher, query.bind(given or GIVEN.get(query.name, {})), columns=query.columns)


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_finds_something_under_the_columns_of_its_header(name: str, loaded: Database) -> None:
    rows = _ask(loaded, QUERIES[name])
    assert rows.columns == QUERIES[name].columns
    assert rows.rows


@pytest.mark.neo4j
@pytest.mark.parametrize("name", QUERIES)
def test_both_stores_answer_alike(name: str, loaded: Database, loaded_neo4j: Database) -> None:
    assert _ask(loaded, QUERIES[name]) == _ask(loaded_neo4j, QUERIES[name])
