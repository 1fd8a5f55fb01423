"""What the driver returns, as values that JSON has."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from neo4j.graph import Node, Path, Relationship
from neo4j.spatial import Point


def plain(value: Any) -> Any:
    """A driver value as None, bool, int, float, str, list or dict: dates as ISO text, NaN and infinity as words."""
    match value:
        case None | bool() | int() | str():
            return value
        case float():
            return value if math.isfinite(value) else str(value)
        case bytes() | bytearray():
            return value.hex()
        case Node():
            return {"labels": sorted(value.labels), **_mapping(value)}
        case Relationship():
            return {"type": value.type, **_mapping(value)}
        case Path():
            return {"nodes": [plain(n) for n in value.nodes], "relationships": [plain(r) for r in value.relationships]}
        case Point():
            return {"srid": value.srid, "coordinates": list(value)}
        case Mapping():
            return _mapping(value)
        case list() | tuple() | set() | frozenset():
            return [plain(item) for item in value]
    iso = getattr(value, "iso_format", None) or getattr(value, "isoformat", None)
    return iso() if iso else str(value)


def size(value: Any) -> int:
    """About how many characters a plain value takes where it is written."""
    match value:
        case str():
            return len(value)
        case list():
            return len(value) + sum(map(size, value))
        case dict():
            return sum(len(key) + size(item) for key, item in value.items())
    return 8


def _mapping(value: Mapping[str, Any] | Node | Relationship) -> dict[str, Any]:
    return {key: plain(item) for key, item in value.items()}
