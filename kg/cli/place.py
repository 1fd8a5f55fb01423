"""Where a command works: the workspace and store its options name, opened for reading or for writing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from kg.cli.output import counted, note
from kg.errors import KGError

if TYPE_CHECKING:
    from kg.config import Settings, Workspace
    from kg.graphs import Read
    from kg.ledger import Ledger
    from kg.model import Graph


@dataclass(frozen=True, slots=True)
class Place:
    """What the options before the command say; the environment and kg.toml fill in the rest."""

    workspace: str | None
    store: str | None
    database: str | None

    def folder(self) -> Workspace:
        """The workspace's folder, which may not exist yet."""
        from kg.config import workspace

        return workspace(self.workspace, os.environ)

    def settings(self) -> Settings:
        """The settings of the workspace, with the options on top."""
        from kg.config import at_home, settings

        found = settings(self.folder(), os.environ)
        uri, database = at_home(self.store or found.store.uri), self.database or found.store.database
        return replace(found, store=replace(found.store, uri=uri, database=database))

    @contextmanager
    def reading(self) -> Iterator[tuple[Ledger, Settings]]:
        """The workspace, for a command that changes nothing in it. KGError when it has not been built."""
        from kg.ledger import Ledger

        where = self.folder()
        if not where.ledger.exists():
            raise KGError(
                f"there is no workspace at {str(where.root)!r}: make one with `kg build INPUT`, "
                "or name another with --workspace"
            )
        settings = self.settings()
        with Ledger(where.ledger) as ledger:
            yield ledger, settings

    def built(self, min_confidence: float | None = None) -> Built:
        """What the workspace holds, read and assembled; what is less certain than `min_confidence` is left out.

        KGError when nothing in it was read by the rules of today.
        """
        from kg.graphs import graph_from, shown_extractions
        from kg.intake import unread

        with self.reading() as (ledger, settings):
            waiting, read = unread(ledger, settings), shown_extractions(ledger, settings)
        if waiting and len(waiting) == len(read):
            raise KGError("the articles of this workspace were read by other rules or another model: run `kg build`")
        if waiting:
            note(f"{counted(len(waiting), 'article')} not read yet: `kg build` goes on.")
        settings = at_least(settings, min_confidence)
        return Built(settings, read, graph_from(read, settings))

    @contextmanager
    def writing(self, command: str) -> Iterator[tuple[Ledger, Settings]]:
        """The workspace, made where it is missing, and held against other writers."""
        from kg.ledger import Ledger
        from kg.lock import workspace_lock

        where = self.folder()
        where.make()
        settings = self.settings()
        with workspace_lock(where.root, command, datetime.now(UTC), note), Ledger(where.ledger) as ledger:
            yield ledger, settings


@dataclass(frozen=True, slots=True)
class Built:
    """A workspace as its reader sees it: every article with its extraction, and the graph of all."""

    settings: Settings
    read: Read
    graph: Graph

    def ids(self) -> dict[str, str]:
        """What each article's own entities and events are called in the graph."""
        from kg.graphs import graph_ids

        return graph_ids(self.read, self.settings)


def at_least(settings: Settings, min_confidence: float | None) -> Settings:
    """The settings, with the confidence that an option asks for in place of the one in kg.toml."""
    if min_confidence is None:
        return settings
    return replace(settings, build=replace(settings.build, min_confidence=min_confidence))


def now() -> str:
    """This moment as the ledger keeps it."""
    return datetime.now(UTC).isoformat(timespec="seconds")
