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
import pickle
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import groupby
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "neo4j")]

import neo4j_server
from big_graph import FULL, Size, big_graph, news
from hand_extractions import INFO
from neo4j import GraphDatabase, Session

from kg import embedded, graphs, intake, pipeline, withdrawal
from kg.assemble import assemble
from kg.config import Build, Settings, Workspace
from kg.exchange import to_bytes
from kg.graphs import Read
from kg.ledger import Ledger
from kg.model import Entity, Graph, Relation
from kg.records import lower
from kg.store import Store, digests, open_store
from kg.store.difference import Batch, difference

ROWS = 1_000
FORGOTTEN = 9
"""How many articles are forgotten, one after the other."""
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
NAME = """
UNWIND $rows AS row
CREATE (n:KG:__WORD__ {id: row.id})
SET n.name_key = row.name_key
"""
NAMED = """
UNWIND $rows AS row
MATCH (a:KG {id: row.source_id})
MATCH (b:KG {id: row.target_id})
CREATE (a)-[:__WORD__ {id: row.id}]->(b)
"""
BARE = {"entity": ENTITY, "name": NAME, "event": EVENT, "named": NAMED, "derived": RELATION}


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
            side.store.load(big_graph(Size(500, 1_000, 5_000)))
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


def load(new: Callable[[], Any], read: Read, rounds: int) -> None:
    """The loader beside the bare loop."""
    graph = parts(assemble(read))
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


def again(new: Callable[[], Any], read: Read, rounds: int) -> None:
    """The whole graph: loaded, loaded again, articles forgotten one by one, from the ledger too."""
    with new() as side, TemporaryDirectory() as folder, Ledger(Path(folder) / "ledger.sqlite") as ledger:
        settings = Settings(Workspace(Path(folder)), build=Build(extractor="hand_extractions:Unread"))
        for article, extraction in read:
            ledger.put_article(article, "2021-01-01")
            ledger.put_extraction(article.text_hash, intake.identify(INFO), to_bytes(extraction))
        costs: dict[str, Cost] = defaultdict(Cost)
        with costs["assemble"].measured(side):
            graph = graphs.assembled(ledger, settings)
        for run in ("first", *["again"] * rounds):
            with costs[run].measured(side):
                pipeline.load(ledger, side.store, graph, basis=graphs.basis_of(settings))
        gone = {read[len(read) * (2 * number + 1) // (2 * FORGOTTEN)][0].key for number in range(FORGOTTEN)}
        for key in sorted(gone):
            with costs["forget"].measured(side):
                report = withdrawal.withdraw(ledger, settings, side.store, [key])
            print(f"    {costs['forget'].wall[-1]:.2f} s: {report.created:,} created, {report.changed:,} changed, "
                  f"{report.removed:,} removed")  # fmt: skip
        rest = assemble([(article, extraction) for article, extraction in read if article.key not in gone])
        with costs["read back"].measured(side):
            assert side.store.read() == rest
    print(f"  assemble     {costs['assemble']}, with a note of what articles share")
    print(f"  first load   {costs['first']}: {len(digests(graph)):,} rows of {len(read):,} articles")
    print(f"  again        {costs['again']}: {ratio(costs['again'], costs['first'])} (bar: at most 0.05)")
    print(f"  forget one   {costs['forget']}: {ratio(costs['forget'], costs['first'])} (bar: at most 0.01)")
    print(f"  read back    {costs['read back']}: equal to the graph without the {len(gone)} articles")


def hub(new: Callable[[], Any], read: Read, rounds: int) -> None:
    """One entity with 20,000 relationships: what a thousand costs to make, and to forget."""
    for end, turned in (("from the hub", False), ("to the hub", True)):
        star = _star(20_000, turned)
        made, gone = _Clock("derived"), _Clock("forget_relation")
        with new() as side:
            known = side.store.load(star, progress=made).digests
            side.store.load(replace(star, relations=()), known, gone)
        for what, clock in (("make", made), ("forget", gone)):
            print(f"  {end}, to {what}: {clock} (bar: within 2)")


def memory(new: Callable[[], Any], read: Read, rounds: int) -> None:
    """What the loader adds to a graph that is in memory: a half of the articles and all, each in a new process.

    Without a store, as the embedded one lives in this process: all that is done to the rows but the sending.
    """
    for articles in (read[: len(read) // 2], read):
        with TemporaryDirectory() as folder:
            path = Path(folder) / "graph.pickle"
            path.write_bytes(pickle.dumps(assemble(articles)))
            spawned = get_context("spawn").Process(target=_peak, args=(path,))
            spawned.start()
            spawned.join()


def _peak(path: Path) -> None:
    bare = _resident("VmRSS")
    graph = pickle.loads(path.read_bytes())
    alone = _resident("VmRSS")
    wanted = digests(graph)
    changes = difference({}, lower(graph), wanted)
    largest = max(len(batch.rows) for batch in changes.batches)
    graph_mb, added = alone - bare, _resident("VmHWM") - alone
    print(
        f"  {len(wanted):,} rows: the graph {graph_mb} MB, the loader {added} MB, {1024 * added / len(wanted):.2f} kB a"
    )
    print(f"    row, {added / graph_mb:.2f} of the graph; at most {largest:,} rows are made at a time", flush=True)


def _resident(which: str) -> int:
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith(which))
    return int(line.split()[1]) // 1024


@dataclass
class _Clock:
    """A Progress that notes how long each batch of one statement took."""

    statement: str
    seconds: list[float] = field(default_factory=list)

    def __call__(self, batches: Sequence[Batch], words: str) -> Iterator[Batch]:
        for batch in batches:
            start = perf_counter()
            yield batch
            if batch.statement == self.statement:
                self.seconds.append(perf_counter() - start)

    def __str__(self) -> str:
        first, last = median(self.seconds[:5]), median(self.seconds[-5:])
        return f"{first:.3f} s a batch at first, {last:.3f} s at last, {last / first:.2f} times"


def _star(size: int, turned: bool) -> Graph:
    """A hub and so many others, each related to it once."""
    entities = [Entity(f"e{n}", f"Name {n}", "Person", True, (), None, None, None, 1, None, None) for n in range(size)]
    hub_entity = replace(entities[0], id="e-hub")
    ends = [("e-hub", entity.id)[:: -1 if turned else 1] for entity in entities]
    relations = tuple(
        Relation(f"r{n}", one, "MET", "CONSULT", "met", other, False, "actual", True, ("v",), 1, 1, 1, None, None, 1.0)
        for n, (one, other) in enumerate(ends)
    )
    return Graph(entities=(*entities, hub_entity), relations=relations)


PARTS = {"load": load, "again": again, "hub": hub, "memory": memory}


def main() -> None:
    """Measure what the command line names."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asked.add_argument("part", nargs="*", choices=[*PARTS, []], help="default: all")
    asked.add_argument("--on", choices=("embedded", "neo4j"), help="default: both")
    asked.add_argument("--articles", type=int, default=FULL.articles, help="2 entities and 10 relations each")
    asked.add_argument("--rounds", type=int, default=3)
    args = asked.parse_args()
    read = news(Size(args.articles, 2 * args.articles, 10 * args.articles))
    for name in [args.on] if args.on else ["embedded", "neo4j"]:
        with sides(name) as new:
            for part in args.part or PARTS:
                print(f"{name}, {part}", flush=True)
                PARTS[part](new, read, args.rounds)


if __name__ == "__main__":
    main()
