"""How likely the best way to fill a frame loosely can be at most, found before any way is made.

Most frames cannot be filled well enough by what stands around their word; this tells them apart at little cost. What
the ways are is the business of ``options`` and ``candidates``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations, product
from typing import NamedTuple

from chippolitik.extract.features import (
    before_bundle,
    filler_bundle,
    most_gain,
    order_bundles,
    place_bundle,
    sort_bundle,
    source_bundle,
)
from chippolitik.extract.options import named_before, others_of
from chippolitik.extract.plans import RolePlan
from chippolitik.extract.predication import Predication
from chippolitik.extract.standing import Standing
from chippolitik.extract.weights import Weights
from chippolitik.model.kinds import Kind

__all__ = ["Ceilings"]

_Weight = Callable[..., float]  # of what features are made of; some hundreds of ways occur
_MOST_GAIN = 2.5  # what the whole of a claim may add to what its parts say, in log-odds


class _Top(NamedTuple):
    """The weights of the best filler of a role, and of the best one that is not the same group of phrases."""

    best: float
    group: int | None
    second: float


class Ceilings:
    """Bounds what loose candidates weigh.

    Args:
        weights: What features weigh.
    """

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self.gain: Callable[[Kind], float] = lru_cache(maxsize=64)(self._gain)
        self._option: _Weight = lru_cache(maxsize=20_000)(self._of_option)
        self._sort: _Weight = lru_cache(maxsize=4096)(lambda *key: weights.of(sort_bundle(*key)))
        self._before: _Weight = lru_cache(maxsize=4096)(self._of_before)
        self._most_before: _Weight = lru_cache(maxsize=4096)(self._of_any_before)
        self._order: _Weight = lru_cache(maxsize=4096)(self._most_order)

    def reach(self, standing: Standing, pred: Predication, kind: Kind, roles: Sequence[RolePlan]) -> float:
        """Return what fillers of some roles weigh at most, in log-odds; minus infinity where one finds none.

        Args:
            standing: The sentence.
            pred: The word that triggers the frame.
            kind: The kind of the claim.
            roles: The roles, all of which must be filled.
        """
        tops = []
        for plan in roles:
            tops.append(self._top(standing, pred, kind, plan))
            if tops[-1].best == -math.inf:
                return -math.inf
        language = standing.context.sentence.language
        orders = [self._order(one.wanted, other.wanted, language) for one, other in combinations(roles, 2)]
        return _together(tops) + max(0.0, *orders) if orders else _together(tops)

    def _top(self, standing: Standing, pred: Predication, kind: Kind, plan: RolePlan) -> _Top:
        """Return what the best filler of a role weighs at most, and the best one that stands elsewhere."""
        tops, key = standing.around(pred).tops, (kind, plan.role.name, plan.sources, plan.classes)
        found = tops.get(key)
        if found is None:
            found = tops[key] = _top_of(self._fillers(standing, pred, kind, plan))
        return found

    def _fillers(
        self, standing: Standing, pred: Predication, kind: Kind, plan: RolePlan
    ) -> Iterator[tuple[float, int | None]]:
        """Yield what each filler of a role weighs, with the group of phrases that it is."""
        name = plan.role.name
        of, option, sort = self._weights.of, self._option, self._sort
        for index, fit, stand in standing.around(pred).fits(plan.role.fills, plan.classes, plan.sources):
            place = stand.place(plan.sources)
            weight = option(kind, name, plan.wanted, place, stand.taken, fit.how, fit.sort)
            yield of(stand.between) + weight, index
        for found, what in others_of(standing.context, pred, plan):
            yield of(source_bundle(plan.sources, what)) + sort(kind, name, standing.sorts.of(found[0])), None
        if standing.fitting(plan.role.fills, plan.classes):
            yield self._most_before(kind, name), None
            return
        for found, back, which, place in named_before(standing.context, plan):
            yield self._before(name, back, which, place) + sort(kind, name, standing.sorts.of(found[0])), None

    def _of_option(
        self,
        kind: Kind,
        role: str,
        wanted: str,
        place: str,
        taken: bool,  # noqa: FBT001 - a key of what is kept
        how: str,
        sort: str,
    ) -> float:
        of = self._weights.of
        where, what = of(place_bundle(role, wanted, place, taken)), of(filler_bundle(wanted, how))
        return where + what + of(sort_bundle(kind, role, sort))

    def _gain(self, kind: Kind) -> float:
        return min(_MOST_GAIN, most_gain(kind, self._weights))

    def _of_before(self, *where: str | int) -> float:
        return max(self._weights.of(before_bundle(*where, have)) for have in range(3))

    def _of_any_before(self, kind: Kind, role: str) -> float:
        """Return the most that what stands before may weigh, whatever it is."""
        begin = f"{kind.value}:{role}="
        sorts = (weight for name, weight in self._weights.features.items() if name.startswith(begin))
        places = product((1, 2), ("first", "last"), ("here", "paragraph"))
        return max(self._before(role, *place) for place in places) + max(0.0, *sorts)

    def _most_order(self, one: str, other: str, language: str) -> float:
        return max(map(self._weights.of, order_bundles(one, other, language)))


def _top_of(fillers: Iterable[tuple[float, int | None]]) -> _Top:
    best, group, second = -math.inf, None, -math.inf
    for weight, index in fillers:
        if weight > best:
            second = second if index is not None and index == group else best
            best, group = weight, index
        elif weight > second and (index is None or index != group):
            second = weight
    return _Top(best, group, second)


def _together(tops: Sequence[_Top]) -> float:
    """Return what the best fillers of some roles weigh together; two roles have not the same phrases."""
    if len(tops) == 2 and tops[0].group is not None and tops[0].group == tops[1].group:  # noqa: PLR2004 - a pair
        one, other = tops
        return max(one.best + other.second, one.second + other.best)
    return sum(top.best for top in tops)
