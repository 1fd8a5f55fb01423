"""Input that is odd or hostile, from the file to the answer: loaded or refused with a message, equal on both stores."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from cli_desk import Done, call, environment, program, put
from conftest import Database

EXTRACTOR = '''
"""An extractor that says the same of every article: a name with a backtick, a predicate outside the vocabulary."""

from dataclasses import replace

from msgspec import structs

from kg.extract import RuleExtractor


class Odd:
    def __init__(self):
        self._rules = RuleExtractor()
        self.info = replace(self._rules.info, name="odd")

    def extract(self, articles):
        for found in self._rules.extract(articles):
            events = tuple(structs.replace(event, predicate="isn't `part` of") for event in found.events)
            entities = tuple(
                structs.replace(entity, name=entity.name + "` SET n.x = 1 //") for entity in found.entities
            )
            yield replace(found, extractor=self.info, events=events, entities=entities)
'''
ROWS = (
    "MATCH (a:KG:Entity)-[r]->(b:KG) WHERE r.predicate IS NOT NULL "
    "RETURN a.name AS a, type(r) AS t, r.predicate AS p, b.name AS b ORDER BY r.id"
)


@pytest.fixture(name="kg", params=["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def _kg(request: pytest.FixtureRequest, workspace: Path, monkeypatch: pytest.MonkeyPatch):
    """`kg` on a workspace of the test's own, whose graph is in this store."""
    if request.param == "neo4j":
        database: Database = request.getfixturevalue("neo4j_database")
        database.run("MATCH (n) DETACH DELETE n")
        monkeypatch.setenv("KG_STORE", database.where)
        monkeypatch.setenv("NEO4J_USERNAME", database.user or "")
        monkeypatch.setenv("NEO4J_PASSWORD", database.password or "")
    return lambda *words: call(*words, workspace=workspace)


def checked(done: Done) -> None:
    assert "the store holds the ledger's graph" in done.out, done.err


def test_an_apostrophe_in_a_predicate_and_a_backtick_in_a_name_are_text(
    kg, workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, {"a.txt": b"Delcor Ferries sued Brandt Bank.", "odd_extractor.py": EXTRACTOR.encode()})
    put(workspace, {"kg.toml": b'[build]\nextractor = "odd_extractor:Odd"\n'})
    monkeypatch.syspath_prepend(tmp_path)
    assert kg("build", tmp_path / "a.txt").code == 0
    rows = json.loads(kg("query", "--format", "json", "--cypher", ROWS).out)
    odd = "` SET n.x = 1 //"
    assert rows == [{"a": f"Delcor Ferries{odd}", "t": "OTHER", "p": "isn't `part` of", "b": f"Brandt Bank{odd}"}]
    assert "isn't `part` of" in kg("query", "relations", "-p", f"name=Brandt Bank{odd}").out
    checked(kg("doctor", "--check"))


def test_null_bytes_and_lone_surrogates_are_replaced_or_named(kg, tmp_path: Path) -> None:
    lines = [
        r'{"id": "nul", "text": "Delcor\u0000 Ferries sued Brandt Bank.", "title": "a\u0000b", "source": "\u0000"}',
        r'{"id": "half \ud83d", "text": "Ann Tench \ud83d met Ivo Brandel.", "title": "\udc00", "url": "x:\udfff"}',
        r'{"id": "pair", "text": "\ud83d\ude00 Torvik Air sacked Ivo Brandel."}',
        r'{"id": "\ud800", "text": "\ud800\udfff\udc00"}',
        r'{"id": "none", "text": "\u0000"}',
    ]
    put(tmp_path, {"a.jsonl": "\n".join(lines).encode(), "b.txt": b"Delcor\x00 Ferries sued Torvik Air.\xed\xa0\xbd"})
    done = kg("build", tmp_path / "a.jsonl", tmp_path / "b.txt")
    assert done.code in (0, 3)
    assert done.err == ""
    cypher = "MATCH (a:KG:Article) RETURN a.title AS t ORDER BY t"
    titles = [row["t"] for row in json.loads(kg("query", "--format", "json", "--cypher", cypher).out)]
    assert titles[:2] == ["a\ufffdb", "\ufffd"]
    checked(kg("doctor", "--check"))
    assert kg("show", "Ann Tench").code == 0


def test_a_question_with_what_no_store_can_take_is_one_line(kg, tmp_path: Path) -> None:
    put(tmp_path, {"a.txt": b"Delcor Ferries sued Brandt Bank."})
    kg("build", tmp_path / "a.txt")
    for words in (
        ("--cypher", "RETURN '\ud83d' AS x"),
        ("--cypher", "RETURN $x AS x", "-p", "x=\ud83d"),
        ("--cypher", "RETURN \x00 AS x"),
    ):
        done = kg("query", *words)
        assert (done.code, done.err.count("\n")) == (1, 1), done
    assert kg("query", "relations", "-p", "name=it's `odd` \x00").code in (0, 1)


@pytest.mark.slow
def test_an_article_of_ten_megabytes_is_refused_with_the_limit_or_loaded_whole(
    kg, workspace: Path, tmp_path: Path
) -> None:
    text = "Delcor Ferries sued Brandt Bank on Monday.\n" + "x" * 10_000_000
    put(tmp_path, {"a.txt": text.encode(), "b.jsonl": json.dumps({"id": "b", "text": text}).encode()})
    for name in ("a.txt", "b.jsonl"):
        done = kg("build", tmp_path / name)
        assert done.code in (1, 3)
        assert re.search("1,000,000 (characters|bytes).*limit|limit.* 1,000,000", done.out + done.err)
    (workspace / "kg.toml").write_text("[limits]\narticle_bytes = 20_000_000\n")
    assert kg("build", tmp_path / "a.txt").code == 0
    assert "sued" in kg("show", "Brandt Bank").out
    checked(kg("doctor", "--check"))


SECRET = "not-to-be-told-7"


def test_a_password_in_an_address_is_told_nowhere(built: Path, tmp_path: Path) -> None:
    uri = f"bolt://neo4j:{SECRET}@127.0.0.1:9"
    put(workspace := tmp_path / "w", {"kg.toml": f'[store]\nuri = "{uri}"\n'.encode()})
    put(tmp_path, {"a.txt": b"Delcor Ferries sued Brandt Bank."})
    for done in (
        call("query", "demands", "--store", uri, workspace=built),
        call("doctor", "--store", uri, workspace=built),
        call("build", tmp_path / "a.txt", workspace=workspace),
        program("query", "demands", "--store", "bolt://127.0.0.1:9", workspace=built, NEO4J_PASSWORD=SECRET),
    ):
        assert (done.code, done.err.count("\n")) == (1, 1), done
        assert SECRET not in done.out + done.err
    for file in (path for folder in (built, workspace) for path in folder.rglob("*") if path.is_file()):
        assert file.name == "kg.toml" or SECRET.encode() not in file.read_bytes()
    assert SECRET not in str(environment(built))
