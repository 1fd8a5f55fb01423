"""`python scripts/readme.py`: run what README.md shows and write down what it answers; a test compares the two.

A `console` block is commands (`$ `, going on with `> `), each with its answer. A `python` block is run as a script, and
the `text` block that follows it is what it prints. They are run in order, in an empty folder beside seeds/.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

REPOSITORY = Path(__file__).parent.parent
README = REPOSITORY / "README.md"
_CONSOLE = re.compile(r"(?<=```console\n)(.*?)(?=```)", re.DOTALL)
_PYTHON = re.compile(r"(?<=```python\n)(.*?)(```\n\n```text\n)(.*?)(?=```)", re.DOTALL)
_COMMAND = re.compile(r"^\$ .*(?:\n> .*)*", re.MULTILINE)
_SECONDS = re.compile(r"\d+\.\d s\b")


def written(readme: str, folder: Path) -> str:
    """The README with the answers of today."""
    surroundings = _surroundings(folder)
    text = _CONSOLE.sub(lambda block: _console(block[1], surroundings), readme)
    return _PYTHON.sub(lambda block: _python(block, surroundings), text)


def unhurried(text: str) -> str:
    """The text without how long things took."""
    return _SECONDS.sub("0.0 s", text)


def _console(block: str, surroundings: dict[str, str]) -> str:
    commands = [found[0] for found in _COMMAND.finditer(block)]
    return "".join(f"{command}\n{_answer(['sh', '-c', _typed(command)], surroundings)}" for command in commands)


def _typed(command: str) -> str:
    return "\n".join(line[2:] for line in command.splitlines())


def _python(block: re.Match[str], surroundings: dict[str, str]) -> str:
    return f"{block[1]}{block[2]}{_answer([sys.executable, '-c', block[1]], surroundings)}"


def _answer(command: list[str], surroundings: dict[str, str]) -> str:
    done = subprocess.run(
        command, cwd=surroundings["HOME"], env=surroundings, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{command[-1]}\nended with {done.returncode}: {done.stderr}")
    return done.stdout


def _surroundings(folder: Path) -> dict[str, str]:
    """A `kg` of this checkout, and a home of its own."""
    (folder / "home").mkdir()
    (folder / "home" / "seeds").symlink_to(REPOSITORY / "seeds")
    kg = folder / "kg"
    kg.write_text(f'#!/bin/sh\nexec {sys.executable} -m kg "$@"\n', encoding="utf-8")
    kg.chmod(0o700)
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("KG_", "NEO4J_"))}
    return {
        **inherited,
        "PATH": f"{folder}:{os.environ.get('PATH', os.defpath)}",
        "PYTHONPATH": str(REPOSITORY),
        "HOME": str(folder / "home"),
    }


if __name__ == "__main__":
    with TemporaryDirectory() as where:
        before = README.read_text(encoding="utf-8")
        after = written(before, Path(where))
    if unhurried(before) != unhurried(after):
        README.write_text(after, encoding="utf-8")
