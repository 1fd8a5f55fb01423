"""A mention before coreference."""

from __future__ import annotations

from msgspec import Struct

from kg.extract.mentions.pronouns import Gender
from kg.model import MentionKind, MentionType


class Found(Struct, frozen=True):
    """A mention before coreference. `head` is its noun's token index; `start`, `end` are token indices, end exclusive.

    `sure` is a type that the words around tell, `guessed` one that only the model gives.
    A `bare` noun has no determiner: no thing to come back to.
    """

    head: int
    start: int
    end: int
    kind: MentionKind
    type: MentionType
    name: str
    named: bool
    country: str | None = None
    sector: str | None = None
    owner: int | None = None
    plural: bool = False
    definite: bool = False
    bare: bool = False
    sure: bool = False
    guessed: bool = False
    gender: Gender = ""
    title: str = ""
