"""`python scripts/questions.py`: write docs/questions.md from the headers of queries/; a test compares the two."""

from __future__ import annotations

from pathlib import Path

from kg.catalog import GROUPS, Parameter, Query, queries

PAGE = Path(__file__).parent.parent / "docs" / "questions.md"
HEAD = """# The questions

Each is a file of Cypher in `queries/` that both stores answer alike: `kg query NAME -p KEY=VALUE`, as a table,
`--format json` or `--format csv`. A name is found however it is accented or capitalised, and by any alias; `*` leaves a
parameter open. Every question takes `--min-confidence 0.7`: only what is at least so certain. What is only claimed,
planned or denied says so in its row, most with its speaker. `kg queries` lists them, and with a NAME all of one.
This page is written from their headers (`python scripts/questions.py`).
"""


def page() -> str:
    """The page, from the queries that ship."""
    known = queries().values()
    return HEAD + "".join(_section(group, [each for each in known if each.group == group]) for group in GROUPS)


def _section(group: str, asked: list[Query]) -> str:
    return f"\n## {group.capitalize()}\n" + "".join(map(_question, asked))


def _question(query: Query) -> str:
    asked = [_parameter(each) for each in query.parameters if each.name != "min_confidence"]
    parts = [f"**{query.title}** (`{query.name}`). {query.description}", "\n".join(asked), f"`{query.example}`"]
    return "\n" + "\n\n".join(filter(None, parts)) + "\n"


def _parameter(parameter: Parameter) -> str:
    value = str(parameter.default).lower() if isinstance(parameter.default, bool) else parameter.default
    default = "" if value is None else f", else `{value}`"
    return f"- `{parameter.name}` ({parameter.type}{default}): {parameter.description}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
