"""The whole evaluation of some articles: a value that prints as a table, as JSON, or as a list of what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.evaluate.clauses import Compared, compare_clauses, scores_of, wrong_clauses
from kg.evaluate.gold import GoldArticle
from kg.evaluate.grid import Answer, answers, shares_of, wrong_answers
from kg.evaluate.scores import Score, Share, Wrong
from kg.model import Extraction


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Extractions beside their gold: a score per field, the figures of status rows, and every wrong value."""

    articles: int
    rows: int
    scores: tuple[Score, ...]
    grid: tuple[Share, ...]
    wrong: tuple[Wrong, ...]

    def figures(self) -> dict[str, float]:
        """Every figure by name: `pair_f1`, `status_accuracy`."""
        named = {f"{s.field}_{name}": getattr(s, name) for s in self.scores for name in ("precision", "recall", "f1")}
        return named | {share.figure: share.value for share in self.grid}


def evaluate(gold: Sequence[GoldArticle], extractions: Iterable[Extraction]) -> Evaluation:
    """The comparison of each gold article with its extraction; both in the same order."""
    compared: list[Compared] = []
    told: list[Answer] = []
    wrong: list[Wrong] = []
    for each, extraction in zip(gold, extractions, strict=True):
        clauses, statuses = list(compare_clauses(each, extraction)), list(answers(each, extraction))
        compared, told = [*compared, *clauses], [*told, *statuses]
        wrong += [*wrong_clauses(each.article.key, clauses), *wrong_answers(statuses)]
    rows = sum(len(each.clauses) for each in gold) + len(told)
    return Evaluation(len(gold), rows, scores_of(compared), shares_of(told) if told else (), tuple(wrong))
