"""New data against what a store has: what they break there and in themselves, at a cost that follows the new data."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Quad, Triple

from chippolitik.graph.view import View
from chippolitik.validation.bounded import BoundedValidator, Limits
from chippolitik.validation.change import change_of
from chippolitik.validation.constraints import plain
from chippolitik.validation.declared import undeclared_terms
from chippolitik.validation.delta import DeltaResult, DeltaValidator, own_delta
from chippolitik.validation.faults import review
from chippolitik.validation.finding import Finding, in_order
from chippolitik.validation.gate import quotes_of, with_quotes
from chippolitik.validation.offline import refuse_outside_access
from chippolitik.validation.quality_delta import quality_change
from chippolitik.validation.shapes import ShapeSet, load_shapes

__all__ = ["Comparison", "validate_against"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What new data would break.

    Attributes:
        findings: Findings that the data bring, in the store or in themselves, in order; what spans articles is not
            among them.
        spanning: Findings that they bring between articles, in order; these never keep data out.
        in_full: ``(shape, reason)`` of shapes that had to run over the whole store.
        judged: How many nodes were looked at again.
    """

    findings: tuple[Finding, ...] = ()
    spanning: tuple[Finding, ...] = ()
    in_full: tuple[tuple[str, str], ...] = ()
    judged: int = 0


def validate_against(
    view: View,
    quads: Iterable[Quad | Triple],
    *,
    shapes: Path | None = None,
    limits: Limits | None = None,
    drop: Iterable[str] = (),
) -> Comparison:
    """Return what would be wrong if data came into a store; the store is not written to.

    A fault that the store had before is not told again, unless the data state it anew.

    Args:
        view: The store.
        quads: The data; names of graphs do not matter.
        shapes: A folder or file with shapes of the user, applied beside ours; what is broken in them is left out.
        limits: What one shape of the user may take; one that takes more is given up, and told as a finding.
        drop: IRIs of graphs that the data take the place of.

    Raises:
        InputError: A shape file cannot be read, or a shape reaches for the network or the disk.
    """
    data = list(quads)
    change = change_of(view, add=data, drop=drop)
    results = [own_delta().judge(view, change, before=True)]
    given_up: list[Finding] = []
    if shapes is not None:
        users = load_shapes(shapes)
        refuse_outside_access(users.triples, str(shapes))
        with contextlib.ExitStack() as stack:
            engines: list[BoundedValidator] = []

            def bounded(some: ShapeSet) -> BoundedValidator:
                engines.append(BoundedValidator(some, limits))
                stack.callback(engines[-1].close)
                return engines[-1]

            results.append(DeltaValidator(review(users).sound, bounded).judge(view, change, before=True))
            given_up = [fault for engine in engines for fault in engine.faults]
    own = {plain(triple.subject) for triple in data}
    found = [*_brought(results, own), *undeclared_terms(data), *given_up]
    known = set(quality_change(view, change, before=True).findings)
    spanning = [finding for finding in quality_change(view, change).findings if finding not in known]
    return Comparison(
        findings=tuple(with_quotes(in_order(found), quotes_of(data))),
        spanning=tuple(spanning),
        in_full=tuple(pair for result in results for pair in result.in_full),
        judged=len(set().union(*(result.affected for result in results))),
    )


def _brought(results: Iterable[DeltaResult], own: set[str]) -> list[Finding]:
    """Return findings that were not there before, and those at nodes that the data speak of."""
    return [f for result in results for f in {*result.new, *(f for f in result.findings if f.focus in own)}]
