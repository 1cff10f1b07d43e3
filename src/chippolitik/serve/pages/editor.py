"""The page for own queries: a field, examples, and the answer as a table; it runs in a worker within the limits."""

from __future__ import annotations

import json
import re
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from chippolitik.model import KINDS
from chippolitik.query import catalogue
from chippolitik.query.guard import PREFIXES
from chippolitik.serve.pages.cells import Shown, shown_term
from chippolitik.serve.pages.desk import Desk
from chippolitik.serve.pages.static import has_bundle
from chippolitik.serve.problem import Problem

__all__ = ["routes"]

_PROPERTY = re.compile(r"https://w3id\.org/chippolitik/ontology#[a-z]\w*|http://www\.w3\.org/.*#[a-z]\w*")
_MOST_ROWS, _MOST_BYTES = 500, 2**23
_FIRST = """SELECT ?order ?buyer ?product ?quote WHERE {
  ?claim chip:claims ?order ; chip:evidence/chip:exactQuote ?quote .
  ?order a chip:Order ; chip:buyer ?buyer ; chip:product ?product .
}
LIMIT 20"""
_COUNTS = """SELECT ?modality (COUNT(?claim) AS ?claims) WHERE { ?claim chip:modality ?modality }
GROUP BY ?modality ORDER BY DESC(?claims)"""
_DISPUTED = """SELECT ?claim ?quote ?against WHERE {
  ?other chip:disputes ?claim ; chip:evidence/chip:exactQuote ?against .
  ?claim chip:evidence/chip:exactQuote ?quote .
}"""
_AROUND = """CONSTRUCT { ?chip ?p ?other } WHERE {
  VALUES ?chip { id:h20 }
  ?chip ?p ?other . ?other a [] .
  FILTER(?p NOT IN (rdf:type, chip:statedIn))
} LIMIT 50"""
_COMPLETED = """chip:Article chip:Claim chip:Evidence chip:attributedTo chip:causedBy chip:claims chip:disputes
chip:edtf chip:earliest chip:evidence chip:exactQuote chip:fulfils chip:inArticle chip:latest chip:maxValue
chip:minValue chip:modality chip:phase chip:publishedAt chip:publishedEdtf chip:quantity chip:sourceName
chip:status chip:unit
chip:validTime chip:value SELECT DISTINCT WHERE FILTER OPTIONAL UNION MINUS
BIND VALUES GRAPH CONSTRUCT ASK DESCRIBE LIMIT OFFSET COUNT SUM MIN MAX EXISTS REGEX LANG BOUND COALESCE"""
_EXAMPLES = (
    ("Orders with their quotes", _FIRST),
    ("Claims by modality", _COUNTS),
    ("Disputed claims", _DISPUTED),
    ("What is around a chip, as a graph", _AROUND),
)


def routes() -> list[Route]:
    """Return the route of the page."""
    return [Route("/editor", _editor, methods=["GET", "HEAD"])]


async def _editor(request: Request) -> Response:
    desk = Desk(request)
    query = request.query_params.get("query", "")
    name = request.query_params.get("name", "")
    if not query and name in catalogue():
        query = catalogue()[name].text
    given: dict[str, Any] = {"answer": None}
    status = 200
    if query and "name" not in request.query_params:
        try:
            media, data = await _asked(desk, query)
            given["answer"] = await run_in_threadpool(lambda: _table(desk, media, data))
        except Problem as problem:
            desk.problem, status = problem, problem.status
    return await run_in_threadpool(lambda: _page(desk, query, status, given))


def _page(desk: Desk, query: str, status: int, given: dict[str, Any]) -> Response:
    return desk.show(
        "editor.html",
        status,
        title="SPARQL",
        query=query or _FIRST,
        own=bool(query),
        examples=[(desk.t(name), text) for name, text in _EXAMPLES],
        words=_words(),
        prefixes=sorted(PREFIXES.items()),
        rich=has_bundle("editor.js"),
        movable=has_bundle("graph.js"),
        limit=desk.site.options.seconds,
        **given,
    )


def _words() -> str:
    """Return what the editor completes: the terms that claims are made of, and the words of SPARQL."""
    terms = set(_COMPLETED.split())
    for kind, spec in KINDS.items():
        terms |= {f"chip:{kind.value}", *(f"chip:{role.property}" for role in spec.roles)}
        terms |= {f"chip:{spec.shortcut[0]}"} if spec.shortcut else set()
    return " ".join(sorted(terms))


async def _asked(desk: Desk, query: str) -> tuple[str, bytes]:
    """Run a query in a worker; return the media type of the answer and as much of it as a page shows.

    Raises:
        Problem: It is refused, broken, or over a limit.
    """
    options = desk.site.options
    if len(query.encode()) > options.query_size or "\0" in query:
        raise Problem(413, "the query is too long, or has a NUL in it", "ask something shorter")
    job = {
        "kind": "query", "sparql": query, "base": f"{options.url}/sparql", "rows": options.rows,
        "with_text": options.with_text, "boolean": "json", "bindings": "json", "graph": "nt",
        "default": None, "named": None,
    }  # fmt: skip
    parts, size = [], 0
    async with desk.site.pool.run(job) as answer:
        async for piece in answer.pieces:
            parts.append(piece)
            size += len(piece)
            if size > _MOST_BYTES:
                raise Problem(413, "the answer is too large for a page", "add LIMIT, or download it")
        return answer.media, b"".join(parts)


def _table(desk: Desk, media: str, data: bytes) -> dict[str, Any]:
    if media == "application/n-triples":
        triples = [quad.triple for quad in parse(data, format=RdfFormat.N_TRIPLES)]
        rows = [[shown_term(desk, term) for term in _terms(triple)] for triple in triples[:_MOST_ROWS]]
        parts = ["node", "edge", "node"]
        return {"columns": ["subject", "predicate", "object"], "rows": rows, "total": len(triples), "parts": parts}
    document = json.loads(data)
    if "boolean" in document:
        words = desk.t("yes" if document["boolean"] else "no")
        return {"columns": [], "rows": [], "total": 0, "boolean": words, "parts": []}
    names = document["head"]["vars"]
    bindings = document["results"]["bindings"]
    rows = [
        [shown_term(desk, _term(binding[name])) if name in binding else Shown(()) for name in names]
        for binding in bindings[:_MOST_ROWS]
    ]
    parts = _parts([[binding.get(name, {}) for binding in bindings[:_MOST_ROWS]] for name in names])
    return {"columns": names, "rows": rows, "total": len(bindings), "parts": parts}


def _parts(columns: list[list[dict[str, str]]]) -> list[str]:
    """Return what each column is in a graph: things are nodes, properties are edges, and all else is empty.

    Args:
        columns: The cells of each column, in the JSON of SPARQL results; cells without a value are empty.

    Returns:
        ``node``, ``edge`` or an empty string a column; nothing but empty strings if there are no two nodes to join.
    """
    parts = []
    for cells in columns:
        values = [cell["value"] for cell in cells if cell]
        iris = bool(values) and all(cell["type"] in {"uri", "bnode"} for cell in cells if cell)
        properties = iris and all(_PROPERTY.fullmatch(value) for value in values)
        parts.append("edge" if properties else "node" if iris else "")
    return parts if parts.count("node") > 1 else [""] * len(parts)


def _terms(triple: Triple) -> tuple[object, object, object]:
    return triple.subject, triple.predicate, triple.object


def _term(cell: dict[str, str]) -> NamedNode | BlankNode | Literal:
    if cell["type"] == "uri":
        return NamedNode(cell["value"])
    if cell["type"] == "bnode":
        return BlankNode(cell["value"])
    if "datatype" in cell:
        return Literal(cell["value"], datatype=NamedNode(cell["datatype"]))
    return Literal(cell["value"], language=cell.get("xml:lang"))
