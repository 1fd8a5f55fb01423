"""A refresh that is killed and run again ends where an unbroken one would have; its lock is in nobody's way."""

from __future__ import annotations

import json
import random
import signal
import subprocess
from datetime import timedelta
from itertools import count
from time import monotonic, sleep

import pytest
from refresh_desk import FORGET, NEWS, NOW, TEXTS, Desk, Unbroken

from kg.errors import KGError
from kg.refresh import refresh

KILLS = 10
READ = "done Reading\n"
"""The last step that the driver tells; graph, store and page follow."""


def killed_at(process: subprocess.Popen[str], step: int, share: float, tail_s: float) -> bool:
    """Kill at a step told, or, past the last one, after a share of the time that the rest is known to take."""
    assert process.stdout
    for number, line in enumerate(process.stdout):
        if line == READ:
            sleep(share * tail_s)
        if line == READ or number == step:
            break
    process.kill()
    process.communicate()
    return process.returncode == -signal.SIGKILL


def tail_of(process: subprocess.Popen[str]) -> float:
    """How long a refresh takes from its last step to its end."""
    assert process.stdout
    for line in process.stdout:
        if line == READ:
            break
    started = monotonic()
    process.communicate()
    assert process.returncode == 0
    return monotonic() - started


def change(desk: Desk, chance: random.Random, turn: int) -> None:
    """One file more, one rewritten, one gone."""
    desk.write(f"{turn:02}.txt", f"{chance.choice(TEXTS)} {chance.choice(TEXTS)}")
    names = sorted(path.name for path in desk.news.iterdir())
    desk.write(chance.choice(names), chance.choice(TEXTS))
    (desk.news / chance.choice(names)).unlink()


@pytest.mark.slow
def test_killed_ten_times_and_run_again_it_gives_the_graph_of_an_unbroken_run(desk: Desk, unbroken: Unbroken) -> None:
    chance = random.Random(11)
    desk.configure(FORGET)
    tail_s = tail_of(desk.start())
    kills = 0
    for turn in count():
        change(desk, chance, turn)
        kills += killed_at(desk.start(), chance.randrange(16), chance.random(), tail_s)
        if kills == KILLS:
            break
    report = desk.refresh()
    assert report.exit_code == 0
    assert desk.graph() == unbroken()
    again = desk.refresh()
    assert (again.files_read, again.extracted, again.rows_created, again.rows_changed) == (0, 0, 0, 0)


def test_r04_the_lock_of_a_dead_run_is_taken_over_with_one_line(desk: Desk) -> None:
    process = desk.start()
    assert process.stdout and process.stdout.readline() == "step Looking\n"
    process.kill()
    process.communicate()
    note = desk.root / "w" / "lock.json"
    owner = json.loads(note.read_text())
    yesterday = (NOW - timedelta(days=1)).isoformat()
    note.write_text(json.dumps({**owner, "pid": 1, "started": yesterday, "since": yesterday}))
    notices: list[str] = []
    report = refresh(desk.settings, NOW, notice=notices.append)
    assert report.exit_code == 0
    assert notices == [
        f"took over the workspace from `kg refresh` (process 1, since {yesterday}), which ended without giving it back"
    ]
    assert report.new == ("a.txt", "b.txt")


def test_r04_a_living_run_is_not_disturbed_and_the_second_is_refused_at_once(desk: Desk) -> None:
    process = desk.start()
    try:
        assert process.stdout and process.stdout.readline() == "step Looking\n"
        process.send_signal(signal.SIGSTOP)
        with pytest.raises(KGError, match=rf"in use by `kg refresh` \(process {process.pid}, for \d+ \w+\)"):
            desk.refresh()
        process.send_signal(signal.SIGCONT)
        out, _ = process.communicate()
        assert process.returncode == 0, out
    finally:
        process.kill()
        process.communicate()
    desk.configure(NEWS)
    assert desk.refresh().files_read == 0
