"""Ten small mistakes that the ontology must refuse, each for the reason that its file states."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from chippolitik.namespaces import CHIP
from chippolitik.ontology import load_ontology, read_rdf
from chippolitik.ontology.index import Index, Node
from chippolitik.ontology.names import OWL, RDF, RDFS
from chippolitik.ontology.reasoning import java_is_there, reason

CASES = sorted((Path(__file__).parent / "inconsistent").glob("*.ttl"))
MODULES = [triple for file in load_ontology() if file.path.parent.name == "modules" for triple in file.triples]
ONTOLOGY = Index(MODULES)


def above(node: Node, predicate: NamedNode) -> set[Node]:
    found, todo = {node}, [node]
    while todo:
        for parent in ONTOLOGY.nodes(todo.pop(), predicate):
            if parent not in found:
                found.add(parent)
                todo.append(parent)
    return found


def types_of(triples: list[Triple]) -> dict[Node, set[Node]]:
    """Return the classes of each node by type, domain, range and hierarchy."""
    types: dict[Node, set[Node]] = {}
    for subject, predicate, item in Index(triples).triples:
        if predicate == RDF.type and not isinstance(item, Literal):
            types.setdefault(subject, set()).update(above(item, RDFS.subClassOf))
        for prop in above(predicate, RDFS.subPropertyOf):
            for end, axis in ((subject, RDFS.domain), (item, RDFS.range)):
                for cls in ONTOLOGY.nodes(prop, axis):
                    if not isinstance(end, Literal):
                        types.setdefault(end, set()).update(above(cls, RDFS.subClassOf))
    return types


def are_disjoint(one: Node, other: Node) -> bool:
    axioms = ONTOLOGY.instances(OWL.AllDisjointClasses)
    pairs = [ONTOLOGY.members(head) for axiom in axioms for head in ONTOLOGY.objects(axiom, OWL.members)]
    told = other in ONTOLOGY.objects(one, OWL.disjointWith) or one in ONTOLOGY.objects(other, OWL.disjointWith)
    return told or any(one in members and other in members for members in pairs)


def test_there_are_ten() -> None:
    """There are ten cases."""
    assert len(CASES) == 10


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_each_clashes_for_its_stated_reason(path: Path) -> None:
    """Some node of the file falls under both classes that the file names, and these are disjoint as such."""
    clash = re.search(r"^# clash: (\w+) (\w+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert clash is not None
    one, other = (NamedNode(CHIP + name) for name in clash.groups())
    assert [node for node, types in types_of(read_rdf(path)).items() if {one, other} <= types]
    assert are_disjoint(one, other)


@pytest.mark.skipif(not java_is_there(), reason="HermiT needs Java, which is not installed")
@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_hermit_refuses_each(path: Path) -> None:
    """HermiT finds ontology and file together inconsistent."""
    verdict = reason([*MODULES, *read_rdf(path)])
    assert not verdict.consistent
    assert verdict.refused == ""
