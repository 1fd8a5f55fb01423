"""A Graph as the nodes and relationships that a store holds or a bulk import reads, and back: pure, no database in it.

A record is one node or one relationship. Equal records have equal digests, so a difference needs the digests alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from json.encoder import encode_basestring as quoted
from operator import attrgetter
from typing import Any, NamedTuple, get_args

import msgspec

from kg.catalog import name_key
from kg.errors import StoreError
from kg.files import code_digest
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

LABELS = {"article": "Article", "entity": "Entity", "name": "Name", "event": "Event", "evidence": "Evidence"}
"""What the nodes of each statement are called, beside KG; an entity has the label of its kind too."""
NODE_STATEMENTS = tuple(LABELS)
RELATION_STATEMENTS = ("named", "from", "supports", "role", "link", "said_by", "mentioned_in", "derived")
_ROLE_WORD = {role: role.upper() for role in ROLES}
ROLE_WORDS = tuple(_ROLE_WORD.values())
LINK_WORDS: tuple[str, ...] = get_args(LinkType)
STRUCTURE = ("NAMES", "FROM", "SUPPORTS", "SAID_BY", "MENTIONED_IN", *ROLE_WORDS, *LINK_WORDS)
"""The relationship types that are not computed from events."""

_CODE = ("records.py", "catalog.py", "model.py")
_TIMES = ("published", "collected", "first_seen", "last_seen")


class Record(NamedTuple):
    """One node (no source) or one relationship: the statement that writes it, the word in it, the values.

    `values` stand in the order of PROPERTIES[statement], None where there is none.
    """

    id: str
    statement: str
    word: str
    source: str
    target: str
    values: tuple[Scalar | None, ...]

    @property
    def digest(self) -> str:
        """What it is, where it hangs, and the hash of its values: enough to see a change and to forget it. JSON."""
        _, statement, word, source, target, values = self
        hashed = _hash(values) if len(values) > 1 else _hash_again(values)
        return f'["{statement}", {quoted(word)}, {quoted(source)}, {quoted(target)}, "{hashed}"]'

    @property
    def properties(self) -> dict[str, Scalar]:
        """The values that there are, by name."""
        pairs = zip(PROPERTIES[self.statement], self.values, strict=True)
        return {name: value for name, value in pairs if value is not None}

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of a node, KG first."""
        return tuple(dict.fromkeys(("KG", LABELS[self.statement], self.word)))

    @property
    def address(self) -> dict[str, str]:
        """What finds it in a store: its id, and those of its ends."""
        ends = {"source_id": self.source, "target_id": self.target} if self.source else {}
        return {"id": self.id, **ends}

    @property
    def row(self) -> dict[str, Any]:
        """The row its statement takes."""
        return {**self.address, **self.properties}


def _hash(values: tuple[Scalar | None, ...]) -> str:
    return blake2b(repr(values).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


_hash_again = lru_cache(1 << 12)(_hash)
"""Most relationships have no value, or one small number."""


def digests(graph: Graph) -> dict[str, str]:
    """The digest of each node and relationship of the graph, by id: what a ledger keeps per store.

    Raises StoreError where two rows share an id or one points at nothing. No record is kept: the digests alone tell
    whether there is anything to do.
    """
    found: dict[str, str] = {}
    nodes, ends = set[str](), set[str]()
    for record in _lowered(graph):
        digest = record.digest
        if found.setdefault(record.id, digest) != digest:
            raise StoreError(f"two rows of the graph have the id {record.id!r}: {found[record.id]} and {digest}")
        if record.source:
            ends.update((record.source, record.target))
        else:
            nodes.add(record.id)
    if ends <= nodes:
        return found
    end = min(ends - nodes)
    record = next(record for record in _lowered(graph) if end in (record.source, record.target))
    raise StoreError(f"{record.statement} {record.id!r} points at {end!r}, which the graph does not hold")


def fingerprint(graph: Graph) -> str:
    """A digest of the whole graph, at an eighth of what those of its rows cost: whether anything is new at all.

    Of the code that makes rows of it as well: the same graph may be other rows in another version.
    """
    whole, encode = blake2b(code_digest(*_CODE).encode(), digest_size=16), msgspec.json.Encoder().encode
    for table in fields(graph):
        rows = getattr(graph, table.name)
        for first in range(0, len(rows), 1_000):
            whole.update(encode(rows[first : first + 1_000]))
    return whole.hexdigest()


def build_digest(of: Mapping[str, str]) -> str:
    """One digest for all of them: what the store keeps.

    The sum of the rows' hashes, so that it takes no other row to put one in (Bellare and Micciancio, "A new paradigm
    for collision-free hashing", 1997).
    """
    return amended_digest("0", {}, of)


def amended_digest(before: str, gone: Mapping[str, str], come: Mapping[str, str]) -> str:
    """The digest of what had the one `before`, when these rows are gone and those have come."""
    whole = int(before, 16) - sum(map(_weight, gone.items())) + sum(map(_weight, come.items()))
    return f"{whole % (1 << 128):032x}"


def _weight(row: tuple[str, str]) -> int:
    told = "\x1f".join(row).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(told, digest_size=16).digest(), "big")


def lower(graph: Graph) -> dict[str, Record]:
    """The records of a graph by id; `digests` says whether it is whole."""
    return {record.id: record for record in _lowered(graph)}


def _lowered(graph: Graph) -> Iterator[Record]:
    for row in graph.articles:
        yield Record(row.id, "article", "Article", "", "", _with_days("article", row))
    for entity in graph.entities:
        keys = _keys(entity)
        yield Record(entity.id, "entity", entity.kind, "", "", (*_with_days("entity", entity), *keys))
        yield from _names_of(entity, {keys[0], *keys[1]})
    for event in graph.events:
        yield Record(event.id, "event", "Event", "", "", _certain("event", event))
    for evidence in graph.evidence:
        yield from _evidence(evidence)
    for mentioned in graph.mentioned_in:
        entity_id, article, count = mentioned.entity, mentioned.article, mentioned.count
        id_ = content_id("m", entity_id, article)
        yield Record(id_, "mentioned_in", "MENTIONED_IN", entity_id, article, (count,))
    for role in graph.roles:
        id_ = content_id("o", role.event, role.role, role.entity)
        yield Record(id_, "role", _ROLE_WORD[role.role], role.event, role.entity, (role.evidence_ids,))
    for link in graph.links:
        id_ = content_id("l", link.event, link.type, link.target)
        yield Record(id_, "link", link.type, link.event, link.target, ())
    for relation in graph.relations:
        values = _certain("derived", relation)
        yield Record(relation.id, "derived", relation.type, relation.subject, relation.object, values)


def _evidence(row: Evidence) -> Iterator[Record]:
    yield Record(row.id, "evidence", "Evidence", "", "", _certain("evidence", row))
    yield Record(content_id("f", row.id), "from", "FROM", row.id, row.article, ())
    yield Record(content_id("u", row.id), "supports", "SUPPORTS", row.id, row.event, ())
    for position, speaker in enumerate(row.speakers):
        values = (position, speaker.depth, speaker.cue, speaker.quoted)
        yield Record(content_id("b", row.id, position), "said_by", "SAID_BY", row.id, speaker.entity, values)


def _certain(statement: str, row: Event | Evidence | Relation) -> tuple[Scalar | None, ...]:
    """The values of the fields; a confidence is a float, as both stores return it."""
    values: tuple[Scalar | None, ...] = _FIELDS[statement](row)
    if type(row.confidence) is float:
        return values
    at = PROPERTIES[statement].index("confidence")
    return (*values[:at], float(row.confidence), *values[at + 1 :])


def _with_days(statement: str, row: ArticleRow | Entity) -> tuple[Scalar | None, ...]:
    """The values of the fields, a time as the day it begins with, and after them the times as they came."""
    values = dict(zip(PROPERTIES[statement], _FIELDS[statement](row), strict=False))
    times = {name: _day_and_exact(values[name]) for name in _TIMES if name in values}
    days = {name: day for name, (day, _) in times.items()}
    return (*{**values, **days}.values(), *(exact for _, exact in times.values()))


def _keys(row: Entity) -> tuple[str, tuple[str, ...]]:
    return name_key(row.name), tuple(sorted({name_key(alias) for alias in row.aliases}))


def _names_of(row: Entity, keys: Iterable[str]) -> Iterator[Record]:
    """A node for each name, shared by all who bear it: a store has no index that looks into a list of aliases."""
    for key in filter(None, keys):
        name = content_id("k", key)
        yield Record(name, "name", "Name", "", "", (key,))
        yield Record(content_id("g", key, row.id), "named", "NAMES", name, row.id, ())


@lru_cache(1 << 12)
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
    """The fields of a row type that are properties of its node or relationship, in their order."""
    return tuple(field.name for field in fields(row) if field.name not in without.split())


def _exact(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"{name}_exact" for name in names if name in _TIMES)


_OWN = {
    "article": _names(ArticleRow, "id"),
    "entity": _names(Entity, "id"),
    "event": _names(Event, "id"),
    "evidence": _names(Evidence, "id event article speakers"),
    "derived": _names(Relation, "id subject type object object_is_event"),
}
_FIELDS = {statement: attrgetter(*names) for statement, names in _OWN.items()}

PROPERTIES: dict[str, tuple[str, ...]] = {
    **_OWN,
    "article": (*_OWN["article"], *_exact(_OWN["article"])),
    "entity": (*_OWN["entity"], *_exact(_OWN["entity"]), "name_key", "alias_keys"),
    "name": ("name_key",),
    "named": (),
    "from": (),
    "supports": (),
    "role": ("evidence_ids",),
    "link": (),
    "said_by": ("position", "depth", "cue", "quoted"),
    "mentioned_in": ("count",),
}
"""What each statement writes besides id and ends."""


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
    values = record.properties
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
    said = [(r.properties, r.target) for r in by["said_by"]]
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
