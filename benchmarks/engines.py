"""The engines that the benchmark of queries asks beside ours: rdflib, oxrdflib, the Oxigraph server.

Each gets the SPARQL text of the catalogue with the terms put in, and gives the distinct rows of the query's columns.
"""

from __future__ import annotations

import contextlib
import math
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import httpx
import pyoxigraph
import rdflib
from pyoxigraph import Literal, RdfFormat
from tests.store.servers import free_port

from chippolitik.query import QuerySpec
from chippolitik.query.answer import Solution
from chippolitik.query.binding import Bindings
from chippolitik.query.header import ColumnType

__all__ = ["Ask", "Rows", "TooLongError", "columns_of", "in_rdflib", "library", "rows_of", "served", "text_of"]

PATIENCE = 60.0  # seconds until the server must answer
Rows = set[tuple[str, ...]]
Ask = Callable[[str, Sequence[str]], Rows]


class TooLongError(Exception):
    """A query has run into its limit."""


def columns_of(spec: QuerySpec) -> list[str]:
    """Return the columns that a query selects."""
    counted = {ColumnType.ORIGINS, ColumnType.ORIGIN_COUNT}
    return [column.name for column in spec.columns if column.type not in counted]


def text_of(spec: QuerySpec, bindings: Bindings) -> str:
    """Return the query with the terms in place of their variables, for engines that cannot bind."""
    body = "\n".join(line for line in spec.text.splitlines() if not line.startswith("#"))
    # What is bound is no variable any more, so it cannot be selected or grouped by.
    body = re.sub(r"\bSELECT\b.*?\bWHERE\b", lambda head: re.sub(r"\s\?in_\w+", "", head[0]), body, flags=re.DOTALL)
    body = re.sub(r"\bGROUP BY\b.*", lambda line: re.sub(r"\s\?in_\w+", "", line[0]), body)
    body = re.sub(r"\bGROUP BY\s*$", "", body, flags=re.MULTILINE)
    for variable, term in bindings.items():
        body = re.sub(rf"\?{variable.value}\b", lambda _, term=term: str(term), body)
    return body


def cell(value: str | None, datatype: str = "") -> str:
    """Return a value so that 0.50 and 0.5 are the same."""
    if value is None:
        return ""
    if datatype.rpartition("#")[2] in {"decimal", "integer", "double"}:
        with contextlib.suppress(InvalidOperation):
            return format(round(Decimal(value), 9).normalize(), "f")
    return value


def rows_of(solutions: Sequence[Solution], columns: Sequence[str]) -> Rows:
    """Return the rows of our own answer."""

    def shown(term: Any) -> str:
        return cell(term and term.value, term.datatype.value if isinstance(term, Literal) else "")

    return {tuple(shown(solution.get(name)) for name in columns) for solution in solutions}


def library(store: pyoxigraph.Store, kept: str) -> rdflib.Graph:
    """Return a graph of rdflib with all triples of a store, without names, its fastest form.

    Args:
        store: The store.
        kept: What keeps it: ``default`` or ``Oxigraph``.
    """
    triples = (pyoxigraph.Triple(q.subject, q.predicate, q.object) for q in store)
    data = pyoxigraph.serialize(triples, format=RdfFormat.N_TRIPLES)
    graph = rdflib.Graph(store=kept)
    graph.parse(data=data, format="nt" if kept == "default" else "ox-nt")
    return graph


def in_rdflib(graph: rdflib.Graph, limit: float) -> Ask:
    """Ask a graph of rdflib, whatever keeps it, for a limited time."""

    def stop(*_: object) -> None:
        raise TooLongError

    def ask(text: str, columns: Sequence[str]) -> Rows:
        signal.signal(signal.SIGALRM, stop)
        signal.setitimer(signal.ITIMER_REAL, limit, limit / 10)  # again and again: rdflib swallows some exceptions
        try:
            return {
                tuple(_term(row.get(name)) for name in columns)  # type: ignore[union-attr]  # SELECT was asked
                for row in graph.query(text)
            }
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)

    return ask


@contextlib.contextmanager
def served(folder: Path, limit: float) -> Iterator[Ask]:
    """Start the Oxigraph server on a folder, and ask it over HTTP for a limited time."""
    port = free_port()
    binary = Path(sys.executable).with_name("oxigraph")
    place = ["--location", str(folder), "--bind", f"127.0.0.1:{port}", "--timeout-s", str(math.ceil(limit))]
    command = [str(binary), "serve-read-only", *place, "--union-default-graph"]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    client = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=limit)

    def ask(text: str, columns: Sequence[str]) -> Rows:
        headers = {"Content-Type": "application/sparql-query", "Accept": "application/sparql-results+json"}
        try:
            answer = client.post("/query", content=text.encode(), headers=headers).raise_for_status().json()
        except httpx.TimeoutException as error:
            raise TooLongError from error
        return {tuple(_value(row.get(name)) for name in columns) for row in answer["results"]["bindings"]}

    try:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            with contextlib.suppress(httpx.TransportError):
                client.get("/")
                break
            time.sleep(0.1)
        yield ask
    finally:
        client.close()
        process.kill()
        process.wait()


def _term(term: Any) -> str:
    return cell(None if term is None else str(term), str(getattr(term, "datatype", "") or ""))


def _value(found: Mapping[str, str] | None) -> str:
    return cell(found["value"], found.get("datatype", "")) if found else ""
