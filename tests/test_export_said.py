"""In every format: a row that is not actual carries its status and its speaker."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from io import BytesIO, StringIO
from typing import Any

import networkx as nx
import pytest
from hand_graph import GRAPH
from hypothesis import given, settings
from seed_graph import seed_graph
from strategies import graphs

from kg.export import to_csv, to_followthemoney, to_frames, to_gexf, to_graphml, to_networkx
from kg.export.xml import for_xml
from kg.model import Event, Evidence, Graph, Relation

Said = tuple[str, str, str | None]
"""Id of a row, the words that say its status, the words that say its speaker."""


def networkx(graph: Graph) -> Iterator[Said]:
    return _drawn(to_networkx(graph))


def gexf(graph: Graph) -> Iterator[Said]:
    return _drawn(nx.read_gexf(BytesIO(to_gexf(graph).encode())))


def graphml(graph: Graph) -> Iterator[Said]:
    return _drawn(nx.read_graphml(BytesIO(to_graphml(graph).encode())))


def _drawn(net: Any) -> Iterator[Said]:
    """Twice each: what the label says, and what the values say."""
    nodes = ((id_, told) for id_, told in net.nodes(data=True) if told["node"] == "event")
    for id_, told in (*nodes, *((told["id"], told) for _, _, told in net.edges(data=True))):
        yield id_, told["status"], told.get("speaker")
        yield id_, told["label"] if told["status"] != "actual" else "actual", told["label"]


def neo4j_csv(graph: Graph) -> Iterator[Said]:
    files = to_csv(graph)
    for name in ("events", "evidence", "relations", "roles", "supports", "links"):
        for row in csv.DictReader(StringIO(files[f"{name}.csv"], newline="")):
            told = {key.partition(":")[0]: value for key, value in row.items()}
            act = {"roles": row.get(":START_ID"), "supports": told["id"], "links": row.get(":END_ID")}
            yield act.get(name) or told["id"] or row["id:ID"], told["status"], told["speaker"]


def followthemoney(graph: Graph) -> Iterator[Said]:
    for line in map(json.loads, to_followthemoney(graph)):
        told = line["properties"]
        if "summary" in told:
            yield line["id"], told["summary"][0], told["summary"][0]
            named = [*told.get("name", ()), *told.get("role", ()), *told.get("relationship", ())]
            is_actual = told["summary"][0].startswith("actual")
            assert is_actual or all(told["summary"][0] in name for name in named)


def frames(graph: Graph) -> Iterator[Said]:
    pytest.importorskip("pandas")
    made = to_frames(graph)
    for name in ("events", "evidence", "relations"):
        for row in made[name].astype(object).to_dict("records"):
            yield row["id"], row["status"], row["speaker"] if isinstance(row["speaker"], str) else None


FORMATS = (networkx, gexf, graphml, neo4j_csv, followthemoney, frames)


def speakers(graph: Graph) -> Mapping[str, set[str]]:
    """The names of those who give an event, evidence or relation its status, found the long way round."""
    names = {entity.id: entity.name for entity in graph.entities}

    def inner(row: Evidence) -> set[str]:
        return {names[said.entity] for said in row.speakers if said.depth == 0 and names.get(said.entity)}

    def of(row: Event | Relation, events: tuple[str, ...]) -> set[str]:
        support = [each for each in graph.evidence if each.event in events and each.status == row.status]
        return set().union(*map(inner, support))

    found = {row.id: inner(row) for row in graph.evidence}
    found |= {row.id: of(row, (row.id,)) for row in graph.events}
    return found | {row.id: of(row, row.event_ids) for row in graph.relations}


def check(graph: Graph, said: Any) -> int:
    """Every row that is not actual says its status and each of its speakers; a claim always has one. How many did."""
    status = {row.id: row.status for row in (*graph.events, *graph.evidence, *graph.relations)}
    who, seen = speakers(graph), 0
    for id_, words, voice in said(graph):
        if status.get(id_, "actual") != "actual":
            seen += 1
            assert status[id_] in words, (said.__name__, id_)
            assert all(_shown(name) in _shown(voice or "") for name in who[id_]), (said.__name__, id_, who[id_], voice)
            assert voice or status[id_] != "claimed"
    return seen


def _shown(text: str) -> str:
    """The text as XML shows it; a guard of CSV does not hide it."""
    net: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    net.add_node("n", label=text)
    return str(for_xml(net).nodes["n"]["label"])


@pytest.mark.parametrize("said", FORMATS)
@settings(max_examples=25, deadline=None)
@given(graph=graphs())
def test_what_is_not_actual_says_so_and_who_says_it(said: Any, graph: Graph) -> None:
    check(graph, said)


@pytest.mark.parametrize("said", FORMATS)
def test_the_formats_do_say_something_of_what_is_not_actual(said: Any) -> None:
    assert check(GRAPH, said) >= 10
    assert check(seed_graph(), said) >= 100


def test_a_denied_link_is_not_counted_among_the_links() -> None:
    for graph in (GRAPH, seed_graph()):
        actual = {row.id for row in graph.relations if row.status == "actual"}
        lines = list(map(json.loads, to_followthemoney(graph)))
        typed = {"Membership", "Directorship", "Occupancy", "Employment", "Representation", "Family", "Ownership"}
        assert {line["id"] for line in lines if line["schema"] in typed} <= actual
        assert {line["id"] for line in lines if line["schema"] == "UnknownLink"} - actual


@settings(max_examples=25, deadline=None)
@given(graph=graphs())
def test_every_reference_of_followthemoney_is_a_line_of_the_right_schema(graph: Graph) -> None:
    lines = list(map(json.loads, to_followthemoney(graph)))
    schema = {line["id"]: line["schema"] for line in lines}
    body = {"Person", "Organization", "PublicBody", "Company", "LegalEntity"}
    ends = {
        "proof": {"Article"}, "document": {"Article"}, "resolved": body, "involved": body, "addressEntity": {"Address"},
        "holder": {"Person"}, "post": {"Position"}, "subject": body | {"Address"},
        "object": body | {"Address", "Event"}, "organization": {"Organization", "PublicBody", "Company"},
    }  # fmt: skip
    assert len(schema) == len(lines)
    for line in lines:
        for name, ids in line["properties"].items():
            assert {schema[id_] for id_ in ids} <= ends[name] if name in ends else True


def test_the_nameless_are_words_in_followthemoney() -> None:
    lines = list(map(json.loads, to_followthemoney(GRAPH)))
    assert "e-soldiers" not in {line["id"] for line in lines}
    attack = next(line["properties"] for line in lines if line["id"] == "v-attack")
    assert "recipient: soldiers" in attack["notes"]
    assert attack["proof"] == ["a-two", "a-three"]
    ghani = next(line for line in lines if line["schema"] == "Occupancy")
    assert ghani["properties"]["summary"] == ["actual"]
