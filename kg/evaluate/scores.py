"""Figures: precision, recall and F1 of a field; the share of a status grid's rows that came out so; what is wrong."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Score:
    """A field: how many of its values are right, how many the extractor gave, how many the gold has."""

    field: str
    right: int
    given: int
    gold: int

    @property
    def precision(self) -> float:
        """Of what was given, the share that is right."""
        return ratio(self.right, self.given)

    @property
    def recall(self) -> float:
        """Of what should be there, the share that is."""
        return ratio(self.right, self.gold)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return ratio(2 * self.right, self.given + self.gold)


@dataclass(frozen=True, slots=True)
class Share:
    """A figure of a status grid: the share of its rows that it counts."""

    figure: str
    count: int
    of: int

    @property
    def value(self) -> float:
        """The share."""
        return ratio(self.count, self.of)


@dataclass(frozen=True, slots=True)
class Wrong:
    """A value that differs from the gold's, with the row and the sentence it is about."""

    article: str
    field: str
    row: str
    wanted: str
    got: str
    sentence: str


def ratio(part: int, whole: int) -> float:
    """The share; of nothing, 0."""
    return part / whole if whole else 0.0
