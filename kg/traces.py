"""What is left of a text that is gone: whether a line still holds a run of its words, or one of its sentences. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.model import fold

RUN = 5
"""So many words in a row are somebody's sentence; fewer are anybody's."""
SHORTEST = 3
"""A sentence of fewer words tells nothing of where it came from."""

_SENTENCE = re.compile(r"[.!?:;\"“”\n]+")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")


@dataclass(frozen=True, slots=True)
class Traces:
    """The runs of words by which texts are known again, each as its words with single spaces between them."""

    runs: frozenset[str]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Traces:
        """Every run of five words, and every sentence of three or four."""
        return cls(frozenset(run for text in texts for run in _runs_of(text)))

    def without(self, others: Traces) -> Traces:
        """These but for those that others have too."""
        return Traces(self.runs - others.runs)

    def unsaid(self, texts: Iterable[str]) -> Traces:
        """These but for those that stand in one of these texts."""
        left = set(self.runs)
        for text in texts:
            left.difference_update(_runs(_words(text)))
        return Traces(frozenset(left))

    def stand_in(self, text: str) -> bool:
        """Whether one of them stands in this text, whatever its case, accents, line ends and escapes."""
        return bool(self.runs) and any(run in self.runs for run in _runs(_words(_unescaped(text))))


def _runs_of(text: str) -> Iterator[str]:
    yield from _runs(_words(text), (RUN,))
    for sentence in _SENTENCE.split(text):
        words = _words(sentence)
        if SHORTEST <= len(words) < RUN:
            yield " ".join(words)


def _runs(words: list[str], sizes: Iterable[int] = range(SHORTEST, RUN + 1)) -> Iterator[str]:
    for size in sizes:
        yield from (" ".join(words[first : first + size]) for first in range(len(words) - size + 1))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))


def _unescaped(text: str) -> str:
    """The text with the escapes of JSON as the letters that they are; its line ends are no letters."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text).replace("\\n", " ")
