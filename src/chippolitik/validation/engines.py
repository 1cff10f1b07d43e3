"""Engines that validate data against shapes: the contract, and pySHACL, the reference.

Both engines give the same findings in the same order; the parity test holds them to it.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from typing import Protocol

from pyoxigraph import NamedNode, Quad, Triple

from chippolitik.errors import InputError
from chippolitik.ontology.files import load_ontology
from chippolitik.ontology.names import RDFS
from chippolitik.validation.compiled_constraints import constraint_findings
from chippolitik.validation.conversion import rdflib_graph
from chippolitik.validation.finding import Finding, Severity, in_order
from chippolitik.validation.shapes import SH, ShapeNote, ShapeSet

__all__ = ["PyshaclValidator", "Validator", "class_hierarchy"]


class Validator(Protocol):
    """Validates data against the shapes that it was made with."""

    @property
    def name(self) -> str:
        """What the engine is called."""
        ...

    def validate(self, quads: Iterable[Quad | Triple]) -> list[Finding]:
        """Return what is wrong with the data, in the order of ``Finding.sort_key``, nothing twice.

        Args:
            quads: The data; names of graphs do not matter. The class hierarchy of our ontology is known.

        Raises:
            InputError: The shapes make no sense to the engine.
        """
        ...


@functools.cache
def class_hierarchy() -> tuple[Triple, ...]:
    """Return ``rdfs:subClassOf`` between the named classes of our ontology, read once a process."""
    return tuple(
        triple
        for file in load_ontology()
        for triple in file.triples
        if triple.predicate == RDFS.subClassOf
        and isinstance(triple.subject, NamedNode)
        and isinstance(triple.object, NamedNode)
    )


class PyshaclValidator:
    """The reference: pySHACL on rdflib graphs in memory, SPARQL constraints of a split set in Oxigraph.

    Args:
        shapes: The shapes.
    """

    name = "pyshacl"

    def __init__(self, shapes: ShapeSet) -> None:
        self._shapes = shapes
        self._graph = rdflib_graph(shapes.triples)

    def validate(self, quads: Iterable[Quad | Triple]) -> list[Finding]:
        """Return what is wrong with the data; see ``Validator.validate``."""
        import pyshacl  # noqa: PLC0415 - takes 0.4 s, and not every command validates
        from pyshacl.errors import ReportableRuntimeError, ShapeLoadError, ValidationFailure  # noqa: PLC0415 - as above

        triples = [*quads, *class_hierarchy()]
        try:
            _, report, _ = pyshacl.validate(
                rdflib_graph(triples), shacl_graph=self._graph, inference="none", inplace=True, advanced=False
            )
        except (ReportableRuntimeError, ShapeLoadError, NotImplementedError) as error:
            raise _broken(error) from error
        except Exception as error:
            # rdflib raises the bare class for a prefix that a query does not declare.
            if type(error) is not Exception:
                raise
            raise _broken(error) from error
        if isinstance(report, ValidationFailure):
            raise _broken(report)
        found = list(self._findings(report))
        if self._shapes.constraints:
            found.extend(constraint_findings(self._shapes.constraints, self._shapes.notes, list(_triples(triples))))
        return in_order(found)

    def _findings(self, report: object) -> Iterator[Finding]:
        from rdflib import Graph, URIRef  # noqa: PLC0415 - takes 0.2 s

        assert isinstance(report, Graph)
        result, focus, value, path, shape, severity, message, source, component = (
            URIRef(SH.base + name)
            for name in (
                *("result", "focusNode", "value", "resultPath", "sourceShape", "resultSeverity", "resultMessage"),
                "sourceConstraint",
                "sourceConstraintComponent",
            )
        )
        for node in report.objects(None, result):
            name = next((str(n) for p in (source, shape) if isinstance(n := report.value(node, p), URIRef)), "")
            note = self._shapes.notes.get(name)
            given = report.value(node, path)
            weight = Severity.from_iri(str(report.value(node, severity)))
            if note is None:
                texts = sorted((getattr(m, "language", "") or "", str(m)) for m in report.objects(node, message))
                note = ShapeNote(weight, messages=tuple(texts), path=f"<{given}>" if isinstance(given, URIRef) else "")
            yield Finding(
                severity=weight,
                focus=_plain(report.value(node, focus)),
                path=note.path,
                value=_plain(report.value(node, value)),
                shape=name or self._around(report.value(node, shape)) or str(report.value(node, component)),
                constraint=note.constraint,
                messages=note.messages,
                component=str(report.value(node, component)),
                node_shape=note.owner,
            )

    def _around(self, shape: object) -> str:
        """Return the IRI of the nearest shape that a nameless one is a property of, or the empty string."""
        from rdflib import URIRef  # noqa: PLC0415 - is loaded by now

        user, seen, layer = URIRef(SH.property.value), set[object](), [shape]
        while layer:
            if named := sorted(str(one) for one in layer if isinstance(one, URIRef)):
                return named[0]
            seen.update(layer)
            layer = [s for one in layer for s in self._graph.subjects(user, one) if s not in seen]  # type: ignore[arg-type]  # nodes of a graph
        return ""


def _broken(error: object) -> InputError:
    text = str(getattr(error, "message", error)).strip().splitlines()
    return InputError(f"a shape is broken: {text[0] if text else error}", "mend the shape")


def _plain(term: object) -> str:
    from rdflib import BNode  # noqa: PLC0415 - takes 0.2 s

    if term is None:
        return ""
    return f"_:{term}" if isinstance(term, BNode) else str(term)


def _triples(quads: Iterable[Quad | Triple]) -> Iterator[Triple]:
    for quad in quads:
        yield Triple(quad.subject, quad.predicate, quad.object)
