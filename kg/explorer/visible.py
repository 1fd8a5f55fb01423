"""Text from outside, made fit to be shown: nothing in it can hide, reorder or break what stands around it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias
from urllib.parse import urlsplit

Json: TypeAlias = "str | int | float | bool | Sequence[Json] | Mapping[str, Json] | None"

_SPACES = re.compile(r"[\t\n\r\x85\u2028\u2029]+")
_HIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def visible(text: str) -> str:
    """The text with line ends as spaces, and control, bidi-override and broken characters as something to see."""
    return _HIDDEN.sub(_picture, _SPACES.sub(" ", text))


def shown(value: Json) -> Json:
    """The value with every string in it `visible`, and without its Nones: what a page may hold."""
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, Mapping):
        return {visible(key): shown(item) for key, item in value.items() if item is not None}
    if isinstance(value, Sequence):
        return [shown(item) for item in value]
    return value


def web_address(url: str | None) -> str | None:
    """The url if it is one a reader may follow: http or https, with a host, without spaces; otherwise None."""
    if url is None or url != _SPACES.sub("", _HIDDEN.sub("", url)) or " " in url or "\\" in url:
        return None
    try:
        parts = urlsplit(url)
        return url if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    if 0xD800 <= code <= 0xDFFF or code >= 0xFFFE:
        return "\ufffd"
    return "\u2421" if code == 0x7F else f"[U+{code:04X}]"
