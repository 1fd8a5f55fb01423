"""The parse as plain objects says what spaCy says."""

from __future__ import annotations

import re
from importlib import import_module
from itertools import combinations
from pkgutil import iter_modules

import pytest
from seed_graph import seeds

from kg.extract import mending
from kg.extract.mending.rule import Rule
from kg.extract.syntax.tree import Token, hang, once, parse_of
from kg.nlp import load_pipeline
from kg.ontology import ontology
from kg.text import clean

TEXTS = [
    "",
    " ",
    "Go!",
    "Lee Nak-yon met Ngo Lich on Dec. 13, 2018 -- “quietly”.\n\nNobody said why; the 2,000 guests (and he) had left.",
    *(clean(article.text).text for article, _ in seeds()[:4]),
]
LABELS = "i idx text lower_ tag_ pos_ dep_ ent_type_ ent_iob_ whitespace_ is_punct is_alpha like_num".split()


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text[:20])
def test_every_word_and_every_stretch_is_as_in_spacy(text: str) -> None:
    parsed = load_pipeline().nlp(text)
    doc = parse_of(parsed)
    assert (doc.text, len(doc)) == (parsed.text, len(parsed))
    assert [(s.start, s.end, s.text) for s in doc.sents] == [(s.start, s.end, s.text) for s in parsed.sents]
    for ours, theirs in zip(doc, parsed, strict=True):
        assert [getattr(ours, name) for name in LABELS] == [getattr(theirs, name) for name in LABELS]
        assert (ours.is_space, len(ours), ours.is_sent_start) == (theirs.is_space, len(theirs), theirs.is_sent_start)
        for name in ("lefts", "rights", "children", "subtree", "ancestors"):
            assert [t.i for t in getattr(ours, name)] == [t.i for t in getattr(theirs, name)], (name, theirs)
        for name in ("head", "left_edge", "right_edge"):
            assert getattr(ours, name).i == getattr(theirs, name).i, (name, theirs)
        assert (ours.sent.start, ours.sent.end) == (theirs.sent.start, theirs.sent.end)
    for sent in parsed.sents:
        for start, end in combinations(range(sent.start, min(sent.end, sent.start + 12) + 1), 2):
            ours_too, theirs_too = doc[start:end], parsed[start:end]
            assert (ours_too.text, ours_too.root.i) == (theirs_too.text, theirs_too.root.i), theirs_too.text
    held = {token.i: (token.ent.start, token.ent.end, token.ent.label_) for token in doc if token.ent is not None}
    assert held == {i: (e.start, e.end, e.label_) for e in parsed.ents for i in range(e.start, e.end)}


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("fined", "fine"), ("fining", "fine"), ("fines", "fine"), ("scraped", "scrape"), ("scrapped", "scrap"),
        ("barred", "bar"), ("bared", "bare"), ("raped", "rape"), ("wrapped", "wrap"), ("taxed", "tax"),
        ("vowed", "vow"), ("stayed", "stay"), ("robbed", "rob"), ("starring", "star"), ("stared", "stare"),
        ("hoped", "hope"),
    ],
)  # fmt: skip
def test_the_spelling_tells_a_short_verb_that_ends_in_an_e(form: str, lemma: str) -> None:
    assert ontology().lemma(form, lemma.removesuffix("e"), "VBD") == lemma


def test_an_answer_is_kept_with_its_word_until_the_sentence_is_hung_anew() -> None:
    asked: list[str] = []

    @once
    def above(word: Token) -> str:
        asked.append(word.text)
        return word.head.text

    ferry, sank, _ = parse_of(load_pipeline().nlp("Ferries sank."))
    assert [above(ferry), above(ferry), above(sank)] == ["sank", "sank", "sank"]
    assert asked == ["Ferries", "sank"]
    hang(ferry.doc.tokens)
    assert above(ferry) == "sank"
    assert asked == ["Ferries", "sank", "Ferries"]


def test_every_rule_of_mending_is_tried_once() -> None:
    modules = [import_module(f"kg.extract.mending.{each.name}") for each in iter_modules(mending.__path__)]
    written = {rule for module in modules for rule in vars(module).values() if isinstance(rule, Rule)}
    assert len(mending.RULES) == len(set(mending.RULES))
    assert set(mending.RULES) == written


@pytest.mark.parametrize("rule", [rule for rule in mending.RULES if rule.words], ids=lambda rule: rule.moves.__name__)
def test_the_example_of_a_rule_has_a_word_that_the_rule_needs(rule: Rule) -> None:
    example = (rule.moves.__doc__ or "").lower()
    assert rule.words & set(re.findall(r"\w+|[^\w\s]", example))
