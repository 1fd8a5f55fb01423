"""Graph -> one HTML file: pyvis writes nodes, edges and options into our own template; nothing reaches outside."""

from __future__ import annotations

import json
from base64 import b64encode
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import jinja2
import networkx as nx
from markupsafe import Markup

from kg.explorer.boxes import Point, Size
from kg.explorer.drawing import Actor, Drawing, Line, drawing
from kg.explorer.first import CROWD, FIRST, first_nodes, reading
from kg.explorer.layout import layout
from kg.explorer.visible import shown
from kg.model import SHOWN_STATUSES, STATUSES, Graph
from kg.plain import visible

HERE = Path(__file__).parent
ACT = 32
"""Letters of an act that a crowded drawing shows."""
ACT_WIDE, NAME_WIDE = 125.0, 150.0
VIS = "lib/vis-9.1.2/vis-network.min.js"
SCRIPTS = ("state.js", "choice.js", "cards.js", "labels.js", "canvas.js", "view.js", "search.js", "app.js")
SHAPES = {
    "Person": "dot",
    "Organization": "square",
    "Group": "triangle",
    "Place": "diamond",
    "Facility": "hexagon",
    "Work": "star",
    "Thing": "triangleDown",
}
OPTIONS: dict[str, dict[str, Any]] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "keyboard": False, "tooltipDelay": 1000000, "hideEdgesOnDrag": False},
    "nodes": {"scaling": {"label": {"drawThreshold": 7}}, "borderWidth": 1.5},
    "edges": {"scaling": {"label": {"drawThreshold": 9}}, "selectionWidth": 0, "hoverWidth": 0},
}


@dataclass(frozen=True, slots=True)
class Page:
    """The file's text, and where each node was put: give the positions to the next `page` and nothing moves."""

    html: str
    positions: Mapping[str, Point]


@dataclass(frozen=True, slots=True)
class Script:
    """A script as it stands in the page, and the hash by which the page's policy lets it run."""

    text: Markup
    digest: str


def page(graph: Graph, *, title: str, positions: Mapping[str, Point] | None = None) -> Page:
    """The graph as one self-contained page: no request leaves it, no text in it can act, equal input gives equal bytes.

    Nodes in `positions` stay where they were; `Page.positions` has the place of every node that is drawn.
    """
    drawn = drawing(graph)
    places = _places(drawn, positions or {})
    return Page(_render(drawn, places, visible(title), reading(graph, drawn)), places)


def _render(drawn: Drawing, places: Mapping[str, Point], title: str, order: Sequence[int]) -> str:
    import pyvis  # slow, and only a page needs it
    from pyvis.network import Network

    net = Network(directed=True, cdn_resources="in_line")
    names = _add_nodes(net, drawn, places)
    _add_edges(net, drawn, names)
    net.set_options(json.dumps(_options(len(drawn.actors))))
    net.templateEnv = _environment(Path(pyvis.__file__).parent / "templates")
    net.templateEnv.globals.update(_globals(net.templateEnv, drawn, title, order))
    net.path = "page.html.jinja"
    return str(net.generate_html())


def _options(actors: int) -> dict[str, Any]:
    busy = {"hideEdgesOnDrag": actors > 1000, "hideEdgesOnZoom": actors > 1000}
    return {**OPTIONS, "interaction": {**OPTIONS["interaction"], **busy}}


def _environment(packaged: Path) -> jinja2.Environment:
    loaders = [jinja2.FileSystemLoader(folder, encoding="utf-8") for folder in (HERE, packaged)]
    return jinja2.Environment(
        loader=jinja2.ChoiceLoader(loaders), autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True
    )


def _globals(env: jinja2.Environment, drawn: Drawing, title: str, order: Sequence[int]) -> dict[str, Any]:
    scripts = [_script(env, name) for name in (VIS, *SCRIPTS)]
    return {
        "title": title,
        "totals": drawn.totals,
        "style": Markup(_source(env, "app.css")),
        "scripts": scripts,
        "policy": " ".join(f"'sha256-{script.digest}'" for script in scripts),
        "told": shown({**_told(drawn), "order": order, "first": FIRST, "crowd": CROWD}),
    }


def _source(env: jinja2.Environment, name: str) -> str:
    assert env.loader is not None
    text = env.loader.get_source(env, name)[0].replace("\r\n", "\n")
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith("//# sourceMappingURL"))


def _script(env: jinja2.Environment, name: str) -> Script:
    text = _source(env, name)
    assert "</script" not in text.lower()
    assert "<!--" not in text
    return Script(Markup(text), b64encode(sha256(text.encode()).digest()).decode())


def _add_nodes(net: Any, drawn: Drawing, places: Mapping[str, Point]) -> dict[str, str]:
    """Draws every node that has a place; gives the page's own name of each: no text from outside becomes an id."""
    names: dict[str, str] = {}
    for number, actor in enumerate(drawn.actors):
        if actor.row.id in places:
            names[actor.row.id] = f"a{number}"
            x, y = places[actor.row.id]
            shape = SHAPES.get(actor.row.kind, "dot")
            net.add_node(f"a{number}", label=_name(actor), shape=shape, x=x, y=y, actor=number, size=_size(actor))
    number_of = {fact.id: number for number, fact in enumerate(drawn.facts)}
    for event in drawn.acts:
        names[event] = f"e{number_of[event]}"
        x, y = places[event]
        net.add_node(names[event], label=_act(drawn, event), shape="box", x=x, y=y, act=number_of[event])
    return names


def _add_edges(net: Any, drawn: Drawing, names: Mapping[str, str]) -> None:
    beside = Counter(frozenset((edge.source, edge.target)) for edge in drawn.edges)
    for number, edge in enumerate(drawn.edges):
        bent = beside[frozenset((edge.source, edge.target))] > 1 and not edge.symmetric
        net.add_edge(
            names[edge.source],
            names[edge.target],
            id=f"r{number}",
            arrows="" if edge.symmetric else "to",
            lines=shown([asdict(line) for line in edge.lines]),
            smooth={"enabled": True, "type": "curvedCW", "roundness": 0.18} if bent else False,
        )


def _told(drawn: Drawing) -> dict[str, Any]:
    """All that the page tells in words; entities, facts and articles are referred to by number."""
    actor_of = {actor.row.id: number for number, actor in enumerate(drawn.actors)}
    fact_of = {fact.id: number for number, fact in enumerate(drawn.facts)}
    return {
        "statuses": list(STATUSES),
        "shown": list(SHOWN_STATUSES),
        "kinds": list(SHAPES),
        "actors": [_actor_told(actor) for actor in drawn.actors],
        "facts": [_fact_told(asdict(fact), actor_of, fact_of) for fact in drawn.facts],
        "articles": [asdict(source) for source in drawn.sources],
    }


def _actor_told(actor: Actor) -> dict[str, Any]:
    row = asdict(actor.row)
    return {**row, "search": actor.search, "top": actor.top, "facts": list(actor.facts), "drawn": list(actor.drawn)}


def _fact_told(fact: dict[str, Any], actor_of: Mapping[str, int], fact_of: Mapping[str, int]) -> dict[str, Any]:
    for end in ("who", "whom"):
        fact[end] = [actor_of[entity] for entity in fact[end] if entity in actor_of]
    for tie in ("acts", "content_of"):
        fact[tie] = [fact_of[event] for event in fact[tie] if event in fact_of]
    for sentence in fact["sentences"]:
        for said in sentence["said"]:
            said["actor"] = actor_of.get(said["actor"])
    return fact


def _places(drawn: Drawing, kept: Mapping[str, Point]) -> dict[str, Point]:
    """Where each symbol stands. A layout knows the middle of the box of a symbol and the name under it."""
    sizes = _sizes(drawn)
    lift = {actor.row.id: _name_high(_name(actor), actor) / 2 for actor in drawn.actors}
    middles = {node: (x, y + lift.get(node, 0.0)) for node, (x, y) in kept.items()}
    places = layout(_links(drawn), sizes, middles, first_nodes(drawn))
    return {node: (x, y - lift.get(node, 0.0)) for node, (x, y) in places.items()}


def _links(drawn: Drawing) -> nx.Graph[str]:
    links: nx.Graph[str] = nx.Graph()
    links.add_nodes_from(sorted(actor.row.id for actor in drawn.actors if actor.drawn))
    links.add_nodes_from(drawn.acts)
    for edge in drawn.edges:
        links.add_edge(edge.source, edge.target, box=_words_box(edge.lines[0]))
    return links


def _sizes(drawn: Drawing) -> dict[str, Size]:
    """The box that each node takes with its name under it, in the units of the drawing."""
    boxes = {actor.row.id: _box(_name(actor), actor) for actor in drawn.actors}
    return {**boxes, **{event: _act_box(_act(drawn, event)[:ACT]) for event in drawn.acts}}


def _words_box(line: Line) -> Size:
    """The room that an edge's words take: the relation, and under it a speaker or a status."""
    under = 0 if line.status == "actual" else max(14, 5 + len(line.by or ""))
    return (min(max(len(line.words) + 3, under), 28) * 6.0 + 6, 28 if under else 15)


def _box(label: str, actor: Actor) -> Size:
    size = _size(actor)
    return (max(min(NAME_WIDE, _long(label, actor)), 2 * size) + 12, 2 * size + _name_high(label, actor) + 8)


def _name_high(label: str, actor: Actor) -> float:
    return (20.0 if actor.top else 17.0) * (1 + _long(label, actor) // NAME_WIDE) + 4


def _long(label: str, actor: Actor) -> float:
    return len(label) * (8.8 if actor.top else 7.7)


def _act_box(label: str) -> Size:
    width = len(label) * 6.4
    return (min(ACT_WIDE, width) + 16, 16.0 + 15 * (1 + width // ACT_WIDE))


def _size(actor: Actor) -> float:
    return 15.0 if actor.top else 11.0 if actor.row.named else 8.0


def _name(actor: Actor) -> str:
    return visible(actor.row.name).strip() or "(no name)"


def _act(drawn: Drawing, event: str) -> str:
    fact = next(fact for fact in drawn.facts if fact.id == event)
    return visible(fact.label).strip() or fact.words
