"""Graphs of every shape that the model allows."""

from __future__ import annotations

from typing import Any, get_args

from hand_graph import RELATION_TYPES
from hypothesis import strategies as st

from kg.model import (
    ENTITY_TYPES,
    EVENT_KINDS,
    ROLES,
    STATUSES,
    ArticleRow,
    Entity,
    Event,
    EventLink,
    Evidence,
    Graph,
    LinkType,
    MentionedIn,
    Modality,
    Relation,
    RoleRow,
    Speaker,
)

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
maybe_text = st.none() | texts
lists = st.lists(texts, max_size=3).map(tuple)
days = st.none() | st.dates().map(str)
times = days | st.datetimes().map(lambda moment: moment.isoformat()) | st.sampled_from(["2017", "yesterday", ""])
numbers = st.integers(0, 2**53)
maybe_number = st.none() | numbers
shares = st.floats(0, 1)
truths = st.booleans()
statuses = st.sampled_from(STATUSES)
kinds = st.sampled_from(EVENT_KINDS)
bases: Any = st.sampled_from([None, "said", "inferred"])


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """A graph with up to three of each node and whatever may connect them."""
    articles = [f"a{n}" for n in range(draw(st.integers(1, 2)))]
    entities = [f"e{n}" for n in range(draw(st.integers(1, 3)))]
    events = [f"v{n}" for n in range(draw(st.integers(1, 3)))]
    article, entity, event = st.sampled_from(articles), st.sampled_from(entities), st.sampled_from(events)
    rows: list[Any] = [
        *(draw(_article(id_)) for id_ in articles),
        *(draw(_entity(id_)) for id_ in entities),
        *(draw(_event(id_)) for id_ in events),
        *(draw(_evidence(f"d{n}", event, article, entity)) for n in range(draw(st.integers(0, 3)))),
        *(draw(_relation(f"r{n}", entity, event)) for n in range(draw(st.integers(0, 3)))),
        *_unique(draw(st.lists(st.builds(MentionedIn, entity, article, numbers), max_size=3))),
        *_unique(draw(st.lists(st.builds(RoleRow, event, st.sampled_from(ROLES), entity, lists), max_size=3))),
        *draw(st.lists(st.builds(EventLink, event, st.sampled_from(get_args(LinkType)), event), max_size=2)),
    ]
    return Graph.of(rows)


def _unique(rows: list[Any]) -> list[Any]:
    ends = {
        (row.entity, row.article) if isinstance(row, MentionedIn) else (row.event, row.role, row.entity): row
        for row in rows
    }
    return list(ends.values())


def _article(id_: str) -> st.SearchStrategy[ArticleRow]:
    return st.builds(
        ArticleRow, st.just(id_), texts, maybe_text, maybe_text, maybe_text, times, times, texts
    )  # fmt: skip


def _entity(id_: str) -> st.SearchStrategy[Entity]:
    return st.builds(
        Entity, st.just(id_), texts, st.sampled_from(ENTITY_TYPES), truths, lists, maybe_text, maybe_text, maybe_text,
        numbers, times, times,
    )  # fmt: skip


def _event(id_: str) -> st.SearchStrategy[Event]:
    return st.builds(
        Event, st.just(id_), kinds, lists, texts, texts, statuses, truths, days, days, maybe_text, bases, numbers,
        numbers, shares,
    )  # fmt: skip


def _evidence(id_: str, event: Any, article: Any, entity: Any) -> st.SearchStrategy[Evidence]:
    speakers = st.lists(st.builds(Speaker, entity, st.integers(0, 3), texts, truths), max_size=3).map(tuple)
    return st.builds(
        Evidence, st.just(id_), event, article, texts, numbers, numbers, lists, statuses,
        st.sampled_from(["positive", "negative"]), st.sampled_from(get_args(Modality)), maybe_text, truths, speakers,
        days, days, maybe_text, bases, maybe_number, maybe_number, maybe_text, shares, texts,
    )  # fmt: skip


@st.composite
def _relation(draw: st.DrawFn, id_: str, entity: Any, event: Any) -> Relation:
    is_event = draw(truths)
    return draw(
        st.builds(
            Relation,
            st.just(id_),
            entity,
            st.sampled_from(RELATION_TYPES),
            kinds,
            texts,
            event if is_event else entity,
            st.just(is_event),
            statuses,
            truths,
            lists,
            numbers,
            numbers,
            numbers,
            days,
            days,
            shares,
        )
    )
