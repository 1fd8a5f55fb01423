"""The fixtures of these tests: a desk with two articles, and what an unbroken run makes of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from refresh_desk import NEWS, TEXTS, Desk, Unbroken


@pytest.fixture(name="desk")
def _desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.write("a.txt", TEXTS[0])
    desk.write("b.txt", TEXTS[1])
    desk.configure(NEWS)
    return desk


@pytest.fixture(name="unbroken")
def _unbroken(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Unbroken:
    return Unbroken(desk, tmp_path_factory.mktemp("unbroken"))
