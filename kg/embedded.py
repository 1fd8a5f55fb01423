"""The embedded store: an ArcadeDB server in this process, reached over Bolt on loopback like any other server.

One process holds a folder's server; every other one finds it by `server.json` (mode 0600) and connects to it.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from kg.errors import StoreError
from kg.files import OF_ITS_OWNER, write_whole

USER = "root"
DATABASE = "kg"
_START_TIMEOUT_S = 20.0
_ATTEMPTS = 5
PAGE_BYTES = 65_536
"""ArcadeDB overwrites what it deletes, but not the further pages of a record that is longer than one (measured)."""
_QUIET = Path(__file__).with_name("arcadedb.properties")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a folder's server listens, its password, and the process that runs it."""

    port: int
    password: str = field(repr=False)
    pid: int
    started: str

    @property
    def uri(self) -> str:
        """The address the driver takes: always loopback."""
        return f"bolt://127.0.0.1:{self.port}"


def process_started(pid: int) -> str | None:
    """When the process with this id started, as an opaque text; None when there is no such process.

    A number alone proves nothing: after a crash or a reboot it belongs to another program.
    """
    stat = Path(f"/proc/{pid}/stat")
    if Path("/proc/self/stat").exists():
        try:
            ticks = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[19]
        except OSError:
            return None
        return f"{Path('/proc/sys/kernel/random/boot_id').read_text(encoding='ascii').strip()}:{ticks}"
    told = subprocess.run(["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return told.stdout.strip() or None


def running(folder: Path) -> Address | None:
    """The address in the folder's `server.json`; None when there is none, it cannot be read, or its process is gone."""
    try:
        address = Address(**json.loads((folder / "server.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return address if address.started == process_started(address.pid) else None


def holder(folder: Path) -> str | None:
    """The process that runs the folder's server, as `process 17 (kg explore)`; None when there is none."""
    address = running(folder)
    if address is None:
        return None
    command = _command(address.pid)
    return f"process {address.pid}" + (f" ({command})" if command else "")


def _command(pid: int) -> str:
    """How a process was called; empty where the system does not say."""
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().rstrip(b"\0").split(b"\0")
        return b" ".join(words).decode("utf-8", "replace")
    except OSError:
        told = subprocess.run(["ps", "-o", "args=", "-p", str(pid)], capture_output=True, text=True, check=False)
        return told.stdout.strip()


def clear(folder: Path) -> None:
    """Take the folder's database from the disk, if no process runs it: the next one begins with an empty one.

    Other databases in the folder stay. Raises StoreError where ours cannot be removed.
    """
    database = folder / "databases" / DATABASE
    with _starting(folder):
        if running(folder) is not None or not database.exists():
            return
        try:
            shutil.rmtree(database)
        except OSError as error:
            raise StoreError(f"cannot remove the database {str(database)!r}: {error.strerror or error}") from error


@contextmanager
def serve(folder: Path) -> Iterator[Address]:
    """The folder's server: the one another process runs, or one started here and stopped at the end.

    Raises StoreError when the folder is held by a process that left no address, or ArcadeDB is not installed.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _starting(folder):
        address, server = running(folder), None
        if address is None:
            address, server = _start(folder)
    try:
        yield address
    finally:
        if server is not None:
            _stop(folder, server)


@contextmanager
def _starting(folder: Path) -> Iterator[None]:
    """Only one process at a time decides who the server is."""
    try:
        with FileLock(folder / "server.lock", timeout=_START_TIMEOUT_S):
            yield
    except Timeout:
        raise StoreError(f"the store {str(folder)!r} is busy: another kg process is starting or stopping it") from None


def _start(folder: Path, attempts: int = _ATTEMPTS) -> tuple[Address, Any]:
    arcadedb = _import_arcadedb(folder)
    try:
        return _start_on(folder, arcadedb, *_free_ports())
    except arcadedb.ArcadeDBError as error:
        # Between looking for a free port and listening on it, somebody else may take it.
        if "Unable to listen" in str(error) and attempts > 1:
            return _start(folder, attempts - 1)
        raise StoreError(_why(folder, str(error))) from error


def _start_on(folder: Path, arcadedb: Any, bolt_port: int, http_port: int) -> tuple[Address, Any]:
    # ArcadeDB keeps the root password of the first start; without the file it takes the new one.
    (folder / "config" / "server-users.jsonl").unlink(missing_ok=True)
    (folder / "server.json").unlink(missing_ok=True)
    pid = os.getpid()
    address = Address(bolt_port, secrets.token_urlsafe(24), pid, process_started(pid) or "")
    server = arcadedb.create_server(str(folder), root_password=address.password, config=_settings(bolt_port, http_port))
    try:
        server.start()
        _open_database(arcadedb, server)
        write_whole(folder / "server.json", json.dumps(asdict(address)), OF_ITS_OWNER)
    except BaseException:
        server.stop()
        raise
    return address, server


def _stop(folder: Path, server: Any) -> None:
    with _starting(folder):
        (folder / "server.json").unlink(missing_ok=True)
        server.stop()


def _import_arcadedb(folder: Path) -> Any:
    """ArcadeDB reads where and whether to log when it is imported, so this cannot be said later."""
    os.environ.setdefault("ARCADEDB_LOG_CONSOLE", "0")
    os.environ.setdefault("ARCADEDB_LOG_DIR", str(folder / "log"))
    if " " not in str(_QUIET):  # the variable is a list of words
        os.environ.setdefault("ARCADEDB_NATIVE_ISOLATE_ARGS", f"-Djava.util.logging.config.file={_QUIET}")
    try:
        import arcadedb
    except (ImportError, OSError) as error:
        raise StoreError(
            f"the embedded store needs the package arcadedb, which is not usable here ({error}): "
            "name a server with --store bolt://…"
        ) from error
    return arcadedb


def _settings(bolt_port: int, http_port: int) -> dict[str, Any]:
    return {
        "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "host": "127.0.0.1",
        "http_port": http_port,
        "bolt_host": "127.0.0.1",
        "bolt_port": bolt_port,
    }


def _free_ports() -> tuple[int, int]:
    """Two ports that are free now, held together so that they differ."""
    with socket.socket() as one, socket.socket() as two:
        one.bind(("127.0.0.1", 0))
        two.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1]), int(two.getsockname()[1])


def _open_database(arcadedb: Any, server: Any) -> None:
    try:
        server.get_database(DATABASE)
    except arcadedb.ArcadeDBError as error:
        if "DatabaseNotFound" not in str(error):
            raise
        server.create_database(DATABASE)


def _why(folder: Path, message: str) -> str:
    if "LockException" in message or "locked by another process" in message:
        return (
            f"the store {str(folder)!r} is locked by another process: close it, or name a server with --store bolt://…"
        )
    return f"the store {str(folder)!r} does not start: {message.splitlines()[0]}"
