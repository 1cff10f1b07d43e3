"""How likely the best way to fill a frame loosely can be at most, found before any way is made.

Most frames cannot be filled well enough by what stands around their word; this tells them apart at little cost. What
the ways are is the business of ``options`` and ``candidates``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import combinations, product

from chippolitik.extract.features import (
    before_bundle,
    filler_bundle,
    most_gain,
    order_bundles,
    place_bundle,
    sort_bundle,
    source_bundle,
)
from chippolitik.extract.options import NEAREST, names_before, others_of
from chippolitik.extract.plans import RolePlan
from chippolitik.extract.predication import Predication
from chippolitik.extract.standing import Standing
from chippolitik.extract.weights import Weights
from chippolitik.model.kinds import Kind

__all__ = ["Ceilings"]

_Weight = Callable[..., float]  # of what features are made of; some hundreds of ways occur
_MOST_GAIN = 2.5  # what the whole of a claim may add to what its parts say, in log-odds


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
        self._before: _Weight = lru_cache(maxsize=4096)(self._most_before)
        self._order: _Weight = lru_cache(maxsize=4096)(self._most_order)

    def reach(
        self, standing: Standing, pred: Predication, kind: Kind, roles: Sequence[RolePlan], lowest: float
    ) -> bool:
        """Whether fillers of some roles may weigh more than a limit, in log-odds.

        Args:
            standing: The sentence.
            pred: The word that triggers the frame.
            kind: The kind of the claim.
            roles: The roles, all of which must be filled.
            lowest: The limit.
        """
        total = 0.0
        for plan in roles:
            total += self._role(standing, pred, kind, plan)
            if total == -math.inf:
                return False
        language = standing.context.sentence.language
        order = max(
            (self._order(one.wanted, other.wanted, language) for one, other in combinations(roles, 2)), default=0.0
        )
        return total + max(0.0, order) > lowest

    def _role(self, standing: Standing, pred: Predication, kind: Kind, plan: RolePlan) -> float:
        """Return what the best filler of a role weighs at most; minus infinity where there is none."""
        name, best, count = plan.role.name, -math.inf, 0
        of, option, sort = self._weights.of, self._option, self._sort
        fitting = standing.fitting(plan.role.fills, plan.classes)
        around = standing.around(pred)
        for index in around.nearest if fitting else ():
            fit = fitting.get(index)
            if fit is None:
                continue
            stand = around.stand(standing.groups[index])
            if stand.inside and "comp" not in plan.sources:
                continue
            place = stand.place(plan.sources)
            weight = of(stand.between) + option(kind, name, plan.wanted, place, stand.taken, fit.how, fit.sort)
            best = max(best, weight)
            count += 1
            if count == NEAREST:
                break
        for found, what in others_of(standing.context, pred, plan):
            weight = of(source_bundle(plan.sources, what)) + sort(kind, name, standing.sorts.of(found[0]))
            best = max(best, weight)
        before: float = self._before(kind, name)
        return before if best < before and names_before(standing.context, plan) else best

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

    def _most_before(self, kind: Kind, role: str) -> float:
        of, begin = self._weights.of, f"{kind.value}:{role}="
        ways = product((1, 2), ("first", "last"), ("here", "paragraph"), range(3))
        sorts = (weight for name, weight in self._weights.features.items() if name.startswith(begin))
        return max(of(before_bundle(role, *way)) for way in ways) + max(0.0, *sorts)

    def _most_order(self, one: str, other: str, language: str) -> float:
        return max(map(self._weights.of, order_bundles(one, other, language)))
