"""Which words are one token, and that texts come back parsed in order whatever the batch."""

from __future__ import annotations

import pytest

from kg import nlp
from kg.nlp import load_pipeline


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("She faces re-election in mid-August.", ["re-election", "mid-August"]),
        ("Her son-in-law was vice-president of a non-profit.", ["son-in-law", "vice-president", "non-profit"]),
        ("Ex-Mayor Lind ran an anti-graft unit in Mazar-i-Sharif.", ["Ex-Mayor", "anti-graft", "Mazar-i-Sharif"]),
        ("They paid €80m, £3.5m and $2bn for it.", ["80m", "3.5m", "2bn"]),
    ],
)  # fmt: skip
def test_words_with_these_hyphens_and_amounts_are_whole(text: str, whole: list[str]) -> None:
    words = [token.text for token in load_pipeline().nlp(text)]
    assert [word for word in words if word in whole] == whole


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("The oil-rich, US-led group fled.", ["oil", "-", "rich", "US", "-", "led"]),
        ("A 10-year-old walked 12km.", ["10", "-", "year", "-", "old", "12", "km"]),
        ("The Secretary-General left.", ["Secretary", "-", "General"]),
    ],
)
def test_other_hyphens_and_units_part_words(text: str, parts: list[str]) -> None:
    words = [token.text for token in load_pipeline().nlp(text)]
    assert [word for word in words if word in parts] == parts


@pytest.mark.parametrize("size", [1, 30, 100_000])
def test_texts_come_back_in_order_with_their_companions(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    monkeypatch.setattr(nlp, "BATCH", size)
    texts = [("Ann left.", 1), ("", 2), ("Bo met Cy in Oslo on Monday, and Di fled.", 3), ("He won.", 4)]
    assert [(doc.text, number) for doc, number in load_pipeline().docs(iter(texts))] == texts
