"""A desk: a folder of news beside a workspace whose kg.toml names it."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from kg.config import Settings, settings, workspace
from kg.ledger import Ledger
from kg.model import Graph
from kg.pipeline import store_of
from kg.refresh import RefreshReport, refresh

NOW = datetime(2026, 2, 3, 12, 0, tzinfo=UTC)
DRIVER = Path(__file__).parent / "driver.py"
REPOSITORY = Path(__file__).parents[2]

TEXTS = (
    "Mayor Marta Velden met Jonas Brandt in Oslo on Monday. Brandt, the head of Delcor Ferries, accused Norway.",
    "Delcor Ferries sued Norway on Tuesday. The company said that Marta Velden had promised a new harbour.",
    "Jonas Brandt denied that Delcor Ferries had bribed Peter Lund. Lund resigned on Friday.",
    "Sweden demanded that Norway pay Delcor Ferries. Norway rejected the demand, Marta Velden told reporters.",
    "Peter Lund spoke with Marta Velden by phone. Lund warned that Sweden would close the strait.",
)


@dataclass(frozen=True)
class Desk:
    """Where the news lies, and the workspace beside it."""

    root: Path

    @property
    def news(self) -> Path:
        return self.root / "news"

    def write(self, name: str, text: str) -> Path:
        path = self.news / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def configure(self, toml: str) -> None:
        (self.root / "w").mkdir(mode=0o700, exist_ok=True)
        (self.root / "w" / "kg.toml").write_text(toml, encoding="utf-8")

    @property
    def settings(self) -> Settings:
        return settings(workspace(self.root / "w", {}), {})

    def refresh(self) -> RefreshReport:
        return refresh(self.settings, NOW)

    def graph(self) -> Graph:
        """What the store holds, read back."""
        with store_of(self.settings) as store:
            return store.read()

    def keys(self) -> list[str]:
        with Ledger(self.settings.workspace.ledger) as ledger:
            return ledger.keys()

    def start(self) -> subprocess.Popen[str]:
        """A refresh in a process of its own, that tells its steps."""
        command = [sys.executable, str(DRIVER), str(self.root / "w")]
        environment = {"PYTHONPATH": str(REPOSITORY), "PATH": "", "PYTHONWARNINGS": "ignore"}
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)


NEWS = '[[source]]\nname = "news"\npath = "../news"\n'
FORGET = f'[refresh]\nvanished = "forget"\n{NEWS}'


def record(key: str, text: str) -> str:
    return json.dumps({"id": key, "text": text, "published": "2026-02-02"})


@dataclass(frozen=True)
class Unbroken:
    """The graph that one refresh of a new workspace makes of the news as it lies there now."""

    desk: Desk
    root: Path

    def __call__(self) -> Graph:
        other = Desk(self.root)
        self.root.joinpath("news").unlink(missing_ok=True)
        self.root.joinpath("news").symlink_to(self.desk.news)
        other.configure(NEWS)
        assert other.refresh().exit_code == 0
        return other.graph()
