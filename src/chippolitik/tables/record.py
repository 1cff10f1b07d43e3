"""Records of a CSV file: fields as text, turned into values with errors that name file, line and field.

Which fields a file has is in ``readers``.
"""

from __future__ import annotations

import csv
import dataclasses
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from chippolitik.errors import InputError
from chippolitik.tables.rows import Confidence, NameKind, Provenance

__all__ = ["Record", "records"]

_ID = re.compile(r"[a-z0-9][a-z0-9_]*")
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Record:
    """One row as text, with its place.

    Attributes:
        file: Name of the file for messages.
        line: 1-based line on which the row ends.
        fields: Column → text.
        places: Column → file and line of the correction that its text comes from; empty for a row as it stands.
    """

    file: str
    line: int
    fields: Mapping[str, str]
    places: Mapping[str, tuple[str, int]] = dataclasses.field(default_factory=dict)

    def text(self, field: str) -> str:
        """Return a field, which may be empty."""
        value = self.fields[field]
        if value != value.strip():
            raise self.error(field, f"{value!r} begins or ends with a space")
        return value

    def needed(self, field: str) -> str:
        """Return a field that must not be empty."""
        value = self.text(field)
        if not value:
            raise self.error(field, "must not be empty")
        return value

    def id(self, field: str) -> str:
        """Return an identifier that must be there."""
        return self._id(field, self.needed(field))

    def optional_id(self, field: str) -> str | None:
        """Return an identifier or None."""
        value = self.text(field)
        return self._id(field, value) if value else None

    def ids(self, field: str) -> tuple[str, ...]:
        """Return identifiers parted by semicolons."""
        return tuple(self._id(field, value) for value in self.list(field))

    def list(self, field: str) -> tuple[str, ...]:
        """Return values parted by semicolons; no value stands twice."""
        values = tuple(part.strip() for part in self.text(field).split(";") if part.strip())
        if len(set(values)) < len(values):
            raise self.error(field, "names a value twice")
        return values

    def date(self, field: str) -> str:
        """Return a date as precise as it is known, or the empty string."""
        value = self.text(field)
        if value and not _DATE.fullmatch(value):
            raise self.error(field, f"{value!r} is not a date of the form 2024, 2024-07 or 2024-07-15")
        return value

    def number(self, field: str) -> Decimal | None:
        """Return a decimal number that is not negative, or None."""
        value = self.text(field)
        if not value:
            return None
        try:
            number = Decimal(value)
        except InvalidOperation:
            raise self.error(field, f"{value!r} is not a number") from None
        if not number.is_finite() or number < 0:
            raise self.error(field, f"{value!r} is not a number of at least 0")
        return number

    def year(self, field: str) -> int | None:
        """Return a year or None."""
        value = self.text(field)
        if value and not re.fullmatch(r"\d{4}", value):
            raise self.error(field, f"{value!r} is not a year")
        return int(value) if value else None

    def flag(self, field: str) -> bool:
        """Return whether a field says ``yes``; it may be empty."""
        return self._one_of(field, {"": False, "yes": True, "no": False})

    def provenance(self) -> Provenance:
        """Return where the row comes from."""
        return Provenance(
            self.needed("source"),
            self._one_of("confidence", {level.value: level for level in Confidence}),
            self._one_of("checked", {"checked": True, "unchecked": False}),
            self.line,
        )

    def word(self, field: str, *words: str) -> str:
        """Return a field that says one of some words."""
        return self._one_of(field, {word: word for word in words})

    def kind(self, field: str) -> NameKind:
        """Return the kind of a name."""
        return self._one_of(field, {kind.value: kind for kind in NameKind})

    def error(self, field: str, message: str) -> InputError:
        """Return an error about a field of this row, at its correction where it has one."""
        file, line = self.places.get(field, (self.file, self.line))
        return InputError(message, "mend the row, then try again", file=file, line=line, field=field)

    def _id(self, field: str, value: str) -> str:
        if not _ID.fullmatch(value):
            raise self.error(field, f"{value!r} is not an identifier of the form ascend910b")
        return value

    def _one_of(self, field: str, values: Mapping[str, _T]) -> _T:
        value = self.text(field)
        if value not in values:
            raise self.error(field, f"{value!r} is none of {', '.join(word for word in values if word)}")
        return values[value]


def records(text: str, file: str, columns: frozenset[str]) -> list[Record]:
    """Split the text of a CSV file into records.

    Args:
        text: The text of the file; its first line names the columns.
        file: Name of the file for messages.
        columns: The columns that it must have; no others.

    Raises:
        InputError: A column is missing or unknown, or a row has too few or too many fields.
    """
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
        if missing := sorted(columns - set(header)):
            raise InputError(f"lacks the column {missing[0]!r}", "see data/README.md", file=file, line=1)
        if unknown := sorted(set(header) - columns) or len(header) > len(columns):
            name = unknown[0] if isinstance(unknown, list) else "twice the same"
            raise InputError(f"has a column too many: {name!r}", "see data/README.md", file=file, line=1)
        found = []
        for row in reader:
            if len(row) != len(header):
                problem = f"has {len(row)} fields instead of {len(header)}"
                raise InputError(problem, "quote fields that hold a comma", file=file, line=reader.line_num)
            found.append(Record(file, reader.line_num, dict(zip(header, row, strict=True))))
    except csv.Error as error:
        raise InputError(f"is not CSV: {error}", "", file=file, line=reader.line_num) from error
    return found
