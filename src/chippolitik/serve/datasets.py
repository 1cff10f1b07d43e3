"""Give an update the dataset that the protocol names: USING clauses before each WHERE.

Source: SPARQL 1.1 Protocol, section 2.2.3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pyoxigraph import NamedNode

from chippolitik.errors import UsageError

__all__ = ["with_using"]

_TOKEN = re.compile(
    r"""\#[^\n]* | <[^<>"{}|^`\\\x00-\x20]*> | \"\"\"(?:\\.|[^\\])*?\"\"\" | '''(?:\\.|[^\\])*?'''
    | "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])*' | [\w:.-]*:[\w:.%\\-]* | [?$]\w+ | \w+ | [{}] | .""",
    re.VERBOSE | re.DOTALL,
)


def with_using(sparql: str, default: Sequence[str], named: Sequence[str]) -> str:
    """Return an update whose every pattern reads the graphs given.

    Args:
        sparql: The update.
        default: Graphs whose union is the default graph.
        named: Named graphs.

    Raises:
        UsageError: An IRI is none, or the update says itself what it reads.

    Example:
        >>> with_using("INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }", ["http://example.org/g"], [])
        'INSERT { ?s ?p 1 } USING <http://example.org/g>  WHERE { ?s ?p ?o }'
    """
    try:
        clauses = [f"USING {NamedNode(iri)}" for iri in default] + [f"USING NAMED {NamedNode(iri)}" for iri in named]
    except ValueError as error:
        raise UsageError(f"not an absolute IRI: {error}", "write the whole IRI of the graph") from error
    return "".join(_woven(sparql, " ".join(clauses)))


def _woven(sparql: str, clauses: str) -> Iterator[str]:
    """Yield the tokens of an update, with the clauses before each WHERE that follows a template."""
    depth, last = 0, ""
    for token in _TOKEN.findall(sparql):
        word = token.upper() if depth == 0 else ""
        if word in {"USING", "WITH"}:
            raise UsageError(f"the update has {word}, and the request names graphs too", "leave one of the two out")
        if word == "WHERE":
            if last != "}":
                raise UsageError("DELETE WHERE cannot be told what it reads", "write DELETE { … } WHERE { … }")
            yield f"{clauses}  "
        depth += (token == "{") - (token == "}")  # noqa: S105 - brackets, no passwords
        if token.strip() and not token.startswith("#"):
            last = token
        yield token
