"""Commands that take the graph to other tools and back: export, load."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.building import CERTAIN
from kg.cli.output import counted, note, out, progress
from kg.cli.place import Built, Place
from kg.errors import KGError
from kg.plain import json_line

if TYPE_CHECKING:
    from kg.config import Settings
    from kg.model import Graph
    from kg.store import Store


class Format(StrEnum):
    """What export writes."""

    jsonl = "jsonl"
    csv = "csv"
    gexf = "gexf"
    graphml = "graphml"
    ftm = "ftm"
    extractions = "extractions"


def register(app: typer.Typer) -> None:
    """Adds this module's commands."""
    app.command()(export)
    app.command()(load)


def export(
    ctx: typer.Context,
    format: Annotated[Format, typer.Option(help="What to write.")] = Format.jsonl,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="The file, or for csv the folder [standard output].")
    ] = None,
    min_confidence: Annotated[float | None, CERTAIN] = None,
) -> None:
    """Write the graph for other tools. What is not actual says its status and its speaker in every format.

    \b
    kg export -o graph.jsonl                      every row, without loss; `kg load` takes it
    kg export --format csv -o graph/              for neo4j-admin's bulk import, and for spreadsheets
    kg export --format gexf -o graph.gexf         for Gephi
    kg export --format graphml -o graph.graphml   for yEd, Cytoscape, networkx
    kg export --format ftm -o graph.ftm.json      for Aleph: FollowTheMoney entities, one a line
    kg export --format extractions                as `kg extract`, with ids that hold over all articles
    """
    if format is Format.csv and output is None:
        raise typer.BadParameter("csv is a folder of files: name it with -o")
    from kg.files import write_whole

    _check_place(output, format)
    built = ctx.obj.built(min_confidence)
    if format is Format.csv and output is not None:
        _write_folder(output, built.graph)
        return
    lines = _lines(built, format)
    if output is None:
        for line in lines:
            print(line)
        return
    write_whole(output, "".join(f"{line}\n" for line in lines))
    note(f"Wrote {output}")


def load(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="What `kg export` wrote; - is standard input.")],
    replace: Annotated[bool, typer.Option("--replace", help="Also where the store holds another graph.")] = False,
) -> None:
    """Put an exported graph into a store, where `kg query` asks it.

    The store then holds this graph and no other. A graph alone brings no articles: `kg build` in this workspace makes
    the graph of its own articles again, and that is what `kg show`, `kg explore` and `kg export` are made from.
    `kg load` puts in what the file holds, a suppressed actor too.

    \b
    kg load graph.jsonl --workspace ./colleague             into a workspace of its own
    kg load graph.jsonl --store bolt://localhost:7687       into a Neo4j
    kg load graph.jsonl --replace                           in place of the graph that is there
    """
    from kg import pipeline

    graph, digest = _read(file)
    place: Place = ctx.obj
    with place.writing("load") as (ledger, settings), pipeline.store_of(settings) as store:
        _check_types(graph, settings)
        if not replace:
            _check_free(store, digest)
        done = pipeline.load(ledger, store, graph, progress)
    out(f"Graph     {counted(len(graph.entities), 'actor')}, {counted(len(graph.events), 'event')}, "
        f"{counted(len(graph.relations), 'relation')}")  # fmt: skip
    out(f"Store     {done.created:,} created, {done.changed:,} changed, {done.removed:,} removed")


# ---- export ----


def _lines(built: Built, format: Format) -> Iterator[str]:
    from kg.export import to_followthemoney, to_gexf, to_graphml, to_lines

    match format:
        case Format.extractions:
            yield from _extraction_lines(built)
        case Format.jsonl:
            yield from to_lines(built.graph)
        case Format.ftm:
            yield from to_followthemoney(built.graph)
        case Format.gexf:
            yield to_gexf(built.graph).rstrip("\n")
        case Format.graphml:
            yield to_graphml(built.graph).rstrip("\n")


def _extraction_lines(built: Built) -> Iterator[str]:
    from kg.exchange import to_json
    from kg.triples import in_graph_ids

    ids = built.ids()
    for _, extraction in built.read:
        yield json_line(to_json(in_graph_ids(extraction, ids)))


def _write_folder(folder: Path, graph: Graph) -> None:
    from kg.export import to_csv
    from kg.files import write_whole

    files: Mapping[str, str] = to_csv(graph)
    _check_ours(folder, files)
    for name, text in files.items():
        write_whole(folder / name, text)
    note(f"Wrote {len(files)} files to {folder}. In it, with Neo4j stopped and its database empty:")
    note("  neo4j-admin database import full neo4j @import.args")
    note("and with Neo4j started:  cypher-shell -f after-import.cypher")


def _check_ours(folder: Path, files: Iterable[str]) -> None:
    """KGError where a file of somebody else would be written over: an export of kg's has the importer's arguments."""
    from kg.export.csv import ARGUMENTS

    theirs = next((name for name in files if (folder / name).exists()), None)
    if theirs is not None and not (folder / ARGUMENTS).exists():
        raise KGError(f"{str(folder)!r} holds {theirs} already, and no export of kg's: name another folder with -o")


def _check_place(output: Path | None, format: Format) -> None:
    """KGError where a file stands in the place of the folder, or a folder in the place of the file."""
    if output is None or not output.exists() or output.is_dir() is (format is Format.csv):
        return
    there, wanted = ("a folder", "a file") if output.is_dir() else ("a file", "a folder")
    raise KGError(f"{str(output)!r} is {there}; {format.value} writes {wanted}: name another with -o")


# ---- load ----


def _read(file: str) -> tuple[Graph, str]:
    """The graph of the file, and its digest. KGError where it cannot be read, holds no graph, or half of one."""
    from kg.export import from_lines
    from kg.store import build_digest, digests

    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        graph = from_lines(data.decode("utf-8").split("\n"))
        held = digests(graph)
    except OSError as error:
        raise KGError(f"{file!r} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise KGError(f"{file!r} is no graph: it is not UTF-8 (byte {error.start:,})") from error
    except KGError as error:
        raise KGError(f"{file!r} is no graph: {error}") from error
    if not held:
        raise KGError(f"{file!r} is empty: `kg export -o graph.jsonl` writes a graph")
    return graph, build_digest(held)


def _check_types(graph: Graph, settings: Settings) -> None:
    from kg.ontology import use

    known = set(use(settings.additions).relation_types)
    if unknown := sorted({relation.type for relation in graph.relations} - known):
        raise KGError(
            f"the graph has relations of a type that this workspace does not know: {', '.join(unknown)}; "
            "add the predicates to its kg.toml, as the workspace has them that it was exported from"
        )


def _check_free(store: Store, digest: str) -> None:
    state = store.state()
    if state.phase != "empty" and state.digest != digest:
        raise KGError(f"{store.address} holds another graph: --replace puts this one in its place")
