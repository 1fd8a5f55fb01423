"""One query of a user: only reads, and ends in time, whatever the store enforces by itself."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from neo4j import READ_ACCESS, Driver, Record
from neo4j.exceptions import DriverError, Neo4jError, ServiceUnavailable

from kg.errors import QueryError
from kg.store.connection import first_line
from kg.store.guard import refuse_writes, without_end
from kg.store.values import plain, size

CELL = 1_000_000
"""Characters that a cell of an answer holds at most: as many as an article."""
_AGAIN_S = 0.5
_GRACE_S = 5.0


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a query, in values that JSON has. `truncated` says that there were more rows than the limit."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    truncated: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A query as asked. `columns` name the answer's columns when there is no row to tell them.

    `mark` finds it again in SHOW TRANSACTIONS, where the embedded store shows no metadata; equal for all the queries
    of one asker, who asks one at a time: the server plans a text that it has seen only once.
    """

    cypher: str
    parameters: Mapping[str, Any]
    limit: int
    timeout_s: float
    columns: Sequence[str]
    mark: str


def ask(driver: Driver, database: str | None, question: Question) -> Rows:
    """The rows, from a READ transaction that is always rolled back.

    Raises QueryError for a query that writes (before it is sent), is wrong, runs longer than its time, or has a cell in
    its answer that holds more than `CELL` characters.
    """
    refuse_writes(question.cypher)
    with _stopped_in_time(driver, database, question), _query_errors():
        return _run(driver, database, question)


def _run(driver: Driver, database: str | None, question: Question) -> Rows:
    cypher = f"{without_end(question.cypher)}\n// {question.mark}"
    size = min(question.limit + 1, 1_000)
    with driver.session(database=database, default_access_mode=READ_ACCESS, fetch_size=size) as session:
        transaction = session.begin_transaction(timeout=question.timeout_s + _GRACE_S)
        try:
            result = transaction.run(cypher, dict(question.parameters))
            records = result.fetch(question.limit + 1)
            columns = tuple(result.keys()) or tuple(question.columns)
            if len(records) > question.limit:
                # Else the embedded store makes all the other rows before it lets go of them.
                with suppress(Neo4jError, DriverError):
                    _terminate(driver, database, question.mark)
        finally:
            with suppress(Neo4jError, DriverError):
                transaction.rollback()
    rows = tuple(_row(columns, record, n) for n, record in enumerate(records[: question.limit], 1))
    return Rows(columns, rows, len(records) > question.limit)


def _row(columns: Sequence[str], record: Record, number: int) -> tuple[Any, ...]:
    row = tuple(plain(value) for value in record.values())
    for column, value in zip(columns, row, strict=True):
        if (held := size(value)) > CELL:
            raise QueryError(
                f"{column!r} of row {number} holds {held:,} characters, and a cell at most {CELL:,}: "
                "ask for less of it, as with left(text, 1000), list[..100] or size(list)"
            )
    return row


@contextmanager
def _query_errors() -> Iterator[None]:
    try:
        yield
    except ServiceUnavailable:
        raise
    except (Neo4jError, DriverError, UnicodeEncodeError) as error:
        raise QueryError(f"the query fails: {first_line(error)}") from error


@contextmanager
def _stopped_in_time(driver: Driver, database: str | None, question: Question) -> Iterator[None]:
    """What runs inside under the question's mark is terminated when its time is over; QueryError says so."""
    done, late = threading.Event(), threading.Event()

    def watch() -> None:
        wait = question.timeout_s
        while not done.wait(wait):
            late.set()
            wait = _AGAIN_S
            with suppress(Neo4jError, DriverError):
                _terminate(driver, database, question.mark)

    watchdog = threading.Thread(target=watch, daemon=True)
    watchdog.start()
    try:
        yield
    except QueryError as error:
        if late.is_set():
            raise QueryError(f"the query ran longer than {question.timeout_s:g} s and was stopped") from error
        raise
    except BaseException:
        # Ctrl-C and the like: the embedded store would let the query run on after its driver is gone.
        with suppress(Neo4jError, DriverError):
            _terminate(driver, database, question.mark)
        raise
    finally:
        done.set()
        watchdog.join()


def _terminate(driver: Driver, database: str | None, mark: str) -> None:
    with driver.session(database=database) as session:
        shown = session.run("SHOW TRANSACTIONS YIELD transactionId, currentQuery RETURN transactionId, currentQuery")
        for id_ in [row["transactionId"] for row in shown if (row["currentQuery"] or "").endswith(mark)]:
            session.run("TERMINATE TRANSACTIONS $id", id=id_).consume()
