"""Where each node stands: computed once in Python, so the page opens at once and an actor stays where it was.

What is drawn first is laid out first, in the shape of a screen; the rest is put round it. Small graphs are laid out
whole, larger ones community by community. Boxes are pushed apart until names can be read.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence

import networkx as nx
import numpy as np

from kg.analyze import communities
from kg.explorer.boxes import Array, Point, Size, apart, extent, seat
from kg.explorer.frame import arranged

SMALL = 180
"""Up to here a group is laid out by the lengths of its paths."""
ROOM = 115.0
SHAPE = 1.42
"""The width of the canvas over its height."""
FULL = 0.5
"""The share of its frame that a group's boxes cover at most; a small group has more room."""
SEED = 7


def layout(
    links: nx.Graph[str],
    sizes: Mapping[str, Size],
    kept: Mapping[str, Point],
    first: Collection[str] | None = None,
) -> dict[str, Point]:
    """A place for every node of `links`. A node in `kept` stays exactly there; a new one starts near its neighbours.

    Where three quarters of what is drawn `first` are new, all is placed anew: a few old places would spoil the picture.
    `sizes` are the boxes that nodes take with their names; an edge's `box` is the room its words take.
    """
    front = links if first is None else links.subgraph(sorted(set(first) & set(links)))
    fixed = {node: kept[node] for node in sorted(links) if node in kept}
    if 4 * len(fixed.keys() & set(front)) < len(front):
        fixed = _afresh(front, sizes)
    placed = _added(front, sizes, {node: place for node, place in fixed.items() if node in front})
    placed = _added(links, sizes, {**fixed, **placed})
    return {node: placed[node] for node in sorted(placed)}


def _added(links: nx.Graph[str], sizes: Mapping[str, Size], fixed: Mapping[str, Point]) -> dict[str, Point]:
    """The fixed, and every other node of `links` beside its neighbours."""
    if len(fixed) == len(links):
        return dict(fixed)
    return apart({**fixed, **_beside(links, fixed)}, sizes, fixed, links)


def _afresh(links: nx.Graph[str], sizes: Mapping[str, Size]) -> dict[str, Point]:
    """Each part by itself, the largest in the middle, the others in the free places round it; the single ones below."""
    alone = sorted(nx.isolates(links))
    frame = SHAPE * (1 + min(1.0, 0.13 * math.ceil(len(alone) / 8)))
    placed: dict[str, Point] = {}
    taken: Array = np.zeros((0, 4))
    for part in _components(links.subgraph(set(links) - set(alone))):
        shape = _part(links, part, sizes, frame)
        left, top, right, bottom = extent(shape, sizes)
        x, y = seat((right - left, bottom - top), taken, frame)
        dx, dy = round(x - (left + right) / 2), round(y - (top + bottom) / 2)
        moved = {node: (a + dx, b + dy) for node, (a, b) in shape.items()}
        taken = np.vstack([taken, _standing(links, moved, sizes)])
        placed.update(moved)
    return {**placed, **_rows(alone, placed, sizes)}


def _standing(links: nx.Graph[str], placed: Mapping[str, Point], sizes: Mapping[str, Size]) -> Array:
    """The boxes of placed nodes, and of the words between them."""
    rows = [(*place, *sizes.get(node, (0.0, 0.0))) for node, place in placed.items()]
    for one, other, box in links.subgraph(placed).edges(data="box", default=(0.0, 0.0)):
        (ax, ay), (bx, by) = placed[one], placed[other]
        for t, size in ((0.25, (10.0, 10.0)), (0.5, box), (0.75, (10.0, 10.0))):
            rows.append((ax + (bx - ax) * t, ay + (by - ay) * t, *size))
    return np.array(rows, dtype=float)


def _components(links: nx.Graph[str]) -> tuple[tuple[str, ...], ...]:
    parts = (tuple(sorted(part)) for part in nx.connected_components(links))
    return tuple(sorted(parts, key=lambda part: (-len(part), part)))


def _part(links: nx.Graph[str], part: Sequence[str], sizes: Mapping[str, Size], shape: float) -> dict[str, Point]:
    """One connected part: whole, or when it is large by its communities."""
    inner = links.subgraph(part)
    if len(part) <= SMALL:
        return _group(links, part, sizes, shape)
    groups = communities(inner, seed=SEED)
    shapes = [_group(links, group, sizes, shape) for group in groups]
    centres = _centres(links, groups, shapes, sizes)
    start = {n: (x + cx, y + cy) for s, (cx, cy) in zip(shapes, centres, strict=True) for n, (x, y) in s.items()}
    return apart(start, sizes, {}, inner)


def _group(links: nx.Graph[str], group: Sequence[str], sizes: Mapping[str, Size], shape: float) -> dict[str, Point]:
    """One group round the origin, lying on its longer side in a frame of this shape."""
    inner = links.subgraph(group)
    full = min(FULL, 0.2 + len(group) / 200)
    height = math.sqrt(_area(inner, sizes) / full / shape)
    frame = (height * shape, height)
    start = _stretched(_raw(inner), *frame)
    return apart(arranged(inner, start, sizes, frame) if 2 < len(group) <= SMALL else start, sizes, {}, inner)


def _raw(links: nx.Graph[str]) -> Mapping[str, Array]:
    part: nx.Graph[str] = nx.Graph()
    part.add_nodes_from(sorted(links))
    part.add_edges_from(sorted((min(edge), max(edge)) for edge in links.edges if edge[0] != edge[1]))
    circle = nx.circular_layout(part)
    if len(part) < 3:
        return circle
    if len(part) <= SMALL and nx.is_connected(part):
        return nx.kamada_kawai_layout(part, pos=circle)
    return nx.spring_layout(part, seed=SEED, iterations=50, k=1.5 / math.sqrt(len(part)))


def _area(links: nx.Graph[str], sizes: Mapping[str, Size]) -> float:
    boxes = [sizes.get(node, (0.0, 0.0)) for node in links]
    boxes += [box for _, _, box in links.edges(data="box", default=(0.0, 0.0))]
    return sum(w * h for w, h in boxes) or ROOM**2 * len(links)


def _stretched(raw: Mapping[str, Array], width: float, height: float) -> dict[str, Point]:
    """The same picture turned so that its longest way lies across, and stretched to a frame round the origin."""
    places = np.array([raw[node] for node in sorted(raw)], dtype=float)
    places -= places.mean(axis=0)
    ways = np.linalg.svd(places, full_matrices=False)[2]
    ways *= np.where(ways[np.arange(len(ways)), np.abs(ways).argmax(axis=1)] < 0, -1.0, 1.0)[:, None]
    turned = places @ ways.T
    if turned.shape[1] < 2:
        turned = np.column_stack([turned, np.zeros(len(turned))])
    spans = np.maximum(np.ptp(turned, axis=0), 1e-6)
    scale = np.where(spans > 1e-3, np.array([width, height]) / spans, 1.0)
    turned = (turned - (turned.max(axis=0) + turned.min(axis=0)) / 2) * scale
    return {node: (float(x), float(y)) for node, (x, y) in zip(sorted(raw), turned.tolist(), strict=True)}


def _centres(
    links: nx.Graph[str],
    groups: Sequence[Sequence[str]],
    shapes: Sequence[Mapping[str, Point]],
    sizes: Mapping[str, Size],
) -> list[Point]:
    """A centre for each group: tied groups near each other, no two over each other."""
    home = {node: number for number, group in enumerate(groups) for node in group}
    between: nx.Graph[int] = nx.Graph()
    between.add_nodes_from(range(len(groups)))
    for one, other in sorted((home[u], home[v]) for u, v in links.edges if home.get(u) != home.get(v)):
        between.add_edge(one, other, weight=between.get_edge_data(one, other, {"weight": 0})["weight"] + 1)
    raw = nx.spring_layout(between, seed=SEED, iterations=60)
    frames = [extent(shape, sizes) for shape in shapes]
    boxes = {str(n): (right - left, bottom - top) for n, (left, top, right, bottom) in enumerate(frames)}
    spread = math.sqrt(sum(w * h for w, h in boxes.values())) / 2
    start = {str(n): (float(raw[n][0]) * spread * SHAPE, float(raw[n][1]) * spread) for n in range(len(groups))}
    settled = apart(start, boxes, {})
    return [settled[str(n)] for n in range(len(groups))]


def _rows(alone: Sequence[str], placed: Mapping[str, Point], sizes: Mapping[str, Size]) -> dict[str, Point]:
    """Nodes without ties, in rows under the rest, as wide as the rest."""
    if not alone:
        return {}
    left, _, right, below = extent(placed, sizes) if placed else (0.0, 0.0, 0.0, 0.0)
    wide, high = (1.3 * max(sizes.get(node, (ROOM, ROOM))[side] for node in alone) for side in (0, 1))
    fitting = int((right - left) // wide)
    columns = min(max(4, fitting, math.ceil(math.sqrt(len(alone) * 2))), len(alone))
    start = (left + right) / 2 - wide * (columns - 1) / 2
    return {
        node: (float(round(start + wide * (n % columns))), float(round(below + high * (0.5 + n // columns))))
        for n, node in enumerate(alone)
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
    strangers = [node for part in _components(links.subgraph(waiting)) for node in part]
    placed.update(_rows(strangers, placed, {}))
    return {node: place for node, place in placed.items() if node not in fixed}
