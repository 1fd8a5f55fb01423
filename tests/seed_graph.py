"""The articles of seeds/ as kg's own extractor reads them, once for all tests of a session."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kg.assemble import assemble
from kg.extract import RuleExtractor
from kg.model import Article, Extraction, Graph
from kg.sources import read

SEEDS = Path(__file__).parents[1] / "seeds"


@cache
def seeds() -> tuple[tuple[Article, Extraction], ...]:
    """Each article with its extraction."""
    articles = [item for item in read([str(SEEDS)]) if isinstance(item, Article) and item.key != "README.md"]
    return tuple(zip(articles, RuleExtractor().extract(articles), strict=True))


@cache
def seed_graph() -> Graph:
    """The graph of seeds/."""
    return assemble(seeds())
