"""What a workspace adds to the shipped tables: kinds, predicates, senses of verbs and nouns, cues."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from kg.model import ENTITY_TYPES, EVENT_KINDS
from kg.ontology.tables import Governor, KindRow, PredicateRow, Sense

RESERVED = frozenset(("mentioned_in", "other", "from", "actor", "recipient", "object", "organization", "place"))
"""Names whose relationship types the store has for something else."""
TYPES = (*ENTITY_TYPES, "Hazard", "Amount")
KIND = re.compile(r"[A-Z][A-Z_]*")
NAME = re.compile(r"[a-z][a-z_]*")


@dataclass(frozen=True, slots=True)
class Additions:
    """Rows of the same form as those that ship. A sense added here is tried before a shipped one as narrow as it."""

    kinds: tuple[KindRow, ...] = ()
    predicates: tuple[PredicateRow, ...] = ()
    verbs: tuple[Sense, ...] = ()
    nouns: tuple[Sense, ...] = ()
    cues: tuple[Governor, ...] = ()

    @property
    def digest(self) -> str:
        """Names the rows: other rows, other extractions. Empty where nothing is added."""
        return blake2b(repr(self).encode(), digest_size=4).hexdigest() if self != NOTHING else ""

    def faults(self, shipped: Mapping[str, PredicateRow]) -> Iterator[tuple[str, str]]:
        """(key path in kg.toml, what is wrong and what would be right) of each row that does not fit the others."""
        for table, rows in (("kind", self.kinds), ("predicate", self.predicates)):
            yield from _repeated(table, rows)
        for number, kind in enumerate(self.kinds):
            if not KIND.fullmatch(kind.name) or kind.name in EVENT_KINDS:
                yield f"kind[{number}].name", f"expected a new name in capitals, such as CYBER, got {kind.name!r}"
        kinds = (*EVENT_KINDS, *(row.name for row in self.kinds))
        for number, row in enumerate(self.predicates):
            if not NAME.fullmatch(row.name) or row.name in shipped or row.name in RESERVED:
                yield f"predicate[{number}].name", f"expected a new name such as hired_out, got {row.name!r}"
            if row.kind not in kinds:
                yield f"predicate[{number}].kind", f"expected one of {', '.join(kinds)}, got {row.kind!r}"
        known = {*shipped, *(row.name for row in self.predicates)}
        for table, senses in (("verb", self.verbs), ("noun", self.nouns)):
            for number, sense in enumerate(senses):
                yield from ((f"{table}[{number}].{key}", words) for key, words in _sense_faults(sense, known))


def _repeated(table: str, rows: Sequence[KindRow | PredicateRow]) -> Iterator[tuple[str, str]]:
    for name, times in Counter(row.name for row in rows).items():
        if times > 1:
            yield table, f"{times} rows are named {name!r}: a name is given once"


def _sense_faults(sense: Sense, known: set[str]) -> Iterator[tuple[str, str]]:
    """(key, what is wrong) of a sense's row."""
    if not sense.lemmas:
        yield "lemmas", 'expected at least one base form, such as ["deface"]'
    for key, types in (("object_type", sense.object_type), ("subject_type", sense.subject_type)):
        if wrong := sorted(set(types) - set(TYPES)):
            yield key, f"expected some of {', '.join(TYPES)}, got {wrong[0]!r}"
    if sense.predicate not in known:
        yield "predicate", _unknown(sense.predicate, known)


NOTHING = Additions()


def _unknown(name: str, known: set[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, sorted(known), 3)
    hint = f"did you mean {', '.join(map(repr, near))}? " if near else ""
    return f"there is no predicate {name!r}; {hint}`kg predicates` lists them, and a [[predicate]] adds one"
