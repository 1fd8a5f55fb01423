"""The ledger's tables, step by step: an older ledger takes the steps that it lacks."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

Migration = Callable[[sqlite3.Connection], object]


def _tables(db: sqlite3.Connection) -> None:
    for statement in (
        "CREATE TABLE articles (key TEXT PRIMARY KEY, text TEXT NOT NULL, title TEXT, url TEXT, source TEXT,"
        " published TEXT, collected TEXT, language TEXT, text_hash TEXT NOT NULL, first_seen TEXT NOT NULL,"
        " last_seen TEXT NOT NULL) WITHOUT ROWID",
        "CREATE INDEX articles_by_text ON articles (text_hash)",
        "CREATE TABLE extractions (text_hash TEXT, extractor TEXT, data BLOB NOT NULL,"
        " PRIMARY KEY (text_hash, extractor))",
        "CREATE TABLE loaded (address TEXT, row_id TEXT, digest TEXT NOT NULL,"
        " PRIMARY KEY (address, row_id)) WITHOUT ROWID",
        "CREATE TABLE builds (address TEXT PRIMARY KEY, digest TEXT NOT NULL) WITHOUT ROWID",
        "CREATE TABLE runs (id INTEGER PRIMARY KEY AUTOINCREMENT, command TEXT NOT NULL, started TEXT NOT NULL,"
        " ended TEXT, report TEXT)",
        "CREATE TABLE failures (run INTEGER NOT NULL REFERENCES runs, place TEXT NOT NULL, reason TEXT NOT NULL,"
        " error TEXT NOT NULL)",
        "CREATE TABLE files (source TEXT, path TEXT, size INTEGER NOT NULL, digest TEXT NOT NULL, keys TEXT NOT NULL,"
        " PRIMARY KEY (source, path)) WITHOUT ROWID",
        "CREATE TABLE pages (path TEXT PRIMARY KEY, digest TEXT NOT NULL) WITHOUT ROWID",
    ):
        db.execute(statement)


def _shares(db: sqlite3.Connection) -> None:
    for statement in (
        "ALTER TABLE builds ADD COLUMN basis TEXT",
        "ALTER TABLE builds ADD COLUMN graph TEXT",
        # An article whose shares are noted: the settings they were made with, and the story it belongs to.
        "CREATE TABLE standing (number INTEGER PRIMARY KEY, basis TEXT NOT NULL, story TEXT,"
        " article TEXT NOT NULL UNIQUE REFERENCES articles ON DELETE CASCADE)",
        # A part of a named entity: the entity's key, the local entity's id, and the rest of it as JSON.
        "CREATE TABLE parts (key INTEGER, id TEXT, told BLOB NOT NULL,"
        " number INTEGER NOT NULL REFERENCES standing ON DELETE CASCADE, PRIMARY KEY (key, id, number)) WITHOUT ROWID",
        # An event or relation that an article tells of.
        "CREATE TABLE acts (key INTEGER, number INTEGER REFERENCES standing ON DELETE CASCADE,"
        " PRIMARY KEY (key, number)) WITHOUT ROWID",
        "CREATE INDEX parts_by_number ON parts (number)",
        "CREATE INDEX acts_by_number ON acts (number)",
    ):
        db.execute(statement)


def _titles(db: sqlite3.Connection) -> None:
    db.execute("ALTER TABLE pages ADD COLUMN title TEXT")


MIGRATIONS: tuple[Migration, ...] = (_tables, _shares, _titles)
