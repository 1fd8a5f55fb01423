"""Boxes on a plane: pushed off each other until names can be read, and packed beside each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import networkx as nx
import numpy as np
import numpy.typing as npt

Point = tuple[float, float]
Size = tuple[float, float]
Array = npt.NDArray[np.float64]

CROWD = 600
"""Beyond this boxes are not pushed apart: names are read by zooming in."""
LABELS = 150
"""Up to here the words on edges are given room too."""
TURNS = 300
FEW = 250
"""Beyond this they are pushed less often."""
STEP = 20.0
LIFT = 11.0
"""How far the words on an edge stand above the middle of its ends' boxes: names hang below symbols."""


def apart(
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
    lift = np.array([[0.0, 0.0]] * len(nodes) + [[0.0, LIFT]] * len(middles)).reshape(-1, 2)
    for _ in range(TURNS if len(nodes) <= FEW else TURNS // 6 if len(nodes) <= CROWD else 0):
        push = bodies.T @ _pushes(bodies @ places - lift, boxes, (bodies @ free) > 0) * free[:, None]
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


def extent(places: Mapping[str, Point], sizes: Mapping[str, Size]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of all boxes."""
    boxes = [(x, y, *sizes.get(node, (0.0, 0.0))) for node, (x, y) in places.items()]
    return (
        min(x - w / 2 for x, _, w, _ in boxes),
        min(y - h / 2 for _, y, _, h in boxes),
        max(x + w / 2 for x, _, w, _ in boxes),
        max(y + h / 2 for _, y, _, h in boxes),
    )


def seat(box: Size, taken: Array, shape: float) -> Point:
    """The free place for a box nearest the middle, in a plane `shape` times as wide as high.

    `taken` has a row (x, y, width, height) for each box that stands already.
    """
    if not len(taken):
        return (0.0, 0.0)
    reach = STEP * np.arange(-120, 121)
    spots = np.stack(np.meshgrid(reach * shape, reach), axis=-1).reshape(-1, 2)
    spots = spots[np.argsort(np.hypot(spots[:, 0] / shape, spots[:, 1]), kind="stable")]
    for x, y in spots.tolist():
        near = np.abs(taken[:, :2] - (x, y)) < (taken[:, 2:] + box) / 2
        if not near.all(axis=1).any():
            return (x, y)
    return (0.0, float((taken[:, 1] + taken[:, 3]).max() + box[1]))
