"""What the extractor finds on hand-written gold may rise and never silently fall."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
SETS = ("seed", "status")


def _script() -> Any:
    spec = importlib.util.spec_from_file_location("floors", ROOT / "scripts" / "floors.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


floors = _script()
KEPT = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", SETS)
def test_no_figure_falls_under_its_floor(name: str) -> None:
    gold = HERE / name / "gold.jsonl"
    if not gold.exists():
        pytest.skip(f"tests/quality/{name}/gold.jsonl is not written yet")
    assert name in KEPT, "python scripts/floors.py --update sets the floors of a new gold file"
    assert floors.digest(gold) == KEPT[name]["gold"], "the gold was changed: python scripts/floors.py --update"
    assert floors.fallen(KEPT[name]["figures"], floors.measured(gold)) == []


def test_every_gold_file_is_measured() -> None:
    assert set(floors.gold_files()) <= set(SETS)
    assert set(KEPT) <= set(floors.gold_files())


def test_the_seeds_gold_is_of_the_seed_as_it_was_given() -> None:
    (line,) = (HERE / "seed" / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    told = json.loads(line)
    assert told["text"] == (ROOT / "seeds" / "taliban-letter.txt").read_bytes().decode()
    assert len(told["gold"]) >= 40


def test_a_floor_is_rounded_to_the_side_that_leaves_room() -> None:
    assert floors.raised({}, {"pair_f1": 0.9399, "actual_leak": 0.0101}) == {"pair_f1": 0.93, "actual_leak": 0.02}
    assert floors.raised({}, {"pair_f1": 0.29, "actual_leak": 0.29}) == {"pair_f1": 0.29, "actual_leak": 0.29}


def test_a_floor_rises_and_is_not_lowered_without_a_word() -> None:
    kept = {"pair_f1": 0.9, "actual_leak": 0.02}
    assert floors.raised(kept, {"pair_f1": 0.95, "actual_leak": 0.0}) == {"pair_f1": 0.95, "actual_leak": 0.0}
    for worse in ({"pair_f1": 0.8, "actual_leak": 0.0}, {"pair_f1": 0.9, "actual_leak": 0.1}, {"actual_leak": 0.0}):
        with pytest.raises(ValueError, match="floor"):
            floors.raised(kept, worse)
        assert floors.raised(kept, worse, allow_regression=True) == worse


def test_a_figure_that_is_no_longer_measured_has_fallen() -> None:
    assert floors.fallen({"date_f1": 0.5}, {}) == ["date_f1 is nan, its floor 0.5"]
