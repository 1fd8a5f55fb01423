"""What leaves for other tools: JSON lines lose nothing, XML can always be read, no claim leaves as a bare fact."""

from __future__ import annotations

import json
from dataclasses import is_dataclass, replace
from io import BytesIO
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import networkx as nx
import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given, settings
from hypothesis import strategies as st
from seed_graph import seed_graph
from strategies import graphs

from kg.errors import SourceError
from kg.export import ROWS, from_lines, to_gexf, to_graphml, to_lines, to_networkx
from kg.export.xml import for_xml
from kg.model import ArticleRow, Entity, Event, Evidence, Graph, GraphRow, Relation, RoleRow, Speaker, Status

TEXT = st.text(st.characters(codec=None), max_size=8)  # with lone surrogates and control characters


def anything(hint: Any) -> st.SearchStrategy[Any]:
    """Any value of this type: of a row, or of one of its fields."""
    among = get_args(hint)
    if get_origin(hint) is Literal:
        return st.sampled_from(among)
    if get_origin(hint) in (Union, UnionType):
        return st.one_of([anything(one) for one in among])
    if get_origin(hint) is tuple:
        return st.lists(anything(among[0]), max_size=3).map(tuple)
    if is_dataclass(hint):
        return st.builds(hint, **{name: anything(of) for name, of in get_type_hints(hint).items()})
    plain = {str: TEXT, float: st.floats(0, 1), int: st.integers(0, 9), bool: st.booleans(), type(None): st.none()}
    return plain[hint]


ANY_ROW = st.one_of([anything(row) for row in ROWS.values()])


def entity(name: str) -> Entity:
    return Entity(f"id of {name}", name, "Person", True, (), None, None, None, 1, None, None)


def event(key: str, status: Status) -> Event:
    return Event(key, "OTHER", (), "sued", "suit", status, False, None, None, None, None, 1, 1, 0.5)


def relation(key: str, subject: str, target: str, event_id: str, status: Status, *, is_event: bool = False) -> Relation:
    return Relation(
        key, subject, "SUED", "OTHER", "sued", target, is_event, status, False, (event_id,), 1, 1, 1, None, None, 0.5
    )


def evidence(event_id: str, quote: str, status: Status, speakers: tuple[Speaker, ...] = ()) -> Evidence:
    return Evidence(
        id=f"x{event_id}",
        event=event_id,
        article="a1",
        quote=quote,
        start_char=0,
        end_char=len(quote),
        marks=(),
        status=status,
        polarity="positive",
        modality="factual",
        cue=None,
        quoted=False,
        speakers=speakers,
        date_from=None,
        date_to=None,
        date_text=None,
        date_basis=None,
        count_low=None,
        count_high=None,
        count_text=None,
        confidence=0.5,
        rule="r",
    )


def suits() -> Graph:
    """Two suits between the same two (one actual, one claimed by Moss), a demanded act, a resignation, an odd name."""
    a, b = entity("Delcor\x0cFerries"), entity("\x1b[31mBrandt Bank\x1b[0m")
    ivo, moss = entity("Ivo \x07Brandel"), entity("Maria Moss")
    rows: list[GraphRow] = [a, b, ivo, moss, ArticleRow("a1", "only", None, None, None, None, None, "s")]
    rows += [event("v1", "actual"), event("v2", "claimed"), event("v3", "actual"), event("v4", "demanded")]
    rows += [relation("r1", a.id, b.id, "v1", "actual"), relation("r2", a.id, b.id, "v2", "claimed")]
    rows += [relation("r3", moss.id, "v4", "v1", "actual", is_event=True), RoleRow("v3", "actor", ivo.id, ())]
    rows += [evidence("v1", "Delcor\x0cFerries sued.", "actual")]
    rows += [evidence("v2", "Moss said it sued.", "claimed", (Speaker(moss.id, 0, "said", False),))]
    return Graph.of(rows)


@settings(max_examples=60)
@given(st.lists(ANY_ROW, max_size=6))
def test_lines_give_every_field_of_every_row_back(rows: list[GraphRow]) -> None:
    graph = Graph.of(rows)
    lines = list(to_lines(graph))
    assert from_lines(lines) == graph
    assert from_lines("\n".join(lines).encode("utf-8").decode("utf-8").splitlines()) == graph


def test_a_line_tells_its_row_and_leaves_out_what_is_unknown() -> None:
    lines = [json.loads(line) for line in to_lines(suits())]
    assert {"row": "ArticleRow", "id": "a1", "key": "only", "story": "s"} in lines
    assert {line["row"] for line in lines} == {"ArticleRow", "Entity", "Event", "Evidence", "RoleRow", "Relation"}
    assert not {"None", "null", "nan", "NaN", None} & {
        value for line in lines for value in line.values() if not isinstance(value, list)
    }


def test_lines_keep_control_characters_exactly() -> None:
    assert "Ivo \x07Brandel" in [entity.name for entity in from_lines(to_lines(suits())).entities]


def test_bad_lines_are_all_named() -> None:
    lines = [
        *to_lines(suits()),
        "",
        "{",
        '{"row": "Nothing"}',
        '{"row": "MentionedIn", "entity": "e", "count": 1}',
        "[]",
    ]
    lines.append('{"row": "MentionedIn", "entity": "e", "article": "a", "count": 1, "extra": 2}')
    with pytest.raises(SourceError) as caught:
        from_lines(lines)
    start = len(list(to_lines(suits())))
    message = str(caught.value)
    assert [f"line {start + n}:" in message for n in range(1, 7)] == [False, True, True, True, True, True]
    assert "MentionedIn has no extra; its fields are entity, article, count" in message
    assert "must be one of ArticleRow, Entity" in message


def test_networkx_has_parallel_edges_with_status_and_speaker() -> None:
    net = to_networkx(suits())
    edges = net["id of Delcor\x0cFerries"]["id of \x1b[31mBrandt Bank\x1b[0m"]
    assert (edges["r1"]["label"], edges["r1"]["status"], "speaker" in edges["r1"]) == ("sued", "actual", False)
    assert edges["r2"]["label"] == "sued (claimed, says Maria Moss)"
    assert (edges["r2"]["status"], edges["r2"]["speaker"]) == ("claimed", "Maria Moss")
    assert edges["r2"]["sentence"] == "Moss said it sued."
    assert None not in [value for _, _, told in net.edges(data=True) for value in told.values()]


def test_a_claim_without_a_speaker_is_reportedly() -> None:
    graph = suits()
    alone = replace(graph, evidence=())
    told = to_networkx(alone)["id of Delcor\x0cFerries"]["id of \x1b[31mBrandt Bank\x1b[0m"]["r2"]
    assert (told["label"], told["speaker"]) == ("sued (claimed, reportedly)", "(reportedly)")


def test_a_claims_unnamed_source_is_its_cue_in_brackets() -> None:
    said = replace(evidence("v2", "It sued, according to reports.", "claimed"), cue="according to reports")
    graph = replace(suits(), evidence=(said,))
    told = to_networkx(graph)["id of Delcor\x0cFerries"]["id of \x1b[31mBrandt Bank\x1b[0m"]["r2"]
    assert (told["label"], told["speaker"]) == ("sued (claimed, reportedly)", "(according to reports)")


def test_who_denies_it_is_not_among_those_who_say_it() -> None:
    graph = suits()
    brandel = (Speaker("id of Ivo \x07Brandel", 0, "denied", False),)
    denial = replace(evidence("v2", "Brandel denied it.", "denied", brandel), id="x9")
    told = to_networkx(replace(graph, evidence=(*graph.evidence, denial)))
    edge = told["id of Delcor\x0cFerries"]["id of \x1b[31mBrandt Bank\x1b[0m"]["r2"]
    assert (edge["label"], edge["sentence"]) == ("sued (claimed, says Maria Moss)", "Moss said it sued.")


def test_a_role_of_what_is_claimed_names_its_speaker() -> None:
    graph = suits()
    resigned = replace(graph.events[2], status="claimed")
    said = evidence("v3", "Brandel resigned, Moss said.", "claimed", (Speaker("id of Maria Moss", 0, "said", False),))
    events = tuple(resigned if each.id == "v3" else each for each in graph.events)
    net = to_networkx(replace(graph, events=events, evidence=(*graph.evidence, said)))
    assert [told["label"] for told in net["v3"]["id of Ivo \x07Brandel"].values()] == [
        "actor (claimed, says Maria Moss)"
    ]
    assert net.nodes["v3"]["label"] == "suit (claimed, says Maria Moss)"


def test_no_event_is_lost() -> None:
    net = to_networkx(suits())
    assert net.nodes["v4"]["label"] == "suit (demanded)"
    assert [told["label"] for told in net["v3"]["id of Ivo \x07Brandel"].values()] == ["actor"]


@pytest.mark.parametrize(("write", "read"), [(to_gexf, nx.read_gexf), (to_graphml, nx.read_graphml)])
def test_xml_is_well_formed_and_holds_every_node_and_edge(write, read) -> None:  # type: ignore[no-untyped-def]
    text = write(suits())
    fromstring(text.encode("utf-8"))
    back, net = read(BytesIO(text.encode("utf-8"))), to_networkx(suits())
    assert (len(back), back.number_of_edges()) == (len(net), net.number_of_edges())
    labels = {told["label"] for _, told in back.nodes(data=True)}
    assert {"Delcor␌Ferries", "␛[31mBrandt Bank␛[0m", "Ivo ␇Brandel"} <= labels
    assert "sued (claimed, says Maria Moss)" in text
    assert text == write(Graph.of(reversed(list(suits().rows()))))
    assert "lastmodifieddate" not in text
    assert not any(word in text for word in (">None<", '"None"', '"nan"', '"null"'))


@pytest.mark.parametrize(("write", "read"), [(to_gexf, nx.read_gexf), (to_graphml, nx.read_graphml)])
@settings(max_examples=40)
@given(st.lists(ANY_ROW, max_size=5))
def test_xml_can_be_read_whatever_the_text(write, read, rows: list[GraphRow]) -> None:  # type: ignore[no-untyped-def]
    text = write(Graph.of(rows))
    read(BytesIO(text.encode("utf-8")))


Plain = tuple[dict[str, dict[str, Any]], dict[str, tuple[str, str, dict[str, Any]]]]


def values(net: Any) -> Plain:
    """Nodes and edges by id with all their values; without the number that GEXF gives an edge."""
    edges = (
        (u, v, {name: value for name, value in told.items() if name != "key"}) for u, v, told in net.edges(data=True)
    )
    return dict(net.nodes(data=True)), {told["id"]: (u, v, told) for u, v, told in edges}


def same_after_reading(graph: Graph) -> bool:
    want = values(for_xml(to_networkx(graph)))
    gexf = nx.read_gexf(BytesIO(to_gexf(graph).encode("utf-8")))
    graphml = nx.read_graphml(BytesIO(to_graphml(graph).encode("utf-8")))
    return values(gexf) == want == values(graphml)


@settings(max_examples=60, deadline=None)
@given(graph=graphs())
def test_networkx_reads_gexf_and_graphml_back_equal(graph: Graph) -> None:
    assert same_after_reading(graph)


def test_the_seeds_are_read_back_equal_and_only_xml_changes_a_text() -> None:
    assert same_after_reading(seed_graph())
    assert values(for_xml(to_networkx(seed_graph()))) == values(to_networkx(seed_graph()))


def test_an_empty_graph_is_written_too() -> None:
    assert list(to_lines(Graph())) == []
    assert from_lines([]) == Graph()
    assert len(nx.read_graphml(BytesIO(to_graphml(Graph()).encode()))) == 0
