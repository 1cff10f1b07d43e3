"""The gate before RDF made elsewhere: what files would break, in themselves or in what a store has around them."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from chippolitik.store.compression import COMPRESSIONS
from chippolitik.store.loading import RdfFile
from chippolitik.store.writing import EmbeddedWriter
from chippolitik.validation import Finding, Severity
from chippolitik.validation.against import validate_against
from chippolitik.validation.against_file import OtherLinesError, validate_file_against
from chippolitik.validation.constraints import plain
from chippolitik.validation.fast import fast_engine_is_there

__all__ = ["Refusal", "refusal"]

_BIG = 20_000  # statements; fewer are as fast in memory, which knows shapes of users too


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """What speaks against some files.

    Attributes:
        findings: The violations, in order; empty if nothing does.
        homes: Node of a finding → the file that describes it.
        in_full: ``(shape, reason)`` of shapes that ran over the whole store.
    """

    findings: tuple[Finding, ...] = ()
    homes: dict[str, str] = field(default_factory=dict)
    in_full: tuple[tuple[str, str], ...] = ()


def refusal(store: EmbeddedWriter, files: Sequence[RdfFile], *, shapes: Path | None = None) -> Refusal:
    """Judge files together, as they would be in a store; nothing is written to it.

    Many statements are not held, but written to a temporary file and gone through there.

    Args:
        store: The store.
        files: The files.
        shapes: A folder or file with shapes of the user, applied beside ours; the statements are held then.

    Raises:
        InputError: A file or a shape cannot be read.
    """
    drop = _replaced(files, store)
    big = sum(file.triples for file in files) >= _BIG
    in_full: tuple[tuple[str, str], ...] = ()
    if big and shapes is None and fast_engine_is_there():
        findings: Iterable[Finding] = _through_lines(store, files, drop)
    else:
        quads = [quad for file in files for quad in file.quads()]
        compared = validate_against(store, quads, shapes=shapes, drop=drop)
        findings, in_full = compared.findings, compared.in_full
    broken = tuple(finding for finding in findings if finding.severity is Severity.VIOLATION)
    return Refusal(findings=broken, homes=_homes(files, broken), in_full=in_full)


def _through_lines(store: EmbeddedWriter, files: Sequence[RdfFile], drop: Sequence[str]) -> list[Finding]:
    """Judge files as lines: one that has them already, as it lies there; others written anew."""
    source = files[0].record().source if len(files) == 1 else None
    if source and source.format == RdfFormat.N_TRIPLES and source.path.suffix not in COMPRESSIONS:
        with contextlib.suppress(OtherLinesError):
            return validate_file_against(store, source.path, drop=drop)
    with tempfile.TemporaryDirectory(prefix="chippolitik-") as folder:
        lines = Path(folder) / "data.nt"
        serialize(_triples(files), lines, format=RdfFormat.N_TRIPLES)
        return validate_file_against(store, lines, drop=drop)


def _triples(files: Sequence[RdfFile]) -> Iterator[Triple]:
    return (quad.triple for file in files for quad in file.quads())


def _homes(files: Sequence[RdfFile], findings: Sequence[Finding]) -> dict[str, str]:
    """Return the first file that describes each node at which something was found."""
    nodes, found = {finding.focus for finding in findings}, dict[str, str]()
    quads: Iterator[tuple[RdfFile, Quad]] = ((file, quad) for file in files for quad in file.quads())
    for file, quad in quads if nodes else ():
        name = plain(quad.subject)
        if name in nodes:
            found.setdefault(name, str(file.path))
    return found


def _replaced(files: Sequence[RdfFile], store: EmbeddedWriter) -> list[str]:
    """Return the graphs whose place the files will take."""
    owners = {store.parts.ledger.owner(file.record().key) for file in files} - {file.id for file in files}
    entries = [store.entry(owner) for owner in owners if owner]
    return [graph for entry in entries if entry and entry.kind == "file" for graph in entry.graphs]
