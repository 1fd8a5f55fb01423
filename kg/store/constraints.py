"""Other people's constraints on labels of ours: which of them our rows would break, told before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.records import PROPERTIES, Record

SHOWN = "SHOW CONSTRAINTS YIELD name, type, labelsOrTypes, properties RETURN name, type, labelsOrTypes, properties"
TYPES = (
    "SHOW CONSTRAINTS YIELD name, type, labelsOrTypes, properties, propertyType "
    "RETURN name, type, labelsOrTypes, properties, propertyType"
)
"""With the type that a value must have, which only Neo4j tells."""
_OURS: dict[tuple[str, tuple[str, ...]], str] = {("KG", ("id",)): "UNIQUE", ("KG", ("name_key",)): "TYPE"}
_DAYS = frozenset(
    ("published", "collected", "first_seen", "last_seen", "date_from", "date_to", "first_date", "last_date")
)
_TYPE_OF: dict[type, str] = {
    bool: "BOOLEAN",
    int: "INTEGER",
    float: "FLOAT",
    str: "STRING",
    tuple: "LIST<STRING NOT NULL>",
}

Taken = Callable[[str, str, Sequence[Any]], Any]
"""(label, property, values): the first of the values that a node of others with this label has, or None."""


@dataclass(frozen=True, slots=True)
class Constraint:
    """A constraint as a server shows it: on one label or relationship type, over some properties."""

    name: str
    kind: str
    word: str
    properties: tuple[str, ...]
    type: str | None = None

    @property
    def is_ours(self) -> bool:
        """Whether it is the one that we make; ArcadeDB counts the type of an indexed property among them."""
        kind = _OURS.get((self.word, self.properties))
        return kind is not None and kind in self.kind

    def __str__(self) -> str:
        return f"{self.name!r}, {self.word}({', '.join(self.properties)}) {_said(self)}"


def constraints_of(rows: Iterable[Mapping[str, Any]]) -> tuple[Constraint, ...]:
    """The constraints in the rows of SHOW CONSTRAINTS, but for ours, by name."""
    found = (
        Constraint(
            row["name"], str(row["type"]), row["labelsOrTypes"][0], tuple(row["properties"]), row.get("propertyType")
        )
        for row in rows
    )
    return tuple(sorted((each for each in found if not each.is_ours), key=lambda each: each.name))


def on_our_words(constraints: Iterable[Constraint], words: Iterable[str]) -> tuple[Constraint, ...]:
    """Those on one of these labels and types, which rows of ours may break."""
    known = frozenset(words)
    return tuple(each for each in constraints if each.word in known)


def broken(constraints: Iterable[Constraint], records: Sequence[Record], taken: Taken) -> Iterator[str]:
    """A line for each constraint that these records would break, with the first fault of each."""
    for each in constraints:
        held = [record for record in records if each.word in words_of(record)]
        fault = next(filter(None, (check(each, held, taken) for check in _checks(each))), None)
        if fault:
            yield f"the constraint {each}: {fault}"


def words_of(record: Record) -> tuple[str, ...]:
    """The labels of a node, or the type of a relationship."""
    return (record.word,) if record.source else record.labels


Check = Callable[[Constraint, Sequence[Record], Taken], str | None]


def _checks(constraint: Constraint) -> tuple[Check, ...]:
    """What a constraint asks for; a key asks for two things."""
    if "TYPE" in constraint.kind:
        return (_of_another_type,)
    if "EXISTENCE" in constraint.kind:
        return (_missing,)
    return (_missing, _twice, _taken) if "KEY" in constraint.kind else (_twice, _taken)


def _said(constraint: Constraint) -> str:
    words = {"KEY": "exists and is unique", "TYPE": f"is of type {constraint.type}", "EXIST": "exists"}
    return next((said for word, said in words.items() if word in constraint.kind), "is unique")


def _values(constraint: Constraint, record: Record) -> tuple[Any, ...]:
    held = {"id": record.id, **dict(record.properties)}
    return tuple(held.get(name) for name in constraint.properties)


def _missing(constraint: Constraint, records: Sequence[Record], taken: Taken) -> str | None:
    record = next((each for each in records if None in _values(constraint, each)), None)
    return f"{_called(record)} has no such value" if record else None


def _twice(constraint: Constraint, records: Sequence[Record], taken: Taken) -> str | None:
    seen: set[tuple[Any, ...]] = set()
    for record in records:
        values = _values(constraint, record)
        if None not in values and values in seen:
            return f"two of ours have {_listed(values)}"
        seen.add(values)
    return None


def _taken(constraint: Constraint, records: Sequence[Record], taken: Taken) -> str | None:
    """A value that a node of others has already; asked for single properties, which are nearly all there are."""
    name = constraint.properties[0]
    ours = {name for names in PROPERTIES.values() for name in names} | {"id"}
    if len(constraint.properties) > 1 or name not in ours or not records or records[0].source:
        return None
    values = sorted({value for record in records if (value := _values(constraint, record)[0]) is not None}, key=repr)
    found = taken(constraint.word, name, [list(value) if isinstance(value, tuple) else value for value in values])
    return None if found is None else f"another node has {found!r} already, as one of ours would"


def _of_another_type(constraint: Constraint, records: Sequence[Record], taken: Taken) -> str | None:
    name = constraint.properties[0]
    for record in records:
        value = _values(constraint, record)[0]
        kind = "DATE" if name in _DAYS else _TYPE_OF.get(type(value), "")
        if value is not None and kind not in (constraint.type or "").split(" | "):
            return f"ours is {kind}"
    return None


def _called(record: Record) -> str:
    told = dict(record.properties)
    return repr(told.get("name") or told.get("label") or told.get("key") or record.id)


def _listed(values: Sequence[Any]) -> str:
    return " and ".join(repr(value) for value in values)
