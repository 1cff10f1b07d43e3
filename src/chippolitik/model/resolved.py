"""An annotated document whose noun phrases carry what they may refer to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from chippolitik.model.annotated import AnnotatedDocument
from chippolitik.model.entity import EntityRef
from chippolitik.model.kinds import Fills

__all__ = ["PhraseRefs", "ResolvedDocument"]

_NONE: tuple[EntityRef, ...] = ()


class PhraseRefs(NamedTuple):
    """What a noun phrase may refer to, by what the role wants.

    Attributes:
        agents: As an agent; a country is its government.
        products: As a product.
        places: As a country or region.
        lists: As a control list.
        things: As anything that has a name.
        how: ``name`` ``pronoun`` ``definite`` ``described``, or empty where it refers to nothing.
        cls: Class of its common noun ("company", "product", "measure"), or empty.
        lemma: English base form of its common noun, or empty.
        nationality: Id of the country that the phrase itself names its referent by, or None.
        owner: Whose it is, by a genitive or a possessive pronoun.
        others: Whom a definite phrase may mean instead, likeliest first, where the first one fills another role.
    """

    agents: tuple[EntityRef, ...] = ()
    products: tuple[EntityRef, ...] = ()
    places: tuple[EntityRef, ...] = ()
    lists: tuple[EntityRef, ...] = ()
    things: tuple[EntityRef, ...] = ()
    how: str = ""
    cls: str = ""
    lemma: str = ""
    nationality: str | None = None
    owner: tuple[EntityRef, ...] = ()
    others: tuple[EntityRef, ...] = ()

    def filling(self, fills: Fills) -> tuple[EntityRef, ...]:
        """Return the referents for a role."""
        if fills is Fills.AGENT:
            return self.agents
        if fills is Fills.PRODUCT:
            return self.products
        if fills is Fills.AGENT_OR_PLACE:
            return self.places or self.agents
        if fills is Fills.THING:
            return self.things
        if fills is Fills.PLACE:
            return self.places
        return self.lists if fills is Fills.LIST else _NONE


@dataclass(frozen=True, slots=True)
class ResolvedDocument:
    """A document with referents.

    Attributes:
        annotated: The annotated document.
        refs: For each sentence, for each of its phrases, what it refers to.
        countries: Id of a country → a reference to it as a place.
        issuers: Id of a control list → who keeps it.
    """

    annotated: AnnotatedDocument
    refs: tuple[tuple[PhraseRefs, ...], ...]
    countries: Mapping[str, EntityRef]
    issuers: Mapping[str, EntityRef] = field(default_factory=dict)
