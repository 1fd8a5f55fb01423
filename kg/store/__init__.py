"""Where a graph lives: the embedded store or a Neo4j, through one driver and one dialect."""

from kg.records import build_digest, digests
from kg.store.reading import Rows
from kg.store.store import LoadReport, Store, StoreState, open_store

__all__ = ["LoadReport", "Rows", "Store", "StoreState", "build_digest", "digests", "open_store"]
