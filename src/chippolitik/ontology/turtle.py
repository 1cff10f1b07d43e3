"""Write Turtle in one fixed layout: the same graph and prefixes always give the same bytes.

Parsing and the check of files against their layout are in ``formatting``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, Literal, NamedNode, Quad, Triple

from chippolitik.ontology.names import OWL, RDF, RDFS, XSD, Namespace

__all__ = ["turtle"]

Node: TypeAlias = NamedNode | BlankNode
Term: TypeAlias = NamedNode | BlankNode | Literal | Triple

_SH = Namespace("http://www.w3.org/ns/shacl#")
# Subjects come in the order of the first type that they have here; then by IRI.
_TYPES = (
    OWL.Ontology,
    OWL.AnnotationProperty,
    OWL.Class,
    OWL.ObjectProperty,
    OWL.DatatypeProperty,
    _SH.NodeShape,
    _SH.PropertyShape,
)
# Predicates come in this order; all others follow by IRI.
_PREDICATES = (
    RDF.type,
    RDFS.subClassOf,
    RDFS.subPropertyOf,
    RDFS.domain,
    RDFS.range,
    OWL.inverseOf,
    OWL.propertyChainAxiom,
    OWL.equivalentClass,
    OWL.disjointWith,
    _SH.targetClass,
    _SH.path,
)
_LAST = (RDFS.isDefinedBy, RDFS.label)  # and what follows them by IRI: definitions, examples, notes
_LANGUAGES = ("en", "de")
_LOCAL = re.compile(r"[A-Za-z_0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_INTEGER, _DECIMAL = re.compile(r"[+-]?[0-9]+"), re.compile(r"[+-]?[0-9]*\.[0-9]+")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_INDENT = "    "


def turtle(triples: Iterable[Triple], prefixes: Mapping[str, str]) -> str:
    """Return a graph as Turtle.

    Blank nodes that one triple points to are written in brackets, lists in parentheses; only what is shared or cyclic
    gets a label, from the canonical form of the graph.

    Args:
        triples: The graph.
        prefixes: Prefix → namespace; those that nothing uses are left out.

    Returns:
        The text, with a newline at the end.

    Source:
        RDF 1.1 Turtle; RDF Dataset Canonicalization 1.0 for labels.

    Example:
        >>> chip = Namespace("https://w3id.org/chippolitik/ontology#")
        >>> print(turtle([Triple(chip.H20, RDF.type, chip.Chip)], {"chip": chip.base}), end="")
        @prefix chip: <https://w3id.org/chippolitik/ontology#> .
        <BLANKLINE>
        chip:H20 a chip:Chip .
    """
    return _Writer(_canonical(triples), prefixes).write()


def _canonical(triples: Iterable[Triple]) -> list[Triple]:
    """Give shared blank nodes the labels of the canonical form; the graph has a name, so that order is kept."""
    given = list(triples)
    if not any(isinstance(t.subject, BlankNode) for t in given):
        return given
    dataset = Dataset(Quad(t.subject, t.predicate, t.object) for t in given)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return [Triple(quad.subject, quad.predicate, quad.object) for quad in dataset]


class _Writer:
    """One graph on its way to text."""

    def __init__(self, triples: list[Triple], prefixes: Mapping[str, str]) -> None:
        self.about: dict[Node, dict[NamedNode, list[Term]]] = defaultdict(lambda: defaultdict(list))
        self.pointed: dict[Node, int] = defaultdict(int)
        for triple in set(triples):
            if isinstance(triple.subject, Triple):
                raise TypeError("a quoted triple has no place in an ontology")
            self.about[triple.subject][triple.predicate].append(triple.object)
            if isinstance(triple.object, BlankNode):
                self.pointed[triple.object] += 1
        self.namespaces = sorted(((base, name) for name, base in prefixes.items()), key=lambda x: (-len(x[0]), x[1]))
        self.used: dict[str, str] = {}
        self.labels = self._labels()

    def _labels(self) -> dict[Node, str]:
        """Label the blank nodes that cannot be nested: shared ones, and one of each cycle."""
        shared = {node for node, count in self.pointed.items() if count > 1}
        nested: set[Node] = set()

        def walk(node: Node) -> None:
            for objects in self.about.get(node, {}).values():
                for item in objects:
                    if isinstance(item, BlankNode) and item not in shared and item not in nested:
                        nested.add(item)
                        walk(item)

        for node in self.about:
            if not isinstance(node, BlankNode) or node in shared or not self.pointed[node]:
                walk(node)
        for node in sorted((n for n in self.about if isinstance(n, BlankNode)), key=lambda n: n.value):
            if node not in nested and node not in shared and self.pointed[node]:
                shared.add(node)  # in a cycle that nothing else reaches
                walk(node)
        return {node: f"_:b{number}" for number, node in enumerate(sorted(shared, key=lambda n: n.value))}

    def write(self) -> str:
        tops = [n for n in self.about if not isinstance(n, BlankNode) or n in self.labels or not self.pointed[n]]
        blocks = [block for _, block in sorted((self._rank(node), self._block(node)) for node in tops)]
        head = "".join(f"@prefix {name}: <{base}> .\n" for name, base in sorted(self.used.items()))
        return "\n".join(filter(None, [head, *(f"{block}\n" for block in blocks)]))

    def _rank(self, node: Node) -> tuple[bool, int, str]:
        types = self.about[node].get(RDF.type, [])
        place = min((_TYPES.index(t) for t in types if isinstance(t, NamedNode) and t in _TYPES), default=len(_TYPES))
        if isinstance(node, BlankNode):
            return True, place, self.labels.get(node, "")
        return False, place, node.value

    def _block(self, node: Node) -> str:
        if isinstance(node, BlankNode) and node not in self.labels:
            return f"[]{self._properties(node, 1)} ."
        return f"{self._term(node, 0)}{self._properties(node, 1)} ."

    def _properties(self, node: Node, depth: int) -> str:
        """Return predicates and objects, the first on the line of the subject."""
        parts = []
        for predicate in sorted(self.about[node], key=_predicate_key):
            objects = self._objects(self.about[node][predicate], depth)
            verb = "a" if predicate == RDF.type else self._iri(predicate)
            parts.append(f"{verb} {objects}")
        return " " + f" ;\n{_INDENT * depth}".join(parts)

    def _objects(self, objects: list[Term], depth: int) -> str:
        texts = [text for _, text in sorted((_object_key(item), self._term(item, depth)) for item in objects)]
        separator = f",\n{_INDENT * (depth + 1)}" if any(isinstance(o, Literal) for o in objects) else ", "
        return separator.join(texts)

    def _term(self, term: Term, depth: int) -> str:
        if isinstance(term, NamedNode):
            return self._iri(term)
        if isinstance(term, Literal):
            return self._literal(term)
        if isinstance(term, Triple):
            raise TypeError("a quoted triple has no place in an ontology")
        if term in self.labels:
            return self.labels[term]
        items = self._list(term)
        if items is not None:
            return f"( {' '.join(self._term(item, depth) for item in items)} )"
        if not self.about.get(term):
            return "[]"
        inner = self._properties(term, depth + 1)[1:]
        return f"[\n{_INDENT * (depth + 1)}{inner}\n{_INDENT * depth}]"

    def _list(self, node: Node) -> list[Term] | None:
        """Return the members of a well-formed list, or None."""
        items: list[Term] = []
        at: Term = node
        while at != RDF.nil:
            if not isinstance(at, BlankNode) or at in self.labels or at not in self.about:
                return None
            cell = self.about[at]
            if set(cell) != {RDF.first, RDF.rest} or len(cell[RDF.first]) != 1 or len(cell[RDF.rest]) != 1:
                return None
            items.append(cell[RDF.first][0])
            at = cell[RDF.rest][0]
        return items

    def _iri(self, node: NamedNode) -> str:
        if node == RDF.nil:
            return "()"
        for base, name in self.namespaces:
            local = node.value[len(base) :]
            if node.value.startswith(base) and _LOCAL.fullmatch(local):
                self.used[name] = base
                return f"{name}:{local}"
        return f"<{node.value}>"

    def _literal(self, term: Literal) -> str:
        value, kind = term.value, term.datatype
        if kind == XSD.boolean and value in {"true", "false"}:
            return value
        if (kind == XSD.integer and _INTEGER.fullmatch(value)) or (kind == XSD.decimal and _DECIMAL.fullmatch(value)):
            return value
        quoted = _quoted(value)
        if term.language:
            return f"{quoted}@{term.language}"
        return quoted if kind == XSD.string else f"{quoted}^^{self._iri(kind)}"


def _quoted(value: str) -> str:
    """Quote a string; one of several lines keeps them, in long quotes."""
    if "\n" in value:
        body = value.replace("\\", "\\\\").replace('"', '\\"').replace("\r", "\\r")
        return f'"""{_plain_quotes(body)}"""'
    return '"' + "".join(_ESCAPES.get(c, c) for c in value) + '"'


def _plain_quotes(body: str) -> str:
    """Take back the escape of a quotation mark that stands alone inside long quotes."""
    return re.sub(r'(?<!["\\])\\"(?!\\"|$)', '"', body)


def _predicate_key(node: NamedNode) -> tuple[int, str]:
    if node in _PREDICATES:
        return _PREDICATES.index(node), ""
    if node in _LAST or node.value.startswith("http://www.w3.org/2004/02/skos/core#"):
        return 100 + (_LAST.index(node) if node in _LAST else len(_LAST)), node.value
    return 50, node.value


def _object_key(term: Term) -> tuple[int, int, str, str]:
    if isinstance(term, Literal):
        language = term.language or ""
        place = _LANGUAGES.index(language) if language in _LANGUAGES else len(_LANGUAGES)
        return 1, place, language, term.value
    return (0 if isinstance(term, NamedNode) else 2), 0, "", term.value if isinstance(term, NamedNode) else ""
