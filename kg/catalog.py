"""The Cypher that ships with kg, read from its files: named questions (`queries/`) and the statements of `loaders/`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Literal, TypeVar, get_args

from kg.errors import QueryError
from kg.model import fold

ParameterType = Literal["string", "int", "float", "date", "bool", "name"]
Group = Literal["actors", "events", "claims", "evidence", "time", "network", "quality"]
Value = str | int | float | bool
T = TypeVar("T")

GROUPS: tuple[Group, ...] = get_args(Group)
"""What questions are about, in the order in which they are listed."""
ANY = "*"
"""As a default: the parameter may be left open, and the query looks at everything."""

_HEADER = re.compile(r"^//\s*(title|group|description|param|columns|example):\s*(.*)$")
_ONCE = ("title", "group", "example")
_OFTEN = ("description", "columns")
_PARAMETER = re.compile(r"^(\w+)\s+(\w+)(?:\s+default\s+(\S+))?\s+—\s+(.+)$")
_STATEMENT = re.compile(r"^// statement: *(\w+) *$", re.MULTILINE)
_KEY_LENGTH = 500


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a query asks for. `default` is None where a value must be given."""

    name: str
    type: ParameterType
    default: Value | None
    description: str


@dataclass(frozen=True, slots=True)
class Query:
    """A named question: its Cypher, and all that its file says about it."""

    name: str
    title: str
    group: Group
    description: str
    parameters: tuple[Parameter, ...]
    example: str
    cypher: str
    columns: tuple[str, ...]

    def bind(self, given: Mapping[str, object]) -> dict[str, Value]:
        """The parameters to send: defaults filled in, values checked and converted, names folded.

        Raises QueryError with every fault at once: unknown names, missing ones, values of another type.
        """
        known = {parameter.name: parameter for parameter in self.parameters}
        faults = [f"no parameter {name!r}{_suggest(name, known)}" for name in given if name not in known]
        bound: dict[str, Value] = {}
        for parameter in self.parameters:
            try:
                bound[parameter.name] = _bind(parameter, given.get(parameter.name))
            except ValueError as fault:
                faults.append(str(fault))
        if faults:
            raise QueryError(f"query {self.name!r}: {'; '.join(faults)}. Example: {self.example}")
        return bound


def name_key(name: str) -> str:
    """A name as the store compares it: folded, without "the", and short enough for an index of either store."""
    return fold(name).removeprefix("the ")[:_KEY_LENGTH]


def cypher_folder(name: Literal["loaders", "queries"]) -> Path:
    """The folder of that name: inside the installed package, else at the root of the checkout."""
    package = Path(__file__).resolve().parent
    installed = package / name
    return installed if installed.is_dir() else package.parent / name


def queries(folder: Path | None = None) -> dict[str, Query]:
    """Every query of the folder (default: those that ship), by name in alphabetical order."""
    found = sorted((folder or cypher_folder("queries")).glob("*.cypher"), key=lambda path: path.stem)
    return {path.stem: parse_query(path.stem, path.read_text(encoding="utf-8")) for path in found}


def find_query(name: str, among: Mapping[str, Query] | None = None) -> Query:
    """The query of that name; QueryError lists the names there are and suggests the nearest."""
    known = queries() if among is None else among
    if name not in known:
        raise QueryError(f"no query {name!r}{_suggest(name, known)}")
    return known[name]


def parse_query(name: str, text: str) -> Query:
    """A query from its file's text; QueryError lists every fault of the header with its line."""
    heads, faults = _heads(text)
    parameters = tuple(_collected(_parameter, heads["param"], faults))
    groups = tuple(_collected(_group, heads["group"], faults))
    faults += [f"no '// {key}: …' line" for key in (*_ONCE, *_OFTEN) if not heads[key]]
    if faults:
        raise QueryError(f"query {name!r}: {'; '.join(faults)}")
    said = {key: " ".join(line for _, line in lines) for key, lines in heads.items()}
    columns = tuple(column.strip() for column in said["columns"].split(","))
    return Query(name, said["title"], groups[0], said["description"], parameters, said["example"], _bare(text), columns)


def statements(text: str) -> dict[str, str]:
    """The statements of a loader file, by the names in its `// statement: NAME` lines, comments stripped."""
    parts = _STATEMENT.split(text)
    return {name: _bare(body) for name, body in zip(parts[1::2], parts[2::2], strict=True)}


def _bare(body: str) -> str:
    lines = (line for line in body.splitlines() if not line.startswith("//"))
    return "\n".join(lines).strip().rstrip(";")


def _heads(text: str) -> tuple[dict[str, list[tuple[int, str]]], list[str]]:
    """What the header says under each key, with the numbers of its lines, and the faults of keys said twice."""
    heads: dict[str, list[tuple[int, str]]] = {key: [] for key in (*_ONCE, *_OFTEN, "param")}
    for number, line in enumerate(text.splitlines(), 1):
        if match := _HEADER.match(line):
            heads[match[1]].append((number, match[2].strip()))
    return heads, [f"line {n}: a second '// {key}: …'" for key in _ONCE for n, _ in heads[key][1:]]


def _collected(read: Callable[[str], T], lines: Iterable[tuple[int, str]], faults: list[str]) -> Iterator[T]:
    for number, line in lines:
        try:
            yield read(line)
        except ValueError as fault:
            faults.append(f"line {number}: {fault}")


def _group(text: str) -> Group:
    for known in GROUPS:
        if text == known:
            return known
    raise ValueError(f"{text!r} is no group; groups are {', '.join(GROUPS)}")


def _parameter(text: str) -> Parameter:
    match = _PARAMETER.match(text)
    if match is None:
        raise ValueError(f"a parameter reads 'name type [default value] — text', not {text!r}")
    name, kind, default, description = match.groups()
    for known in get_args(ParameterType):
        if kind == known:
            parameter = Parameter(name, known, None, description)
            value = default if default in (None, ANY) else _bind(parameter, default)
            return Parameter(name, known, value, description)
    raise ValueError(f"parameter {name!r} has type {kind!r}; types are {', '.join(get_args(ParameterType))}")


def _bind(parameter: Parameter, value: object) -> Value:
    if value is None:
        if parameter.default is None:
            raise ValueError(f"parameter {parameter.name!r} ({parameter.description}) is missing")
        return parameter.default
    if value == parameter.default == ANY:
        return ANY
    try:
        return _CONVERT[parameter.type](str(value))
    except ValueError:
        raise ValueError(f"parameter {parameter.name!r} is {_EXPECTED[parameter.type]}, not {value!r}") from None


def _bool(text: str) -> bool:
    words = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
    if text.casefold() not in words:
        raise ValueError(text)
    return words[text.casefold()]


def _day(text: str) -> str:
    return date.fromisoformat(text).isoformat()


_CONVERT: dict[ParameterType, Callable[[str], Value]] = {
    "string": str, "int": int, "float": float, "date": _day, "bool": _bool, "name": name_key,
}  # fmt: skip
_EXPECTED: dict[ParameterType, str] = {
    "string": "a text", "int": "a whole number", "float": "a number", "date": "a day such as 2017-04-21",
    "bool": "true or false", "name": "a name",
}  # fmt: skip


def _suggest(name: str, known: Iterable[str]) -> str:
    """The end of "no such thing": what there is, and what was probably meant."""
    names = list(known)
    near = get_close_matches(name, names, n=1)
    meant = f", did you mean {near[0]!r}?" if near else ";"
    return f"{meant} there {'are' if len(names) != 1 else 'is'}: {', '.join(names) or 'none'}"
