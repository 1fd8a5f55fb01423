"""A rule of mending: which verbs it looks at, and the moves that hang them right."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from kg.extract.syntax.tree import Move, Token

FindMoves = Callable[[Token], Iterator[Move]]


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A function from a verb to moves, with what must hold of the verb before it is worth calling.

    `deps`: the dependencies by which the verb hangs on another; with none, any. `needs`: dependencies of which one
    must hang on the verb; with none, none need.
    """

    moves: FindMoves
    deps: frozenset[str]
    needs: frozenset[str]

    def __call__(self, verb: Token) -> Iterator[Move]:
        """The moves that put the tree around the verb right; none where it hangs right."""
        return self.moves(verb)


def rule(*deps: str, needs: Collection[str] = ()) -> Callable[[FindMoves], Rule]:
    """Make a function a rule for verbs with one of these dependencies, and with one of `needs` below them."""
    return lambda moves: Rule(moves, frozenset(deps), frozenset(needs))
