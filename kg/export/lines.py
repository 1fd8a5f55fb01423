"""A Graph as JSON lines, and back: every field of every row, whatever the text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any

import msgspec

from kg.errors import SourceError
from kg.model import (
    ArticleRow,
    Entity,
    Event,
    EventLink,
    Evidence,
    Graph,
    GraphRow,
    MentionedIn,
    Relation,
    RoleRow,
)
from kg.plain import escaped

ROWS: dict[str, type[GraphRow]] = {
    row.__name__: row for row in (ArticleRow, Entity, Event, Evidence, MentionedIn, RoleRow, EventLink, Relation)
}
FAULTS_SHOWN = 10

_UNSAFE_IN_A_LINE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def to_lines(graph: Graph) -> Iterator[str]:
    """One JSON object a row, in the graph's order, tagged `row` with the name of its type; `from_lines` gives it back.

    A line holds no line break of any kind and can always be written as UTF-8.
    """
    for row in graph.rows():
        told = {"row": type(row).__name__} | _without_none(msgspec.to_builtins(row))
        yield _UNSAFE_IN_A_LINE.sub(escaped, json.dumps(told, ensure_ascii=False, allow_nan=False))


def from_lines(lines: Iterable[str]) -> Graph:
    """The graph that `to_lines` wrote; blank lines count not. SourceError names every line that is no row."""
    rows, faults = [], []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                rows.append(_row(json.loads(line)))
            except json.JSONDecodeError as error:
                faults.append(f"line {number}: no JSON object ({error.msg} at character {error.pos + 1})")
            except (ValueError, msgspec.ValidationError) as error:
                faults.append(f"line {number}: {error}")
    if faults:
        raise SourceError("\n".join(("not rows of a graph as `kg export` writes them:", *_shown(faults))))
    return Graph.of(rows)


def _row(told: Any) -> GraphRow:
    if not isinstance(told, dict) or told.get("row") not in ROWS:
        raise ValueError(f"`row` must be one of {', '.join(ROWS)}")
    row = ROWS[told["row"]]
    known = [field.name for field in fields(row)]
    if unknown := sorted(set(told) - {"row", *known}):
        raise ValueError(f"{row.__name__} has no {', '.join(unknown)}; its fields are {', '.join(known)}")
    return msgspec.convert({name: told.get(name) for name in known}, row)


def _shown(faults: list[str]) -> list[str]:
    """The first faults; a file of another kind has one in each line."""
    more = len(faults) - FAULTS_SHOWN
    return [*faults[:FAULTS_SHOWN], f"and {more:,} more lines"] if more > 0 else faults


def _without_none(told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if value is not None}
