"""Time as a place on a drawing: instants, partial dates, and the marks of an axis."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

__all__ = ["Axis", "year_of"]

_PARTIAL = re.compile(r"(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_STEPS = (1 / 12, 0.25, 0.5, 1, 2, 5, 10, 20, 50, 100)


def year_of(text: str) -> float | None:
    """Return an instant or a partial date as years, its first moment, or None if it states none.

    Example:
        >>> year_of("2024-07-01T00:00:00Z"), year_of("2024"), year_of("XXXX-07")
        (2024.5, 2024.0, None)
    """
    match = _PARTIAL.match(text)
    if not match:
        return None
    year, month, day = int(match[1]), int(match[2] or 1), int(match[3] or 1)
    return year + (month - 1) / 12 + (day - 1) / 372


@dataclass(frozen=True, slots=True)
class Axis:
    """A line of time.

    Attributes:
        first: Its first moment, in years.
        last: Its last moment.
        left: Where it begins, in pixels.
        right: Where it ends.
    """

    first: float
    last: float
    left: float
    right: float

    @staticmethod
    def over(moments: list[float], left: float, right: float) -> Axis:
        """Return a line that holds all moments, with a margin.

        Args:
            moments: In years; at least one.
            left: Where it begins, in pixels.
            right: Where it ends.
        """
        low, high = min(moments), max(moments)
        margin = max((high - low) * 0.05, 0.2)
        return Axis(low - margin, high + margin, left, right)

    def x(self, moment: float) -> float:
        """Return the place of a moment, kept within the line."""
        share = (moment - self.first) / (self.last - self.first)
        return round(self.left + min(max(share, 0.0), 1.0) * (self.right - self.left), 1)

    @property
    def marks(self) -> list[tuple[float, str]]:
        """Places and words of at most nine marks: years, or months where the line is short."""
        step = next((s for s in _STEPS if (self.last - self.first) / s <= 9), 500.0)  # noqa: PLR2004 - marks
        number = math.ceil(self.first / step - 1e-9)
        found = []
        while (moment := number * step) <= self.last:
            year, months = divmod(round(moment * 12), 12)
            found.append((self.x(moment), f"{year}" if step >= 1 else f"{year}-{months + 1:02d}"))
            number += 1
        return found
