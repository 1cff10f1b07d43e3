"""Keep full texts of articles back unless the server was told to give them; quotes are always given.

Two rules together: an answer holds no literal that is the text of an article, and a query that may reach texts builds
no new strings from what it finds. Searching in texts stays possible, as in any library.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pyoxigraph import Literal, NamedNode

from chippolitik.errors import UsageError
from chippolitik.graph.terms import chip
from chippolitik.graph.view import View
from chippolitik.namespaces import CHIP
from chippolitik.query.guard import nodes_of

__all__ = ["Texts", "refuse_copies"]

_TEXT = CHIP + "text"
_BUILDERS = {
    "Aggregate_GroupConcat",
    *(
        f"Builtin_{name}"
        for name in ("CONCAT", "ENCODE_FOR_URI", "IRI", "LCASE", "REPLACE", "STRAFTER", "STRBEFORE", "SUBSTR", "UCASE")
    ),
    "Builtin_URI",
}
_CONDITIONS = {"Filter", "HavingClause", "OrderCondition"}
_TRIPLE = 3


class Texts:
    """Knows which literals are texts of articles.

    Args:
        view: The store.
    """

    def __init__(self, view: View) -> None:
        self._view, self._known = view, dict[str, bool]()

    def hides(self, term: object) -> bool:
        """Tell whether a term is the full text of an article and no quote."""
        if not isinstance(term, Literal):
            return False
        value = term.value
        if value not in self._known:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            plain = Literal(value)
            self._known[value] = self._has("text", plain) and not self._has("exactQuote", plain)
        return self._known[value]

    def _has(self, name: str, value: Literal) -> bool:
        return any(True for _ in self._view.match(None, chip(name), value, None))


_MOST_KNOWN = 10_000


def refuse_copies(tree: object) -> None:
    """Refuse a query that may reach texts and builds strings from what it finds.

    Args:
        tree: The query, as ``query_tree`` gives it.

    Raises:
        UsageError: It does both.
    """
    if any(_reaches(node) for node in nodes_of(tree)) and any(node.name in _BUILDERS for node in _outside(tree)):
        raise UsageError(
            "a query whose predicates may mean chip:text builds no strings: full texts stay here",
            "name the predicates, such as rdfs:label or chip:exactQuote, or serve --with-text",
        )


def _reaches(node: Any) -> bool:
    """Tell whether a pattern may match the text of an article."""
    from rdflib.term import Variable  # noqa: PLC0415 - slow to import

    if node.name == "PathNegatedPropertySet":
        return True
    if node.name == "TriplesBlock":
        for triples in node["triples"]:
            for predicate in list(triples)[1::_TRIPLE]:
                if isinstance(predicate, Variable):
                    return True
    return any(_names_text(value) for value in node.values())


def _names_text(value: object) -> bool:
    from rdflib.term import URIRef  # noqa: PLC0415 - slow to import

    if isinstance(value, URIRef):
        return str(value) == _TEXT
    return isinstance(value, list) and any(_names_text(one) for one in value)


def _outside(tree: object) -> Iterator[Any]:
    """Yield the nodes whose values may leave the query: all but those of conditions."""
    from rdflib.plugins.sparql.parserutils import CompValue  # noqa: PLC0415 - slow to import

    waiting: list[Any] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, CompValue):
            if node.name in _CONDITIONS:
                continue
            yield node
        if isinstance(node, Mapping):
            waiting.extend(node.values())
        elif isinstance(node, Iterable) and not isinstance(node, str | NamedNode):
            waiting.extend(node)
