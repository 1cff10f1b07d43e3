"""The claims that say the same as a claim, or answer the same question: the circle in which origins are counted."""

from __future__ import annotations

from pyoxigraph import NamedNode

from chippolitik.graph.terms import chip
from chippolitik.graph.view import View
from chippolitik.model import Kind
from chippolitik.query.ledger.entry import key_roles
from chippolitik.query.ledger.reading import read_ledger

__all__ = ["fellows_of"]


def fellows_of(view: View, claim: str, kind: Kind) -> list[str]:
    """Return the IRIs of the claims of one kind on the same who and what, with the claim itself; sorted.

    Args:
        view: The graph.
        claim: IRI of a claim.
        kind: Its kind.
    """
    situation = NamedNode(f"{claim}/situation")
    for name, words in key_roles(kind):
        fillers = [] if words else [quad.object for quad in view.match(situation, chip(name), None, None)]
        subjects = sorted(filler.value for filler in fillers if isinstance(filler, NamedNode))
        if subjects:
            entries = read_ledger(view, subjects[:1], {}, kind).entries
            about = {entry.question.fillers for entry in entries if entry.claim == claim}
            return sorted({entry.claim for entry in entries if entry.question.fillers in about})
    return [claim]
