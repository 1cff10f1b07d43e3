"""Towns that the knowledge base does not name, where the wording shows a place: "aus Radebeul", "Lanzhou-based".

A town locates and nothing more: its mention refers to the country. Those that the knowledge base names are found in
``gazetteer``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence

from chippolitik.annotate.gazetteer import plain, town_adjectives
from chippolitik.lexicon import Words
from chippolitik.model.mention import Mention, NameRef

__all__ = ["TownFinder", "lands_of"]

_WORD = r"(?![a-zäöüß])[^\W\d_][\w'’.-]*"
_RUN = rf"(?P<run>{_WORD}(?:[ ]{_WORD}){{0,3}})"
_AT = {
    "en": re.compile(rf"\b(?:[Ii]n|[Ff]rom|[Oo]f|[Nn]ear|[Oo]utside|[Aa]round) {_RUN}"),
    "de": re.compile(rf"\b(?:[Aa]us|[Ii]n|[Bb]ei|[Nn]ahe|[Uu]m) {_RUN}"),
}
_BASED = re.compile(rf"(?<![\w-])(?P<run>{_WORD}(?:[ ]{_WORD})?)-(?:based|headquartered)\b")
_ADJECTIVE = re.compile(r"(?<![\w-])(?P<run>[A-ZÄÖÜ][a-zäöüß-]{2,}er) (?=[\w„\"»])")
_GERMAN = frozenset({"de", "at", "ch", "lu"})  # countries whose towns have adjectives of their own in German news
_SHORTEST = 6  # code points; adjectives of shorter ones are often other words ("Lager" of Lage)


def lands_of(towns: Mapping[str, str]) -> dict[str, str]:
    """Return town → id of its country, from id of a country → its towns, parted by semicolons.

    Example:
        >>> lands_of({"de": "Radebeul; Ulm", "no": "Egersund"})
        {'Radebeul': 'de', 'Ulm': 'de', 'Egersund': 'no'}
    """
    return {town.strip(): land for land, names in towns.items() for town in names.split(";")}


class TownFinder:
    """Finds towns.

    Args:
        towns: Town → id of its country; see ``lands_of``.
        language: ``en`` or ``de``.
        words: The words of the language; a common noun is no adjective of a town.
        reference: Returns a reference to an entity of the knowledge base, by its id and how it is named.
    """

    def __init__(
        self, towns: Mapping[str, str], language: str, words: Words, reference: Callable[[str, str], NameRef]
    ) -> None:
        self._towns = towns
        self._adjectives: dict[str, str] = {}
        if language == "de":
            for town, land in self._towns.items():
                if town.isalpha() and len(town) >= _SHORTEST and land in _GERMAN:
                    for form in town_adjectives(town):
                        if form.lower() not in words.classes:  # "Hinter", of Hinte
                            self._adjectives.setdefault(form, land)
        self._language = language
        self._words = words
        self._reference = reference

    def find(self, text: str, known: Sequence[Mention]) -> list[Mention]:
        """Return the known names and the towns between them, in text order.

        Args:
            text: The text.
            known: The names of the knowledge base in it, in text order.
        """
        flat = plain(text)
        starts = [mention.start for mention in known]

        def free(start: int, end: int) -> bool:
            index = bisect_right(starts, end - 1) - 1
            return index < 0 or known[index].end <= start

        found = {m.start: m for m in self._all(flat) if free(m.start, m.end)}
        return sorted([*known, *found.values()], key=lambda mention: mention.start) if found else list(known)

    def _all(self, flat: str) -> Iterator[Mention]:
        for match in _AT[self._language].finditer(flat):
            start, words = match.start("run"), match["run"].split(" ")
            for count in range(len(words), 0, -1):
                town = " ".join(words[:count])
                bare = town.rstrip(".'’-").removesuffix("'s")
                if bare in self._towns and flat[start + len(bare) : start + len(bare) + 1] != "-":
                    yield self._mention(start, bare, self._towns[bare], "place")
                    break
        for match in _BASED.finditer(flat) if self._language == "en" else ():
            end, forms = match.end("run"), (match["run"], match["run"].split(" ")[-1])
            for town in [form for form in forms if form in self._towns][:1]:
                yield Mention(
                    end - len(town), match.end(), town, (self._reference(self._towns[town], "place"),), "based"
                )
        for match in _ADJECTIVE.finditer(flat) if self._language == "de" else ():
            adjective = match["run"]
            if adjective in self._adjectives and not self._words.nouns_of(adjective.lower()):
                yield self._mention(match.start(), adjective, self._adjectives[adjective], "demonym")

    def _mention(self, start: int, town: str, land: str, kind: str) -> Mention:
        return Mention(start, start + len(town), town, (self._reference(land, kind),))
