"""What the rules cost beside spaCy's own pass: CPU seconds of both in one run, start-up, and memory over a long stream.

    python tests/benchmarks/extraction.py              the seeds, 40 times over, each copy a little different
    python tests/benchmarks/extraction.py news.jsonl   your own articles

The bar: everything after spaCy's pass costs at most 0.3 of that pass; start-up beside the model's own load under two
seconds; memory flat. The pass is `nlp.pipe` with its default batch over the components that the extractor reads, as
`spacy.load` gives them. `kg` runs the same pass in less time (`kg/nlp.py`: the docs are the same), so two figures are
printed: what the whole takes longer than spaCy's pass, and what the rules alone take on texts that are parsed already.
Pass, whole and rules are timed in turn, portion by portion, and the median of the portions' ratios counts: so a
neighbour's load, which slows some portions more, does not decide.
"""

from __future__ import annotations

import resource
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from time import process_time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

    from kg.extract import RuleExtractor
    from kg.model import Article

SEEDS = Path(__file__).parents[2] / "seeds"
COPIES = 40
PORTION = 50
"""Articles that are timed, and their parses held, at once."""


def main(inputs: list[str]) -> None:
    """Print the figures."""
    start = process_time()
    from kg.extract import RuleExtractor
    from kg.nlp import DEFAULT_MODEL, UNNEEDED

    extractor = RuleExtractor()
    before_model = process_time() - start
    import spacy

    plain = spacy.load(DEFAULT_MODEL, exclude=UNNEEDED)
    articles = list(_articles(inputs))
    _times(articles[:8], extractor, plain)  # the first pass loads and allocates

    times = [_times(articles[at : at + PORTION], extractor, plain) for at in range(0, len(articles), PORTION)]
    alone, whole, rules = (sum(seconds) for seconds in zip(*times, strict=True))
    peaks = []
    for _ in range(3):
        for _ in extractor.extract(iter(articles)):
            pass
        peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
    print(f"articles        {len(articles):,}, {sum(len(article.text) for article in articles):,} characters")
    print(f"spaCy's pass    {alone:.2f} s of CPU")
    print(f"pass and rules  {whole:.2f} s of CPU")
    print(f"ratio           {median((both - model) / model for model, both, _ in times):.3f} (bar 0.3)")
    print(f"rules alone     {rules:.2f} s of CPU, {median(ours / model for model, _, ours in times):.3f} (bar 0.3)")
    print(f"start-up        {before_model:.2f} s before the model's own load (bar 2)")
    print(f"peak memory     {', '.join(f'{peak:,}' for peak in peaks)} MB after one, two, three more passes")


def _times(articles: list[Article], extractor: RuleExtractor, plain: Language) -> tuple[float, float, float]:
    """The CPU seconds of spaCy's pass, of all that the extractor does, and of all but the model."""
    from kg.nlp import load_pipeline
    from kg.text import clean

    texts = [clean(article.text).text for article in articles]
    model = _cpu(lambda: list(plain.pipe(texts)))
    whole = _cpu(lambda: [None for _ in extractor.extract(iter(articles))])
    both = list(zip(articles, load_pipeline().nlp.pipe(texts), strict=True))
    rules = _cpu(lambda: [extractor.read(doc, clean(one.text), one) for one, doc in both])
    return model, whole, rules


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
