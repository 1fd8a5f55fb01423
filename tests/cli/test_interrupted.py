"""Ctrl-C in the middle of a build: one line, what was done is kept, and the next build goes on from there."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cli_desk import call, environment, put

ARTICLES = 120


def many(folder: Path) -> Path:
    sentences = "Delcor Ferries sued Brandt Bank in Tarn. Ann Tench said that Torvik Air sacked Ivo Brandel. " * 30
    lines = [json.dumps({"id": f"n{number}", "text": f"Part {number}. {sentences}"}) for number in range(ARTICLES)]
    return put(folder, {"many.jsonl": "\n".join(lines).encode()}) / "many.jsonl"


def read(workspace: Path) -> int:
    try:
        with sqlite3.connect(f"file:{workspace / 'ledger.sqlite'}?mode=ro", uri=True) as ledger:
            count: int = ledger.execute("SELECT count(*) FROM extractions").fetchone()[0]
        ledger.close()
    except sqlite3.OperationalError:
        return 0
    return count


@pytest.mark.slow
@pytest.mark.parametrize("processes", [1, 2])
def test_ctrl_c_keeps_what_was_done_and_frees_the_workspace(tmp_path: Path, workspace: Path, processes: int) -> None:
    workspace.mkdir()
    (workspace / "kg.toml").write_text(f"[build]\nprocesses = {processes}\n")
    build = subprocess.Popen(
        [sys.executable, "-m", "kg", "build", str(many(tmp_path))],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(workspace),
        start_new_session=True,
    )
    try:
        while read(workspace) < 3 and build.poll() is None:
            time.sleep(0.05)
        # A terminal sends it to every process of the group; this group is the build's own.
        os.killpg(build.pid, signal.SIGINT)
        out, err = build.communicate(timeout=60)
    finally:
        build.kill()
    assert build.returncode == 130
    assert err == "Stopped. What was done is kept; the same command goes on from here.\n"
    assert out == ""
    kept = read(workspace)
    assert 3 <= kept < ARTICLES
    again = call("build", workspace=workspace)
    assert again.code == 0
    assert f"{ARTICLES - kept} articles read by the model" in again.out
    assert "took over" not in again.err
