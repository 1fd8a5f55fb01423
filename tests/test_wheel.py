"""The wheel works outside the checkout: the command, the shipped queries, the store, the page."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", name="wheel")
def _wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "-q", "-w", folder, ROOT, cwd=folder)
    return next(folder.glob("kg_news-*.whl"))


@pytest.fixture(scope="module", name="python")
def _python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A venv with the wheel; the dependencies are those that are installed here, the checkout is not."""
    folder = tmp_path_factory.mktemp("elsewhere") / "venv"
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    run(python, "-m", "pip", "install", "--no-deps", "--no-index", "-q", wheel, cwd=folder)
    site = Path(sysconfig.get_path("purelib", vars={"base": str(folder)}))
    # addsitedir would also run the .pth files there, and one of them may lead back to the checkout.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return python


def run(*words: str | Path, cwd: Path) -> str:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("KG_", "NEO4J_", "PYTHON"))}
    done = subprocess.run(list(map(str, words)), capture_output=True, text=True, cwd=cwd, env=clean, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_one_package_lands_in_site_packages_with_its_cypher_and_tables(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == {"kg"}
    for folder in ("loaders", "queries"):
        shipped = {name.removeprefix("kg/") for name in names if name.startswith(f"kg/{folder}/")}
        assert shipped == {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).glob("*.cypher")}
    kept = {path.relative_to(ROOT).as_posix() for path in (ROOT / "kg").rglob("*") if path.is_file()}
    assert {name for name in kept if "__pycache__" not in name} <= set(names)


def test_the_whole_way_outside_the_checkout(python: Path, tmp_path: Path) -> None:
    kg = python.with_name("kg")
    (tmp_path / "a.txt").write_text("Delcor Ferries sued Brandt Bank on Monday.\n", encoding="utf-8")
    where = run(python, "-c", "import kg; print(kg.__file__)", cwd=tmp_path)
    assert str(ROOT) not in where
    assert run(kg, "--version", cwd=tmp_path).startswith("kg 0.")
    assert "1 new, 0 changed, 0 known, 0 failed" in run(kg, "build", "a.txt", cwd=tmp_path)
    asked = run(kg, "query", "relations", "-p", "name=delcor ferries", cwd=tmp_path)
    assert "Delcor Ferries\tsued\tBrandt Bank" in asked
    assert "[sued|trigger]" in run(kg, "show", "Brandt Bank", cwd=tmp_path)
    run(kg, "explore", "-o", "graph.html", cwd=tmp_path)
    assert "Brandt Bank" in (tmp_path / "graph.html").read_text(encoding="utf-8")
    assert (tmp_path / "kg-workspace").stat().st_mode & 0o777 == 0o700
