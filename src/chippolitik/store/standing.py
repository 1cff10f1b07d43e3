"""What is wrong between articles, kept beside the quads and brought up to date when a writer closes.

The file says of which state of the store it speaks: of the digests of all articles and files, of the versions in the
manifest, and of the queries. After a crash it speaks of another state; then all is asked anew. It can be lost.
"""

from __future__ import annotations

import functools
import hashlib
import json
from collections import Counter
from collections.abc import Iterable

from pyoxigraph import Quad, RdfFormat, Triple, parse

from chippolitik.graph.view import View
from chippolitik.store.embedded import EmbeddedStore, Parts
from chippolitik.store.files import write_whole
from chippolitik.validation.finding import Finding, in_order
from chippolitik.validation.quality import finding_at, quality_checks, quality_findings
from chippolitik.validation.quality_delta import quality_after

__all__ = ["Standing", "kept_findings", "standing_counts", "standing_findings"]

_MOST = 50_000  # triples that come and go; if there are more, asking all anew takes no longer
_FEW = 200  # articles and files; in a smaller store, asking all anew takes no longer than telling what to ask
Rows = dict[str, dict[str, list[str]]]  # name of a query → focus → values


class Standing:
    """Follows the transactions of a writer.

    Args:
        store: The store, in step with its ledger.
    """

    def __init__(self, store: EmbeddedStore) -> None:
        self._store = store
        self._kept = _read(store.parts)
        self._touched: set[Triple] | None = None if self._kept is None else set()  # None: ask all anew
        self._changed = False

    def note(self, quads: Iterable[Quad]) -> None:
        """Note what came or went in a transaction that is done."""
        self._changed = True
        for quad in quads:
            if self._touched is None:
                return
            self._touched.add(Triple(quad.subject, quad.predicate, quad.object))
            if len(self._touched) > _MOST:
                self._touched = None

    def note_lines(self, lines: bytes) -> None:
        """Note what came in a transaction that is done, as N-Quads; they are read only where that is worth it."""
        if self._touched is not None and len(self._touched) + lines.count(b"\n") > _MOST:
            self._touched = None
        self.note(() if self._touched is None else parse(lines, format=RdfFormat.N_QUADS, lenient=True))

    def save(self) -> None:
        """Bring the findings up to date and write them down, if anything changed.

        Raises:
            OSError: The file cannot be written; the old one speaks of another state then.
        """
        parts = self._store.parts
        if parts.quality is None or (self._kept is not None and not self._changed):
            return
        state = _state(parts)
        if self._touched is None or self._kept is None or len(parts.ledger) < _FEW:
            kept = _rows(quality_findings(self._store))
        else:
            kept = self._kept
            result = quality_after(self._store, self._touched)
            for name, nodes in result.affected.items():
                for node in nodes:
                    kept.get(name, {}).pop(node, None)
            for name, found in _rows(result.findings).items():
                kept.setdefault(name, {}).update(found)
        rows = {name: dict(sorted(nodes.items())) for name, nodes in sorted(kept.items()) if nodes}
        write_whole(parts.quality, [json.dumps({"state": state, "rows": rows}, ensure_ascii=False).encode()])
        self._kept, self._touched, self._changed = kept, set(), False


def standing_findings(view: View) -> list[Finding]:
    """Return what is wrong between the articles of a store, in order: what is kept, or else all asked anew."""
    kept = kept_findings(view.parts) if isinstance(view, EmbeddedStore) else None
    return quality_findings(view) if kept is None else kept


def standing_counts(view: View) -> dict[str, int]:
    """Return the number of findings between articles by the name of the query; queries without one are left out."""
    return dict(sorted(Counter(finding.shape.rsplit("/", 1)[-1] for finding in standing_findings(view)).items()))


def kept_findings(parts: Parts) -> list[Finding] | None:
    """Return the findings that are kept, in order, or None if they are of another state or absent."""
    kept = _read(parts)
    if kept is None:
        return None
    checks = {check.name: check for check in quality_checks()}
    return in_order(
        finding_at(checks[name], focus, value)
        for name, nodes in kept.items()
        for focus, values in nodes.items()
        for value in values
    )


def _read(parts: Parts) -> Rows | None:
    if parts.quality is None or not parts.quality.exists():
        return None
    try:
        held = json.loads(parts.quality.read_text(encoding="utf-8"))
        rows: Rows = held["rows"]
        return rows if held["state"] == _state(parts) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _state(parts: Parts) -> str:
    """Return a digest of all that the findings depend on."""
    manifest = parts.manifest.to_json()
    told = [_queries(), json.dumps({name: manifest[name] for name in sorted(manifest) if name != "judgements"})]
    told += [f"{entry.kind} {entry.id} {entry.digest}" for entry in parts.ledger.entries()]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


@functools.cache
def _queries() -> str:
    return hashlib.sha256("\0".join(check.query for check in quality_checks()).encode()).hexdigest()


def _rows(findings: Iterable[Finding]) -> Rows:
    found: Rows = {}
    for finding in findings:
        found.setdefault(finding.shape.rsplit("/", 1)[-1], {}).setdefault(finding.focus, []).append(finding.value)
    return found
