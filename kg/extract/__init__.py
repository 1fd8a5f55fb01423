"""From articles to Extractions: mentions, coreference, clauses, events, and whose word each is.

In the order in which they build on each other:
    values         numbers and days in words, as values
    syntax         what a word is, on the dependency tree
    status         whether it happened, and who says so
    mending        what the model labels and hangs wrong, put right
    mentions       what the text refers to
    coreference    which mentions are one
    wording        the article's own characters
    annotated      a doc with all this in place
    events         what happened, to whom, where and when
    rows           what is written down of an act
    acts           every statement of a doc
    writer         statements as rows about the article's characters
    extractor      statements to an Extraction
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from kg.extract.extractor import extract
from kg.extract.mending import mended
from kg.extract.syntax.tree import parse_of, release
from kg.files import code_digest
from kg.model import Article, Extraction, ExtractorInfo
from kg.nlp import DEFAULT_MODEL, identify_model, load_pipeline
from kg.ontology import NOTHING, Additions, use
from kg.text import CleanText, clean

if TYPE_CHECKING:
    from spacy.tokens import Doc as SpacyDoc

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

    def __init__(self, model: str = DEFAULT_MODEL, additions: Additions = NOTHING) -> None:
        known = identify_model(model)
        version = "-".join(
            filter(
                None,
                (
                    VERSION,
                    code_digest("extract", "ontology", "nlp.py", "attributes.py", "tokenizing.py", "text.py"),
                    additions.digest,
                ),
            )
        )
        self.info = ExtractorInfo("kg-rules", version, known.name, known.version, known.hash)
        self._additions = additions

    def extract(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """The extraction of each article, in order; articles stream through the pipeline in batches."""
        texts = ((cleaned.text, (cleaned, article)) for article in articles for cleaned in (clean(article.text),))
        for doc, (cleaned, article) in load_pipeline(self.info.model).docs(texts):
            use(self._additions)  # another extractor may have read in between
            yield self.read(doc, cleaned, article)

    def read(self, doc: SpacyDoc, cleaned: CleanText, article: Article) -> Extraction:
        """The extraction of an article whose cleaned text the model has parsed."""
        with _collector_paused():
            parsed = mended(parse_of(doc))
            found = extract(parsed, cleaned, article, self.info)
            release(parsed)
        return found


@contextmanager
def _collector_paused() -> Iterator[None]:
    """No garbage collection meanwhile: nearly all that an article's rules make lives until its last row is written,
    so that each of some thirty collections an article would look through it in vain, for a tenth of the rules' time.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
