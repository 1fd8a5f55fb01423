"""Who may import whom: DESIGN's order, read from the source; and what `import kg` must not load."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "kg"
LAYERS: tuple[frozenset[str], ...] = (
    frozenset(("model", "errors", "progress")),
    frozenset(
        "progress ontology config catalog text plain exchange lock triples records corrections traces files".split()
    ),
    frozenset(("nlp", "attributes", "tokenizing", "sources", "ledger")),
    frozenset(
        ("extract", "resolve", "assemble", "embedded", "store", "explorer", "export", "analyze", "evaluate", "lookup")
    ),
    frozenset(("intake",)),
    frozenset(("graphs",)),
    frozenset(("pipeline",)),
    frozenset(("withdrawal",)),
    frozenset(("forgetting",)),
    frozenset(("refresh",)),
    frozenset(("cli",)),
)
INSIDE = {
    ("config", "ontology"),
    ("exchange", "ontology"),
    ("corrections", "files"),
    ("lock", "files"),
    ("records", "catalog"),
    ("records", "files"),
    ("triples", "exchange"),
    ("nlp", "tokenizing"),
    ("nlp", "attributes"),
    ("store", "embedded"),
    ("assemble", "resolve"),
    ("explorer", "analyze"),
}
"""Imports inside a layer that are meant."""
EXTRACT = (
    "values syntax status mending mentions coreference wording annotated events rows acts writer extractor".split()
)
"""The parts of `kg.extract`, each built on those before it."""
HOMES = {
    "spacy": {"nlp", "attributes", "tokenizing", "extract"},
    "neo4j": {"store"},
    "pyvis": {"explorer"},
    "arcadedb": {"embedded"},
    "trafilatura": {"sources"},
    "typer": {"cli"},
    "rich": {"cli"},
}
"""The one place of each large dependency."""

MODULES = sorted(PACKAGE.rglob("*.py"))


def layer_of(module: str) -> int:
    return next(number for number, layer in enumerate(LAYERS) if module in layer)


def name_of(path: Path) -> str:
    """The module of the layers that a file belongs to: `kg/store/guard.py` is `store`."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[tuple[str, str]]:
    """(package, first name inside kg or "") of every import of a file, wherever it stands in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((each.name.split(".")[0], _inside(each.name)) for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            module = node.module or ""
            inner = [_inside(f"kg.{each.name}") for each in node.names] if module == "kg" else [_inside(module)]
            yield from ((module.split(".")[0], name) for name in inner)


def _inside(module: str) -> str:
    return module.split(".")[1] if module.startswith("kg.") else ""


def test_every_module_has_its_layer() -> None:
    modules = {name_of(path) for path in MODULES} - {"__init__", "__main__"}
    assert modules <= frozenset().union(*LAYERS)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_imports_only_from_the_layers_before_it(path: Path) -> None:
    here = name_of(path)
    if here in ("__init__", "__main__"):
        return
    wrong = [
        there
        for package, there in imported(path)
        if package == "kg" and there and there != here
        if layer_of(there) > layer_of(here) or (layer_of(there) == layer_of(here) and (here, there) not in INSIDE)
    ]
    assert wrong == []


def test_a_part_of_extract_imports_only_from_the_parts_before_it() -> None:
    places = {place: number for number, place in enumerate(EXTRACT)}
    extract = PACKAGE / "extract"
    for path in extract.rglob("*.py"):
        here = path.relative_to(extract).parts[0].removesuffix(".py")
        if here != "__init__":
            theirs = re.findall(r"^from kg\.extract\.(\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
            assert [part for part in theirs if places[part] > places[here]] == [], path


def test_every_exception_is_needed() -> None:
    used = {(name_of(path), there) for path in MODULES for package, there in imported(path) if package == "kg"}
    assert used >= INSIDE


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_large_dependency_has_one_home(path: Path) -> None:
    assert [package for package, _ in imported(path) if name_of(path) not in HOMES.get(package, {name_of(path)})] == []


def test_importing_kg_loads_nothing_heavy() -> None:
    heavy = ("spacy", "neo4j", "pyvis", "trafilatura", "arcadedb", "networkx", "numpy", "typer", "rich", "cattrs")
    code = f"import kg, sys; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PACKAGE.parent)
    assert done.stdout.strip() == "[]"


def test_the_help_loads_no_model_no_driver_and_no_drawing() -> None:
    heavy = ("spacy", "neo4j", "pyvis", "trafilatura", "arcadedb", "networkx", "numpy")
    code = f"import kg.cli, sys; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PACKAGE.parent)
    assert done.stdout.strip() == "[]"


def test_the_front_door_is_small_and_whole() -> None:
    import kg

    assert len(kg.__all__) <= 16
    assert dir(kg) == sorted(kg.__all__)
    assert all(getattr(kg, name) is not None for name in kg.__all__)
