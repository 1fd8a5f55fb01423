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


def test_clearing_takes_our_database_and_no_other(tmp_path: Path) -> None:
    ours, theirs = (tmp_path / "databases" / name for name in (embedded.DATABASE, "theirs"))
    for folder in (ours, theirs):
        folder.mkdir(parents=True)
        (folder / "rows").touch()
    embedded.clear(tmp_path)
    embedded.clear(tmp_path)
    assert not ours.exists()
    assert [path.name for path in theirs.iterdir()] == ["rows"]
    ours.touch()
    with pytest.raises(StoreError, match=r"cannot remove the database '.+/databases/kg': Not a directory$"):
        embedded.clear(tmp_path)


LISTENING = "0A"


def _listening(pid: int) -> dict[int, str]:
    """The port and the address (in hexadecimal, as the kernel writes it) of each socket on which a process listens."""
    links = (str(link.readlink()) for link in Path(f"/proc/{pid}/fd").iterdir() if link.is_symlink())
    inodes = {link[8:-1] for link in links if link.startswith("socket:[")}
    rows = [
        line.split() for name in ("tcp", "tcp6") for line in Path(f"/proc/{pid}/net/{name}").read_text().splitlines()
    ]
    ours = [row[1].split(":") for row in rows if row[3] == LISTENING and row[9] in inodes]
    return {int(port, 16): address for address, port in ours}


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="no /proc/net to scan")
def test_it_listens_on_loopback_only(tmp_path: Path) -> None:
    loopback = ("0100007F", "0000000000000000FFFF00000100007F", "00000000000000000000000001000000")
    with _held_by_another(tmp_path / "s") as process:
        address = embedded.running(tmp_path / "s")
        assert address is not None
        listening = _listening(process.pid)
        assert address.port in listening
        assert set(listening.values()) <= set(loopback), listening
        for secret in (Path(f"/proc/{process.pid}/{name}").read_bytes() for name in ("cmdline", "environ")):
            assert address.password.encode() not in secret
        assert address.password not in f"{address!r} {address.uri}"


def test_the_password_is_in_no_other_file(tmp_path: Path) -> None:
    with open_store(tmp_path / "s", relation_types=RELATION_TYPES) as store:
        store.load(GRAPH)
        address = embedded.running(tmp_path / "s")
        assert address is not None
        assert address.password not in repr(store.address)
        files = [path for path in (tmp_path / "s").rglob("*") if path.is_file()]
        assert [path.name for path in files if address.password.encode() in path.read_bytes()] == ["server.json"]


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
