"""From articles to Extractions: mentions, coreference, clauses, events, and whose word each is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from importlib.resources import files
from typing import Protocol

from kg.extract.extractor import extract
from kg.model import Article, Extraction, ExtractorInfo
from kg.nlp import DEFAULT_MODEL, identify_model, load_pipeline
from kg.text import clean

__all__ = ["Extractor", "RuleExtractor"]

VERSION = "1"


class Extractor(Protocol):
    """Reads articles. One Extraction each, in order; equal articles give equal Extractions."""

    @property
    def info(self) -> ExtractorInfo:
        """What made the extractions: part of the key under which they are kept."""
        ...

    def extract(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """The extraction of each article, in order."""
        ...


class RuleExtractor:
    """kg's own extractor: rules and tables over a spaCy pipeline."""

    def __init__(self, model: str = DEFAULT_MODEL) -> None:
        known = identify_model(model)
        self.info = ExtractorInfo("kg-rules", f"{VERSION}-{_rules()}", known.name, known.version, known.hash)

    def extract(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """The extraction of each article, in order; articles stream through the pipeline in batches."""
        texts = ((cleaned.text, (cleaned, article)) for article in articles for cleaned in (clean(article.text),))
        for doc, (cleaned, article) in load_pipeline(self.info.model).docs(texts):
            yield extract(doc, cleaned, article, self.info)


def _rules() -> str:
    """A digest of the rules and tables: a changed rule makes its extractions anew."""
    digest = blake2b(digest_size=6)
    for package in ("kg.extract", "kg.ontology"):
        for file in sorted(files(package).iterdir(), key=lambda file: file.name):
            if file.is_file() and file.name.endswith((".py", ".toml", ".json")):
                digest.update(file.name.encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()
