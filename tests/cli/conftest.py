"""A small workspace, built once, and one of the test's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_desk import ARTICLES, Kg, call, put


@pytest.fixture(autouse=True)
def _no_settings_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("KG_WORKSPACE", "KG_STORE", "NEO4J_USERNAME", "NEO4J_PASSWORD"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Where a workspace may be made."""
    return tmp_path / "workspace"


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """Three articles in two files."""
    return put(tmp_path / "news", ARTICLES)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the three articles; for tests that only read."""
    folder = tmp_path_factory.mktemp("built")
    done = call("build", put(folder / "news", ARTICLES), workspace=folder / "workspace")
    assert done.code == 0, done.err
    return folder / "workspace"


@pytest.fixture
def kg(workspace: Path) -> Kg:
    """`kg` on a workspace of the test's own."""
    return lambda *words: call(*words, workspace=workspace)


@pytest.fixture
def ask(built: Path) -> Kg:
    """`kg` on the workspace that is built already."""
    return lambda *words: call(*words, workspace=built)
