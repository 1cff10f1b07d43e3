"""Corrections by users: single fields of rows, set or added to before the rows are read.

The files themselves stay as they are, so that a new version of the knowledge base and an old correction can be told
apart. Reading a row is in ``readers``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from chippolitik.errors import InputError
from chippolitik.tables.record import Record

__all__ = ["Correction", "Corrections"]


@dataclass(frozen=True, slots=True)
class Correction:
    """A row of ``corrections.csv``.

    Attributes:
        file: Name of the file that it corrects, such as ``chips.csv``.
        key: Which row of it: the values of its key columns, parted by spaces.
        field: The column.
        action: ``set`` replaces the value; ``add`` adds a value to a list.
        value: The value.
        reason: Why.
        name: Who says so.
        date: When they said so, as YYYY-MM-DD.
        place: The file that holds the correction, and its 1-based line there.
    """

    file: str
    key: str
    field: str
    action: str
    value: str
    reason: str
    name: str
    date: str
    place: tuple[str, int]


class Corrections:
    """Corrections, to be laid over the records of files as these are read.

    Args:
        rows: The corrections; a later one of the same field wins.
    """

    def __init__(self, rows: Iterable[Correction]) -> None:
        """Sort the corrections by what they correct."""
        self._rows: dict[str, dict[str, list[Correction]]] = {}
        for row in rows:
            self._rows.setdefault(row.file, {}).setdefault(row.key, []).append(row)

    def apply(self, file: str, key: tuple[str, ...], records: Iterable[Record]) -> list[Record]:
        """Return the records of a file with its corrections.

        Args:
            file: Name of the file.
            key: Its key columns.
            records: Its records.

        Raises:
            InputError: A correction names a row or a column that is not there.
        """
        waiting = self._rows.pop(file, {})
        found = [_corrected(record, waiting.pop(_key(record, key), []), key) for record in records]
        for name, (correction, *_) in waiting.items():
            raise _error(correction, "key", f"there is no row {name!r} in {file}")
        return found

    def all_applied(self) -> None:
        """Make sure that no correction is left over.

        Raises:
            InputError: One names a file that was not read.
        """
        for file, rows in self._rows.items():
            correction = next(iter(rows.values()))[0]
            raise _error(correction, "file", f"there is no file {file!r} to correct")


def _corrected(record: Record, corrections: list[Correction], key: tuple[str, ...]) -> Record:
    fields: dict[str, str] = dict(record.fields)
    places: dict[str, tuple[str, int]] = {}
    for correction in corrections:
        if correction.field not in fields or correction.field in key:
            raise _error(correction, "field", f"{correction.field!r} is no column that can be corrected")
        value = correction.value
        if correction.action == "add" and fields[correction.field]:
            value = f"{fields[correction.field]};{value}"
        fields[correction.field] = value
        places[correction.field] = correction.place
    return replace(record, fields=fields, places=places) if corrections else record


def _key(record: Record, key: tuple[str, ...]) -> str:
    return " ".join(record.fields[column] for column in key)


def _error(correction: Correction, field: str, message: str) -> InputError:
    file, line = correction.place
    return InputError(message, "mend the correction, then try again", file=file, line=line, field=field)
