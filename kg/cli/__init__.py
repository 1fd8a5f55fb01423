"""The command `kg`: each command parses its line, makes one call, and prints."""

from __future__ import annotations

import logging
import os
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from kg.cli import (
    analyzing,
    asking,
    building,
    correcting,
    doctor,
    drawing,
    evaluating,
    exporting,
    listing,
    refreshing,
    show,
)
from kg.cli.output import note, out
from kg.cli.place import Place
from kg.errors import KGError

GLOBAL = ("--workspace", "--store", "--database")
PIPE_CLOSED, INTERRUPTED = 141, 130


class Commands(TyperGroup):
    """The group of all commands: global options may stand anywhere, and faults end in one line."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        return super().parse_args(ctx, hoisted(args))

    def invoke(self, ctx: Any) -> Any:
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except KGError as error:
            note(f"Error: {error}")
            raise typer.Exit(1) from error
        except BrokenPipeError:
            _let_go_of_output()  # nobody reads on
            raise typer.Exit(PIPE_CLOSED) from None
        except OSError as error:
            # A disk that is full, a folder that is not ours to write: the machine's matter, told in its words.
            note(f"Error: {error}")
            _let_go_of_output()
            raise typer.Exit(1) from error
        except KeyboardInterrupt:
            note("Stopped. What was done is kept; the same command goes on from here.")
            raise typer.Exit(INTERRUPTED) from None
        return result


def _let_go_of_output() -> None:
    """What cannot be written any more is dropped, else Python complains of it once more when it flushes at exit."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def hoisted(args: list[str]) -> list[str]:
    """The line with the global options first: `kg build news --workspace w` is `kg --workspace w build news`."""
    ours: list[str] = []
    rest: list[str] = []
    words = iter(args)
    for word in words:
        if word == "--":
            rest += [word, *words]
        elif word in GLOBAL:
            ours += [word, *(value for value in [next(words, None)] if value is not None)]
        elif word.startswith(tuple(f"{name}=" for name in GLOBAL)):
            ours.append(word)
        else:
            rest.append(word)
    return ours + rest


app = typer.Typer(
    name="kg",
    cls=Commands,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    epilog="Exit codes: 0 well, 1 error, 2 wrong usage, 3 some articles failed, 4 a source failed, 130 Ctrl-C.",
)
COMMANDS = (
    building, refreshing, correcting, listing, asking, analyzing, show, drawing, exporting, evaluating, doctor,
)  # fmt: skip
for module in COMMANDS:
    module.register(app)


def _version(wanted: bool) -> None:
    if wanted:
        out(f"kg {doctor.installed('kg-news')}")
        raise typer.Exit


@app.callback()
def kg(
    ctx: typer.Context,
    workspace: Annotated[
        str | None,
        typer.Option(metavar="DIR", help="The folder that holds all kg keeps [KG_WORKSPACE, else ./kg-workspace]."),
    ] = None,
    store: Annotated[
        str | None,
        typer.Option(
            metavar="URI",
            help="Where the graph is kept: bolt://… or neo4j://… of a server (NEO4J_USERNAME, NEO4J_PASSWORD), "
            "or a folder [KG_STORE, else in the workspace].",
        ),
    ] = None,
    database: Annotated[str | None, typer.Option(metavar="NAME", help="The server's database.")] = None,
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print it.")] = False,
) -> None:
    """News articles in, a graph of who did or said what to whom out. Every edge opens the sentence it came from.

    \b
    kg build news/                    read a folder of articles into ./kg-workspace
    kg show Taliban                   all that is known of an actor, with every sentence
    kg query most-active              ask a question; `kg queries` lists them
    kg explore -o graph.html          the graph as one page that works offline

    Nothing leaves this machine. These options may stand before or after the command.
    """
    ctx.obj = Place(workspace, store, database)


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    # The driver tells of each new attempt; we tell of the last one, as an error of one line.
    # ArcadeDB warns of what it cannot write; the command fails of it.
    for library in ("neo4j", "arcadedb"):
        logging.getLogger(library).setLevel(logging.CRITICAL)
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
