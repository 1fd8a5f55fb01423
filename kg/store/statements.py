"""The statements of loaders/, with a checked word in the place that a parameter cannot fill."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kg.catalog import cypher_folder, statements
from kg.errors import StoreError
from kg.model import ENTITY_TYPES
from kg.records import LINK_WORDS, ROLE_WORDS, STRUCTURE

LOADERS = ("schema", "articles", "entities", "events", "evidence", "relations", "forget", "read")
_WORD = re.compile(r"[A-Z][A-Z_]*")


@dataclass(frozen=True, slots=True)
class Statements:
    """Every loader statement by name, and the closed lists of words that may stand in them."""

    texts: dict[str, str]
    relation_types: tuple[str, ...]

    def cypher(self, name: str, word: str = "") -> str:
        """The statement to send. StoreError when the word is not of the closed list: it never comes from a text.

        A relation may be forgotten whose type left the list: a predicate was taken out of kg.toml.
        """
        allowed = self._words(name)
        left = name == "forget_relation" and _WORD.fullmatch(word) is not None
        if allowed and word not in allowed and not left:
            raise StoreError(f"{word!r} is no word for the {name} statement; there are: {', '.join(allowed)}")
        return self.texts[name].replace("__KIND__", word).replace("__TYPE__", word)

    @property
    def types(self) -> tuple[str, ...]:
        """Every relationship type that is ours."""
        return (*STRUCTURE, *(t for t in self.relation_types if t not in STRUCTURE))

    def _words(self, name: str) -> tuple[str, ...]:
        words: dict[str, tuple[str, ...]] = {
            "make_entity": ENTITY_TYPES, "role": ROLE_WORDS, "link": LINK_WORDS,
            "derived": self.relation_types, "forget_relation": self.types,
        }  # fmt: skip
        return words.get(name, ())


def load_statements(relation_types: Iterable[str]) -> Statements:
    """The statements of every loader file. StoreError when a relation type could not stand in one."""
    types = tuple(sorted(set(relation_types)))
    bad = [word for word in types if not _WORD.fullmatch(word) or word == "MENTIONED_IN"]
    if bad:
        raise StoreError(f"relation types are words such as SPOKE_WITH, and not MENTIONED_IN: {bad!r} cannot be used")
    folder = cypher_folder("loaders")
    texts = [statements((folder / f"{name}.cypher").read_text(encoding="utf-8")) for name in LOADERS]
    return Statements({name: text for part in texts for name, text in part.items()}, types)
