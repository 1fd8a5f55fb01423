"""Copies and cuts of one text are one story; what was written apart is told apart."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Article
from kg.resolve import stories

SEEDS = Path(__file__).parents[2] / "seeds"
WIRE = (
    "Harbour pilots in Port Ayle walked off the job on Monday after talks on pay broke down. The port authority said "
    "that eleven ships were waiting outside the bay. A union leader told members that the strike would last until the "
    "authority made a better offer. Fruit exporters fear that their goods will rot in the sun."
)
OTHER = (
    "Eleven ships lay at anchor off Port Ayle as pilots stayed at home for a second day. Nobody on the quay expected a "
    "quick end. The authority has offered two per cent, the pilots ask for nine. A banana trader counted her losses."
)


def _articles(**texts: str) -> list[Article]:
    return [Article(key, text) for key, text in texts.items()]


def _groups(articles: list[Article]) -> set[frozenset[str]]:
    found = stories(articles)
    return {frozenset(key for key in found if found[key] == story) for story in found.values()}


def test_a_cut_of_a_wire_text_is_the_same_story() -> None:
    cut = WIRE.rsplit(". ", 1)[0] + "."
    assert _groups(_articles(wire=WIRE, cut=cut)) == {frozenset({"wire", "cut"})}


def test_a_dateline_and_a_new_last_line_make_no_new_story() -> None:
    credited = f"PORT AYLE (Northern Wire) - {WIRE} More talks are planned."
    assert _groups(_articles(wire=WIRE, credited=credited)) == {frozenset({"wire", "credited"})}


def test_two_reports_of_one_event_are_two_stories() -> None:
    assert len(_groups(_articles(wire=WIRE, other=OTHER))) == 2


def test_stock_wording_makes_no_story() -> None:
    """A shared sentence is not half of the text."""
    stock = " The official spoke on condition of anonymity because he was not allowed to talk to reporters."
    assert len(_groups(_articles(one=WIRE + stock, other=OTHER + stock))) == 2


def test_case_accents_and_line_breaks_do_not_matter() -> None:
    assert len(_groups(_articles(one=WIRE, other=WIRE.upper().replace(" ", "\n")))) == 1


def test_empty_articles_are_stories_of_their_own() -> None:
    assert len(_groups(_articles(one="", other="", third=" \n"))) == 3


def test_the_story_is_the_smallest_article_id_whatever_the_order() -> None:
    articles = _articles(one=WIRE, other=OTHER, cut=WIRE[:230], copy=WIRE)
    found = {tuple(sorted(stories(order).items())) for order in map(list, permutations(articles))}
    assert len(found) == 1
    ids = {a.key: a.id for a in articles}
    assert stories(articles)["copy"] == min(ids["one"], ids["copy"], ids["cut"])


def test_the_two_cuts_of_the_seeds_are_the_only_story_they_share() -> None:
    articles = [
        Article(path.stem, json.loads(path.read_text(encoding="utf-8"))["text"]) for path in SEEDS.glob("*.json")
    ]
    articles += [Article(path.stem, path.read_text(encoding="utf-8")) for path in SEEDS.glob("*.txt")]
    shared = {group for group in _groups(articles) if len(group) > 1}
    assert shared == {frozenset({"defence-chiefs-resign", "defence-chiefs-resign-short"})}


WORDS = st.lists(st.sampled_from("harbour pilots strike again over pay and rest".split()), max_size=14).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from("abcdef"), WORDS, max_size=6), st.randoms(use_true_random=False))
def test_any_order_gives_the_same_stories(texts: dict[str, str], random: object) -> None:
    articles = _articles(**texts)
    shuffled = list(articles)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert stories(articles) == stories(shuffled)
