"""The graph as pandas frames: a column has one type, whatever is unknown in it."""

from __future__ import annotations

import sys

import pytest
from hand_graph import GRAPH
from hypothesis import given, settings
from strategies import graphs

from kg.errors import KGError, StoreError
from kg.export import to_frames
from kg.model import Graph

WANTED = {
    "entities": {"named": "boolean", "n_articles": "Int64", "first_seen": "datetime64[s]", "name": "string"},
    "events": {"confidence": "float64", "date_from": "datetime64[s]", "disputed": "boolean", "speaker": "string"},
    "evidence": {"count_low": "Int64", "quote": "string", "event": "string", "article": "string"},
    "relations": {"n_stories": "Int64", "subject": "string", "source_id": "string", "first_date": "datetime64[s]"},
}


def types(graph: Graph) -> dict[str, dict[str, str]]:
    return {
        name: {column: str(kind) for column, kind in frame.dtypes.items()} for name, frame in to_frames(graph).items()
    }


@settings(max_examples=25, deadline=None)
@given(graph=graphs())
def test_the_types_are_the_same_for_every_graph(graph: Graph) -> None:
    pytest.importorskip("pandas")
    found = types(graph)
    assert found == types(Graph())
    for name, columns in WANTED.items():
        assert columns.items() <= found[name].items()


def test_rows_can_be_counted_joined_and_filtered() -> None:
    pytest.importorskip("pandas")
    frames = to_frames(GRAPH)
    relations, entities, evidence = frames["relations"], frames["entities"], frames["evidence"]
    denied = relations[relations["status"] == "denied"]
    assert denied[["subject", "object", "speaker"]].to_numpy().tolist() == [["Hamid Karzai", "Taliban", "Hamid Karzai"]]
    joined = relations.merge(entities, left_on="source_id", right_on="id")
    assert len(joined) == len(relations) == len(GRAPH.relations)
    assert evidence.merge(frames["articles"], left_on="article", right_on="id")["source"].notna().any()
    assert evidence["count_low"].sum() == 240
    assert frames["events"]["date_from"].min().isoformat() == "2015-07-31T00:00:00"


def test_half_a_graph_is_refused_with_the_row_that_points_at_nothing() -> None:
    pytest.importorskip("pandas")
    half = Graph.of(row for row in GRAPH.rows() if row not in GRAPH.entities)
    with pytest.raises(StoreError, match=r"points at 'e-.+', which the graph does not hold"):
        to_frames(half)


def test_without_pandas_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(KGError, match=r"pip install 'kg-news\[pandas\]'"):
        to_frames(GRAPH)
