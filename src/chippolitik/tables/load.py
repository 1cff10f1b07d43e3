"""The whole knowledge base in memory: load it, look things up, list every surface form.

Plain values without RDF; ``knowledge`` turns them into a graph.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from chippolitik.assets import asset_path
from chippolitik.errors import InputError
from chippolitik.tables.corrections import Correction, Corrections
from chippolitik.tables.names import Name, names_of
from chippolitik.tables.readers import CHIPS, ENTITIES, NAMES, POLICIES, RELATIONS, Reader
from chippolitik.tables.rows import ChipRow, EntityRow, NameRow, PolicyRow, RelationRow
from chippolitik.tables.rule_readers import ACCEPTED, CORRECTIONS, EVENTS, THRESHOLDS
from chippolitik.tables.rules import AcceptedRow, EventRow, ThresholdRow

__all__ = ["Tables", "load_tables"]

_Row = TypeVar("_Row", EntityRow, ChipRow, PolicyRow, ThresholdRow)
_Any = TypeVar("_Any")

# Groups that only policies address; in an article such words are a description, not a name.
_UNNAMED = frozenset({"CollectiveAgent"})


@dataclass(frozen=True, slots=True)
class Tables:
    """The knowledge base.

    Attributes:
        entities: Rows of ``entities.csv`` by id.
        chips: Rows of ``chips.csv`` by id.
        policies: Rows of ``policies.csv`` by id.
        relations: Rows of ``relations.csv``.
        name_rows: Rows of ``names.csv``.
        thresholds: Rows of ``thresholds.csv`` by id, in the order of the file.
        events: Rows of ``policy_events.csv``.
        accepted: Rows of ``accepted.csv``.
        corrections: Corrections by users, which the rows already have.
        sha256: Hash over the files that were read.
    """

    entities: Mapping[str, EntityRow]
    chips: Mapping[str, ChipRow]
    policies: Mapping[str, PolicyRow]
    relations: tuple[RelationRow, ...]
    name_rows: tuple[NameRow, ...]
    thresholds: Mapping[str, ThresholdRow]
    events: tuple[EventRow, ...]
    accepted: tuple[AcceptedRow, ...]
    corrections: tuple[Correction, ...]
    sha256: str
    _governments: Mapping[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        governments = {row.governs: row.id for row in self.entities.values() if row.governs}
        object.__setattr__(self, "_governments", governments)

    def row(self, identifier: str) -> EntityRow | ChipRow | PolicyRow:
        """Return a row by its id.

        Raises:
            KeyError: There is no such row.
        """
        return self.entities.get(identifier) or self.chips.get(identifier) or self.policies[identifier]

    def __contains__(self, identifier: object) -> bool:
        return identifier in self.entities or identifier in self.chips or identifier in self.policies

    def names(self) -> Iterator[Name]:
        """Yield every surface form of entities and chips, in the order of the files.

        One form may stand for several entities ("Doubao"); to choose is the reader's task. Collective agents have none.
        """
        own: dict[str, list[NameRow]] = defaultdict(list)
        for name in self.name_rows:
            own[name.entity].append(name)
        rows: list[EntityRow | ChipRow] = [*self.entities.values(), *self.chips.values()]
        for row in rows:
            if row.cls not in _UNNAMED:
                yield from names_of(row, own[row.id])

    def digest(self) -> str:
        """Return the SHA-256 over the files, in hex; another digest is another knowledge base."""
        return self.sha256

    def government_of(self, country: str) -> str | None:
        """Return the id of the government of a country, or None."""
        return self._governments.get(country)

    def country_of(self, government: str) -> str | None:
        """Return the id of the country that a government governs, or None for anything else."""
        row = self.entities.get(government)
        return row.governs if row else None

    def flat_label(self, identifier: str) -> str:
        """Return the canonical English label that the flat claim table prints; a government prints its country's.

        Raises:
            KeyError: There is no such row.

        Example:
            >>> load_tables().flat_label("us_gov")
            'United States'
        """
        return self.row(self.country_of(identifier) or identifier).label_en


def load_tables(root: Path | None = None, corrections: Path | None = None) -> Tables:
    """Read the knowledge base; about 40 ms, nothing is cached.

    Args:
        root: Folder that holds the CSV files; by default the shipped ``data/kb``.
        corrections: A file of the user's own with the columns of ``corrections.csv``; it comes after the folder's.

    Raises:
        AssetError: The installation lacks the folder.
        InputError: A file is missing or broken, or a correction has nothing to correct; the message names file, line
            and field.
    """
    files = _Files(root or asset_path("data/kb"), corrections)
    tables = Tables(
        entities=files.by_id(ENTITIES),
        chips=files.by_id(CHIPS),
        policies=files.by_id(POLICIES),
        relations=tuple(files.rows(RELATIONS)),
        name_rows=tuple(files.rows(NAMES)),
        thresholds=files.by_id(THRESHOLDS),
        events=tuple(files.rows(EVENTS)),
        accepted=tuple(files.rows(ACCEPTED)),
        corrections=files.corrections,
        sha256=files.digest(),
    )
    files.all_corrected()
    return tables


class _Files:
    """Reads files of a folder once each, lays the corrections over them, and hashes what it read."""

    def __init__(self, root: Path, own: Path | None) -> None:
        self._root = root
        self._hash = hashlib.sha256()
        self._ids: dict[str, str] = {}
        found = [CORRECTIONS.read(self._text(path), str(path), Corrections(())) for path in _paths(root, own)]
        self.corrections = tuple(row for rows in found for row in rows)
        self._corrections = Corrections(self.corrections)

    def rows(self, reader: Reader[_Any]) -> list[_Any]:
        path = self._root / reader.file
        return reader.read(self._text(path), str(path), self._corrections)

    def by_id(self, reader: Reader[_Row]) -> dict[str, _Row]:
        found: dict[str, _Row] = {}
        for row in self.rows(reader):
            place = f"{reader.file}:{row.provenance.line}"
            if row.id in self._ids:
                raise InputError(
                    f"{row.id!r} stands already at {self._ids[row.id]}",
                    "an id names one thing in all files",
                    file=str(self._root / reader.file),
                    line=row.provenance.line,
                    field="id",
                )
            self._ids[row.id] = place
            found[row.id] = row
        return found

    def all_corrected(self) -> None:
        self._corrections.all_applied()

    def digest(self) -> str:
        return self._hash.hexdigest()

    def _text(self, path: Path) -> str:
        try:
            content = path.read_bytes()
            text = content.decode("utf-8")
        except OSError as error:
            raise InputError(f"cannot be read: {error.strerror}", "", file=str(path)) from error
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            raise InputError("is not UTF-8", "save it as UTF-8", file=str(path), line=line) from error
        self._hash.update(f"{path.name} {len(content)}\n".encode())
        self._hash.update(content)
        return text


def _paths(root: Path, own: Path | None) -> list[Path]:
    """Return the files of corrections; an older folder may have none."""
    return [path for path in (root / CORRECTIONS.file, own) if path and (path == own or path.exists())]
