"""What a confidence says is what happens: of the rows that were judged, so many are right; and how that is counted."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from cli_desk import call

from kg.errors import SourceError
from kg.evaluate import Calibration, JudgedRow, calibration, read_judged
from kg.extract import RuleExtractor
from kg.model import Argument, Article, ArticleRef, Extraction, ExtractorInfo, Predicate, Span, Triple
from kg.sources import read

HERE = Path(__file__).parent / "calibration"
JUDGED = HERE / "judged.jsonl"


@cache
def articles() -> tuple[Article, ...]:
    return tuple(item for item in read([str(HERE / "input.jsonl")]) if isinstance(item, Article))


@cache
def judged() -> tuple[JudgedRow, ...]:
    return read_judged(JUDGED.read_text(encoding="utf-8").splitlines())


@cache
def today() -> Calibration:
    keys = (article.key for article in articles())
    return calibration(judged(), zip(keys, RuleExtractor().extract(articles()), strict=True))


# ---- the judged rows ------------------------------------------------------------------------------------------------


def test_confidences_are_worth_what_they_say() -> None:
    assert today().error <= 0.10


def test_the_judged_rows_lie_in_many_bins_and_are_still_found() -> None:
    assert len(today().bins) >= 5
    assert today().rows + today().gone == len(judged()) >= 100
    assert today().rows >= 0.8 * len(judged())


def test_surer_rows_are_right_more_often() -> None:
    halves = {
        sure: [(each.rows, each.right) for each in today().bins if (each.low >= 0.7) is sure] for sure in (True, False)
    }
    sure, unsure = (sum(n * right for n, right in half) / sum(n for n, _ in half) for half in halves.values())
    assert sure > unsure + 0.1


def test_a_judged_row_points_at_its_words_and_is_judged_once() -> None:
    texts = {article.key: article.text for article in articles()}
    told = [json.loads(line) for line in JUDGED.read_text(encoding="utf-8").splitlines()]
    for row in told:
        text, start, end = texts[row["id"]], row["start"], row["end"]
        edges = f" {text} "[start : start + 2], f" {text} "[end : end + 2]
        whole = text[start:end].isprintable() and not any(edge.isalnum() for edge in edges)
        assert whole, f"{row['id']} {start}: {text[start:end]!r} is no word"
        assert all(side is None or side in texts[row["id"]] for side in (row["subject"], row["object"]))
        assert row["right"] or row["why"], f"{row['id']} {row['start']}: why is it wrong?"
    keys = [(row.id, row.start, row.subject, row.object, row.status) for row in judged()]
    assert len(set(keys)) == len(keys)
    assert {row.right for row in judged()} == {True, False}


# ---- the count ------------------------------------------------------------------------------------------------------


def triple(start: int, confidence: float, **more: Any) -> Triple:
    said: dict[str, Any] = {
        "subject": Argument(0, 3, "Ann"),
        "predicate": Predicate(start, start + 1, "sued", "sued", "ACCUSE"),
        "object": None,
        "sentence": Span(0, 1),
        "status": "actual",
        "attribution": None,
        "date": None,
        "place": None,
        "event": None,
        "confidence": confidence,
        "rule": "clause:active",
    }
    return Triple(**(said | more))


def extraction(*triples: Triple) -> Extraction:
    return Extraction(ArticleRef("a"), ExtractorInfo("t", "1", "m", "1", "h"), (), (), triples, ())


def row(start: int, right: bool, **more: Any) -> JudgedRow:
    said: dict[str, Any] = {"id": "a", "subject": "Ann", "object": None, "status": "actual"}
    return JudgedRow(**(said | more), start=start, right=right)


def of(*pairs: tuple[float, bool]) -> Calibration:
    """The calibration of rows with these confidences, each right or not."""
    triples = [triple(start, confidence) for start, (confidence, _) in enumerate(pairs)]
    return calibration([row(start, right) for start, (_, right) in enumerate(pairs)], [("a", extraction(*triples))])


def test_confidences_that_come_true_have_no_error() -> None:
    assert of((1.0, True), (0.0, False)).error == 0
    found = of(*((0.75, right) for right in (True, True, True, False)), (0.5, True), (0.5, False))
    assert found.error == 0
    assert [(each.low, each.rows, each.confidence, each.right) for each in found.bins] == [
        (0.5, 2, 0.5, 0.5),
        (0.7, 4, 0.75, 0.75),
    ]


def test_the_error_is_the_distance_of_each_bin_weighed_by_its_rows() -> None:
    assert of((0.9, False)).error == pytest.approx(0.9)
    assert of((0.2, True)).error == pytest.approx(0.8)
    assert of((0.95, True), (0.95, True), (0.95, True), (0.25, True)).error == pytest.approx((3 * 0.05 + 0.75) / 4)
    one_bin = of((0.72, True), (0.78, False))
    assert one_bin.error == pytest.approx(0.25)
    assert len(one_bin.bins) == 1


def test_a_bin_holds_its_lower_bound_and_the_last_one_also_one() -> None:
    found = of((0.7, True), (0.69, True), (0.9, True), (1.0, True), (0.0, True))
    assert [(each.low, each.high, each.rows) for each in found.bins] == [
        (0.0, 0.1, 1), (0.6, 0.7, 1), (0.7, 0.8, 1), (0.9, 1.0, 2),
    ]  # fmt: skip


@pytest.mark.parametrize("hundredths", range(101))
def test_every_confidence_lies_within_its_bin(hundredths: int) -> None:
    (one,) = of((hundredths / 100, True)).bins
    assert one.low <= one.confidence <= one.high
    assert hundredths == 100 or one.confidence < one.high


@pytest.mark.parametrize(
    "other",
    [
        {"start": 6}, {"id": "b"}, {"subject": None}, {"subject": "Bo"}, {"object": "Ann"}, {"status": "claimed"},
    ],
)  # fmt: skip
def test_a_row_that_is_found_otherwise_is_gone_and_counts_for_nothing(other: dict[str, Any]) -> None:
    rows = [row(5, True), row(**({"start": 5, "right": False} | other))]
    found = calibration(rows, [("a", extraction(triple(5, 1.0)))])
    assert (found.rows, found.gone, found.error) == (1, 1, 0)


def test_a_row_is_looked_for_in_its_own_article_by_the_words_of_both_sides() -> None:
    bank, court = Argument(9, 13, "bank"), Argument(9, 14, "court")
    here = extraction(triple(5, 0.9, object=bank), triple(5, 0.3, object=court), triple(5, 0.6, subject=None))
    there = extraction(triple(5, 0.1, object=bank))
    asked = [row(5, True, object="bank"), row(5, False, object="court"), row(5, True, subject=None)]
    found = calibration(asked, [("a", here), ("b", there)])
    assert [(each.confidence, each.right) for each in found.bins] == [(0.3, 0.0), (0.6, 1.0), (0.9, 1.0)]
    assert found.gone == 0


def test_without_rows_there_is_nothing_to_say() -> None:
    assert calibration([], [("a", extraction(triple(5, 1.0)))]) == Calibration((), 0)
    assert calibration([row(5, True)], []) == Calibration((), 1)


# ---- the file and the command ---------------------------------------------------------------------------------------


LINE = '{"id": "a", "start": 5, "subject": null, "object": "it", "status": "denied", "right": false'


def test_judged_rows_are_lines_whose_other_keys_do_not_matter() -> None:
    assert read_judged([LINE + ', "why": "x", "end": 9}', "", "  "]) == (
        JudgedRow("a", 5, None, "it", "denied", False),
    )


def test_the_rows_that_the_page_shows_are_judged_rows() -> None:
    page = (HERE.parents[2] / "docs" / "evaluate.md").read_text(encoding="utf-8")
    lines = [line for line in page.splitlines() if line.startswith("{") and '"right"' in line]
    assert [found.right for found in read_judged(lines)] == [True, False]


@pytest.mark.parametrize(
    "line", ["{", LINE.replace("denied", "maybe") + "}", LINE.replace("5", '"5"') + "}", '{"id": "a"}', "[]"]
)
def test_a_line_that_is_no_judged_row_is_named(line: str) -> None:
    with pytest.raises(SourceError, match="line 3 is no judged row: "):
        read_judged([LINE + "}", "", line])


def test_the_command_prints_the_bins_and_the_error(tmp_path: Path) -> None:
    told = call("evaluate", "--judged", JUDGED, workspace=tmp_path / "none")
    assert told.code == 0
    assert told.lines[0].split("\t") == ["confidence", "rows", "mean", "right"]
    assert len(told.lines) == len(today().bins) + 2
    assert told.lines[-1] == f"calibration_error {today().error:.3f}"
    assert told.err == f"{today().rows:,} judged rows; {today().gone:,} are found no more as they were judged\n"
    as_json = json.loads(call("evaluate", "--judged", JUDGED, "--json", workspace=tmp_path / "none").out)
    assert as_json["calibration_error"] == pytest.approx(today().error, abs=5e-5)
    assert (as_json["rows"], as_json["gone"], len(as_json["bins"])) == (today().rows, today().gone, len(today().bins))
    assert not (tmp_path / "none").exists()


def test_the_command_names_a_file_that_is_not_there(tmp_path: Path) -> None:
    told = call("evaluate", "--judged", tmp_path / "none.jsonl", workspace=tmp_path / "none")
    assert told.code == 1
    assert told.err.startswith("Error: cannot read the judged rows")
