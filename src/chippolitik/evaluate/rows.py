"""A row of the flat claim table as scoring sees it: labels and plain values, gold and predicted alike.

Rows are not ``model.Claim``: a scorer must also take what would never become a legal claim. No files here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Bounds", "FlatClaim", "Period", "flat_claim"]

_TOO_GREAT = 1e300


@dataclass(frozen=True, slots=True)
class Bounds:
    """An amount as a row gives it.

    Attributes:
        min: Least amount, or None.
        max: Greatest amount, or None.
        unit: Unit or currency, as written.
    """

    min: float | None
    max: float | None
    unit: str


@dataclass(frozen=True, slots=True)
class Period:
    """A time as a row gives it.

    Attributes:
        start: Start as written, or None.
        end: End as written, or None.
    """

    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FlatClaim:
    """One row.

    Attributes:
        article: The article's id: the last part of the IRI, or the file name without ending.
        kind: Its kind; a predicted row may name one that does not exist.
        roles: Role → labels.
        quote: The words that carry it; may be empty in a predicted row.
        span: Offsets of the quote in the text, or None.
        quantity: An amount, or None.
        value: A sum of money; its unit is the currency, or None.
        time: When, or None.
        status: As written, or None.
        phase: As written, or None.
        modality: As written; ``asserted`` where the row gives none.
    """

    article: str
    kind: str
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    quote: str = ""
    span: tuple[int, int] | None = None
    quantity: Bounds | None = None
    value: Bounds | None = None
    time: Period | None = None
    status: str | None = None
    phase: str | None = None
    modality: str = "asserted"

    def labels(self, role: str) -> tuple[str, ...]:
        """Return the labels of a role; empty where the row does not give it."""
        return self.roles.get(role, ())


def flat_claim(row: Mapping[str, Any], *, article: str) -> FlatClaim:
    """Build a row from its parsed JSON object.

    Args:
        row: The object.
        article: The article's id, already normalised.

    Raises:
        ValueError: A value has the wrong type; the message names the field.

    Example:
        >>> claim = flat_claim({"kind": "Order", "roles": {"buyer": "ByteDance"}, "quote": "ordered"}, article="a")
        >>> claim.labels("buyer"), claim.labels("product"), claim.modality
        (('ByteDance',), (), 'asserted')
    """
    start, end = row.get("start"), row.get("end")
    return FlatClaim(
        article=article,
        kind=_text(row, "kind") or "",
        roles={str(role): labels for role, value in _object(row, "roles").items() if (labels := _labels(role, value))},
        quote=_text(row, "quote") or "",
        span=(start, end) if isinstance(start, int) and isinstance(end, int) else None,
        quantity=_bounds(row, "quantity", "unit"),
        value=_bounds(row, "value", "currency"),
        time=_period(row),
        status=_text(row, "status"),
        phase=_text(row, "phase"),
        modality=_text(row, "modality") or "asserted",
    )


def _labels(role: str, value: object) -> tuple[str, ...]:
    labels: list[object] = value if isinstance(value, list) else [] if value is None else [value]
    words = tuple(label for label in labels if isinstance(label, str))
    if len(words) < len(labels):
        raise ValueError(f"roles.{role}: a label or a list of labels expected, not {value!r}")
    return tuple(word for word in words if word)


def _object(row: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = row.get(name)
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise ValueError(f"{name}: an object expected, not {value!r}")  # noqa: TRY004 - one error type for bad rows
    return value


def _text(row: Mapping[str, Any], name: str) -> str | None:
    value = row.get(name)
    if value is not None and not isinstance(value, str):
        raise ValueError(f"{name}: text expected, not {value!r}")
    return value or None


def _bounds(row: Mapping[str, Any], name: str, unit: str) -> Bounds | None:
    if row.get(name) is None:
        return None
    value = _object(row, name)
    return Bounds(_number(name, value.get("min")), _number(name, value.get("max")), _text(value, unit) or "")


def _number(name: str, value: object) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < _TOO_GREAT:
        raise ValueError(f"{name}: a number expected, not {value!r}")
    return float(value)


def _period(row: Mapping[str, Any]) -> Period | None:
    value = _object(row, "time")
    start, end = _text(value, "start"), _text(value, "end")
    return Period(start, end) if start or end else None
