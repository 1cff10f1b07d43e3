"""An example of each term in data: a node from the valid examples of the shapes, as Turtle.

Those examples are held by tests, so that what is shown is right.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from chippolitik.assets import asset_path
from chippolitik.namespaces import CHIP
from chippolitik.ontology.names import RDF
from chippolitik.ontology.turtle import turtle

__all__ = ["samples"]

_MANY = 3  # triples from which on a node tells something


def samples() -> dict[str, str]:
    """Return an example for each term that a valid example of a shape uses: IRI of the term → Turtle without prefixes.

    A class prefers the examples of the shape of its name; then the node with enough triples in the first file wins.
    """
    found: dict[str, tuple[tuple[bool, bool, str], str]] = {}
    for path in sorted(asset_path("shapes/examples").glob("*/valid-*.ttl")):
        parser = parse(path.read_bytes(), format=RdfFormat.TURTLE)
        nodes: dict[NamedNode, list[Triple]] = defaultdict(list)
        for quad in parser:
            if isinstance(quad.subject, NamedNode):
                nodes[quad.subject].append(Triple(quad.subject, quad.predicate, quad.object))
        for node, triples in nodes.items():
            written = ""
            for term in _terms(triples):
                rank = _rank(term, triples, path, node)
                if term not in found or rank < found[term][0]:
                    written = written or _without_prefixes(turtle(triples, parser.prefixes))
                    found[term] = rank, written
    return {term: written for term, (_, written) in found.items()}


def _terms(triples: list[Triple]) -> set[str]:
    named = {triple.predicate.value for triple in triples}
    named |= {getattr(triple.object, "value", "") for triple in triples if triple.predicate == RDF.type}
    return {iri for iri in named if iri.startswith(CHIP)}


def _rank(term: str, triples: list[Triple], path: Path, node: NamedNode) -> tuple[bool, bool, str]:
    """Return what makes an example good; less is better."""
    home = path.parent.name == term.removeprefix(CHIP)
    return not home, len(triples) < _MANY, f"{path.parent.name}/{path.name} {node.value}"


def _without_prefixes(written: str) -> str:
    return "\n".join(line for line in written.splitlines() if not line.startswith("@prefix")).strip()
