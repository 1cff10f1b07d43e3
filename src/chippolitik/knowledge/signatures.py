"""What the ontology says about who may stand on either side of a property: domains, ranges, the hierarchy of classes.

Read from the Turtle of the modules; whether rows keep to it is judged in ``lint_fillers``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode, RdfFormat, parse

from chippolitik.assets import asset_path
from chippolitik.namespaces import CHIP

__all__ = ["Signatures", "load_signatures"]

_RDFS = "http://www.w3.org/2000/01/rdf-schema#"


@dataclass(frozen=True, slots=True)
class Signatures:
    """Domains, ranges and superclasses, as local names of our ontology.

    Attributes:
        domains: Property → classes of which a subject must be one of each.
        ranges: Property → the same of a value; empty where the value is a literal or a concept.
        above: Class → itself and all its superclasses.
    """

    domains: Mapping[str, frozenset[str]]
    ranges: Mapping[str, frozenset[str]]
    above: Mapping[str, frozenset[str]]

    def fits(self, cls: str, needed: str) -> bool:
        """Return whether a class is the needed one or lies below it."""
        return cls == needed or needed in self.above.get(cls, frozenset())


def load_signatures() -> Signatures:
    """Read the modules of the ontology; about 30 ms.

    A property has the domains and ranges of those above it, too.

    Raises:
        AssetError: The installation lacks the modules.

    Example:
        >>> signatures = load_signatures()
        >>> sorted(signatures.ranges["controlList"]), signatures.fits("AIAccelerator", "Product")
        (['ControlList'], True)
    """
    said: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for path in sorted(asset_path("ontology/modules").glob("*.ttl")):
        for triple in parse(path.read_bytes(), format=RdfFormat.TURTLE):
            if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode):
                subject, value = _local(triple.subject), _local(triple.object)
                if subject and value and triple.predicate.value.startswith(_RDFS):
                    said[triple.predicate.value.removeprefix(_RDFS)][subject].add(value)
    classes, properties = said["subClassOf"], said["subPropertyOf"]
    names = {*classes, *(value for values in classes.values() for value in values)}
    sides = {*said["domain"], *said["range"], *properties}
    return Signatures(
        {name: _inherited(name, said["domain"], properties) for name in sides},
        {name: _inherited(name, said["range"], properties) for name in sides},
        {name: _closure(name, classes) for name in names},
    )


def _inherited(name: str, side: Mapping[str, set[str]], properties: Mapping[str, set[str]]) -> frozenset[str]:
    return frozenset(cls for above in _closure(name, properties) for cls in side.get(above, ()))


def _closure(name: str, parents: Mapping[str, set[str]]) -> frozenset[str]:
    found, todo = {name}, [name]
    while todo:
        for parent in parents.get(todo.pop(), ()):
            if parent not in found:
                found.add(parent)
                todo.append(parent)
    return frozenset(found)


def _local(node: NamedNode) -> str:
    return node.value.removeprefix(CHIP) if node.value.startswith(CHIP) else ""
