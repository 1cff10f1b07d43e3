"""Read OWL and RDF files, and resolve imports to files of this installation; nothing is ever fetched.

What the files say is judged in ``hygiene`` and ``profile``.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, Triple, parse

from chippolitik.assets import asset_path
from chippolitik.errors import InputError
from chippolitik.ontology.names import OWL, RDF

__all__ = [
    "FORMATS",
    "OntologyFile",
    "iterate_rdf",
    "load_ontology",
    "merged",
    "read_file",
    "read_rdf",
    "syntax_message",
]

FORMATS: dict[str, RdfFormat] = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".rdf": RdfFormat.RDF_XML,
    ".xml": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
}
_TURTLE_STARTS = (b"@", b"#", b"PREFIX", b"prefix", b"BASE", b"base", b"_:", b"[")


@dataclass(frozen=True, slots=True)
class OntologyFile:
    """A file with an ontology in it.

    Attributes:
        path: Where it lies.
        iri: IRI of its ontology, or the empty string where it declares none.
        imports: IRIs that it imports, sorted.
        triples: Its triples, in no order.
    """

    path: Path
    iri: str
    imports: tuple[str, ...]
    triples: tuple[Triple, ...]


def read_rdf(path: Path) -> list[Triple]:
    """Return the triples of an RDF file; names of graphs are dropped.

    Args:
        path: A Turtle, N-Triples, N-Quads, TriG, RDF/XML or JSON-LD file, told by its ending; ``.gz`` may follow.
            A file ``.owl`` may hold Turtle as well as RDF/XML.

    Raises:
        InputError: The file is missing, of an unknown ending, or has a syntax error; it names file and line.
    """
    return list(iterate_rdf(path))


def iterate_rdf(path: Path) -> Iterator[Triple]:
    """Yield the triples of an RDF file as ``read_rdf`` gives them, one at a time.

    Raises:
        InputError: As for ``read_rdf``.
    """
    data = _bytes_of(path)
    try:
        for quad in parse(data, format=_format_of(path, data), base_iri=path.resolve().as_uri()):
            yield Triple(quad.subject, quad.predicate, quad.object)
    except SyntaxError as error:
        message = syntax_message(error)
        raise InputError(message, "mend the syntax of the file", file=str(path), line=error.lineno) from error
    except ValueError as error:
        raise InputError(str(error), "mend the syntax of the file", file=str(path)) from error


def syntax_message(error: SyntaxError) -> str:
    """Return what a parser complains about, without the place, which the error itself carries."""
    return re.sub(r"^Parser error (?:at|between) [^:]*: ", "", str(error.msg))


def _bytes_of(path: Path) -> bytes:
    try:
        data = path.read_bytes()
        return gzip.decompress(data) if path.suffix == ".gz" else data
    except OSError as error:
        reason = error.strerror or "not a gzip file"
        raise InputError(reason, "give the path of an RDF file", file=str(path)) from error


def _format_of(path: Path, data: bytes) -> RdfFormat:
    suffix = Path(path.stem).suffix if path.suffix == ".gz" else path.suffix
    found = FORMATS.get(suffix.lower())
    if found is None:
        endings = " ".join(sorted(FORMATS))
        raise InputError("not the ending of an RDF file", f"known endings: {endings}", file=str(path))
    if suffix.lower() == ".owl" and data.lstrip().startswith(_TURTLE_STARTS):
        return RdfFormat.TURTLE
    return found


def read_file(path: Path) -> OntologyFile:
    """Read one ontology file, without what it imports.

    Raises:
        InputError: As for ``read_rdf``.
    """
    triples = tuple(read_rdf(path))
    headers = [t.subject.value for t in triples if _is_header(t) and isinstance(t.subject, NamedNode)]
    imports = {t.object.value for t in triples if t.predicate == OWL.imports and isinstance(t.object, NamedNode)}
    return OntologyFile(path, min(headers, default=""), tuple(sorted(imports)), triples)


def _is_header(triple: Triple) -> bool:
    return triple.predicate == RDF.type and triple.object == OWL.Ontology


@lru_cache(maxsize=1)
def _catalogue(root: Path) -> dict[str, Path]:
    """Map the IRI of each ontology below a folder to its file."""
    return {file.iri: file.path for file in map(read_file, sorted(root.rglob("*.ttl"))) if file.iri}


def load_ontology(path: Path | None = None) -> list[OntologyFile]:
    """Return an ontology with all that it imports, imported files first.

    Args:
        path: The file to begin with; the ontology that the project ships if left out.

    Returns:
        One entry a file. Imports that this installation does not hold are left out: ``hygiene`` reports them.

    Raises:
        InputError: A file cannot be read.
    """
    root = asset_path("ontology")
    found: dict[Path, OntologyFile] = {}

    def visit(file: Path) -> None:
        if file in found:
            return
        read = read_file(file)
        found[file] = read  # holds the place against cycles; moved behind its imports below
        for target in filter(None, map(_catalogue(root).get, read.imports)):
            visit(target)
        found[file] = found.pop(file)

    visit(path or root / "chippolitik.ttl")
    return list(found.values())


def merged(files: Iterable[OntologyFile]) -> Store:
    """Return a store in memory with the triples of all files in its default graph."""
    store = Store()
    for file in files:
        store.bulk_extend(Quad(t.subject, t.predicate, t.object) for t in file.triples)
    return store
