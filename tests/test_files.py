"""What the digest of kg's own code takes in: an extraction made by other code must not be taken from the cache."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import files


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    (tmp_path / "extract" / "mending").mkdir(parents=True)
    for name in ("extract/acts.py", "extract/mending/claims.py", "text.py"):
        (tmp_path / name).write_text("A = 1\n")
    monkeypatch.setattr(files, "files", lambda _: tmp_path)
    files.code_digest.cache_clear()
    yield tmp_path
    files.code_digest.cache_clear()


@pytest.mark.parametrize("changed", ["extract/acts.py", "extract/mending/claims.py", "text.py"])
def test_a_digest_changes_with_every_module_however_deep(package: Path, changed: str) -> None:
    before = files.code_digest("extract", "text.py")
    (package / changed).write_text("A = 2\n")
    files.code_digest.cache_clear()
    assert files.code_digest("extract", "text.py") != before


def test_what_is_no_code_changes_nothing(package: Path) -> None:
    before = files.code_digest("extract", "text.py")
    (package / "extract" / "acts.pyc").write_bytes(b"1")
    files.code_digest.cache_clear()
    assert files.code_digest("extract", "text.py") == before
