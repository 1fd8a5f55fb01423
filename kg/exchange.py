"""The exchange format of `kg extract`: an Extraction as one JSON object, and back without loss."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from kg.model import Extraction
from kg.ontology import ontology

# The one field whose name in the format is no name in Python.
_FROM, _FROM_FIELD = "from", "from_"
# The same as a key in a line of JSON; in a string the quotes would be escaped.
_KEY, _KEY_FIELD = (f'"{name}":'.encode() for name in (_FROM, _FROM_FIELD))
_DECODER = msgspec.json.Decoder(Extraction)


def to_json(extraction: Extraction) -> dict[str, Any]:
    """The extraction as plain values, in the format's own names."""
    return plain(extraction)


def plain(row: object) -> dict[str, Any]:
    """Any value of the model as plain values, in the format's own names."""
    told: dict[str, Any] = _renamed(msgspec.to_builtins(row), _FROM_FIELD, _FROM)
    return told


def from_json(told: dict[str, Any]) -> Extraction:
    """The extraction that these values are. Raises msgspec.ValidationError, which names the wrong place."""
    return _of_known_kinds(msgspec.convert(_renamed(told, _FROM, _FROM_FIELD), Extraction))


def _of_known_kinds(extraction: Extraction) -> Extraction:
    for place, kind in _kinds(extraction):
        if kind not in ontology().kinds:
            raise msgspec.ValidationError(f"Invalid kind of event {kind!r} - at `$.{place}`")
    return extraction


def _kinds(extraction: Extraction) -> Iterator[tuple[str, str]]:
    yield from ((f"events[{number}].type", event.type) for number, event in enumerate(extraction.events))
    acts = enumerate(triple.predicate for triple in extraction.triples)
    yield from ((f"triples[{number}].predicate.type", predicate.type) for number, predicate in acts)


def to_bytes(extraction: Extraction) -> bytes:
    """The extraction as one line of JSON, without the line's end."""
    return msgspec.json.encode(extraction).replace(_KEY_FIELD, _KEY)


def from_bytes(line: bytes) -> Extraction:
    """The extraction of one line that `to_bytes` made."""
    return _of_known_kinds(_DECODER.decode(line.replace(_KEY, _KEY_FIELD)))


def _renamed(value: Any, old: str, new: str) -> Any:
    if isinstance(value, dict):
        return {new if key == old else key: _renamed(inner, old, new) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_renamed(inner, old, new) for inner in value]
    return value
