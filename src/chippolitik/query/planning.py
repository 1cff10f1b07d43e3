"""Terms of parameters put where Oxigraph's planner sees them; what the terms are is settled in ``binding``.

Oxigraph plans a query before it looks at substitutions, so that a query on one company would be planned as one on all
of them. See ``docs/decisions/0010-queries-are-written-for-the-planner.md``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pyoxigraph import Variable

from chippolitik.graph.view import Term

__all__ = ["with_terms"]

# Strings, IRIs and comments come first, so that nothing in them is taken for a variable or a word.
_TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*\'\'\'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\''
    r"|<[^<>\"{}|^`\\\s]*>|#[^\n]*|[?$]\w+|[\w:]+|[{}]",
    re.DOTALL,
)
_LISTS = {"SELECT", "GROUP", "ORDER"}  # after these, variables name columns and stay variables
_GIVEN = re.compile(r"^(\s*)# given (\w+): (.*)$")
_UNLESS = re.compile(r"^(.*\S)\s+# unless (\w+)$")
_BY_ROW = re.compile(r"^(\s*)(OPTIONAL \{.*?)\s*# by row$")
_ENDS = {"WHERE", "{", "}", "HAVING", "LIMIT", "OFFSET", "VALUES"}


def with_terms(sparql: str, terms: Mapping[Variable, Term], *, lateral: bool = False) -> str:
    """Return a query with terms in place of variables, but where variables name columns.

    The terms are written by the library that parses them again, token by token; no text of a user's is pasted.

    Args:
        sparql: A query that neither binds these variables itself nor uses them as a subject of literals.
        terms: The terms; the caller still hands them over as substitutions, for the columns.
        lateral: Whether the engine knows LATERAL, as Oxigraph does; then what is marked is looked up row by row.

    Example:
        >>> from pyoxigraph import Literal
        >>> asked = 'SELECT ?n ?in_n WHERE { ?s ?p ?n, ?in_n FILTER("?in_n" != ?n) }'
        >>> with_terms(asked, {Variable("in_n"): Literal("a")})
        'SELECT ?n ?in_n WHERE { ?s ?p ?n, "a" FILTER("?in_n" != ?n) }'
        >>> with_terms("SELECT ?n WHERE { ?s ?p ?n }", {})
        'SELECT ?n WHERE { ?s ?p ?n }'
    """
    written = {variable.value: str(term) for variable, term in terms.items()}
    if lateral:
        sparql = _by_row(sparql)
    return "".join(_pieces(_started(sparql, written), written)) if written else sparql


def _by_row(sparql: str) -> str:
    """Let what is marked be looked up for each row.

    ``OPTIONAL { … } # by row`` means the same without the mark. Where Oxigraph thinks that there are many rows, it
    reads all that the pattern finds, and joins by hashing; where a name is given there are few.
    """
    lines: list[str] = []
    ends: set[str] = set()  # indentations of blocks that are open
    for line in sparql.splitlines():
        marked = _BY_ROW.match(line)
        if marked and marked[2] == "OPTIONAL {":
            ends.add(marked[1])
            lines.append(f"{marked[1]}LATERAL {{ OPTIONAL {{")
        elif marked:
            lines.append(f"{marked[1]}LATERAL {{ {marked[2]} }}")
        elif line.strip() == "}" and (indent := line[: line.index("}")]) in ends:
            ends.remove(indent)
            lines.append(f"{line} }}")
        else:
            lines.append(line)
    return "\n".join(lines)


def _started(sparql: str, written: Mapping[str, str]) -> str:
    """Let a query start at what is given: put the lines in that are for it, and leave out those that it replaces.

    ``# given x: PATTERN`` counts if the parameter x is bound; ``PATTERN # unless x`` does not count then. For whoever
    reads the query as plain SPARQL both are comments; it means the same with and without them.
    """
    lines: list[str] = []
    for line in sparql.splitlines():
        given, unless = _GIVEN.match(line), _UNLESS.match(line)
        if given and f"in_{given[2]}" in written:
            lines.append(given[1] + given[3])
        elif not unless or f"in_{unless[2]}" not in written:
            lines.append(line)
    return "\n".join(lines)


def _pieces(sparql: str, written: Mapping[str, str]) -> Iterator[str]:
    end, columns = 0, False
    for match in _TOKEN.finditer(sparql):
        token = match[0]
        yield sparql[end : match.start()]
        end = match.end()
        word = token.upper()
        columns = word in _LISTS or (columns and word not in _ENDS)
        yield token if columns or token[0] not in "?$" else written.get(token[1:], token)
    yield sparql[end:]
