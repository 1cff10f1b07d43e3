"""When two fillers name or describe the same thing: alias tables and the rules for names and descriptions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from chippolitik.evaluate.lexical import CORPORATE_TAILS, COUNTRIES, FUNCTION_WORDS, PRODUCT_NOUNS
from chippolitik.evaluate.words import describes, key, root, words

__all__ = ["AliasRow", "Names"]

_DATA_CENTRE = re.compile(r"data[ -]cent(?:er|re)s?", re.IGNORECASE)
_UNITED_STATES = re.compile(r"united states", re.IGNORECASE)
_CAPITALISED = re.compile(r"\b[A-Z]+[a-z]\w*|\b[a-z]+[A-Z]\w*")


@dataclass(frozen=True, slots=True)
class AliasRow:
    """One row of an entity table.

    Attributes:
        canonical: The label that the flat table prints.
        described: Whether it is a description and not a name.
        forms: How texts write it.
    """

    canonical: str
    described: bool
    forms: tuple[str, ...] = ()


class Names:
    """Decides whether a predicted filler agrees with a gold one.

    Args:
        rows: Entity tables in the order in which they are given. Countries are always known.

    Example:
        >>> names = Names([AliasRow("Nvidia", described=False, forms=("NVIDIA",))])
        >>> names.same("H20", "Nvidia H20 chips"), names.same("H20", "H200")
        (True, False)
        >>> names.same("United States", "Washington"), names.same("advanced Nvidia chips", "advanced AI chips")
        (True, False)
    """

    def __init__(self, rows: Iterable[AliasRow] = ()) -> None:
        self._canonical: defaultdict[str, set[str]] = defaultdict(set)  # key of a form → keys of what it can mean
        self._described: dict[str, bool] = {}
        self._firms: set[str] = set()  # one-word names, which may stand before a product's name
        self._land: dict[str, str] = {}  # one-word forms of countries → key of the country
        for country, forms in COUNTRIES.items():
            self._land[key(country)] = key(country)
            for form in forms:
                self._canonical[key(form)].add(key(country))
                if " " not in form:
                    self._land[key(form)] = key(country)
        for row in rows:
            self._add(row)
        self._lands = frozenset(self._land.values())

    def same(self, gold: str, predicted: str) -> bool:
        """Return whether a predicted filler agrees with a gold one.

        Digits must be the same where both have some. A name agrees by one of its keys. A description agrees if half of
        its content words are shared, a firm that it names is shared, and the countries do not differ.

        Args:
            gold: Label of the gold claim; it decides whether the rule for names or for descriptions applies.
            predicted: Label of the predicted claim.
        """
        if key(gold) == key(predicted):
            return True
        numbers, other = _numbered(gold), _numbered(predicted)
        if numbers and other and numbers != other:
            return False
        if not self._is_description(gold):
            return bool(self._keys(gold) & self._keys(predicted))
        return key(gold) in self._meant(key(predicted)) or self._describe_alike(gold, predicted)

    def _add(self, row: AliasRow) -> None:
        name = key(row.canonical)
        self._described[name] = row.described
        for form in (row.canonical, *row.forms):
            self._canonical[key(form)].add(name)
        if not row.described and len(words(row.canonical)) == 1 and name not in self._land:
            self._firms.add(name)

    def _describe_alike(self, gold: str, predicted: str) -> bool:
        firms = self._firms_in(gold)
        if firms and not firms & self._firms_in(predicted):
            return False
        wanted, given = self._content(gold), self._content(predicted)
        lands, other = wanted & self._lands, given & self._lands
        if lands and other and not lands & other:
            return False
        return bool(wanted) and 2 * len(wanted & given) >= len(wanted)

    def _is_description(self, label: str) -> bool:
        return self._described.get(key(label), describes(label))

    def _meant(self, form: str) -> set[str]:
        return self._canonical.get(form, set())

    def _keys(self, label: str) -> set[str]:
        """Return all keys a name may have: as it is, without a tail ("H20 chips"), without a firm ("Nvidia H20")."""
        full = words(label)
        variants = [full]
        if len(full) > 1 and (self._ends_in_product_noun(full) or full[-1] in CORPORATE_TAILS):
            variants.append(full[:-1])
        variants += [variant[1:] for variant in variants if self._starts_with_firm(variant)]
        keys = {"".join(variant) for variant in variants}
        return keys.union(*(self._meant(name) for name in keys))

    def _ends_in_product_noun(self, name: list[str]) -> bool:
        head = "".join(name[:-1])
        named = _has_digit(head) or (head in self._canonical and head not in self._firms)
        return named and root(name[-1]) in PRODUCT_NOUNS

    def _starts_with_firm(self, name: list[str]) -> bool:
        rest = "".join(name[1:])
        return bool(rest) and name[0] in self._firms and (_has_digit(rest) or rest in self._canonical)

    def _content(self, label: str) -> set[str]:
        """Return the content words of a description, with countries and synonyms made one."""
        text = _DATA_CENTRE.sub("datacenter", _UNITED_STATES.sub("us", label))
        return {self._land.get(word) or root(word) for word in words(text) if word not in FUNCTION_WORDS}

    def _firms_in(self, label: str) -> set[str]:
        """Return the words that name a firm: those of the tables or, without tables, capitalised ones."""
        firms = self._firms or {key(word) for word in _CAPITALISED.findall(label)}
        return {word for word in words(label) if word in firms and word not in self._land}


def _has_digit(text: str) -> bool:
    return any(char.isdigit() for char in text)


def _numbered(label: str) -> set[str]:
    return {word for word in words(label) if _has_digit(word)}
