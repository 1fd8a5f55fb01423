"""What the README shows is what kg answers."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent
README = REPOSITORY / "README.md"


def test_every_command_and_script_of_the_readme_answers_as_it_says(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("readme", REPOSITORY / "scripts" / "readme.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    readme = README.read_text(encoding="utf-8")
    assert readme.count("```console") >= 3
    written = module.written(readme, tmp_path)
    assert module.unhurried(written) == module.unhurried(readme), "python scripts/readme.py writes it anew"


def test_what_the_readme_links_to_is_there() -> None:
    links = re.findall(r"\]\((?!https?://|#)([^)#]+)", README.read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not (REPOSITORY / link).exists()] == []


def test_no_command_of_the_readme_is_answered_with_nothing() -> None:
    for block in re.findall(r"```console\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL):
        for typed, answer in re.findall(r"^\$ (.*(?:\n> .*)*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE):
            assert answer.strip() or re.search(r" > \S+$", typed), typed
