"""`python scripts/floors.py [--update [--allow-regression]]`: what kg finds in tests/quality, beside its floors.

tests/quality/floors.json holds, for each folder with a gold.jsonl, the figures that may not fall: two decimals, rounded
down (up, where lower is better), with the digest of the gold file they were measured on. --update raises them to what
is measured, and refuses to lower one unless told so. `kg evaluate GOLD --errors` lists what is wrong.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any

from kg.evaluate import evaluate, read_gold
from kg.extract import RuleExtractor

QUALITY = Path(__file__).parent.parent / "tests" / "quality"
FLOORS = QUALITY / "floors.json"
LOWER_IS_BETTER = frozenset(("actual_leak", "speaker_invented", "speaker_as_actor"))
Figures = dict[str, float]
Floors = dict[str, dict[str, Any]]


def gold_files(quality: Path = QUALITY) -> dict[str, Path]:
    """The gold file of each folder that has one."""
    return {path.parent.name: path for path in sorted(quality.glob("*/gold.jsonl"))}


def measured(gold: Path) -> Figures:
    """How many rows the gold has, F1 of each field, and the figures of status rows."""
    texts = gold.with_name("input.jsonl")
    articles = read_gold(_lines(gold), _lines(texts) if texts.exists() else [])
    found = evaluate(articles, RuleExtractor().extract(each.article for each in articles))
    f1 = {name: value for name, value in found.figures().items() if not name.endswith(("_precision", "_recall"))}
    return {"rows": float(found.rows), **f1}


def digest(gold: Path) -> str:
    """What the gold file and its texts are."""
    texts = gold.with_name("input.jsonl")
    return blake2b(gold.read_bytes() + (texts.read_bytes() if texts.exists() else b""), digest_size=8).hexdigest()


def rounded(name: str, figure: float) -> float:
    """Two decimals, to the side that leaves room."""
    hundredths = round(figure * 100, 6)
    return (math.ceil(hundredths) if name in LOWER_IS_BETTER else math.floor(hundredths)) / 100


def fallen(floors: Mapping[str, float], figures: Mapping[str, float]) -> list[str]:
    """What is worse than its floor, in words."""
    return [
        f"{name} is {figures.get(name, math.nan):.4g}, its floor {floor:.4g}"
        for name, floor in floors.items()
        if name not in figures or _worse(name, figures[name], floor)
    ]


def raised(floors: Mapping[str, float], figures: Mapping[str, float], allow_regression: bool = False) -> Figures:
    """The floors at what is measured now. Raises ValueError where one would be lowered, unless that is allowed."""
    lower = fallen(floors, figures)
    if lower and not allow_regression:
        raise ValueError("; ".join(lower))
    return {name: rounded(name, figure) for name, figure in figures.items()}


def update(floors: Floors, gold: Mapping[str, Path], allow_regression: bool = False) -> Floors:
    """The floors of every gold file, raised."""
    kept = {name: floors.get(name, {}).get("figures", {}) for name in gold}
    return {
        name: {"gold": digest(path), "figures": raised(kept[name], measured(path), allow_regression)}
        for name, path in gold.items()
    }


def _worse(name: str, figure: float, floor: float) -> bool:
    return figure > floor if name in LOWER_IS_BETTER else figure < floor


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").split("\n")


def _show(floors: Floors, gold: Mapping[str, Path]) -> None:
    for name, path in gold.items():
        for figure, value in measured(path).items():
            floor = floors.get(name, {}).get("figures", {}).get(figure, "none")
            sys.stdout.write(f"{name}  {figure}  {value:.4g}  floor {floor}\n")


def main() -> None:
    """Print the figures, or write the floors."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--update", action="store_true", help="raise the floors to what is measured")
    options.add_argument("--allow-regression", action="store_true", help="with --update: lower them where it is less")
    asked = options.parse_args()
    floors: Floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    if not asked.update:
        _show(floors, gold_files())
        return
    try:
        floors = update(floors, gold_files(), asked.allow_regression)
    except ValueError as error:
        sys.exit(f"A floor would be lowered: {error}. If that is meant, add --allow-regression.")
    FLOORS.write_text(json.dumps(floors, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
