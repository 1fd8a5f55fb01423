"""The page as a value: same bytes, nothing from outside, everything counted. No browser here."""

from __future__ import annotations

import copy
import json
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from itertools import combinations
from typing import Any

import networkx as nx
import pytest
import stories
from hypothesis import given
from hypothesis import strategies as st

from kg.analyze import communities, degree, pagerank, tied
from kg.explorer import page
from kg.explorer.drawing import MAX_ACTORS, drawing
from kg.explorer.facts import cut
from kg.explorer.first import CROWD, FIRST, first_nodes, reading
from kg.explorer.layout import layout
from kg.explorer.visible import web_address
from kg.model import Entity, Graph
from kg.plain import visible


class Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.within = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.within = tag
        if tag == "script":
            self.scripts.append("")

    def handle_data(self, data: str) -> None:
        if self.within == "script":
            self.scripts[-1] += data

    def handle_endtag(self, tag: str) -> None:
        self.within = ""


def block(html: str, name: str) -> Any:
    match = re.search(rf'<script id="{name}" type="application/json">(.*?)</script>', html, re.S)
    assert match
    return json.loads(match[1])


def test_equal_graphs_give_equal_bytes_and_the_graph_is_left_alone() -> None:
    graph = stories.letter()
    before = copy.deepcopy(graph)
    first, second = page(graph, title="t"), page(Graph.of(reversed(list(graph.rows()))), title="t")
    assert first.html.encode() == second.html.encode()
    assert first.positions == second.positions
    assert graph == before


def test_nothing_in_the_page_points_outside() -> None:
    tags = Tags(page(stories.letter(), title="t").html).tags
    addresses = [attrs[name] for _, attrs in tags for name in ("src", "href", "action", "data") if name in attrs]
    assert addresses == ["data:,"]
    assert {tag for tag, _ in tags} & {"iframe", "object", "embed", "base", "form"} == set()


def test_the_policy_lets_only_our_scripts_run() -> None:
    parsed = Tags(page(stories.letter(), title="t").html)
    policy = next(
        attrs["content"] for tag, attrs in parsed.tags if attrs.get("http-equiv") == "Content-Security-Policy"
    )
    kinds = [attrs.get("type") for tag, attrs in parsed.tags if tag == "script"]
    running = [text for text, kind in zip(parsed.scripts, kinds, strict=True) if kind != "application/json"]
    hashes = " ".join(f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in running)
    assert policy == (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )


def test_our_scripts_never_write_markup() -> None:
    html = page(stories.letter(), title="t").html
    ours = "".join(Tags(html).scripts[3:])
    assert "textContent" in ours
    for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
        assert word not in ours


def test_hostile_text_stays_in_the_data() -> None:
    calm, hostile = (page(stories.hostile(text), title=text).html for text in ("calm", stories.HOSTILE))
    assert [tag for tag, _ in Tags(calm).tags] == [tag for tag, _ in Tags(hostile).tags]
    hostile.encode("utf-8")
    assert not set("\x07\x1b\u202e\u2028") & set(hostile)


def test_missing_values_are_left_out() -> None:
    told = block(page(stories.accents(), title="t").html, "told")
    assert told["articles"] == [{"title": "Suit"}]
    assert "null" not in json.dumps(told)
    assert not re.search(r'"(None|null|nan|NaN)"', json.dumps(told))


def test_relations_of_a_pair_are_one_edge_and_all_are_counted() -> None:
    story = stories.Story()
    article = story.article("a")
    one, other = story.entity("One"), story.entity("Other")
    for number in range(3):
        story.fact(article, f"{number} One sued Other.", "sued", trigger="sued", actor=one, recipient=other)
    story.fact(article, "One blamed Other.", "blamed", trigger="blamed", actor=one, recipient=other)
    story.fact(article, "Other blamed One.", "blamed", trigger="blamed", actor=other, recipient=one)
    story.fact(article, "Other spoke with One.", "spoke with", trigger="spoke", actor=(other, one))
    edges = drawing(story.graph()).edges
    directed = next(edge for edge in edges if edge.source == one and not edge.symmetric)
    assert [(line.words, len(line.facts)) for line in directed.lines] == [("sued", 3), ("blamed", 1)]
    assert [edge.symmetric for edge in edges].count(True) == 1
    assert len(edges) == 3


def test_a_demand_points_at_a_node_for_the_act() -> None:
    html = page(stories.letter(), title="t").html
    drawn, told = block(html, "drawn"), block(html, "told")
    act = next(node for node in drawn["nodes"] if node["label"] == "withdrawal of foreign troops")
    edge = next(edge for edge in drawn["edges"] if edge["to"] == act["id"])
    assert told["facts"][act["act"]]["status"] == "demanded"
    assert edge["lines"][0]["words"] == "demands"


def test_facts_stand_in_reading_order() -> None:
    facts = drawing(stories.letter()).facts
    places = [row.start_char for fact in facts for row in stories.letter().evidence if row.event == fact.id]
    assert places == sorted(places)


def test_more_actors_than_fit_are_counted() -> None:
    story = stories.Story()
    story.article("a")
    rows = [Entity(f"e{n}", f"Name {n}", "Person", True, (), None, None, None, 1, None, None) for n in range(2100)]
    assert drawing(Graph.of([*story.rows, *rows])).totals.more_actors == 2100 - MAX_ACTORS


def test_more_facts_than_fit_are_counted_and_what_is_reported_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = stories.letter()
    every = drawing(graph).facts
    monkeypatch.setattr("kg.explorer.drawing.MAX_FACTS", 15)
    some = drawing(graph)
    assert (len(some.facts), some.totals.more_facts) == (15, len(every) - 15)
    assert {fact.status for fact in some.facts} == {"actual", "claimed"}
    assert [fact for fact in every if fact in some.facts] == list(some.facts)
    assert f"not on this page: {len(every) - 15} facts" in " ".join(page(graph, title="t").html.split())


def test_a_relation_whose_events_are_not_here_is_not_drawn() -> None:
    graph = stories.accents()
    lost = replace(graph.relations[0], id="lost", event_ids=("gone",))
    assert len(drawing(replace(graph, relations=(lost,))).edges) == 0


# ---- the first view ----


def test_the_first_view_is_of_the_named_where_the_unnamed_are_many() -> None:
    drawn = drawing(stories.crowd(names=5, unnamed=CROWD + 1))
    first = first_nodes(drawn)
    assert {actor.row.name for actor in drawn.actors if actor.row.id in first} == {f"Name {n}" for n in range(5)}
    few = drawing(stories.crowd(names=5, unnamed=CROWD))
    assert len(first_nodes(few)) == 5 + CROWD


def test_the_first_view_is_of_the_most_told_of() -> None:
    drawn = drawing(stories.crowd(names=FIRST + 10))
    assert len(first_nodes(drawn)) == FIRST
    hub = next(actor.row.id for actor in drawn.actors if actor.row.name == "Name 0")
    assert hub in first_nodes(drawn)


def test_of_several_articles_facts_between_names_are_read_first_the_best_told_then_the_newest() -> None:
    story = stories.Story()
    old, new = (story.article(title, published=day) for title, day in (("Old", "2020-01-01"), ("New", "2021-01-01")))
    one, other, men = story.entity("One"), story.entity("Other"), story.entity("men", "Group", named=False)
    story.fact(old, "One hit men.", "hit", trigger="hit", actor=one, recipient=men)
    story.fact(old, "One sued Other.", "sued", trigger="sued", actor=one, recipient=other)
    story.fact(new, "One blamed Other.", "blamed", trigger="blamed", actor=one, recipient=other)
    best = story.fact(old, "One praised Other.", "praised", trigger="praised", actor=one, recipient=other)
    graph = story.graph()
    events = tuple(replace(event, n_stories=2) if event.id == best else event for event in graph.events)
    graph = replace(graph, events=events)
    drawn = drawing(graph)
    assert [drawn.facts[n].words for n in reading(graph, drawn)] == ["praised", "blamed", "sued", "hit"]


def test_one_article_is_read_as_it_tells() -> None:
    graph = stories.letter()
    assert reading(graph, drawing(graph)) == tuple(range(len(graph.events)))


def test_the_first_view_has_the_shape_of_a_screen() -> None:
    links = nx.relabel_nodes(nx.barabasi_albert_graph(40, 1, seed=3), str)
    places = layout(links, dict.fromkeys(links, (90.0, 44.0)), {})
    wide, high = (max(values) - min(values) for values in zip(*places.values(), strict=True))
    assert 0.9 < wide / high < 2.2


# ---- places ----


def test_an_actor_stays_in_place_when_the_graph_grows() -> None:
    small = stories.letter()
    first = page(small, title="t").positions
    story = stories.Story(list(small.rows()))
    taliban = next(entity.id for entity in small.entities if entity.name == "Taliban")
    new = story.entity("Somebody New")
    article = story.article("Another")
    story.fact(article, "Somebody New met the Taliban.", "visited", trigger="met", actor=new, recipient=taliban)
    second = page(story.graph(), title="t", positions=first).positions
    assert {node: second[node] for node in first} == first
    (x, y), (tx, ty) = second[new], second[taliban]
    assert 0 < (x - tx) ** 2 + (y - ty) ** 2 < 700**2


@pytest.mark.parametrize("size", [0, 1, 2, 12, 90])
def test_boxes_do_not_lie_on_each_other(size: int) -> None:
    links = nx.relabel_nodes(nx.barabasi_albert_graph(size, 2, seed=1) if size > 2 else nx.path_graph(size), str)
    places = layout(links, dict.fromkeys(links, (100.0, 60.0)), {})
    assert set(places) == set(links)
    laps = [
        (one, other)
        for one, other in combinations(sorted(places), 2)
        if abs(places[one][0] - places[other][0]) < 60 and abs(places[one][1] - places[other][1]) < 36
    ]
    assert laps == []


# ---- text ----

MARKS = st.lists(
    st.builds(
        lambda role, a, b: f"{role}:{a}:{b}", st.sampled_from(["actor", "x:y", ""]), st.integers(-3, 30), st.integers()
    )
)


@given(st.text(max_size=25), MARKS)
def test_the_pieces_of_a_quote_are_the_quote(quote: str, marks: list[str]) -> None:
    assert "".join(piece.text for piece in cut(quote, [*marks, "junk", ":", "a:b:c"])) == quote


def test_marks_that_overlap_are_cut_where_any_begins_or_ends() -> None:
    pieces = cut("Torvik Air sacked", ["actor:0:10", "speaker:7:17"])
    assert [(piece.text, piece.role) for piece in pieces] == [
        ("Torvik ", "actor"),
        ("Air", "actor speaker"),
        (" sacked", "speaker"),
    ]


@given(st.text(st.characters(), max_size=40))
def test_visible_text_can_be_written_and_hides_nothing(text: str) -> None:
    shown = visible(text)
    shown.encode("utf-8")
    assert shown.isprintable() or not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)


@pytest.mark.parametrize(
    ("url", "right"),
    [
        ("https://a.example/b?c=d", True),
        ("HTTP://a.example", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("//a.example", False),
        ("https://", False),
        ("https://[", False),
        ("https://good.example\\@bad.example", False),
        ("https://a.example/\u202egnp", False),
        (" https://a.example", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(url: str | None, right: bool) -> None:
    assert web_address(url) == (url if right else None)


# ---- who matters ----


def test_rankings_leave_out_the_unnamed_and_the_unreported() -> None:
    graph = stories.letter()
    names = {entity.id: entity.name for entity in graph.entities}
    ranked = [names[entity] for entity in pagerank(graph, tied(graph))]
    assert ranked[0] in {"Taliban", "United States"}
    assert "senior Taliban official" not in ranked
    assert names[next(iter(degree(graph, tied(graph))))] == "Taliban"
    assert degree(graph, tied(graph)) != degree(graph, tied(graph, ("denied",)))


def test_communities_do_not_depend_on_the_order_of_insertion() -> None:
    links = nx.relabel_nodes(nx.connected_caveman_graph(4, 5), str)
    turned: nx.Graph[str] = nx.Graph()
    turned.add_edges_from(reversed([(v, u) for u, v in links.edges]))
    assert communities(links) == communities(turned)
    assert sorted(len(group) for group in communities(links)) == [5, 5, 5, 5]


def test_an_empty_graph_has_no_ranking() -> None:
    assert (degree(Graph(), tied(Graph())), pagerank(Graph(), tied(Graph())), communities(nx.Graph())) == ({}, {}, ())
    assert "0</b> articles" in page(Graph(), title="t").html
