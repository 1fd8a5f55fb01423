"""Nodes moved about in a frame until names and words on edges have room: each in turn takes the best place there is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import networkx as nx
import numpy as np

from kg.explorer.boxes import LIFT, Array, Point, Size

Links: TypeAlias = "nx.Graph[str]"

MOVES = 400
SPOTS = 320
"""Places that a node looks at in one move: those nearest its neighbours."""
GRID = 26.0
ALONG = (0.25, 0.5, 0.75)
OVER, CROSS, LONG, OUT = 1.0, 40.0, 6.0, 40.0
"""What costs: a square unit of box over box, an edge over a name, a unit of edge, a unit outside the frame."""


def arranged(links: Links, start: Mapping[str, Point], sizes: Mapping[str, Size], frame: Size) -> dict[str, Point]:
    """The nodes of `links` within a frame round the origin, with little of one box over another and short edges."""
    nodes = sorted(start, key=lambda node: (-links.degree(node), node))
    places = dict(start)
    for _ in range(max(1, MOVES // max(1, len(nodes)))):
        before = dict(places)
        for node in nodes:
            places[node] = _best(node, links, places, sizes, frame)
        if places == before:
            break
    return places


def _best(node: str, links: Links, places: Mapping[str, Point], sizes: Mapping[str, Size], frame: Size) -> Point:
    near = np.array([places[other] for other in sorted(links[node]) if other != node], dtype=float).reshape(-1, 2)
    spots = _spots(places[node], near, sizes[node], frame)
    taken, points = _others(node, links, places, sizes)
    cost = OVER * _lap(spots, sizes[node], taken) + CROSS * _lap(spots, sizes[node], points) ** 0.5
    for other in sorted(links[node]):
        if other != node:
            cost = cost + _edge_cost(spots, places[other], links.edges[node, other].get("box", (0.0, 0.0)), taken)
    cost = cost + OUT * np.maximum(0, np.abs(spots) + np.array(sizes[node]) / 2 - np.array(frame) / 2).sum(axis=1)
    x, y = spots[int(cost.argmin())].tolist()
    return (x, y)


def _spots(now: Point, near: Array, size: Size, frame: Size) -> Array:
    """The place of now first, so that a node moves only for a better one; then the grid, nearest neighbours first."""
    ways = [np.arange(-(side - own) / 2, (side - own) / 2 + 1, GRID) for side, own in zip(frame, size, strict=True)]
    grid = np.stack(np.meshgrid(*ways), axis=-1).reshape(-1, 2)
    middle = near.mean(axis=0) if len(near) else np.array(now)
    far = np.hypot(*(grid - middle).T)
    return np.vstack([[now], grid[np.argsort(far, kind="stable")[:SPOTS]]])


def _others(node: str, links: Links, places: Mapping[str, Point], sizes: Mapping[str, Size]) -> tuple[Array, Array]:
    """The boxes of all else: of the other nodes and the words between them, and points along those edges."""
    taken = [(*place, *sizes[other]) for other, place in places.items() if other != node]
    points = []
    for one, other, box in links.edges(data="box", default=(0.0, 0.0)):
        if node not in (one, other):
            (ax, ay), (bx, by) = places[one], places[other]
            taken.append(((ax + bx) / 2, (ay + by) / 2 - LIFT, *box))
            points += [(ax + (bx - ax) * t, ay + (by - ay) * t, 8.0, 8.0) for t in ALONG]
    return np.array(taken, dtype=float).reshape(-1, 4), np.array(points, dtype=float).reshape(-1, 4)


def _edge_cost(spots: Array, end: Point, box: Size, taken: Array) -> Array:
    way = np.array(end) - spots
    cost: Array = LONG * np.hypot(*way.T) + OVER * _lap(spots + way / 2 - (0.0, LIFT), box, taken)
    for t in (0.25, 0.75):
        cost = cost + CROSS * _lap(spots + way * t, (8.0, 8.0), taken) ** 0.5
    return cost


def _lap(spots: Array, size: Size, taken: Array) -> Array:
    """The area of a box that lies on others, for each spot of its middle."""
    sides = [
        np.maximum(0, (size[k] + taken[None, :, 2 + k]) / 2 - np.abs(spots[:, None, k] - taken[None, :, k]))
        for k in (0, 1)
    ]
    area: Array = (np.minimum(sides[0], size[0]) * np.minimum(sides[1], size[1])).sum(axis=1)
    return area
