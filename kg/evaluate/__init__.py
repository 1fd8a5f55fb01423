"""What an extractor finds, compared with what a careful reader wrote down: precision, recall and F1 of each field.

    gold = read_gold(Path("gold.jsonl").read_text().splitlines())
    evaluation = evaluate(gold, RuleExtractor().extract(each.article for each in gold))
    evaluation.figures()["pair_f1"]

docs/evaluate.md has the form of a gold file, and says how its rows are matched.
"""

from __future__ import annotations

from kg.evaluate.calibration import Calibration, JudgedRow, calibration, read_judged
from kg.evaluate.gold import ClauseRow, Days, GoldArticle, StatusRow, read_gold
from kg.evaluate.measure import Evaluation, evaluate
from kg.evaluate.scores import Score, Share, Wrong

__all__ = [
    "Calibration",
    "ClauseRow",
    "Days",
    "Evaluation",
    "GoldArticle",
    "JudgedRow",
    "Score",
    "Share",
    "StatusRow",
    "Wrong",
    "calibration",
    "evaluate",
    "read_gold",
    "read_judged",
]
