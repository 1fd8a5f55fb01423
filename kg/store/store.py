"""A store holds one graph: what it holds becomes what the graph says; nothing else in the database is touched."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar

from neo4j import Driver, ManagedTransaction

from kg import embedded
from kg.errors import StoreError
from kg.model import ENTITY_TYPES, Graph
from kg.ontology import ontology
from kg.store.connection import SCHEMES, clear_errors, connect
from kg.store.difference import Batch, Difference, difference
from kg.store.reading import Question, Rows, ask
from kg.store.records import LINK_WORDS, PROPERTIES, Record, build_digest, digests, lower, raise_graph
from kg.store.statements import Statements, load_statements
from kg.store.values import plain

SCHEMA = 1
"""The version of what the store holds. When it differs, ours is cleared and loaded again: there are no migrations."""

_ROWS_A_TRANSACTION = 50_000
_LOADING = "Loading"

Phase = Literal["empty", "ready", "loading"]
Made = TypeVar("Made")
Progress = Callable[[Sequence[Batch], str], Iterable[Batch]]
"""Wraps the batches to show how far their loop has come; the words say what is done."""


def _silent(batches: Sequence[Batch], words: str) -> Sequence[Batch]:
    return batches


@dataclass(frozen=True, slots=True)
class StoreState:
    """What the store says of itself. `loading` means that a load was not finished and the graph is not whole."""

    phase: Phase
    schema: int | None
    digest: str | None


@dataclass(frozen=True, slots=True)
class LoadReport:
    """How many nodes and relationships a load made, changed and removed; the digests it leaves, by id."""

    created: int
    changed: int
    removed: int
    digests: Mapping[str, str]


@contextmanager
def open_store(
    where: str | Path,
    database: str | None = None,
    user: str | None = None,
    password: str | None = None,
    relation_types: Iterable[str] | None = None,
) -> Iterator[Store]:
    """The store at a server's address (`bolt://…`, `neo4j://…`), or the embedded one of a folder.

    `relation_types` is the closed list of what relates two actors; None is the ontology's.
    Raises StoreError of one line when it is down, locked, too old or refuses the password.
    """
    statements = load_statements(ontology().relation_types if relation_types is None else relation_types)
    uri = str(where)
    if "://" in uri:
        if uri.partition("://")[0] not in SCHEMES:
            raise StoreError(f"{uri!r} is no address of a store: it begins with {', '.join(SCHEMES)}, or is a folder")
        with connect(uri, user, password, database) as driver:
            yield Store(driver, database, uri, statements)
        return
    with (
        embedded.serve(Path(where)) as address,
        connect(address.uri, embedded.USER, address.password, embedded.DATABASE) as driver,
    ):
        yield Store(driver, embedded.DATABASE, str(Path(where).resolve()), statements)


class Store:
    """An open store. One thread writes; queries of several threads take turns."""

    def __init__(self, driver: Driver, database: str | None, address: str, statements: Statements) -> None:
        self.address = f"{address}#{database}" if database else address
        self._driver = driver
        self._database = database
        self._statements = statements
        self._turn = threading.Lock()
        self._mark = f"kg {secrets.token_hex(8)}"

    def state(self) -> StoreState:
        """What the store says of itself."""
        for row in self._rows("state"):
            phase: Phase = "ready" if row["state"] == "ready" else "loading"
            return StoreState(phase, row["schema"], row["digest"])
        return StoreState("empty", None, None)

    def load(self, graph: Graph, known: Mapping[str, str] | None = None, progress: Progress = _silent) -> LoadReport:
        """Make the store hold this graph, by sending the difference to what it holds.

        `known` are the digests that the last load left. They are believed when the store's own digest agrees with
        them, else the store is read back; with None it always is, so that damage is mended. Loading twice changes
        nothing; up to 50,000 rows are one transaction, more set the state "loading" until they are whole.
        """
        wanted = digests(graph)
        state, target = self.state(), build_digest(wanted)
        if state.schema not in (None, SCHEMA):
            self.clear()
            state = self.state()
        whole = state.phase == "ready"
        if whole and known is not None and state.digest == target:
            return LoadReport(0, 0, 0, wanted)
        believed = known is not None and whole and state.digest == build_digest(known)
        held = known if believed and known is not None else self._held()
        changes = difference(held, lower(graph), wanted)
        if not (whole and state.digest == target and not changes.batches):
            self._write(changes, state.digest, target, progress)
        return LoadReport(len(changes.created), len(changes.changed), len(changes.removed), wanted)

    def read(self) -> Graph:
        """The graph that the store holds: equal to the one that was loaded."""
        return raise_graph(self._read(lambda record: record))

    def clear(self) -> None:
        """Remove every node of ours, and with them their relationships; everything else in the database stays."""
        if self.state().phase != "empty":
            self._execute("build", state="loading", digest=None, schema=SCHEMA)
        for name in ("clear_relations", "clear_nodes"):
            while self._execute(name)[0]["gone"]:
                pass
        self._execute("clear_build")

    def query(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        limit: int = 1_000,
        timeout_s: float = 30.0,
        columns: Sequence[str] = (),
    ) -> Rows:
        """Up to `limit` rows of a query that only reads; `columns` name the columns of an answer without rows.

        Raises QueryError naming the word that would write, or saying that the query is wrong or ran too long.
        """
        question = Question(cypher, parameters or {}, limit, timeout_s, columns, self._mark)
        with self._turn, clear_errors(self.address):
            return ask(self._driver, self._database, question)

    def _held(self) -> dict[str, str]:
        return dict(self._read(lambda record: (record.id, record.digest)))

    def _read(self, make: Callable[[Record], Made]) -> Iterator[Made]:
        """What `make` makes of each record: made as it is read, so that what the driver returns is not kept."""
        yield from self._each("nodes", lambda row: make(_node_record(row)))
        yield from self._each("relations", lambda row: make(_relation_record(row)), types=list(self._statements.types))

    def _write(self, changes: Difference, held: str | None, target: str, progress: Progress) -> None:
        for name in ("constraint", "names", "make_build"):
            self._execute(name)
        if changes.rows <= _ROWS_A_TRANSACTION:
            self._transaction(changes.batches, held, target, "ready", progress)
            return
        self._transaction((), held, None, "loading")
        for batch in progress(changes.batches, _LOADING):
            self._transaction((batch,), None, None, "loading")
        self._transaction((), None, target, "ready")

    def _transaction(
        self,
        batches: Sequence[Batch],
        held: str | None,
        target: str | None,
        phase: Phase,
        progress: Progress = _silent,
    ) -> None:
        """All of the batches or none; none as well when another process wrote since the digest `held` was read."""

        def work(transaction: ManagedTransaction) -> None:
            build = transaction.run(self._statements.cypher("build"), state=phase, digest=target, schema=SCHEMA).single(
                strict=True
            )
            if build["held"] != held:
                raise StoreError(f"{self.address} is busy: another kg process is loading it, try again when it is done")
            for batch in progress(batches, _LOADING):
                cypher = self._statements.cypher(batch.statement, batch.word)
                transaction.run(cypher, rows=batch.rows).consume()

        with clear_errors(self.address), self._driver.session(database=self._database) as session:
            session.execute_write(work)

    def _rows(self, statement: str, **parameters: Any) -> list[dict[str, Any]]:
        return self._each(statement, dict, **parameters)

    def _each(self, statement: str, make: Callable[[Mapping[str, Any]], Made], **parameters: Any) -> list[Made]:
        cypher = self._statements.cypher(statement)
        with clear_errors(self.address), self._driver.session(database=self._database) as session:
            return session.execute_read(lambda transaction: [make(row) for row in transaction.run(cypher, parameters)])

    def _execute(self, statement: str, **parameters: Any) -> list[dict[str, Any]]:
        cypher = self._statements.cypher(statement)
        with clear_errors(self.address), self._driver.session(database=self._database) as session:
            return session.execute_write(lambda transaction: transaction.run(cypher, parameters).data())


def _node_record(row: Mapping[str, Any]) -> Record:
    statement = row["statement"]
    kind = next((word for word in row["words"] if word in ENTITY_TYPES), "")
    word = kind if statement == "entity" else str(statement).capitalize()
    return Record(row["properties"]["id"], statement, word, "", "", _stored(statement, row["properties"]))


def _relation_record(row: Mapping[str, Any]) -> Record:
    word, table = row["word"], row["source_table"]
    statement = _statement_of(table, word)
    properties = row["properties"]
    return Record(properties["id"], statement, word, row["source_id"], row["target_id"], _stored(statement, properties))


def _statement_of(table: str, word: str) -> str:
    """Which statement made this relationship: a type such as SUPPORTS may stand for two things."""
    if table == "entity":
        return "mentioned_in" if word == "MENTIONED_IN" else "derived"
    if table == "evidence":
        return word.lower()
    return "link" if word in LINK_WORDS else "role"


def _stored(statement: str, properties: Mapping[str, Any]) -> tuple[Any, ...]:
    values = (plain(properties.get(name)) for name in PROPERTIES[statement])
    return tuple(tuple(value) if isinstance(value, list) else value for value in values)
