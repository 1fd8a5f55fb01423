"""The command doctor: what is installed, what is kept, and whether the store holds what the ledger says."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.output import BROKEN_OFF, counted, out
from kg.cli.place import Place
from kg.errors import KGError, QueryError

if TYPE_CHECKING:
    from kg.config import Settings
    from kg.ledger import Ledger
    from kg.store import Census, Store

_PHASES = {
    "ready": "ready, digest {digest}, schema {schema}",
    "empty": "none, `kg build` loads it",
    "loading": BROKEN_OFF,
}
PACKAGES = ("kg-news", "spacy", "neo4j", "arcadedb", "pyvis")


def register(app: typer.Typer) -> None:
    """Adds this module's command."""
    app.command()(doctor)


def doctor(
    ctx: typer.Context,
    check: Annotated[bool, typer.Option("--check", help="Read the store back and compare it with the ledger.")] = False,
) -> None:
    """Say what runs here: versions, model, store, sizes. With --check, whether the store holds the ledger's graph.

    Of a server also what is in it besides, which rights are missing, and which constraint of others our rows would
    break. It needs no workspace for that, and changes nothing in a store.

    \b
    kg doctor
    kg doctor --store bolt://localhost:7687      before the first build into it
    kg doctor --check --store bolt://localhost:7687
    """
    place: Place = ctx.obj
    settings = place.settings()
    _print(_versions(settings))
    if not check and "://" in settings.store.uri and not place.folder().ledger.exists():
        out(f"{'workspace':<11}none at {str(place.folder().root)!r}")
        _print(_store(settings))
        return
    with place.reading() as (ledger, settings):
        _print(_sizes(ledger, settings))
        _print(_store(settings, ledger))
        if check:
            _check(ledger, settings)


def _print(rows: Iterator[tuple[str, str]]) -> None:
    for word, told in rows:
        out(f"{word:<11}{told}")


def _versions(settings: Settings) -> Iterator[tuple[str, str]]:
    from kg.intake import make_extractor

    yield "python", f"{platform.python_version()} on {platform.system()} {platform.machine()}"
    for package in PACKAGES:
        yield package, installed(package)
    info = make_extractor(settings).info
    yield "model", f"{info.model} {info.model_version}, hash {info.model_hash}"
    yield "extractor", f"{info.name} {info.version}"


def installed(package: str) -> str:
    """The version of a package; a checkout that runs where it lies has none."""
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def _sizes(ledger: Ledger, settings: Settings) -> Iterator[tuple[str, str]]:
    from kg.corrections import Corrections, read_corrections

    yield "workspace", str(settings.workspace.root.resolve())
    megabytes = settings.workspace.ledger.stat().st_size / 1e6
    runs = ledger.runs()
    yield "ledger", f"{counted(len(ledger.keys()), 'article')}, {counted(len(runs), 'run')}, {megabytes:.1f} MB"
    if runs:
        ended = "" if runs[-1].ended else ", not finished"
        yield "last run", f"{runs[-1].command}, {runs[-1].started}{ended}"
    corrections = read_corrections(settings.workspace.corrections)
    if corrections != Corrections():
        unknown = f", {counted(len(corrections.unknown), 'line')} of an unknown kind" if corrections.unknown else ""
        yield "suppressed", f"{counted(len(corrections.suppressed), 'actor')}{unknown}"


def _store(settings: Settings, ledger: Ledger | None = None) -> Iterator[tuple[str, str]]:
    from kg.pipeline import store_of

    with store_of(settings) as store:
        state, census = store.state(), store.census()
        yield "store", store.address
        yield "server", _server(store)
        yield "database", census.database
        yield "graph", _PHASES[state.phase].format(digest=state.digest, schema=state.schema)
        yield "ours", _ours(census)
        yield "others", _others(census)
        if "://" in settings.store.uri:
            missing = store.missing_rights()
            yield "rights", "all that kg needs" if not missing else f"missing: {', '.join(missing)}"
            yield from (("", f"{right}: {reason}") for right, reason in missing.items())
        yield from (("conflict", line) for line in _conflicts(store, census, settings, ledger))


def _ours(census: Census) -> str:
    nodes = [f"{number:,} {label}" for label, number in census.ours.items() if number]
    return ", ".join([*nodes, counted(census.relationships, "relationship")]) if nodes else "nothing"


def _others(census: Census) -> str:
    shared = ", ".join(f"{number:,} {label}" for label, number in census.shared.items())
    told = f", with a label of ours too: {shared}" if shared else ""
    return f"{counted(census.others, 'node')}{told}; kg leaves them alone" if census.others else "nothing"


def _conflicts(store: Store, census: Census, settings: Settings, ledger: Ledger | None) -> Iterator[str]:
    """The foreign constraints that the ledger's graph would break; without a ledger, those that a graph may break."""
    from kg.graphs import graph_of

    if not census.constraints:
        return
    if ledger is not None:
        yield from store.conflicts(graph_of(ledger, settings))
        return
    yield from (f"the constraint {each}: rows of ours may break it" for each in census.constraints)


def _server(store: Store) -> str:
    asked = "CALL dbms.components() YIELD name, versions, edition RETURN name, versions, edition"
    try:
        rows = store.query(asked).rows
    except QueryError:  # ArcadeDB has no such procedure
        return f"ArcadeDB {installed('arcadedb')}, embedded"
    return "; ".join(f"{name} {', '.join(versions)} {edition}" for name, versions, edition in rows)


def _check(ledger: Ledger, settings: Settings) -> None:
    from kg.graphs import graph_of
    from kg.pipeline import store_of
    from kg.store import digests

    wanted = digests(graph_of(ledger, settings))
    with store_of(settings) as store:
        held = store.held()
    missing, strange = len(wanted.keys() - held.keys()), len(held.keys() - wanted.keys())
    other = sum(held.get(id_, digest) != digest for id_, digest in wanted.items())
    if missing or strange or other:
        ledger.clear_loaded(store.address)  # else the next load believes what the last one left, and reads nothing back
        raise KGError(
            f"{store.address} does not hold the ledger's graph: of {counted(len(wanted), 'record')} "
            f"{missing:,} missing, {other:,} other than they should be, and {strange:,} that should not be there; "
            "`kg build` mends it"
        )
    out(f"{'check':<11}the store holds the ledger's graph, all {counted(len(wanted), 'record')}")
