"""News articles in, a graph of who did or said what to whom out; every edge opens the sentence it came from.

    import kg

    place = kg.settings(kg.workspace("kg-workspace", {}), {})
    with kg.Ledger(place.workspace.ledger) as ledger, kg.store_of(place) as store:
        graph = kg.graph_of(ledger, place)
        rows = store.query("MATCH (a:KG:Entity) RETURN a.name AS name")

Each name below is loaded when it is first used: importing kg loads no model, no driver and no drawing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.config import Settings, settings, workspace
    from kg.errors import KGError
    from kg.explorer import page
    from kg.graphs import graph_of
    from kg.intake import extract_articles
    from kg.ledger import Ledger
    from kg.model import Article, Extraction, Graph
    from kg.pipeline import build, store_of
    from kg.sources import read
    from kg.store import open_store

__all__ = [
    "Article",
    "Extraction",
    "Graph",
    "KGError",
    "Ledger",
    "Settings",
    "build",
    "extract_articles",
    "graph_of",
    "open_store",
    "page",
    "read",
    "settings",
    "store_of",
    "workspace",
]

_HOME = {
    "Article": "kg.model",
    "Extraction": "kg.model",
    "Graph": "kg.model",
    "KGError": "kg.errors",
    "Ledger": "kg.ledger",
    "Settings": "kg.config",
    "build": "kg.pipeline",
    "extract_articles": "kg.intake",
    "graph_of": "kg.graphs",
    "open_store": "kg.store",
    "page": "kg.explorer",
    "read": "kg.sources",
    "settings": "kg.config",
    "store_of": "kg.pipeline",
    "workspace": "kg.config",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return __all__
