"""The one-to-one assignment of predicted to gold claims: as many pairs as possible, then the greatest total weight.

Source: successive augmentation along best paths (Ahuja, Magnanti, Orlin, *Network Flows*, 1993, section 9.7). After k
rounds the assignment has the greatest weight of all with k pairs, so the last round gives the best of the largest ones.
Weights are whole numbers, so nothing is rounded.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping

__all__ = ["assign"]

Pair = tuple[int, int]


def assign(weights: Mapping[Pair, int]) -> list[Pair]:
    """Return the best assignment.

    Args:
        weights: (left, right) → weight of the pairs that are allowed; a weight may be zero.

    Returns:
        Pairs in the order of their left members. It has as many pairs as any assignment, and of those with as many the
        greatest sum of weights. Where several are as good, the same input gives the same one.

    Example:
        >>> assign({(0, 0): 5, (0, 1): 4, (1, 0): 3})
        [(0, 1), (1, 0)]
        >>> assign({})
        []
    """
    edges: dict[int, list[tuple[int, int]]] = {}
    for (left, right), weight in sorted(weights.items()):
        edges.setdefault(left, []).append((right, weight))
    partner: dict[int, int] = {}  # right → left
    while path := _best_path(edges, partner):
        partner.update((right, left) for left, right in path)
    return sorted((left, right) for right, left in partner.items())


def _best_path(edges: Mapping[int, list[tuple[int, int]]], partner: Mapping[int, int]) -> list[Pair]:
    """Return the pairs to set along the augmenting path of greatest gain, or nothing if there is none.

    A path leaves a free left node, goes to a right one, back from there to its partner, and so on to a free right one.
    """
    taken = {left: right for right, left in partner.items()}
    gain_left = {left: 0 for left in edges if left not in taken}
    gain_right: dict[int, int] = {}
    came_from: dict[int, int] = {}  # right → left
    queue = deque(gain_left)
    while queue:
        left = queue.popleft()
        for right, weight in edges[left]:
            gain = gain_left[left] + weight
            if taken.get(left) == right or gain <= gain_right.get(right, gain - 1):
                continue
            gain_right[right], came_from[right] = gain, left
            if right in partner:
                back = partner[right]
                gain_left[back] = gain - next(w for r, w in edges[back] if r == right)
                queue.append(back)
    free = [right for right in gain_right if right not in partner]
    if not free:
        return []
    right = max(free, key=lambda node: (gain_right[node], -node))
    path = []
    while True:
        left = came_from[right]
        path.append((left, right))
        if left not in taken:
            return path
        right = taken[left]
