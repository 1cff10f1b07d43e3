"""Amounts as the text bounds them: quantities with a unit, money with a currency."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

__all__ = ["Money", "Quantity", "decimal_text"]

_CURRENCY = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A range of an amount: "over 100,000" has a minimum only, "about 5" has both bounds and is approximate.

    Attributes:
        unit: ``chip``, ``user``, ``percent``, ``nanometre`` …, never empty.
        min: Least amount the text allows, or None.
        max: Greatest amount the text allows, or None.
        approximate: Whether the text rounds.
    """

    unit: str
    min: Decimal | None = None
    max: Decimal | None = None
    approximate: bool = False

    def __post_init__(self) -> None:
        if not self.unit.strip():
            raise ValueError("a quantity needs a unit")
        _check_bounds(self.min, self.max)


@dataclass(frozen=True, slots=True)
class Money:
    """A range of a sum of money.

    Attributes:
        currency: ISO 4217 code.
        min: Least sum the text allows, or None.
        max: Greatest sum the text allows, or None.
        approximate: Whether the text rounds.
    """

    currency: str
    min: Decimal | None = None
    max: Decimal | None = None
    approximate: bool = False

    def __post_init__(self) -> None:
        if not _CURRENCY.fullmatch(self.currency):
            raise ValueError(f"not an ISO 4217 code: {self.currency!r}")
        _check_bounds(self.min, self.max)


def decimal_text(value: Decimal) -> str:
    """Write a decimal in its one canonical form: no exponent, no trailing zeros.

    Example:
        >>> decimal_text(Decimal("1E+5")), decimal_text(Decimal("12.50"))
        ('100000', '12.5')
    """
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def _check_bounds(low: Decimal | None, high: Decimal | None) -> None:
    """Refuse what no text can mean. Swapped or negative bounds are kept: the gate reports them with their quote."""
    if low is None and high is None:
        raise ValueError("an amount needs at least one bound")
    if any(bound is not None and not bound.is_finite() for bound in (low, high)):
        raise ValueError("an amount needs finite bounds")
