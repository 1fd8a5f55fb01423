"""Fixtures that several folders share: the stores, each started once per session."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hand_graph import RELATION_TYPES
from neo4j import GraphDatabase

from kg import embedded
from kg.store import Store, open_store

NEO4J = Path(__file__).parent / "neo4j" / "neo4j_server.py"


@dataclass(frozen=True)
class Database:
    """An open store, the way to open it again, and a way around it for what only other programs do."""

    store: Store
    where: str
    user: str | None
    password: str | None
    run: Callable[..., list[dict[str, Any]]]


@contextmanager
def _around(uri: str, auth: tuple[str, str], database: str) -> Iterator[Callable[..., list[dict[str, Any]]]]:
    with (
        GraphDatabase.driver(uri, auth=auth, notifications_min_severity="OFF") as driver,
        driver.session(database=database) as session,
    ):
        yield lambda cypher, **parameters: session.execute_write(lambda tx: tx.run(cypher, parameters).data())


@pytest.fixture(scope="session")
def embedded_database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    folder = tmp_path_factory.mktemp("embedded") / "store"
    with open_store(folder, relation_types=RELATION_TYPES) as store:
        address = embedded.running(folder)
        assert address is not None
        with _around(address.uri, (embedded.USER, address.password), embedded.DATABASE) as run:
            yield Database(store, str(folder), None, None, run)


@pytest.fixture(scope="session")
def neo4j_module() -> Any:
    """tests/neo4j/neo4j_server.py, with its jars in place; skips (in CI: fails) where they cannot be had."""
    spec = importlib.util.spec_from_file_location("neo4j_server", NEO4J)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    missing = [program for program in ("java", "mvn") if shutil.which(program) is None]
    if missing:
        _no_neo4j(f"{' and '.join(missing)} not found")
    try:
        module.fetch()
    except subprocess.CalledProcessError as error:
        _no_neo4j(f"Maven could not fetch the jars: {error}")
    return module


def _no_neo4j(why: str) -> None:
    if os.environ.get("CI") == "true":
        pytest.fail(f"no real Neo4j to test with: {why}")
    pytest.skip(f"no real Neo4j to test with: {why}")


@pytest.fixture(scope="session")
def neo4j_database(neo4j_module: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    with neo4j_module.Neo4jServer(tmp_path_factory.mktemp("neo4j")) as server:
        user, password = server.auth
        with (
            open_store(server.uri, "neo4j", user, password, RELATION_TYPES) as store,
            _around(server.uri, server.auth, "neo4j") as run,
        ):
            yield Database(store, server.uri, user, password, run)


@pytest.fixture(scope="session", params=["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def each_database(request: pytest.FixtureRequest) -> Database:
    database: Database = request.getfixturevalue(f"{request.param}_database")
    return database


@pytest.fixture
def database(each_database: Database) -> Database:
    """One store after the other, empty."""
    each_database.run("MATCH (n) DETACH DELETE n")
    return each_database


@pytest.fixture
def store(database: Database) -> Store:
    return database.store
