"""Whatever the text is, reading it raises nothing and every span is exact; any number of processes gives the same."""

from __future__ import annotations

import gc
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spans import wrong_spans

from kg.assemble import assemble
from kg.config import Build, Settings, Workspace
from kg.export import to_lines
from kg.extract import RuleExtractor
from kg.graphs import graph_of
from kg.intake import extract_all, identify, make_extractor
from kg.ledger import Ledger
from kg.model import STATUSES, Article, Extraction

SEED = (Path(__file__).parents[2] / "seeds" / "taliban-letter.txt").read_bytes().decode()


@cache
def _extractor() -> RuleExtractor:
    return RuleExtractor()


def read_all(texts: list[str]) -> None:
    """Each text is read, and what comes out keeps the promises of an Extraction."""
    articles = [Article(f"a{number}", text, published="2017-02-10") for number, text in enumerate(texts)]
    extractions = list(_extractor().extract(articles))
    assert len(extractions) == len(articles)
    for article, extraction in zip(articles, extractions, strict=True):
        keeps_its_promises(article, extraction)
    assemble(list(zip(articles, extractions, strict=True)))


def keeps_its_promises(article: Article, extraction: Extraction) -> None:
    """Spans are the article's own words, ids stand once, and whatever is pointed at is there."""
    assert extraction.article.id == article.key
    assert wrong_spans(extraction, article.text) == []
    entities, events = [e.id for e in extraction.entities], [e.id for e in extraction.events]
    for ids in (entities, events, [m.id for m in extraction.mentions]):
        assert len(set(ids)) == len(ids)
    assert {m.entity for m in extraction.mentions if m.entity} <= set(entities)
    assert {t.event for t in extraction.triples if t.event} <= set(events)
    assert {t.status for t in (*extraction.triples, *extraction.events)} <= set(STATUSES)
    for event in extraction.events:
        assert {*event.content, *event.condition} <= set(events) - {event.id}
        assert {p.entity for p in event.participants if p.entity} <= set(entities)


ODD = {
    "auxiliary last": "Change the embedded store as another program would.",
    "nothing": "",
    "a blank": " ",
    "line ends": "\n\r\n\r",
    "only punctuation": ".,;:!?\"'()[]{}—–…“”‘’",
    "one letter": "a",
    "a name at both ends": "Iran sued Chad.\nIran",
    "an age at the start": "A year-old",
    "due in a relative clause": "It was about loans, which it is about to repay.",
    "one word": "Taliban",
    "a number": "140",
    "no verb": "A letter to the president of the United States from the leader of the Taliban.",
    "shouting": "TALIBAN FIGHTERS KILLED 140 SOLDIERS AT AN ARMY BASE, OFFICIALS SAID ON FRIDAY.",
    "lower case": "the taliban killed 140 soldiers on friday, president ghani said in kabul.",
    "unclosed quote": '"We will leave, said President Ashraf Ghani. The Taliban denied it.',
    "unclosed brackets": "The [Taliban (who met Ghani {in Kabul told reporters that [Russia armed them.",
    "quotes in quotes": '"He said \'we said "they left"\'", said Ghani, "\'and" Mujahid denied "that.',
    "emoji": "🔥 The Taliban 🇦🇫 attacked 👩\u200d👩\u200d👧 Kabul on Friday 😀, Ghani 🤝 Trump said.",
    "carriage returns": "KABUL (Northern Wire) -\r\n\r\nThe Taliban attacked\r\nKabul.\rGhani condemned the\r\n act.",
    "right to left": "قال أشرف غني إن Taliban attacked كابول on Friday. \u202eGhani denied it.\u202c",
    "combining marks": "Jose\u0301 C\u0301wik met Ange\u0300le Dubois in Lome\u0301 and praised her.",
    "no breaks": "TheTalibandemandedthewithdrawalofforeigntroopsfromAfghanistan" * 20,
    "one long sentence": "The Taliban attacked Kabul "
    + "and Ghani, who met Trump, said that Russia denied it " * 120
    + ".",
    "many conjuncts": "Ghani met " + ", ".join(f"Envoy{number}" for number in range(150)) + " and Trump.",
    "many relatives": "The man " + "who met the man " * 80 + "left.",
    "a table": "Taliban | 140 | Kabul\nGhani\t|\t3\t| Herat\n-----+----\n",
    "markup": "<p>The Taliban <b>attacked</b> Kabul.</p> &amp; Ghani &lt;denied&gt; it. **Trump** said `no`.",
    "addresses": "Ghani told https://example.org/a?b=c#d and ghani@example.org that @Taliban #attacked 10.0.0.1.",
    "zero widths": "The\u200b Tali\u200dban at\u00adtacked\ufeff Kabul.",
    "control characters": "The Taliban\x00 attacked\x07 Kabul\x1b[31m on Friday\x7f.",
    "no spaces after stops": "The Taliban attacked.Ghani denied it.Trump left.Russia, too.",
    "one pronoun": "He said it.",
    "only said": "said said said that said.",
    "apostrophes": "Taliban's' Ghani’s’ 's ’ ' troops'.",
    "dates": "On 31 February 2017, in 0000, on 99/99/9999 and the 45th of May, Ghani met Trump. In December 99999 too.",
    "figures": "Between 140 and 90, at least -3, 1,000,00 and ten million billion dozen soldiers died, Ghani said.",
    "other letters": "Талибан атаковал Кабул. 塔利班袭击了喀布尔。 Ghani met 习近平.",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_an_odd_text_is_read(text: str) -> None:
    read_all([text])


def test_odd_texts_are_read_in_one_stream() -> None:
    read_all(list(ODD.values()))


WORDS = sorted(set(SEED.split())) + list("\"'()[],.;:—…") + ["\n", "\r\n", "said", "that", "not", "to", "😀", "e\u0301"]
SHUFFLED = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)
PIECES = st.lists(st.one_of(SHUFFLED, st.sampled_from(list(ODD.values())[:20]), st.text(max_size=30)), max_size=3)
TEXTS = st.one_of(SHUFFLED, st.text(max_size=80), PIECES.map("".join))
QUIET = list(HealthCheck)


@settings(max_examples=30, deadline=None, suppress_health_check=QUIET)
@given(st.lists(TEXTS, min_size=10, max_size=10))
def test_three_hundred_shuffled_texts_are_read(texts: list[str]) -> None:
    read_all(texts)


@pytest.mark.slow
@settings(max_examples=300, deadline=None, suppress_health_check=QUIET)
@given(st.lists(TEXTS, min_size=10, max_size=10))
def test_three_thousand_shuffled_texts_are_read(texts: list[str]) -> None:
    read_all(texts)


@settings(max_examples=10, deadline=None, suppress_health_check=QUIET)
@given(st.integers(0, len(SEED)), st.integers(0, len(SEED)), st.text(max_size=5))
def test_any_piece_of_the_seed_is_read(start: int, end: int, between: str) -> None:
    read_all([SEED[start:end], SEED[end:start], SEED[start : start + 400] + between + SEED[end : end + 400]])


def test_an_article_reads_the_same_alone_and_among_others() -> None:
    """No article leaves anything behind for the next one."""
    articles = [Article(key, text) for key, text in ODD.items()] + [Article("seed", SEED)]
    together = list(_extractor().extract(articles))
    assert together[-1] == next(_extractor().extract(articles[-1:]))
    assert list(_extractor().extract(articles[::-1])) == together[::-1]


@pytest.mark.parametrize("collecting", [True, False])
def test_reading_leaves_the_garbage_collector_as_it_was(collecting: bool) -> None:
    was = gc.isenabled()
    (gc.enable if collecting else gc.disable)()
    try:
        stream = _extractor().extract([Article("a", "The army left."), Article("b", "The mayor stayed.")])
        assert [gc.isenabled() for _ in stream] == [collecting, collecting]
    finally:
        (gc.enable if was else gc.disable)()


@pytest.mark.slow
def test_one_or_two_processes_give_the_same_bytes(tmp_path: Path) -> None:
    """Enough articles that a second process is worth it."""
    sentences = [sentence for sentence in SEED.split(". ") if len(sentence) > 40]
    articles = [
        Article(f"a{number:03}", f"{sentences[number % len(sentences)]}. Report {number}.") for number in range(100)
    ]
    found = []
    for processes in (1, 2):
        settings = Settings(Workspace(tmp_path), build=Build(processes=processes))
        identity = identify(make_extractor(settings).info)
        with Ledger(tmp_path / f"{processes}.sqlite") as ledger:
            for article in articles:
                ledger.put_article(article, "2026-01-01")
            assert extract_all(ledger, settings) == len(articles)
            bytes_ = [ledger.extraction(article.text_hash, identity) for article in articles]
            found.append((bytes_, list(to_lines(graph_of(ledger, settings)))))
    assert None not in found[0][0]
    assert found[0] == found[1]
