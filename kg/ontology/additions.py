"""What a workspace adds to the shipped tables: kinds, predicates, senses of verbs and nouns, cues."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b

from kg.model import EVENT_KINDS
from kg.ontology.tables import Governor, KindRow, PredicateRow, Sense

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
        kinds = (*EVENT_KINDS, *(row.name for row in self.kinds))
        known = {*shipped, *(row.name for row in self.predicates)}
        for number, kind in enumerate(self.kinds):
            if not KIND.fullmatch(kind.name) or kind.name in EVENT_KINDS:
                yield f"kind[{number}].name", f"expected a new name in capitals, such as CYBER, got {kind.name!r}"
        for number, row in enumerate(self.predicates):
            if not NAME.fullmatch(row.name) or row.name in shipped:
                yield f"predicate[{number}].name", f"expected a new name such as hired_out, got {row.name!r}"
            if row.kind not in kinds:
                yield f"predicate[{number}].kind", f"expected one of {', '.join(kinds)}, got {row.kind!r}"
        for table, senses in (("verb", self.verbs), ("noun", self.nouns)):
            for number, sense in enumerate(senses):
                if sense.predicate not in known:
                    yield f"{table}[{number}].predicate", _unknown(sense.predicate, known)


NOTHING = Additions()


def _unknown(name: str, known: set[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, sorted(known), 3)
    hint = f"did you mean {', '.join(map(repr, near))}? " if near else ""
    return f"there is no predicate {name!r}; {hint}`kg predicates` lists them, and a [[predicate]] adds one"
