"""Every query of the catalogue on the embedded store, beside rdflib, oxrdflib and the Oxigraph server.

``python -m benchmarks.queries [--triples N …] [--alone]`` writes ``benchmarks/results/queries-N.json`` and ``.md``.
Each query runs with the parameters of its example; the same SPARQL text, with the terms put in, goes to each engine,
and the rows must be the same. Times are medians in milliseconds until the last row is read. ``answer`` is the whole
way of ``chippolitik query``: names bound, rows typed and labelled, origins counted. rdflib gets one graph without
names, its fastest form; a query that it does not finish within its limit counts with the limit. ``--alone`` leaves the
others out, which have no place at 10 million triples.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import platform
import re
import shlex
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import httpx
import pyoxigraph
import rdflib
from benchmarks.claims_data import articles
from pyoxigraph import Literal, QuerySolutions, RdfFormat
from tests.store.servers import free_port

from chippolitik.errors import UsageError
from chippolitik.graph.view import OxigraphView
from chippolitik.pipeline.foundation import foundation
from chippolitik.query import QuerySpec, catalogue, run_query
from chippolitik.query.binding import Bindings, bind
from chippolitik.query.header import ParameterType

RESULTS = Path(__file__).parent / "results"
SELECTIVE, WHOLE = "selective", "whole graph"
LIMIT = 3.0  # seconds of one query in rdflib
REPEATS = 3
ONCE = 300.0  # milliseconds above which a query is asked once
PATIENCE = 60.0  # seconds until the server must answer
Rows = Counter[tuple[str, ...]]
Ask = Callable[[str], Rows]


class TooLongError(Exception):
    """A query has run into its limit."""


def fill(folder: Path, triples: int) -> int:
    """Make a database of knowledge base, ontology and made-up articles; return the number of its quads."""
    store = pyoxigraph.Store(str(folder))
    foundation().fill(store, pyoxigraph.Store())
    store.bulk_extend(quad for quads in articles(max(triples - len(store), 0)) for quad in quads)
    store.flush()
    return len(store)


def example(spec: QuerySpec) -> dict[str, str]:
    """Return the parameters of a query's example."""
    words, values = shlex.split(spec.example), {}
    for option, value in zip(words[::2], words[1::2], strict=True):
        name, _, text = value.partition("=") if option == "-p" else (option[2:].replace("-", "_"), "", value)
        values[name] = text
    return values


def sort_of(spec: QuerySpec, values: dict[str, str]) -> str:
    """Tell whether an example asks for something in particular."""
    types = [parameter.type for parameter in spec.parameters if parameter.name in values]
    return SELECTIVE if ParameterType.ENTITY in types else WHOLE


def text_of(spec: QuerySpec, bindings: Bindings) -> str:
    """Return the query with the terms in place of their variables, for engines that cannot bind."""
    body = "\n".join(line for line in spec.text.splitlines() if not line.startswith("#"))
    # What is bound is no variable any more, so it cannot be selected or grouped by.
    body = re.sub(r"\bSELECT\b.*?\bWHERE\b", lambda head: re.sub(r"\s\?in_\w+", "", head[0]), body, flags=re.DOTALL)
    body = re.sub(r"\bGROUP BY\b.*", lambda line: re.sub(r"\s\?in_\w+", "", line[0]), body)
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


def embedded(store: pyoxigraph.Store) -> Ask:
    """Ask the embedded store."""

    def ask(text: str) -> Rows:
        result = store.query(text, use_default_graph_as_union=True)
        assert isinstance(result, QuerySolutions)
        return Counter(
            tuple(cell(t and t.value, t.datatype.value if isinstance(t, Literal) else "") for t in row)
            for row in result
        )

    return ask


def in_rdflib(graph: rdflib.Graph, limit: float) -> Ask:
    """Ask a graph of rdflib, whatever keeps it, for a limited time."""

    def stop(*_: object) -> None:
        raise TooLongError

    def ask(text: str) -> Rows:
        signal.signal(signal.SIGALRM, stop)
        signal.setitimer(signal.ITIMER_REAL, limit, limit / 10)  # again and again: rdflib swallows some exceptions
        try:
            return Counter(
                tuple(cell(None if t is None else str(t), str(getattr(t, "datatype", "") or "")) for t in row)
                for row in graph.query(text)
            )
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)

    return ask


@contextlib.contextmanager
def served(folder: Path) -> Iterator[Ask]:
    """Start the Oxigraph server on a folder, and ask it over HTTP."""
    port = free_port()
    binary = Path(sys.executable).with_name("oxigraph")
    command = [binary, "serve-read-only", "--location", folder, "--bind", f"127.0.0.1:{port}", "--union-default-graph"]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    client = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=600)

    def ask(text: str) -> Rows:
        headers = {"Content-Type": "application/sparql-query", "Accept": "application/sparql-results+json"}
        answer = client.post("/query", content=text.encode(), headers=headers).raise_for_status().json()
        names = answer["head"]["vars"]
        return Counter(
            tuple(cell(row[n]["value"], row[n].get("datatype", "")) if n in row else "" for n in names)
            for row in answer["results"]["bindings"]
        )

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


def finishes(work: Callable[[], object]) -> bool:
    """Tell whether work ends within the limit, in a process of its own, since Oxigraph cannot be interrupted."""
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, LIMIT)
        work()
        os._exit(0)
    return os.waitpid(child, 0)[1] == 0


def median(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return the median time in milliseconds and what the work gave; what takes long is done once."""
    times, found = [], None
    while len(times) < REPEATS and (not times or times[0] < ONCE):
        start = time.perf_counter()
        found = work()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times), found


def measured(store: pyoxigraph.Store, engines: dict[str, Ask]) -> Iterator[dict[str, Any]]:
    """Yield a row for each query."""
    view = OxigraphView(store)
    for spec in catalogue().values():
        values = example(spec)
        try:
            readings = bind(view, spec, values)
        except UsageError as error:
            print(f"{spec.name}: left out, {error}")
            continue
        texts = [text_of(spec, bindings) for bindings in readings]
        row: dict[str, Any] = {"query": spec.name, "sort": sort_of(spec, values), "same": []}
        expected: Rows = Counter()
        if not finishes(lambda spec=spec, values=values: run_query(view, spec, values)):
            row |= {"embedded": LIMIT * 1000, "answer": LIMIT * 1000, "embedded_stopped": True, "rows": 0}
            print(json.dumps(row), flush=True)
            yield row
            continue
        for name, ask in engines.items():
            try:
                row[name], found = median(lambda ask=ask, texts=texts: sum((ask(text) for text in texts), Counter()))
            except TooLongError:
                row[name], row[f"{name}_stopped"] = LIMIT * 1000, True
                continue
            except Exception as error:  # noqa: BLE001 - what an engine cannot do is a result, whatever it raises
                row[f"{name}_failed"] = f"{type(error).__name__}: {error}"[:200]
                continue
            if name == "embedded":
                expected, row["rows"] = found, sum(found.values())
            elif found == expected:
                row["same"].append(name)
            else:
                row.setdefault("different", {})[name] = sum(((expected - found) + (found - expected)).values())
        row["answer"], _ = median(lambda spec=spec, values=values: run_query(view, spec, values))
        print(json.dumps(row), flush=True)
        yield row


def summary(rows: list[dict[str, Any]], engines: list[str]) -> dict[str, Any]:
    """Return medians by sort of query, and how many times slower the others are."""
    found: dict[str, Any] = {}
    for sort in (SELECTIVE, WHOLE):
        times = [row["embedded"] for row in rows if row["sort"] == sort and "embedded" in row]
        answers = [row["answer"] for row in rows if row["sort"] == sort]
        found[sort] = {
            "queries": len(times),
            "stopped": sum("embedded_stopped" in row for row in rows if row["sort"] == sort),
            "median_ms": round(statistics.median(times), 2),
            "worst_ms": round(max(times), 2),
            "answer_median_ms": round(statistics.median(answers), 2),
            "answer_worst_ms": round(max(answers), 2),
        }
    for name in engines[1:]:
        ratios = {row["query"]: row[name] / row["embedded"] for row in rows if name in row and "embedded" in row}
        found[f"times {name}"] = {
            "median": round(statistics.median(ratios.values()), 1),
            "least": round(min(ratios.values()), 2),
            "slower": sorted(query for query, ratio in ratios.items() if ratio < 1),
            "same rows": sum(name in row["same"] for row in rows),
            "stopped": sum(f"{name}_stopped" in row for row in rows),
            "different rows": sorted(row["query"] for row in rows if name in row.get("different", {})),
            "failed": sorted(row["query"] for row in rows if f"{name}_failed" in row),
        }
    return found


def markdown(result: dict[str, Any], engines: list[str]) -> str:
    """Return the table for people."""
    lines = [
        f"# Queries on {result['quads']:,} quads\n",
        "Medians in milliseconds; by `python -m benchmarks.queries`. > means stopped at the limit, ≠ other rows.\n",
        f"| query | sort | rows | {' | '.join(engines)} | answer |",
        f"|---|---|--:|{'--:|' * (len(engines) + 1)}",
    ]
    for row in result["queries"]:
        cells = []
        for name in engines:
            mark = ">" if f"{name}_stopped" in row else "≠ " if name in row.get("different", {}) else ""
            cells.append(f"{mark}{row[name]:,.2f}" if name in row else "fails")
        lines.append(
            f"| {row['query']} | {row['sort']} | {row.get('rows', 0):,} | {' | '.join(cells)} | {row['answer']:,.2f} |"
        )
    return "\n".join([*lines, "", "```json", json.dumps(result["summary"], indent=2), "```", ""])


def run(triples: int, *, alone: bool) -> None:
    """Measure one size and write it down."""
    with tempfile.TemporaryDirectory() as name, contextlib.ExitStack() as stack:
        folder = Path(name) / "store"
        quads = fill(folder, triples)
        store = pyoxigraph.Store.read_only(str(folder))  # reopened, as a command finds it
        engines = {"embedded": embedded(store)}
        if not alone:
            engines["server"] = stack.enter_context(served(folder))
            data = pyoxigraph.serialize(
                (pyoxigraph.Triple(q.subject, q.predicate, q.object) for q in store), format=RdfFormat.N_TRIPLES
            )
            for engine, kept in (("rdflib", "default"), ("oxrdflib", "Oxigraph")):
                graph = rdflib.Graph(store=kept)
                graph.parse(data=data, format="nt" if kept == "default" else "ox-nt")
                engines[engine] = in_rdflib(graph, LIMIT)
        rows = list(measured(store, engines))
        del store
    versions = {"pyoxigraph": pyoxigraph.__version__, "rdflib": rdflib.__version__, "python": platform.python_version()}
    result = {
        "quads": quads,
        "summary": summary(rows, list(engines)),
        "limit_s": LIMIT,
        "machine": {"cores": os.cpu_count(), "load": [round(x, 1) for x in os.getloadavg()]},
        "versions": versions,
        "queries": [{k: round(v, 3) if isinstance(v, float) else v for k, v in row.items()} for row in rows],
    }  # fmt: skip
    RESULTS.mkdir(exist_ok=True)
    label = f"{triples // 1_000_000}m" if triples >= 1_000_000 else f"{triples // 1000}k"
    (RESULTS / f"queries-{label}.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    (RESULTS / f"queries-{label}.md").write_text(markdown(result, list(engines)), encoding="utf-8")
    print(json.dumps(result["summary"], indent=2))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--triples", type=int, nargs="+", default=[100_000], help="sizes, such as 100000 1000000")
    parser.add_argument("--alone", action="store_true", help="the embedded store alone")
    given = parser.parse_args()
    for size in given.triples:
        run(size, alone=given.alone)
