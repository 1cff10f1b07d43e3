"""How the phrases of a sentence stand to a trigger, found once for all frames and roles that ask for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from chippolitik.extract.context import Context
from chippolitik.extract.items import items_of
from chippolitik.extract.predication import Arg, Predication
from chippolitik.extract.sorts import Sorts
from chippolitik.model.entity import EntityRef
from chippolitik.model.kinds import Fills

__all__ = ["DEEP", "Fit", "Stand", "Standing", "Surroundings", "how_of"]

DEEP = frozenset({"subj", "obj", "dat", "second", "gen", "comp", "caus"})
"""Functions that no preposition marks."""

_NEAREST = 6  # groups of a sentence that are looked at
_MAIN = frozenset({"subj", "obj"})
_NEAR, _MIDDLE, _FAR = 4, 9, 17  # tokens between a trigger and a filler
_FAR_NAMES = ("far=near", "far=middle", "far=far", "far=afar")
_VERBS_BETWEEN = ("verbs-between=0", "verbs-between=1", "verbs-between=2")
_BREAKS, _CLAUSES = frozenset(";:()–—"), frozenset("SR")


class Fit(NamedTuple):
    """What a group of phrases may fill a role with.

    Attributes:
        found: The fillers.
        how: How the group refers to them: ``known`` ``named`` ``definite`` ``pronoun`` ``described`` ``bare``.
        sort: Of what sort the first of them is.
    """

    found: tuple[EntityRef, ...]
    how: str
    sort: str


class Stand(NamedTuple):
    """How a group of phrases stands to a trigger.

    Attributes:
        group: The phrases, with the functions that they have for the trigger, or their preposition.
        between: What the distance and the words between them say, as features.
        own: What functions the group has among the trigger's arguments; empty where it is none of them.
        prep: Its preposition where it is no argument of the trigger, or empty.
        elsewhere: Where it stands if the frame does not look for it there.
        taken: Whether another verb has it as its subject or object.
        inside: Whether it holds the trigger itself.
    """

    group: Arg
    between: tuple[str, ...]
    own: tuple[str, ...]
    prep: str
    elsewhere: str
    taken: bool
    inside: bool

    def place(self, sources: Sequence[str]) -> str:
        """Return where the group stands for a role: among the trigger's own arguments, or beside them.

        Args:
            sources: Where the frame expects the filler, the preferred source first.
        """
        if sources[0] in self.own:
            return "own"
        if self.own:
            return self.elsewhere if set(sources).isdisjoint(self.own) else "own-later"
        return "prep" if self.prep and self.prep in sources else self.elsewhere


class Standing:
    """Finds how the groups of phrases of one sentence stand to its triggers.

    Args:
        context: The sentence.
        sorts: Says of what sort fillers are.
    """

    def __init__(self, context: Context, sorts: Sorts) -> None:
        self.context = context
        self.sorts = sorts
        self._around: dict[int, Surroundings] = {}
        self._fitting: dict[tuple[Fills, tuple[str, ...]], dict[int, Fit]] = {}

    @cached_property
    def groups(self) -> list[Arg]:
        """The coordinated phrases of the sentence, each with its preposition for a function."""
        sentence = self.context.sentence
        items = [item for item in items_of(sentence) if item.phrases]
        out = [Arg(item.phrases, (item.prep or "bare",), item.first, item.last) for item in items]
        covered = {index for item in items for index in item.phrases}
        alone = (phrase for phrase in sentence.phrases if phrase.index not in covered)
        return out + [Arg((p.index,), (p.prep or "bare",), p.first, p.last) for p in alone]

    @cached_property
    def takers(self) -> dict[int, list[Predication]]:
        """Phrase → the predications of the sentence that it is the subject or object of."""
        found: dict[int, list[Predication]] = defaultdict(list)
        for pred in self.context.preds:
            for arg in pred.args:
                if not _MAIN.isdisjoint(arg.functions):
                    for index in arg.phrases:
                        found[index].append(pred)
        return found

    def fitting(self, fills: Fills, classes: tuple[str, ...]) -> dict[int, Fit]:
        """Return the groups that may fill a role by what they mean, by index.

        Args:
            fills: What may fill the role.
            classes: Narrower classes that the frame asks for.
        """
        found = self._fitting.get((fills, classes))
        if found is None:
            found = self._fitting[fills, classes] = dict(self._fits(fills, classes))
        return found

    def _fits(self, fills: Fills, classes: tuple[str, ...]) -> Iterator[tuple[int, Fit]]:
        for index, group in enumerate(self.groups):
            found = self.context.fillers(group.phrases, fills, classes)
            if found:
                yield index, Fit(found, how_of(self.context, group, found), self.sorts.of(found[0]))

    def around(self, pred: Predication) -> Surroundings:
        """Return how the phrases of the sentence stand to a trigger."""
        found = self._around.get(id(pred))
        if found is None:
            found = self._around[id(pred)] = Surroundings(self, pred)
        return found


class Surroundings:
    """What stands around one trigger.

    Args:
        standing: Its sentence.
        pred: The trigger.

    Attributes:
        tops: What has been found of the best fillers of roles, by role; see ``ceilings``.
    """

    def __init__(self, standing: Standing, pred: Predication) -> None:
        self._standing = standing
        self._pred = pred
        self._stands: dict[Arg, Stand] = {}
        self.tops: dict[object, Any] = {}

    @cached_property
    def nearest(self) -> list[int]:
        """The indices of the groups of the sentence, those first that are nearest to the trigger."""
        at, groups = self._pred.at, self._standing.groups
        return sorted(range(len(groups)), key=lambda index: abs(groups[index].first - at))

    def fits(self, fills: Fills, classes: tuple[str, ...], sources: Sequence[str]) -> Iterator[tuple[int, Fit, Stand]]:
        """Yield the groups of the sentence that may fill a role, the nearest first, with their indices.

        Args:
            fills: What may fill the role.
            classes: Narrower classes that the frame asks for.
            sources: Where the frame expects the filler.
        """
        fitting = self._standing.fitting(fills, classes)
        count = 0
        for index in self.nearest if fitting else ():
            fit = fitting.get(index)
            if fit is None:
                continue
            stand = self.stand(self._standing.groups[index])
            if stand.inside and "comp" not in sources:
                continue
            yield index, fit, stand
            count += 1
            if count == _NEAREST:
                return

    def stand(self, group: Arg) -> Stand:
        """Return how a group of phrases stands to the trigger."""
        found = self._stands.get(group)
        if found is None:
            found = self._stands[group] = self._find(group)
        return found

    def _find(self, group: Arg) -> Stand:
        pred, phrases, at = self._pred, group.phrases, self._pred.at
        low, high = (at, group.first) if group.first > at else (min(group.last, at), max(group.last, at))
        own = next((arg for arg in pred.args if _meet(arg.phrases, phrases)), None)
        if own is None:
            functions: tuple[str, ...] = ()
            prep, elsewhere = self._aside(group)
        else:
            functions, prep = own.functions, ""
            elsewhere = "other-" + next((name for name in functions if name in DEEP), "prep")
        between = _between(self._standing.context.sentence.tags[low + 1 : high], high - low)
        inside = group.first <= at <= group.last
        return Stand(group, between, functions, prep, elsewhere, self._is_taken(phrases), inside)

    def _is_taken(self, phrases: tuple[int, ...]) -> bool:
        """Whether another verb has a group of phrases as its subject or object."""
        takers = self._standing.takers
        return any(taker is not self._pred for index in phrases for taker in takers.get(index, ()))

    def _aside(self, group: Arg) -> tuple[str, str]:
        """Return the preposition of what is no argument of the trigger, and where it stands."""
        prep = self._standing.context.sentence.phrases[group.phrases[0]].prep
        if prep:
            return prep, "genitive" if prep in {"of", "von"} else "other-prep"
        side = "bare-left" if group.first < self._pred.at else "bare-right"
        return "", side + ("-passive" if self._pred.passive else "")


def how_of(context: Context, group: Arg, found: Sequence[EntityRef]) -> str:
    """Return how a group of phrases refers to what fills a role; see ``Fit``.

    Args:
        context: Its sentence.
        group: The phrases.
        found: What fills the role.
    """
    ref = context.refs[group.phrases[0]]
    if not found[0].described:
        return ref.how if ref.how in {"pronoun", "definite"} else "known" if found[0].known else "named"
    return "bare" if " " not in found[0].label else "described"


def _meet(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Whether two groups have a phrase in common."""
    return one[0] in other if len(one) == 1 else any(index in other for index in one)


def _between(tags: str, distance: int) -> tuple[str, ...]:
    """Return what the words between a trigger and a filler say."""
    verbs = tags.count("V") + tags.count("O") + tags.count("A")
    far = 0 if distance <= _NEAR else 1 if distance <= _MIDDLE else 2 if distance <= _FAR else 3
    out: tuple[str, ...] = (_FAR_NAMES[far], _VERBS_BETWEEN[min(2, verbs)])
    if not _BREAKS.isdisjoint(tags):
        out += ("break-between",)
    return out if _CLAUSES.isdisjoint(tags) else (*out, "clause-between")
