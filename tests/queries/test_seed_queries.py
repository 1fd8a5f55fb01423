"""Every query that ships finds something in the graph of seeds/, and the same on both stores."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from conftest import Database
from seed_answers import ANSWERS, example_of
from seed_graph import seed_graph

from kg.catalog import Query, queries
from kg.ontology import ontology
from kg.store import Rows, Store, open_store

QUERIES = queries()


@contextmanager
def _holding_the_seeds(database: Database) -> Iterator[Store]:
    database.run("MATCH (n) DETACH DELETE n")
    where, user, password = database.where, database.user, database.password
    with open_store(where, user=user, password=password, relation_types=ontology().relation_types) as store:
        store.load(seed_graph())
        yield store


@pytest.fixture(scope="module", name="store")
def _store(embedded_database: Database) -> Iterator[Store]:
    with _holding_the_seeds(embedded_database) as store:
        yield store


@pytest.fixture(scope="module", name="neo4j")
def _neo4j(neo4j_database: Database) -> Iterator[Store]:
    with _holding_the_seeds(neo4j_database) as store:
        yield store


def ask(store: Store, query_name: str, /, **given: Any) -> Rows:
    query: Query = QUERIES[query_name]
    return store.query(query.cypher, query.bind(given or ANSWERS[query_name].given), columns=query.columns)


def told(rows: Rows, *columns: str) -> list[tuple[Any, ...]]:
    """These columns of the rows."""
    places = [rows.columns.index(column) for column in columns]
    return [tuple(row[place] for place in places) for row in rows.rows]


def test_every_question_has_an_answer_that_was_read_beside_the_articles() -> None:
    assert set(ANSWERS) == set(QUERIES)
    assert all(answer.rows for answer in ANSWERS.values())


@pytest.mark.parametrize("name", QUERIES)
def test_a_question_answers_what_the_articles_say(name: str, store: Store) -> None:
    expected, found = ANSWERS[name], ask(store, name)
    rows = told(found, *expected.columns.split())
    assert [row for row in expected.rows if row not in rows] == []
    assert not expected.whole or len(rows) == len(expected.rows)


@pytest.mark.neo4j
@pytest.mark.parametrize("name", QUERIES)
def test_both_stores_answer_alike_on_the_seeds(name: str, store: Store, neo4j: Store) -> None:
    rows = ask(store, name)
    assert rows.rows and rows == ask(neo4j, name)


@pytest.mark.parametrize("name", QUERIES)
def test_the_example_of_the_header_finds_something(name: str, store: Store) -> None:
    """What `kg query --help` and the demo show."""
    query = QUERIES[name]
    assert store.query(query.cypher, query.bind(example_of(query)), columns=query.columns).rows


def test_what_the_store_holds_is_the_graph_of_the_seeds(store: Store) -> None:
    assert store.read() == seed_graph()


def test_the_taliban_demand_the_withdrawal_of_foreign_troops(store: Store) -> None:
    found = told(ask(store, "demands", name="Taliban"), "actor", "demand", "status")
    assert ("Taliban", "withdrawal of foreign troops", "actual") in found


def test_trump_and_ghani_spoke_by_the_word_of_an_unnamed_official(store: Store) -> None:
    found = told(ask(store, "spoke-with", name="Trump"), "one", "other", "predicate", "status", "speakers")
    pairs = [(set(row[:2]), *row[2:]) for row in found]
    assert ({"Ashraf Ghani", "Donald Trump"}, "spoke_with", "claimed", ["unnamed Afghan official"]) in pairs


def test_only_people_and_bodies_speak_with_each_other(store: Store) -> None:
    """Who flew to a town did not speak with it."""
    assert {row[0] for row in told(ask(store, "spoke-with", all=True), "predicate")}.isdisjoint(
        {"traveled_to", "visited", "attended", "wrote_to"}
    )


@pytest.mark.parametrize(("day", "holder"), [("2016-04-01", "Akhtar Mansour"), ("2017-01-01", "Hibatullah Akhundzada")])
def test_the_taliban_had_a_leader_on_the_day(day: str, holder: str, store: Store) -> None:
    found = told(ask(store, "office-on-day", of="Taliban", day=day), "holder", "office")
    assert (holder, "leader_of") in found


def test_the_two_tolls_stand_beside_each_other(store: Store) -> None:
    found = told(ask(store, "disputed"), "low", "words", "article")
    assert (140, "at least 140", "balkh-base-attack-140-dead") in found
    assert (101, "more than 100", "balkh-base-attack-100-dead") in found


def test_the_claim_about_russian_arms_stands_beside_its_denial(store: Store) -> None:
    found = told(ask(store, "claims-and-denials"), "claimed_by", "claim_article", "denied_by", "denial_article")
    accused, denied = "russia-accused-of-arming-taliban", "russia-denies-arming-taliban"
    assert ("Afghan officials", accused, "Russia", denied) in found


def test_the_sentences_between_nicholson_and_russia_are_the_articles_own(store: Store) -> None:
    found = told(ask(store, "evidence"), "predicate", "object", "article")
    assert ("voices_dismay_at", "Russia", "taliban-letter.txt") in found
    assert ("accuses", "Russia", "nicholson-asks-for-troops") in found


def test_the_relations_of_the_taliban_show_the_killing_and_hide_the_denied(store: Store) -> None:
    found = told(ask(store, "relations", name="Taliban"), "subject", "predicate", "object", "status")
    assert ("Hibatullah Akhundzada", "leader_of", "Taliban", "actual") in found
    assert ("Zabihullah Mujahid", "spokesman_for", "Taliban", "actual") in found
    assert {row[3] for row in found} == {"actual", "claimed"}


@pytest.mark.parametrize(
    "typed", ["the Taliban", "TALIBAN", "Ghani", "ashraf ghani", "Moscow", "US", "u. s.", "America"]
)
def test_an_actor_is_found_however_it_is_typed(typed: str, store: Store) -> None:
    assert ask(store, "events-of", name=typed, all=True).rows


def test_the_most_active_are_named(store: Store) -> None:
    found = told(ask(store, "most-active", top=5), "actor")
    assert len(found) == 5 and ("Taliban",) in found


def test_russias_wish_is_what_the_taliban_say_about_russia(store: Store) -> None:
    found = told(ask(store, "says-about", name="Taliban", about="Russia"), "speaker", "about", "status", "article")
    assert ("Taliban", "Russia", "claimed", "taliban-letter.txt") in found
