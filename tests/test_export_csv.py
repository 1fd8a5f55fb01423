"""The CSV that neo4j-admin imports: nothing is lost on the way, and a spreadsheet finds no formula in it."""

from __future__ import annotations

import csv
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hand_graph import GRAPH, RELATION_TYPES, entity
from hypothesis import given, settings
from seed_graph import seed_graph
from strategies import graphs

from kg.errors import StoreError
from kg.export import to_csv
from kg.export.csv import AFTER
from kg.export.tables import NAMES
from kg.model import ArticleRow, EventLink, Graph, MentionedIn, RoleRow
from kg.records import lower
from kg.store import build_digest, digests, open_store

FORMULAS = ("=", "+", "-", "@", "\t", "\r")
HOSTILE = [
    '=HYPERLINK("http://example.org","x")', "+1", "-1+1|cmd", "@SUM(1)", "\t=1", "\r=1", "'", "'=1", "''", "", " ", ";",
    "a;b", "%", "%3B", "%253B;%25", "=a;+b", 'say "no"', "a\x00b", "😀 Ćwik", "\\", "\\n", "line\nline\r\nline\rend",
    "null", "NaN", "1", "true", "2017-01-01", ",", "\u202eright", "\x1b[31m", "x" * 20_000,
]  # fmt: skip


def tables(graph: Graph) -> dict[str, list[dict[str, str]]]:
    """Each CSV file as its rows by column."""
    files = to_csv(graph)
    return {
        name: list(csv.DictReader(StringIO(text, newline=""))) for name, text in files.items() if name.endswith(".csv")
    }


def hostile() -> Graph:
    """The hand graph, and every hostile text in every field that a text may stand in."""
    rows: list[Any] = list(GRAPH.rows())
    person, event, row = GRAPH.entities[0], GRAPH.events[0], GRAPH.evidence[0]
    for number, text in enumerate(HOSTILE):
        texts = (text, "plain", text)
        rows += [
            ArticleRow(f"a{number}", text, text, text, text, text, "2017-04-21T10:00:00Z", text),
            replace(person, id=f"e{number}", name=text, aliases=texts, country=text, sector=text, affiliation=text),
            replace(event, id=f"v{number}", modes=texts, predicate=text, label=text, date_text=text),
            replace(
                row, id=f"d{number}", quote=text, marks=texts, cue=text, date_text=text, count_text=text, rule=text
            ),
            MentionedIn(f"e{number}", f"a{number}", 1),
            RoleRow(f"v{number}", "actor", f"e{number}", texts if number % 2 else ()),
            EventLink(f"v{number}", "CONTENT", event.id),
            replace(GRAPH.relations[0], id=f"r{number}", subject=f"e{number}", predicate=text, event_ids=texts),
        ]
    empty = replace(GRAPH.relations[0], id="r-empty", event_ids=())
    return Graph.of([*rows, empty, replace(person, id="e-empty", aliases=()), entity("=id", "=cmd", "Person")])


@settings(max_examples=40, deadline=None)
@given(graph=graphs())
def test_every_record_is_one_row(graph: Graph) -> None:
    found = tables(graph)
    for statement, name in NAMES.items():
        want = [record.id for record in lower(graph).values() if record.statement == statement]
        rows = found[f"{name}.csv"]
        assert [row.get("id:ID", row.get("id")) for row in rows] == want


@settings(max_examples=40, deadline=None)
@given(graph=graphs())
def test_no_cell_is_a_formula_and_equal_graphs_give_equal_files(graph: Graph) -> None:
    cells = [value for rows in tables(graph).values() for row in rows for value in row.values()]
    assert [value for value in cells if value.startswith(FORMULAS)] == []
    assert to_csv(graph) == to_csv(Graph.of(reversed(list(graph.rows()))))


def test_hostile_cells_are_guarded_and_hold_their_text() -> None:
    rows = tables(hostile())["entities.csv"]
    names = {row["name"] for row in rows}
    assert {'\'=HYPERLINK("http://example.org","x")', "'-1+1|cmd", "'", "''", "'''", "a;b", "%"} <= names
    assert [row["aliases:string[]"] for row in rows if row["name"] == "a;b"] == ["a%3Bb;plain;a%3Bb"]
    assert not [value for row in rows for value in row.values() if value.startswith(FORMULAS)]


def test_half_a_graph_is_refused_with_the_row_that_points_at_nothing() -> None:
    half = Graph.of(row for row in GRAPH.rows() if row not in GRAPH.entities)
    with pytest.raises(StoreError, match=r"points at 'e-.+', which the graph does not hold"):
        to_csv(half)


def test_half_a_surrogate_pair_can_be_written() -> None:
    files = to_csv(Graph.of([entity("broken", "half \ud83d pair", "Person")]))
    assert "half \ufffd pair".encode() in files["entities.csv"].encode("utf-8")


def test_the_columns_for_people_tell_names_status_and_speaker() -> None:
    found = tables(GRAPH)
    armed = next(row for row in found["relations.csv"] if row[":TYPE"] == "ARMED")
    told = [armed[f"{column}:IGNORE"] for column in ("subject", "object", "speaker")]
    assert told == ["Russia", "Taliban", "John Nicholson"]
    assert armed["sentence:IGNORE"] == "Nicholson said Russia had armed the Taliban."
    roles = [row for row in found["roles.csv"] if row[":START_ID"] == "v-arms"]
    assert {(row["status:IGNORE"], row["speaker:IGNORE"]) for row in roles} == {("claimed", "John Nicholson")}


@pytest.mark.slow
@pytest.mark.neo4j
def test_what_neo4j_admin_imports_is_the_graph(neo4j_module: Any, tmp_path: Path) -> None:
    graph = Graph.of([*hostile().rows(), *seed_graph().rows()])
    folder = tmp_path / "csv"
    folder.mkdir()
    for name, text in to_csv(graph).items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    server = neo4j_module.Neo4jServer(tmp_path / "neo4j")
    printed = server.import_csv(folder)
    assert f"{sum(record.source == '' for record in lower(graph).values()) + 1} nodes" in printed
    types = {relation.type for relation in graph.relations} | set(RELATION_TYPES)
    with server, open_store(server.uri, "neo4j", *server.auth, relation_types=types) as store:
        assert store.state().phase == "loading"
        for _ in range(2):
            run_file(server, folder / AFTER)
            assert store.read() == graph
        assert (store.state().phase, store.state().digest) == ("ready", build_digest(digests(graph)))
        assert store.load(graph, digests(graph)).created == 0
        assert store.load(graph).changed == 0


def run_file(server: Any, path: Path) -> None:
    """What `cypher-shell -f` does with a file."""
    from neo4j import GraphDatabase

    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("//")]
    with GraphDatabase.driver(server.uri, auth=server.auth) as driver, driver.session(database="neo4j") as session:
        for statement in filter(str.strip, "\n".join(lines).split(";\n")):
            session.run(statement).consume()
