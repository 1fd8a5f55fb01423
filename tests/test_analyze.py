"""Who matters and who belongs together: numbers one can check by hand, equal in every process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest
from hand_graph import GRAPH, entity
from seed_graph import seed_graph

from kg import analyze
from kg.analyze import Standing, betweenness, degree, pagerank, standings, tied
from kg.export import to_lines
from kg.model import STATUSES, Graph, GraphRow, Relation, Status

ROOT = Path(__file__).parent.parent


def tie(one: str, other: str, status: Status = "actual", events: int = 1) -> Relation:
    ids = tuple(f"v-{one}-{other}-{number}" for number in range(events))
    return Relation(
        f"{one}>{other}", f"e-{one}", "MET", "CONSULT", "met", f"e-{other}", False, status, True, ids, events, 1, 1,
        None, None, 1.0,
    )  # fmt: skip


def two_triangles() -> Graph:
    """Ann, Ben, Cem and Dan, Eva, Fay, each tied to each; Cem and Dan are tied as well. Gus only denies a tie to Ann.

    Ann, Ben and Cem have also met a guard without a name.
    """
    people = [entity(name, name.title(), "Person") for name in ("ann", "ben", "cem", "dan", "eva", "fay", "gus")]
    guard = entity("guard", "a guard", "Person", named=False)
    pairs = ("ann ben", "ben cem", "ann cem", "dan eva", "eva fay", "dan fay", "cem dan", "ann guard", "ben guard")
    rows: list[GraphRow] = [*people, guard, tie("gus", "ann", "denied")]
    return Graph.of([*rows, *(tie(*pair.split()) for pair in (*pairs, "cem guard"))])


def by_name(graph: Graph, statuses: tuple[Status, ...] = ("actual",)) -> dict[str, Standing]:
    return {each.name: each for each in standings(graph, tied(graph, statuses))}


def test_the_numbers_are_those_one_counts_by_hand() -> None:
    found = by_name(two_triangles())
    assert {name: each.degree for name, each in found.items()} == {
        "Cem": 4, "Ann": 3, "Ben": 3, "Dan": 3, "Eva": 2, "Fay": 2,
    }  # fmt: skip
    # Of the 15 pairs of the six others, the 9 from Ann, Ben or the guard to Dan, Eva or Fay lead through Cem.
    assert found["Cem"].betweenness == pytest.approx(9 / 15)
    assert found["Dan"].betweenness == pytest.approx(8 / 15)
    assert found["Eva"].betweenness == 0


def test_the_nameless_take_part_and_are_not_listed() -> None:
    graph = two_triangles()
    without = Graph.of(row for row in graph.rows() if getattr(row, "id", "") not in ("e-guard", "cem>guard"))
    assert "a guard" not in by_name(graph)
    assert by_name(graph)["Cem"].degree == by_name(without)["Cem"].degree + 1
    assert by_name(graph)["Cem"].pagerank < by_name(without)["Cem"].pagerank


def test_a_community_has_a_number_and_its_leaders() -> None:
    found = by_name(two_triangles())
    groups = {name: (each.community, each.led_by) for name, each in found.items()}
    assert groups["Ann"] == groups["Ben"] == groups["Cem"] == (1, ("Cem", "Ann", "Ben"))
    assert groups["Dan"] == groups["Eva"] == groups["Fay"] == (2, ("Dan", "Eva", "Fay"))


def test_only_relations_of_the_wanted_statuses_count() -> None:
    assert set(by_name(two_triangles(), ("denied",))) == {"Ann", "Gus"}
    assert by_name(two_triangles(), STATUSES)["Ann"].degree == 4
    assert "Gus" not in by_name(two_triangles())


def test_events_of_both_directions_are_counted_together() -> None:
    rows = [*(entity(name, name, "Person") for name in ("a", "b", "c")), tie("a", "b", events=5), tie("b", "a")]
    graph = Graph.of([*rows, tie("b", "c", events=6)])
    ranks = pagerank(graph, tied(graph))
    assert ranks["e-a"] == pytest.approx(ranks["e-c"])


def test_betweenness_is_what_networkx_counts_one_start_at_a_time() -> None:
    for graph, statuses in ((two_triangles(), ("actual",)), (seed_graph(), STATUSES)):
        net = tied(graph, statuses)
        slowly = nx.betweenness_centrality(net)
        assert betweenness(graph, net) == pytest.approx({id_: slowly.get(id_, 0.0) for id_ in degree(graph, net)})


def test_beyond_a_size_betweenness_is_estimated_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    graph, net = seed_graph(), tied(seed_graph())
    exact = betweenness(graph, net)
    assert not analyze.sampled(net)
    monkeypatch.setattr(analyze, "EXACT", 50)
    monkeypatch.setattr(analyze, "SAMPLE", 60)
    assert analyze.sampled(net)
    estimated = betweenness(graph, net)
    assert estimated == betweenness(graph, net)
    assert estimated != exact
    assert next(iter(estimated)) == next(iter(exact))
    monkeypatch.setattr(analyze, "SAMPLE", len(net))  # of all that there are
    assert betweenness(graph, net) == pytest.approx(exact)


def test_a_graph_without_relations_has_no_standings() -> None:
    alone = Graph.of([entity("ann", "Ann", "Person")])
    assert standings(Graph(), tied(Graph())) == ()
    assert standings(alone, tied(alone)) == ()
    assert degree(alone, tied(alone)) == {"e-ann": 0}


IN_ANOTHER_PROCESS = """
import sys
from kg.analyze import standings, tied
from kg.export import from_lines
from kg.model import Graph, STATUSES
graph = from_lines(sys.stdin.buffer.read().decode().splitlines())
print(standings(graph, tied(graph, STATUSES)))
"""


def test_every_process_gives_the_same_numbers_in_the_same_order() -> None:
    graph = Graph.of([*GRAPH.rows(), *seed_graph().rows()])
    lines = list(to_lines(graph))
    told = set()
    for seed, order in (("1", lines), ("2", lines[::-1])):
        done = subprocess.run(
            [sys.executable, "-c", IN_ANOTHER_PROCESS],
            input="\n".join(order).encode(),
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        )
        told.add(done.stdout.decode().strip())
    assert told == {repr(standings(graph, tied(graph, STATUSES)))}
