"""Labels to entities: what a label of the flat claim table means in a role, for claims that were made elsewhere.

Finding names in running text is the business of ``annotate``.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict

from chippolitik.model import EntityRef, Fills, Role
from chippolitik.tables import Tables

__all__ = ["LabelResolver", "is_description", "known_entity"]

_STOPWORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "into",
        "its",
        "of",
        "on",
        "or",
        "other",
        "some",
        "than",
        "that",
        "the",
        "their",
        "them",
        "to",
        "with",
        "s",
    ]
)
_WORD = re.compile(r"[^\W\d_]+")
_PLACES = frozenset({"Country", "JurisdictionGroup", "Jurisdiction"})
_THINGS = frozenset(
    [
        "AIAccelerator",
        "Chip",
        "MemoryChip",
        "AIModel",
        "Application",
        "ComputeSystem",
        "ManufacturingEquipment",
        "Material",
        "ProductGroup",
        "Software",
        "ControlClassification",
        "Product",
    ]
)
_AGENTS = frozenset(
    [
        "Company",
        "Organization",
        "GovernmentBody",
        "NewsOrganization",
        "ResearchOrganization",
        "Person",
        "CollectiveAgent",
        "Agent",
    ]
)
_LISTS = frozenset({"ControlList"})
_PREFERRED: dict[Fills, tuple[frozenset[str], ...]] = {
    Fills.AGENT: (_AGENTS, _PLACES),
    Fills.AGENT_OR_PLACE: (_AGENTS, _PLACES),
    Fills.PRODUCT: (_THINGS, _AGENTS),
    Fills.PLACE: (_PLACES,),
    Fills.LIST: (_LISTS,),
    Fills.THING: (_AGENTS, _THINGS, _PLACES, _LISTS),
}


class LabelResolver:
    """Turns a label in a role into an entity.

    A name or alias of the knowledge base gives its entity, a country in the role of an agent its government. Any other
    label is kept: as described when it has lower-case content words ("new ByteDance model"), else as an unknown name.

    Args:
        tables: The knowledge base.
    """

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._exact: dict[str, list[str]] = defaultdict(list)
        self._folded: dict[str, list[str]] = defaultdict(list)
        for name in tables.names():
            if name.demonym or name.place:
                continue
            for index, form in ((self._exact, name.form), (self._folded, fold(name.form))):
                if name.entity not in index[form]:
                    index[form].append(name.entity)

    def __call__(self, label: str, role: Role) -> EntityRef:
        """Return the entity that ``label`` means in ``role``.

        Args:
            label: A label as annotators or other tools write it.
            role: The role that it fills.
        """
        label = label.strip()
        for found in (self._exact.get(label), self._folded.get(fold(label))):
            identifier = self._choose(found or [], role.fills)
            if identifier is not None:
                return known_entity(self._tables, identifier, role.fills)
        return EntityRef(label, role.fills.default_class, described=is_description(label))

    def _choose(self, identifiers: list[str], fills: Fills) -> str | None:
        for classes in _PREFERRED.get(fills, ()):
            for identifier in identifiers:
                if self._tables.row(identifier).cls in classes:
                    return identifier
        return None


def known_entity(tables: Tables, identifier: str, fills: Fills) -> EntityRef:
    """Return a reference to an entity of the knowledge base as a role wants it.

    Args:
        tables: The knowledge base.
        identifier: Id of the entity.
        fills: What may fill the role; where it is an agent, a country becomes its government.
    """
    if fills is Fills.AGENT:
        identifier = tables.government_of(identifier) or identifier
    return EntityRef(tables.flat_label(identifier), tables.row(identifier).cls, identifier)


def is_description(label: str) -> bool:
    """Return whether a label describes instead of naming: it has a lower-case word that is no function word.

    Example:
        >>> is_description("new ByteDance model"), is_description("Bureau of Industry and Security")
        (True, False)
        >>> is_description("iFlytek"), is_description("NXT:1980i")
        (False, False)
    """
    bare = re.sub(r"\S*\d\S*", "", label)
    return any(word.islower() and word not in _STOPWORDS for word in _WORD.findall(bare))


def fold(form: str) -> str:
    """Return a form without case, accents, spaces and hyphens; digits stay.

    Example:
        >>> fold("Ascend-910B") == fold("ascend 910b")
        True
    """
    plain = unicodedata.normalize("NFKD", form).casefold()
    return "".join(c for c in plain if c.isalnum())
