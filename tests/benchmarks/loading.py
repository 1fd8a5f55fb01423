"""What the loader costs beside a bare loop over the driver that sends the same rows: one run, ratios, both stores.

    python tests/benchmarks/loading.py                      every part, on the embedded store and on Neo4j
    python tests/benchmarks/loading.py load --on embedded   one part (load, again, hub, memory) on one store
    python tests/benchmarks/loading.py load --articles 1000 --rounds 5      a tenth of the size

The bars: loading 20,000 entities and 100,000 relations is at least 0.7 times as fast as the bare loop; a second
identical load takes at most 0.05 of the first; forgetting one article of 10,000 at most 0.01 of it; a thousand
relationships of a hub of 20,000 cost the same, within 2 times, from first to last and whichever end is the hub.

The two sides take turns, each into an empty store; medians are compared, of wall time and of CPU (ours and the
server's). Neo4j runs without -XX:TieredStopAtLevel=1, its jars fetched as for the tests.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "neo4j")]

import neo4j_server
from big_graph import FULL, Size, big_graph
from neo4j import GraphDatabase, Session

from kg import embedded
from kg.model import Graph
from kg.store import Store, open_store
from kg.store.records import lower

ROWS = 1_000
CONSTRAINT = "CREATE CONSTRAINT kg_id IF NOT EXISTS FOR (n:KG) REQUIRE n.id IS UNIQUE"
INDEX = "CREATE INDEX kg_name_key IF NOT EXISTS FOR (n:KG) ON (n.name_key)"

# ---- the bare loop: what one would write by hand, who knows the rows and cares for nothing else ----------------------

ENTITY = """
UNWIND $rows AS row
CREATE (n:KG:Entity:__WORD__ {id: row.id})
SET n.name = row.name, n.name_key = row.name_key, n.kind = row.kind, n.named = row.named, n.aliases = row.aliases,
    n.alias_keys = row.alias_keys, n.country = row.country, n.sector = row.sector, n.affiliation = row.affiliation,
    n.n_articles = row.n_articles, n.first_seen = date(row.first_seen), n.last_seen = date(row.last_seen)
"""
EVENT = """
UNWIND $rows AS row
CREATE (n:KG:Event {id: row.id})
SET n.kind = row.kind, n.modes = row.modes, n.predicate = row.predicate, n.label = row.label, n.status = row.status,
    n.disputed = row.disputed, n.date_from = date(row.date_from), n.date_to = date(row.date_to),
    n.date_text = row.date_text, n.date_basis = row.date_basis, n.n_articles = row.n_articles,
    n.n_stories = row.n_stories, n.confidence = row.confidence
"""
RELATION = """
UNWIND $rows AS row
MATCH (a:KG {id: row.source_id})
MATCH (b:KG {id: row.target_id})
CREATE (a)-[r:__WORD__ {id: row.id}]->(b)
SET r.kind = row.kind, r.predicate = row.predicate, r.status = row.status, r.symmetric = row.symmetric,
    r.event_ids = row.event_ids, r.n_events = row.n_events, r.n_articles = row.n_articles, r.n_stories = row.n_stories,
    r.first_date = date(row.first_date), r.last_date = date(row.last_date), r.confidence = row.confidence
"""
BARE = {"entity": ENTITY, "event": EVENT, "derived": RELATION}


def batches_of(graph: Graph) -> list[tuple[str, list[dict[str, Any]]]]:
    """The rows that the loader sends, nodes first, ready to be sent: (statement, up to 1,000 rows)."""
    records = sorted(lower(graph).values(), key=lambda r: (list(BARE).index(r.statement), r.word, r.id))
    batches = []
    for (statement, word), group in groupby(records, key=lambda r: (r.statement, r.word)):
        rows = [record.row for record in group]
        batches += [(BARE[statement].replace("__WORD__", word), rows[i : i + ROWS]) for i in range(0, len(rows), ROWS)]
    return batches


def bare_loop(session: Session, batches: Sequence[tuple[str, list[dict[str, Any]]]]) -> None:
    """Send them, each in a transaction of its own."""
    for statement in (CONSTRAINT, INDEX):
        session.run(statement).consume()
    for cypher, rows in batches:
        session.execute_write(lambda tx, cypher=cypher, rows=rows: tx.run(cypher, rows=rows).consume())


# ---- stores ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Side:
    """An empty store, a session around it, and the id of the server's process, if it is not this one."""

    store: Store
    session: Session
    server: int | None


@contextmanager
def embedded_side() -> Iterator[Side]:
    """An embedded store in a new folder."""
    with TemporaryDirectory() as folder, open_store(Path(folder) / "store") as store:
        address = embedded.running(Path(folder) / "store")
        assert address is not None
        with (
            GraphDatabase.driver(address.uri, auth=(embedded.USER, address.password)) as driver,
            driver.session(database=embedded.DATABASE) as session,
        ):
            yield Side(store, session, None)


@contextmanager
def neo4j_sides() -> Iterator[Callable[[], Any]]:
    """One server, and a function that gives it emptied."""
    neo4j_server.JVM = tuple(flag for flag in neo4j_server.JVM if "TieredStopAtLevel" not in flag)
    neo4j_server.fetch()
    with (
        TemporaryDirectory() as folder,
        neo4j_server.Neo4jServer(Path(folder)) as server,
        open_store(server.uri, "neo4j", *server.auth) as store,
        GraphDatabase.driver(server.uri, auth=server.auth, notifications_min_severity="OFF") as driver,
        driver.session(database="neo4j") as session,
    ):

        @contextmanager
        def emptied() -> Iterator[Side]:
            for what in ("()-[x]->()", "(x)"):
                while session.run(f"MATCH {what} WITH x LIMIT 10000 DELETE x RETURN count(*) AS n").single()["n"]:
                    pass
            yield Side(store, session, server.process.pid)

        yield emptied


@contextmanager
def sides(name: str) -> Iterator[Callable[[], Any]]:
    """A function that gives an empty store of this name: `embedded` or `neo4j`."""
    if name == "embedded":
        yield embedded_side
        return
    with neo4j_sides() as emptied:
        with emptied() as side:  # the first load compiles the server's code
            side.store.load(parts(big_graph(Size(500, 1_000, 5_000))))
        yield emptied


# ---- measuring ------------------------------------------------------------------------------------------------------


@dataclass
class Cost:
    """Wall and CPU seconds of each repetition."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    @contextmanager
    def measured(self, side: Side) -> Iterator[None]:
        """Add what happens inside."""
        wall, cpu = perf_counter(), _cpu(side)
        yield
        self.wall.append(perf_counter() - wall)
        self.cpu.append(_cpu(side) - cpu)

    def __str__(self) -> str:
        return f"{median(self.wall):.2f} s, {median(self.cpu):.2f} s of CPU"


def ratio(one: Cost, other: Cost) -> str:
    """How the medians compare."""
    by_wall, by_cpu = median(one.wall) / median(other.wall), median(one.cpu) / median(other.cpu)
    return f"{by_wall:.3f} of wall time, {by_cpu:.3f} of CPU"


def _cpu(side: Side) -> float:
    """CPU seconds so far, this process and the server's."""
    used = process_time()
    if side.server is not None:
        told = Path(f"/proc/{side.server}/stat").read_text().rpartition(")")[2].split()
        used += (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")
    return used


def parts(graph: Graph) -> Graph:
    """The entities and relations alone, with the events that relations point at."""
    events = {relation.object for relation in graph.relations if relation.object_is_event}
    return Graph(
        entities=graph.entities, relations=graph.relations, events=tuple(e for e in graph.events if e.id in events)
    )


# ---- the parts ------------------------------------------------------------------------------------------------------


def load(new: Callable[[], Any], whole: Graph, rounds: int) -> None:
    """The loader beside the bare loop."""
    graph = parts(whole)
    batches = batches_of(graph)
    costs: dict[str, Cost] = defaultdict(Cost)
    for _ in range(rounds):
        with new() as side, costs["bare"].measured(side):
            bare_loop(side.session, batches)
        with new() as side, costs["ours"].measured(side):
            side.store.load(graph)
    rows = sum(len(rows) for _, rows in batches)
    print(f"  sent         {rows:,} rows: {len(graph.entities):,} entities, {len(graph.relations):,} relations")
    print(f"  bare loop    {costs['bare']}")
    print(f"  the loader   {costs['ours']}")
    print(f"  as fast as   {ratio(costs['bare'], costs['ours'])} (bar: at least 0.7)")


PARTS = {"load": load}


def main() -> None:
    """Measure what the command line names."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asked.add_argument("part", nargs="*", choices=[*PARTS, []], help="default: all")
    asked.add_argument("--on", choices=("embedded", "neo4j"), help="default: both")
    asked.add_argument("--articles", type=int, default=FULL.articles, help="2 entities and 10 relations each")
    asked.add_argument("--rounds", type=int, default=3)
    args = asked.parse_args()
    graph = big_graph(Size(args.articles, 2 * args.articles, 10 * args.articles))
    for name in [args.on] if args.on else ["embedded", "neo4j"]:
        with sides(name) as new:
            for part in args.part or PARTS:
                print(f"{name}, {part}", flush=True)
                PARTS[part](new, graph, args.rounds)


if __name__ == "__main__":
    main()
