"""Names of the knowledge base and product families in a text, with genitives, plurals and compounds.

Names that the knowledge base does not know are found in ``names``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from chippolitik.lexicon import Lexicon
from chippolitik.model.mention import Mention, NameRef
from chippolitik.tables import ChipRow, EntityRow, Name, NameKind, Tables

__all__ = ["Gazetteer", "plain", "town_adjectives"]

_PLAIN = str.maketrans({"’": "'", "‘": "'", "‑": "-", "–": "-", "\u00a0": " ", "\u202f": " ", "İ": "I", "ſ": "s"})
_HEAD = re.compile(r"-(\w[\w-]*)")
_GENITIVE = re.compile(r"'s?(?!\w)|s(?=[\W_]|$)")
_HAN = re.compile(r"[぀-鿿가-힯]")
_SPACED_DIGIT = re.compile(r"(?<=\w)[ -](?=\w*\d)")
_SHORTEST_EN = 6  # code points; "Dresden", but not "Essen", may lose its ending
_SHORTENED = ("ngen", "nien", "Bremen")
_CHIPS = frozenset({"AIAccelerator", "Chip", "MemoryChip"})  # "Ascend 910B chips from Huawei" are no other chips
_SMALL_BEGINNING = re.compile(r"(?:^|[(|:!\])?])([a-z])")
_UNITS = frozenset({"Gigabyte"})
_NOT_A_COUNTRY = frozenset({"dollar", "dollars", "president", "soldat"})

_PREPOSITIONS = ("on ", "in ", "at ", "by ")


class Gazetteer:
    """Finds known names.

    Args:
        tables: The knowledge base.
        lexicon: For the families of product names.
    """

    def __init__(self, tables: Tables, lexicon: Lexicon) -> None:
        self._tables = tables
        self._forms: dict[str, list[Name]] = defaultdict(list)
        for name in tables.names():
            for variant in _variants(name.form):
                self._forms[_lower(variant)].append(name)
            if (name.place or name.metonym) and name.language in {None, "de"} and name.form.isalpha():
                for adjective in town_adjectives(name.form):
                    self._forms[adjective.lower()].append(
                        replace(name, form=adjective, language="de", kind=NameKind.DEMONYM, case_sensitive=True)
                    )
        self._keys = sorted(self._forms)
        self._automaton = AhoCorasick(self._keys, matchkind=MatchKind.Standard)
        self._labels: dict[str, str] = {}
        self._refs: dict[tuple[str, str], NameRef] = {}
        rows: list[EntityRow | ChipRow] = [*tables.entities.values(), *tables.chips.values()]
        for row in rows:
            for form in (row.label_en, *row.aliases):
                self._labels.setdefault(form, row.id)
        self._families = [(family, family.pattern.pattern) for family in lexicon.families]
        # All names of products begin with a capital, a figure or a small letter that a pattern begins with.
        small = {letter for _, pattern in self._families for letter in _SMALL_BEGINNING.findall(pattern)}
        self._family = re.compile(
            f"(?<![A-Za-z0-9])(?=[A-Z0-9{''.join(sorted(small))}])(?:"
            + "|".join(f"(?P<f{i}>{_unnamed(p)})" for i, (_, p) in enumerate(self._families))
            + ")"
        )

    def find(self, text: str, language: str) -> list[Mention]:
        """Return the names in a text, the longest at each place, in text order.

        Args:
            text: The text, as read.
            language: Forms bound to another language are left out.
        """
        flat = plain(text)
        spans = [*self._known(flat, language), *self._products(flat)]
        spans.sort(key=lambda span: (span[0], -span[1]))
        found: list[Mention] = []
        end = -1
        for start, stop, refs in spans:
            if start >= end:
                described = found and start == end + 1 and flat[start].islower() and found[-1].refs[0].cls in _CHIPS
                mention = None if described else self._complete(text, flat, start, stop, refs)
                if mention is not None:
                    found.append(mention)
                    end = mention.end
        return found

    def ref(self, identifier: str, kind: str = "label") -> NameRef:
        """Return a reference to an entity of the knowledge base."""
        found = self._refs.get((identifier, kind))
        if found is None:
            found = self._refs[identifier, kind] = self._ref(identifier, kind)
        return found

    def _ref(self, identifier: str, kind: str) -> NameRef:
        row = self._tables.row(identifier)
        if isinstance(row, EntityRow):
            country = row.governs or row.country or (row.id if row.cls == "Country" else None)
            parent = row.parent
        else:
            country, parent = None, row.vendor if isinstance(row, ChipRow) else None
        return NameRef(self._tables.flat_label(identifier), row.cls, identifier, kind, country, parent)

    def _known(self, flat: str, language: str) -> Iterator[tuple[int, int, tuple[NameRef, ...]]]:
        lowered = _lower(flat)
        for index, start, end in self._automaton.find_matches_as_indexes(lowered, overlapping=True):
            if not _bounded(flat, start, end):
                continue
            written = flat[start:end]
            refs = [
                self.ref(name.entity, name.kind.value)
                for name in self._forms[self._keys[index]]
                if (name.language is None or name.language == language)
                and (not name.case_sensitive or _same_case(name.form, written))
                and not (name.demonym and language == "en" and written[0].islower())
                and not written.startswith(_PREPOSITIONS)  # "tariffs on semiconductors" are not on onsemi
            ]
            if refs:
                yield start, end, tuple(dict.fromkeys(refs))

    def _products(self, flat: str) -> Iterator[tuple[int, int, tuple[NameRef, ...]]]:
        for match in self._family.finditer(flat):
            family, _ = self._families[int((match.lastgroup or "f0")[1:])]
            inner = family.pattern.search(flat, match.start(), match.end() + 12)
            if inner is None or (family.near and not any(word in flat for word in family.near)):
                continue
            label = re.sub(r"\s+", " ", _expand(inner, family.label)).strip()
            identifier = self._labels.get(label)
            ref = (
                self.ref(identifier) if identifier else NameRef(label, family.cls, None, "family", None, family.vendor)
            )
            yield inner.start(), inner.end(), (ref,)

    def _complete(self, text: str, flat: str, start: int, stop: int, refs: tuple[NameRef, ...]) -> Mention | None:
        if _is_other(flat, start, stop, refs[0]):
            return None
        end, head, possessive = stop, "", False
        genitive = _GENITIVE.match(flat, stop)
        if genitive and refs[0].kind != "demonym":
            end = genitive.end()
            possessive = flat[stop] == "'" or not _plural(text[start:stop], refs[0])
        compound = _HEAD.match(flat, end)
        if compound:
            head, end = compound[1].rstrip("-"), compound.end() - (len(compound[1]) - len(compound[1].rstrip("-")))
            possessive = False
            if head.lower() in _NOT_A_COUNTRY:
                return None
            inside = _GENITIVE.match(flat, end)
            if inside and flat[end] == "'":
                end, possessive = inside.end(), True
        return Mention(start, end, text[start:stop], refs, head, possessive)


def _is_other(flat: str, start: int, stop: int, ref: NameRef) -> bool:
    """Whether the words before a name show that it is a common word: "die Spiegel", "96 Gigabyte"."""
    if ref.label.startswith("Der ") and not flat.startswith("Der ", start):
        return flat[max(0, start - 4) : start] in {"die ", "Die "}
    return flat[start:stop] in _UNITS and flat[max(0, start - 2) : start - 1].isdigit()


@lru_cache(maxsize=4)
def plain(text: str) -> str:
    """Return a text of the same length with plain apostrophes, hyphens and spaces."""
    return text.translate(_PLAIN)


def _variants(form: str) -> Iterator[str]:
    form = form.translate(_PLAIN)
    yield form
    for joint in (" ", "-", ""):
        variant = _SPACED_DIGIT.sub(joint, form)
        if variant != form and not variant.isdigit():
            yield variant


def town_adjectives(town: str) -> Iterator[str]:
    """Yield the German adjectives that a town may have; most towns use one of them.

    Example:
        >>> list(town_adjectives("Peking"))
        ['Pekinger']
        >>> list(town_adjectives("Dresden"))
        ['Dresdener', 'Dresdner']
        >>> list(town_adjectives("Göttingen"))
        ['Göttingener', 'Göttinger']
    """
    yield town + ("r" if town.endswith("e") else "er")
    if town.endswith(_SHORTENED):
        yield town[:-2] + "er"
    elif town.endswith("en") and len(town) >= _SHORTEST_EN:
        yield town[:-2] + "ner"


def _lower(text: str) -> str:
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _bounded(flat: str, start: int, end: int) -> bool:
    if _HAN.match(flat, start):
        return True
    if start and (
        flat[start - 1].isalnum()
        or (flat[start - 1] == "-" and flat[start].isupper() and start > 1 and flat[start - 2].isdigit())
    ):
        return False
    if end >= len(flat) or not (flat[end].isalnum()):
        return True
    return flat[end] == "s" and (end + 1 >= len(flat) or not flat[end + 1].isalnum()) and flat[end - 1] not in "sxz"


def _same_case(form: str, written: str) -> bool:
    return _squeezed(form) == _squeezed(written)


@lru_cache(maxsize=10_000)
def _squeezed(form: str) -> str:
    return form.translate(_PLAIN).replace(" ", "").replace("-", "")


def _plural(name: str, ref: NameRef) -> bool:
    return name[-1].isdigit() or (name[-1].isupper() and any(c.isdigit() for c in name)) or ref.cls == "ProductGroup"


def _unnamed(pattern: str) -> str:
    """Return a pattern without capturing groups and backward references, for the joint search."""
    return re.sub(r"(?<!\\)\((?!\?)", "(?:", pattern)


def _expand(match: re.Match[str], template: str) -> str:
    return re.sub(r"\\g<(\d+)>|\\(\d)", lambda m: match.group(int(m[1] or m[2])) or "", template)
