"""What every extraction promises about its spans, for the tests of several folders."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kg.exchange import to_json
from kg.model import Extraction


def wrong_spans(extraction: Extraction, text: str) -> list[dict[str, Any]]:
    """The stored spans whose words are not the article's own at that place, or that lie outside the text.

    A predicate's words may hold a chain; there only the place is looked at.
    """
    return [span for key, span in _spans("", to_json(extraction)) if not _holds(key, span, text)]


def _holds(key: str, span: dict[str, Any], text: str) -> bool:
    inside = 0 <= span["start"] < span["end"] <= len(text)
    return inside and (key == "predicate" or span.get("text", text[span["start"] : span["end"]]) == (
        text[span["start"] : span["end"]]
    ))  # fmt: skip


def _spans(key: str, value: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(value, dict):
        if "start" in value:
            yield key, value
        for inner_key, inner in value.items():
            yield from _spans(inner_key, inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _spans(key, inner)
