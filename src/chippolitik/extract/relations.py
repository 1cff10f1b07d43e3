"""Relations that a text states in passing, without a verb: who makes, where from, who owns."""

from __future__ import annotations

from collections.abc import Iterator

from chippolitik.extract.context import Context
from chippolitik.extract.developing import DevelopmentReader
from chippolitik.extract.draft import Draft
from chippolitik.extract.locating import LocationReader
from chippolitik.extract.owning import OwnershipReader
from chippolitik.tables import Tables

__all__ = ["RelationReader"]


class RelationReader:
    """Reads development, location and ownership off noun phrases.

    Args:
        tables: The knowledge base, as a check on who makes what and who is where.
    """

    def __init__(self, tables: Tables) -> None:
        self._developments = DevelopmentReader(tables)
        self._locations = LocationReader(tables)
        self._ownerships = OwnershipReader(tables)

    def drafts(self, context: Context) -> Iterator[Draft]:
        """Yield a draft for each relation that the sentence states."""
        yield from self._developments.drafts(context)
        yield from self._locations.copula(context)
        for phrase in context.sentence.phrases:
            yield from self._locations.nationality(context, phrase)
            yield from self._locations.people(context, phrase)
            yield from self._locations.examples(context, phrase)
            yield from self._ownerships.drafts(context, phrase)
            yield from self._developments.maker_of(context, phrase)
