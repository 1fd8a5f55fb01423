"""The parser's copy is cleaner than the article, and every span of it leads back to the article's own characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text import RULES, Rule, clean

PIECES = st.sampled_from(
    ["U. S.", "U. N.", "Military. com", "[think]", "[Under former", "country. \"", "“ Go ”", "Jose\u0301", "👩\u200d🚀",
     "\r\n", "\t", "   ", "    ", "\xa0", "``", "''", "-LRB-", "-RRB-", "Delcor’s", "—", "e\u0301", "\ufeff", "no", ".",
     " ", "\n", "\r"]
)  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(st.one_of(PIECES, st.text(max_size=3))).map("".join))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.becomes)
def test_every_rule_does_what_its_example_says(rule: Rule) -> None:
    assert rule.pattern.search(rule.example)
    assert clean(rule.example).text == rule.becomes


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.becomes)
@given(text=TEXTS)
def test_no_rule_finds_anything_without_a_piece_that_it_needs(rule: Rule, text: str) -> None:
    assert any(piece in text for piece in rule.needs) or not rule.pattern.search(text)


@pytest.mark.parametrize(
    ("scarred", "cleaned"),
    [
        ("The envoy of the U. S.  mission left.", "The envoy of the U.S. mission left."),
        ("the newly elected [U. S.] President", "the newly elected U.S. President"),
        ("He heard it. [Under former leaders it [U. S.] grew.", "He heard it. Under former leaders it U.S. grew."),
        ('It urged the "new men to leave the country. " However, none did.',
         'It urged the "new men to leave the country." However, none did.'),
        ('He said, " We need peace. " Then he left.', 'He said, "We need peace." Then he left.'),
        ('The 6" gun and the "big one" fired.', 'The 6" gun and the "big one" fired.'),
        ('"We go. He said "no" and left.', '"We go. He said "no" and left.'),
        ("as noted[1] by [the envoy] of Tarn", "as noted[1] by [the envoy] of Tarn"),
        ("They met [in Tarn]. [Then they left.]", "They met [in Tarn]. [Then they left.]"),
        ("The fish. Net income rose.", "The fish. Net income rose."),
        ("Taliban’s ‘only asset’", "Taliban’s ‘only asset’"),
        ("TARN/ORRIN, 18 July 2024 – Rations were cut.", "Rations were cut."),
        ("TARN, Lusonia, Jan. 9, 2024 /Zilwire/ -- A firm fell.", "A firm fell."),
        ("TARN, Jan. 9, 2024 -- A firm fell.", "A firm fell."),
        ("DELCOR, Tern, Orrin - All rose.", "DELCOR, Tern, Orrin - All rose."),
        ("AC/DC, 30 years on, toured - Again.", "AC/DC, 30 years on, toured - Again."),
    ],
)  # fmt: skip
def test_scars_are_mended_and_sound_text_is_left(scarred: str, cleaned: str) -> None:
    assert clean(scarred).text == cleaned


def test_a_span_of_the_copy_gives_the_article_s_own_words() -> None:
    text = "Envoys of the U. S.  mission met\r\n[Delcor]\u200b men. "
    copy = clean(text)
    start = copy.text.index("U.S. mission")
    a, b = copy.original_span(start, start + len("U.S. mission"))
    assert text[a:b] == "U. S.  mission"
    start = copy.text.index("Delcor")
    a, b = copy.original_span(start, start + 6)
    assert text[a:b] == "Delcor"


def test_a_token_of_several_characters_maps_to_all_of_them() -> None:
    copy = clean("Khaama Press -LRB-KP-RRB- said")
    at = copy.text.index(")")
    assert copy.original_span(at, at + 1) == (20, 25)


def test_lost_words_leave_a_gap_where_they_stood() -> None:
    copy = clean("He told the    to pull out. He told the U. S.   coalition.")
    assert [copy.text[:gap] for gap in copy.gaps] == ["He told the", "He told the to pull out. He told the U.S."]
    assert copy.crosses_gap(0, 15)
    assert not copy.crosses_gap(12, 20)


@pytest.mark.parametrize(
    "text", ["   Indented.", "One.    Two.", "demands  —   an omen", "a\n    b", "end   ", "x …    y", "a\t\tb"]
)
def test_padding_is_no_gap(text: str) -> None:
    assert clean(text).gaps == ()


def test_a_span_outside_the_copy_is_refused() -> None:
    with pytest.raises(ValueError, match="span 0:9 is not in the cleaned text"):
        clean("Delcor").original_span(0, 9)


def test_an_empty_span_stays_empty() -> None:
    assert clean("").original_span(0, 0) == (0, 0)
    assert clean("Delcor ").original_span(6, 6) == (6, 6)


@given(TEXTS)
def test_the_map_is_monotone_and_in_range(text: str) -> None:
    copy = clean(text)
    assert len(copy.text) == len(copy.offsets) == len(copy.ends)
    edges = [edge for pair in zip(copy.offsets, copy.ends, strict=True) for edge in pair]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(text) for edge in edges)
    assert all(0 <= gap <= len(copy.text) for gap in copy.gaps)


@given(TEXTS, st.data())
def test_every_span_of_the_copy_maps_into_the_article(text: str, data: st.DataObject) -> None:
    copy = clean(text)
    start = data.draw(st.integers(0, len(copy.text)))
    end = data.draw(st.integers(start, len(copy.text)))
    a, b = copy.original_span(start, end)
    assert 0 <= a <= b <= len(text)
    assert (a == b) == (start == end)


WORDS = st.lists(st.text(st.characters(categories=["L", "N", "So"]), min_size=1), min_size=1)


@given(WORDS, st.sampled_from([" ", "  ", "\n", "\r\n", "\t", "    "]))
def test_words_come_back_byte_for_byte(words: list[str], between: str) -> None:
    text = between.join(words)
    copy = clean(text)
    found = [copy.original_span(m, m + len(w)) for w, m in _words(copy.text)]
    assert [text[a:b] for a, b in found] == [w for w in text.split() if w]


def _words(text: str) -> list[tuple[str, int]]:
    places, at = [], 0
    for word in text.split():
        at = text.index(word, at)
        places.append((word, at))
        at += len(word)
    return places
