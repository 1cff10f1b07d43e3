"""Declarative mappings of structured sources: which parts of a record say what, read from a small YAML file.

A value is ``{value: constant}`` or ``{from: path}`` with ``map`` (words of the source → ours; others give nothing),
``default``, ``prefix`` and ``as``: ``date``, ``number``, or ``item`` (an id, which a name of the same source stands
for). A path has its parts between dots and goes through lists; a path that begins with a dot starts at the item that
``each`` goes over. Records are read in ``structured``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["ClaimRule", "RowMapping", "Value", "values_at"]

_DATE = re.compile(r"\+?(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?:T.*)?")
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
_UNKNOWN = "00"  # month or day that a source does not know


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """Where a value comes from.

    Attributes:
        paths: Where it stands; the first that gives something counts.
        constant: What it is where no path is given.
        words: Word of the source → ours, or None where they are taken as they are.
        default: What it is where the record does not say it.
        kind: What it is read as: ``date``, ``number``, ``item``, or empty for text.
        prefix: What is put before it.
    """

    paths: tuple[str, ...] = ()
    constant: str = ""
    words: Mapping[str, str] | None = None
    default: str = ""
    kind: str = ""
    prefix: str = ""

    def of(self, record: Any, item: Any, names: Mapping[str, str]) -> list[str]:
        """Return the values of a record, each once; empty where it says none.

        Args:
            record: The record.
            item: What ``each`` is at, for paths that begin with a dot.
            names: Id → name.
        """
        if self.constant:
            return [self.constant]
        found = next((v for path in self.paths if (v := list(values_at(record, path, item)))), [])
        read = (self._read(value, names) for value in found)
        kept = list(dict.fromkeys(self.prefix + value for value in read if value))
        return kept or ([self.default] if self.default else [])

    def _read(self, value: str, names: Mapping[str, str]) -> str:
        if self.words is not None:
            return self.words.get(value, "")
        if self.kind == "date":
            return _date(value)
        if self.kind == "number":
            match = _NUMBER.search(value)
            return match[0].replace(",", ".") if match else ""
        return names.get(value, "") if self.kind == "item" else value


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRule:
    """A claim that records make.

    Attributes:
        kind: Its kind.
        each: Path of items of which each makes a claim, or empty.
        when: Path → values of which one must be there.
        unless: Path → values of which none may be there.
        needs: Paths that must give something.
        roles: Role → value.
        time: ``start`` and ``end`` → value.
        quantity: Its number, or None.
        unit: The unit of the number.
        status: Its status, or None.
    """

    kind: str
    roles: Mapping[str, Value]
    each: str = ""
    when: Mapping[str, frozenset[str]]
    unless: Mapping[str, frozenset[str]]
    needs: tuple[str, ...] = ()
    time: Mapping[str, Value]
    quantity: Value | None = None
    unit: str = ""
    status: str | None = None

    def rows(self, record: Any, names: Mapping[str, str], required: frozenset[str]) -> Iterator[dict[str, Any]]:
        """Yield rows of the flat claim table, without quote, for what a record says.

        Args:
            record: The record.
            names: Id → name.
            required: Roles without which there is no claim.
        """
        for item in _items(record, self.each) if self.each else [None]:
            if not self._holds(record, item):
                continue
            roles = {name: value.of(record, item, names) for name, value in self.roles.items()}
            roles = {name: labels for name, labels in roles.items() if labels}
            if not required <= set(roles):
                continue
            row: dict[str, Any] = {"kind": self.kind, "roles": roles}
            time = {side: v[0] for side, value in self.time.items() if (v := value.of(record, item, names))}
            if time:
                row["time"] = time
            if self.quantity and (numbers := self.quantity.of(record, item, names)):
                number = float(numbers[0])
                row["quantity"] = {"min": number, "max": number, "unit": self.unit}
            if self.status:
                row["status"] = self.status
            yield row

    def _holds(self, record: Any, item: Any) -> bool:
        return (
            all(not wanted.isdisjoint(values_at(record, path, item)) for path, wanted in self.when.items())
            and all(barred.isdisjoint(values_at(record, path, item)) for path, barred in self.unless.items())
            and all(any(values_at(record, path, item)) for path in self.needs)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RowMapping:
    """How a structured source is read.

    Attributes:
        name: Its short name.
        version: Changes with its content.
        source: Who published a record.
        id: Paths of what together is unique in a record.
        language: Language of its words.
        claims: What records say.
        published: When it was published, or None.
        url: Where, or None.
        records: Path of the records in a JSON document, or empty.
        text: Paths of what the text of an article shows; empty for all of a row.
        name_id: Path of the id that other records speak of.
        name_of: Its name.
    """

    name: str
    version: str
    source: Value
    id: tuple[str, ...]
    language: str
    claims: tuple[ClaimRule, ...]
    published: Value | None = None
    url: Value | None = None
    records: str = ""
    text: tuple[str, ...] = ()
    name_id: str = ""
    name_of: Value | None = None

    def text_of(self, record: Any) -> str:
        """Return a record as lines of text: what it is called, a colon, its values."""
        paths = self.text or tuple(record)
        lines = ((path.removesuffix(".value"), "; ".join(values_at(record, path))) for path in paths)
        return "\n".join(f"{name.rsplit('properties.', 1)[-1]}: {value}" for name, value in lines if value)


def values_at(record: Any, path: str, item: Any = None) -> Iterator[str]:
    """Yield the texts and numbers at a path, in order, each without white space around it; lists are gone through.

    Example:
        >>> list(values_at({"results": [{"name": "Huawei"}, {"name": "SMIC"}]}, "results.name"))
        ['Huawei', 'SMIC']
        >>> list(values_at({"name": "Huawei"}, "owner.name"))
        []
    """
    for value in _items(item, path[1:]) if path.startswith(".") else _items(record, path):
        if isinstance(value, str) and value.strip():
            yield " ".join(value.split())
        elif isinstance(value, int | float) and not isinstance(value, bool):
            yield str(value)


def _items(value: Any, path: str) -> Iterator[Any]:
    if isinstance(value, list):
        for one in value:
            yield from _items(one, path)
    elif not path:
        yield value
    elif isinstance(value, dict):
        if path in value:  # names of columns may hold dots
            yield from _items(value[path], "")
            return
        first, _, rest = path.partition(".")
        if first in value:
            yield from _items(value[first], rest)


def _date(text: str) -> str:
    """Return the known part of a date: year, month, day.

    Example:
        >>> _date("2019-05-16"), _date("+2020-00-00T00:00:00Z"), _date("soon")
        ('2019-05-16', '2020', '')
    """
    match = _DATE.fullmatch(text)
    if not match:
        return ""
    parts = []
    for part in match.groups():
        if not part or part == _UNKNOWN:
            break
        parts.append(part)
    return "-".join(parts)
