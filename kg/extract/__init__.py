"""From articles to Extractions: mentions, coreference, clauses, events, and whose word each is.

What a word is, on the dependency tree:
    tree           the parse as plain objects, read from spaCy once
    mending        what the model labels and hangs wrong, put right
    labels         spaCy's labels that belong together, by name
    phrases        where a noun phrase begins and ends, what hangs on it
    verbs          the form of a verb, its base form, the word it hangs on
    antecedents    what a relative pronoun stands for
    subjects       who does it
    objects        what it is done to
    clauses        a verb with its slots filled: an Act
    timewords      which words tell the time
    time_names     which words are one time
    quotes         quotations, and who speaks in them

What the text refers to:
    names          where a name begins and ends
    spelled        the words an abbreviation stands for
    titles         what stands before it
    name_types     of what type it is
    pronouns       which pronouns refer
    found          a mention before coreference
    name_votes     one type for each name
    mentions       all mentions of a doc

Which mentions are one:
    discourse      the entities told of so far
    same_name      whether two names are one's
    salience       which earlier entity a pronoun or description means
    descriptions   which entity a common noun means
    answering      whether an entity is of the kind a noun names
    roles          who has the office that a noun names
    agreement      which entities a pronoun may mean
    coreference    names, common nouns, pronouns, in that order
    entity_names   what the entities are called
    annotated      a doc with all this in place

Whether it happened, and who says so:
    signals        what a walk up the tree gathers
    links          how a word hangs on the one above it
    governors      which row of the cues the word above answers to
    voices         whose word an act is
    markers        modals, negation and conditions beside a word
    context        the walk and the verdict

What happened, to whom, when:
    instruments    by what means
    sides          who stands on which side
    senses         the sense of a verb
    support        the act that its object tells: "struck a partnership"
    addressees     whom a demand or a promise is for
    implied        what a report amounts to: a demand, a threat, a refusal
    readings       the acts of a doc, each in its sense
    event_nouns    the act a noun tells
    offices        who holds which office
    belonging      who belongs to which body
    appositions    what a name is, by the noun beside it
    days, dates    the days a time expression names
    timing         the time expression of an act
    places         where an act happens
    quantities     how many

What is written down:
    wording        the article's own characters
    statement      an act with all that is said of it, row by row
    complements    what completes a verb
    passives       the rows of a passive
    actives        the rows of an active verb
    adjuncts       the rows of what else is said of the act
    rows           an act as triples
    kinds          the kind that a row tells
    certainty      how sure a row is
    verbal         what the verbs state
    nominal        what the event nouns state
    standing       what offices, bodies and appositions state
    acts           every statement of a doc
    extractor      statements to an Extraction
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from kg.extract.extractor import extract
from kg.extract.mending import mended
from kg.extract.tree import parse_of
from kg.files import code_digest
from kg.model import Article, Extraction, ExtractorInfo
from kg.nlp import DEFAULT_MODEL, identify_model, load_pipeline
from kg.ontology import NOTHING, Additions, use
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

    def __init__(self, model: str = DEFAULT_MODEL, additions: Additions = NOTHING) -> None:
        known = identify_model(model)
        version = "-".join(
            filter(
                None,
                (VERSION, code_digest("extract", "ontology", "nlp.py", "tokenizing.py", "text.py"), additions.digest),
            )
        )
        self.info = ExtractorInfo("kg-rules", version, known.name, known.version, known.hash)
        self._additions = additions

    def extract(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """The extraction of each article, in order; articles stream through the pipeline in batches."""
        texts = ((cleaned.text, (cleaned, article)) for article in articles for cleaned in (clean(article.text),))
        for doc, (cleaned, article) in load_pipeline(self.info.model).docs(texts):
            use(self._additions)  # another extractor may have read in between
            yield extract(mended(parse_of(doc)), cleaned, article, self.info)
