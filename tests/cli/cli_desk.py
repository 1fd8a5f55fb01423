"""Three articles of our own, and two ways to call `kg`: in this process, and as a program of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from neo4j import GraphDatabase
from typer.testing import CliRunner

from kg.cli import app
from kg.embedded import DATABASE, USER, serve

ROOT = Path(__file__).parent.parent.parent
ARTICLES: dict[str, bytes] = {
    "harbour.txt": (
        b"Delcor Ferries sued Brandt Bank on Monday.\n\nAnn Tench, the chairwoman of Delcor Ferries, said that the bank"
        b" had cheated the company. Brandt Bank denied the accusation. Ann Tench did not meet Ivo Brandel.\n"
    ),
    "talks.jsonl": (
        '{"id": "talks", "title": "Talks in Tarn", "source": "Radio Zil", "url": "https://example.org/talks",'
        ' "published": "2026-03-05", "text": "José Ćwik met Ann Tench in Tarn on Tuesday. The union said that Torvik'
        ' Air sacked Ivo Brandel."}\n'
        '{"id": "court", "published": "2026-03-06", "text": "Delcor Ferries sued Brandt Bank in Tarn. The court'
        ' fined Torvik Air."}\n'
    ).encode(),
}


@dataclass(frozen=True)
class Done:
    """What a call gave."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


Kg = Callable[..., Done]


def put(folder: Path, files: Mapping[str, bytes]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


def call(*words: str | Path, workspace: Path) -> Done:
    """The command in this process, where the model is loaded once."""
    result = CliRunner().invoke(app, ["--workspace", str(workspace), *map(str, words)])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Done(result.exit_code, result.stdout, result.stderr)


def program(*words: str | Path, workspace: Path, data: bytes | None = None, **env: str) -> Done:
    """The command as a program of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "kg", *map(str, words)],
        input=data,
        capture_output=True,
        cwd=workspace.parent,
        env=environment(workspace, **env),
        check=False,
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


def behind_its_back(workspace: Path, cypher: str) -> None:
    """Change the embedded store as another program would."""
    with (
        serve(workspace / "store") as address,
        GraphDatabase.driver(address.uri, auth=(USER, address.password)) as driver,
    ):
        driver.execute_query(cypher, database_=DATABASE)


def environment(workspace: Path, **more: str) -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("KG_", "NEO4J_"))}
    return {**ours, "PYTHONPATH": str(ROOT), "KG_WORKSPACE": str(workspace), **more}
