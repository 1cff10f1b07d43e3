"""Put terms in place of the variables of a query, token by token, for servers that take no parameters.

A term is written by the RDF library, so that a text can never end its own literal.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from pyoxigraph import Triple, Variable

from chippolitik.graph.view import Term

__all__ = ["substitute"]

_TOKEN = re.compile(
    r'''(?P<other>"""(?:\\.|[^\\])*?"""|\'\'\'(?:\\.|[^\\])*?\'\'\'|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*\'
        |<[^<>"{}|^`\\\s]*>|\#[^\n]*|[\w.-]*:[\w.%~-]*)
      |(?P<brace>[{}()])|[?$](?P<name>\w+)|(?P<word>[A-Za-z]+)''',
    re.VERBOSE | re.DOTALL,
)


def substitute(sparql: str, terms: Mapping[Variable, Term | Triple] | None) -> str:
    """Return a query in which terms stand for variables.

    In the list of a SELECT outside all braces and parentheses a variable keeps its name: ``(<term> AS ?name)``.

    Args:
        sparql: A query that parses.
        terms: Variable → term.

    Source: SPARQL-dev SEP-0007, substitution before evaluation.

    Example:
        >>> from pyoxigraph import NamedNode
        >>> by = {Variable("chip"): NamedNode("https://w3id.org/chippolitik/id/h20")}
        >>> substitute('SELECT ?chip { ?chip ?p "?chip" }', by)
        'SELECT (<https://w3id.org/chippolitik/id/h20> AS ?chip) { <https://w3id.org/chippolitik/id/h20> ?p "?chip" }'
    """
    if not terms:
        return sparql
    values = {variable.value: str(term) for variable, term in terms.items()}
    depth, last, done, out = 0, "", 0, []
    selecting = False
    for token in _TOKEN.finditer(sparql):
        out.append(sparql[done : token.start()])
        done, text, name = token.end(), token.group(), token.group("name")
        if brace := token.group("brace"):
            depth += 1 if brace in "{(" else -1
            selecting = selecting and brace != "{"
        elif word := token.group("word"):
            selecting = word.upper() == "SELECT" or (selecting and word.upper() not in {"WHERE", "FROM"})
            last = word.upper()
        elif name in values and last != "AS":
            text = f"({values[name]} AS {text})" if selecting and not _inside(sparql, token.start()) else values[name]
        if not token.group("word") and not token.group("other"):
            last = ""
        out.append(text)
    return "".join([*out, sparql[done:]])


def _inside(sparql: str, position: int) -> bool:
    """Tell whether an expression in parentheses is open before a place in the list of a SELECT."""
    start = max(match.end() for match in re.finditer(r"select", sparql[:position], re.IGNORECASE))
    return sparql.count("(", start, position) > sparql.count(")", start, position)
