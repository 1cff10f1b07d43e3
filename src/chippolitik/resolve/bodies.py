"""Public bodies that a text names by country and function: "Chinas Handelsministerium", "the trade ministry"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from chippolitik.lexicon.literals import Gate
from chippolitik.model.entity import EntityRef
from chippolitik.resolve.spoken import Spoken
from chippolitik.tables import Tables

__all__ = ["Bodies"]

_NO_LANDS = frozenset({"match", "label"})


class Bodies:
    """Finds bodies by the words of a phrase.

    Args:
        tables: The knowledge base.
        rows: The parsed ``bodies.yaml``.
    """

    def __init__(self, tables: Tables, rows: Sequence[Mapping[str, Any]]) -> None:
        self._tables = tables
        self._rows = [(re.compile(row["match"]), row) for row in rows]
        self._gate = Gate(pattern for pattern, _ in self._rows)
        self.fits = lru_cache(maxsize=10_000)(self._fits)
        """Whether the words of a phrase may name a public body at all."""

    def _fits(self, text: str) -> bool:
        return self._gate.passes(text.lower()) and any(pattern.search(text) for pattern, _ in self._rows)

    def find(self, text: str, country: str | None, spoken: Sequence[Spoken], own: str = "us") -> EntityRef | None:
        """Return the body that a phrase names, or None.

        Args:
            text: The phrase without determiners.
            country: Id of the country that the phrase itself names, or None.
            spoken: The agents that the text has named before; the nearest country decides where the phrase has none.
            own: Id of the country that a body without a country belongs to, where the text names no other one.
        """
        if not self.fits(text):
            return None
        for pattern, row in self._rows:
            if not pattern.search(text):
                continue
            place = country or self._nearest(row, spoken, own)
            identifier = row.get(place or "")
            if identifier:
                return EntityRef(self._tables.flat_label(identifier), self._tables.row(identifier).cls, identifier)
            if place and country and place in self._tables.entities:
                return EntityRef(f"{row['label']} ({self._tables.flat_label(place)})", "GovernmentBody")
        return None

    @staticmethod
    def _nearest(row: Mapping[str, Any], spoken: Sequence[Spoken], own: str) -> str | None:
        lands = [key for key in row if key not in _NO_LANDS]
        if len(lands) == 1 and any(one.ref.country == lands[0] for one in spoken):
            return lands[0]  # only one country has such a body, and the text speaks of it
        for one in reversed(spoken):
            if one.ref.country in row and (
                one.ref.cls == "GovernmentBody" or (one.ref.kind == "metonym" and one.subject)
            ):
                return one.ref.country
        return next((land for land in (own, "us") if land in row), None)
