"""Thousands of texts without sense, from a fixed seed: reading them raises nothing, spans give back their text."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random

import pytest
from spans import wrong_spans

from kg.assemble import assemble
from kg.extract import RuleExtractor
from kg.model import Article, Extraction
from kg.sources.records import sayable

SEEDS = Path(__file__).parents[2] / "seeds"
LONGEST = 60
SCRIPTS = (
    (0x20, 0x7E), (0xA0, 0x24F), (0x300, 0x36F), (0x370, 0x3FF), (0x400, 0x4FF), (0x590, 0x5FF), (0x600, 0x6FF),
    (0x900, 0x97F), (0xE00, 0xE7F), (0x1100, 0x11FF), (0x2000, 0x206F), (0x2600, 0x27BF), (0x3040, 0x30FF),
    (0x4E00, 0x4FFF), (0xAC00, 0xAD00), (0xE000, 0xE0FF), (0xFE00, 0xFE0F), (0xFF00, 0xFFEF), (0x1D400, 0x1D4FF),
    (0x1F300, 0x1F6FF), (0xE0020, 0xE007F),
)  # fmt: skip
"""Ranges of letters, Latin to Hangul, and of marks, controls of direction, private use, emoji, selectors, tags."""
BREAKS = (
    "\x00",
    "\x07",
    "\x1b[31m",
    "\x7f",
    "\x85",
    "\u2028",
    "\ufeff",
    "\u202e",
    "\r",
    "\r\n",
    "\t",
    "\xad",
    "\U0010ffff",
)
SURROGATES = ("\ud800", "\udbff", "\udc00", "\udfff", "\ud83d", "\ude00\ud83d")

Maker = Callable[[Random], str]


@cache
def words() -> tuple[str, ...]:
    """All words of the seeds, with their punctuation."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.*")) if path.name != "README.md")
    return tuple(sorted({word for text in texts for word in text.split()}))


@cache
def sentences() -> tuple[tuple[str, ...], ...]:
    """The words of each sentence of one seed."""
    text = (SEEDS / "taliban-letter.txt").read_bytes().decode()
    return tuple(tuple(sentence.split()) for sentence in text.split(". ") if sentence.strip())


def piece(text: str, rng: Random) -> str:
    """Some of the text, from its beginning or from within."""
    start = rng.choice((0, rng.randrange(len(text))))
    return text[start : start + rng.randint(0, LONGEST)]


def noise(rng: Random) -> str:
    """Bytes, read as UTF-8 that they are not."""
    return rng.randbytes(rng.randint(0, 40)).decode(errors="replace")


def shuffled(rng: Random) -> str:
    """The words of a sentence in another order, or some of all words."""
    taken = list(rng.choice(sentences())) if rng.random() < 0.5 else rng.sample(words(), 12)
    rng.shuffle(taken)
    return piece(" ".join(taken), rng)


def mixed(rng: Random) -> str:
    """Words of the seeds among letters of several scripts."""
    parts = []
    for _ in range(rng.randint(1, 6)):
        low, high = rng.choice(SCRIPTS)
        letters = "".join(chr(rng.randint(low, high)) for _ in range(rng.randint(1, 8)))
        parts += [letters, rng.choice(("", " ", ", ", '"', "’s ")), rng.choice(words()), " "]
    return "".join(parts)[:LONGEST]


def broken(rng: Random) -> str:
    """A sentence with NULs, controls and broken ends of lines in it."""
    parts = [part for word in rng.choice(sentences()) for part in (word, rng.choice((" ", " ", *BREAKS)))]
    return piece("".join(parts), rng)


def halved(rng: Random) -> str:
    """A sentence with halves of surrogate pairs, as an article holds it: no source lets a half through."""
    parts = [part for word in rng.choice(sentences()) for part in (word, rng.choice((" ", *BREAKS, *SURROGATES)))]
    return sayable(piece("".join(parts), rng))


def read(texts: list[str]) -> int:
    """How many mentions and triples are found in the texts, read as one stream. A fault names the text it came at."""
    articles = [Article(f"a{number}", text, published="2017-02-10") for number, text in enumerate(texts)]
    stream = RuleExtractor().extract(articles)
    found = 0
    read_before: list[tuple[Article, Extraction]] = []
    for article in articles:
        try:
            extraction = next(stream)
        except Exception as fault:
            fault.add_note(f"the text, or one of the three behind it: {article.text!r}")
            raise
        assert extraction.article.id == article.key
        assert wrong_spans(extraction, article.text) == [], repr(article.text)
        found += len(extraction.mentions) + len(extraction.triples)
        read_before.append((article, extraction))
    assert next(stream, None) is None
    assemble(read_before)
    return found


@pytest.mark.parametrize("maker", [noise, shuffled, mixed, broken, halved])
def test_sixty_random_texts_are_read(maker: Maker) -> None:
    rng = Random(1702)
    assert read([maker(rng) for _ in range(60)]) > 0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("maker", "number"),
    [
        (noise, 10_000),
        (shuffled, 1_000),
        (mixed, 1_000),
        (broken, 1_000),
        (halved, 1_000),
    ],
)
def test_thousands_of_random_texts_are_read(maker: Maker, number: int) -> None:
    rng = Random(410)
    texts = [maker(rng) for _ in range(number)]
    assert len(set(texts)) > 0.5 * number
    assert read(texts) > number / 10


@pytest.mark.parametrize("text", ["\u0301 sued Brandt Bank.", "w, \uff9f,"])
def test_a_mark_alone_is_read(text: str) -> None:
    assert read([text, "Delcor sued Brandt Bank."]) > 0


def test_the_texts_are_of_the_sorts_they_are_meant_to_be() -> None:
    rng = Random(5)
    assert all(len(maker(rng)) <= LONGEST for maker in (noise, shuffled, mixed, broken, halved) for _ in range(50))
    assert "\ufffd" in noise(rng)
    assert any("\x00" in broken(rng) for _ in range(50))
    assert any("\ufffd" in halved(rng) for _ in range(50))
    assert not any("\ud800" <= letter <= "\udfff" for _ in range(50) for letter in halved(rng))
    assert len({ord(letter) >> 8 for _ in range(50) for letter in mixed(rng)}) > 10
