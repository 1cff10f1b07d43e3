"""A big file against what a store has: the same findings as ``against``, without an object for each triple.

The file is judged as a whole by the engines for files, together with what shapes see in the store from the nodes that
both know; that tells what is wrong with nodes that are new. What is wrong with nodes that the store knows is told
by the triples that touch these, which are few where the two meet little.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from chippolitik.graph.terms import chip
from chippolitik.graph.view import View
from chippolitik.namespaces import ONTOLOGY_GRAPH
from chippolitik.validation.automaton import Node
from chippolitik.validation.bulk_file import validate_ntriples
from chippolitik.validation.change import Change
from chippolitik.validation.declared import tells_undeclared
from chippolitik.validation.delta import own_delta
from chippolitik.validation.finding import Finding, claim_of, in_order
from chippolitik.validation.gate import quotes_of, with_quotes
from chippolitik.validation.triple_index import term_of, token_of

__all__ = ["OtherLinesError", "validate_file_against"]

_EACH = 3  # triples of the store that are gone through for each node of the file, before nodes are looked up one by one


class OtherLinesError(Exception):
    """A file is no N-Triples, or written otherwise than Oxigraph writes it."""


def validate_file_against(view: View, path: Path, *, drop: Iterable[str] = ()) -> list[Finding]:
    """Return what would be wrong if a file came into a store, in order; see ``against.validate_against``.

    A fault of a graph that goes is told again where the file states it anew.

    Args:
        view: The store; not written to.
        path: The file, N-Triples as Oxigraph writes them. Gone through some times; what is held are its nodes, and
            what the engines for files hold.
        drop: IRIs of graphs that the file takes the place of.

    Raises:
        OtherLinesError: The file must be written anew first.
        InputError: The compiled engine is not there.
    """
    dropped = [NamedNode(graph) for graph in drop]
    store, lines = _Kept(view, frozenset(dropped)), _Lines(path)
    gone = {Triple(q.subject, q.predicate, q.object) for graph in dropped for q in view.match(graph=graph)}
    ends = {token_of(end) for triple in gone for end in (triple.subject, triple.object)}
    known = _known(store, lines.subjects | lines.objects | ends)
    met = [term_of(token) for token in known]
    around = sorted(own_delta().around(store, met), key=str)
    whole = validate_ntriples(path, around=around)
    found = [f for f in whole if lines.alone_has(f.focus, known) or tells_undeclared(f)]
    touching = [t for t in lines.touching(known, own_delta().inverse) if not _has_triple(store, t)]
    lost = _lost(gone, known, lines, store)
    if touching or lost:
        change = Change(frozenset(touching), frozenset(lost))
        result = own_delta().judge(view, change, before=True)
        told = {*result.new, *(f for f in result.findings if _token(f.focus) in lines.subjects)}
        found += lines.with_quotes([f for f in told if not lines.alone_has(f.focus, known)])
    return in_order(found)


class _Kept:
    """The triples of a store that stay, the ontology's aside; see ``automaton.Triples``."""

    def __init__(self, view: View, dropped: frozenset[NamedNode]) -> None:
        self._view, self._without = view, dropped | {NamedNode(ONTOLOGY_GRAPH)}

    def triples(self, subject: Node | None, predicate: NamedNode | None, value: Node | None) -> Iterator[Triple]:
        for quad in self._view.match(subject, predicate, value):  # type: ignore[arg-type]  # no literal is asked for
            if quad.graph_name not in self._without:
                yield Triple(quad.subject, quad.predicate, quad.object)


@dataclass(slots=True)
class _Lines:
    """The lines of a file; its nodes are held as tokens.

    Attributes:
        path: The file.
        subjects: Nodes that it describes.
        objects: Nodes that it only names, or describes too.
    """

    path: Path
    subjects: set[str] = field(default_factory=set)
    objects: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        subjects, objects, predicates = self.subjects, self.objects, set[str]()
        try:
            for subject, predicate, value in self.parts():
                if subject not in subjects:
                    subjects.add(_usual(subject))
                if predicate not in predicates:
                    predicates.add(_usual(predicate))
                if value[0] != '"' and value not in objects:
                    objects.add(_usual(value))
        except (ValueError, IndexError) as error:
            raise OtherLinesError(str(self.path)) from error

    def parts(self) -> Iterator[Sequence[str]]:
        """Yield subject, predicate and object of each line as tokens."""
        with self.path.open(encoding="utf-8", newline="\n") as file:
            for line in file:
                parts = line.split(" ", 2)
                if line[-3:] != " .\n":
                    raise ValueError(line)
                parts[2] = parts[2][:-3]
                yield parts

    def alone_has(self, focus: str, known: set[str]) -> bool:
        """Tell whether a node that something is found at is in the file and unknown to the store."""
        token = _token(focus)
        return token not in known and (token in self.subjects or token in self.objects)

    def with_quotes(self, findings: list[Finding]) -> list[Finding]:
        """Return findings with the quotes of their claims, if the file has them."""
        claims, quote = {finding.claim for finding in findings}, token_of(chip("exactQuote"))
        parts = [p for p in self.parts() if p[1] == quote and claim_of(p[0][1:-1]) in claims] if claims else ()
        return with_quotes(findings, quotes_of(_triples(parts)))

    def touching(self, known: set[str], inverse: frozenset[NamedNode]) -> list[Triple]:
        """Return the triples that begin a way from the store into the file, and all that follow them there."""
        against = {token_of(predicate) for predicate in inverse}
        found: dict[tuple[str, ...], None] = {}
        waiting, done = set(known), set[str]()
        while waiting:
            reached = set()
            for subject, predicate, value in self.parts():
                forward, back = subject in waiting, value in waiting and predicate in against
                if forward or back:
                    found[subject, predicate, value] = None
                    reached |= {value} if forward else set()
                    reached |= {subject} if back else set()
            done |= waiting
            waiting = (reached & self.subjects) - done
        return _triples(found)


def _usual(token: str) -> str:
    """Return an IRI or a blank node that is written the usual way.

    Raises:
        ValueError: It is written otherwise.
    """
    if ((token[0] == "<" and token[-1] == ">") or token[:2] == "_:") and not any(mark in token for mark in " \\\t"):
        return token
    raise ValueError(token)


def _triples(parts: Iterable[Sequence[str]]) -> list[Triple]:
    text = "\n".join(f"{' '.join(part)} ." for part in parts)
    return [Triple(q.subject, q.predicate, q.object) for q in parse(text, format=RdfFormat.N_TRIPLES, lenient=True)]


def _token(focus: str) -> str:
    return focus if focus[:2] == "_:" else f"<{focus}>"


def _known(store: _Kept, nodes: set[str]) -> set[str]:
    """Return those of some nodes that a store has triples of."""
    found: set[str] = set()
    rest = store.triples(None, None, None)
    for triple in islice(rest, _EACH * len(nodes)):
        found.update((token_of(triple.subject), token_of(triple.object)))
    if next(rest, None) is None:
        return found & nodes
    return {token for token in nodes if token[0] != '"' and _has(store, term_of(token))}


def _has(store: _Kept, node: Node) -> bool:
    return any(True for ends in ((node, None), (None, node)) for _ in store.triples(ends[0], None, ends[1]))


def _has_triple(store: _Kept, triple: Triple) -> bool:
    return any(True for _ in store.triples(triple.subject, triple.predicate, triple.object))  # type: ignore[arg-type]  # no triple terms


def _lost(gone: set[Triple], known: set[str], lines: _Lines, store: _Kept) -> set[Triple]:
    """Return the triples that go and that something which stays may see."""
    near = {t for t in gone if token_of(t.subject) in known or token_of(t.object) in known}
    near = {t for t in near if not _has_triple(store, t)}
    if not near:
        return near
    written = {f"{token_of(t.subject)} {token_of(t.predicate)} {token_of(t.object)}": t for t in near}
    for parts in lines.parts():
        written.pop(" ".join(parts), None)
    return set(written.values())
