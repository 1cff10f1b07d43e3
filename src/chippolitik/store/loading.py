"""RDF files made elsewhere, read for a store: each becomes one graph. Whether they may enter is judged elsewhere."""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse

from chippolitik.errors import InputError
from chippolitik.namespaces import FILE_GRAPH
from chippolitik.ontology.files import FORMATS
from chippolitik.store.compression import COMPRESSIONS, opened
from chippolitik.store.record import FileRecord, Source
from chippolitik.store.scanning import LineScan, scan_big, scan_lines, usual
from chippolitik.store.syntax import parse_errors

__all__ = ["RdfFile", "read_rdf_file"]

_BIG = 100_000_000  # bytes of a file that two processes look through


@dataclass(frozen=True, slots=True, kw_only=True)
class RdfFile:
    """A file that was read once from end to end.

    Attributes:
        path: Where it lies.
        id: First 24 hexadecimal digits of the SHA-256 of its bytes, those inside a compressed file.
        triples: Number of statements.
        graphs: Number of named graphs in it; they become one.
        rewritten: Literals that the store keeps in another form: as written → as kept.
        blank: Whether it has blank nodes.
    """

    path: Path
    id: str
    triples: int
    graphs: int
    rewritten: dict[str, str]
    blank: bool

    def quads(self) -> Iterator[Quad]:
        """Yield its statements in its graph, read anew; blank nodes are named by their place in the file."""
        graph, names = NamedNode(FILE_GRAPH + self.id), dict[BlankNode, BlankNode]()

        def own(term: NamedNode | BlankNode | Literal) -> NamedNode | BlankNode | Literal:
            if isinstance(term, BlankNode):
                return names.setdefault(term, BlankNode(f"f{self.id[:12]}b{len(names)}"))
            return term

        for quad in _parse(self.path, self.id):
            yield Quad(own(quad.subject), quad.predicate, own(quad.object), graph)  # type: ignore[arg-type] # kinds of terms are kept

    def record(self) -> FileRecord:
        """Return what goes into a store."""
        form = _format_of(self.path)
        plain = not self.blank and not form.supports_datasets
        return FileRecord(
            id=self.id,
            key=self.path.resolve().as_uri(),
            name=str(self.path),
            quads=self.quads(),
            source=Source(path=self.path, format=form, base=f"{FILE_GRAPH}{self.id}/") if plain else None,
        )


def read_rdf_file(path: Path) -> RdfFile:
    """Read a file from end to end, to know what a store must be told of it.

    A file of N-Triples that has nothing unusual is not parsed: the database does that, and takes all of it or nothing.

    Args:
        path: A Turtle, N-Triples, N-Quads, TriG, RDF/XML or JSON-LD file, told by its ending; ``.gz`` or
            ``.zst`` may follow.

    Raises:
        MissingPartError: It ends in ``.zst`` and the extra ``zstd`` is not installed.
        InputError: It is missing, empty, of an unknown ending, uses RDF-star, or has a syntax error; with the line.
    """
    if _format_of(path) == RdfFormat.N_TRIPLES:
        scan = _scanned(path)
        if scan.sure and scan.statements:
            return RdfFile(
                path=path,
                id=scan.digest[:24],
                triples=scan.statements,
                graphs=0,
                rewritten=dict(_rewritten(scan.odd)),
                blank=False,
            )
    identifier = _digest(path)
    graphs, rewritten, count, blank = set[str](), dict[str, str](), 0, False
    datasets = _format_of(path).supports_datasets
    rest = iter(_parse(path, identifier))
    while chunk := list(islice(rest, 10_000)):
        count += len(chunk)
        objects = [quad.object for quad in chunk]
        kinds = set(map(type, objects)) | {type(quad.subject) for quad in chunk}
        if Triple in kinds:
            raise InputError("uses RDF-star, which no graph here has", "state it without triple terms", file=str(path))
        blank = blank or BlankNode in kinds
        if datasets:
            graphs.update(quad.graph_name.value for quad in chunk if not isinstance(quad.graph_name, DefaultGraph))
        if Literal in kinds:
            rewritten.update(_rewritten(objects))
    if not count:
        raise InputError("holds no statement", "give a file with RDF in it", file=str(path))
    return RdfFile(path=path, id=identifier, triples=count, graphs=len(graphs), rewritten=rewritten, blank=blank)


def _format_of(path: Path) -> RdfFormat:
    name = path.with_suffix("") if path.suffix in COMPRESSIONS else path
    found = FORMATS.get(name.suffix.lower())
    if found is None:
        raise InputError("not the ending of an RDF file", f"known: {' '.join(sorted(FORMATS))}", file=str(path))
    return found


def _digest(path: Path) -> str:
    _format_of(path)
    found = hashlib.sha256()
    with _reading(path) as file:
        while block := file.read(2**20):
            found.update(block)
    return found.hexdigest()[:24]


def _scanned(path: Path) -> LineScan:
    with _reading(path) as file:
        plain = path.suffix not in COMPRESSIONS
        return scan_big(path) if plain and path.stat().st_size >= _BIG else scan_lines(file)


@contextmanager
def _reading(path: Path) -> Iterator[IO[bytes]]:
    try:
        with opened(path) as file:
            yield file
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise InputError("the compressed file is cut off or broken", "compress it again", file=str(path)) from error
    except OSError as error:
        raise InputError(error.strerror or str(error), "give the path of an RDF file", file=str(path)) from error


def _parse(path: Path, identifier: str) -> Iterator[Quad]:
    """Parse; a relative IRI is resolved against the graph of the file, so that it does not depend on the folder."""
    with parse_errors(path), opened(path) as file:
        yield from parse(file, format=_format_of(path), base_iri=f"{FILE_GRAPH}{identifier}/")


def _rewritten(terms: Iterable[object]) -> Iterator[tuple[str, str]]:
    """Yield literals that come back from a store in another form."""
    typed = {term for term in terms if type(term) is Literal and not usual(term.value, term.datatype.value)}
    if not typed:
        return
    ordered, predicate, store = sorted(typed, key=str), NamedNode(FILE_GRAPH + "was"), Store()
    nodes = [NamedNode(f"{FILE_GRAPH}{number}") for number in range(len(ordered))]
    store.extend(Quad(node, predicate, term) for node, term in zip(nodes, ordered, strict=True))
    for node, term in zip(nodes, ordered, strict=True):
        kept = next(store.quads_for_pattern(node, None, None, None)).object
        if str(kept) != str(term):
            yield _short(term), _short(kept)


def _short(term: object) -> str:
    return str(term).replace("<http://www.w3.org/2001/XMLSchema#", "xsd:").removesuffix(">")
