"""Text from outside as plain text: nothing in it can hide, reorder or break what stands around it."""

from __future__ import annotations

import json
import re

_SPACES = re.compile(r"[\t\n\r\x85\u2028\u2029]+")
_HIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_UNSAFE_IN_JSON = re.compile(r"[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def visible(text: str) -> str:
    """The text with line ends as spaces, and control, bidi-override and broken characters as something to see."""
    return _HIDDEN.sub(_picture, _SPACES.sub(" ", text))


def visible_lines(text: str) -> str:
    """The text with each of its lines `visible`."""
    return "\n".join(visible(line) for line in text.split("\n"))


def json_line(value: object) -> str:
    """The value as JSON on one line, without loss; what a terminal would obey is written as an escape."""
    return _UNSAFE_IN_JSON.sub(escaped, json.dumps(value, ensure_ascii=False, allow_nan=False))


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    if 0xD800 <= code <= 0xDFFF or code >= 0xFFFE:
        return "\ufffd"
    return "\u2421" if code == 0x7F else f"[U+{code:04X}]"


def escaped(match: re.Match[str]) -> str:
    """The character matched as an escape of JSON."""
    return f"\\u{ord(match[0]):04x}"
