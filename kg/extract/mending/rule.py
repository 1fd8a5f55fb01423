"""A rule of mending: which verbs it looks at, and the moves that hang them right."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from kg.extract.syntax.tree import Move, Token
from kg.ontology import WordSet, word_set

TWO_SUBJECTS = "two subjects"
"""What stands among the dependencies below a verb that has more than one subject."""
FindMoves = Callable[[Token], Iterator[Move]]
Test = Callable[[Token], bool]


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A function from a verb to moves, with what must hold of the verb before it is worth calling.

    `deps`: the dependencies by which the verb may hang on another; `tags`: the tags that it may have; of both none
    stands for any. `needs`: dependencies of which one must hang on the verb; with none, none need. `words`: words of
    which one must stand in the sentence; with none, none need. `of`: what kind of verb it must be.
    """

    moves: FindMoves
    deps: frozenset[str]
    tags: frozenset[str]
    needs: frozenset[str]
    words: frozenset[str]
    of: Test | None

    def looks_at(self, dep: str, tag: str, below: Collection[str]) -> bool:
        """Whether the rule may find a verb hung wrong that has this dependency and tag, and these below it."""
        if (self.deps and dep not in self.deps) or (self.tags and tag not in self.tags):
            return False
        return not self.needs or not self.needs.isdisjoint(below)

    def __call__(self, verb: Token) -> Iterator[Move]:
        """The moves that put the tree around the verb right, be it one that the rule looks at or not."""
        return self.moves(verb)


def rule(
    *deps: str,
    tags: Collection[str] = (),
    needs: Collection[str] = (),
    words: Collection[str] = (),
    of: Test | None = None,
) -> Callable[[FindMoves], Rule]:
    """Make a function a rule for such verbs in such sentences: see `Rule`.

    Much of that is found out for many verbs at once, and sooner than by calling the function.
    """
    return lambda moves: Rule(moves, frozenset(deps), frozenset(tags), frozenset(needs), frozenset(words), of)


def listed(name: WordSet) -> Test:
    """Whether a verb is one of the words of this name."""
    return lambda verb: verb.lemma in word_set(name)
