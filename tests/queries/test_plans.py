"""How a real Neo4j would run each question: names and ids are found by their index, and nothing looks at all nodes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from conftest import Database
from neo4j import GraphDatabase
from seed_answers import example_of
from seed_graph import seed_graph

from kg.catalog import Query, queries
from kg.ontology import ontology
from kg.store import open_store

pytestmark = pytest.mark.neo4j
QUERIES = queries()
LOOKUPS = [
    name
    for name, query in QUERIES.items()
    if any(parameter.type == "name" and parameter.default is None for parameter in query.parameters)
]
"""Questions about somebody who must be named."""
OWN_LABELS = ("Article", "Entity", "Event", "Evidence", "Name")
Plans = Mapping[str, list[tuple[str, str]]]


@pytest.fixture(scope="module", name="plans")
def _plans(neo4j_database: Database) -> Plans:
    """The steps of each query's plan on the graph of seeds/: the operator and what it works on.

    All at once: pytest may let another module change the graph between two tests of this one.
    """
    where, auth = neo4j_database.where, (neo4j_database.user or "", neo4j_database.password or "")
    neo4j_database.run("MATCH (n) DETACH DELETE n")
    with open_store(where, None, *auth, ontology().relation_types) as store:
        store.load(seed_graph())
    with GraphDatabase.driver(where, auth=auth) as driver, driver.session() as session:
        session.run("CALL db.prepareForReplanning(60)").consume()  # a plan is as good as what is known of the index

        def steps(query: Query) -> list[tuple[str, str]]:
            explained = session.run(f"EXPLAIN {query.cypher}", dict(query.bind(example_of(query)))).consume()
            return list(_steps(explained.plan or {}))

        return {name: steps(query) for name, query in QUERIES.items()}


def _steps(plan: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield plan["operatorType"].split("@")[0], plan["args"].get("Details", "")
    for child in plan.get("children", ()):
        yield from _steps(child)


@pytest.mark.parametrize("name", QUERIES)
def test_no_question_looks_at_all_nodes(name: str, plans: Plans) -> None:
    scans = [(step, details) for step, details in plans[name] if "Scan" in step]
    assert [step for step, _ in scans if "AllNodes" in step or "AllRelationships" in step] == []
    assert [details for _, details in scans if not details.endswith(OWN_LABELS)] == []


@pytest.mark.parametrize("name", LOOKUPS)
def test_who_is_named_is_found_through_the_index(name: str, plans: Plans) -> None:
    steps = plans[name]
    assert [step for step, _ in steps if "Scan" in step] == []
    assert any(step == "NodeIndexSeek" and "KG(name_key)" in details for step, details in steps)


def test_an_id_is_found_through_its_constraint(plans: Plans) -> None:
    by_id = [name for name, query in QUERIES.items() if ":KG {id: " in query.cypher]
    assert by_id
    for name in by_id:
        assert ("NodeUniqueIndexSeek", True) in {(step, "KG(id)" in details) for step, details in plans[name]}
