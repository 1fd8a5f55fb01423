"""Which articles are one story: copies, cuts and light rewrites of one text.

Two texts that share at least half of their 5-word shingles (Jaccard) are one story. Exact: candidates come from an
index of every eighth shingle by hash, the measure from all (Broder, "On the resemblance and containment of documents",
1997).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b

from kg.model import Article, fold
from kg.resolve.clusters import components

SHINGLE = 5
SHARED = 0.5
SAMPLE = 8


def stories(articles: Sequence[Article]) -> Mapping[str, str]:
    """Article key to story id: the smallest article id of its story. Any order of articles gives the same."""
    shingles = {article.key: _shingles(article.text) for article in articles}
    ids = {article.key: article.id for article in articles}
    found: dict[str, str] = {}
    for group in components(sorted(shingles), _alike(shingles)):
        story = min(ids[key] for key in group)
        found.update(dict.fromkeys(group, story))
    return found


def _shingles(text: str) -> frozenset[int]:
    words = re.findall(r"\w+", fold(text))
    runs = (" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1)))
    return frozenset(int.from_bytes(blake2b(run.encode(), digest_size=8).digest(), "big") for run in runs if run)


def _alike(shingles: Mapping[str, frozenset[int]]) -> Iterator[tuple[str, str]]:
    index: dict[int, list[str]] = defaultdict(list)
    for key in sorted(shingles):
        sample = {s for s in shingles[key] if s % SAMPLE == 0} or set(shingles[key])
        candidates = {other for shingle in sample for other in index[shingle]}
        yield from ((key, other) for other in sorted(candidates) if _jaccard(shingles[key], shingles[other]) >= SHARED)
        for shingle in sample:
            index[shingle].append(key)


def _jaccard(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / len(one | other) if one or other else 0.0
