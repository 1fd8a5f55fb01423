"""What each question costs beside the least one would write by hand for the same answer, on a real Neo4j: ratios.

    python tests/benchmarks/questions.py                   20,000 entities, 100,000 relations: loads for minutes
    python tests/benchmarks/questions.py --articles 1000   a tenth of the size
    python tests/benchmarks/questions.py --uri bolt://…    a server that holds the graph already (NEO4J_PASSWORD)

The bars: the median of the ratios is at most 3, and no question takes over two seconds. Both sides go through
`Store.query`, as `kg query` does, with its 1,000 rows; they take turns, and the median of the rounds counts. The actor
asked about is the largest hub there is. `same` says how many ids of the two answers agree, of how many.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "neo4j"))

import neo4j_server
from big_graph import FULL, Size, big_graph
from minimum import MINIMUM

from kg.catalog import Query, queries
from kg.ontology import ontology
from kg.store import Rows, Store, open_store

HUB = {
    "name": "russia", "one": "russia", "other": "peru", "of": "russia", "words": "besieged", "day": "2020-06-01",
    "since": "2020-06-01", "until": "2020-06-08", "after": "2020-06-01", "status": "denied", "stories": "3",
}  # fmt: skip
OF_ITS_OWN: dict[str, dict[str, str]] = {
    "brokers": {"one": "NOR", "other": "JPN"},
    "contradictions": {},
    "demands-and-outcomes": {"name": "russia", "of": "peru"},
    "events-at": {"name": "peru"},
    "first-mention": {"since": "2020-06-01"},
    "most-active": {},
    "most-connected": {"kind": "Person"},
    "offices-of": {"name": "denbar denbarlem"},
    "quotes-of": {},
    "rising": {"until": "2020-06-08"},
    "says-about": {"name": "denbar denbarlem"},
    "timeline": {"since": "2020-06-01", "until": "2020-06-08", "kind": "ASSAULT"},
}
"""What is asked, where the largest hub is not."""


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser()
    options.add_argument("--articles", type=int, default=FULL.articles)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--uri")
    given = options.parse_args()
    share = given.articles / FULL.articles
    size = Size(given.articles, int(FULL.entities * share), int(FULL.relations * share))
    with _there(given.uri) if given.uri else _loaded(size) as store:
        ratios, slowest = _table(store, given.rounds)
    print(f"\nmedian ratio {median(ratios):.2f} (bar 3), slowest {slowest * 1000:,.0f} ms (bar 2,000)")


def _table(store: Store, rounds: int) -> tuple[list[float], float]:
    print(f"{'question':22} {'ms':>7} {'least':>7} {'ratio':>6} {'rows':>6}  same")
    ratios, slowest = [], 0.0
    for name, query in queries().items():
        bound = query.bind(_arguments(query))
        answers = store.query(query.cypher, bound), store.query(MINIMUM[name], bound)  # and each is planned
        took, least = _in_turns(store, bound, rounds, query.cypher, MINIMUM[name])
        ratios.append(took / least)
        slowest = max(slowest, took)
        figures = f"{took * 1000:7.0f} {least * 1000:7.0f} {took / least:6.2f} {len(answers[0].rows):6}"
        print(f"{name:22} {figures}  {_same(*answers)}", flush=True)
    return ratios, slowest


def _in_turns(store: Store, bound: dict[str, Any], rounds: int, *asked: str) -> list[float]:
    """The median seconds of each."""
    times: list[list[float]] = [[] for _ in asked]
    for _ in range(rounds):
        for cypher, taken in zip(asked, times, strict=True):
            start = perf_counter()
            store.query(cypher, bound)
            taken.append(perf_counter() - start)
    return [median(taken) for taken in times]


def _arguments(query: Query) -> dict[str, str]:
    asked = OF_ITS_OWN.get(query.name, HUB)
    return {each.name: asked[each.name] for each in query.parameters if each.name in asked}


def _same(ours: Rows, least: Rows) -> str:
    """How many ids of ours are among those of the least."""
    at = next((ours.columns.index(name) for name in ("id", "ids", "says_id") if name in ours.columns), 0)
    found, wanted = ({str(row[place]) for row in rows.rows} for rows, place in ((ours, at), (least, 0)))
    return f"{len(found & wanted)} of {len(wanted)}"


@contextmanager
def _there(uri: str) -> Iterator[Store]:
    types = ontology().relation_types
    with open_store(uri, "neo4j", "neo4j", os.environ["NEO4J_PASSWORD"], types) as store:
        yield store


@contextmanager
def _loaded(size: Size) -> Iterator[Store]:
    """A server of its own with room for the graph, as one has it who keeps a graph."""
    neo4j_server.fetch()
    neo4j_server.JVM = tuple(each for each in neo4j_server.JVM if "TieredStopAtLevel" not in each)
    neo4j_server.CONF = neo4j_server.CONF.replace("pagecache.size=64m", "pagecache.size=512m")
    graph = big_graph(size)
    with (
        TemporaryDirectory() as folder,
        neo4j_server.Neo4jServer(Path(folder)) as server,
        open_store(server.uri, "neo4j", *server.auth, ontology().relation_types) as store,
    ):
        start = perf_counter()
        made = store.load(graph).created
        print(f"{made:,} nodes and relationships loaded in {perf_counter() - start:.0f} s\n", flush=True)
        yield store


if __name__ == "__main__":
    main()
