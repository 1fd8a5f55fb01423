"""Extractions beside gold rows: who is matched to whom, what counts as right, and how a wrong gold file is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest

from kg.errors import KGError
from kg.evaluate import Evaluation, Score, evaluate, read_gold
from kg.model import (
    Argument,
    ArticleRef,
    Attribution,
    Dating,
    Extraction,
    ExtractorInfo,
    LocalEntity,
    Mention,
    Predicate,
    Span,
    Triple,
)

TEXT = "Ann Tench sued Brandt Bank on Tuesday. She also blamed Ivo Brandel and Delcor. The bank denied that it cheated."
ANN = "n1"


def argument(words: str | None, entity: str | None = None) -> Argument | None:
    if words is None:
        return None
    start = TEXT.index(words)
    return Argument(start, start + len(words), words, entity)


def triple(subject: str | None, word: str, object: str | None, **more: Any) -> Triple:  # noqa: A002
    start = TEXT.index(word)
    said = {
        "subject": argument(subject, ANN if subject in ("Ann Tench", "She") else None),
        "object": argument(object),
        "predicate": Predicate(start, start + len(word), word, more.pop("name", word), more.pop("kind", "OTHER")),
        "sentence": Span(0, len(TEXT)),
        "status": "actual",
        "attribution": None,
        "date": None,
        "place": None,
        "event": None,
        "confidence": 0.9,
        "rule": "clause:active",
    }
    return Triple(**(said | more))


def extraction(*triples: Triple) -> Extraction:
    mentions = (
        Mention("m1", 0, 9, "Ann Tench", "name", "Person", ANN),
        Mention("m2", 39, 42, "She", "pronoun", "Person", ANN),
    )
    entities = (LocalEntity(ANN, "Ann Tench", "Person", True),)
    info = ExtractorInfo("t", "1", "m", "1", "h")
    return Extraction(ArticleRef("a"), info, mentions, entities, triples, ())


def line(*rows: dict[str, Any], text: str | None = TEXT) -> str:
    return json.dumps({"id": "a", "gold": rows} | ({"text": text} if text else {}))


def row(subject: str | None, predicate: str, object: str | None, **more: Any) -> dict[str, Any]:  # noqa: A002
    return {"subject": subject, "predicate": predicate, "object": object, **more}


def evaluated(rows: list[dict[str, Any]], *triples: Triple) -> Evaluation:
    return evaluate(read_gold([line(*rows)]), [extraction(*triples)])


def score(found: Evaluation, field: str) -> tuple[int, int, int]:
    (one,) = [each for each in found.scores if each.field == field]
    return one.right, one.given, one.gold


def test_a_pair_is_right_when_both_sides_agree() -> None:
    rows = [row("Ann Tench", "sued", "Brandt Bank")]
    assert score(evaluated(rows, triple("Ann Tench", "sued", "Brandt Bank")), "pair") == (1, 1, 1)
    assert score(evaluated(rows, triple("Brandt Bank", "sued", "Ann Tench")), "pair") == (0, 1, 1)
    assert score(evaluated(rows, triple("Ann Tench", "sued", None)), "pair") == (0, 1, 1)
    assert score(evaluated(rows), "pair") == (0, 0, 1)


def test_a_pronoun_agrees_with_what_its_entity_is_called() -> None:
    rows = [row("Ann Tench", "blamed", "Delcor")]
    assert score(evaluated(rows, triple("She", "blamed", "Delcor")), "pair") == (1, 1, 1)


def test_no_triple_serves_two_rows_and_a_further_one_costs_precision() -> None:
    rows = [row("Ann Tench", "blamed", "Ivo Brandel"), row("Ann Tench", "blamed", "Delcor")]
    assert score(evaluated(rows, triple("She", "blamed", "Delcor")), "pair") == (1, 1, 2)
    found = evaluated(rows[:1], triple("She", "blamed", "Delcor"), triple("She", "blamed", "Ivo Brandel"))
    assert score(found, "pair") == (1, 2, 1)
    assert [(each.row, each.wanted) for each in found.wrong] == [("She | blamed | Delcor", "–")]


def test_an_adjunct_is_not_looked_at() -> None:
    rows = [row("Ann Tench", "sued", "Brandt Bank")]
    more = triple("Ann Tench", "sued", "Tuesday", rule="clause:active:adjunct")
    assert score(evaluated(rows, triple("Ann Tench", "sued", "Brandt Bank"), more), "pair") == (1, 1, 1)


def test_a_field_that_is_left_out_is_not_scored() -> None:
    found = evaluated([row("Ann Tench", "sued", "Brandt Bank", status="actual")], triple("Ann Tench", "sued", None))
    assert [each.field for each in found.scores] == ["pair", "status"]


def test_null_is_a_value_that_nobody_should_give() -> None:
    rows = [row("Ann Tench", "sued", "Brandt Bank", speaker=None, date=None)]
    plain = triple("Ann Tench", "sued", "Brandt Bank")
    told = triple(
        "Ann Tench", "sued", "Brandt Bank",
        attribution=Attribution(argument("Delcor"), "said"), date=Dating("2026-03-03", None, "Tuesday", "said"),
    )  # fmt: skip
    assert [score(evaluated(rows, plain), field) for field in ("speaker", "date")] == [(0, 0, 0)] * 2
    assert [score(evaluated(rows, told), field) for field in ("speaker", "date")] == [(0, 1, 0)] * 2
    assert {each.field for each in evaluated(rows, told).wrong} == {"speaker", "date"}


def test_words_and_days_are_equal_or_wrong() -> None:
    rows = [
        row("Ann Tench", "sued", "Brandt Bank", kind="ACCUSE", name="sued", status="actual",
            date={"from": "2026-03-03", "to": "2026-03-03"})
    ]  # fmt: skip
    day = Dating("2026-03-03", "2026-03-03", "Tuesday", "inferred")
    found = evaluated(rows, triple("Ann Tench", "sued", "Brandt Bank", status="claimed", date=day))
    scored = {field: score(found, field) for field in ("kind", "predicate", "status", "date")}
    assert scored == {"kind": (0, 1, 1), "predicate": (1, 1, 1), "status": (0, 1, 1), "date": (1, 1, 1)}
    assert found.figures()["date_f1"] == 1.0


def test_a_row_that_is_not_found_is_missed_in_every_field_and_listed_once() -> None:
    found = evaluated([row("Ann Tench", "sued", "Brandt Bank", status="actual", speaker=None)])
    assert score(found, "status") == (0, 0, 1)
    assert [(each.field, each.got, each.sentence) for each in found.wrong] == [
        ("pair", "–", "Ann Tench sued Brandt Bank on Tuesday.")
    ]


def test_a_status_grid() -> None:
    grid = [
        {"actor": "it", "predicate": "cheated", "recipient": None, "status": "denied", "speaker": "The bank"},
        {"actor": "Ann Tench", "predicate": "sued", "recipient": "Brandt Bank", "status": "actual", "speaker": None},
    ]
    said = Attribution(argument("The bank"), "denied")
    right = triple("it", "cheated", None, status="denied", attribution=said)
    found = evaluated(grid, right, triple("Ann Tench", "sued", "Brandt Bank"))
    assert found.figures() == {
        "found": 1.0, "status_accuracy": 1.0, "actual_leak": 0.0,
        "speaker_accuracy": 1.0, "speaker_invented": 0.0, "speaker_as_actor": 0.0,
    }  # fmt: skip
    leak = evaluated(grid, right, triple("it", "cheated", None), triple("Ann Tench", "sued", None, attribution=said))
    assert {each.figure: each.count for each in leak.grid if each.count} == {
        "found": 2, "status_accuracy": 2, "actual_leak": 1, "speaker_accuracy": 1, "speaker_invented": 1,
    }  # fmt: skip
    assert [each.field for each in leak.wrong] == ["actual_leak", "speaker"]


def test_every_fault_of_a_gold_file_is_told_with_its_line() -> None:
    lines = [
        line(row("Ann Tench", "sued", "Brandt Bank", colour="red")),
        "",
        line(row("Ann Tench", "sued", "Cy"), row("Ann Tench", "sued", None, **{"in": "Delcor"})),
        line(row(None, "sued", None), text=None),
        "no json",
    ]
    with pytest.raises(KGError) as caught:
        read_gold(lines)
    told = str(caught.value).splitlines()[1:]
    assert [fault.split(":")[0].strip() for fault in told] == ["line 1", "line 3", "line 3", "line 4", "line 5"]
    assert "colour" in told[0] and "'Cy' does not stand" in told[1] and "stands 0 times" in told[2]


def test_a_word_that_stands_twice_needs_words_around_it() -> None:
    text = "Ann met Bo. Bo met Cy."
    with pytest.raises(KGError, match="stands 2 times"):
        read_gold([line(row("Bo", "met", "Cy"), text=text)])
    assert read_gold([line(row("Bo", "met", "Cy", **{"in": "met Cy"}), text=text)])


def test_texts_may_stand_in_a_file_beside_the_gold() -> None:
    (gold,) = read_gold([line(text=None)], [json.dumps({"id": "a", "text": TEXT, "published": "2026-03-06"}), ""])
    assert (gold.article.text, gold.article.published) == (TEXT, "2026-03-06")


def test_a_score_of_nothing_is_nought() -> None:
    empty = Score("pair", 0, 0, 0)
    assert (empty.precision, empty.recall, empty.f1) == (0.0, 0.0, 0.0)
