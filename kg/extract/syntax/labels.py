"""Labels of spaCy's that belong together, by name, and the questions asked of them everywhere."""

from __future__ import annotations

from collections.abc import Collection

from kg.extract.syntax.tree import Token

# parts of speech and tags
VERBAL = frozenset(("VERB", "AUX"))
NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM"))
FINITE = frozenset(("VBD", "VBZ", "VBP"))
PLURAL = frozenset(("NNS", "NNPS"))
SINGULAR = frozenset(("NN", "NNP"))
# dependencies
SUBJECT = frozenset(("nsubj", "nsubjpass"))
SUBJECT_SLOT = SUBJECT | {"csubj", "expl"}
AUXILIARY = frozenset(("aux", "auxpass"))
MODIFIER = frozenset(("compound", "nmod", "amod"))
CLAUSAL = frozenset(("ccomp", "xcomp"))
COMPLETED = frozenset(("ccomp", "dobj", "xcomp", "mark", "acomp", "attr", "agent"))
"""What a verb has that does more than stand beside what it tells."""
LISTED = frozenset(("appos", "conj", "npadvmod", "dobj", "dep", "attr"))
BREAKS = frozenset((",", '"', "”", "''"))
"""Marks between what is said and who says it."""
TELLING_OF = frozenset(("dobj", "ccomp"))
"""What a verb has that tells something of its own."""
PRESENT_TENSE = frozenset(("VBZ", "VBP"))
CLOSED = frozenset((".", "!", "?", '"', "”"))
"""What ends a sentence that is no headline."""
# entities
TIME = frozenset(("DATE", "TIME"))
AMOUNTS = frozenset(("PERCENT", "QUANTITY", "MONEY"))

RELATIVES = frozenset(("who", "whom", "which", "that", "whose"))
COPULAS = frozenset(("be", "become", "remain"))
ARTICLES = frozenset(("the", "a", "an"))


def has(token: Token, deps: Collection[str]) -> bool:
    """Whether a child of the word stands in one of these slots."""
    for child in token.children:  # noqa: SIM110 - asked often, and `any` over a generator takes twice as long
        if child.dep_ in deps:
            return True
    return False


def left_child(token: Token, deps: Collection[str]) -> Token | None:
    """The first child before the word in one of these slots."""
    for child in token.lefts:
        if child.dep_ in deps:
            return child
    return None


def right_child(token: Token, deps: Collection[str]) -> Token | None:
    """The first child behind the word in one of these slots."""
    for child in token.rights:
        if child.dep_ in deps:
            return child
    return None


def subject_dep(verb: Token) -> str:
    """The dependency that a subject of the verb has: of a passive another than of an active."""
    return "nsubjpass" if has(verb, {"auxpass"}) else "nsubj"


def is_verb(token: Token) -> bool:
    """Whether the word is a verb, an auxiliary among them."""
    return token.pos_ in VERBAL


def is_modifier(token: Token) -> bool:
    """Whether the word stands before a noun and tells which one."""
    return token.dep_ in MODIFIER


def follows_comma(clause: Token) -> bool:
    """Whether a comma stands before a clause."""
    return comma_before(clause.left_edge) is not None


def word_before(token: Token) -> Token | None:
    """The word right before this one."""
    return token.doc.tokens[token.i - 1] if token.i else None


def comma_before(token: Token) -> Token | None:
    """The comma right before this word, if there is one."""
    before = word_before(token)
    return before if before is not None and before.text == "," else None


def word_after(token: Token) -> Token | None:
    """The word right behind this one."""
    return token.doc.tokens[token.i + 1] if token.i + 1 < len(token.doc.tokens) else None
