"""What every store does: it holds the graph that was loaded, and nothing else of the database changes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hand_graph import GRAPH

from kg.model import Graph
from kg.store import Store


def test_what_was_loaded_is_read_back(store: Store) -> None:
    report = store.load(GRAPH)
    assert (report.changed, report.removed) == (0, 0)
    assert report.created == len(report.digests)
    assert store.read() == GRAPH


def test_loading_twice_changes_nothing(store: Store) -> None:
    first = store.load(GRAPH)
    again = store.load(GRAPH, first.digests)
    assert (again.created, again.changed, again.removed) == (0, 0, 0)
    read_back = store.load(GRAPH)
    assert (read_back.created, read_back.changed, read_back.removed) == (0, 0, 0)
    assert again.digests == first.digests
