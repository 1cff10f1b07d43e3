"""Where each shape looks: its targets, paths, nested shapes, classes and SPARQL as states of one automaton.

A shape whose text does not tell where it looks is listed with the reason; it has to be run in full.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from chippolitik.ontology.names import OWL, RDF, RDFS
from chippolitik.validation.automaton import Automaton
from chippolitik.validation.paths import path_text
from chippolitik.validation.query_footprint import NoFootprintError, add_query
from chippolitik.validation.shapes import SH, ShapeSet, SparqlConstraint

__all__ = ["Footprints", "Root", "footprints"]

_Shape = NamedNode | BlankNode
Values = dict[NamedNode, list[object]]
_SAME_NODE = (SH.node, SH["not"])
_LISTS = (SH["and"], SH["or"], SH.xone)
_PAIRS = (SH.equals, SH.disjoint, SH.lessThan, SH.lessThanOrEquals)
_SUFFIXES = (SH.zeroOrMorePath, SH.oneOrMorePath, SH.zeroOrOnePath)
_UNFOLLOWED = (SH.target, SH.expression, SH.js, SH.values)


@dataclass(frozen=True, slots=True)
class Root:
    """A shape that has targets.

    Attributes:
        shape: The shape, or the SPARQL constraint that runs on its own.
        state: What a focus node is for it.
        classes: Classes whose instances it judges.
        subjects_of: Predicates whose subjects it judges.
        objects_of: Predicates whose objects it judges.
        nodes: Nodes that it judges by name.
    """

    shape: _Shape
    state: int
    classes: frozenset[str] = frozenset()
    subjects_of: frozenset[NamedNode] = frozenset()
    objects_of: frozenset[NamedNode] = frozenset()
    nodes: frozenset[object] = frozenset()


@dataclass(frozen=True, slots=True)
class Footprints:
    """Where shapes look.

    Attributes:
        automaton: What they read.
        roots: The shapes that can be followed.
        in_full: Shape → why it cannot be followed.
    """

    automaton: Automaton = field(default_factory=Automaton)
    roots: tuple[Root, ...] = ()
    in_full: dict[_Shape, str] = field(default_factory=dict)


def footprints(shapes: ShapeSet) -> Footprints:
    """Derive where shapes look from their text."""
    reader = _Reader(shapes.triples)
    automaton, roots, in_full = Automaton(), [], {}
    for shape in reader.with_targets():
        trial = _Walk(reader, Automaton())
        try:
            trial.shape(shape, trial.automaton.state())
        except NoFootprintError as error:
            in_full[shape] = str(error)
            continue
        root = reader.root(shape, automaton.state())
        _add_targets(automaton, root)
        _Walk(reader, automaton).shape(shape, root.state)
        roots.append(root)
    for constraint in shapes.constraints:
        try:
            roots.append(_constraint_root(automaton, constraint))
        except NoFootprintError as error:
            in_full[NamedNode(constraint.iri)] = str(error)
    return Footprints(automaton, tuple(roots), in_full)


def _constraint_root(automaton: Automaton, constraint: SparqlConstraint) -> Root:
    add_query(Automaton(), constraint.query, "this", 0)  # a trial: half a footprint must not stay
    targets = constraint.targets
    root = Root(
        shape=NamedNode(constraint.iri),
        state=automaton.state(),
        classes=frozenset(targets.classes),
        subjects_of=frozenset(map(NamedNode, targets.subjects_of)),
        objects_of=frozenset(map(NamedNode, targets.objects_of)),
        nodes=frozenset(map(NamedNode, targets.nodes)),
    )
    _add_targets(automaton, root)
    add_query(automaton, constraint.query, "this", root.state)
    return root


def _add_targets(automaton: Automaton, root: Root) -> None:
    for cls in sorted(root.classes):
        _add_class(automaton, root.state, cls)
    for predicate in sorted(root.subjects_of, key=str):
        automaton.step(root.state, predicate, automaton.state())
    for predicate in sorted(root.objects_of, key=str):
        automaton.step(root.state, predicate, automaton.state(), inverse=True)


def _add_class(automaton: Automaton, state: int, cls: str) -> None:
    """Let the class of a node be looked at, up to a class that is asked for."""
    classes = automaton.state()
    automaton.step(state, RDF.type, classes, checks=cls)
    automaton.step(classes, RDFS.subClassOf, classes, checks=cls)


class _Walk:
    """Follows shapes into the shapes that they use; a shape met again in the same state is not followed twice."""

    def __init__(self, reader: _Reader, automaton: Automaton) -> None:
        self.automaton = automaton
        self._reader = reader
        self._entered: dict[_Shape, int] = {}

    def shape(self, shape: _Shape, state: int) -> None:
        """Add what a shape reads of a node that is in a state."""
        if shape in self._entered:
            self.automaton.jump(state, self._entered[shape])
            return
        entry = self._entered[shape] = self.automaton.state()
        self.automaton.jump(state, entry)
        about = self._reader.about[shape]
        if odd := next((p for p in (*_UNFOLLOWED, *self._reader.parameters) if p in about), None):
            raise NoFootprintError(f"{odd.value} is not followed")
        paths = about.get(SH.path, [])
        value = entry
        if paths:
            value = self.automaton.state()
            self.path(entry, paths[0], value)
        self._values(shape, value)
        for predicate in _PAIRS:
            for other in about.get(predicate, ()):
                if isinstance(other, NamedNode):
                    self.automaton.step(entry, other, self.automaton.state())
        for constraint in about.get(SH.sparql, ()):
            add_query(self.automaton, self._reader.query(constraint, paths), "this", entry)

    def _values(self, shape: _Shape, value: int) -> None:
        about = self._reader.about[shape]
        for predicate in (*_SAME_NODE, SH.property, SH.qualifiedValueShape):
            for inner in about.get(predicate, ()):
                if isinstance(inner, _Shape):
                    self.shape(inner, value)
        for predicate in _LISTS:
            for head in about.get(predicate, ()):
                for inner in self._reader.members(head):
                    self.shape(inner, value)  # type: ignore[arg-type]  # the engines refuse literals here
        if SH.qualifiedValueShape in about:
            for sibling in self._reader.siblings(shape):
                self.shape(sibling, value)
        for cls in about.get(SH["class"], ()):
            if isinstance(cls, NamedNode):
                _add_class(self.automaton, value, cls.value)
        if SH.closed in about:
            self.automaton.step(value, None, self.automaton.state())

    def path(self, source: int, path: object, target: int, *, inverse: bool = False, depth: int = 0) -> None:
        """Add a SHACL path."""
        machine, about = self.automaton, self._reader.about.get(path, {})
        if depth > len(self._reader.about):
            raise NoFootprintError("a path has no end")
        if isinstance(path, NamedNode):
            machine.step(source, path, target, inverse=inverse)
        elif RDF.first in about:
            parts = list(self._reader.members(path))
            for part in reversed(parts[1:]) if inverse else parts[:-1]:
                middle = machine.state()
                self.path(source, part, middle, inverse=inverse, depth=depth + 1)
                source = middle
            self.path(source, parts[0] if inverse else parts[-1], target, inverse=inverse, depth=depth + 1)
        elif SH.inversePath in about:
            self.path(source, about[SH.inversePath][0], target, inverse=not inverse, depth=depth + 1)
        elif SH.alternativePath in about:
            for part in self._reader.members(about[SH.alternativePath][0]):
                self.path(source, part, target, inverse=inverse, depth=depth + 1)
        else:
            self._repeated(source, about, target, inverse=inverse, depth=depth)

    def _repeated(self, source: int, about: Values, target: int, *, inverse: bool, depth: int) -> None:
        kind = next((suffix for suffix in _SUFFIXES if suffix in about), None)
        if kind is None:
            raise NoFootprintError("a path is no path")
        before, after = self.automaton.state(), self.automaton.state()
        self.automaton.jump(source, before)
        self.automaton.jump(after, target)
        self.path(before, about[kind][0], after, inverse=inverse, depth=depth + 1)
        if kind != SH.zeroOrOnePath:
            self.automaton.jump(after, before)
        if kind != SH.oneOrMorePath:
            self.automaton.jump(source, target)


class _Reader:
    """Looks things up in a graph of shapes."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.about: dict[object, Values] = defaultdict(lambda: defaultdict(list))
        for triple in triples:
            self.about[triple.subject][triple.predicate].append(triple.object)
        self.about = {node: dict(values) for node, values in self.about.items()}
        self.about.setdefault(None, {})
        self.parameters = [
            path
            for values in list(self.about.values())
            for parameter in values.get(SH.parameter, ())
            for path in self.about.get(parameter, {}).get(SH.path, ())
            if isinstance(path, NamedNode)
        ]

    def with_targets(self) -> list[_Shape]:
        shapes = [node for node in self.about if isinstance(node, _Shape) and self._targets(node)]
        return sorted(shapes, key=str)

    def root(self, shape: _Shape, state: int) -> Root:
        about = self.about[shape]

        def iris(predicate: NamedNode) -> list[NamedNode]:
            return [term for term in about.get(predicate, ()) if isinstance(term, NamedNode)]

        classes = {cls.value for cls in iris(SH.targetClass)}
        if isinstance(shape, NamedNode) and self._is_class(shape):
            classes.add(shape.value)
        return Root(
            shape=shape,
            state=state,
            classes=frozenset(classes),
            subjects_of=frozenset(iris(SH.targetSubjectsOf)),
            objects_of=frozenset(iris(SH.targetObjectsOf)),
            nodes=frozenset(about.get(SH.targetNode, ())),
        )

    def members(self, head: object) -> Iterator[object]:
        seen = set()
        while head != RDF.nil and head not in seen:
            seen.add(head)
            cell = self.about.get(head, {})
            yield from cell.get(RDF.first, ())[:1]
            head = next(iter(cell.get(RDF.rest, ())), RDF.nil)

    def siblings(self, shape: _Shape) -> Iterator[_Shape]:
        """Yield the qualified value shapes of the shapes that stand beside a shape."""
        for values in list(self.about.values()):
            if shape in values.get(SH.property, ()):
                for other in values[SH.property]:
                    for inner in self.about.get(other, {}).get(SH.qualifiedValueShape, ()):
                        if isinstance(inner, _Shape):
                            yield inner

    def query(self, constraint: object, paths: list[object]) -> str:
        about = self.about.get(constraint, {})
        text = next((t.value for t in about.get(SH.select, ()) if isinstance(t, Literal)), "")
        lines = set()
        for holder in about.get(SH.prefixes, ()):
            for declaration in self.about.get(holder, {}).get(SH.declare, ()):
                parts = self.about.get(declaration, {})
                pair = (next(iter(parts.get(p, ())), Literal("")) for p in (SH.prefix, SH.namespace))
                prefix, namespace = (getattr(term, "value", "") for term in pair)
                lines.add(f"PREFIX {prefix}: <{namespace}>\n")
        if paths:
            way = path_text(paths[0], self.about)
            text = text.replace("$PATH", way).replace("?PATH", way)
        return "".join(sorted(lines)) + text

    def _targets(self, node: object) -> bool:
        about = self.about[node]
        named = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf, SH.target)
        return any(predicate in about for predicate in named) or self._is_class(node)

    def _is_class(self, node: object) -> bool:
        kinds = self.about[node].get(RDF.type, ())
        is_shape = SH.NodeShape in kinds or SH.PropertyShape in kinds or SH.property in self.about[node]
        return is_shape and (RDFS.Class in kinds or OWL.Class in kinds)
