"""Where terms of the ontology are used: in queries, in shapes, and in what makes data.

Queries, shapes and code are read by name, nothing is run. What is used nowhere is told in ``coverage``.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Triple

import chippolitik
from chippolitik.assets import asset_path
from chippolitik.model.kinds import KINDS
from chippolitik.namespaces import CHIP
from chippolitik.ontology.files import read_rdf
from chippolitik.ontology.names import Namespace

__all__ = ["Usage", "iris_in", "iris_of", "query_files", "shape_files", "usages"]

_SH = Namespace("http://www.w3.org/ns/shacl#")
_PREFIX = re.compile(r"^\s*PREFIX\s+([\w-]*):\s*<([^>]*)>", re.IGNORECASE | re.MULTILINE)
_NAME = re.compile(r"(?<![\w:/#<])([A-Za-z][\w-]*|):([A-Za-z_][\w-]*)|<([^<>\s]+)>")
_MAPPERS = ("graph",)  # packages whose strings name classes and properties
_READERS = ("annotate", "extract", "resolve")  # packages whose strings name classes, beside words of the language


@dataclass(slots=True)
class Usage:
    """Where one term is used.

    Attributes:
        queries: Queries as ``folder/name``, sorted; likewise ``shapes``, by name.
        mapped: Whether kinds of claims, the code or the knowledge base make data with it.
    """

    queries: list[str] = field(default_factory=list)
    shapes: list[str] = field(default_factory=list)
    mapped: bool = False

    def __bool__(self) -> bool:
        return bool(self.queries or self.shapes or self.mapped)


def usages(made: Iterable[str]) -> dict[str, Usage]:
    """Return the usage of each IRI that anything of the project names.

    Args:
        made: The IRIs that data already made use, such as those of the graph of the knowledge base.
    """
    found: dict[str, Usage] = {}
    for path in query_files():
        for iri in iris_in(path.read_text(encoding="utf-8")):
            found.setdefault(iri, Usage()).queries.append(f"{path.parent.name}/{path.stem}")
    prefixes = _shape_prefixes()
    for path in shape_files():
        for iri in _shape_iris(read_rdf(path), prefixes):
            found.setdefault(iri, Usage()).shapes.append(path.stem)
    for iri in chain(made, _mapped()):
        found.setdefault(iri, Usage()).mapped = True
    return found


def iris_of(data: Iterable[Triple]) -> set[str]:
    """Return the IRIs that triples use."""
    return {term.value for triple in data for term in triple if isinstance(term, NamedNode)}


def query_files() -> list[Path]:
    """Return the query files that the project ships, by folder and name."""
    return sorted(asset_path("queries").rglob("*.rq"))


def shape_files() -> list[Path]:
    """Return the shape files that the project ships, by name, without the one that holds prefixes."""
    return [path for path in sorted(asset_path("shapes").glob("*.ttl")) if path.stem != "prefixes"]


def iris_in(sparql: str, prefixes: Mapping[str, str] | None = None) -> set[str]:
    """Return the IRIs that a SPARQL text names, comments and strings left out.

    Args:
        sparql: The text.
        prefixes: Prefix → namespace, beside those that the text declares.

    Example:
        >>> sorted(iris_in('PREFIX e: <http://e.org/> SELECT ?x { ?x a e:Chip ; e:note "e:no" }'))
        ['http://e.org/Chip', 'http://e.org/note']
    """
    code = re.sub(r"^\s*#.*$", "", sparql, flags=re.MULTILINE)
    known = dict(prefixes or {}) | dict(_PREFIX.findall(code))
    code = re.sub(r'"(?:[^"\\\n]|\\.)*"', '""', _PREFIX.sub("", code))
    found = set()
    for prefix, local, iri in _NAME.findall(code):
        if iri:
            found.add(iri)
        elif prefix in known:
            found.add(known[prefix] + local)
    return found


def _shape_prefixes() -> dict[str, str]:
    parts: dict[object, dict[str, str]] = {}
    for triple in read_rdf(asset_path("shapes/prefixes.ttl")):
        if triple.predicate in {_SH.prefix, _SH.namespace} and isinstance(triple.object, Literal):
            parts.setdefault(triple.subject, {})[triple.predicate.value.rsplit("#", 1)[-1]] = triple.object.value
    return {part["prefix"]: part["namespace"] for part in parts.values()}


def _shape_iris(triples: Iterable[Triple], prefixes: Mapping[str, str]) -> set[str]:
    found = set()
    for triple in triples:
        if isinstance(triple.object, NamedNode):
            found.add(triple.object.value)
        elif isinstance(triple.object, Literal) and triple.predicate == _SH.select:
            found |= iris_in(triple.object.value, prefixes)
    return found


def _mapped() -> Iterator[str]:
    for kind, spec in KINDS.items():
        yield CHIP + kind.value
        yield from (CHIP + role.property for role in spec.roles)
        if spec.shortcut:
            yield CHIP + spec.shortcut[0]
    package = Path(chippolitik.__file__).parent
    for folder in (*_MAPPERS, *_READERS):
        for path in sorted((package / folder).glob("*.py")):
            names = _names_in(path.read_text(encoding="utf-8"))
            yield from (CHIP + name for name in names if folder in _MAPPERS or name[0].isupper())


def _names_in(code: str) -> Iterator[str]:
    """Yield the strings of Python code that may name a term."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isidentifier():
            yield node.value
