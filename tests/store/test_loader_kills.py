"""A load that is broken off, whoever dies: readers see a whole graph or are told, and the next load mends it."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from conftest import Database
from hand_graph import RELATION_TYPES
from loader import news

from kg.ledger import Ledger
from kg.pipeline import load
from kg.store import Store, build_digest, digests, open_store

KILLS, SERVER_KILLS = 20, 3
LOADER = Path(__file__).parent / "loader.py"
REPOSITORY = Path(__file__).parents[2]
ARTICLES, SHIFT = 60, 20
WHOLE, PORTIONS = 1_000_000, 50
"""How many rows are one transaction: all of them, or few, so that the state "loading" is seen."""


@dataclass(frozen=True)
class Desk:
    """A store, the ledger of who loads it, and the way to start a loader."""

    where: str
    ledger: Path
    user: str = ""
    password: str = ""

    def start(self, turn: int, rows: int) -> subprocess.Popen[str]:
        """A process that loads the graph of this turn, and tells each statement."""
        first = turn * SHIFT
        words = [
            sys.executable,
            str(LOADER),
            self.where,
            str(self.ledger),
            str(first),
            str(first + ARTICLES),
            str(rows),
        ]
        paths = os.pathsep.join(map(str, (REPOSITORY, REPOSITORY / "tests", LOADER.parent)))
        given = {"NEO4J_USERNAME": self.user, "NEO4J_PASSWORD": self.password} if self.user else {}
        environment = {"PYTHONPATH": paths, "PATH": os.environ["PATH"], **given}
        return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)

    @contextmanager
    def store(self) -> Iterator[Store]:
        database = "neo4j" if self.user else None
        with open_store(self.where, database, self.user or None, self.password or None, RELATION_TYPES) as store:
            yield store

    def steps(self, turn: int, rows: int) -> int:
        """How many statements an unbroken load sends."""
        out, err = self.start(turn, rows).communicate()
        assert out.endswith("\ndone\n"), out + err
        return out.count("step\n")


def graph(turn: int) -> Any:
    return news(turn * SHIFT, turn * SHIFT + ARTICLES)


def reached(process: subprocess.Popen[str], step: int) -> None:
    """Wait until the loader has told so many statements."""
    assert process.stdout
    for _ in range(step):
        assert process.stdout.readline() == "step\n"


def check_and_mend(desk: Desk, turn: int) -> str:
    """What the readers see after a load of this turn broke off; then the same load, unbroken."""
    before, after = graph(turn - 1), graph(turn)
    with desk.store() as store, Ledger(desk.ledger) as ledger:
        state = store.state()
        if state.phase == "ready":
            held = store.read()
            assert held in (before, after)
            assert state.digest == build_digest(digests(held))
        else:
            assert state.phase == "loading"
        load(ledger, store, after)
        assert store.state().phase == "ready"
        assert store.read() == after
        assert ledger.loaded(store.address) == digests(after)
    return state.phase


@pytest.fixture(name="desk", params=["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def _desk(request: pytest.FixtureRequest, tmp_path: Path) -> Desk:
    if request.param == "embedded":
        return Desk(str(tmp_path / "s"), tmp_path / "ledger.sqlite")
    database: Database = request.getfixturevalue("neo4j_database")
    database.run("MATCH (n) DETACH DELETE n")
    return Desk(database.where, tmp_path / "ledger.sqlite", database.user or "", database.password or "")


@pytest.mark.slow
def test_a_loader_killed_twenty_times_leaves_a_whole_graph_or_says_so(desk: Desk) -> None:
    chance = random.Random(7)
    desk.steps(0, WHOLE)
    steps = {rows: desk.steps(turn, rows) for turn, rows in ((1, WHOLE), (2, PORTIONS))}
    phases = []
    for turn in range(3, 3 + KILLS):
        rows = chance.choice((WHOLE, PORTIONS, PORTIONS))
        # Every fourth time the embedded store is another process's: only a client of it dies.
        with desk.store() if turn % 4 == 0 else nullcontext():
            process = desk.start(turn, rows)
            reached(process, chance.randint(1, steps[rows]))
            process.kill()
            process.communicate()
            assert process.returncode == -signal.SIGKILL
            phases.append(check_and_mend(desk, turn))
    assert {"ready", "loading"} == set(phases)


@pytest.mark.slow
@pytest.mark.neo4j
def test_a_server_killed_three_times_in_mid_load_is_one_line_and_mended(neo4j_module: Any, tmp_path: Path) -> None:
    chance = random.Random(3)
    with neo4j_module.Neo4jServer(tmp_path / "neo4j") as server:
        desk = Desk(server.uri, tmp_path / "ledger.sqlite", *server.auth)
        steps = desk.steps(0, PORTIONS)
        for turn in range(1, 1 + SERVER_KILLS):
            process = Desk(server.uri, desk.ledger, *server.auth).start(turn, PORTIONS)
            reached(process, chance.randint(1, steps - 4))
            server.kill()
            out, err = process.communicate()
            server.start()
            told = [line for line in out.splitlines() if line != "step"]
            assert (process.returncode, err) == (1, "")
            assert len(told) == 1 and told[0].startswith("Error: bolt://127.0.0.1:"), out
            assert "does not answer" in told[0]
            desk = Desk(server.uri, desk.ledger, *server.auth)
            check_and_mend(desk, turn)


@pytest.mark.slow
def test_a_first_load_that_is_killed_is_mended(desk: Desk, tmp_path: Path) -> None:
    """The embedded store makes its types and their indexes in the first load."""
    for step in (2, 4, 7, 12):
        fresh = replace(desk, where=desk.where if desk.user else str(tmp_path / f"s{step}"))
        process = fresh.start(1, PORTIONS)
        reached(process, step)
        process.kill()
        process.communicate()
        with fresh.store() as store, Ledger(fresh.ledger) as ledger:
            load(ledger, store, graph(1))
            assert store.read() == graph(1)
            store.clear()
            ledger.clear_loaded(store.address)


@pytest.mark.slow
def test_of_two_writers_one_is_told_and_the_graph_is_the_other_s(desk: Desk, tmp_path: Path) -> None:
    chance = random.Random(5)
    steps = desk.steps(0, PORTIONS)
    told = 0
    with desk.store() as store:
        for turn in range(1, 9, 2):
            writers = [desk.start(turn, PORTIONS)]
            reached(writers[0], chance.randint(5, steps - 5))
            writers[0].send_signal(signal.SIGSTOP)
            writers.append(replace(desk, ledger=tmp_path / "other.sqlite").start(turn + 1, PORTIONS))
            reached(writers[1], 3)
            writers[0].send_signal(signal.SIGCONT)
            ends = [(*process.communicate(), process.returncode) for process in writers]
            assert 0 in (code for *_, code in ends), ends
            for out, err, code in ends:
                assert (out.endswith("\ndone\n"), err) == (code == 0, "")
                assert code == 0 or "another kg process is loading it" in out.splitlines()[-1]
                told += code
            held = store.read()
            assert store.state().phase == "ready"
            assert store.state().digest == build_digest(digests(held))
            assert held in [graph(turn + which) for which, (*_, code) in enumerate(ends) if code == 0]
    assert told > 0
