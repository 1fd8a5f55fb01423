"""The docs are complete: every command has help that teaches, and stands in the README."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest
import typer

from kg.catalog import queries
from kg.cli import app

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]

readme = pytest.mark.skipif(not README.exists(), reason="README.md is not written yet")


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_has_help_with_an_example(name: str) -> None:
    told = COMMANDS[name].help or ""
    first, _, rest = told.partition("\n")
    assert first.endswith("."), f"kg {name}: the first line of its help is a sentence"
    takes = [each for each in COMMANDS[name].params if each.name != "help"]
    assert not takes or f"kg {name}" in rest, f"kg {name}: its help shows an example"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_a_command_is_explained(name: str) -> None:
    assert [each.name for each in COMMANDS[name].params if not getattr(each, "help", None)] == []


@readme
@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_stands_in_the_readme(name: str) -> None:
    assert re.search(rf"\bkg {name}\b", README.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", queries())
def test_a_querys_example_is_a_line_that_kg_takes(name: str) -> None:
    query = queries()[name]
    match = re.fullmatch(rf"kg query {re.escape(name)}((?: -p \w+=\S+)*)", query.example)
    assert match, query.example
    query.bind(dict(pair.split("=", 1) for pair in match[1].split(" -p ")[1:]))


def test_the_page_of_questions_is_that_of_their_headers() -> None:
    pages = runpy.run_path(str(ROOT / "scripts" / "questions.py"))
    assert pages["PAGE"].read_text(encoding="utf-8") == pages["page"](), "run `python scripts/questions.py`"


@readme
def test_the_readme_counts_the_questions() -> None:
    assert f"the {len(queries())} questions that come with it" in README.read_text(encoding="utf-8")
