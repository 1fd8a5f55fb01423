"""A statement: an act with all that is said of it, and the rows that say it."""

from __future__ import annotations

from msgspec import Struct

from kg.extract.events.sides import Reading
from kg.extract.status.context import PLAIN, Context
from kg.extract.syntax.tree import Token
from kg.model import Dating


class Row(Struct, frozen=True):
    """One triple of a statement. An adjunct says more of what another row says ("set up a centre in | Mumbai").

    `anchor` is the word that an adjunct hangs on, where that is not the act's own; `last` is the last of the things
    that the row lists as one phrase.
    """

    subject: Token | None
    text: str
    object: Token | None
    adjunct: bool = False
    anchor: Token | None = None
    last: Token | None = None


class Statement(Struct, frozen=True):
    """An act with all that is said of it. `content` are the triggers of the acts it is about."""

    trigger: Token
    reading: Reading
    rows: tuple[Row, ...]
    is_event: bool
    confidence: float
    rule: str
    context: Context = PLAIN
    content: tuple[Token, ...] = ()
    date: Dating | None = None
    place: Token | None = None
