"""`kg evaluate`: a table of each field, the wrong values beside their sentences, and the same as JSON."""

from __future__ import annotations

import json
from pathlib import Path

from cli_desk import Kg

GOLD = {
    "id": "g1",
    "text": "Delcor Ferries sued Brandt Bank. Torvik Air said the bank had cheated it.",
    "gold": [
        {
            "subject": "Delcor Ferries",
            "predicate": "sued",
            "object": "Brandt Bank",
            "status": "claimed",
            "speaker": None,
        },
        {"actor": "the bank", "predicate": "cheated", "recipient": None, "status": "claimed", "speaker": "Torvik Air"},
    ],
}


def written(folder: Path) -> Path:
    path = folder / "gold.jsonl"
    path.write_text(json.dumps(GOLD), encoding="utf-8")
    return path


def test_a_line_for_each_field_and_each_figure(kg: Kg, tmp_path: Path) -> None:
    done = kg("evaluate", written(tmp_path))
    assert done.code == 0
    assert done.lines[0].split("\t") == ["field", "precision", "recall", "f1", "right", "given", "gold"]
    assert "pair\t1.00\t1.00\t1.00\t1\t1\t1" in done.lines
    assert "status\t0.00\t0.00\t0.00\t0\t1\t1" in done.lines
    assert "found\t1.00\t1\t1" in done.lines
    assert done.err == "2 rows in 1 article\n"


def test_each_wrong_value_stands_beside_its_sentence(kg: Kg, tmp_path: Path) -> None:
    lines = kg("evaluate", written(tmp_path), "--errors").lines
    at = lines.index("g1  status: Delcor Ferries | sued | Brandt Bank")
    assert lines[at + 1 : at + 3] == ["    gold claimed, found actual", "    Delcor Ferries sued Brandt Bank."]


def test_the_same_as_one_object(kg: Kg, tmp_path: Path) -> None:
    (line,) = kg("evaluate", written(tmp_path), "--json", "--errors").lines
    told = json.loads(line)
    assert (told["articles"], told["rows"]) == (1, 2)
    assert (told["figures"]["pair_f1"], told["figures"]["status_f1"], told["figures"]["actual_leak"]) == (1.0, 0.0, 0.0)
    assert [(each["field"], each["wanted"], each["got"]) for each in told["wrong"]] == [("status", "claimed", "actual")]


def test_a_gold_file_that_cannot_be_used_is_refused_in_words(kg: Kg, tmp_path: Path) -> None:
    assert kg("evaluate", tmp_path / "none.jsonl").code == 1
    (tmp_path / "bad.jsonl").write_text('{"id": "a", "gold": []}\n[]\n', encoding="utf-8")
    done = kg("evaluate", tmp_path / "bad.jsonl")
    assert done.code == 1
    assert "line 1: 'text' is missing" in done.err and "line 2" in done.err
