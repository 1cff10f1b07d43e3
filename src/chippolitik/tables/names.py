"""Surface forms: every way a text may write an entity of the knowledge base.

Inflection of names, compounds and boundaries are the business of the gazetteer; only German adjectives of nationality
are spelled out here, since their forms are few and regular.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from chippolitik.tables.rows import ChipRow, EntityRow, NameKind, NameRow

__all__ = ["Name", "names_of"]

_ACRONYM = 5
_ENDINGS = ("", "e", "en", "er", "es", "em")


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """A surface form of an entity.

    Attributes:
        form: What the text says.
        entity: Id of the entity.
        cls: Local name of the entity's class.
        language: Language of the texts it occurs in, or None for all.
        kind: How it stands for the entity.
        case_sensitive: Whether it means the entity only in its exact case.
    """

    form: str
    entity: str
    cls: str
    language: str | None
    kind: NameKind
    case_sensitive: bool

    @property
    def metonym(self) -> bool:
        """Whether it is a capital that stands for a government."""
        return self.kind is NameKind.METONYM

    @property
    def demonym(self) -> bool:
        """Whether it is an adjective or a noun of nationality."""
        return self.kind is NameKind.DEMONYM

    @property
    def place(self) -> bool:
        """Whether it is a city or region that only locates."""
        return self.kind is NameKind.PLACE


def names_of(row: EntityRow | ChipRow, own: list[NameRow]) -> Iterator[Name]:
    """Yield the surface forms of an entity: labels, aliases, then its rows of ``names.csv``; each form once a language.

    Args:
        row: The entity.
        own: Its rows of ``names.csv``, in the order of the file.
    """
    seen: set[tuple[str, str | None]] = set()
    for form, language, kind, exact in _forms(row, own):
        if form and (form, language) not in seen and (form, None) not in seen:
            seen.add((form, language))
            yield Name(form, row.id, row.cls, language, kind, exact or row.case_sensitive or _acronym(form))


def _forms(row: EntityRow | ChipRow, own: list[NameRow]) -> Iterator[tuple[str, str | None, NameKind, bool]]:
    if row.label_en == row.label_de:
        yield row.label_en, None, NameKind.LABEL, False
    else:
        yield row.label_en, "en", NameKind.LABEL, False
        yield row.label_de, "de", NameKind.LABEL, False
    yield row.label_zh, "zh", NameKind.LABEL, False
    for alias in row.aliases:
        yield alias, None, NameKind.ALIAS, False
    for name in own:
        for ending in _endings(name):
            yield name.form + ending, name.language, name.kind, name.case_sensitive


def _endings(name: NameRow) -> tuple[str, ...]:
    """Return the endings of a German adjective of nationality, or of a noun for the people of a country, else none."""
    if name.kind is not NameKind.DEMONYM or name.language != "de":
        return ("",)
    if name.form[0].islower():
        return _ENDINGS
    return ("", "n", "in") if name.form.endswith("er") else ("",)


def _acronym(form: str) -> bool:
    return len(form) <= _ACRONYM and form.upper() == form and form.isascii()
