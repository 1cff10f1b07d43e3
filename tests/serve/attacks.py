"""Hostile requests as a table: what is sent, and which statuses are a good answer."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import quote

__all__ = ["EVIL", "FORMULAS", "REQUESTS", "Attack", "raw_requests"]

EVIL = "https://evil.example/x"
_FORM = "application/x-www-form-urlencoded"
_FORGED = "Bearer a-token-for-tests-that-nobody-guessed"


@dataclass(frozen=True)
class Attack:
    """A hostile request.

    Attributes:
        name: What it tries.
        good: Statuses that are a good answer.
        method: Method.
        path: Path and parameters.
        headers: Headers.
        body: Body.
    """

    name: str
    good: tuple[int, ...]
    path: str = "/sparql"
    method: str = "GET"
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


def asks(sparql: str) -> str:
    """Return the path of a query by GET."""
    return "/sparql?query=" + quote(sparql, safe="")


REACHING = {
    "service": f"SELECT * {{ SERVICE <{EVIL}> {{ ?s ?p ?o }} }}",
    "silent service": f"SELECT * {{ SERVICE SILENT <{EVIL}> {{ ?s ?p ?o }} }}",
    "service of a variable": "SELECT * { BIND(<http://127.0.0.1:1/> AS ?w) SERVICE ?w { ?s ?p ?o } }",
    "service in exists": f"ASK {{ FILTER EXISTS {{ SERVICE <{EVIL}> {{ ?s ?p ?o }} }} }}",
    "service in a subquery": f"SELECT * {{ {{ SELECT * {{ SERVICE <{EVIL}> {{ ?s ?p ?o }} }} }} }}",
    "service in minus": f"SELECT * {{ ?s ?p ?o MINUS {{ SERVICE <{EVIL}> {{ ?s ?p ?o }} }} }}",
    "service by escapes": f"SELECT * {{ \\u0053ERVICE <{EVIL}> {{ ?s ?p ?o }} }}",
    "service of metadata": "SELECT * { SERVICE <http://169.254.169.254/latest/> { ?s ?p ?o } }",
    "from a file": "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    "from the web": f"SELECT * FROM <{EVIL}> {{ ?s ?p ?o }}",  # noqa: S608 - it is no SQL
    "from named": f"SELECT * FROM NAMED <{EVIL}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",  # noqa: S608 - it is no SQL
    "from by base": "BASE <file:///etc/> SELECT * FROM <passwd> { ?s ?p ?o }",
    "from by prefix": "PREFIX f: <file:///etc/> SELECT * FROM f:passwd { ?s ?p ?o }",
    "load": "LOAD <file:///etc/passwd>",
    "load into": f"LOAD <{EVIL}> INTO GRAPH <{EVIL}>",
    "insert": "INSERT DATA { chip:a chip:b chip:c }",
    "delete": "DELETE WHERE { ?s ?p ?o }",
    "clear": "CLEAR ALL",
    "drop": "DROP SILENT ALL",
    "query, then update": "SELECT * { ?s ?p ?o } ; DROP ALL",
    "unbalanced": "SELECT * { { { { ?s ?p ?o }",
    "nested": "SELECT * {" + "{" * 4000 + "}" * 4000 + "}",
    "nested brackets": "ASK { FILTER(" + "(" * 2000 + "1" + ")" * 2000 + ") }",
    "nothing": " ",
    "NUL": "ASK {} \0",
    "no SPARQL": "<script>alert(1)</script>",
    "SQL": "' OR 1=1; DROP TABLE articles; --",
    "template": "{{7*7}} ${7*7} <%= 7*7 %>",
    "shell": "$(cat /etc/passwd) `id`",
    "undeclared prefix": "SELECT * { foo:a ?p ?o }",
    "odd IRI": "SELECT * { <javascript:alert(1)> <a b> ?o }",
    "half a surrogate": 'ASK { ?s ?p "\\uD800" }',
    "long name": "SELECT ?" + "a" * 100_000 + " { ?s ?p",
    "full text by name": "SELECT (SUBSTR(?t, 1, 9) AS ?x) { ?a chip:text ?t }",
    "full text by any predicate": 'SELECT (CONCAT("x", ?t) AS ?x) { ?a ?p ?t }',
    "full text by negation": "SELECT (GROUP_CONCAT(?t) AS ?x) { ?a !rdf:type ?t }",
    "full text by a built name": 'SELECT (UCASE(?t) AS ?x) { BIND(IRI(CONCAT(STR(chip:), "text")) AS ?p) ?a ?p ?t }',
}
HARMLESS = {
    "service as a word": 'SELECT * { ?s rdfs:label "SERVICE <http://evil.example/>" }',
    "regular expression": 'SELECT * { ?s rdfs:label ?l FILTER(REGEX(?l, "^(a+)+$")) } LIMIT 3',
    "regular expression of a long text": 'ASK { FILTER(REGEX("' + "a" * 5000 + '!", "^(a|aa)+$")) }',
    "regular expression of repeats": 'ASK { FILTER(REGEX("aaaa", "(((a{1,9}){1,9}){1,9}){1,9}")) }',
    "replace": 'SELECT (REPLACE("' + "a" * 3000 + '", "(a*)*b", "x") AS ?r) {}',
    "division by nothing": "SELECT (1/0 AS ?x) {}",
    "big numbers": "SELECT (" + "9" * 200 + " * " + "9" * 200 + " AS ?x) {}",
    "own function": "SELECT (<http://evil.example/f>(1) AS ?x) {}",
}
ENDLESS = {
    "product": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "long paths": "SELECT (COUNT(*) AS ?n) { ?a (!rdf:nil|^!rdf:nil)+ ?b . ?c (!rdf:nil|^!rdf:nil)+ ?d }",
    "order of a product": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY RAND()",
    "long list": 'SELECT (GROUP_CONCAT(?l; separator="----------") AS ?x) { ?a rdfs:label ?l . ?b rdfs:label ?m . '
    "?c rdfs:label ?n . ?d rdfs:label ?o . ?e rdfs:label ?q . ?f rdfs:label ?r }",
}
PATHS = (
    "/../../../etc/passwd",
    "/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
    "/id/../../../etc/passwd",
    "/id/..%2f..%2f..%2fetc%2fpasswd",
    "/id/%252e%252e%252fetc%252fpasswd",
    "/id/%c0%ae%c0%ae/etc/passwd",
    "/id/....//....//etc/passwd",
    "/id/..\\..\\windows\\win.ini",
    "/id/%00",
    "/id/x%00.ttl",
    "/id/%0d%0aSet-Cookie:%20a=b",
    "/id/<script>alert(1)</script>",
    '/id/"><img%20src=x%20onerror=alert(1)>',
    "/id/javascript:alert(1)",
    "/id/%",
    "/id/%zz",
    "/id/" + "a" * 5000,
    "/id/" + "a/" * 2000,
    "/ontology/../../pyproject.toml",
    "/shapes/../../README.md",
    "/vocab/..;/..;/etc/passwd",
    "/graph/file:///etc/passwd",
    "/graph/../../../etc/passwd",
    "/.git/config",
    "/.env",
    "/manifest.json",
    "/g1/main/CURRENT",
    "//evil.example/%2e%2e",
    "/id/a.ttl.html.ttl",
    "/id/;ls",
    "/id/$(id)",
    "/id/{{7*7}}",
    "/admin",
    "/id/%F0%9F%92%A9%FF",
)
FORMULAS = (
    "=1+1",
    '=HYPERLINK("http://evil.example","click")',
    "+1+1",
    "-1+1",
    "@SUM(1,1)",
    "=cmd|' /C calc'!A0",
    "\t=1+1",
    " =1+1",
    "\r=1+1",
    "|calc",
)
"""Labels that a spreadsheet would run."""


def _bodies() -> Iterator[Attack]:
    sparql, update, turtle = "application/sparql-query", "application/sparql-update", "text/turtle"
    forged = {"Authorization": _FORGED}
    yield Attack("long query", (413,), method="POST", headers={"Content-Type": sparql}, body=b"#" * (2**20 + 1))
    yield Attack("long form", (413,), method="POST", headers={"Content-Type": _FORM}, body=b"query=" + b"a" * 2**20)
    yield Attack(
        "many fields", (400,), method="POST", headers={"Content-Type": _FORM}, body=b"&".join([b"a=1"] * 100_000)
    )
    bomb = gzip.compress(b"a" * 10_000_000)
    packed = {"Content-Type": sparql, "Content-Encoding": "gzip"}
    yield Attack("compressed query", (415,), method="POST", headers=packed, body=bomb)
    yield Attack("no UTF-8", (400,), method="POST", headers={"Content-Type": sparql}, body=b"ASK {} # \xff\xfe")
    yield Attack("UTF-7", (415,), method="POST", headers={"Content-Type": sparql + "; charset=utf-7"}, body=b"ASK {}")
    yield Attack("JSON", (415,), method="POST", headers={"Content-Type": "application/json"}, body=b'{"query": 1}')
    yield Attack("both", (400,), method="POST", headers={"Content-Type": _FORM}, body=b"query=ASK{}&update=CLEAR+ALL")
    yield Attack("two queries", (400,), "/sparql?query=ASK%7B%7D&query=ASK%7B%7D")
    yield Attack("odd format", (200,), asks("ASK {}") + "&format=../../etc/passwd")
    yield Attack("update by GET", (400,), "/sparql?update=CLEAR+ALL")
    yield Attack("no token", (401,), method="POST", headers={"Content-Type": update}, body=b"CLEAR ALL")
    yield Attack("forged", (401,), method="POST", headers={"Content-Type": update, **forged}, body=b"CLEAR ALL")
    for name, value in {
        "empty": "Bearer",
        "no base64": "Basic %%%",
        "basic": "Basic YTpi",
        "digest": 'Digest username="a"',
        "long": "Bearer " + "a" * 10_000,
        "odd bytes": "Bearer \xff\xfe",
    }.items():
        headers = {"Content-Type": update, "Authorization": value}
        yield Attack(f"token, {name}", (401,), method="POST", headers=headers, body=b"CLEAR ALL")
    for method in ("PUT", "POST", "DELETE"):
        yield Attack(
            f"{method} without token", (401,), "/data?default", method, {"Content-Type": turtle}, b"<a> <b> 1 ."
        )
    yield Attack("graph of a file", (404,), "/data?graph=file:///etc/passwd")
    yield Attack("graph of nothing", (400,), "/data?graph=" + quote("not an IRI"))
    yield Attack("graph with a bracket", (400,), "/data?graph=" + quote("http://a/> } ; DROP ALL #"))
    yield Attack("default graph of a file", (400,), asks("ASK {}") + "&default-graph-uri=file:///etc/passwd")
    for method in ("TRACE", "CONNECT", "PATCH", "PROPFIND", "JUNK"):
        yield Attack(f"method {method}", (400, 405), "/sparql", method)
    yield Attack("foreign host", (421,), "/sparql", headers={"Host": "evil.example"})
    yield Attack("rebound host", (421,), "/id/x", headers={"Host": "127.0.0.1.evil.example:80"})
    yield Attack("forwarded host", (400, 404), "/id/x", headers={"X-Forwarded-Host": "evil.example"})
    yield Attack("unwanted formats", (406,), asks("ASK {}"), headers={"Accept": "image/png"})
    accept = ",".join(f"a/{number};q=0.{number}" for number in range(9000))
    yield Attack("long Accept", (200, 406), asks("ASK {}"), headers={"Accept": accept})
    yield Attack("odd Accept", (406,), asks("ASK {}"), headers={"Accept": "text/html;q=nan;;;=,,/;q=-1e999"})
    yield Attack("long header", (200,), asks("ASK {}"), headers={"X-Long": "a" * 60_000})
    yield Attack("log lines", (200,), asks("ASK {}"), headers={"User-Agent": "\x1b[31mroot\x1b[0m"})
    yield Attack("long URL", (400, 413, 414), "/sparql?query=" + "a" * 1_100_000)


def _written() -> Iterator[Attack]:
    """Yield what even those who have the token may not do."""
    update = {"Content-Type": "application/sparql-update", "Authorization": "TOKEN"}
    for name, text in {
        "load": f"LOAD <{EVIL}>",
        "load of a file": "LOAD SILENT <file:///etc/passwd> INTO GRAPH <http://a/g>",
        "service": f"INSERT {{ ?s ?p ?o }} WHERE {{ SERVICE <{EVIL}> {{ ?s ?p ?o }} }}",
        "undeclared prefix": "CLEAR GRAPH foo:kb",
        "broken": "INSERT DATA { <a> <b> ",
        "nested": "INSERT { ?s ?p ?o } WHERE {" + "{" * 4000 + "}" * 4000 + "}",
    }.items():
        yield Attack(f"update, {name}", (400,), method="POST", headers=update, body=text.encode())
    kb = "https://w3id.org/chippolitik/graph/kb"
    for name, text in {
        "clear all": "CLEAR ALL",
        "drop named": "DROP NAMED",
        "drop kept": f"DROP GRAPH <{kb}>",
        "insert kept": f"INSERT DATA {{ GRAPH <{kb}> {{ <http://a> <http://b> 1 }} }}",
        "with kept": f"WITH <{kb}> DELETE {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o }}",
        "by base": "BASE <https://w3id.org/chippolitik/graph/x> INSERT DATA { GRAPH <kb> { <a> <b> 1 } }",
        "by prefix": "PREFIX g: <https://w3id.org/chippolitik/graph/> CLEAR GRAPH g:kb",
        "by variable": "DELETE { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }",
        "move kept": f"MOVE <{kb}> TO <http://a/g>",
        "copy on kept": f"COPY DEFAULT TO <{kb}>",
        "article": "CLEAR GRAPH <https://w3id.org/chippolitik/graph/article/0123>",
    }.items():
        yield Attack(f"update, {name}", (403,), method="POST", headers=update, body=text.encode())
    dots = "INSERT DATA { GRAPH <https://w3id.org/chippolitik/x/../graph/kb> { <http://a> <http://b> 1 } }"
    yield Attack("update, by dots", (400,), method="POST", headers=update, body=dots.encode())
    for name, media, body in _graphs():
        headers = {"Content-Type": media, "Authorization": "TOKEN"}
        yield Attack(f"graph, {name}", (400, 413, 415), "/data?graph=http://a/g", "PUT", headers, body)
    turtle = {"Content-Type": "text/turtle", "Authorization": "TOKEN"}
    yield Attack("graph, kept", (403,), f"/data?graph={kb}", "PUT", turtle, b"<a> <b> 1 .")
    yield Attack("graph, dropped", (403,), f"/data?graph={kb}", "DELETE", turtle)


def _graphs() -> Iterator[tuple[str, str, bytes]]:
    xml = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rdf:RDF xmlns:rdf='
    xml += b'"http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="http://a"><p xmlns="http://b#">'
    yield "outer entity", "application/rdf+xml", xml + b"&x;</p></rdf:Description></rdf:RDF>"
    context = json.dumps({"@context": EVIL, "@id": "http://a", "name": "x"}).encode()
    yield "outer context", "application/ld+json", context
    yield "broken", "text/turtle", b"<a> <b> "
    yield "several graphs", "application/n-quads", b"<http://a> <http://b> <http://c> <http://g> .\n"
    yield "no RDF", "text/html", b"<script>alert(1)</script>"
    yield "long literal", "text/turtle", b'<http://a> <http://b> "' + b"a" * (17 * 2**20) + b'" .'
    yield "form without files", "multipart/form-data; boundary=x", b"--x--\r\n"
    yield "form without boundary", "multipart/form-data", b"nothing"


REQUESTS = [
    *(Attack(f"query, {name}", (400, 414), asks(text)) for name, text in REACHING.items()),
    *(Attack(f"harmless, {name}", (200, 400), asks(text)) for name, text in HARMLESS.items()),
    *(Attack(f"endless, {name}", (413, 504, 507), asks(text)) for name, text in ENDLESS.items()),
    *(Attack(f"path {path[:40]}", (400, 404, 406), path) for path in PATHS),
    *_bodies(),
    *_written(),
]


def raw_requests() -> dict[str, bytes]:
    """Return requests that no client of ours would send, as bytes."""
    host = b"Host: 127.0.0.1\r\n"
    post = b"POST /sparql HTTP/1.1\r\n" + host + b"Content-Type: application/sparql-query\r\n"
    return {
        "no HTTP": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 64 + b"\r\n\r\n",
        "no host": b"GET /sparql HTTP/1.1\r\n\r\n",
        "two hosts": b"GET /sparql HTTP/1.1\r\n" + host + b"Host: evil.example\r\n\r\n",
        "two lengths": post + b"Content-Length: 6\r\nContent-Length: 60\r\n\r\nASK {}",
        "length and chunks": post
        + b"Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /admin HTTP/1.1\r\n",
        "negative length": post + b"Content-Length: -1\r\n\r\nASK {}",
        "odd chunk": post + b"Transfer-Encoding: chunked\r\n\r\nZZ\r\nASK {}\r\n0\r\n\r\n",
        "odd encoding": post + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        "split header": b"GET /sparql HTTP/1.1\r\n" + host + b"X: a\r\n b\r\n\tc: d\r\n: e\r\n\r\n",
        "bare newline": b"GET /sparql\nHTTP/1.1\n\n",
        "space in the target": b"GET /id/a b HTTP/1.1\r\n" + host + b"\r\n",
        "absolute target": b"GET http://evil.example/ HTTP/1.1\r\n" + host + b"\r\n",
        "long target": b"GET /" + b"a" * 1_200_000 + b" HTTP/1.1\r\n" + host + b"\r\n",
        "long headers": b"GET / HTTP/1.1\r\n" + host + b"X: " + b"a" * 1_200_000 + b"\r\n\r\n",
        "odd version": b"GET / HTTP/9.9\r\n" + host + b"\r\n",
    }
