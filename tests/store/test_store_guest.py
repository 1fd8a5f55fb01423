"""A database of other people: what it holds, what is missing, and which constraint our rows would break."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_desk import ARTICLES, call, put
from conftest import Database
from hand_graph import article, entity
from neo4j import READ_ACCESS, GraphDatabase

from kg import embedded
from kg.errors import StoreError
from kg.model import Graph
from kg.records import lower
from kg.store import open_store
from kg.store.census import missing_rights
from kg.store.constraints import Constraint, broken, constraints_of

TWO = Graph.of([entity("1", "Ann Tench", "Person"), entity("2", "Ann Tench", "Person"), article("k", "2026-03-05")])
UNIQUE = "CREATE CONSTRAINT theirs FOR (n:Person) REQUIRE n.name IS UNIQUE"


def schema(database: Database) -> list[str]:
    names = database.run("SHOW CONSTRAINTS YIELD name RETURN name ORDER BY name")
    return [row["name"] for row in names]


@pytest.fixture(name="theirs")
def _theirs(database: Database) -> Iterator[Database]:
    """A database that asks for one Person of a name, and has one."""
    database.run("CREATE (:Person {name: 'Ivo Brandel'})-[:KNOWS]->(:Movie {title: 'Tarn'})")
    database.run(UNIQUE)
    yield database
    database.run("DROP CONSTRAINT theirs IF EXISTS")


def test_a_census_counts_ours_and_others(database: Database) -> None:
    database.run("CREATE (:Person {name: 'Ivo Brandel'})-[:KNOWS]->(:Movie {title: 'Tarn'})")
    database.store.load(TWO)
    census = database.store.census()
    assert census.ours == {"Article": 1, "Entity": 2, "Name": 1, "Event": 0, "Evidence": 0}
    assert (census.others, census.shared, census.relationships) == (2, {"Person": 1}, 2)
    assert (census.database, census.constraints) == (database.store.address.partition("#")[2], ())


def test_a_constraint_that_our_rows_break_is_named_before_anything_is_written(theirs: Database) -> None:
    before = theirs.run("MATCH (n) RETURN count(n) AS n"), schema(theirs)
    for graph, told in (
        (TWO, "two of ours have 'Ann Tench'"),
        (
            Graph.of([entity("3", "Ivo Brandel", "Person")]),
            "another node has 'Ivo Brandel' already, as one of ours would",
        ),
    ):
        line = f"the constraint 'theirs', Person(name) is unique: {told}"
        assert theirs.store.conflicts(graph) == (line,)
        with pytest.raises(StoreError) as error:
            theirs.store.load(graph)
        assert str(error.value).endswith(f"name another --database: {line}")
        assert "\n" not in str(error.value)
    assert (theirs.run("MATCH (n) RETURN count(n) AS n"), schema(theirs)) == before


def test_a_graph_of_an_earlier_schema_stays_when_the_new_one_is_refused(theirs: Database) -> None:
    theirs.store.load(Graph.of([article("k", "2026-03-05")]))
    theirs.run("MATCH (b:KG:KGBuild) SET b.schema = 1")
    with pytest.raises(StoreError, match="name another --database"):
        theirs.store.load(TWO)
    assert theirs.run("MATCH (n:KG:Article) RETURN n.id AS id") == [{"id": "a-k"}]


def test_a_constraint_that_our_rows_keep_disturbs_nobody(theirs: Database) -> None:
    graph = Graph.of([entity("1", "Ann Tench", "Person"), entity("2", "Ann Tench", "Organization")])
    assert theirs.store.conflicts(graph) == ()
    assert theirs.store.load(graph).created == 5  # two entities, their name, and what ties it to both
    assert theirs.store.read() == graph
    theirs.store.clear()


def test_the_embedded_user_lacks_nothing_and_a_server_is_asked(database: Database) -> None:
    before = schema(database)
    assert database.store.missing_rights() == {}
    assert (database.run("MATCH (n) RETURN count(n) AS n"), schema(database)) == ([{"n": 0}], before)


def test_an_arcadedb_server_is_not_asked_for_what_a_rollback_would_not_undo(tmp_path: Path) -> None:
    with embedded.serve(tmp_path) as address:
        login = (embedded.USER, address.password)
        with (
            open_store(address.uri, embedded.DATABASE, *login) as store,
            GraphDatabase.driver(address.uri, auth=login) as driver,
        ):
            assert store.missing_rights() == {}
            shown = driver.execute_query("SHOW CONSTRAINTS", database_=embedded.DATABASE)
            assert shown.records == []


@pytest.mark.neo4j
def test_what_a_server_refuses_is_missing_with_its_reason(neo4j_database: Database) -> None:
    auth = (neo4j_database.user or "", neo4j_database.password or "")
    with GraphDatabase.driver(neo4j_database.where, auth=auth) as driver:
        missing = missing_rights(lambda: driver.session(default_access_mode=READ_ACCESS))
    assert set(missing) == {"write nodes", "write relationships", "make the constraint", "make the index"}
    assert "read access mode" in missing["write nodes"].lower()


@pytest.fixture(name="server")
def _server(neo4j_database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    neo4j_database.run("MATCH (n) DETACH DELETE n")
    monkeypatch.setenv("NEO4J_USERNAME", neo4j_database.user or "")
    monkeypatch.setenv("NEO4J_PASSWORD", neo4j_database.password or "")
    yield neo4j_database
    neo4j_database.run("DROP CONSTRAINT theirs IF EXISTS")


@pytest.mark.neo4j
def test_doctor_needs_no_workspace_for_a_server_and_makes_none(server: Database, tmp_path: Path) -> None:
    server.run("CREATE (:Person {name: 'Ann Tench'}), (:Movie {title: 'Tarn'})")
    server.run(UNIQUE)
    done = call("doctor", "--store", server.where, workspace=tmp_path / "w")
    told = dict(line.split(maxsplit=1) for line in done.lines)
    assert (done.code, told["database"], told["ours"], told["rights"]) == (0, "neo4j", "nothing", "all that kg needs")
    assert told["server"].startswith("Neo4j Kernel 5.") and told["server"].endswith("community")
    assert told["others"] == "2 nodes, with a label of ours too: 1 Person; kg leaves them alone"
    assert told["conflict"].endswith("is unique: rows of ours may break it")
    assert not (tmp_path / "w").exists()


@pytest.mark.neo4j
def test_doctor_and_build_name_the_constraint_and_the_server_stays_as_it_was(server: Database, tmp_path: Path) -> None:
    def kg(*words: str | Path) -> tuple[int, str]:
        done = call("--store", server.where, *words, workspace=tmp_path / "w")
        return done.code, done.out + done.err

    news = put(tmp_path / "news", ARTICLES)
    server.run("CREATE (:Person {name: 'Ann Tench'})")
    server.run(UNIQUE)
    line = "the constraint 'theirs', Person(name) is unique: another node has 'Ann Tench' already"
    code, told = kg("build", news)
    assert (code, told.count("\n")) == (1, 1) and line in told
    assert server.run("MATCH (n) RETURN count(n) AS n") == [{"n": 1}]
    code, told = kg("doctor")
    assert code == 0 and f"conflict   {line}" in told
    server.run("DROP CONSTRAINT theirs")
    code, told = kg("build")
    assert code == 0 and "ours       3 Article" in kg("doctor")[1]


def test_what_only_an_enterprise_server_can_ask_for_is_checked_too() -> None:
    """Existence, keys and types cannot be made here: the rows of SHOW CONSTRAINTS are written by hand."""

    def row(kind: str, property_: str, type_: str | None = None) -> dict[str, object]:
        return {
            "name": kind,
            "type": kind,
            "labelsOrTypes": ["Person"],
            "properties": [property_],
            "propertyType": type_,
        }

    rows = [
        row("NODE_PROPERTY_EXISTENCE", "born"),
        row("NODE_PROPERTY_EXISTENCE", "name"),
        row("NODE_KEY", "country"),
        row("NODE_PROPERTY_TYPE", "name", "STRING"),
        row("NODE_PROPERTY_TYPE", "n_articles", "STRING | FLOAT"),
        row("NODE_PROPERTY_TYPE", "first_seen", "DATE"),
    ]
    people = [entity("1", "Ann Tench", "Person", first_seen="2026-03-05"), entity("2", "Ivo Brandel", "Person")]
    records = list(lower(Graph.of(people)).values())
    constraints = constraints_of(rows)
    assert [str(each).partition(") ")[2] for each in constraints] == [
        "exists and is unique", "exists", "exists", "is of type STRING", "is of type STRING | FLOAT", "is of type DATE",
    ]  # fmt: skip
    lines = list(broken(constraints, records, lambda label, name, values: None))
    assert [line.rpartition(": ")[2] for line in lines] == [
        "'Ann Tench' has no such value", "'Ann Tench' has no such value", "ours is INTEGER",
    ]  # fmt: skip


def test_ours_is_none_of_theirs() -> None:
    ours = {"name": "x", "type": "UNIQUENESS", "labelsOrTypes": ["KG"], "properties": ["id"]}
    assert constraints_of([ours]) == ()
    assert constraints_of([ours | {"properties": ["name"]}]) == (Constraint("x", "UNIQUENESS", "KG", ("name",)),)
