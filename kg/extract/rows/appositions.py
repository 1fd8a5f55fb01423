"""What a name is, told by a noun or an abbreviation beside it: "Tern Air, a carrier", "the Rail Union (RU)"."""

from __future__ import annotations

from collections.abc import Container, Iterator

from kg.extract.annotated import Annotated
from kg.extract.syntax.phrases import apposed_to
from kg.extract.syntax.spelled import long_head
from kg.extract.syntax.tree import Token


def appositions(annotated: Annotated, light: Container[int]) -> Iterator[tuple[Token, Token]]:
    """Each (name, what it is) of a doc; nothing of the nouns that are part of a verb's sense."""
    for token in annotated.doc:
        beside = (token.dep_ == "appos" or token.ent_type_ == "PERSON") and long_head(token) is None
        head = apposed_to(token) if beside else None
        if head is not None and token.i not in light and _name_one(head, token, annotated):
            yield (head, token) if head.pos_ == "PROPN" else (token, head)


def _name_one(head: Token, token: Token, annotated: Annotated) -> bool:
    """Whether the two words are names or nouns for one entity, and not one name twice: "Ola Lind (Lind)"."""
    if head.lower_ == token.lower_:
        return False
    entity = annotated.entity_id(token) if token.pos_ != "PRON" else None  # "she herself"
    return entity is not None and entity == annotated.entity_id(head)
