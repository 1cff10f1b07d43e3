"""Triples of a big file as plain dictionaries, by predicate and then by subject or object.

Terms are kept as N-Triples writes them, so that no object is made for a triple. Literals are those that a database of
Oxigraph would hold, which writes numbers and dates one way. Who asks questions of it is ``compiled_query``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse

from chippolitik.validation.automaton import Node

__all__ = ["Kept", "LastingIndex", "TripleIndex", "Values", "put", "term_of", "token_of"]

_A = NamedNode("urn:a")
# Literals that a database writes as they stand here: whole numbers, truth values, and text in a language.
_CANONICAL = re.compile(
    r'"(?:(?:0|-?[1-9][0-9]{0,14})"\^\^<http://www\.w3\.org/2001/XMLSchema#(?:integer|decimal)>'
    r'|(?:true|false)"\^\^<http://www\.w3\.org/2001/XMLSchema#boolean>|[^"\\]*"@[a-z]+)'
)
_CLEARED = 1000  # literals asked about before the database is emptied, which takes longer than asking
_NONE: tuple[str, ...] = ()
Values = dict[str, str | list[str]]
Kept = Callable[[str], str | list[str] | None]  # None where there is none, the one that there is, or several


class TripleIndex:
    """Triples by predicate.

    Attributes:
        lasting: Whether other triples may take the place of these, so that nothing may be concluded from them for long.
    """

    lasting = False

    def __init__(self) -> None:
        self._out: dict[str, Values] = {}
        self._into: dict[str, Values] = {}
        self._terms: dict[str, Node] = {}
        self._canonical: dict[str, str] = {}
        self._store = Store()  # writes literals its own way
        self._number = 0  # of the literal that it was asked about last

    def add(self, subject: str, predicate: str, value: str) -> None:
        """Add a triple; its terms are tokens of N-Triples."""
        if value[0] == '"' and value[-1] != '"':
            value = self.canonical(value)
        self.put(subject, predicate, value)

    def put(self, subject: str, predicate: str, value: str) -> None:
        """Add a triple whose object is written as a database writes it."""
        put(self.column(predicate), subject, value)

    def column(self, predicate: str) -> Values:
        """Return where the triples of a predicate are, by subject; ``put`` adds to it."""
        found = self._out.get(predicate)
        if found is None:
            found = self._out[predicate] = {}
        return found

    def out(self, predicate: str) -> Callable[[str], Iterable[str]]:
        """Return what gives the objects of a subject; all triples must be there."""
        return _reader(self._out.get(predicate, {}))

    def into(self, predicate: str) -> Callable[[str], Iterable[str]]:
        """Return what gives the subjects of an object; all triples must be there."""
        return _reader(self._inverse(predicate))

    def kept(self, predicate: str, *, inverse: bool = False) -> Kept:
        """Return what gives the objects of a subject, or the subjects of an object, without making anything of them."""
        return (self._inverse(predicate) if inverse else self._out.get(predicate, {})).get

    def has(self, predicate: str) -> bool:
        """Whether there is a triple of a predicate."""
        return predicate in self._out

    def subjects(self, predicate: str) -> Iterable[str]:
        """Return the subjects of a predicate, each once."""
        return self._out.get(predicate, {}).keys()

    def objects(self, predicate: str) -> Iterable[str]:
        """Return the objects of a predicate, each once."""
        return self._inverse(predicate).keys()

    def triples(self, subject: Node | None, predicate: NamedNode | None, value: Node | None) -> Iterator[Triple]:
        """Yield the triples that fit, as ``automaton.Triples`` wants them; one end must be given."""
        for name in [token_of(predicate)] if predicate is not None else list(self._out):
            if subject is not None:
                if not isinstance(subject, Literal):
                    for found in self.out(name)(token_of(subject)):
                        yield Triple(subject, self._term(name), self._term(found))  # type: ignore[arg-type]  # a predicate is an IRI
            elif value is not None:
                for found in self.into(name)(token_of(value)):
                    yield Triple(self._term(found), self._term(name), value)  # type: ignore[arg-type]  # as above

    def all_triples(self) -> Iterator[Triple]:
        """Yield all triples, predicate by predicate."""
        for predicate, values in self._out.items():
            for subject, found in values.items():
                for value in (found,) if type(found) is str else found:
                    yield Triple(self._term(subject), self._term(predicate), self._term(value))  # type: ignore[arg-type]  # each in its place

    def _term(self, token: str) -> Node:
        known = self._terms.get(token)
        if known is None:
            known = self._terms[token] = term_of(token)
        return known

    def canonical(self, token: str) -> str:
        """Return a literal as a database writes it; other terms are given back as they are."""
        if token[0] != '"' or token[-1] == '"':
            return token
        known = self._canonical.get(token)
        if known is None:
            known = token if _CANONICAL.fullmatch(token) else self._asked(token)
            self._canonical[token] = known
        return known

    def _asked(self, token: str) -> str:
        self._number += 1
        if not self._number % _CLEARED:
            self._store.clear()
        node = NamedNode(f"urn:{self._number}")
        self._store.add(Quad(node, _A, term_of(token)))
        return str(next(self._store.quads_for_pattern(node, None, None)).object)

    def _inverse(self, predicate: str) -> Values:
        known = self._into.get(predicate)
        if known is None:
            known = self._into[predicate] = {}
            for subject, value in self._out.get(predicate, {}).items():
                for one in (value,) if type(value) is str else value:
                    put(known, one, subject)
        return known


class LastingIndex(TripleIndex):
    """An index that is filled anew for each of many small graphs; queries are compiled for it once."""

    lasting = True

    def refill(self, triples: Iterable[Triple]) -> None:
        """Put other triples in the place of all."""
        self._out.clear()
        self._into.clear()
        for triple in triples:
            self.add(token_of(triple.subject), token_of(triple.predicate), token_of(triple.object))

    def refill_from(self, text: str) -> None:
        """Put the triples of a text in the place of all; it is N-Triples as Oxigraph writes them."""
        out = self._out
        out.clear()
        self._into.clear()
        for line in text.split("\n"):
            if not line:
                continue
            subject, predicate, value = line.split(" ", 2)
            value = value[:-2]
            if value[-1] != '"' and value[0] == '"':
                value = self.canonical(value)
            values = out.get(predicate)
            if values is None:
                out[predicate] = {subject: value}
            elif subject in values:
                put(values, subject, value)
            else:
                values[subject] = value

    def kept(self, predicate: str, *, inverse: bool = False) -> Kept:
        """Return what gives the nodes at the other end, whatever is filled in."""
        if inverse:
            return lambda node: self._inverse(predicate).get(node)

        def get(node: str) -> str | list[str] | None:
            found = self._out.get(predicate)
            return found.get(node) if found else None

        return get

    def out(self, predicate: str) -> Callable[[str], Iterable[str]]:
        """Return what gives the objects of a subject, whatever is filled in."""
        return lambda node: _found(self._out.get(predicate), node)

    def into(self, predicate: str) -> Callable[[str], Iterable[str]]:
        """Return what gives the subjects of an object, whatever is filled in."""
        return lambda node: _found(self._inverse(predicate), node)


def term_of(token: str) -> Node:
    """Return the term that a token of N-Triples stands for.

    Example:
        >>> term_of("<urn:a>"), term_of('"5"')
        (<NamedNode value=urn:a>, <Literal value=5 datatype=<NamedNode value=http://www.w3.org/2001/XMLSchema#string>>)
    """
    if token[0] == "<":
        return NamedNode(token[1:-1])
    if token[0] == "_":
        return BlankNode(token[2:])
    if token[-1] == '"' and "\\" not in token:
        return Literal(token[1:-1])
    found: Node = next(iter(parse(f"<urn:a> <urn:a> {token} .", format=RdfFormat.N_TRIPLES, lenient=True))).object
    return found


def token_of(term: object) -> str:
    """Return a term as N-Triples writes it."""
    return f"<{term.value}>" if isinstance(term, NamedNode) else str(term)


def put(place: Values, key: str, value: str) -> None:
    """Add a value to those of a key."""
    known = place.get(key)
    if known is None:
        place[key] = value
    elif type(known) is list:
        known.append(value)
    else:
        place[key] = [known, value]  # type: ignore[list-item]  # it is no list


def _found(place: Values | None, node: str) -> Iterable[str]:
    found = place.get(node) if place else None
    if found is None:
        return _NONE
    return (found,) if type(found) is str else found


def _reader(place: Values) -> Callable[[str], Iterable[str]]:
    get = place.get

    def read(node: str) -> Iterable[str]:
        found = get(node)
        if found is None:
            return _NONE
        return (found,) if type(found) is str else found

    return read
