"""Refuse what a query from outside may not do: updates, SERVICE, and graphs that the store does not hold.

A parser decides, not a search for words: rdflib's grammar reads the query here, Oxigraph executes it elsewhere. What
only one of the two accepts does not run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pyoxigraph import NamedNode, QuerySolutions

from chippolitik.errors import UsageError
from chippolitik.graph.view import View
from chippolitik.namespaces import CHIP, ID, SHAPES, VOCAB
from chippolitik.query.names import suggestion

__all__ = [
    "PREFIXES",
    "Declared",
    "check_query",
    "check_tree",
    "nodes_of",
    "parse_query",
    "query_tree",
    "with_prefixes",
]

PREFIXES = {
    "chip": CHIP,
    "id": ID,
    "vocab": VOCAB,
    "shapes": SHAPES,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefixes that a query may use without declaring them."""

_HINT_READ_ONLY = "'query' only reads; 'ingest', 'load' and 'retract' change the store"


def with_prefixes(sparql: str) -> str:
    """Put our prefixes before a query, a line each."""
    return "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items()) + sparql


def check_query(sparql: str, view: View) -> None:
    """Refuse a query that is broken or reaches outside the store.

    Args:
        sparql: The query, with its prefixes.
        view: The graph, which knows its named graphs.

    Raises:
        UsageError: It does not parse, updates, federates, or reads a graph that is not there.
    """
    check_tree(query_tree(sparql), view)


def check_tree(tree: object, view: View) -> None:
    """Refuse a query that reaches outside the store.

    Args:
        tree: The query, as ``query_tree`` gives it.
        view: The graph, which knows its named graphs.

    Raises:
        UsageError: It federates, or reads a graph that is not there.
    """
    for node in nodes_of(tree):
        if node.name == "ServiceGraphPattern":
            raise UsageError(
                "a query may not call other servers (SERVICE)",
                "load what you need with 'chippolitik load' and ask that",
            )
        if node.name == "DatasetClause":
            for iri in (node[key] for key in ("default", "named") if key in node):
                _check_graph(view, str(iri))


def parse_query(sparql: str) -> Any:
    """Return the algebra of a query, as rdflib gives it.

    Args:
        sparql: The query, with its prefixes.

    Raises:
        UsageError: It does not parse, or updates.
    """
    from rdflib.plugins.sparql.algebra import translateQuery  # noqa: PLC0415 - slow to import
    from rdflib.plugins.sparql.parser import parseQuery  # noqa: PLC0415 - slow to import
    from rdflib.plugins.sparql.sparql import SPARQLError  # noqa: PLC0415 - slow to import

    query_tree(sparql)  # for its messages
    try:
        return translateQuery(parseQuery(sparql))
    except SPARQLError as error:
        raise UsageError(f"the query cannot be read: {error}", "see 'chippolitik queries' for examples") from error


def query_tree(sparql: str) -> object:
    """Return the parse tree of a query, its prefixed names spelt out.

    Args:
        sparql: The query, with its prefixes.

    Raises:
        UsageError: It does not parse, or updates.
    """
    # rdflib is imported here: it takes a third of a second, and only queries from outside need it.
    from pyparsing import ParseBaseException  # noqa: PLC0415 - slow to import
    from rdflib.plugins.sparql.algebra import traverse  # noqa: PLC0415 - slow to import
    from rdflib.plugins.sparql.parser import parseQuery, parseUpdate  # noqa: PLC0415 - slow to import

    try:
        prologue, query = parseQuery(sparql)
        names = Declared()
        names.declare(prologue)
        return traverse(query, visitPost=lambda node: _resolve(node, names))
    except RecursionError as error:
        raise UsageError("the query is nested too deeply", "take some brackets away") from error
    except ParseBaseException as error:
        try:
            parseUpdate(sparql)
        except (ParseBaseException, RecursionError):
            line = error.lineno - (len(PREFIXES) if sparql.startswith(with_prefixes("")) else 0)
            raise UsageError(
                f"the query does not parse in line {line}: {error.msg}",
                "SPARQL 1.1 is understood; see 'chippolitik queries'",
            ) from error
        raise UsageError("a query may not change the store", _HINT_READ_ONLY) from error


class Declared:
    """Prefixes and base as a query declares them; rdflib's own would forget one of two prefixes of one namespace.

    Args:
        base: What relative IRIs are resolved against until there is a BASE.
    """

    def __init__(self, base: str | None = None) -> None:
        self._base, self._prefixes = base, dict[str, str]()

    def declare(self, prologue: Iterable[Any]) -> None:
        """Take the declarations of a prologue, in their order."""
        for node in prologue:
            if node.name == "Base":
                self._base = str(self.absolute(node.iri))
            elif node.name == "PrefixDecl":
                self._prefixes[str(node.prefix or "")] = str(self.absolute(node.iri))

    def absolute(self, node: Any) -> Any:
        """Return the IRI of a prefixed or relative name; anything else as it is.

        Raises:
            UsageError: The prefix is not declared.
        """
        from rdflib import URIRef  # noqa: PLC0415 - slow to import
        from rdflib.plugins.sparql.parserutils import CompValue  # noqa: PLC0415 - slow to import

        if isinstance(node, CompValue) and node.name == "pname":
            prefix = str(node.prefix or "")
            if prefix not in self._prefixes:
                raise UsageError(
                    f"the prefix {prefix}: is not declared{suggestion(prefix, self._prefixes)}",
                    f"write PREFIX {prefix}: <…> before the query",
                )
            return URIRef(self._prefixes[prefix] + str(node.localname or ""))
        if isinstance(node, URIRef) and ":" not in node:
            return URIRef(node, base=self._base)
        return node


def _resolve(node: object, names: Declared) -> object:
    """Spell out prefixed names, so that a graph is known by its IRI however it is written."""
    from rdflib.plugins.sparql.parserutils import CompValue  # noqa: PLC0415 - slow to import

    if isinstance(node, CompValue) and node.name == "pname":
        return names.absolute(node)
    return None


def nodes_of(tree: object) -> Iterator[Any]:
    """Yield every node of a parse tree, whatever holds it."""
    from rdflib.plugins.sparql.parserutils import CompValue  # noqa: PLC0415 - slow to import

    waiting: list[Any] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, CompValue):
            yield node
        if isinstance(node, Mapping):
            waiting.extend(node.values())
        elif isinstance(node, Iterable) and not isinstance(node, str):
            waiting.extend(node)


def _check_graph(view: View, iri: str) -> None:
    try:
        graph = NamedNode(iri)
    except ValueError as error:
        raise UsageError(
            f"not an absolute IRI: <{iri}>", "write the graph's whole IRI, or declare its prefix"
        ) from error
    if any(True for _ in view.match(None, None, None, graph)):
        return
    result = view.query("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }")
    assert isinstance(result, QuerySolutions)
    graphs = {node.value for solution in result if isinstance(node := solution["g"], NamedNode)}
    raise UsageError(
        f"the store holds no graph <{iri}>{suggestion(iri, graphs)}", "leave FROM out to ask all graphs together"
    )
