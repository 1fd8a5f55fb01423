"""The embedded server of a folder: one process holds it, the others find it, and a dead one is not waited for."""

from __future__ import annotations

import json
import os
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import pytest
from hand_graph import GRAPH, RELATION_TYPES

from kg import embedded
from kg.errors import StoreError
from kg.store import open_store

HOLD = """
import sys
from pathlib import Path
from kg import embedded
with embedded.serve(Path(sys.argv[1])):
    print("ready", flush=True)
    sys.stdin.read()
"""


@contextmanager
def _held_by_another(folder: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", HOLD, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield process
        process.communicate()


def test_nothing_happens_on_import() -> None:
    code = "import sys, os, kg.store; print('arcadedb' in sys.modules, 'ARCADEDB_LOG_CONSOLE' in os.environ)"
    bare = {name: value for name, value in os.environ.items() if not name.startswith("ARCADEDB")}
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=bare)
    assert told.stdout == "False False\n"


def test_the_graph_stays_in_the_folder(tmp_path: Path) -> None:
    with open_store(tmp_path / "s", relation_types=RELATION_TYPES) as store:
        store.load(GRAPH)
    with open_store(tmp_path / "s", relation_types=RELATION_TYPES) as store:
        assert store.read() == GRAPH


def test_the_address_is_for_the_owner_only_and_gone_at_the_end(tmp_path: Path) -> None:
    with embedded.serve(tmp_path / "s") as address:
        file = tmp_path / "s" / "server.json"
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert stat.S_IMODE((tmp_path / "s").stat().st_mode) == 0o700
        assert json.loads(file.read_text())["pid"] == os.getpid()
        assert len(address.password) >= 32
        assert embedded.running(tmp_path / "s") == address
    assert not file.exists()


def test_it_listens_on_loopback_only(tmp_path: Path) -> None:
    with embedded.serve(tmp_path / "s") as address:
        outside = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
        for host in (h for h in outside if not str(h).startswith("127.")):
            with socket.socket() as probe:
                assert probe.connect_ex((str(host), address.port)) != 0


def test_another_process_is_found_and_used(tmp_path: Path) -> None:
    with _held_by_another(tmp_path / "s"), open_store(tmp_path / "s", relation_types=RELATION_TYPES) as store:
        store.load(GRAPH)
        assert store.read() == GRAPH


def test_a_second_opening_in_the_same_process_is_the_same_store(tmp_path: Path) -> None:
    with open_store(tmp_path / "s", relation_types=RELATION_TYPES) as one:
        one.load(GRAPH)
        with open_store(tmp_path / "s", relation_types=RELATION_TYPES) as other:
            assert other.read() == GRAPH
        assert one.read() == GRAPH


def test_after_a_kill_the_folder_opens_again(tmp_path: Path) -> None:
    folder = tmp_path / "s"
    with _held_by_another(folder) as process:
        with open_store(folder, relation_types=RELATION_TYPES) as store:
            store.load(GRAPH)
        process.kill()
        process.wait()
    assert (folder / "server.json").exists()
    assert embedded.running(folder) is None
    with open_store(folder, relation_types=RELATION_TYPES) as store:
        assert store.read() == GRAPH


def test_a_number_that_now_belongs_to_another_program_is_stale(tmp_path: Path) -> None:
    address = embedded.Address(1, "secret", os.getppid(), "before the reboot")
    (tmp_path / "server.json").write_text(json.dumps(asdict(address)))
    assert embedded.running(tmp_path) is None
    with open_store(tmp_path) as store:
        assert store.state().phase == "empty"


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"port": 1, "pid": 2}', '{"port":1,"password":"","pid":-1,"started":""}']
)
def test_an_unreadable_address_is_stale(text: str, tmp_path: Path) -> None:
    (tmp_path / "server.json").write_text(text)
    assert embedded.running(tmp_path) is None


def test_a_process_is_known_by_its_start() -> None:
    assert embedded.process_started(os.getpid()) == embedded.process_started(os.getpid())
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()
    assert embedded.process_started(gone.pid) is None


def test_a_folder_that_is_locked_is_one_clear_line(tmp_path: Path) -> None:
    with _held_by_another(tmp_path / "s"):
        (tmp_path / "s" / "server.json").unlink()
        with pytest.raises(StoreError, match="locked by another process") as caught, open_store(tmp_path / "s"):
            pass
        assert "\n" not in str(caught.value)


def test_without_arcadedb_a_server_must_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "arcadedb", None)
    with pytest.raises(StoreError, match="--store bolt://"), open_store(tmp_path / "s"):
        pass


def test_a_server_that_goes_away_is_one_clear_line(tmp_path: Path) -> None:
    with _held_by_another(tmp_path / "s") as process, open_store(tmp_path / "s") as store:
        process.kill()
        process.wait()
        with pytest.raises(StoreError, match="does not answer"):
            store.query("RETURN 1 AS x")


def test_a_port_that_was_taken_meanwhile_is_left_for_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    free = embedded._free_ports
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        offered = iter([(taken.getsockname()[1], free()[0]), free()])
        monkeypatch.setattr(embedded, "_free_ports", lambda: next(offered))
        with open_store(tmp_path / "s") as store:
            assert store.state().phase == "empty"
