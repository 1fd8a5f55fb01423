"""Who matters in a Graph, and who belongs together: small pure functions over networkx.

Nodes and edges are sorted before anything is computed, so equal graphs give equal answers. Entities without a name
("a senior official") take part in the computation and are left out of every answer that ranks.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random
from typing import Any, TypeVar

import networkx as nx
import numpy as np
import numpy.typing as npt

from kg.model import SHOWN_STATUSES, Graph, Status

Score = TypeVar("Score", int, float)

EXACT = 2_000
"""Up to so many tied entities betweenness is exact; above, it is estimated."""
SAMPLE = 500
"""From the shortest ways that start at so many of them, drawn with a fixed seed (Brandes and Pich 2007)."""
AT_ONCE = 64
"""Starts whose shortest ways are counted together."""
LEADING = 3


@dataclass(frozen=True, slots=True)
class Standing:
    """How one named entity stands among all.

    `degree` counts those it is tied to. `betweenness` is the share of shortest ways between two others that lead
    through it. `community` is the number of its group, the largest first, and `led_by` names the group's highest in
    PageRank; None and empty where no other named entity is in it.
    """

    id: str
    name: str
    kind: str
    degree: int
    pagerank: float
    betweenness: float
    community: int | None
    led_by: tuple[str, ...]


def ties(graph: Graph, statuses: Collection[Status] = SHOWN_STATUSES) -> nx.DiGraph[str]:
    """Every entity, and one edge per ordered pair with a relation of these statuses; its weight counts the events."""
    drawn: nx.DiGraph[str] = nx.DiGraph()
    drawn.add_nodes_from(sorted(entity.id for entity in graph.entities))
    for pair, events in sorted(_events_of_pairs(graph, statuses).items()):
        if pair[0] in drawn and pair[1] in drawn:
            drawn.add_edge(*pair, weight=len(events))
    return drawn


def tied(graph: Graph, statuses: Collection[Status] = SHOWN_STATUSES) -> nx.Graph[str]:
    """The entities with a relation of these statuses to another, undirected; a weight counts both directions' events.

    It is what the functions below compute on.
    """
    both: nx.Graph[str] = nx.Graph()
    for one, other, told in ties(graph, statuses).edges(data=True):
        if one != other:
            before = both.get_edge_data(one, other, {"weight": 0})["weight"]
            both.add_edge(one, other, weight=before + told["weight"])
    return both


def degree(graph: Graph, net: nx.Graph[str]) -> dict[str, int]:
    """With how many others each named entity is tied, the most connected first; 0 for who is with none."""
    return _ranked(graph, {entity.id: len(net[entity.id]) if entity.id in net else 0 for entity in graph.entities})


def pagerank(graph: Graph, net: nx.Graph[str]) -> dict[str, float]:
    """Each named entity's PageRank among those that are tied to another, highest first; 0 for who is not.

    Who is acted upon counts like who acts.
    """
    scores = nx.pagerank(net, weight="weight") if net else {}
    return _ranked(graph, _zeros(graph) | {node: round(score, 12) for node, score in scores.items()})


def betweenness(graph: Graph, net: nx.Graph[str]) -> dict[str, float]:
    """How much each named entity stands between others, 0 to 1, highest first; estimated where `sampled`."""
    nodes = list(net)
    starts = sorted(Random(0).sample(range(len(nodes)), SAMPLE)) if sampled(net) else range(len(nodes))
    total = np.zeros(len(nodes))
    if len(nodes) > 2:
        links = nx.to_scipy_sparse_array(net, weight=None, dtype=np.dtype(float))
        for first in range(0, len(starts), AT_ONCE):
            total += _between(links, starts[first : first + AT_ONCE])
    from_others = len(starts) - np.isin(np.arange(len(nodes)), starts)
    shares = total / np.maximum(from_others * (len(nodes) - 2), 1)
    scores = dict(zip(nodes, shares.round(12).tolist(), strict=True))
    return _ranked(graph, _zeros(graph) | scores)


def _between(links: Any, starts: Sequence[int]) -> npt.NDArray[np.float64]:
    """Brandes' algorithm from several starts at once, a column for each: the sum over all ends, for each start, of the
    share of shortest ways between the two that lead through a node. `links` is the sparse adjacency matrix."""
    columns = np.arange(len(starts))
    ways = np.zeros((links.shape[0], len(starts)))
    ways[starts, columns] = 1
    rings = [ways > 0]  # the nodes at distance 0, 1, 2, …
    front, seen = ways.copy(), rings[0]
    while (front := np.where(seen, 0, links @ front)).any():
        ways += front
        rings.append(front > 0)
        seen = seen | rings[-1]
    through = np.zeros_like(ways)
    for ring, nearer in pairwise(reversed(rings)):
        back = np.divide(1 + through, ways, out=np.zeros_like(ways), where=ring)
        through += np.where(nearer, ways * (links @ back), 0)
    through[starts, columns] = 0
    total: npt.NDArray[np.float64] = through.sum(axis=1)
    return total


def sampled(net: nx.Graph[str]) -> bool:
    """Whether betweenness is estimated, because more than EXACT entities are tied to another."""
    return len(net) > EXACT


def standings(graph: Graph, net: nx.Graph[str]) -> tuple[Standing, ...]:
    """Every named entity that is tied to another, the highest PageRank first."""
    degrees, ranks, between = degree(graph, net), pagerank(graph, net), betweenness(graph, net)
    names = {entity.id: entity.name for entity in graph.entities}
    kinds = {entity.id: entity.kind for entity in graph.entities}
    groups = {id_: (number, group) for number, group in enumerate(_groups(net, ranks), 1) for id_ in group}

    def standing(id_: str, rank: float) -> Standing:
        number, group = groups.get(id_, (None, ()))
        led_by = tuple(names[one] for one in group[:LEADING])
        return Standing(id_, names[id_], kinds[id_], degrees[id_], rank, between[id_], number, led_by)

    return tuple(standing(id_, rank) for id_, rank in ranks.items() if degrees[id_])


def communities(links: nx.Graph[str], *, seed: int = 0) -> tuple[tuple[str, ...], ...]:
    """The nodes in groups that are tied more to each other than to the rest (Louvain), the largest group first.

    Every node is in one group; the answer depends on nodes, edges, weights and seed, not on the order of insertion.
    """
    ordered: nx.Graph[str] = nx.Graph()
    ordered.add_nodes_from(sorted(links))
    for one, other, weight in sorted((min(u, v), max(u, v), w) for u, v, w in links.edges(data="weight", default=1)):
        before = ordered.get_edge_data(one, other, {"weight": 0})["weight"]
        ordered.add_edge(one, other, weight=before + weight)
    if not ordered:
        return ()
    groups = nx.community.louvain_communities(ordered, weight="weight", seed=seed)
    return tuple(sorted((tuple(sorted(group)) for group in groups), key=lambda group: (-len(group), group)))


def _groups(net: nx.Graph[str], ranks: Mapping[str, float]) -> list[list[str]]:
    """The communities of at least two named entities, these alone, in the order of `ranks`; the largest first."""
    place = {id_: number for number, id_ in enumerate(ranks)}
    found = communities(net)
    named = (sorted((id_ for id_ in group if id_ in place), key=place.__getitem__) for group in found)
    return sorted((group for group in named if len(group) > 1), key=lambda group: (-len(group), place[group[0]]))


def _events_of_pairs(graph: Graph, statuses: Collection[Status]) -> dict[tuple[str, str], set[str]]:
    pairs: dict[tuple[str, str], set[str]] = {}
    for relation in graph.relations:
        if relation.status in statuses and not relation.object_is_event:
            pairs.setdefault((relation.subject, relation.object), set()).update(relation.event_ids)
    return pairs


def _zeros(graph: Graph) -> dict[str, float]:
    return {entity.id: 0.0 for entity in graph.entities}


def _ranked(graph: Graph, scores: Mapping[str, Score]) -> dict[str, Score]:
    named = {entity.id for entity in graph.entities if entity.named}
    return dict(sorted(((k, v) for k, v in scores.items() if k in named), key=lambda pair: (-pair[1], pair[0])))
