"""Tables in SQLite beside a store, and those of the claim table; when they count is told in ``keeping``.

Queries on them say CROSS JOIN where the order of the tables matters: SQLite, which knows no figures, keeps it then.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

__all__ = ["CLAIMS", "connected", "created", "version_of"]

_STATE = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE entry (id TEXT PRIMARY KEY, digest TEXT NOT NULL, says TEXT NOT NULL) WITHOUT ROWID;
"""
"""What tells the state of any such file."""

CLAIMS = """
CREATE TABLE term (id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE);
CREATE TABLE article (
    id INTEGER PRIMARY KEY, hex TEXT NOT NULL UNIQUE, source INTEGER, published TEXT, at TEXT, first TEXT NOT NULL
);
CREATE TABLE claim (
    id INTEGER PRIMARY KEY, article INTEGER NOT NULL, digest TEXT NOT NULL, kind INTEGER NOT NULL,
    modality INTEGER NOT NULL, who INTEGER, disputed INTEGER NOT NULL, event INTEGER NOT NULL,
    earliest TEXT, latest TEXT, edtf TEXT, start INTEGER, holds INTEGER NOT NULL, phase INTEGER
);
CREATE TABLE quote (claim INTEGER PRIMARY KEY, words TEXT NOT NULL, stop INTEGER);
CREATE TABLE amount (claim INTEGER PRIMARY KEY, unit INTEGER, low TEXT, high TEXT);
CREATE TABLE role (
    claim INTEGER, property INTEGER, thing INTEGER, PRIMARY KEY (claim, property, thing)
) WITHOUT ROWID;
CREATE INDEX role_of_thing ON role (thing, property);
CREATE INDEX claim_of_article ON claim (article, modality, who);
CREATE TABLE filler (
    thing INTEGER, article INTEGER, claim INTEGER, PRIMARY KEY (thing, article, claim)
) WITHOUT ROWID;
CREATE INDEX filler_of_article ON filler (article);
CREATE TABLE named (
    thing INTEGER PRIMARY KEY, claims INTEGER NOT NULL, articles INTEGER NOT NULL, sources INTEGER NOT NULL,
    first TEXT NOT NULL
);
CREATE TABLE fact (
    kind INTEGER, subject INTEGER, object INTEGER, article INTEGER, claim INTEGER,
    PRIMARY KEY (kind, subject, object, article, claim)
) WITHOUT ROWID;
CREATE INDEX fact_of_article ON fact (article);
CREATE TABLE cause (claim INTEGER, cause INTEGER, article INTEGER, PRIMARY KEY (claim, cause)) WITHOUT ROWID;
CREATE INDEX cause_of_article ON cause (article);
CREATE TABLE fulfilment (
    claim INTEGER, delivery INTEGER, article INTEGER, PRIMARY KEY (claim, delivery)
) WITHOUT ROWID;
CREATE INDEX fulfilment_of_article ON fulfilment (article);
CREATE TABLE dispute (claim INTEGER, denial INTEGER, article INTEGER, PRIMARY KEY (claim, denial)) WITHOUT ROWID;
CREATE INDEX dispute_of_article ON dispute (article);
CREATE INDEX dispute_by_denial ON dispute (denial);
CREATE TABLE comparison (
    claim INTEGER, subject INTEGER, direction INTEGER, object INTEGER, article INTEGER,
    PRIMARY KEY (claim, subject, direction, object)
) WITHOUT ROWID;
CREATE INDEX comparison_of_article ON comparison (article);
"""


def connected(path: Path, *, write: bool = False) -> sqlite3.Connection:
    """Open a claim table; transactions are begun and ended by hand.

    Args:
        path: The file; made if it may be written.
        write: Whether it may be written.

    Raises:
        sqlite3.Error: It is not there, or no database.
    """
    mode = "rwc" if write else "ro"
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=5, isolation_level=None)
    connection.execute("PRAGMA cache_size = -65536")
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection


def created(connection: sqlite3.Connection, tables: str, version: str) -> None:
    """Make the tables anew if they are absent or of another version; within a transaction.

    Args:
        connection: The file, open for writing.
        tables: The statements that make them.
        version: Their version.

    Raises:
        sqlite3.Error: It cannot be written.
    """
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    if names and version_of(connection) == version:
        return
    for name in names:
        connection.execute(f'DROP TABLE "{name}"')
    for statement in _statements(_STATE + tables):
        connection.execute(statement)
    connection.execute("INSERT INTO meta VALUES ('version', ?)", (version,))


def _statements(text: str) -> Iterable[str]:
    return (statement for statement in text.split(";") if statement.strip())


def version_of(connection: sqlite3.Connection) -> str:
    """Return the version of the tables, or the empty string."""
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE name = 'meta'")]
    rows = connection.execute("SELECT value FROM meta WHERE name = 'version'").fetchall() if names else []
    return str(rows[0][0]) if rows else ""
