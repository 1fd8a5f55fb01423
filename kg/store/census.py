"""What a database holds of ours and of others, and what its user may do there: `kg doctor` asks, nothing is changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from neo4j import Driver, Session
from neo4j.exceptions import DriverError, Neo4jError

from kg.model import ENTITY_TYPES
from kg.records import LABELS
from kg.store.connection import first_line
from kg.store.constraints import SHOWN, TYPES, Constraint, constraints_of, on_our_words

SPECIFIC = (*LABELS.values(), *ENTITY_TYPES)
_RIGHTS = {
    "read": "MATCH (n:KG) RETURN count(n) AS n",
    "write nodes": "CREATE (n:KG:KGBuild {id: 'kg-doctor'}) DELETE n",
    "write relationships": "CREATE (a:KG)-[r:FROM]->(b:KG) DELETE r, a, b",
    "show constraints": "SHOW CONSTRAINTS",
    "show and stop queries": "SHOW TRANSACTIONS",
}
"""What kg does, each as a statement; each is run in a transaction that is rolled back."""
_SCHEMA_RIGHTS = {
    "make the constraint": "CREATE CONSTRAINT kg_id IF NOT EXISTS FOR (n:KG) REQUIRE n.id IS UNIQUE",
    "make the index": "CREATE INDEX kg_name_key IF NOT EXISTS FOR (n:KG) ON (n.name_key)",
}
"""The same, tried on a Neo4j only: on an ArcadeDB what is said of the schema stays after a rollback (measured)."""


@dataclass(frozen=True, slots=True)
class Census:
    """Who is in a database. `shared` counts the nodes of others that have a label which ours have too."""

    database: str
    ours: Mapping[str, int]
    relationships: int
    others: int
    shared: Mapping[str, int]
    constraints: tuple[Constraint, ...]


def take_census(driver: Driver, database: str | None, words: tuple[str, ...]) -> Census:
    """Count, and look at the constraints on `words`, which are our labels and relationship types."""
    with driver.session(database=database) as session:
        result = session.run("MATCH (n) RETURN count(n) AS n")
        everything = int(result.single(strict=True)["n"])
        named = result.consume().database or database or ""
        ours = {label: _count(session, f"(n:KG:{label})") for label in LABELS.values()}
        mine = _count(session, "(n:KG)")
        shared = {label: _count(session, f"(n:{label})") - _count(session, f"(n:KG:{label})") for label in SPECIFIC}
        return Census(
            named,
            ours,
            int(session.run("MATCH (:KG)-[r]->(:KG) RETURN count(r) AS n").single(strict=True)["n"]),
            everything - mine,
            {label: number for label, number in shared.items() if number},
            on_our_words(read_constraints(session), words),
        )


def read_constraints(session: Session) -> tuple[Constraint, ...]:
    """The constraints that are not ours; none where the user may not see them: the server tells of them itself."""
    for statement in (TYPES, SHOWN):
        try:
            return constraints_of(session.run(statement).data())
        except Neo4jError:
            continue
    return ()


def taken_by_others(session: Session, label: str, name: str, values: Sequence[Any]) -> Any:
    """The first of these values that a node of others has; label and name are words of our own lists."""
    asked = f"MATCH (n:{label}) WHERE NOT n:KG AND n.{name} IN $values RETURN n.{name} AS value LIMIT 1"
    found = session.run(asked, values=list(values)).single()
    return found["value"] if found else None


def _count(session: Session, pattern: str) -> int:
    return int(session.run(f"MATCH {pattern} RETURN count(n) AS n").single(strict=True)["n"])


def missing_rights(open_session: Callable[[], Any]) -> Mapping[str, str]:
    """What kg would have to do and the user may not, with the server's reason. Nothing that is tried stays."""
    found = {}
    for right, statement in (_RIGHTS | (_SCHEMA_RIGHTS if _is_neo4j(open_session) else {})).items():
        with open_session() as session:
            try:
                with _rolled_back(session) as transaction:
                    transaction.run(statement).consume()
            except (Neo4jError, DriverError) as error:
                found[right] = first_line(error)
    return found


def _is_neo4j(open_session: Callable[[], Any]) -> bool:
    """An ArcadeDB calls itself `Neo4j/5.26.0 compatible (ArcadeDB 26.10.2)`."""
    with open_session() as session:
        return "compatible" not in session.run("RETURN 1 AS one").consume().server.agent


@contextmanager
def _rolled_back(session: Session) -> Iterator[Any]:
    transaction = session.begin_transaction()
    try:
        yield transaction
    finally:
        if not transaction.closed():
            transaction.rollback()
