"""A pipeline that keeps its attribute ruler's answers sets what spaCy's own ruler sets."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.pipeline import AttributeRuler

from kg import attributes
from kg.attributes import KindMatcher
from kg.nlp import DEFAULT_MODEL, load_pipeline

TEXT = """\
The minister, who isn't well, said it was his own; nobody had seen them, and there is more.  \

"Let's go," he'd said. "They're gonna do what they have to do, ain't they? That is that." It will, once they do.
She did say that the mill, if it wasn't sold, had to be shut, but he said he would've sold it to her had he got it."""


SETTINGS = {"allow_missing": True, "as_spans": False}


@pytest.fixture(scope="module")
def plain() -> Language:
    return spacy.load(DEFAULT_MODEL)


def test_the_same_rules_match(plain: Language) -> None:
    ruler, doc = ruler_of(plain), plain(TEXT)
    expected = sorted(ruler.matcher(doc, **SETTINGS))
    assert [end for _, start, end in expected if end - start > 1], "no rule of two words is tried"
    kept = KindMatcher(ruler)
    assert sorted(kept(doc, **SETTINGS)) == expected
    assert sorted(kept(doc, **SETTINGS)) == expected, "what has been kept is another answer"


def test_each_word_gets_the_attributes_that_spacy_gives_it(plain: Language) -> None:
    doc = load_pipeline().nlp(TEXT)
    again = doc.copy()
    for token in again:
        token.pos, token.lemma = 0, 0
        token.set_morph(None)
    for step in ("attribute_ruler", "lemmatizer"):
        again = plain.get_pipe(step)(again)  # type: ignore[operator]
    assert [(token.pos_, token.lemma_, str(token.morph)) for token in again] == [
        (token.pos_, token.lemma_, str(token.morph)) for token in doc
    ]


def test_what_is_kept_is_bounded(plain: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attributes, "MOST_KINDS", 5)
    ruler, doc = ruler_of(plain), plain(TEXT)
    assert sorted(KindMatcher(ruler)(doc, **SETTINGS)) == sorted(ruler.matcher(doc, **SETTINGS))


def ruler_of(nlp: Language) -> AttributeRuler:
    ruler = nlp.get_pipe("attribute_ruler")
    assert isinstance(ruler, AttributeRuler)
    return ruler
