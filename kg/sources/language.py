"""Which articles are not in English: they are kept and listed, not extracted."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

_ENOUGH = 100
_SAMPLE = 5_000
_SURE = 0.99


def other_language(text: str) -> str | None:
    """The code of the text's language if it is surely not English; None for English, short and doubtful texts."""
    sample = " ".join(text[:_SAMPLE].split())
    if len(sample) < _ENOUGH:
        return None
    code, probability = _identifier().classify(sample)
    return str(code) if code not in {"en", "pcm"} and probability >= _SURE else None


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
