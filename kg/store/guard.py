"""Whether a query only reads, decided before it is sent: the embedded store would commit a write in READ mode."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.errors import QueryError


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_FIRST = _words("MATCH OPTIONAL WITH UNWIND RETURN CALL SHOW LET FILTER FOR")
_PREFIXES = frozenset(("EXPLAIN", "PROFILE"))
_REFUSED = _words(
    "CREATE MERGE INSERT SET DELETE DETACH REMOVE DROP ALTER GRANT REVOKE DENY LOAD FOREACH USE TERMINATE "
    "TRANSACTION TRANSACTIONS"
)
_SHOWN = _words("INDEX INDEXES CONSTRAINT CONSTRAINTS FUNCTION FUNCTIONS PROCEDURE PROCEDURES")
_SHOW_ADJECTIVES = _words(
    "ALL RANGE TEXT POINT LOOKUP FULLTEXT VECTOR UNIQUE UNIQUENESS NODE REL RELATIONSHIP PROPERTY KEY EXISTENCE EXIST "
    "BUILT IN USER DEFINED TYPE"
)
PROCEDURES = frozenset(
    (
        "db.labels", "db.relationshiptypes", "db.propertykeys", "db.schema.visualization",
        "db.schema.nodetypeproperties", "db.schema.reltypeproperties", "dbms.components",
    )
)  # fmt: skip
"""Procedures a query may CALL, in lower case: they read, on both stores."""

_NAMESPACES = _words(
    "date datetime duration localdatetime localtime point time vector.similarity db graph "
    "apoc.agg apoc.coll apoc.convert apoc.date apoc.map apoc.math apoc.number apoc.text"
)
"""Where a function with a dot in its name may come from: functions of other packages read files and call servers."""

_TOKEN = re.compile(
    r"""
      (?P<skip>   \s+ | //[^\n\r]* | /\*.*?\*/ )
    | (?P<string> '(?:\\.|[^'\\])*' | "(?:\\.|[^"\\])*" )
    | (?P<name>   `(?:``|[^`])*` )
    | (?P<number> 0x[0-9a-f]+ | \d+ (?:\.\d+)? (?:e[+-]?\d+)? )
    | (?P<word>   [^\W\d]\w* )
    | (?P<mark>   . )
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_ESCAPE = re.compile(r"\\u+([0-9a-fA-F]{4})")
_ASCII_ESCAPE = re.compile(r"\\u+00[0-7][0-9a-fA-F]")


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str

    @property
    def upper(self) -> str:
        return self.text.upper() if self.kind == "word" else ""


_NONE = _Token("none", "")


def refuse_writes(cypher: str) -> None:
    """Pass a statement whose every clause reads; raise QueryError naming the word that does not.

    Words inside strings, comments and backticks count for nothing, nor do names of properties, labels and map keys.
    """
    # Neo4j decodes \uXXXX before it looks for quotes, the embedded store after: neither reading may write.
    _check(_ESCAPE.sub(lambda match: chr(int(match[1], 16)), cypher))
    _check(cypher)
    # A third reading leaves those that an escaped backslash stands before: no escape may be a quote in one of them.
    if escape := _ASCII_ESCAPE.search(cypher):
        raise QueryError(f"the escape {escape[0]} is refused: write the character itself")


def without_end(cypher: str) -> str:
    """The statement without the semicolons and comments that end it, which the embedded store does not take."""
    matches = [match for match in _TOKEN.finditer(cypher) if match.lastgroup != "skip"]
    while matches and matches[-1][0] == ";":
        matches.pop()
    return cypher[: matches[-1].end()] if matches else ""


def _check(cypher: str) -> None:
    tokens = list(_tokens(cypher))
    while tokens and tokens[-1].text == ";":
        tokens.pop()
    _check_start(tokens)
    for index, token in enumerate(tokens):
        before, after = _at(tokens, index - 1), _at(tokens, index + 1)
        if token.text == ";":
            raise QueryError("one statement at a time: there is more after ';'")
        if (token.kind == "mark" and token.text in "'\"`\\") or (token.text, after.text) == ("/", "*"):
            raise QueryError(f"this {token.text!r} opens something that is never closed, or is not Cypher")
        if token.kind == "word" and not _is_name(tokens, index, before, after):
            _check_word(token, tokens[index + 1 :])
        if token.text == "(" and before.kind in ("word", "name"):
            _check_function(tokens, index)


def _tokens(cypher: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(cypher):
        kind = match.lastgroup or ""
        if kind != "skip":
            yield _Token(kind, match[0])


def _at(tokens: list[_Token], index: int) -> _Token:
    return tokens[index] if 0 <= index < len(tokens) else _NONE


def _check_start(tokens: list[_Token]) -> None:
    first = next((t for t in tokens if t.upper not in _PREFIXES), _NONE)
    if first is _NONE:
        raise QueryError("the query is empty")
    if first.upper in _REFUSED:
        raise _refusal(first.text)
    if first.upper not in _FIRST:
        raise QueryError(f"a query starts with MATCH, CALL, UNWIND, WITH, RETURN or SHOW, not {first.text!r}")
    if first.upper == "SHOW":
        _check_show(tokens[tokens.index(first) + 1 :])


def _check_show(rest: list[_Token]) -> None:
    shown = next((t for t in rest if t.upper not in _SHOW_ADJECTIVES), _NONE)
    if shown.upper not in _SHOWN:
        raise QueryError(f"SHOW {shown.text} is refused: a query may show indexes, constraints, functions, procedures")


def _is_name(tokens: list[_Token], index: int, before: _Token, after: _Token) -> bool:
    """Whether the word stands where only a name can: after `.`, `:` or `$`, or as the key of a map."""
    if before.text in (":", "$"):
        return True
    if before.text == ".":
        owner = _at(tokens, index - 2)
        return owner.kind in ("word", "name") or owner.text in (")", "]", "}", "{", ",")
    return after.text == ":" and before.text in ("{", ",")


def _check_word(token: _Token, rest: list[_Token]) -> None:
    if token.upper in _REFUSED:
        raise _refusal(token.text)
    if token.upper == "CALL" and _at(rest, 0).text not in ("{", "("):
        _check_procedure(rest)


def _check_function(tokens: list[_Token], index: int) -> None:
    """Refuse `a.b.name(` of a package that is not on the list. What CALL names is a procedure, checked as such."""
    first = index - 1
    while _at(tokens, first - 1).text == "." and _at(tokens, first - 2).kind in ("word", "name"):
        first -= 2
    name = "".join(token.text.strip("`") for token in tokens[first:index])
    package = name.rpartition(".")[0]
    if package and package.lower() not in _NAMESPACES and _at(tokens, first - 1).upper != "CALL":
        raise QueryError(f"the function {name} is refused: a query may use those of {', '.join(sorted(_NAMESPACES))}")


def _check_procedure(rest: list[_Token]) -> None:
    parts = []
    for token in rest:
        if token.kind not in ("word", "name") and token.text != ".":
            break
        if token.upper == "YIELD":
            break
        parts.append(token.text.strip("`"))
    name = "".join(parts)
    if name.lower() not in PROCEDURES:
        raise QueryError(f"CALL {name} is refused: a query may call {', '.join(sorted(PROCEDURES))}")


def _refusal(word: str) -> QueryError:
    return QueryError(f"{word.upper()} is refused: a query only reads (a name that is a keyword goes in `backticks`)")
