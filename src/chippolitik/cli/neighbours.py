"""The claims around one in the text of its article: what a person who judges it looks at."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chippolitik.model import Claim
    from chippolitik.store import Quarantined, Store

__all__ = ["neighbours"]

_EACH_SIDE = 2


def neighbours(store: Store, held: Quarantined) -> list[dict[str, str]]:
    """Return the claims before and after a claim, by the place of their quotes.

    Args:
        store: Where they are.
        held: The claim; without a place in the text it has no neighbours.

    Returns:
        Rows with ``side`` (before, after), ``state`` (accepted, quarantined), ``says``, ``quote`` and ``digest``.
    """
    from chippolitik.graph import claims_of  # noqa: PLC0415 - keeps --help fast

    span = held.claim.evidence.span
    if span is None:
        return []
    around = [("accepted", claim) for claim in claims_of(store, held.article)]
    around += [("quarantined", other.claim) for other in store.quarantined(held.article) if other.iri != held.iri]
    placed = sorted(
        (
            (claim.evidence.span, claim.digest, state, claim)
            for state, claim in around
            if claim.evidence.span is not None
        ),
        key=lambda row: (row[0], row[1]),
    )
    before = [row for row in placed if row[0] < span][-_EACH_SIDE:]
    after = [row for row in placed if row[0] >= span][:_EACH_SIDE]
    sides = [("before", row) for row in before] + [("after", row) for row in after]
    return [_row(side, state, claim) for side, (_, _, state, claim) in sides]


def _row(side: str, state: str, claim: Claim) -> dict[str, str]:
    from chippolitik.store.judgements import key_roles  # noqa: PLC0415 - keeps --help fast

    says = f"{claim.kind.value} {key_roles(claim)}".strip()
    return {"side": side, "state": state, "says": says, "quote": claim.evidence.quote, "digest": claim.digest}
