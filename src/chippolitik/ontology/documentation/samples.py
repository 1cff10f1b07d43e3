"""An example of each term in data, as Turtle: a node from the valid examples of the shapes, else of the knowledge base.

Those examples are held by tests, and the knowledge base by its checks, so that what is shown is right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from chippolitik.assets import asset_path
from chippolitik.namespaces import CHIP, ID, VOCAB
from chippolitik.ontology.names import RDF, RDFS, XSD
from chippolitik.ontology.turtle import turtle

__all__ = ["samples"]

_PREFIXES = {"chip": CHIP, "id": ID, "rdfs": RDFS.base, "vocab": VOCAB, "xsd": XSD.base}

_FEW = 8  # triples that are shown of a node of the knowledge base
_MANY = 3  # triples from which on a node tells something


def samples(data: Iterable[Triple]) -> dict[str, str]:
    """Return an example for each term that is used in one: IRI of the term → Turtle without prefixes.

    Args:
        data: The knowledge base, for terms of which no valid example of a shape tells enough.
    """
    found = _of_shapes()
    thin = {term: written for term, ((_, few, _), written) in found.items() if few}
    full = {term: written for term, (_, written) in found.items() if term not in thin}
    return thin | _of_data(data) | full


def _of_data(data: Iterable[Triple]) -> dict[str, str]:
    """Return of each term the first node that uses it: its class, its label, what the term says, and a little more."""
    nodes: dict[NamedNode, list[Triple]] = defaultdict(list)
    for triple in sorted(data, key=str):
        if isinstance(triple.subject, NamedNode):
            nodes[triple.subject].append(triple)
    found: dict[str, str] = {}
    for triples in nodes.values():
        for term in _terms(triples) - found.keys():
            shown = sorted(
                triples, key=lambda t: (t.predicate not in {RDF.type, RDFS.label}, term != t.predicate.value)
            )
            found[term] = _without_prefixes(turtle(shown[:_FEW], _PREFIXES))
    return found


def _of_shapes() -> dict[str, tuple[tuple[bool, bool, str], str]]:
    """Return examples of shapes; a class prefers those of the shape of its name, then come nodes that tell enough."""
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
    return found


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
