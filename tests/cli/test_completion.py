"""What a shell completes, asked as the shell asks: through `_KG_COMPLETE`."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from kg.catalog import find_query, queries
from kg.cli import app


def completed(line: str, shell: str = "bash") -> list[str]:
    """The words offered for the last word of the line."""
    words = line.split(" ")
    asked = {"_KG_COMPLETE": f"complete_{shell}", "COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
    done = CliRunner().invoke(app, [], prog_name="kg", env=asked)
    assert done.exit_code == 0
    return done.stdout.split()


@pytest.mark.parametrize("command", ["query", "queries"])
def test_the_names_of_queries_are_completed(command: str) -> None:
    assert completed(f"kg {command} cl") == ["claims-and-denials"]
    assert completed(f"kg {command} ") == list(queries())
    assert completed(f"kg {command} xyz") == []


@pytest.mark.parametrize("flag", ["-p", "--parameter"])
def test_the_parameters_of_the_query_in_the_line_are_completed(flag: str) -> None:
    asked = [f"{parameter.name}=" for parameter in find_query("relations").parameters]
    assert completed(f"kg query relations {flag} ") == asked
    assert completed(f"kg query relations {flag} na") == ["name="]
    assert completed(f"kg query relations -p name=x {flag} min") == ["min_confidence="]
    assert completed(f"kg query {flag} na") == []


def test_the_shell_learns_of_it_from_kg_itself() -> None:
    done = CliRunner().invoke(app, [], prog_name="kg", env={"_KG_COMPLETE": "source_bash"})
    assert "_KG_COMPLETE=complete_bash" in done.stdout
    assert "--install-completion" in CliRunner().invoke(app, ["--help"], prog_name="kg").stdout
