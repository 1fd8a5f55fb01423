"""The command doctor: what is installed, what is kept, and whether the store holds what the ledger says."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.output import counted, out
from kg.cli.place import Place
from kg.errors import KGError, QueryError

if TYPE_CHECKING:
    from kg.config import Settings
    from kg.ledger import Ledger
    from kg.store import Store

_PHASES = {
    "ready": "ready, digest {digest}",
    "empty": "none, `kg build` loads it",
    "loading": "not whole: the last load was broken off, `kg build` mends it",
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

    \b
    kg doctor
    kg doctor --check --store bolt://localhost:7687
    """
    from kg.pipeline import store_of

    place: Place = ctx.obj
    settings = place.settings()
    _print(_versions(settings))
    with place.reading() as (ledger, settings):
        _print(_sizes(ledger, settings))
        with store_of(settings) as store:
            _print(_store(store))
            if check:
                _check(ledger, settings, store)


def _print(rows: Iterator[tuple[str, str]]) -> None:
    for word, told in rows:
        out(f"{word:<11}{told}")


def _versions(settings: Settings) -> Iterator[tuple[str, str]]:
    from kg.pipeline import make_extractor

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
    yield "workspace", str(settings.workspace.root.resolve())
    megabytes = settings.workspace.ledger.stat().st_size / 1e6
    runs = ledger.runs()
    yield "ledger", f"{counted(len(ledger.keys()), 'article')}, {counted(len(runs), 'run')}, {megabytes:.1f} MB"
    if runs:
        ended = "" if runs[-1].ended else ", not finished"
        yield "last run", f"{runs[-1].command}, {runs[-1].started}{ended}"


def _store(store: Store) -> Iterator[tuple[str, str]]:
    state = store.state()
    yield "store", store.address
    yield "server", _server(store)
    yield "graph", _PHASES[state.phase].format(digest=state.digest)


def _server(store: Store) -> str:
    asked = "CALL dbms.components() YIELD name, versions, edition RETURN name, versions, edition"
    try:
        rows = store.query(asked).rows
    except QueryError:  # ArcadeDB has no such procedure
        return f"ArcadeDB {installed('arcadedb')}, embedded"
    return "; ".join(f"{name} {', '.join(versions)} {edition}" for name, versions, edition in rows)


def _check(ledger: Ledger, settings: Settings, store: Store) -> None:
    from kg.pipeline import graph_of

    wanted, held = set(graph_of(ledger, settings).rows()), set(store.read().rows())
    missing, strange = len(wanted - held), len(held - wanted)
    if missing or strange:
        raise KGError(
            f"{store.address} does not hold the ledger's graph: {counted(missing, 'row')} missing, "
            f"{counted(strange, 'row')} that should not be there; `kg build` mends it"
        )
    out(f"{'check':<11}the store holds the ledger's graph, all {counted(len(wanted), 'row')}")
