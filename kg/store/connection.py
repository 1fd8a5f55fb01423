"""A driver that has been spoken to, and every driver error as one clear line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from neo4j import Driver, GraphDatabase
from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    ConstraintError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
)

from kg.errors import StoreError

SCHEMES = tuple(f"{name}{secure}" for name in ("bolt", "neo4j") for secure in ("", "+s", "+ssc"))
_OLDEST = (5, 26)
_FIRST_CHECK_S = 1.0
_CONNECT_S = 10.0
_RETRY_S = 30.0
"""How long a statement is tried again when the server goes away: one that is started anew is back by then."""

_HIDDEN_CAUSES = ("Transaction error on commit", "Error executing Cypher command")
"""What ArcadeDB says instead of `No space left on device`."""


@contextmanager
def connect(uri: str, user: str | None, password: str | None, database: str | None) -> Iterator[Driver]:
    """A driver for a server that answers, takes the password and is new enough; else StoreError, within seconds."""
    if "@" in uri:
        raise StoreError(
            f"{masked(uri)} names a user or a password: leave them out, set NEO4J_USERNAME, NEO4J_PASSWORD"
        )
    auth = None if user is None and password is None else (user or "neo4j", password or "")
    with clear_errors(uri):
        with GraphDatabase.driver(
            uri, auth=auth, max_transaction_retry_time=_FIRST_CHECK_S, connection_timeout=_CONNECT_S
        ) as probe:
            answer = probe.execute_query("RETURN 1 AS one", database_=database)
            _check_version(uri, answer.summary.server.agent)
        driver = GraphDatabase.driver(
            uri,
            auth=auth,
            connection_timeout=_CONNECT_S,
            max_transaction_retry_time=_RETRY_S,
            notifications_min_severity="OFF",
        )
    with driver:
        yield driver


def masked(uri: str) -> str:
    """The address as it may be printed: without the user and the password that may stand in it."""
    return re.sub(r"//.*@", "//…@", uri)


def _check_version(uri: str, agent: str) -> None:
    """Both stores say which Neo4j they are, or are compatible with: `Neo4j/5.26.0`."""
    told = re.match(r"Neo4j/v?(\d+)\.(\d+)", agent)
    if told is None or (int(told[1]), int(told[2])) < _OLDEST:
        raise StoreError(f"{uri} runs {agent}; kg needs Neo4j 5.26 or later")


@contextmanager
def clear_errors(where: str) -> Iterator[None]:
    """Whatever the driver raises inside becomes a StoreError of one line that says what to do."""
    try:
        yield
    except (Neo4jError, DriverError, UnicodeEncodeError, ValueError) as error:
        raise StoreError(_line(where, error)) from error


def _line(where: str, error: Exception) -> str:
    match error:
        case AuthError():
            return f"{where} refuses the user or password: set NEO4J_USERNAME and NEO4J_PASSWORD"
        case ServiceUnavailable():
            return f"{where} does not answer: is the server up, and is the address right? ({first_line(error)})"
        case ConstraintError():
            return f"{where} has a constraint that our rows break, name another --database: {first_line(error)}"
        case ClientError() if "DatabaseNotFound" in (error.code or ""):
            return f"{where} has no such database: {first_line(error)}"
        case ConfigurationError():
            return f"{where!r} is no address of a server: {first_line(error)}"
        case Neo4jError() if first_line(error).startswith(_HIDDEN_CAUSES):
            return f"{where} cannot write (is its disk full?): {first_line(error)}"
        case _:
            return f"{where}: {first_line(error)}"


def first_line(error: Exception) -> str:
    """What the server said, without its codes."""
    message = (error.message if isinstance(error, Neo4jError) else None) or str(error) or type(error).__name__
    return message.strip().splitlines()[0]
