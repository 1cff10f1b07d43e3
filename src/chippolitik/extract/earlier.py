"""The named things of the sentences of a document, found once for all later sentences that ask for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from chippolitik.extract.fillers import fillers
from chippolitik.model.entity import EntityRef
from chippolitik.model.kinds import Fills
from chippolitik.model.resolved import PhraseRefs

__all__ = ["Earlier"]


class Earlier:
    """Looks named things up.

    Args:
        refs: For each sentence of the document, what its phrases refer to.
    """

    def __init__(self, refs: Sequence[Sequence[PhraseRefs]]) -> None:
        self._refs = refs
        self._naming: dict[int, list[int]] = {}
        self._ends: dict[tuple[int, Fills, tuple[str, ...]], tuple[tuple[EntityRef, ...], ...]] = {}

    def ends(self, sentence: int, fills: Fills, classes: tuple[str, ...]) -> tuple[tuple[EntityRef, ...], ...]:
        """Return the first and the last of the named things of a sentence that may fill a role, if there are any.

        Args:
            sentence: Its index.
            fills: What may fill the role.
            classes: Narrower classes that the frame asks for.
        """
        key = (sentence, fills, classes)
        ends = self._ends.get(key)
        if ends is None:
            phrases = self._phrases(sentence)
            first = self._fitting(sentence, phrases, fills, classes)
            last = self._fitting(sentence, reversed(phrases), fills, classes) if first else first
            ends = self._ends[key] = tuple(dict([*first, *last]).values())
        return ends

    def _phrases(self, sentence: int) -> list[int]:
        """Return the phrases of a sentence that have a name."""
        found = self._naming.get(sentence)
        if found is None:
            found = self._naming[sentence] = [at for at, ref in enumerate(self._refs[sentence]) if _names(ref)]
        return found

    def _fitting(
        self, sentence: int, phrases: Iterable[int], fills: Fills, classes: tuple[str, ...]
    ) -> list[tuple[int, tuple[EntityRef, ...]]]:
        """Return the first of some phrases that may fill a role with a named thing, with that thing, or nothing."""
        refs = self._refs[sentence]
        for at in phrases:
            found = fillers(refs, (at,), fills, classes)
            if found and not found[0].described:
                return [(at, found)]
        return []


def _names(ref: PhraseRefs) -> bool:
    groups = (ref.agents, ref.products, ref.places, ref.lists, ref.things)
    return any(not entity.described for group in groups for entity in group)
