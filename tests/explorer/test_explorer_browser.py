"""The page in a real browser: what a reader sees, clicks and types."""

from __future__ import annotations

from typing import Any

import pytest
import stories
from playwright.sync_api import expect
from seed_graph import seed_graph

from kg.model import Graph

pytestmark = pytest.mark.browser

Open = Any


def marked(view: Any) -> list[tuple[str, str]]:
    return [(mark.get_attribute("data-role"), mark.inner_text()) for mark in view.locator("#facts mark").all()]


def cards(view: Any) -> Any:
    return view.locator("#facts > .card")


def drawn_names(view: Any) -> set[str]:
    labels = view.evaluate("nodes.get({ filter: (node) => !node.hidden }).map((node) => node.label)")
    return {label.replace("\n", " ") for label in labels}


def drawn_labels(view: Any) -> list[str]:
    return sorted(view.evaluate("edges.get({ filter: (edge) => !edge.hidden }).map((edge) => edge.label)"))


def status(view: Any, word: str) -> Any:
    return view.locator(f"#statuses input[value={word}]")


def test_first_screen_counts_what_is_there_and_what_is_hidden(open_page: Open) -> None:
    view = open_page(stories.letter(), title="The letter").view
    expect(view.locator("h1")).to_have_text("The letter")
    expect(view.locator("#totals")).to_contain_text("1 article")
    expect(view.locator("#totals")).to_contain_text("18 actors")
    expect(view.locator("#hidden")).to_contain_text("4 hidden: 1 promised, 1 hypothetical, 1 negated, 1 denied")


def test_clicking_an_edge_shows_its_sentence_with_the_marked_pieces_after_an_emoji(open_page: Open) -> None:
    opened = open_page(stories.emoji())
    opened.click_edge("Torvik Air", "Ivo Brandel")
    expect(opened.view.locator("#chosen h2")).to_have_text("Torvik Air → Ivo Brandel")
    quote = "📉📰 Regulators said that Torvik Air sacked Ivo Brandel 👩‍✈️ in Tarn."
    expect(opened.view.locator("#facts blockquote")).to_have_text(quote)
    assert marked(opened.view) == [
        ("speaker", "Regulators"),
        ("actor", "Torvik Air"),
        ("trigger", "sacked"),
        ("recipient", "Ivo Brandel"),
    ]
    expect(opened.view.locator(".badge")).to_have_text("claimed by Regulators")
    expect(opened.view.locator(".speakers")).to_have_text("Said by Regulators (said)")
    expect(opened.view.locator(".source")).to_have_text("Sacked · Tarn Post · 2024-05-01 · news.example")
    link = opened.view.locator(".source a")
    assert (link.get_attribute("href"), link.get_attribute("rel")) == (
        "https://news.example/sacked",
        "noopener noreferrer",
    )


def test_clicking_a_node_shows_the_actor_and_its_facts_and_the_ground_clears(open_page: Open) -> None:
    opened = open_page(stories.letter())
    opened.click_node("John Nicholson")
    expect(opened.view.locator("#chosen h2")).to_have_text("John Nicholson")
    expect(cards(opened.view)).to_have_count(1)
    opened.click(5, 5)
    expect(opened.view.locator("#chosen h2")).to_have_text("Facts")


@pytest.mark.parametrize("typed", ["cwik", "JOSE", "José Ćwik", "Jose\u0301 C\u0301wik", "jose cwik", "weiss", "Weiß"])
def test_search_finds_names_as_people_type_them(open_page: Open, typed: str) -> None:
    view = open_page(stories.accents()).view
    view.keyboard.press("/")
    view.keyboard.type(typed)
    expect(view.locator("#found [role=option]")).to_have_text("José ĆwikPerson")
    view.keyboard.press("Enter")
    expect(view.locator("#chosen h2")).to_have_text("José Ćwik")
    expect(view.locator("#facts blockquote")).to_have_text("José Ćwik sued Delcor.")


def test_search_without_a_hit_says_so_and_escape_clears_everything(open_page: Open) -> None:
    view = open_page(stories.letter()).view
    view.locator("#search").fill("nobody at all")
    expect(view.locator("#found")).to_have_text("No such actor on this page")
    view.locator("#search").fill("ghani")
    view.keyboard.press("Enter")
    assert "#actor=" in view.url
    view.keyboard.press("Escape")
    expect(view.locator("#search")).to_have_value("")
    expect(view.locator("#chosen h2")).to_have_text("Facts")
    assert "#actor=" not in view.url


def test_deep_link_opens_the_actor(open_page: Open) -> None:
    graph = stories.letter()
    ghani = next(entity for entity in graph.entities if entity.name == "Ashraf Ghani")
    view = open_page(graph, address=f"#actor={ghani.id}").view
    expect(view.locator("#chosen h2")).to_have_text("Ashraf Ghani")
    expect(open_page(graph, address="#actor=unknown").view.locator("#chosen h2")).to_have_text("Facts")


def test_what_is_reported_is_shown_and_a_demanded_act_in_its_own_style(open_page: Open) -> None:
    view = open_page(stories.letter()).view
    labels = drawn_labels(view)
    assert "spokesman for" in labels
    assert "rejects\nreportedly" in labels
    assert "left +1\n(demanded)" in labels
    assert not any("denied" in label or "negated" in label or "promised" in label for label in labels)
    looks = dict(view.evaluate("edges.get().map((e) => [e.label, JSON.stringify(e.dashes)])"))
    assert (looks["spokesman for"], looks["rejects\nreportedly"], looks["left +1\n(demanded)"]) == (
        "false",
        "[7,5]",
        "[2,4]",
    )
    assert "withdrawal of foreign troops" in drawn_names(view)


def test_status_toggles_show_and_hide(open_page: Open) -> None:
    view = open_page(stories.letter()).view
    status(view, "denied").check()
    assert "sheltered\n(denied)" in drawn_labels(view)
    expect(view.locator("#hidden")).to_contain_text("3 hidden")
    status(view, "actual").uncheck()
    assert "spokesman for" not in drawn_labels(view)
    assert "withdrawal of foreign troops" not in drawn_names(view)  # no shown fact demands it any more


def test_one_click_shows_all_that_is_hidden(open_page: Open) -> None:
    view = open_page(stories.letter()).view
    view.locator("#hidden button").click()
    expect(view.locator("#hidden")).to_be_empty()
    expect(cards(view)).to_have_count(len(stories.letter().events))


def test_type_filter_takes_actors_and_their_facts_away(open_page: Open) -> None:
    view = open_page(stories.letter()).view
    assert "Russia" in drawn_names(view)
    view.locator("#kinds input[value=Place]").uncheck()
    assert "Russia" not in drawn_names(view)
    expect(view.locator("#facts")).not_to_contain_text("Reuters noted")
    view.locator("#kinds input[value=Place]").check()
    assert "Russia" in drawn_names(view)


def test_confidence_takes_weak_facts_away(open_page: Open) -> None:
    view = open_page(stories.letter()).view
    assert "armed +1\nreportedly" in drawn_labels(view)
    view.locator("#confidence").focus()
    for _ in range(10):
        view.keyboard.press("ArrowRight")
    expect(view.locator("#from")).to_have_text("50 %")
    assert "armed +1\nreportedly" not in drawn_labels(view)
    assert "supports" in view.evaluate("drawn.edges.flatMap(shownLines).map((line) => line.words)")
    assert "armed" not in view.evaluate("drawn.edges.flatMap(shownLines).map((line) => line.words)")


def test_every_shown_fact_is_in_the_list_and_list_and_graph_are_tied(open_page: Open) -> None:
    view = open_page(stories.letter()).view
    expect(cards(view)).to_have_count(len(stories.letter().events) - 4)
    card = cards(view).filter(has_text="leader of").first
    card.get_by_role("button", name="leader of").click()
    assert drawn_labels(view).count("leader of") == 1
    card.locator(".actor").first.click()
    expect(view.locator("#chosen h2")).to_have_text("Hibatullah Akhundzada")


def test_every_control_is_reached_by_keyboard(open_page: Open) -> None:
    view = open_page(stories.accents()).view
    controls = "button:not([hidden]), input, summary, a[href]"
    sought = view.evaluate(f"[...document.querySelectorAll({controls!r})].filter((e) => e.checkVisibility()).length")
    view.evaluate("window.reached = new Set()")
    for _ in range(sought + 5):
        view.keyboard.press("Tab")
        view.evaluate(f"document.activeElement.matches({controls!r}) && window.reached.add(document.activeElement)")
    assert view.evaluate("window.reached.size") == sought


def test_phone_layout_has_no_sideways_scroll(open_page: Open) -> None:
    view = open_page(stories.letter(), width=390, height=800).view
    assert view.evaluate("document.documentElement.scrollWidth") <= 390
    expect(view.locator("#filters")).not_to_have_attribute("open", "")
    view.locator("#search").fill("ghani")
    view.keyboard.press("Enter")
    expect(view.locator("#chosen h2")).to_have_text("Ashraf Ghani")


def test_hostile_text_in_every_field_is_only_text(open_page: Open) -> None:
    view = open_page(stories.hostile(), title=stories.HOSTILE).view
    for word in view.locator("#statuses input, #kinds input").all():
        word.check()
    view.mouse.move(400, 300)
    assert view.evaluate("window.hurt") is None
    assert view.locator("img").count() == 0
    expect(cards(view)).to_have_count(1)
    expect(view.locator("#facts blockquote")).to_contain_text("<img src=x onerror=window.hurt=1>")
    assert view.locator("#facts a").count() == 0
    view.locator("#facts .actor").first.click()
    assert view.evaluate("window.hurt") is None
    shown = view.locator("body").inner_text()
    assert not set("\x07\x1b\u202e") & set(shown)
    assert "␛[31m␇" in shown


def test_hostile_statuses_of_known_words_are_inert_too(open_page: Open) -> None:
    graph = stories.hostile("actual' onclick=window.hurt=1 href=javascript:window.hurt=1")
    view = open_page(graph).view
    view.locator("#statuses input").check()
    view.locator("#facts button").first.click()
    assert view.evaluate("window.hurt") is None


def test_an_empty_graph_says_so(open_page: Open) -> None:
    view = open_page(Graph()).view
    expect(view.locator("#empty")).to_be_visible()


# ---- the first view of a large graph ----


def shown_names(view: Any) -> set[str]:
    """The names of the nodes that are drawn, whether or not there is room to write them."""
    return set(view.evaluate("nodes.get({ filter: (n) => !n.hidden }).map((n) => nodeById.get(n.id).label)"))


def test_many_unnamed_wait_behind_their_filter_and_one_click_shows_them(open_page: Open) -> None:
    view = open_page(stories.crowd(names=12, unnamed=45)).view
    assert shown_names(view) == {f"Name {n}" for n in range(12)}
    expect(view.locator("#more")).to_have_text("45 unnamed hidden · show")
    expect(view.locator("label:has(#unnamed)")).to_have_text("unnamed45")
    expect(cards(view)).to_have_count(12 + 45)
    view.locator("#unnamed").check()
    assert len(shown_names(view)) == 57
    expect(view.locator("#more")).to_be_empty()
    view.locator("#unnamed").uncheck()
    view.locator("#show-unnamed").click()
    expect(view.locator("#unnamed")).to_be_checked()


def test_few_unnamed_are_drawn_at_once_and_an_act_stays_without_them(open_page: Open) -> None:
    view = open_page(stories.crowd(names=3, unnamed=2)).view
    assert drawn_names(view) == {"Name 0", "Name 1", "Name 2", "soldiers 0", "soldiers 1"}
    view.locator("#unnamed").uncheck()
    assert drawn_names(view) == {"Name 0", "Name 1", "Name 2"}
    letter = open_page(stories.letter()).view
    expect(letter.locator("#unnamed")).to_have_count(0)
    assert "withdrawal of foreign troops" in drawn_names(letter)


def test_the_first_view_holds_so_many_actors_and_the_rest_is_one_click_away(open_page: Open) -> None:
    view = open_page(stories.crowd(names=160), width=2400, height=1400).view
    assert len(shown_names(view)) == 150
    expect(view.locator("#more")).to_have_text("10 more: search, or draw 10 more · show all")
    expect(view.locator("#totals")).to_contain_text("160 actors")
    view.locator("#show-all").click()
    assert len(shown_names(view)) == 160


def test_what_is_not_shown_costs_the_drawing_nothing(open_page: Open) -> None:
    view = open_page(stories.crowd(names=12, unnamed=45)).view
    here, every = view.evaluate("[edges.length, drawn.edges.length]")
    assert here == every - 45
    view.locator("#unnamed").check()
    assert view.evaluate("edges.length") == every


def test_a_small_screen_holds_fewer_actors_at_first(open_page: Open) -> None:
    view = open_page(stories.crowd(names=160), width=390, height=844).view
    assert 12 <= len(shown_names(view)) < 40
    view.locator("#show-more").click()
    assert 24 <= len(shown_names(view)) < 80


def test_where_there_are_many_an_actor_to_whom_no_line_leads_waits(open_page: Open) -> None:
    story = stories.Story(list(stories.crowd(names=45).rows()))
    story.fact(story.article("Rain"), "The Hermit slept.", "slept", trigger="slept", actor=story.entity("The Hermit"))
    view = open_page(story.graph()).view
    assert "The Hermit" not in shown_names(view)
    expect(view.locator("#more")).to_have_text("1 unconnected hidden · show")
    expect(view.locator("#facts")).to_contain_text("The Hermit")
    view.locator("#show-alone").click()
    assert "The Hermit" in shown_names(view)
    expect(view.locator("#more")).to_be_empty()


def test_a_hidden_actor_that_is_searched_for_is_drawn_with_its_neighbours_until_it_is_let_go(open_page: Open) -> None:
    view = open_page(stories.crowd(names=12, unnamed=45)).view
    view.locator("#search").fill("soldiers 7")
    view.keyboard.press("Enter")
    expect(view.locator("#chosen h2")).to_have_text("soldiers 7")
    assert {"soldiers 7", "Name 7"} <= shown_names(view)
    assert "soldiers 8" not in shown_names(view)
    assert "attacked" in drawn_labels(view)
    view.locator("#clear").click()
    assert "soldiers 7" not in shown_names(view)


def test_a_chosen_actor_fills_the_view_and_letting_go_leads_back(open_page: Open) -> None:
    view = open_page(stories.crowd(names=80)).view
    before = view.evaluate("network.getScale()")
    view.evaluate("choose({ actor: told.actors.findIndex((actor) => actor.name === 'Name 3') })")
    assert view.evaluate("network.getScale()") > before
    view.keyboard.press("Escape")
    assert view.evaluate("network.getScale()") == pytest.approx(before, rel=0.1)


SCREENS = [(1280, 800), (1920, 1080), (390, 844)]


@pytest.mark.parametrize(("width", "height"), SCREENS)
@pytest.mark.parametrize("graph", [stories.letter, lambda: stories.crowd(names=90), seed_graph])
def test_nothing_is_cut_and_no_words_lie_on_others(open_page: Open, graph: Any, width: int, height: int) -> None:
    opened = open_page(graph(), width=width, height=height)
    assert (opened.cut(), opened.laps()) == ([], [])


def test_nearly_every_name_is_written_at_first(open_page: Open) -> None:
    opened = open_page(seed_graph(), width=1280, height=800)
    names = opened.view.evaluate(
        "drawn.nodes.filter((n) => 'actor' in n && choice.visible.has(n.id)).map((n) => n.label)"
    )
    written = {text["words"] for text in opened.written()}
    assert len(names) >= 30
    assert len(written.intersection(names)) >= 0.85 * len(names)


def test_the_whole_stays_in_view_when_the_window_changes_until_the_reader_moves(open_page: Open) -> None:
    opened = open_page(seed_graph(), width=1400, height=900)
    opened.view.set_viewport_size({"width": 900, "height": 640})
    opened.view.wait_for_timeout(200)
    assert (opened.cut(), opened.laps()) == ([], [])
    opened.view.locator("#closer").click()
    near = opened.view.evaluate("network.getScale()")
    opened.view.set_viewport_size({"width": 1000, "height": 640})
    opened.view.wait_for_timeout(200)
    assert opened.view.evaluate("network.getScale()") == pytest.approx(near, rel=0.2)


def test_words_stay_apart_when_the_reader_comes_nearer(open_page: Open) -> None:
    opened = open_page(seed_graph(), width=1280, height=800)
    few = len(opened.written())
    for _ in range(3):
        opened.view.locator("#closer").click()
        assert opened.laps() == []
    assert len(opened.written()) > few
