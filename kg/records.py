"""A Graph as the nodes and relationships that a store holds or a bulk import reads, and back: pure, no database in it.

A record is one node or one relationship. Equal records have equal digests, so a difference needs the digests alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from hashlib import blake2b
from typing import Any, get_args

from kg.catalog import name_key
from kg.errors import StoreError
from kg.model import (
    ROLES,
    ArticleRow,
    Entity,
    Event,
    EventLink,
    Evidence,
    Graph,
    GraphRow,
    LinkType,
    MentionedIn,
    Relation,
    RoleRow,
    Speaker,
    content_id,
)

SCHEMA = 2
"""The version of what the store holds. When it differs, ours is cleared and loaded again: there are no migrations."""

Scalar = str | int | float | bool | tuple[str, ...]

NODE_STATEMENTS = ("article", "entity", "name", "event", "evidence")
RELATION_STATEMENTS = ("named", "from", "supports", "role", "link", "said_by", "mentioned_in", "derived")
ROLE_WORDS = tuple(role.upper() for role in ROLES)
LINK_WORDS: tuple[str, ...] = get_args(LinkType)
STRUCTURE = ("NAMES", "FROM", "SUPPORTS", "SAID_BY", "MENTIONED_IN", *ROLE_WORDS, *LINK_WORDS)
"""The relationship types that are not computed from events."""

_EXACT = ("published", "collected", "first_seen", "last_seen")


@dataclass(frozen=True, slots=True)
class Record:
    """One node (no source) or one relationship: the statement that writes it, the word in it, the values."""

    id: str
    statement: str
    word: str
    source: str
    target: str
    properties: tuple[tuple[str, Scalar], ...]

    @property
    def digest(self) -> str:
        """What it is, where it hangs, and the hash of its values: enough to see a change and to forget it."""
        values = blake2b(repr(self.properties).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
        return json.dumps([self.statement, self.word, self.source, self.target, values], ensure_ascii=False)

    @property
    def row(self) -> dict[str, Any]:
        """The row its statement takes."""
        values = {name: list(value) if isinstance(value, tuple) else value for name, value in self.properties}
        ends = {"source_id": self.source, "target_id": self.target} if self.source else {}
        return {"id": self.id, **ends, **values}


def digests(graph: Graph) -> dict[str, str]:
    """The digest of each node and relationship of the graph, by id: what a ledger keeps per store."""
    return {record.id: record.digest for record in lower(graph).values()}


def build_digest(of: Mapping[str, str]) -> str:
    """One digest for all of them: what the store keeps."""
    whole = blake2b(digest_size=16)
    for item in sorted(of.items()):
        whole.update("\x1f".join(item).encode("utf-8", "surrogatepass"))
    return whole.hexdigest()


def lower(graph: Graph) -> dict[str, Record]:
    """The records of a graph by id. Raises StoreError where two rows share an id or one points at nothing."""
    records: dict[str, Record] = {}
    for row in graph.rows():
        for record in _records(row):
            if records.setdefault(record.id, record) != record:
                raise StoreError(f"two rows of the graph have the id {record.id!r}: {records[record.id]} and {record}")
    for record in records.values():
        _check_ends(record, records)
    return records


def _check_ends(record: Record, records: Mapping[str, Record]) -> None:
    for end in filter(None, (record.source, record.target)):
        if end not in records or records[end].statement not in NODE_STATEMENTS:
            raise StoreError(f"{record.statement} {record.id!r} points at {end!r}, which the graph does not hold")


def _records(row: GraphRow) -> Iterator[Record]:
    match row:
        case ArticleRow():
            yield _node(row.id, "article", "Article", _own(row))
        case Entity():
            keys = _keys(row)
            yield _node(row.id, "entity", row.kind, {**_own(row), **keys})
            yield from _names_of(row, {keys["name_key"], *keys["alias_keys"]})
        case Event():
            yield _node(row.id, "event", "Event", _own(row))
        case Evidence():
            yield from _evidence(row)
        case MentionedIn():
            id_ = content_id("m", row.entity, row.article)
            yield _relation(id_, "mentioned_in", "MENTIONED_IN", row.entity, row.article, {"count": row.count})
        case RoleRow():
            id_ = content_id("o", row.event, row.role, row.entity)
            yield _relation(id_, "role", row.role.upper(), row.event, row.entity, {"evidence_ids": row.evidence_ids})
        case EventLink():
            yield _relation(
                content_id("l", row.event, row.type, row.target), "link", row.type, row.event, row.target, {}
            )
        case Relation():
            yield _relation(row.id, "derived", row.type, row.subject, row.object, _own(row))


def _evidence(row: Evidence) -> Iterator[Record]:
    yield _node(row.id, "evidence", "Evidence", _own(row))
    yield _relation(content_id("f", row.id), "from", "FROM", row.id, row.article, {})
    yield _relation(content_id("u", row.id), "supports", "SUPPORTS", row.id, row.event, {})
    for position, speaker in enumerate(row.speakers):
        values = {"position": position, "depth": speaker.depth, "cue": speaker.cue, "quoted": speaker.quoted}
        yield _relation(content_id("b", row.id, position), "said_by", "SAID_BY", row.id, speaker.entity, values)


def _own(row: ArticleRow | Entity | Event | Evidence | Relation) -> dict[str, Any]:
    """The fields that are properties of this node or relationship itself."""
    return {name: getattr(row, name) for name in PROPERTIES[_STATEMENT_OF[type(row)]] if hasattr(row, name)}


def _keys(row: Entity) -> dict[str, Any]:
    aliases = sorted({name_key(alias) for alias in row.aliases})
    return {"name_key": name_key(row.name), "alias_keys": tuple(aliases)}


def _names_of(row: Entity, keys: Iterable[str]) -> Iterator[Record]:
    """A node for each name, shared by all who bear it: a store has no index that looks into a list of aliases."""
    for key in filter(None, keys):
        name = content_id("k", key)
        yield _node(name, "name", "Name", {"name_key": key})
        yield _relation(content_id("g", key, row.id), "named", "NAMES", name, row.id, {})


def _node(id_: str, statement: str, word: str, values: Mapping[str, Any]) -> Record:
    return Record(id_, statement, word, "", "", _properties(statement, values))


def _relation(id_: str, statement: str, word: str, source: str, target: str, values: Mapping[str, Any]) -> Record:
    return Record(id_, statement, word, source, target, _properties(statement, values))


def _properties(statement: str, values: Mapping[str, Any]) -> tuple[tuple[str, Scalar], ...]:
    """The values as both stores keep them: no None, a float where a float belongs, days as days."""
    kept = dict(values)
    for name in _EXACT:
        if name in kept and f"{name}_exact" not in kept:
            kept[name], kept[f"{name}_exact"] = _day_and_exact(kept[name])
    if kept.get("confidence") is not None:
        kept["confidence"] = float(kept["confidence"])
    return tuple((name, kept[name]) for name in PROPERTIES[statement] if kept.get(name) is not None)


def _day_and_exact(text: str | None) -> tuple[str | None, str | None]:
    """The day a time begins with, and the time as it came where it is more or less than a day."""
    if text is None:
        return None, None
    day = text[:10] if _is_day(text[:10]) else None
    return day, None if day == text else text


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _names(row: type, without: str) -> tuple[str, ...]:
    """The properties a row type has in the store, in the order of its fields."""
    own = [field.name for field in fields(row) if field.name not in without.split()]
    return (*own, *(f"{name}_exact" for name in own if name in _EXACT))


PROPERTIES: dict[str, tuple[str, ...]] = {
    "article": _names(ArticleRow, "id"),
    "entity": (*_names(Entity, "id"), "name_key", "alias_keys"),
    "name": ("name_key",),
    "event": _names(Event, "id"),
    "evidence": _names(Evidence, "id event article speakers"),
    "named": (),
    "from": (),
    "supports": (),
    "role": ("evidence_ids",),
    "link": (),
    "said_by": ("position", "depth", "cue", "quoted"),
    "mentioned_in": ("count",),
    "derived": _names(Relation, "id subject type object object_is_event"),
}
"""What each statement writes besides id and ends."""

_STATEMENT_OF: dict[type, str] = {
    ArticleRow: "article", Entity: "entity", Event: "event", Evidence: "evidence", Relation: "derived",
}  # fmt: skip


def raise_graph(records: Iterable[Record]) -> Graph:
    """The graph whose records these are. Raises StoreError where one of ours is missing or damaged."""
    by_id = {record.id: record for record in records}
    ends = _ends_of_evidence(by_id.values())
    try:
        return Graph.of(row for record in by_id.values() for row in _rows(record, by_id, ends))
    except (LookupError, TypeError) as error:
        raise StoreError(f"the store is damaged ({error}): build it anew with `kg build`") from error


def _ends_of_evidence(records: Iterable[Record]) -> dict[str, dict[str, Record]]:
    ends: dict[str, dict[str, Record]] = {}
    for record in records:
        if record.statement in ("from", "supports", "said_by"):
            ends.setdefault(record.source, {})[record.id] = record
    return ends


def _rows(record: Record, by_id: Mapping[str, Record], ends: Mapping[str, Mapping[str, Record]]) -> Iterator[GraphRow]:
    values = dict(record.properties)
    match record.statement:
        case "article":
            yield ArticleRow(id=record.id, **_whole("article", values))
        case "entity":
            yield Entity(id=record.id, **_whole("entity", values))
        case "event":
            yield Event(id=record.id, **_whole("event", values))
        case "evidence":
            yield Evidence(id=record.id, **_whole("evidence", values), **_hanging(ends[record.id].values()))
        case "mentioned_in":
            yield MentionedIn(record.source, record.target, **_whole("mentioned_in", values))
        case "role":
            role = next(role for role in ROLES if role.upper() == record.word)
            yield RoleRow(record.source, role, record.target, **_whole("role", values))
        case "link":
            yield next(EventLink(record.source, t, record.target) for t in get_args(LinkType) if t == record.word)
        case "derived":
            is_event = by_id[record.target].statement == "event"
            yield Relation(
                id=record.id, subject=record.source, type=record.word, object=record.target, object_is_event=is_event,
                **_whole("derived", values),
            )  # fmt: skip


def _hanging(records: Iterable[Record]) -> dict[str, Any]:
    """The fields of an Evidence that the store holds as relationships."""
    by = {name: [r for r in records if r.statement == name] for name in ("from", "supports", "said_by")}
    said = [(dict[str, Any](r.properties), r.target) for r in by["said_by"]]
    return {
        "article": by["from"][0].target, "event": by["supports"][0].target,
        "speakers": tuple(_speaker(*one) for one in sorted(said, key=_position)),
    }  # fmt: skip


def _speaker(values: Mapping[str, Any], entity: str) -> Speaker:
    return Speaker(entity, values["depth"], values["cue"], values["quoted"])


def _position(said: tuple[dict[str, Any], str]) -> int:
    return int(said[0]["position"])


def _whole(statement: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The constructor's arguments: None where the store holds nothing, a time as it came."""
    names = [n for n in PROPERTIES[statement] if not n.endswith(("_exact", "_key", "_keys"))]
    return {name: values.get(f"{name}_exact", values.get(name)) for name in names}
