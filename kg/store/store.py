"""A store holds one graph: what it holds becomes what the graph says; nothing else in the database is touched."""

from __future__ import annotations

import re
import secrets
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Literal, TypeVar

from neo4j import Driver, ManagedTransaction

from kg import embedded
from kg.errors import StoreError
from kg.model import ENTITY_TYPES, Graph
from kg.ontology import ontology
from kg.progress import Progress, silent
from kg.records import (
    LABELS,
    LINK_WORDS,
    PROPERTIES,
    SCHEMA,
    Record,
    amended_digest,
    build_digest,
    digests,
    lower,
    raise_graph,
)
from kg.store.census import Census, missing_rights, read_constraints, take_census, taken_by_others
from kg.store.connection import SCHEMES, clear_errors, connect, masked
from kg.store.constraints import broken, on_our_words
from kg.store.difference import Batch, Difference, anchor, difference
from kg.store.reading import Question, Rows, ask
from kg.store.statements import Statements, load_statements
from kg.store.values import plain

_ROWS_A_TRANSACTION = 50_000
_LOADING = "Loading"
_SERVER = re.compile(r"(\w+:)?(.*@)?[\w.-]+:\d+|\w+:.*@[\w.-]+")
"""A server's address without a scheme, which would be made a folder. It may hold a password: it is never printed."""

Phase = Literal["empty", "ready", "loading"]
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class StoreState:
    """What the store says of itself. `loading` means that a load was not finished and the graph is not whole.

    The digest is that of the graph; while it is loading, the mark of the last portion.
    """

    phase: Phase
    schema: int | None
    digest: str | None


@dataclass(frozen=True, slots=True)
class LoadReport:
    """How many nodes and relationships were made, changed and removed; by id, the digests of all that was given."""

    created: int
    changed: int
    removed: int
    digests: Mapping[str, str]


class _BrokenIndexError(Exception):
    """Nodes are there that their ids do not find."""


@contextmanager
def open_store(
    where: str | Path,
    database: str | None = None,
    user: str | None = None,
    password: str | None = None,
    relation_types: Iterable[str] | None = None,
) -> Iterator[Store]:
    """The store at a server's address (`bolt://…`, `neo4j://…`), or the embedded one of a folder, where ~ is the home.

    `relation_types` is the closed list of what relates two actors; None is the ontology's.
    Raises StoreError of one line when it is down, locked, too old or refuses the password.
    """
    statements = load_statements(ontology().relation_types if relation_types is None else relation_types)
    uri = str(where)
    if "://" in uri:
        if uri.partition("://")[0] not in SCHEMES:
            raise StoreError(
                f"{masked(uri)!r} is no address of a store: it begins with {', '.join(SCHEMES)}, or is a folder"
            )
        with connect(uri, user, password, database) as driver:
            yield Store(driver, database, uri, statements)
        return
    folder = _folder(uri)
    with (
        embedded.serve(folder) as address,
        connect(address.uri, embedded.USER, address.password, embedded.DATABASE) as driver,
    ):
        yield Store(driver, embedded.DATABASE, str(folder.resolve()), statements, is_embedded=True)


def _folder(where: str) -> Path:
    if _SERVER.fullmatch(where):
        raise StoreError("no address of a store: it begins with bolt://, neo4j://…, or is a folder")
    try:
        return Path(where).expanduser()
    except RuntimeError as error:
        raise StoreError(f"{where!r} is no folder: {error}") from error


class Store:
    """An open store. One thread writes; queries of several threads take turns."""

    def __init__(
        self, driver: Driver, database: str | None, address: str, statements: Statements, is_embedded: bool = False
    ) -> None:
        self.address = f"{address}#{database}" if database else address
        self._driver = driver
        self._database = database
        self._statements = statements
        self._is_embedded = is_embedded
        self._turn = threading.Lock()
        self._mark = f"kg {secrets.token_hex(8)}"

    def state(self) -> StoreState:
        """What the store says of itself."""
        for row in self._rows("state"):
            phase: Phase = "ready" if row["state"] == "ready" else "loading"
            return StoreState(phase, row["schema"], row["digest"])
        return StoreState("empty", None, None)

    def holds(self, digest: str) -> bool:
        """Whether it says of itself that it holds, whole, the rows with this digest."""
        return self.state() == StoreState("ready", SCHEMA, digest)

    def load(
        self, graph: Graph, known: Mapping[str, str] | None = None, progress: Progress[Batch] = silent
    ) -> LoadReport:
        """Make the store hold this graph, by sending the difference to what it holds.

        `known` are the digests that the last load left. They are believed when the store's own digest agrees with
        them, else the store is read back; with None it always is, so that damage is mended. Loading twice changes
        nothing; up to 50,000 rows are one transaction, more set the state "loading" until they are whole.
        """
        wanted = digests(graph)
        state, target = self.state(), build_digest(wanted)
        current = state.schema in (None, SCHEMA)
        if current and state.phase == "ready" and known is not None and state.digest == target:
            return LoadReport(0, 0, 0, wanted)
        self._refuse_what_breaks(lambda: list(lower(graph).values()))
        if not current:
            self.clear()
            state = self.state()
        whole = state.phase == "ready"
        believed = known is not None and whole and state.digest == build_digest(known)
        held = known if believed and known is not None else self.held()
        changes = difference(held, lower(graph), wanted)
        if not (whole and state.digest == target and not changes.batches):
            try:
                self._write(changes, state.digest, target, progress)
            except _BrokenIndexError:
                self._renew()
                self._write(difference({}, lower(graph), wanted), None, target, progress)
        return LoadReport(len(changes.created), len(changes.changed), len(changes.removed), wanted)

    def amend(
        self, held: Mapping[str, str], wanted: Mapping[str, Record], before: str, progress: Progress[Batch] = silent
    ) -> LoadReport | None:
        """Put these records in the place of the rows with these digests, in a store whose digest is `before`: all in
        one transaction.

        The report's digests are those of the records. None, with nothing done, when the store holds something else, a
        node's label changes, which takes all its relationships with it, or an index is broken: load the whole graph.
        """
        made = {id_: record.digest for id_, record in wanted.items()}
        if not self.holds(before):
            return None
        if any(
            not record.source and id_ in held and anchor(held[id_]).word != record.word
            for id_, record in wanted.items()
        ):
            return None
        self._refuse_what_breaks(lambda: list(wanted.values()))
        changes = difference(held, wanted, made)
        try:
            self._transaction(changes.batches, before, amended_digest(before, held, made), "ready", progress)
        except _BrokenIndexError:
            return None
        return LoadReport(len(changes.created), len(changes.changed), len(changes.removed), made)

    def names_in_use(self, names: Sequence[str], but: Iterable[str]) -> set[str]:
        """Those of these Name nodes that an entity bears by another relationship than those of `but`."""
        without = set(but)
        rows = self._rows("bearers", ids=list(names)) if names else []
        return {row["id"] for row in rows if not without.issuperset(row["borne"])}

    def read(self) -> Graph:
        """The graph that the store holds: equal to the one that was loaded."""
        return raise_graph(self._read(lambda record: record))

    def held(self) -> dict[str, str]:
        """The digest of each node and relationship of ours, by id: what `digests` says of the graph that was loaded."""
        return dict(self._read(lambda record: (record.id, record.digest)))

    def clear(self) -> None:
        """Remove every node of ours, and with them their relationships; everything else in the database stays."""
        if self.state().phase != "empty":
            self._execute("build", state="loading", digest=None, schema=SCHEMA)
        for name in ("clear_relations", "clear_nodes"):
            while self._execute(name)[0]["gone"]:
                pass
        self._execute("clear_build")

    def census(self) -> Census:
        """What the database holds of ours and of others, and the foreign constraints on labels of ours."""
        with clear_errors(self.address):
            return take_census(self._driver, self._database, self._words)

    def missing_rights(self) -> Mapping[str, str]:
        """What the user may not do that kg needs, with the server's reason; the embedded store's may do all."""
        if self._is_embedded:
            return {}
        with clear_errors(self.address):
            return missing_rights(lambda: self._driver.session(database=self._database))

    def conflicts(self, graph: Graph) -> tuple[str, ...]:
        """A line for each foreign constraint that the rows of this graph would break."""
        return self._conflicts(lambda: list(lower(graph).values()))

    def _conflicts(self, records: Callable[[], list[Record]]) -> tuple[str, ...]:
        with clear_errors(self.address), self._driver.session(database=self._database) as session:
            found = on_our_words(read_constraints(session), self._words)
            return tuple(broken(found, records() if found else [], partial(taken_by_others, session)))

    def _refuse_what_breaks(self, records: Callable[[], list[Record]]) -> None:
        if lines := self._conflicts(records):
            raise StoreError(
                f"{self.address} has a constraint that our rows break, name another --database: {lines[0]}"
            )

    @property
    def _words(self) -> tuple[str, ...]:
        return ("KG", "KGBuild", *LABELS.values(), *ENTITY_TYPES, *self._statements.types)

    def renew_names(self) -> None:
        """Make the embedded store's index of names anew: it keeps what was deleted. A server's files are not ours."""
        if self._is_embedded:
            self._execute("drop_names")
            self._execute("names")

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

    def _read(self, make: Callable[[Record], Made]) -> Iterator[Made]:
        """What `make` makes of each record: made as it is read, so that what the driver returns is not kept."""
        yield from self._each("nodes", lambda row: make(_node_record(row)))
        yield from self._each("relations", lambda row: make(_relation_record(row)), types=list(self._statements.types))

    def _renew(self) -> None:
        """An empty store with a new index: a disk that was full may have left the embedded one without a part of it."""
        self.clear()
        for name in ("drop_constraint", "drop_names"):
            self._execute(name)

    def _write(self, changes: Difference, held: str | None, target: str, progress: Progress[Batch]) -> None:
        for name in ("constraint", "names", "make_build"):
            self._execute(name)
        if changes.rows <= _ROWS_A_TRANSACTION:
            self._transaction(changes.batches, held, target, "ready", progress)
            return
        # Each portion leaves its own mark and looks for the one before: two writers never take turns in one graph.
        marks = [f"loading {secrets.token_hex(8)} {number}" for number in range(len(changes.batches) + 1)]
        self._transaction((), held, marks[0], "loading")
        for batch, before, mark in zip(progress(changes.batches, _LOADING), marks, marks[1:], strict=False):
            self._transaction((batch,), before, mark, "loading")
        self._transaction((), marks[-1], target, "ready")

    def _transaction(
        self,
        batches: Sequence[Batch],
        held: str | None,
        target: str | None,
        phase: Phase,
        progress: Progress[Batch] = silent,
    ) -> None:
        """All of the batches or none; none as well when another process wrote since the digest `held` was read."""

        def work(transaction: ManagedTransaction) -> None:
            told = transaction.run(self._statements.cypher("build"), state=phase, digest=target, schema=SCHEMA)
            build = told.single()
            if build is None:
                raise _BrokenIndexError
            if build["held"] != held:
                raise StoreError(f"{self.address} is busy: another kg process is loading it, try again when it is done")
            for batch in progress(batches, _LOADING):
                cypher = self._statements.cypher(batch.statement, batch.word)
                transaction.run(cypher, rows=batch.rows).consume()
                if batch.statement.startswith("make_"):
                    self._check_found(transaction, batch)

        with clear_errors(self.address), self._driver.session(database=self._database) as session:
            session.execute_write(work)

    def _check_found(self, transaction: ManagedTransaction, batch: Batch) -> None:
        """A node that its id does not find is never filled and never linked, and no statement would say so."""
        ids = [row["id"] for row in batch.rows]
        found = transaction.run(self._statements.cypher("found"), ids=ids).single(strict=True)
        if found["n"] != len(ids):
            raise _BrokenIndexError

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
    word = kind if statement == "entity" else LABELS[statement]
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
    if table == "name":
        return "named"
    return "link" if word in LINK_WORDS else "role"


def _stored(statement: str, properties: Mapping[str, Any]) -> tuple[Any, ...]:
    values = (plain(properties.get(name)) for name in PROPERTIES[statement])
    return tuple(tuple(value) if isinstance(value, list) else value for value in values)
