"""Where each node stands: computed once in Python, so the page opens at once and an actor stays where it was.

Small graphs are laid out whole, larger ones community by community. Boxes are pushed apart until names can be read.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import networkx as nx
import numpy as np
import numpy.typing as npt

from kg.analyze import communities

Point = tuple[float, float]
Size = tuple[float, float]
Array = npt.NDArray[np.float64]

SMALL = 60
"""Up to here a group is laid out by the lengths of its paths."""
CROWD = 600
"""Beyond this boxes are not pushed apart: names are read by zooming in."""
ROOM = 115.0
WIDE = 1.35
SEED = 7
LABELS = 150
"""Up to here the words on edges are given room too."""
TURNS = 300


def layout(links: nx.Graph[str], sizes: Mapping[str, Size], kept: Mapping[str, Point]) -> dict[str, Point]:
    """A place for every node of `links`. A node in `kept` stays exactly there; a new one starts near its neighbours.

    `sizes` are the boxes that nodes take with their names; an edge's `box` is the room its words take.
    """
    fixed = {node: kept[node] for node in sorted(links) if node in kept}
    start = {**fixed, **_beside(links, fixed)} if fixed else _afresh(links)
    placed = _apart(start, sizes, fixed, links)
    return {node: placed[node] for node in sorted(placed)}


def _afresh(links: nx.Graph[str]) -> dict[str, Point]:
    alone = sorted(nx.isolates(links))
    tied = links.subgraph(set(links) - set(alone))
    groups = communities(tied, seed=SEED) if len(tied) > SMALL else _components(tied)
    shapes = [_group(links, group) for group in groups]
    centres = _centres(links, groups)
    places = {
        node: (x + cx, y + cy)
        for shape, (cx, cy) in zip(shapes, centres, strict=True)
        for node, (x, y) in shape.items()
    }
    return {**places, **_rows(alone, below=max((y for _, y in places.values()), default=0.0))}


def _components(links: nx.Graph[str]) -> tuple[tuple[str, ...], ...]:
    parts = (tuple(sorted(part)) for part in nx.connected_components(links))
    return tuple(sorted(parts, key=lambda part: (-len(part), part)))


def _group(links: nx.Graph[str], group: Sequence[str]) -> dict[str, Point]:
    """One group round the origin, in a disc that grows with its members."""
    part: nx.Graph[str] = nx.Graph()
    part.add_nodes_from(group)
    part.add_edges_from(sorted((min(edge), max(edge)) for edge in links.subgraph(group).edges if edge[0] != edge[1]))
    if len(part) <= SMALL and nx.is_connected(part):
        raw = nx.kamada_kawai_layout(part, pos=nx.circular_layout(part)) if len(part) > 2 else nx.circular_layout(part)
    else:
        raw = nx.spring_layout(part, seed=SEED, iterations=50, k=1.5 / math.sqrt(len(part)))
    radius = _radius(group)
    return {node: (float(x) * radius * WIDE, float(y) * radius) for node, (x, y) in raw.items()}


def _radius(group: Sequence[str]) -> float:
    return ROOM * math.sqrt(len(group))


def _centres(links: nx.Graph[str], groups: Sequence[Sequence[str]]) -> list[Point]:
    """A centre for each group: tied groups near each other, no two discs over each other."""
    if len(groups) < 2:
        return [(0.0, 0.0)] * len(groups)
    home = {node: number for number, group in enumerate(groups) for node in group}
    between: nx.Graph[int] = nx.Graph()
    between.add_nodes_from(range(len(groups)))
    for one, other in sorted((home[u], home[v]) for u, v in links.edges if home.get(u) != home.get(v)):
        between.add_edge(one, other, weight=between.get_edge_data(one, other, {"weight": 0})["weight"] + 1)
    raw = nx.spring_layout(between, seed=SEED, iterations=60)
    spread = ROOM * math.sqrt(sum(len(group) for group in groups))
    radii = [_radius(group) * 0.95 for group in groups]
    boxes = {str(n): (2 * r * WIDE, 2 * r) for n, r in enumerate(radii)}
    start = {str(n): (float(raw[n][0]) * spread * WIDE, float(raw[n][1]) * spread) for n in range(len(groups))}
    apart = _apart(start, boxes, {})
    return [apart[str(n)] for n in range(len(groups))]


def _rows(alone: Sequence[str], below: float) -> dict[str, Point]:
    """Nodes without ties, in rows under the rest."""
    columns = max(4, math.ceil(math.sqrt(len(alone) * 2)))
    step = ROOM * 1.6
    left = -step * (min(columns, len(alone)) - 1) / 2
    return {
        node: (left + step * (number % columns), below + ROOM * (1 + number // columns))
        for number, node in enumerate(alone)
    }


def _beside(links: nx.Graph[str], fixed: Mapping[str, Point]) -> dict[str, Point]:
    """Each new node beside the middle of its placed neighbours, in its own direction; strangers go under the rest."""
    placed: dict[str, Point] = dict(fixed)
    waiting = [node for node in sorted(links) if node not in placed]
    while ready := [node for node in waiting if any(other in placed for other in links[node])]:
        for number, node in enumerate(ready):
            near = [placed[other] for other in sorted(links[node]) if other in placed]
            angle = 2.399963 * (number + 1)
            x, y = (sum(values) / len(near) for values in zip(*near, strict=True))
            placed[node] = (x + ROOM * math.cos(angle), y + ROOM * math.sin(angle))
        waiting = [node for node in waiting if node not in placed]
    placed.update(_rows(waiting, below=max(y for _, y in placed.values())))
    return {node: place for node, place in placed.items() if node not in fixed}


def _apart(
    start: Mapping[str, Point],
    sizes: Mapping[str, Size],
    fixed: Mapping[str, Point],
    links: nx.Graph[str] | None = None,
) -> dict[str, Point]:
    """The same places with boxes pushed off each other, each along its shorter way; the fixed do not move.

    The box of an edge's words stands at the edge's middle and moves by moving both ends.
    """
    nodes = sorted(start)
    middles = _middles(links, nodes) if links is not None and len(links.edges) <= LABELS else []
    bodies, boxes = _bodies(nodes, middles, sizes)
    places = np.array([start[node] for node in nodes], dtype=float).reshape(-1, 2)
    free = np.array([node not in fixed for node in nodes], dtype=float)
    for _ in range(TURNS if len(nodes) <= CROWD else 0):
        push = bodies.T @ _pushes(bodies @ places, boxes, (bodies @ free) > 0) * free[:, None]
        if not np.abs(push).max(initial=0.0) > 0.5:
            break
        places += push
    return {
        node: fixed[node] if node in fixed else (float(round(x)), float(round(y)))
        for node, (x, y) in zip(nodes, places.tolist(), strict=True)
    }


def _middles(links: nx.Graph[str], nodes: Sequence[str]) -> list[tuple[int, int, Size]]:
    number = {node: n for n, node in enumerate(nodes)}
    edges = [(number[u], number[v], data["box"]) for u, v, data in links.edges(data=True) if "box" in data and u != v]
    return sorted((min(u, v), max(u, v), box) for u, v, box in edges)


def _bodies(
    nodes: Sequence[str], middles: Sequence[tuple[int, int, Size]], sizes: Mapping[str, Size]
) -> tuple[Array, Array]:
    """How each body (nodes, then middles) follows from the nodes' places, and each body's box."""
    bodies = np.vstack([np.eye(len(nodes)), np.zeros((len(middles), len(nodes)))])
    for row, (one, other, _) in enumerate(middles, start=len(nodes)):
        bodies[row, [one, other]] = 0.5
    boxes = [sizes.get(node, (0.0, 0.0)) for node in nodes] + [box for _, _, box in middles]
    return bodies, np.array(boxes, dtype=float).reshape(-1, 2)


def _pushes(places: Array, boxes: Array, free: Array) -> Array:
    gap = places[:, None, :] - places[None, :, :]
    overlap = (boxes[:, None, :] + boxes[None, :, :]) / 2 - np.abs(gap)
    both: npt.NDArray[np.bool_] = np.asarray((overlap > 0).all(axis=2))
    np.fill_diagonal(both, False)
    rank = np.arange(len(places))
    order = np.sign(rank[:, None] - rank[None, :])[:, :, None]
    across = overlap[:, :, 0] <= overlap[:, :, 1]
    share = 1.0 / np.maximum(free[:, None].astype(float) + free[None, :], 1.0)
    moves = np.where(gap == 0, order, np.sign(gap)) * overlap * np.stack([across, ~across], axis=2)
    pushes: Array = (moves * (both * share)[:, :, None]).sum(axis=1) / np.sqrt(np.maximum(both.sum(axis=1), 1))[:, None]
    return pushes
