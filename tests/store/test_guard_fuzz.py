"""Whatever is asked, nothing changes: statements made at random, and after each one all that the store holds."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import Database
from cypher_grammar import COMMANDS, WRITES, statements
from hand_graph import GRAPH
from hypothesis import HealthCheck, given, settings
from neo4j.exceptions import Neo4jError

from kg.errors import QueryError
from kg.store.guard import refuse_writes

NODES = "MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties"
LINKS = "MATCH (a)-[r]->(b) RETURN a.id AS a, type(r) AS type, properties(r) AS properties, b.id AS b"
SCHEMA = (
    "SHOW CONSTRAINTS YIELD name RETURN name",
    "SHOW INDEXES YIELD name RETURN name",
    "CALL db.labels() YIELD label RETURN label",
    "CALL db.relationshipTypes() YIELD relationshipType RETURN relationshipType",
)


def fingerprint(database: Database) -> list[str]:
    """Every node, relationship and schema entry, as the driver gives them, and who may log in."""
    rows = [row for cypher in (NODES, LINKS, *SCHEMA) for row in database.run(cypher)]
    return [*sorted(map(_words, rows)), *_users(database)]


def _words(value: Any) -> str:
    """Equal for equal values, whatever the order of keys and labels."""
    if isinstance(value, dict):
        return repr(sorted((key, _words(item)) for key, item in value.items()))
    return repr(sorted(map(repr, value))) if isinstance(value, list) else repr(value)


def _users(database: Database) -> list[str]:
    file = Path(database.where) / "config" / "server-users.jsonl"
    if file.exists():
        return file.read_text().splitlines()
    return sorted(map(_words, database.run("SHOW USERS YIELD user, suspended RETURN user, suspended")))


def ask(database: Database, statement: str, url: str) -> bool:
    """Ask as a user does; then send what the guard passed with nothing else in its way. Whether it is right Cypher."""
    parameters = {"url": url}
    try:
        database.store.query(statement, parameters, limit=20, timeout_s=5)
    except QueryError as error:
        assert "\n" not in str(error)
    try:
        refuse_writes(statement)
        database.run(statement, **parameters)
    except (QueryError, Neo4jError, UnicodeEncodeError):
        return False
    return True


def check(database: Database, statement: str, trap: socket.socket, before: list[str]) -> bool:
    """Nothing changed, and nobody called the address that LOAD CSV was given."""
    right = ask(database, statement, f"http://127.0.0.1:{trap.getsockname()[1]}/x.csv")
    assert fingerprint(database) == before, statement
    with pytest.raises(BlockingIOError):
        trap.accept()
    return right


@pytest.fixture(name="before")
def _before(database: Database) -> list[str]:
    database.store.load(GRAPH)
    return fingerprint(database)


@pytest.fixture(name="trap")
def _trap() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(statement=statements)
def test_no_statement_changes_anything(
    statement: str, database: Database, trap: socket.socket, before: list[str]
) -> None:
    check(database, statement, trap, before)


@pytest.mark.slow
def test_no_statement_of_hundreds_changes_anything(database: Database, trap: socket.socket, before: list[str]) -> None:
    asked: dict[str, bool] = {}

    @settings(max_examples=600, deadline=None, database=None)
    @given(statement=statements)
    def fuzz(statement: str) -> None:
        asked[statement] = check(database, statement, trap, before)
        if len(asked) % 100 == 0:
            assert database.store.read() == GRAPH

    fuzz()
    assert len(asked) >= 500
    assert sum(asked.values()) >= 25, "too few of them are right Cypher to prove anything"
    assert database.store.read() == GRAPH


@pytest.mark.parametrize("statement", [*(f"MATCH (n:KG) {clause}" for clause in WRITES), *COMMANDS])
def test_each_that_writes_is_refused_by_its_words_alone(statement: str) -> None:
    for asked in (statement, f"EXPLAIN {statement}", f"  /* x */ {statement.lower()} ;"):
        with pytest.raises(QueryError):
            refuse_writes(asked)
