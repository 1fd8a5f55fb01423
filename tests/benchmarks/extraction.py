"""What the rules cost beside spaCy's own pass: CPU seconds of both in one run, start-up, and memory over a long stream.

    python tests/benchmarks/extraction.py              the seeds, 40 times over, each copy a little different
    python tests/benchmarks/extraction.py news.jsonl   your own articles

The bar: everything after spaCy's pass costs at most 0.3 of that pass; start-up beside the model's own load under two
seconds; memory flat. The pass is `nlp.pipe` with its default batch over the components that the extractor reads. What
`kg` takes longer than that pass is the ratio: its own batches are smaller, and faster for it. What its rules take on
texts that are parsed already stands beside it.
"""

from __future__ import annotations

import resource
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.model import Article

SEEDS = Path(__file__).parents[2] / "seeds"
COPIES = 40
PORTION = 50
"""Articles whose parses are held at once while the rules alone are timed."""


def main(inputs: list[str]) -> None:
    """Print the figures."""
    start = process_time()
    from kg.extract import RuleExtractor
    from kg.nlp import load_pipeline
    from kg.text import clean

    extractor = RuleExtractor()
    before_model = process_time() - start
    nlp = load_pipeline().nlp
    articles = list(_articles(inputs))
    texts = [clean(article.text).text for article in articles]
    list(nlp.pipe(texts[:8])), list(extractor.extract(iter(articles[:8])))  # the first pass loads and allocates

    spacy = _cpu(lambda: [None for _ in nlp.pipe(texts)])
    whole = _cpu(lambda: [None for _ in extractor.extract(iter(articles))])
    rules = sum(_rules(articles[start : start + PORTION]) for start in range(0, len(articles), PORTION))
    peaks = []
    for _ in range(3):
        for _ in extractor.extract(iter(articles)):
            pass
        peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
    print(f"articles        {len(articles):,}, {sum(map(len, texts)):,} characters")
    print(f"spaCy's pass    {spacy:.2f} s of CPU")
    print(f"pass and rules  {whole:.2f} s of CPU")
    print(f"ratio           {(whole - spacy) / spacy:.3f} (bar 0.3)")
    print(f"rules alone     {rules:.2f} s of CPU, {rules / spacy:.3f} of the pass")
    print(f"start-up        {before_model:.2f} s before the model's own load (bar 2)")
    print(f"peak memory     {', '.join(f'{peak:,}' for peak in peaks)} MB after one, two, three more passes")


def _rules(articles: list[Article]) -> float:
    """The CPU seconds of all but the model: cleaning the texts, and the rules on their parses."""
    from kg.extract import RuleExtractor, mended, parse_of
    from kg.extract.extractor import extract
    from kg.nlp import load_pipeline
    from kg.text import clean

    info = RuleExtractor().info
    parsed = list(load_pipeline().nlp.pipe([clean(article.text).text for article in articles]))
    both = list(zip(articles, parsed, strict=True))
    return _cpu(lambda: [extract(mended(parse_of(doc)), clean(one.text), one, info) for one, doc in both])


def _articles(inputs: list[str]) -> Iterator[Article]:
    from dataclasses import replace

    from kg.config import Limits
    from kg.model import Article
    from kg.sources import read

    found = [item for item in read(inputs or [str(SEEDS)], limits=Limits()) if isinstance(item, Article)]
    for copy in range(1 if inputs else COPIES):
        for article in found:
            yield replace(article, key=f"{article.key}-{copy}", text=f"{article.text}\n\nCopy {copy}.")


def _cpu(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return process_time() - start


if __name__ == "__main__":
    main(sys.argv[1:])
