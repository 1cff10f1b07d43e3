"""Qualifiers of matched claims: amount, sum, time, status, phase, modality, and whether they agree."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from chippolitik.evaluate.lexical import UNITS
from chippolitik.evaluate.rows import Bounds, FlatClaim, Period
from chippolitik.evaluate.words import root
from chippolitik.model import KINDS, Kind

__all__ = ["Qualifier", "agreement", "shown"]


class Qualifier(StrEnum):
    """What is compared on matched claims, apart from roles."""

    QUANTITY = "quantity"
    VALUE = "value"
    TIME = "time"
    STATUS = "status"
    PHASE = "phase"
    MODALITY = "modality"


def agreement(qualifier: Qualifier, gold: FlatClaim, predicted: FlatClaim) -> bool | None:
    """Return whether two matched claims agree in a qualifier.

    Amounts agree in both bounds to six significant digits and in the unit; whether they are approximate is not
    compared. A point in time may be given as start, as end or as both. A missing status is the kind's default.

    Args:
        qualifier: Which one.
        gold: The gold claim.
        predicted: The predicted claim.

    Returns:
        None where neither claim has the qualifier.

    Example:
        >>> order = FlatClaim(article="a", kind="Order", quantity=Bounds(100000, None, "chip"))
        >>> same = FlatClaim(article="a", kind="Order", quantity=Bounds(100000.0, None, "GPUs"))
        >>> agreement(Qualifier.QUANTITY, order, same), agreement(Qualifier.VALUE, order, same)
        (True, None)
    """
    if qualifier is Qualifier.TIME:
        return _times_agree(gold.time, predicted.time)
    read = _READERS[qualifier]
    wanted, given = read(gold), read(predicted)
    return None if wanted is None and given is None else wanted == given


def shown(qualifier: Qualifier, claim: FlatClaim) -> str:
    """Write a claim's qualifier in a few characters, for lists of errors.

    Example:
        >>> shown(Qualifier.VALUE, FlatClaim(article="a", kind="Penalty", value=Bounds(1e6, 1e6, "USD")))
        '1000000 USD'
        >>> shown(Qualifier.TIME, FlatClaim(article="a", kind="Delivery", time=Period(None, "XXXX-07")))
        '/XXXX-07'
        >>> shown(Qualifier.STATUS, FlatClaim(article="a", kind="Order"))
        'none'
    """
    value = getattr(claim, qualifier.value)
    if isinstance(value, Bounds):
        low, high = ("" if x is None else f"{x:.12g}" for x in (value.min, value.max))
        return f"{low if low == high else f'{low}..{high}'} {value.unit}"
    if isinstance(value, Period):
        start, end = value.start or "", value.end or ""
        return start if start == end else f"{start}/{end}"
    return str(value) if value else "none"


def _times_agree(gold: Period | None, predicted: Period | None) -> bool | None:
    if gold is None or predicted is None:
        return None if gold is predicted else False
    if gold == predicted:
        return True
    point = gold.start == gold.end or predicted.start == predicted.end
    return point and _stated(gold) == _stated(predicted)


def _stated(period: Period) -> set[str]:
    return {side for side in (period.start, period.end) if side}


def _amount(bounds: Bounds | None, unit: str) -> tuple[float | None, float | None, str] | None:
    return None if bounds is None else (_rounded(bounds.min), _rounded(bounds.max), unit)


def _rounded(number: float | None) -> float | None:
    """Round to six significant digits: 5.5 billion is one number however it was computed."""
    return None if number is None else float(f"{number:.6g}")


def _unit(written: str) -> str:
    unit = written.strip().casefold()
    singular = root(UNITS.get(unit, unit))
    return UNITS.get(singular, singular)


def _quantity(claim: FlatClaim) -> object:
    return _amount(claim.quantity, _unit(claim.quantity.unit) if claim.quantity else "")


def _value(claim: FlatClaim) -> object:
    return _amount(claim.value, claim.value.unit.strip().upper() if claim.value else "")


def _status(claim: FlatClaim) -> str | None:
    """Return the status, filled in from the kind; kinds without statuses have none, whatever the row says."""
    spec = KINDS[Kind(claim.kind)]
    return (claim.status or spec.default_status or "") if spec.statuses else None


_READERS: dict[Qualifier, Callable[[FlatClaim], object]] = {
    Qualifier.QUANTITY: _quantity,
    Qualifier.VALUE: _value,
    Qualifier.STATUS: _status,
    Qualifier.PHASE: lambda claim: claim.phase,
    Qualifier.MODALITY: lambda claim: claim.modality,
}
