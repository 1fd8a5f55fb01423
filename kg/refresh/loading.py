"""The graph into store and page, and what that changed for whoever asks it questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.config import Settings
from kg.errors import KGError
from kg.forgetting import page_name
from kg.ledger import Ledger
from kg.model import Graph, Relation
from kg.pipeline import TITLE, draw, load
from kg.progress import Progress, silent
from kg.store import LoadReport, Store
from kg.store.difference import Anchor, anchor

PAGE = "pages/graph.html"
TOLD = 100
"""How many of the relations gained and lost a report puts into words; all are counted."""
ASKED = 10_000
"""How many lost relations the store is asked about."""

_LOST = """
UNWIND $rows AS row
MATCH (s:KG {id: row.source})-[r {id: row.id}]->(o:KG {id: row.target})
RETURN s.name AS subject, r.predicate AS predicate, coalesce(o.name, o.label) AS object, r.status AS status
"""


@dataclass(frozen=True, slots=True)
class News:
    """The relations a load brought and took away: their number, and the first of them in words."""

    n_gained: int
    n_lost: int
    gained: tuple[str, ...]
    lost: tuple[str, ...]


def load_graph(
    ledger: Ledger, store: Store, graph: Graph, progress: Progress[Any] = silent, basis: str | None = None
) -> tuple[LoadReport, News]:
    """Make the store hold the graph. A relation that is there in the same words after a merge is no news."""
    known = ledger.loaded(store.address)
    held = {relation.id for relation in graph.relations}
    lost = {id_: spot for id_ in known if id_ not in held and (spot := anchor(known[id_])).statement == "derived"}
    gained = [relation for relation in graph.relations if relation.id not in known]
    before, after = Counter(_lost_words(store, lost)), Counter(_gained_words(graph, gained))
    same = (before & after).total()
    news = News(len(gained) - same, len(lost) - same, _first(after - before), _first(before - after))
    return load(ledger, store, graph, progress, basis), news


def _first(words: Counter[str]) -> tuple[str, ...]:
    return tuple(sorted(words.elements())[:TOLD])


def _gained_words(graph: Graph, relations: Sequence[Relation]) -> Iterator[str]:
    names = {entity.id: entity.name for entity in graph.entities} | {event.id: event.label for event in graph.events}
    for each in relations:
        yield _words(names[each.subject], each.predicate, names[each.object], each.status)


def _lost_words(store: Store, lost: Mapping[str, Anchor]) -> list[str]:
    """In words while the store still has them; a store that cannot say is mended by the load that follows."""
    rows = [{"id": id_, "source": spot.source, "target": spot.target} for id_, spot in sorted(lost.items())][:ASKED]
    try:
        return [_words(*row) for row in store.query(_LOST, {"rows": rows}, limit=ASKED).rows] if rows else []
    except KGError:
        return []


def _words(subject: str, predicate: str, thing: str, status: str) -> str:
    return f"{subject} {predicate} {thing} ({status})"


def write_page(ledger: Ledger, settings: Settings, graph: Graph, digest: str) -> str:
    """Rewrite the page, unless it stands there and the graph is the same; its name, seen from the workspace."""
    path = settings.workspace.root / Path(settings.refresh.page or PAGE).expanduser()
    name = page_name(settings.workspace, path)
    if ledger.pages().get(name) != digest or not path.is_file():
        draw(graph, settings.workspace, path, TITLE)
        ledger.put_page(name, digest)
    return name
