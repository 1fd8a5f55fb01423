"""The exchange format loses nothing, and the seed's edges, written in it by hand, fit the graph and both stores."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import is_dataclass
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
import pytest
from conftest import Database
from hand_extractions import Act, Who, told
from hypothesis import given, settings
from hypothesis import strategies as st
from spans import wrong_spans

from kg.assemble import assemble
from kg.exchange import from_bytes, from_json, to_bytes, to_json
from kg.model import EVENT_KINDS, Article, Attribution, EventMention, Extraction, Graph, Predicate
from kg.ontology import ontology
from kg.store import open_store

SEED = (Path(__file__).parents[1] / "seeds" / "taliban-letter.txt").read_bytes().decode()
BY_HAND = json.loads((Path(__file__).parent / "extract" / "seed_exchange.jsonl").read_text(encoding="utf-8"))


# ---- the format ---------------------------------------------------------------------------------------------------

OF_A_KIND = (EventMention, Predicate)
KEYS = ("from", "from_", '"from":', '\\"from":', '"from_":')
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)


def anything(hint: Any, depth: int = 2) -> st.SearchStrategy[Any]:
    """Any value of this type; a chain of speakers ends after a few."""
    among, kind = get_args(hint), get_origin(hint)
    if kind is Literal:
        return st.sampled_from(among)
    if kind in (Union, UnionType):
        chain = Attribution in among and depth == 0
        return st.one_of([anything(one, depth) for one in among if not (chain and one is Attribution)])
    if kind is tuple:
        return st.lists(anything(among[0], depth), max_size=2).map(tuple)
    if is_dataclass(hint) or issubclass(hint, msgspec.Struct):
        below = depth - 1 if hint is Attribution else depth
        fields = {name: anything(of, below) for name, of in get_type_hints(hint).items()}
        return st.builds(hint, **fields | ({"type": st.sampled_from(EVENT_KINDS)} if hint in OF_A_KIND else {}))
    plain = {
        str: TEXT | st.sampled_from(KEYS),
        float: st.floats(0, 1),
        int: st.integers(0, 99),
        bool: st.booleans(),
        NoneType: st.none(),
    }
    return plain[hint]


@settings(max_examples=60, deadline=None)
@given(anything(Extraction))
def test_what_is_written_is_read_back(extraction: Extraction) -> None:
    assert from_json(to_json(extraction)) == extraction
    assert from_bytes(to_bytes(extraction)) == extraction
    assert to_bytes(from_bytes(to_bytes(extraction))) == to_bytes(extraction)


@settings(max_examples=30, deadline=None)
@given(anything(Extraction))
def test_a_line_is_one_line_of_plain_json(extraction: Extraction) -> None:
    line = to_bytes(extraction)
    assert b"\n" not in line and b"\r" not in line
    assert json.loads(line) == json.loads(json.dumps(to_json(extraction)))


def test_a_date_has_the_names_of_the_format() -> None:
    """`from` is no name in Python; in the format it is the name."""
    _, extraction = told("a", Act("met", "CONSULT", (Who("Zorvan"), Who("Tamrud")), day="2017-04-21"))
    (event,) = to_json(extraction)["events"]
    assert event["date"] == {"from": "2017-04-21", "to": "2017-04-21", "text": "2017-04-21", "basis": "said"}


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        (("events", 0, "status"), "maybe"),
        (("events", 0, "type"), "WAR"),
        (("events", 0, "participants", 0, "role"), "victim"),
        (("mentions", 0, "start"), "0"),
        (("entities", 0, "named"), "yes"),
    ],
    ids=lambda value: str(value),
)
def test_a_word_that_is_not_of_the_format_is_named_with_its_place(path: tuple[Any, ...], wrong: Any) -> None:
    told_wrong = json.loads(json.dumps(BY_HAND))
    row = told_wrong
    for step in path[:-1]:
        row = row[step]
    row[path[-1]] = wrong
    place = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    with pytest.raises(msgspec.ValidationError, match=re.escape(f"`${place}`")):
        from_json(told_wrong)


# ---- the seed by hand ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module", name="by_hand")
def _by_hand() -> Extraction:
    return from_json(BY_HAND)


@pytest.fixture(scope="module", name="graph")
def _graph(by_hand: Extraction) -> Graph:
    return assemble([(Article(by_hand.article.id, SEED), by_hand)])


def test_the_hand_made_offsets_are_right(by_hand: Extraction) -> None:
    assert wrong_spans(by_hand, SEED) == []
    sentences = [(row.sentence.start, row.sentence.end) for row in (*by_hand.events, *by_hand.triples)]
    assert all(SEED[start:end].strip() == SEED[start:end] and start < end for start, end in sentences)
    for event in by_hand.events:
        assert event.sentence.start <= event.trigger.start < event.trigger.end <= event.sentence.end


def test_nothing_of_the_hand_made_seed_is_lost(by_hand: Extraction) -> None:
    assert _holds(to_json(by_hand), BY_HAND)
    assert {e.id for e in by_hand.entities} >= set(_pointers(BY_HAND, "entity"))
    assert {e.id for e in by_hand.events} >= set(_pointers(BY_HAND, "event"))


def _holds(value: Any, told: Any) -> bool:
    """Whether all that was told is in the value."""
    if isinstance(told, dict):
        return all(key in value and _holds(value[key], inner) for key, inner in told.items())
    if isinstance(told, list):
        return len(value) == len(told) and all(map(_holds, value, told))
    return bool(value == told)


def _pointers(value: Any, key: str) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get(key), str):
            yield value[key]
        for inner in value.values():
            yield from _pointers(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from _pointers(inner, key)


EDGES = {
    ("Taliban", "demands", "withdrawal of foreign troops", "actual"),
    ("Ashraf Ghani", "spoke_with", "Donald Trump", "claimed"),
    ("Zabihullah Mujahid", "spokesman_for", "Taliban", "actual"),
    ("Zabihullah Mujahid", "warns", "Donald Trump", "claimed"),
    ("Taliban", "claims", "victory", "actual"),
    ("Ashraf Ghani", "president_of", "Afghanistan", "actual"),
    ("John Nicholson", "commander_of", "U.S. and NATO troops", "actual"),
    ("John Nicholson", "voices_dismay_at", "Pakistan", "actual"),
    ("John Nicholson", "voices_dismay_at", "Russia", "actual"),
    ("John Nicholson", "voices_dismay_at", "Iran", "actual"),
    ("Charles Cleveland", "spokesman_for", "U.S. mission", "actual"),
    ("Afghan government", "rejects", "Taliban", "claimed"),
    ("Hibatullah Akhundzada", "leader_of", "Taliban", "actual"),
    ("United States", "killed", "Akhtar Mansour", "actual"),
    ("U.S. military", "overthrew", "Taliban regime", "actual"),
    ("Russia", "wants", "United States", "claimed"),
    ("United States", "withdrew_from", "Afghanistan", "demanded"),
    ("Donald Trump", "supports", "Afghanistan security forces", "future"),
}


def test_the_graph_of_the_hand_made_seed_has_the_edges(graph: Graph) -> None:
    """All that the issue lists fits the types; a symmetric edge is given from either side."""
    names = {row.id: row.name for row in graph.entities} | {row.id: row.label for row in graph.events}
    drawn = {(names[r.subject], r.predicate, names[r.object], r.status) for r in graph.relations}
    drawn |= {(o, p, s, status) for s, p, o, status in drawn if p == "spoke_with"}
    assert drawn >= EDGES, EDGES - drawn


def test_both_stores_give_the_hand_made_seed_back(graph: Graph, database: Database) -> None:
    where, user, password = database.where, database.user, database.password
    with open_store(where, user=user, password=password, relation_types=ontology().relation_types) as store:
        store.load(graph)
        assert store.read() == graph
