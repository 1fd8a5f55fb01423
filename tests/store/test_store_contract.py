"""What every store does: it holds the graph that was loaded, and nothing else of the database changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest
from conftest import Database
from hand_graph import GRAPH, RELATION_TYPES, entity, evidence, relation
from hypothesis import HealthCheck, given, settings
from strategies import graphs

import kg.store.store as store_module
from kg.errors import StoreError
from kg.model import ArticleRow, Entity, Event, Evidence, Graph, Relation
from kg.records import NODE_STATEMENTS, lower
from kg.store import LoadReport, Store, build_digest, digests
from kg.store.difference import Batch
from kg.store.statements import load_statements

HOSTILE = [
    "Robert'); MATCH (n) DETACH DELETE n //",
    '"}) SET n.x = 1 //',
    "`KG`) DELETE n",
    "a\x00b",
    "😀 👩‍👩‍👧 Ćwik",
    "\\u0027 \\ \\' \\\"",
    "{curly} $name ${x} %s",
    "line\nline\r\nline\ttab",
    "‮right to left",
    "x" * 20_000,
    "",
    " ",
    "null",
]


def _counts(report: LoadReport) -> tuple[int, int, int]:
    return report.created, report.changed, report.removed


def _but(graph: Graph, *rows: Any) -> Graph:
    """The graph with these rows in the place of those with the same ids."""
    ids = {row.id for row in rows}
    return Graph.of([*(row for row in graph.rows() if getattr(row, "id", None) not in ids), *rows])


def _without(graph: Graph, *gone: Any) -> Graph:
    return Graph.of(row for row in graph.rows() if row not in gone)


def test_what_was_loaded_is_read_back(store: Store) -> None:
    report = store.load(GRAPH)
    assert _counts(report) == (len(digests(GRAPH)), 0, 0)
    assert report.digests == digests(GRAPH)
    assert store.read() == GRAPH


def test_an_empty_graph_is_held_too(store: Store) -> None:
    store.load(Graph())
    assert store.read() == Graph()
    assert store.state().phase == "ready"


def test_loading_twice_changes_nothing(store: Store) -> None:
    first = store.load(GRAPH)
    assert _counts(store.load(GRAPH, first.digests)) == (0, 0, 0)
    assert _counts(store.load(GRAPH)) == (0, 0, 0)
    assert store.read() == GRAPH


def test_a_load_tells_how_far_it_is_and_an_unchanged_one_has_nothing_to_tell(store: Store) -> None:
    sent: list[tuple[str, int, int]] = []

    def progress(batches: Sequence[Batch], words: str) -> Iterator[Batch]:
        for number, batch in enumerate(batches, 1):
            yield batch
            sent.append((words, number, len(batches)))

    known = store.load(GRAPH, progress=progress).digests
    assert sent == [("Loading", number, len(sent)) for number in range(1, len(sent) + 1)] != []
    before = len(sent)
    store.load(GRAPH, known, progress)
    assert len(sent) == before


def test_a_row_that_changes_is_changed(store: Store) -> None:
    known = store.load(GRAPH).digests
    event = replace(GRAPH.events[0], label="another", date_text=None, modes=())
    link = replace(GRAPH.relations[0], n_articles=9, last_date="2020-02-29")
    changed = _but(GRAPH, event, link)
    assert _counts(store.load(changed, known)) == (0, 2, 0)
    assert store.read() == changed


def test_what_only_one_article_supported_goes_with_it(store: Store) -> None:
    known = store.load(GRAPH).digests
    gone = next(row for row in GRAPH.evidence if row.id == "d-14")
    smaller = _without(GRAPH, gone)
    report = store.load(smaller, known)
    assert _counts(report) == (0, 0, 4)  # the sentence, FROM, SUPPORTS, SAID_BY
    assert store.read() == smaller
    assert _counts(store.load(GRAPH, report.digests)) == (4, 0, 0)
    assert store.read() == GRAPH


def test_a_difference_alone_can_be_sent(store: Store) -> None:
    known = store.load(GRAPH).digests
    smaller = _without(GRAPH, next(row for row in GRAPH.evidence if row.id == "d-14"))
    gone = {id_: digest for id_, digest in known.items() if id_ not in digests(smaller)}
    report = store.amend(gone, {}, build_digest(known))
    assert report and _counts(report) == (0, 0, 4)
    assert store.read() == smaller
    assert store.holds(build_digest(digests(smaller)))
    back = store.amend({}, {id_: lower(GRAPH)[id_] for id_ in gone}, build_digest(digests(smaller)))
    assert back and _counts(back) == (4, 0, 0)
    assert (store.read(), store.holds(build_digest(known))) == (GRAPH, True)


def test_a_difference_to_another_graph_is_not_sent(store: Store) -> None:
    known = store.load(GRAPH).digests
    assert store.amend(known, {}, build_digest({})) is None
    assert store.read() == GRAPH


def test_a_difference_that_takes_more_rows_than_are_given_is_not_sent(store: Store) -> None:
    known = store.load(GRAPH).digests
    taliban = next(row for row in GRAPH.entities if row.id == "e-taliban")
    changed = lower(_but(GRAPH, replace(taliban, kind="Organization")))[taliban.id]
    assert store.amend({taliban.id: known[taliban.id]}, {taliban.id: changed}, build_digest(known)) is None
    assert store.read() == GRAPH


def test_names_that_somebody_else_bears_are_in_use(store: Store) -> None:
    store.load(GRAPH)
    names = {record.source: id_ for id_, record in lower(GRAPH).items() if record.statement == "named"}
    assert store.names_in_use(list(names), but=()) == names.keys()
    one = min(names)
    borne = [id_ for id_, record in lower(GRAPH).items() if record.source == one]
    assert store.names_in_use([one, "no name"], but=borne) == set()
    assert store.names_in_use([], but=()) == set()


def test_forgetting_everything_leaves_an_empty_graph(store: Store) -> None:
    known = store.load(GRAPH).digests
    assert _counts(store.load(Graph(), known)) == (0, 0, len(known))
    assert store.read() == Graph()


def test_an_entity_whose_kind_changes_keeps_its_relationships(database: Database) -> None:
    known = database.store.load(GRAPH).digests
    taliban = next(row for row in GRAPH.entities if row.id == "e-taliban")
    changed = _but(GRAPH, replace(taliban, kind="Organization"))
    assert _counts(database.store.load(changed, known)) == (0, 1, 0)
    assert database.store.read() == changed
    (row,) = database.run("MATCH (n:KG {id: 'e-taliban'}) RETURN labels(n) AS labels")
    assert sorted(row["labels"]) == ["Entity", "KG", "Organization"]


def test_a_relationship_that_hangs_elsewhere_moves(store: Store) -> None:
    known = store.load(GRAPH).digests
    row = next(row for row in GRAPH.evidence if row.id == "d-6")
    speakers = (replace(row.speakers[0], entity="e-jose"),)
    moved = _but(GRAPH, replace(row, article="a-two", event="v-demand", speakers=speakers))
    assert _counts(store.load(moved, known)) == (0, 3, 0)
    assert store.read() == moved


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_text(text: str, store: Store) -> None:
    person = entity("hostile", text, "Person", text, country=text, sector=text, affiliation=text)
    said = replace(GRAPH.evidence[0], id="d-h", quote=text, cue=text, date_text=text, marks=(text,), rule=text)
    event = replace(GRAPH.events[0], id="v-h", predicate=text, label=text, modes=(text,))
    row = ArticleRow("a-h", text, text, text, text, None, None, text)
    hostile = _but(GRAPH, person, said, event, row)
    store.load(hostile)
    assert store.read() == hostile


def test_a_lone_surrogate_is_one_clear_line(store: Store) -> None:
    broken = _but(GRAPH, entity("broken", "half \ud83d pair", "Person"))
    with pytest.raises(StoreError, match="surrogate"):
        store.load(broken)


@pytest.mark.parametrize("turned", [False, True], ids=["from the hub", "to the hub"])
def test_a_hub_forgets_a_thousand_relationships_at_once(turned: bool, store: Store) -> None:
    hub, others = entity("hub", "Hub", "Place"), [entity(f"{n}", f"Name {n}", "Person") for n in range(1_000)]
    ends = [("hub", f"{n}")[:: -1 if turned else 1] for n in range(1_000)]
    relations = [relation(one, "MET", other, GRAPH.events[0]) for one, other in ends]
    star = Graph.of([hub, *others, *relations])
    known = store.load(star).digests
    kept = _without(star, *relations[5:])
    assert _counts(store.load(kept, known)) == (0, 0, 995)
    assert store.read() == kept


FOREIGN = """
CREATE (p:Person {id: 'e-ghani', name: 'Ashraf Ghani'})-[:SPOKE_WITH {id: 'r-trump-SPOKE_WITH-ghani-actual'}]->
       (:Person {id: 'e-trump', name: 'Donald Trump'})
CREATE (:Event {id: 'v-call', label: 'theirs'})-[:ACTOR {id: 'x'}]->(p)
CREATE (:Article {id: 'a-one'}), (:Entity {id: 'e-taliban', name_key: 'taliban'}), (:KGBuild {id: 'kg-build'})
CREATE (:Evidence)
"""
THEIRS = """
MATCH (n) WHERE NOT n:KG
RETURN labels(n) AS labels, properties(n) AS properties, COUNT { (n)--() } AS degree
"""


def _theirs(database: Database) -> list[str]:
    return sorted(
        repr((sorted(r["labels"]), sorted(r["properties"].items()), r["degree"])) for r in database.run(THEIRS)
    )


def test_foreign_nodes_with_equal_ids_and_names_are_left_alone(database: Database) -> None:
    database.run(FOREIGN)
    before = _theirs(database)
    assert len(before) == 7
    known = database.store.load(GRAPH).digests
    assert _theirs(database) == before
    assert database.store.read() == GRAPH
    database.store.load(_without(GRAPH, *GRAPH.relations), known)
    assert _theirs(database) == before
    database.store.clear()
    assert _theirs(database) == before
    assert database.run("MATCH (n:KG) RETURN count(n) AS n") == [{"n": 0}]


def test_what_others_hang_on_our_nodes_stays(database: Database) -> None:
    known = database.store.load(GRAPH).digests
    database.run("MATCH (n:KG {id: 'e-ghani'}) CREATE (:Note {text: 'mine'})-[:ABOUT]->(n) SET n.rank = 0.5")
    ghani = next(row for row in GRAPH.entities if row.id == "e-ghani")
    changed = _but(GRAPH, replace(ghani, aliases=("Ghani", "the president")))
    assert _counts(database.store.load(changed, known)) == (2, 1, 0)  # a name, and that it is hers
    found = database.run("MATCH (t:Note)-[:ABOUT]->(n:KG) RETURN t.text AS text, n.rank AS rank")
    assert found == [{"text": "mine", "rank": 0.5}]
    assert database.store.read() == changed


def test_the_state_tells_which_graph_the_store_holds(store: Store) -> None:
    assert store.state().phase == "empty"
    known = store.load(GRAPH).digests
    state = store.state()
    assert (state.phase, state.schema, state.digest) == ("ready", store_module.SCHEMA, build_digest(known))
    store.clear()
    assert store.state().phase == "empty"


def test_a_ledger_that_believes_something_else_is_not_believed(store: Store) -> None:
    known = dict(store.load(GRAPH).digests)
    known.pop("e-taliban")
    changed = _without(GRAPH, GRAPH.relations[0])
    assert _counts(store.load(changed, known)) == (0, 0, 1)
    assert store.read() == changed


def test_damage_is_mended_by_a_load_that_reads_back(database: Database) -> None:
    known = database.store.load(GRAPH).digests
    database.run("MATCH (n:KG) WHERE n.id IN ['e-taliban', 'd-1', 'v-call'] DETACH DELETE n")
    database.run("MATCH (n:KG:Person) SET n.name = null")
    with pytest.raises(StoreError, match="damaged"):
        database.store.read()
    assert _counts(database.store.load(GRAPH, known)) == (0, 0, 0)  # the ledger and the digest agree: not read
    report = database.store.load(GRAPH)
    assert report.created > 3 and report.changed > 3 and report.removed == 0
    assert database.store.read() == GRAPH


def test_a_load_that_was_cut_off_shows_and_is_finished_by_the_next(database: Database) -> None:
    known = database.store.load(GRAPH).digests
    database.run("MATCH (b:KG {id: 'kg-build'}) SET b.state = 'loading', b.digest = null")
    database.run("MATCH (n:KG:Evidence) DETACH DELETE n")
    assert database.store.state().phase == "loading"
    assert database.store.load(GRAPH, known).created > 0
    assert database.store.state().phase == "ready"
    assert database.store.read() == GRAPH


def test_a_large_difference_is_written_in_portions(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "_ROWS_A_TRANSACTION", 10)
    known = store.load(GRAPH).digests
    assert store.read() == GRAPH
    assert store.state().phase == "ready"
    assert _counts(store.load(Graph(), known)) == (0, 0, len(known))
    assert store.read() == Graph()


def test_another_schema_version_is_cleared_and_loaded_anew(database: Database) -> None:
    known = database.store.load(GRAPH).digests
    database.run("MATCH (b:KG {id: 'kg-build'}) SET b.schema = 0 CREATE (:KG:Old {id: 'old'})")
    assert _counts(database.store.load(GRAPH, known)) == (len(known), 0, 0)
    assert database.store.read() == GRAPH
    assert database.run("MATCH (n:Old) RETURN n.id AS id") == []


def test_a_second_writer_is_noticed(store: Store) -> None:
    store.load(GRAPH)
    with pytest.raises(StoreError, match="another kg process"):
        store._transaction((), "some other digest", None, "ready")
    assert store.state().phase == "ready"


def test_a_constraint_of_the_owner_is_one_clear_line_and_nothing_is_written(database: Database) -> None:
    database.store.load(Graph())
    database.run("CREATE CONSTRAINT theirs FOR (p:Person) REQUIRE p.name IS UNIQUE")
    try:
        twins = Graph.of([entity("one", "Twin", "Person"), entity("two", "Twin", "Person")])
        with pytest.raises(StoreError, match="constraint") as caught:
            database.store.load(twins)
        assert "\n" not in str(caught.value)
        assert database.store.read() == Graph()
    finally:
        database.run("DROP CONSTRAINT theirs")


@pytest.mark.parametrize(
    "row",
    [
        relation("taliban", "DROP_ALL", "us", GRAPH.events[0]),
        entity("x", "X", "Person) DETACH DELETE n //"),  # type: ignore[arg-type]
    ],
)
def test_a_word_outside_the_closed_list_is_refused(row: Entity | Relation, store: Store) -> None:
    store.load(GRAPH)
    with pytest.raises(StoreError, match="there are: "):
        store.load(_but(GRAPH, row))
    assert store.read() == GRAPH


def test_a_row_that_points_at_nothing_is_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="'v-none', which the graph does not hold"):
        store.load(_but(GRAPH, evidence("x", "none", "one", "words", "actual")))
    with pytest.raises(StoreError, match="two rows of the graph have the id 'e-us'"):
        store.load(Graph.of([*GRAPH.rows(), entity("us", "United States", "Organization")]))


def test_every_field_of_a_row_is_a_property(database: Database) -> None:
    database.store.load(GRAPH)
    held = {
        label: {key for row in database.run(f"MATCH (n:KG:{label}) RETURN keys(n) AS keys") for key in row["keys"]}
        for label in ("Article", "Entity", "Event", "Evidence")
    }
    elsewhere = {"event", "article", "speakers"}
    for label, row_type in zip(held, (ArticleRow, Entity, Event, Evidence), strict=True):
        assert set(row_type.__slots__) - elsewhere <= held[label]
    assert {"name_key", "alias_keys"} <= held["Entity"]


@pytest.mark.parametrize("name", NODE_STATEMENTS)
def test_what_fills_a_new_node_is_what_changes_an_old_one(name: str) -> None:
    texts = load_statements(RELATION_TYPES).texts
    assert texts[name].partition("\nSET ")[2] == texts[f"make_{name}"].partition("\nSET ")[2] != ""


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(graph=graphs())
def test_any_graph_is_read_back_whatever_was_there_before(graph: Graph, store: Store) -> None:
    report = store.load(graph)
    assert store.read() == graph
    assert _counts(store.load(graph, report.digests)) == (0, 0, 0)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(one=graphs(), other=graphs())
def test_the_way_to_a_graph_leaves_no_trace(one: Graph, other: Graph, store: Store) -> None:
    known = store.load(one).digests
    store.load(other, known)
    assert store.read() == other
    assert store.state().digest == build_digest(digests(other))
