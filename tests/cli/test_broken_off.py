"""A build broken off, by a kill, a full disk, a server that goes away: one line, and the next build mends it."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from cli_desk import ROOT, Done, call, environment, program, put
from conftest import Database

from kg.cli.output import BROKEN_OFF

TESTS = ROOT / "tests"
SENTENCES = "Delcor Ferries sued Brandt Bank in Tarn. Ann Tench said that Torvik Air sacked Ivo Brandel. "
BUILD = """
import sys
from loader import tell_statements
import kg.store.store
from kg.cli import main
kg.store.store._ROWS_A_TRANSACTION = 20
sys.argv[0] = "kg"
tell_statements()
main()
"""


def many(folder: Path, articles: int = 12) -> Path:
    """Articles enough to fill a small disk."""
    return put(folder / "news", {f"n{n}.txt": f"Part {n}. {SENTENCES * 15}".encode() for n in range(articles)})


def one_line(done: Done, *words: str) -> None:
    assert done.code == 1, done.out + done.err
    assert done.err.startswith("Error: ") and done.err.count("\n") == 1, done.err
    assert all(word in done.err for word in words), done.err


@pytest.fixture(name="unbroken", scope="module")
def _unbroken(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Articles, and what an unbroken build exports of them."""
    folder = tmp_path_factory.mktemp("unbroken")
    news = many(folder)
    assert call("build", news, workspace=folder / "w").code == 0
    return news, call("export", workspace=folder / "w").out


@pytest.fixture(name="store", params=["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def _store(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of an empty server; nothing for the workspace's own store."""
    if request.param == "embedded":
        return ""
    database: Database = request.getfixturevalue("neo4j_database")
    database.run("MATCH (n) DETACH DELETE n")
    monkeypatch.setenv("NEO4J_USERNAME", database.user or "")
    monkeypatch.setenv("NEO4J_PASSWORD", database.password or "")
    return database.where


def mended(news: Path, export: str, workspace: Path) -> None:
    assert call("build", news, workspace=workspace).code == 0
    assert call("export", workspace=workspace).out == export
    assert "the store holds the ledger's graph" in call("doctor", "--check", workspace=workspace).out


def start(workspace: Path, *words: str | Path, **env: str) -> subprocess.Popen[str]:
    """`kg` in a process of its own, that tells each statement it sends."""
    paths = os.pathsep.join(map(str, (ROOT, TESTS, TESTS / "store")))
    command = [sys.executable, "-c", BUILD, *map(str, words)]
    given = {**environment(workspace), "PYTHONPATH": paths, **env}
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=given)


def reached(process: subprocess.Popen[str], step: int) -> None:
    assert process.stdout
    for _ in range(step):
        assert process.stdout.readline() == "step\n"


@pytest.mark.slow
def test_a_build_killed_in_mid_load_says_so_to_readers_and_the_next_one_mends_it(
    store: str, unbroken: tuple[Path, str], workspace: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    news, export = unbroken
    if store:
        monkeypatch.setenv("KG_STORE", store)
    keys = {name: os.environ[name] for name in ("KG_STORE", "NEO4J_USERNAME", "NEO4J_PASSWORD") if name in os.environ}
    process = start(workspace, "build", news, **keys)
    reached(process, 25)
    process.kill()
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    asked = call("query", "--cypher", "MATCH (n:KG:Event) RETURN count(n) AS n", workspace=workspace)
    assert asked.code == 0
    assert asked.err == f"The graph is {BROKEN_OFF}.\n"
    told = call("doctor", workspace=workspace)
    assert f"graph      {BROKEN_OFF}" in told.lines
    one_line(call("doctor", "--check", workspace=workspace), "does not hold the ledger's graph", "`kg build` mends it")
    # These are made of the ledger, which is whole.
    assert call("export", workspace=workspace).out == export
    assert call("explore", "-o", tmp_path / "graph.html", workspace=workspace).code == 0
    mended(news, export, workspace)


@pytest.mark.slow
def test_a_second_build_is_told_who_holds_the_workspace(unbroken: tuple[Path, str], workspace: Path) -> None:
    news, export = unbroken
    process = start(workspace, "build", news)
    reached(process, 10)
    process.send_signal(signal.SIGSTOP)
    one_line(call("build", news, workspace=workspace), f"is in use by `kg build` (process {process.pid}, for ")
    process.send_signal(signal.SIGCONT)
    out, err = process.communicate()
    assert (process.returncode, err) == (0, ""), out + err
    mended(news, export, workspace)


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    """A file system of this size; skips where mounting is not allowed: the limit on a file's size is tested there."""
    folder.mkdir()
    mount = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], capture_output=True)
    if mount.returncode != 0:
        pytest.skip("mounting is not allowed here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("mount") is None, reason="no mount(8)")
@pytest.mark.parametrize("size", ["1m", "4m"])
def test_a_disk_that_is_full_is_one_line(size: str, unbroken: tuple[Path, str], tmp_path: Path) -> None:
    """At one megabyte the ledger finds it full, later the store; with room again the same command is all it takes."""
    news, export = unbroken
    with small_disk(tmp_path / "disk", size) as disk:
        one_line(program("build", news, workspace=disk / "w"), "full")
        subprocess.run(["mount", "-o", "remount,size=60m", disk], check=True)
        mended(news, export, disk / "w")


LIMITED = """
import resource, sys
from kg.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv.pop(1)), resource.RLIM_INFINITY))
sys.argv[0] = "kg"
main()
"""


def limited(size: int, *words: str | Path, workspace: Path) -> Done:
    """`kg` where no file may grow beyond this size."""
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(size), *map(str, words)],
        capture_output=True,
        text=True,
        env=environment(workspace),
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)


@pytest.mark.slow
@pytest.mark.parametrize("size", [4_096, 100_000])
def test_a_file_that_may_not_grow_is_one_line(size: int, unbroken: tuple[Path, str], workspace: Path) -> None:
    news, export = unbroken
    one_line(limited(size, "build", news, workspace=workspace))
    mended(news, export, workspace)


def test_a_page_that_cannot_be_written_leaves_the_old_one(built: Path, tmp_path: Path) -> None:
    page = put(tmp_path, {"graph.html": b"old"}) / "graph.html"
    one_line(limited(100_000, "explore", "-o", page, workspace=built), f"cannot write '{page}': File too large")
    one_line(call("export", "-o", page / "graph.jsonl", workspace=built), "cannot write", "graph.jsonl")
    assert page.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["graph.html"]


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_output_that_nobody_can_keep_is_one_line(built: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "kg", "export"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            env=environment(built),
        )
    assert (done.returncode, done.stderr) == (1, "Error: [Errno 28] No space left on device\n")


class Proxy:
    """A way to a server on a port of its own, which is cut when so many bytes of requests went through."""

    def __init__(self, port: int, after: int) -> None:
        self._sockets = [socket.create_server(("127.0.0.1", 0))]
        self._target, self._left = port, after
        self.port = self._sockets[0].getsockname()[1]
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()

    def __enter__(self) -> Proxy:
        return self

    def __exit__(self, *_: object) -> None:
        self._cut()
        for thread in self._threads:
            thread.join()
        for each in self._sockets:
            each.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while self._left >= 0:
                near, _ = self._sockets[0].accept()
                far = socket.create_connection(("127.0.0.1", self._target))
                self._sockets += [near, far]
                for ends in ((near, far, True), (far, near, False)):
                    self._threads.append(threading.Thread(target=self._pass, args=ends))
                    self._threads[-1].start()

    def _pass(self, one: socket.socket, other: socket.socket, counted: bool) -> None:
        with suppress(OSError):
            while self._left >= 0 and (data := one.recv(65_536)):
                self._left -= len(data) * counted
                if self._left >= 0:
                    other.sendall(data)
        for end in (one, other) if self._left >= 0 else ():
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        if self._left < 0:
            self._cut()

    def _cut(self) -> None:
        self._left = -1
        for each in self._sockets:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)


@pytest.mark.slow
@pytest.mark.neo4j
@pytest.mark.parametrize("after", [3_000, 60_000])
def test_a_server_that_goes_away_in_mid_load_is_one_line(
    after: int, neo4j_database: Database, unbroken: tuple[Path, str], workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    news, export = unbroken
    neo4j_database.run("MATCH (n) DETACH DELETE n")
    monkeypatch.setenv("NEO4J_USERNAME", neo4j_database.user or "")
    monkeypatch.setenv("NEO4J_PASSWORD", neo4j_database.password or "")
    monkeypatch.setattr("kg.store.connection._RETRY_S", 1.0)
    with Proxy(int(neo4j_database.where.rpartition(":")[2]), after) as proxy:
        where = f"bolt://127.0.0.1:{proxy.port}"
        one_line(call("--store", where, "build", news, workspace=workspace), "does not answer")
    monkeypatch.setenv("KG_STORE", neo4j_database.where)
    mended(news, export, workspace)
