"""What the tracing of origins needs of each text, kept in a file beside the store: fingerprints, figures, anchors.

So a question reads the texts of the families of its claims, and not all texts. Which pairs are copies or translations
comes out as if all texts were compared; ``copies`` and ``translations`` say what that means.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from chippolitik.namespaces import ARTICLE, CHIP
from chippolitik.query.claimtable import Kept
from chippolitik.query.origins.copies import CAP, LEAST_PRINTS, copied_share, fingerprints
from chippolitik.query.origins.library import Kinship
from chippolitik.query.origins.translations import LEAST_FIGURES, anchors, figures_of, translated_share

__all__ = ["TEXT_MARKS", "Marks"]

_TABLES = """
CREATE TABLE text (
    hex TEXT PRIMARY KEY, language TEXT NOT NULL, source TEXT, published TEXT NOT NULL, at TEXT, prints BLOB NOT NULL,
    anchors TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE print (mark INTEGER, hex TEXT, PRIMARY KEY (mark, hex)) WITHOUT ROWID;
CREATE TABLE figure (mark TEXT, hex TEXT, PRIMARY KEY (mark, hex)) WITHOUT ROWID;
"""
_SIZE = 8  # bytes of a fingerprint
_PROPERTIES = {CHIP + name: name for name in ("text", "language", "sourceName", "publishedEdtf", "publishedAt")}


class _Taking:
    """Takes articles into the file; see ``Taking``."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._table = connection

    def add(self, identifier: str, quads: Iterable[Quad]) -> None:
        """Take an article in that is not there."""
        node = NamedNode(ARTICLE + identifier)
        said = {
            name: quad.object.value
            for quad in quads
            if quad.subject == node
            and (name := _PROPERTIES.get(quad.predicate.value))
            and isinstance(quad.object, Literal)
        }
        text, language = said.get("text", ""), said.get("language", "")
        prints, read = sorted(fingerprints(text)), anchors(text, language) if language else []
        days = said.get("publishedEdtf", ""), said.get("publishedAt")
        row = (identifier, language, said.get("sourceName"), *days, _packed(prints), json.dumps(read))
        self._table.execute("INSERT INTO text VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        self._table.executemany("INSERT INTO print VALUES (?, ?)", ((_signed(mark), identifier) for mark in prints))
        figures = sorted(figures_of(read))
        self._table.executemany("INSERT INTO figure VALUES (?, ?)", ((mark, identifier) for mark in figures))

    def remove(self, identifier: str) -> None:
        """Take an article out; one that is not there is no error."""
        run = self._table.execute
        for prints, read in run("SELECT prints, anchors FROM text WHERE hex = ?", (identifier,)).fetchall():
            gone = [(mark, identifier) for mark in map(_signed, _unpacked(prints))]
            self._table.executemany("DELETE FROM print WHERE mark = ? AND hex = ?", gone)
            figures = [(mark, identifier) for mark in figures_of(json.loads(read))]
            self._table.executemany("DELETE FROM figure WHERE mark = ? AND hex = ?", figures)
        run("DELETE FROM text WHERE hex = ?", (identifier,))

    def finish(self) -> None:
        """Do nothing more."""


TEXT_MARKS = Kept("texts.sqlite", 1, _TABLES, _Taking, "comparing texts, once")
"""The file."""


class Marks:
    """Kinships of single articles, told by the marks of all.

    Args:
        table: The file, open for reading.
        known_at: An instant, ISO 8601 in UTC; what was published later is not there. Empty for all articles.
    """

    def __init__(self, table: sqlite3.Connection, known_at: str = "") -> None:
        self._table, self._known_at = table, known_at

    def sources(self) -> list[str]:
        """Return the names of all publishers, of later articles too; sorted."""
        rows = self._table.execute("SELECT DISTINCT source FROM text WHERE source IS NOT NULL ORDER BY source")
        return [source for (source,) in rows]

    def about(self, article: str) -> tuple[str, str | None, str] | None:
        """Return language, source and day of an article, or None if it is not there."""
        sql = f"SELECT language, source, published FROM text AS t WHERE hex = :hex AND {self._known}"  # noqa: S608 - our own words alone
        return next(iter(self._table.execute(sql, self._terms(hex=article))), None)

    def kin(self, article: str) -> list[Kinship]:
        """Return the kinships of an article, sorted."""
        row = self._table.execute("SELECT prints, anchors, language FROM text WHERE hex = ?", (article,)).fetchone()
        if row is None:
            return []
        prints, read, language = _unpacked(row[0]), json.loads(row[1]), row[2]
        found: list[Kinship] = []
        for other, shared in self._shared("print", map(_signed, prints), article, LEAST_PRINTS):
            size = len(_unpacked(self._of(other)[0]))
            if share := copied_share(shared, len(prints), size):
                found.append(_kinship(article, other, "copy", share))
        for other, shared in self._shared("figure", sorted(figures_of(read)), article, LEAST_FIGURES):
            _, there, spoken = self._of(other)
            first, second = (read, json.loads(there)) if article < other else (json.loads(there), read)
            if spoken != language and (share := translated_share(shared, first, second)):
                found.append(_kinship(article, other, "translation", share))
        return sorted(found)

    def _of(self, article: str) -> tuple[bytes, str, str]:
        row = self._table.execute("SELECT prints, anchors, language FROM text WHERE hex = ?", (article,)).fetchone()
        prints, read, language = row
        return prints, read, language

    def _shared(self, table: str, marks: Iterable[int | str], article: str, least: int) -> Iterator[tuple[str, int]]:
        """Yield who shares so many marks with an article, counted as ``shared_pairs`` does for all of them."""
        sql = f"""
            SELECT p.hex FROM {table} AS p CROSS JOIN text AS t ON t.hex = p.hex
            WHERE p.mark = :mark AND {self._known} ORDER BY p.hex
        """  # noqa: S608 - our own words alone
        found: Counter[str] = Counter()
        for mark in marks:
            found.update(self._partners(sql, mark, article))
        yield from ((other, shared) for other, shared in found.items() if shared >= least)

    def _partners(self, sql: str, mark: int | str, article: str) -> Iterator[str]:
        rows = self._table.execute(sql, self._terms(mark=mark))
        first = [name for (name,) in rows.fetchmany(CAP)]
        yield from (name for name in first if name != article)
        if article in first:
            yield from (name for (name,) in rows)

    @property
    def _known(self) -> str:
        return "(t.at IS NULL OR t.at <= :known_at)" if self._known_at else "TRUE"

    def _terms(self, **terms: int | str) -> dict[str, int | str]:
        return {**terms, "known_at": self._known_at}


def _kinship(article: str, other: str, how: str, share: float) -> Kinship:
    return Kinship(min(article, other), max(article, other), how, share)


def _packed(prints: Iterable[int]) -> bytes:
    return b"".join(mark.to_bytes(_SIZE, "big") for mark in prints)


def _unpacked(prints: bytes) -> list[int]:
    return [int.from_bytes(prints[i : i + _SIZE], "big") for i in range(0, len(prints), _SIZE)]


def _signed(mark: int) -> int:
    """Return a fingerprint as SQLite keeps it, which has signed numbers of 64 bits."""
    return mark - (1 << 64) if mark >= 1 << 63 else mark
