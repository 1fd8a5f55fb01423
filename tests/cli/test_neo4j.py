"""The same commands on a real Neo4j, with the user and the password from the environment."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_desk import ARTICLES, Done, call, put
from conftest import Database

pytestmark = pytest.mark.neo4j


@pytest.fixture(name="server")
def _server(neo4j_database: Database, monkeypatch: pytest.MonkeyPatch) -> str:
    neo4j_database.run("MATCH (n) DETACH DELETE n")
    monkeypatch.setenv("NEO4J_USERNAME", neo4j_database.user or "")
    monkeypatch.setenv("NEO4J_PASSWORD", neo4j_database.password or "")
    return neo4j_database.where


def test_build_ask_check_and_forget(server: str, built: Path, tmp_path: Path, neo4j_database: Database) -> None:
    def kg(*words: str | Path) -> Done:
        return call("--store", server, *words, workspace=tmp_path / "workspace")

    neo4j_database.run("CREATE (:Person {name: 'not ours'})")
    news = put(tmp_path / "news", ARTICLES)
    assert kg("build", news).code == 0
    assert "0 created, 0 changed, 0 removed" in kg("build", news).out
    for words in (("demands",), ("relations", "-p", "name=brandt bank"), ("most-active",)):
        assert kg("query", *words).out == call("query", *words, workspace=built).out
    told = kg("doctor", "--check")
    assert "Neo4j" in told.out
    assert "the store holds the ledger's graph" in told.out
    assert (neo4j_database.password or "") not in told.out + told.err
    assert kg("query", "--cypher", "MATCH (n:KG) /* */ SeT n.x = 1 RETURN n.id AS id").code == 1
    (news / "harbour.txt").write_text("Delcor Ferries sued Brandt Bank on Monday.\n")
    for words in (("build", news), ("forget", "talks")):
        done = kg(*words)
        assert done.code == 0 and "its transaction logs and backups are its operator's" in done.out
    assert kg("doctor", "--check").code == 0
    assert neo4j_database.run("MATCH (p:Person) WHERE NOT p:KG RETURN p.name AS name") == [{"name": "not ours"}]


def test_an_article_with_only_a_text_is_one_article_after_two_builds(server: str, tmp_path: Path) -> None:
    put(tmp_path, {"a.jsonl": b'{"id": "only", "text": "Delcor sued Brandt Bank."}\n'})
    workspace = tmp_path / "workspace"
    for _ in range(2):
        assert call("--store", server, "build", tmp_path / "a.jsonl", workspace=workspace).code == 0
    cypher = "MATCH (a:KG:Article) RETURN count(a) AS n, collect(a.title) AS t, collect(a.source) AS s"
    done = call("--store", server, "query", "--format", "json", "--cypher", cypher, workspace=workspace)
    assert json.loads(done.out) == [{"n": 1, "t": [], "s": []}]


def test_a_name_is_found_however_its_accents_are_typed(server: str, tmp_path: Path) -> None:
    decomposed = "Jose\u0301 C\u0301wik"
    put(tmp_path, {"a.txt": "José Ćwik sued Delcor.\n".encode(), "b.txt": f"{decomposed} sued Torvik Air.\n".encode()})
    workspace = tmp_path / "workspace"
    call("--store", server, "build", tmp_path / "a.txt", tmp_path / "b.txt", workspace=workspace)
    answers = {
        call("--store", server, "query", "relations", "-p", f"name={name}", workspace=workspace).out
        for name in (decomposed, "jose cwik", "José Ćwik")
    }
    assert len(answers) == 1
    assert answers.pop().count("\tsued\t") == 2


def test_a_refused_password_is_one_line(server: str, built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "another")
    done = call("--store", server, "query", "demands", workspace=built)
    assert done.code == 1
    assert done.err == f"Error: {server} refuses the user or password: set NEO4J_USERNAME and NEO4J_PASSWORD\n"


def test_suppress_hides_on_a_server_too_and_forget_says_what_a_server_keeps(
    server: str, tmp_path: Path, neo4j_database: Database
) -> None:
    def kg(*words: str | Path) -> Done:
        return call("--store", server, *words, workspace=tmp_path / "workspace")

    words = "[n.name, n.label, n.quote, n.title]"
    named = f"MATCH (n:KG) WHERE any(w IN {words} WHERE w CONTAINS 'Tench') RETURN count(n) AS n"
    assert kg("build", put(tmp_path / "news", ARTICLES)).code == 0
    before = neo4j_database.run(named)[0]["n"]
    assert kg("suppress", "Ann Tench").code == 0
    assert (before > 3, neo4j_database.run(named)) == (True, [{"n": 0}])
    assert kg("suppress", "--undo", "Ann Tench").code == 0
    assert neo4j_database.run(named) == [{"n": before}]
    told = f"Left      {server} deleted its rows; its transaction logs and backups are its operator's."
    assert told in kg("forget", "talks").lines
