"""The ledger: what was read, what was found in it, what was loaded where. From it the graph can be made again.

Every write is one transaction, committed when the call returns: a process that is killed leaves all of it or none.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import astuple, fields
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Any, Literal

from kg.errors import KGError
from kg.ledger.rows import BuildRow, FailureRow, FileRow, PartRow, Run
from kg.ledger.schema import MIGRATIONS
from kg.model import Article

Change = Literal["new", "changed", "unchanged"]
Part = tuple[int, str, bytes]
"""The key of an entity, the id of a local one, and the rest of it as JSON."""

_OURS = 0x6B67  # "kg", written in the file's head
_WAIT_S = 5.0
_COLUMNS = ", ".join(field.name for field in fields(Article))


class Ledger:
    """An open ledger file, made if it is not there. Use it as a context manager; it is for one thread."""

    def __init__(self, path: Path, *, wait_s: float = _WAIT_S) -> None:
        self._path = path
        path.touch(mode=0o600, exist_ok=True)
        with self._faults():
            self._db = sqlite3.connect(path, timeout=wait_s, isolation_level=None)
            try:
                self._prepare()
            except BaseException:
                self._db.close()
                raise

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Gives the file free."""
        self._db.close()

    # ---- articles -------------------------------------------------------------------------------------------------

    def put_article(self, article: Article, seen: str) -> Change:
        """Keeps an article, in place of the one with its key. A change of `collected` alone is none."""
        with self._write() as db:
            old = self._article(article.key)
            if old and _content(old) == _content(article):
                db.execute("UPDATE articles SET last_seen = ? WHERE key = ?", (seen, article.key))
                return "unchanged"
            _unsettle(db)
            first = db.execute("SELECT first_seen FROM articles WHERE key = ?", (article.key,)).fetchone()
            row = (*astuple(article), article.text_hash, first[0] if first else seen, seen)
            db.execute(f"REPLACE INTO articles VALUES ({', '.join('?' * len(row))})", row)
            if old:
                _drop_orphan(db, old.text_hash)
            return "changed" if old else "new"

    def article(self, key: str) -> Article | None:
        """The article with this key."""
        with self._faults():
            return self._article(key)

    def articles(self) -> Iterator[Article]:
        """Every article, in the order of their keys, one at a time."""
        for key in self.keys():
            if article := self.article(key):
                yield article

    def keys(self) -> list[str]:
        """The keys of all articles, sorted."""
        return [key for (key,) in self._rows("SELECT key FROM articles ORDER BY key")]

    def remove_article(self, key: str) -> bool:
        """Forgets an article and what was found in it, unless another has the same text. Its bytes leave the disk."""
        with self._write() as db:
            old = self._article(key)
            if old:
                _unsettle(db)
                db.execute("DELETE FROM articles WHERE key = ?", (key,))
                _drop_orphan(db, old.text_hash)
        if old:
            self.wipe()
        return old is not None

    def wipe(self) -> bool:
        """Empty the write-ahead log, which holds pages as they were; False while another process reads in it."""
        with self._faults():
            return not self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]

    # ---- extractions ----------------------------------------------------------------------------------------------

    def extraction(self, text_hash: str, extractor: str) -> bytes | None:
        """What this extractor found in this text, as it was put."""
        rows = self._rows("SELECT data FROM extractions WHERE text_hash = ? AND extractor = ?", text_hash, extractor)
        return bytes(rows[0][0]) if rows else None

    def put_extraction(self, text_hash: str, extractor: str, data: bytes) -> None:
        """Keeps what an extractor found in a text that some article has; of a text forgotten meanwhile, nothing."""
        with self._write() as db:
            known = db.execute("SELECT 1 FROM articles WHERE text_hash = ?", (text_hash,)).fetchone()
            if known:
                db.execute("REPLACE INTO extractions VALUES (?, ?, ?)", (text_hash, extractor, data))

    # ---- what stores hold -----------------------------------------------------------------------------------------

    def loaded(self, address: str) -> dict[str, str]:
        """The digest of each row loaded at this address (store and database)."""
        return dict(self._rows("SELECT row_id, digest FROM loaded WHERE address = ? ORDER BY row_id", address))

    def addresses(self) -> list[str]:
        """Where a build was loaded, sorted."""
        return [address for (address,) in self._rows("SELECT address FROM builds ORDER BY address")]

    def digests(self, address: str, row_ids: Iterable[str]) -> dict[str, str]:
        """The digests of those of these rows that are loaded at this address."""
        query = "SELECT row_id, digest FROM loaded WHERE address = ? AND row_id IN (SELECT value FROM json_each(?))"
        return dict(self._rows(query, address, _listed(row_ids)))

    def build(self, address: str) -> BuildRow | None:
        """What was last loaded at this address."""
        rows = self._rows("SELECT digest, basis, graph FROM builds WHERE address = ?", address)
        return BuildRow(*rows[0]) if rows else None

    def update_loaded(
        self,
        address: str,
        changed: Mapping[str, str],
        removed: Iterable[str],
        build: BuildRow,
        stories: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Notes that these rows were loaded, and those deleted, at this address, and these stories with them."""
        with self._write() as db:
            gone = [(address, row_id) for row_id in removed]
            db.executemany("DELETE FROM loaded WHERE address = ? AND row_id = ?", gone)
            db.executemany("REPLACE INTO loaded VALUES (?, ?, ?)", [(address, *row) for row in changed.items()])
            db.execute("REPLACE INTO builds VALUES (?, ?, ?, ?)", (address, *astuple(build)))
            _put_stories(db, stories)

    def clear_loaded(self, address: str) -> None:
        """Forgets what is loaded at this address; that something is stays known."""
        with self._write() as db:
            db.execute("DELETE FROM loaded WHERE address = ?", (address,))
            db.execute("UPDATE builds SET basis = NULL, graph = NULL WHERE address = ?", (address,))

    # ---- what articles share -------------------------------------------------------------------------------------

    def unshared(self, basis: str) -> list[str]:
        """The keys of the articles of which nothing is noted, or with other settings than these."""
        query = "SELECT key FROM articles LEFT JOIN standing ON article = key WHERE basis IS NOT ? ORDER BY key"
        return [key for (key,) in self._rows(query, basis)]

    def put_shares(self, basis: str, told: Iterable[tuple[str, Iterable[Part], Iterable[int]]]) -> None:
        """Notes the parts and the keys of the acts of these articles, in place of what was noted of them."""
        parts, acts = [], []
        with self._write() as db:
            for article, own_parts, own_acts in told:
                db.execute("DELETE FROM standing WHERE article = ?", (article,))
                number = db.execute("INSERT INTO standing (article, basis) VALUES (?, ?)", (article, basis)).lastrowid
                parts += [(*part, number) for part in own_parts]
                acts += [(key, number) for key in own_acts]
            db.executemany("REPLACE INTO parts VALUES (?, ?, ?, ?)", sorted(parts))  # in order: far fewer pages
            db.executemany("INSERT INTO acts VALUES (?, ?)", sorted(acts))

    def put_stories(self, stories: Mapping[str, str]) -> None:
        """Notes the story of each of these articles."""
        with self._write() as db:
            _put_stories(db, stories)

    def stories(self, articles: Iterable[str]) -> dict[str, str]:
        """The story of each of these articles."""
        query = "SELECT article, story FROM standing WHERE article IN (SELECT value FROM json_each(?))"
        return dict(self._rows(query, _listed(articles)))

    def told_in(self, stories: Iterable[str]) -> set[str]:
        """The articles of these stories."""
        query = "SELECT article FROM standing WHERE story IN (SELECT value FROM json_each(?))"
        return {article for (article,) in self._rows(query, _listed(stories))}

    def sharing_acts(self, articles: Iterable[str]) -> set[str]:
        """The articles that tell of an event, or relate two sides, that one of these does."""
        query = (
            "SELECT DISTINCT there.article FROM standing AS here JOIN acts AS own ON own.number = here.number"
            " JOIN acts AS other ON other.key = own.key JOIN standing AS there ON there.number = other.number"
            " WHERE here.article IN (SELECT value FROM json_each(?))"
        )
        return {article for (article,) in self._rows(query, _listed(articles))}

    def part_keys(self, articles: Iterable[str]) -> set[int]:
        """The keys of the named entities of these articles."""
        query = (
            "SELECT DISTINCT key FROM standing JOIN parts USING (number)"
            " WHERE article IN (SELECT value FROM json_each(?))"
        )
        return {key for (key,) in self._rows(query, _listed(articles))}

    def parts(self, keys: Iterable[int], *, first: bool = False) -> list[PartRow]:
        """The parts of these entities in the order of their ids; the `first` of each alone."""
        # Of a group SQLite gives the other columns of the row that holds the smallest.
        query = (
            f"SELECT parts.key, {'min(id)' if first else 'id'}, told, article, published FROM parts"
            " JOIN standing USING (number) JOIN articles ON articles.key = article"
            f" WHERE parts.key IN (SELECT value FROM json_each(?)) {'GROUP BY parts.key' if first else ''}"
            " ORDER BY parts.key, id"
        )
        return [PartRow(*row) for row in self._rows(query, _listed(keys))]

    # ---- runs, files, pages ---------------------------------------------------------------------------------------

    def start_run(self, command: str, started: str) -> int:
        """A new run; its number."""
        with self._write() as db:
            values = (command, started)
            return int(db.execute("INSERT INTO runs (command, started) VALUES (?, ?)", values).lastrowid or 0)

    def finish_run(self, run: int, ended: str, report: str) -> None:
        """Notes that the run is over, and its report (JSON)."""
        with self._write() as db:
            db.execute("UPDATE runs SET ended = ?, report = ? WHERE id = ?", (ended, report, run))

    def runs(self) -> list[Run]:
        """All runs, first to last."""
        return [Run(*row) for row in self._rows("SELECT id, command, started, ended, report FROM runs ORDER BY id")]

    def rewrite_runs(self, rewritten: Callable[[str], str]) -> None:
        """Put other words in place of every report, and of every reason of a failure, that `rewritten` changes."""
        with self._write() as db:
            for table, column in (("runs", "report"), ("failures", "reason")):
                told = db.execute(f"SELECT rowid, {column} FROM {table} WHERE {column} IS NOT NULL").fetchall()
                new = [(words, row) for row, old in told if (words := rewritten(old)) != old]
                db.executemany(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", new)

    def put_failures(self, failures: Sequence[FailureRow]) -> None:
        """Keeps what a run could not read."""
        with self._write() as db:
            db.executemany("INSERT INTO failures VALUES (?, ?, ?, ?)", [astuple(failure) for failure in failures])

    def failures(self, run: int) -> list[FailureRow]:
        """What this run could not read, in the order it met it."""
        return [FailureRow(*row) for row in self._rows("SELECT * FROM failures WHERE run = ? ORDER BY rowid", run)]

    def put_file(self, file: FileRow) -> None:
        """Keeps the fingerprint of a source's file, in place of the earlier one."""
        with self._write() as db:
            values = (file.source, file.path, file.size, file.digest, json.dumps(file.keys))
            db.execute("REPLACE INTO files VALUES (?, ?, ?, ?, ?)", values)

    def remove_file(self, source: str, path: str) -> None:
        """Forgets a source's file; its articles stay."""
        with self._write() as db:
            db.execute("DELETE FROM files WHERE source = ? AND path = ?", (source, path))

    def files(self, source: str) -> dict[str, FileRow]:
        """The files of a source as last read, by path."""
        rows = self._rows("SELECT * FROM files WHERE source = ? ORDER BY path", source)
        return {
            path: FileRow(name, path, size, digest, tuple(json.loads(keys))) for name, path, size, digest, keys in rows
        }

    def put_page(self, path: str, digest: str, title: str | None = None) -> None:
        """Notes that this page was written, from a graph with this digest, under this title (None: the standard)."""
        with self._write() as db:
            db.execute("REPLACE INTO pages (path, digest, title) VALUES (?, ?, ?)", (path, digest, title))

    def pages(self) -> dict[str, str]:
        """The pages that were written, and the digest of each one's graph."""
        return dict(self._rows("SELECT path, digest FROM pages ORDER BY path"))

    def titles(self) -> dict[str, str]:
        """The pages that were given a title of their own."""
        return dict(self._rows("SELECT path, title FROM pages WHERE title IS NOT NULL ORDER BY path"))

    # ---- the file -------------------------------------------------------------------------------------------------

    def _prepare(self) -> None:
        for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "secure_delete = ON", "foreign_keys = ON"):
            self._db.execute(f"PRAGMA {pragma}").fetchall()
        if self._number("application_id") not in (0, _OURS) or self._number("user_version") > len(MIGRATIONS):
            raise KGError(
                f"{self._path} is not a ledger this version of kg can read: a newer kg wrote it, or no kg did"
            )
        if self._number("user_version") < len(MIGRATIONS):
            with self._write() as db:
                for step in MIGRATIONS[self._number("user_version") :]:
                    step(db)
                db.execute(f"PRAGMA application_id = {_OURS}")
                db.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")

    def _number(self, pragma: str) -> int:
        return int(self._db.execute(f"PRAGMA {pragma}").fetchone()[0])

    def _article(self, key: str) -> Article | None:
        row = self._db.execute(f"SELECT {_COLUMNS} FROM articles WHERE key = ?", (key,)).fetchone()
        return Article(*row) if row else None

    def _rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with self._faults():
            return self._db.execute(query, values).fetchall()

    @contextmanager
    def _write(self) -> Iterator[sqlite3.Connection]:
        with self._faults():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.commit()
            except BaseException:
                self._db.rollback()
                raise

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as e:
            busy = "locked" in str(e) or "busy" in str(e)
            raise KGError(f"{self._path} {'is in use by another kg process' if busy else f'failed: {e}'}") from e
        except sqlite3.DatabaseError as e:
            raise KGError(f"{self._path} is damaged or not a ledger: {e}") from e


def _listed(values: Iterable[str | int]) -> str:
    """The values as json_each reads them: a list of any length in one parameter."""
    return json.dumps(list(values))


def _content(article: Article) -> tuple[object, ...]:
    return tuple(getattr(article, each.name) for each in fields(Article) if each.name != "collected")


def _unsettle(db: sqlite3.Connection) -> None:
    """What is loaded, wherever, is no longer what the articles give."""
    db.execute("UPDATE builds SET basis = NULL")


def _put_stories(db: sqlite3.Connection, stories: Mapping[str, str]) -> None:
    query = "UPDATE standing SET story = ?1 WHERE article = ?2 AND story IS NOT ?1"
    db.executemany(query, [(story, article) for article, story in stories.items()])


def _drop_orphan(db: sqlite3.Connection, text_hash: str) -> None:
    if not db.execute("SELECT 1 FROM articles WHERE text_hash = ?", (text_hash,)).fetchone():
        db.execute("DELETE FROM extractions WHERE text_hash = ?", (text_hash,))
