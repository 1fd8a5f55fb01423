"""Text from outside, made fit to be shown: nothing in it can hide, reorder or break what stands around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias
from urllib.parse import urlsplit

from kg.plain import visible

Json: TypeAlias = "str | int | float | bool | Sequence[Json] | Mapping[str, Json] | None"


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
    if url is None or url != visible(url) or " " in url or "\\" in url:
        return None
    try:
        parts = urlsplit(url)
        return url if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None
