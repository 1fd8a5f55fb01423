"""Who matters in a Graph, and who belongs together: small pure functions over networkx.

Nodes and edges are sorted before anything is computed, so equal graphs give equal answers. Entities without a name
("a senior official") take part in the computation and are left out of every answer that ranks.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TypeVar

import networkx as nx

from kg.model import SHOWN_STATUSES, Graph, Status

Score = TypeVar("Score", int, float)


def ties(graph: Graph, statuses: Collection[Status] = SHOWN_STATUSES) -> nx.DiGraph[str]:
    """Every entity, and one edge per ordered pair with a relation of these statuses; its weight counts the events."""
    drawn: nx.DiGraph[str] = nx.DiGraph()
    drawn.add_nodes_from(sorted(entity.id for entity in graph.entities))
    for pair, events in sorted(_events_of_pairs(graph, statuses).items()):
        if pair[0] in drawn and pair[1] in drawn:
            drawn.add_edge(*pair, weight=len(events))
    return drawn


def degree(graph: Graph, statuses: Collection[Status] = SHOWN_STATUSES) -> dict[str, int]:
    """With how many others each named entity has a relation of these statuses, the most connected first."""
    undirected = ties(graph, statuses).to_undirected()
    return _ranked(graph, {node: len(set(undirected[node]) - {node}) for node in undirected})


def pagerank(graph: Graph, statuses: Collection[Status] = SHOWN_STATUSES) -> dict[str, float]:
    """Each named entity's PageRank among all entities, highest first. Who is acted upon counts like who acts."""
    undirected = ties(graph, statuses).to_undirected()
    scores = nx.pagerank(undirected, weight="weight") if undirected else {}
    return _ranked(graph, {node: round(score, 12) for node, score in scores.items()})


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


def _events_of_pairs(graph: Graph, statuses: Collection[Status]) -> dict[tuple[str, str], set[str]]:
    pairs: dict[tuple[str, str], set[str]] = {}
    for relation in graph.relations:
        if relation.status in statuses and not relation.object_is_event:
            pairs.setdefault((relation.subject, relation.object), set()).update(relation.event_ids)
    return pairs


def _ranked(graph: Graph, scores: Mapping[str, Score]) -> dict[str, Score]:
    named = {entity.id for entity in graph.entities if entity.named}
    return dict(sorted(((k, v) for k, v in scores.items() if k in named), key=lambda pair: (-pair[1], pair[0])))
