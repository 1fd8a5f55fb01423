"""Commands that print what was found, article by article: extract, triples."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.building import SOME_FAILED, Inputs
from kg.cli.output import counted, note, table
from kg.cli.place import Place
from kg.plain import json_line

if TYPE_CHECKING:
    from kg.model import Article, Extraction
    from kg.sources import Failure
    from kg.triples import TripleRow

COLUMNS = ("subject", "predicate", "object", "status", "speaker")


def register(app: typer.Typer) -> None:
    """Adds this module's commands."""
    app.command()(extract)
    app.command()(triples)


def extract(
    ctx: typer.Context,
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT", help="Files, folders; - is standard input.")],
) -> None:
    """Print what each article says, one JSON object a line. In input order; needs no workspace and keeps nothing.

    \b
    kg extract seeds > found.jsonl
    echo '{"id": "1", "text": "Delcor sued Brandt Bank."}' | kg extract -
    """
    from kg.exchange import to_json

    failures: list[Failure] = []
    for _, extraction in _extracted(ctx.obj, inputs, failures):
        print(json_line(to_json(extraction)))
    _end(failures)


def triples(
    ctx: typer.Context,
    inputs: Inputs = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a triple, with its sentence.")] = False,
    every: Annotated[
        bool, typer.Option("--all", help="Also rows that only say more of another: when, where, with what.")
    ] = False,
) -> None:
    """List who did or said what to whom, one triple a line. Subject, predicate, object, status, speaker.

    Of INPUT, or of the workspace when none is given. A speaker in brackets is a source without a name.

    \b
    kg triples article.txt
    kg triples | grep claimed
    kg triples --json | jq 'select(.status == "denied") | .sentence'
    """
    from kg.exchange import plain

    failures: list[Failure] = []
    rows = _of_inputs(ctx.obj, inputs, failures, every) if inputs else iter(_of_workspace(ctx.obj, every))
    if json:
        for row in rows:
            print(json_line(plain(row)))
    else:
        table(COLUMNS, ([getattr(row, column) for column in COLUMNS] for row in rows), head=False)
    _end(failures)


def _extracted(place: Place, inputs: list[str], failures: list[Failure]) -> Iterator[tuple[Article, Extraction]]:
    from kg.intake import extract_articles
    from kg.sources import Failure, read

    settings = place.settings()

    def articles() -> Iterator[Article]:
        for item in read(inputs, limits=settings.limits):
            if isinstance(item, Failure):
                failures.append(item)
                note(f"failed: {item.where}: {item.reason}")
            else:
                if item.language is not None:
                    note(f"not English, not read: {item.key}")
                yield item

    return extract_articles(articles(), settings)


def _end(failures: list[Failure]) -> None:
    if failures:
        note(f"{counted(len(failures), 'article')} failed")
        raise typer.Exit(SOME_FAILED)


def _of_inputs(place: Place, inputs: list[str], failures: list[Failure], every: bool) -> Iterator[TripleRow]:
    from kg.triples import local_names, triple_rows

    for article, extraction in _extracted(place, inputs, failures):
        yield from triple_rows(extraction, article.text, local_names(extraction), adjuncts=every)


def _of_workspace(place: Place, every: bool) -> Iterator[TripleRow]:
    from kg.triples import in_graph_ids, triple_rows

    built = place.built()
    ids, names = built.ids(), {entity.id: entity.name for entity in built.graph.entities}
    for article, extraction in built.read:
        yield from triple_rows(in_graph_ids(extraction, ids), article.text, names, adjuncts=every)
