"""How far a loop has come, told to whoever asked for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

Item = TypeVar("Item")
Progress = Callable[[Sequence[Item], str], Iterable[Item]]
"""Wraps a sequence to show how far its loop has come; the words say what is done."""


def silent(items: Sequence[Item], words: str) -> Iterable[Item]:
    """The Progress that shows nothing."""
    return items
