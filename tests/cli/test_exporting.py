"""export, load and analyze: the graph leaves, comes back equal on both stores, and is ranked."""

from __future__ import annotations

import csv
import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from io import StringIO
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from cli_desk import Done, Kg, behind_its_back, call, environment, put
from conftest import Database

from kg.export import from_lines, to_networkx
from kg.model import Graph
from kg.store import open_store


class Desk:
    """`kg` on one store, and a look at what that store holds."""

    def __init__(self, workspace: Path, server: Database | None) -> None:
        self.workspace, self.server = workspace, server

    def kg(self, *words: str | Path) -> Done:
        store = ("--store", self.server.where) if self.server else ()
        return call(*store, *words, workspace=self.workspace)

    def held(self) -> Graph:
        server = self.server
        where = (server.where, "neo4j", server.user, server.password) if server else (self.workspace / "store",)
        with open_store(*where) as store:
            return store.read()


@pytest.fixture(params=["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def desk(request: pytest.FixtureRequest, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    if request.param == "embedded":
        yield Desk(workspace, None)
        return
    server: Database = request.getfixturevalue("neo4j_database")
    server.run("MATCH (n) DETACH DELETE n")
    monkeypatch.setenv("NEO4J_USERNAME", server.user or "")
    monkeypatch.setenv("NEO4J_PASSWORD", server.password or "")
    yield Desk(workspace, server)


@pytest.fixture(scope="session")
def exported(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the three articles as JSON lines."""
    file = tmp_path_factory.mktemp("exported") / "graph.jsonl"
    assert call("export", "-o", file, workspace=built).code == 0
    return file


def ids(net: Any) -> set[str]:
    return {told["id"] for _, _, told in net.edges(data=True)}


def lines_of(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines()


# ---- load ----


def test_an_exported_graph_is_loaded_equal(desk: Desk, exported: Path, built: Path) -> None:
    done = desk.kg("load", exported)
    assert (done.code, done.err) == (0, "")
    assert desk.held() == from_lines(lines_of(exported))
    assert re.search(r"^Store +[1-9]\d* created, 0 changed, 0 removed$", done.out, re.MULTILINE)
    assert desk.kg("query", "most-active").out == call("query", "most-active", workspace=built).out
    assert "0 created, 0 changed, 0 removed" in desk.kg("load", exported).out


def test_another_graph_is_replaced_only_when_asked(kg: Kg, workspace: Path, exported: Path, tmp_path: Path) -> None:
    smaller = tmp_path / "smaller.jsonl"
    smaller.write_text("\n".join(line for line in lines_of(exported) if '"row": "Relation"' not in line))
    kg("load", exported)
    refused = kg("load", smaller)
    assert refused.code == 1
    assert re.fullmatch(r"Error: \S+ holds another graph: --replace puts this one in its place\n", refused.err)
    assert Desk(workspace, None).held() == from_lines(lines_of(exported))
    assert kg("load", smaller, "--replace").code == 0
    assert Desk(workspace, None).held() == from_lines(lines_of(smaller))
    assert Desk(workspace, None).held().relations == ()


def test_a_load_that_was_broken_off_is_made_up_for_by_the_same_file(kg: Kg, workspace: Path, exported: Path) -> None:
    kg("load", exported)
    behind_its_back(workspace, "MATCH (b:KG:KGBuild) SET b.state = 'loading', b.digest = 'loading 1'")
    told = "not whole: the last load was broken off; `kg build` again, or `kg load FILE --replace`"
    assert kg("query", "most-active").err == f"The graph is {told}.\n"
    assert f"graph      {told}" in kg("doctor").lines
    assert kg("load", exported, "--replace").code == 0
    assert kg("query", "most-active").err == ""


def test_on_a_terminal_a_load_shows_how_far_it_is(workspace: Path, exported: Path) -> None:
    terminal, end = pty.openpty()
    command = [sys.executable, "-m", "kg", "load", str(exported)]
    env = environment(workspace, TERM="xterm")
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=end, env=env):
        os.close(end)
        told = b""
        with suppress(OSError):  # at its end
            while some := os.read(terminal, 1 << 16):
                told += some
    os.close(terminal)
    assert b"Loading" in told


def test_a_build_puts_the_workspaces_own_graph_back(kg: Kg, exported: Path, news: Path) -> None:
    kg("build", news / "harbour.txt")
    mine = kg("export").out
    assert kg("load", exported).code == 1
    assert kg("load", exported, "--replace").code == 0
    assert kg("export").out == mine
    assert kg("build").code == 0
    assert kg("doctor", "--check").code == 0


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b'{"id": "1", "text": "Delcor sued."}\n', r"line 1: `row` must be one of ArticleRow, Entity"),
        (b"Delcor sued.\nBrandt paid.\n", r"line 1: no JSON object .*\nline 2: no JSON object"),
        (b"Delcor sued.\n" * 30, r"and 20 more lines"),
        (
            b'{"row": "EventLink", "event": "v", "type": "CONTENT", "target": "w"}',
            r"points at 'v', which the graph does",
        ),
        (b"\xff\xfe", r"it is not UTF-8"),
        (b"\n\n", r"is empty"),
    ],
)
def test_what_is_no_graph_is_refused_with_the_reason(kg: Kg, tmp_path: Path, data: bytes, why: str) -> None:
    file = tmp_path / "x.jsonl"
    file.write_bytes(data)
    done = kg("load", file)
    assert done.code == 1
    assert done.err.startswith(f"Error: {str(file)!r} is ")
    assert re.search(why, done.err)
    assert not (tmp_path / "workspace").exists()


def test_a_file_that_is_not_there_and_a_relation_nobody_knows(kg: Kg, exported: Path, tmp_path: Path) -> None:
    assert kg("load", "none.jsonl").err == "Error: 'none.jsonl' cannot be read: No such file or directory\n"
    odd = tmp_path / "odd.jsonl"
    odd.write_text(exported.read_text(encoding="utf-8").replace('"type": "SUED"', '"type": "BEFRIENDS"'))
    assert "BEFRIENDS; add the predicates to its kg.toml" in kg("load", odd).err
    assert kg("query", "most-active").code == 1


# ---- export ----


def test_csv_is_a_folder_that_says_how_to_import_it(ask: Kg, tmp_path: Path) -> None:
    folder = tmp_path / "out" / "csv"
    done = ask("export", "--format", "csv", "-o", folder)
    assert done.code == 0
    assert "neo4j-admin database import full neo4j @import.args" in done.err
    named = re.findall(r"=(\S+\.csv)", (folder / "import.args").read_text())
    assert sorted(named) == sorted(path.name for path in folder.glob("*.csv"))
    rows = csv.DictReader(StringIO((folder / "relations.csv").read_text(encoding="utf-8")))
    sued = next(row for row in rows if row[":TYPE"] == "SUED")
    assert (sued["subject:IGNORE"], sued["object:IGNORE"]) == ("Delcor Ferries", "Brandt Bank")
    assert (folder / "after-import.cypher").read_text().startswith("CREATE CONSTRAINT kg_id IF NOT EXISTS")


def test_csv_is_written_over_an_export_and_over_nothing_else(ask: Kg, tmp_path: Path) -> None:
    folder = put(tmp_path / "mine", {"entities.csv": b"mine"})
    done = ask("export", "--format", "csv", "-o", folder)
    told = f"Error: {str(folder)!r} holds entities.csv already, and no export of kg's: name another folder with -o\n"
    assert (done.code, done.err) == (1, told)
    assert [(path.name, path.read_bytes()) for path in folder.iterdir()] == [("entities.csv", b"mine")]
    put(folder, {"import.args": b""})
    assert ask("export", "--format", "csv", "-o", folder).code == 0
    assert b"Delcor" in (folder / "entities.csv").read_bytes()


def test_a_place_that_is_taken_or_missing_is_told(ask: Kg, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert ask("export", "--format", "csv").code == 2
    for words, told in (
        (("--format", "csv", "-o", tmp_path / "file"), "is a file; csv writes a folder"),
        (("-o", tmp_path), "is a folder; jsonl writes a file"),
        (("-o", tmp_path / "file" / "x"), "cannot write"),
    ):
        done = ask("export", *words)
        assert (done.code, told in done.err) == (1, True)
        assert len(done.err.splitlines()) == 1


def test_followthemoney_is_one_entity_a_line(ask: Kg) -> None:
    lines = [json.loads(line) for line in ask("export", "--format", "ftm").lines]
    assert all(set(line) == {"id", "schema", "properties"} for line in lines)
    negated = [line["properties"] for line in lines if line["schema"] == "Event" and "negated" in str(line)]
    assert [told["summary"] for told in negated] == [["negated"]]


def test_what_is_less_certain_can_be_left_out(ask: Kg) -> None:
    assert len(ask("export", "--min-confidence", "0.99").lines) < len(ask("export").lines)


def test_escape_codes_in_a_name_on_both_stores(desk: Desk, tmp_path: Path) -> None:
    """Case e01: every node and edge is in the drawings, the codes are visible there and exact in JSON lines."""
    data = b"Delcor\x0cFerries sued \x1b[31mBrandt Bank\x1b[0m on Monday.\nIvo \x07Brandel resigned.\n"
    put(tmp_path, {"a.txt": data})
    assert desk.kg("build", tmp_path / "a.txt").code == 0
    graph = from_lines(desk.kg("export").lines)
    assert desk.held() == graph
    assert all(row.quote in data.decode() for row in graph.evidence)
    net = to_networkx(graph)
    assert net.number_of_edges() > 1
    for kind, read in (("gexf", nx.read_gexf), ("graphml", nx.read_graphml)):
        file = tmp_path / f"g.{kind}"
        assert desk.kg("export", "--format", kind, "-o", file).code == 0
        back = read(file)
        assert set(back) == set(net)
        assert ids(back) == ids(net)
        assert "Ivo \N{SYMBOL FOR BELL}Brandel resigned" in {told["label"] for _, told in back.nodes(data=True)}
    for words in (("triples",), ("export",), ("query", "most-active"), ("analyze",), ("export", "--format", "ftm")):
        done = desk.kg(*words)
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", done.out + done.err)


# ---- analyze ----


def test_actors_are_ranked_with_their_community(ask: Kg) -> None:
    rows = json.loads(ask("analyze", "--format", "json").out)
    assert list(rows[0]) == ["actor", "kind", "degree", "pagerank", "betweenness", "community", "led_by", "id"]
    delcor = next(row for row in rows if row["actor"] == "Delcor Ferries")
    assert "Delcor Ferries" in delcor["led_by"]
    assert [row["pagerank"] for row in rows] == sorted((row["pagerank"] for row in rows), reverse=True)
    assert "The union" not in {row["actor"] for row in rows}


def test_the_order_the_number_and_the_statuses_are_the_askers(ask: Kg) -> None:
    done = ask("analyze", "--by", "degree", "--top", "2")
    assert done.lines[0].startswith("actor\tkind\tdegree")
    assert len(done.lines) == 3
    negated = ask("analyze", "--status", "negated", "--format", "csv").lines
    assert {line.split(",")[0] for line in negated[1:]} == {"Ann Tench", "Ivo Brandel"}
    assert ask("analyze", "--all").lines[1].split("\t")[:3] == ["Ann Tench", "Person", "3"]


def test_a_status_that_is_none_is_wrong_usage(ask: Kg) -> None:
    done = ask("analyze", "--status", "perhaps")
    assert done.code == 2
    assert "'perhaps' is no status; there are actual, claimed" in " ".join(done.err.split())
    assert ask("analyze", "--status", "denied", "--all").code == 2
