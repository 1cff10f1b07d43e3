"""The fast engine: the compiled validator ``shacl`` for core constraints, Oxigraph for SPARQL constraints.

It gives what pySHACL gives, at a fraction of the time; where the package is not installed, pySHACL does the work.
"""

from __future__ import annotations

import functools
import importlib.util
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from chippolitik.errors import InputError
from chippolitik.validation.compiled_constraints import constraint_findings
from chippolitik.validation.constraints import plain
from chippolitik.validation.engines import PyshaclValidator, Validator, class_hierarchy
from chippolitik.validation.finding import Finding, Severity, in_order
from chippolitik.validation.shapes import SH, ShapeNote, ShapeSet, own_shapes

if TYPE_CHECKING:
    from shacl import Result

__all__ = ["FastValidator", "engine_for", "fast_engine_is_there", "file_findings", "own_validator", "with_labels"]

_NUMBERED = "_:0_b"  # how the engine labels the blank nodes of data


def fast_engine_is_there() -> bool:
    """Whether the package ``shacl`` is installed; it has no wheel for Linux on ARM."""
    return importlib.util.find_spec("shacl") is not None


def engine_for(shapes: ShapeSet) -> Validator:
    """Return the fast engine for shapes of a user, or the reference where it is absent or could not name their faults.

    The fast engine does not tell which of several SPARQL constraints of one shape is broken.

    Raises:
        InputError: The shapes make no sense to the engine.
    """
    owners = [triple.subject for triple in shapes.triples if triple.predicate == SH.sparql]
    telling = len(owners) == len(set(owners)) and all(isinstance(owner, NamedNode) for owner in owners)
    return (FastValidator if fast_engine_is_there() and telling else PyshaclValidator)(shapes)


@functools.cache
def own_validator() -> Validator:
    """Return the engine of this installation with our shapes, compiled once a process."""
    return (FastValidator if fast_engine_is_there() else PyshaclValidator)(own_shapes())


class FastValidator:
    """The package ``shacl``, on text in memory.

    Args:
        shapes: The shapes.

    Raises:
        InputError: The shapes make no sense to the engine.
    """

    name = "shacl"

    def __init__(self, shapes: ShapeSet) -> None:
        import shacl  # noqa: PLC0415 - an optional part

        self._shapes = shapes
        self._sole = {
            str(t.subject): t.object.value
            for t in shapes.triples
            if t.predicate == SH.sparql and isinstance(t.object, NamedNode)
        }
        self._own_blanks = len(_blank_nodes(shapes.triples))
        try:
            self._compiled = shacl.Shapes.from_text(_ntriples(shapes.triples), "ntriples")
        except ValueError as error:
            raise InputError(f"a shape is broken: {error}", "mend the shape") from error

    def validate(self, quads: Iterable[Quad | Triple]) -> list[Finding]:
        """Return what is wrong with the data; see ``Validator.validate``."""
        triples = [*(q.triple if type(q) is Quad else q for q in quads), *class_hierarchy()]
        text = _ntriples(triples)
        try:
            report = self._compiled.validate_text(text, "ntriples")
        except ValueError as error:
            raise InputError(f"a shape is broken: {error}", "mend the shape") from error
        results = list(self._findings(report.results))
        found = results
        if any(_is_numbered(finding) for finding in results):
            found = with_labels(results, _blank_nodes(triples), self._own_blanks)
        if self._shapes.constraints:
            found.extend(constraint_findings(self._shapes.constraints, self._shapes.notes, triples, text))
        return in_order(found)

    def validate_file(self, path: Path) -> list[Finding]:
        """Return what the core constraints find in a file of N-Triples, which the engine reads by itself.

        Args:
            path: The data with their class hierarchy; blank nodes are named as the engine numbers them.

        Raises:
            InputError: A shape makes no sense to the engine.
        """
        try:
            report = self._compiled.validate_file(str(path))
        except ValueError as error:
            raise InputError(f"a shape is broken: {error}", "mend the shape") from error
        return in_order(self._findings(report.results))

    def _findings(self, results: Iterable[Result]) -> Iterator[Finding]:
        for result in results:
            source = result.source_shape or ""
            name = _named(source)
            if result.component_iri == SH.SPARQLConstraintComponent.value:
                name = self._sole.get(source, name)
            note = self._shapes.notes.get(name)
            severity = Severity.from_iri(result.severity_iri)
            if note is None:
                texts = tuple(("", text) for text in sorted(result.messages))
                note = ShapeNote(severity, messages=texts, path=result.path or "")
            yield Finding(
                severity=severity,
                focus=_plain(result.focus_node),
                path=note.path,
                value=_plain(result.value) if result.value is not None else "",
                shape=name or _named(result.root_shape) or result.component_iri,
                constraint=note.constraint,
                messages=note.messages,
                component=result.component_iri,
                node_shape=note.owner,
            )


def with_labels(findings: list[Finding], blanks: Iterable[str], own: int) -> list[Finding]:
    """Give blank nodes their labels back: the engine numbers them as they appear, after those of the shapes.

    Args:
        findings: What the engine found.
        blanks: Labels of the blank nodes of the data, with their mark, in the order in which they appear.
        own: How many blank nodes the shapes have.
    """
    labels = {f"{_NUMBERED}{n}": name for n, name in enumerate(blanks, start=own)}
    return [
        replace(f, focus=labels.get(f.focus, f.focus), value=labels.get(f.value, f.value)) if _is_numbered(f) else f
        for f in findings
    ]


def file_findings(path: Path, shapes: ShapeSet, around: Sequence[Triple] = ()) -> list[Finding]:
    """Return what core constraints find in a file of N-Triples with the class hierarchy, which is not held here.

    Args:
        path: The file.
        shapes: The shapes.
        around: Triples that are looked at too.

    Raises:
        InputError: A shape makes no sense to the engine, or the file has a syntax error.
    """
    with tempfile.TemporaryDirectory(prefix="chippolitik-") as folder:
        both = Path(folder) / "data.nt"
        shutil.copyfile(path, both)  # in one go: another thread may be at work, and each step waits for it
        with both.open("ab") as target:
            target.write(b"\n")
            serialize([*around, *class_hierarchy()], target, format=RdfFormat.N_TRIPLES)
        found = FastValidator(ShapeSet(shapes.triples, notes=shapes.notes)).validate_file(both)
    if not any(_is_numbered(finding) for finding in found):
        return found
    triples = (
        Triple(q.subject, q.predicate, q.object) for q in parse(path=path, format=RdfFormat.N_TRIPLES, lenient=True)
    )
    return in_order(with_labels(found, _blank_nodes(chain(triples, around)), len(_blank_nodes(shapes.triples))))


def _is_numbered(finding: Finding) -> bool:
    return finding.focus.startswith(_NUMBERED) or finding.value.startswith(_NUMBERED)


def _blank_nodes(triples: Iterable[Triple]) -> list[str]:
    """Return the blank nodes in the order in which they first appear."""
    terms = (term for triple in triples for term in (triple.subject, triple.object) if isinstance(term, BlankNode))
    return list(dict.fromkeys(f"_:{term.value}" for term in terms))


def _ntriples(triples: Iterable[Triple]) -> str:
    data = serialize(triples, format=RdfFormat.N_TRIPLES)
    assert data is not None  # it is None only when an output file is given
    return data.decode()


def _named(shape: str | None) -> str:
    """Return the IRI of a shape, or the empty string if it has none."""
    return shape[1:-1] if shape and shape.startswith("<") else ""


def _plain(term: str) -> str:
    """Return a term in N-Triples as plain text."""
    if term.startswith("<"):
        return term[1:-1]
    if term.startswith("_:"):
        return term
    [triple] = parse(f"<urn:s> <urn:p> {term} .".encode(), format=RdfFormat.N_TRIPLES)
    return plain(triple.object)
