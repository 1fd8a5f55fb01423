# ruff: noqa: T201
"""`python loader.py WHERE LEDGER FIRST LAST ROWS`: one load, a line for each statement; what the tests of kills run.

ROWS is how many rows are one transaction. User and password are in the environment. Also the graphs that it loads.
"""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from typing import Any

from hand_graph import RELATION_TYPES, article, entity, event, evidence, relation
from neo4j import ManagedTransaction

import kg.store.connection as connection
import kg.store.store as store_module
from kg.errors import KGError
from kg.ledger import Ledger
from kg.model import EventLink, Graph, GraphRow, MentionedIn, RoleRow
from kg.pipeline import load
from kg.store import open_store


def news(first: int, last: int) -> Graph:
    """The graph of these articles: each has an event of its own, and shares its actors with its neighbours."""
    actors = {actor: None for number in range(first, last) for actor in _actors(number)}
    rows: list[GraphRow] = [entity(actor, actor.title(), "Person", actor) for actor in actors]
    for number in range(first, last):
        rows += _story(number)
    rows += [EventLink(f"v-{number}", "CONTENT", f"v-{number + 1}") for number in range(first, last - 1, 3)]
    return Graph.of(rows)


def _actors(number: int) -> tuple[str, str]:
    return f"actor {number // 2}", f"partner {number // 3}"


def _story(number: int) -> list[GraphRow]:
    key = str(number)
    actor, partner = _actors(number)
    met = event(key, "CONSULT", "met", "actual", f"{actor} met {partner}")
    return [
        article(key, "2026-02-02", title=f"Article {number}"),
        met,
        evidence(key, key, key, f"{actor} met {partner}, he said. " * 20, "claimed", actor),
        RoleRow(met.id, "actor", f"e-{actor}", (f"d-{key}",)),
        RoleRow(met.id, "recipient", f"e-{partner}", (f"d-{key}",)),
        relation(actor, "MET", f"v-{key}", met),
        MentionedIn(f"e-{actor}", f"a-{key}", 1),
        MentionedIn(f"e-{partner}", f"a-{key}", 1),
    ]


def tell_statements() -> None:
    """From now on a line for each statement that is sent."""
    run = ManagedTransaction.run

    def told(self: ManagedTransaction, *words: Any, **parameters: Any) -> Any:
        print("step", flush=True)
        return run(self, *words, **parameters)

    ManagedTransaction.run = told  # type: ignore[method-assign]


def main(where: str, ledger: str, first: str, last: str, rows: str) -> int:
    """Load, and say how it ended."""
    store_module._ROWS_A_TRANSACTION = int(rows)
    connection._RETRY_S = 1.0
    logging.getLogger("neo4j").setLevel(logging.CRITICAL)  # as the command does
    user, password = os.environ.get("NEO4J_USERNAME"), os.environ.get("NEO4J_PASSWORD")
    database = "neo4j" if "://" in where else None
    try:
        with Ledger(Path(ledger)) as kept, open_store(where, database, user, password, RELATION_TYPES) as store:
            tell_statements()
            load(kept, store, news(int(first), int(last)))
    except KGError as error:
        print(f"Error: {error}", flush=True)
        return 1
    print("done", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
