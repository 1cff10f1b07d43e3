"""Which predicted claim is matched with which gold claim of one article, and what is right and wrong then."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from chippolitik.evaluate.agreement import may_match, other_roles
from chippolitik.evaluate.assignment import assign
from chippolitik.evaluate.figures import Counts, Share, total
from chippolitik.evaluate.names import Names
from chippolitik.evaluate.qualifiers import Qualifier, agreement, shown
from chippolitik.evaluate.rows import FlatClaim

__all__ = ["OTHER_ROLES", "ArticleScore", "Fault", "Mistake", "score_article"]

OTHER_ROLES = "other roles"
"""Name under which roles that matching does not need are counted beside the qualifiers."""


class Fault(StrEnum):
    """What is wrong with a claim."""

    MISSED = "missed"
    SPURIOUS = "spurious"
    SURPLUS = "surplus"  # it would match a gold claim that another prediction has
    QUALIFIER = "qualifier"


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is wrong.

    Attributes:
        fault: What sort of mistake.
        claim: The gold claim that is missed or has a wrong qualifier, or the spurious or surplus prediction.
        detail: For a qualifier, its name and both values; else empty.
    """

    fault: Fault
    claim: FlatClaim
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ArticleScore:
    """What scoring one article gives.

    Attributes:
        kinds: Kind → counts, for each kind that is gold or predicted.
        qualifiers: Name of a qualifier, or ``OTHER_ROLES`` → how many agree on matched claims.
        mistakes: All mistakes: wrong qualifiers, missed, then predicted ones, each in the order of the rows.
    """

    kinds: Mapping[str, Counts]
    qualifiers: Mapping[str, Share]
    mistakes: tuple[Mistake, ...]

    @property
    def counts(self) -> Counts:
        """Counts over all kinds."""
        return total(self.kinds.values())


def score_article(gold: Sequence[FlatClaim], predicted: Sequence[FlatClaim], names: Names) -> ArticleScore:
    """Match the claims of one article and judge them.

    The assignment is one to one, has as many pairs as possible, and of those the most agreeing qualifiers, other roles
    and quotes.

    Args:
        gold: Its gold claims.
        predicted: Its predicted claims.
        names: Decides about fillers.

    Source: the rules of matching in the description of the flat claim table.
    """
    allowed = {
        (i, j): _closeness(one, other, names)
        for i, one in enumerate(gold)
        for j, other in enumerate(predicted)
        if may_match(one, other, names)
    }
    pairs = assign(allowed)
    matched = [(gold[i], predicted[j]) for i, j in pairs]
    mistakes = [mistake for one, other in matched for mistake in _wrong_qualifiers(one, other)]
    found, used = {i for i, _ in pairs}, {j for _, j in pairs}
    mistakes += [Mistake(Fault.MISSED, claim) for i, claim in enumerate(gold) if i not in found]
    near = {j for _, j in allowed}
    mistakes += [
        Mistake(Fault.SURPLUS if j in near else Fault.SPURIOUS, claim)
        for j, claim in enumerate(predicted)
        if j not in used
    ]
    return ArticleScore(_by_kind(gold, predicted, matched), _shares(matched, names), tuple(mistakes))


def _closeness(gold: FlatClaim, predicted: FlatClaim, names: Names) -> int:
    """Count what agrees beyond the required roles."""
    qualifiers = sum(agreement(qualifier, gold, predicted) is True for qualifier in Qualifier)
    return qualifiers + sum(other_roles(gold, predicted, names)) + (gold.quote == predicted.quote)


def _wrong_qualifiers(gold: FlatClaim, predicted: FlatClaim) -> list[Mistake]:
    return [
        Mistake(
            Fault.QUALIFIER,
            gold,
            f"{qualifier}: gold {shown(qualifier, gold)}, predicted {shown(qualifier, predicted)}",
        )
        for qualifier in Qualifier
        if agreement(qualifier, gold, predicted) is False
    ]


def _by_kind(
    gold: Sequence[FlatClaim], predicted: Sequence[FlatClaim], matched: Sequence[tuple[FlatClaim, FlatClaim]]
) -> dict[str, Counts]:
    hit = Counter(one.kind for one, _ in matched)
    given, wanted = Counter(claim.kind for claim in predicted), Counter(claim.kind for claim in gold)
    return {kind: Counts(hit[kind], given[kind], wanted[kind]) for kind in sorted(given | wanted)}


def _shares(matched: Sequence[tuple[FlatClaim, FlatClaim]], names: Names) -> dict[str, Share]:
    found: dict[str, list[bool]] = {
        qualifier.value: [agrees for one, other in matched if (agrees := agreement(qualifier, one, other)) is not None]
        for qualifier in Qualifier
    }
    found[OTHER_ROLES] = [agrees for one, other in matched for agrees in other_roles(one, other, names)]
    return {name: Share(sum(values), len(values)) for name, values in found.items()}
