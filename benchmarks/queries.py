"""Every query of the catalogue on a store of ours, beside rdflib, oxrdflib and the Oxigraph server.

``python -m benchmarks.queries [--triples N …] [--alone] [--stores DIR] [--cpu]`` writes
``benchmarks/results/queries-N.json`` and ``.md``. Each query runs with the parameters of its example, and all engines
must give the same rows. ``ours`` is what ``chippolitik query`` asks, the claim table where it can answer; ``sparql`` is
the same without the table. Times are medians in milliseconds until the last row is read. ``answer`` is the whole way:
names bound, rows typed and labelled, origins counted. A query that an engine does not finish within its limit counts
with the limit. ``--alone`` leaves the others out, which have no place at 10 million triples. ``--stores`` keeps the
stores and takes them again. ``--cpu`` takes the time of the processor, for a machine that others use too; the server
has the clock always.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import platform
import shlex
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pyoxigraph
import rdflib
from benchmarks.claims_data import articles
from benchmarks.engines import Ask, Rows, TooLongError, columns_of, in_rdflib, library, rows_of, served, text_of
from benchmarks.timing import median, within

from chippolitik.errors import UsageError
from chippolitik.namespaces import ARTICLE_GRAPH
from chippolitik.pipeline.foundation import foundation
from chippolitik.query import QuerySpec, catalogue, run_query
from chippolitik.query.binding import Bindings, bind
from chippolitik.query.claimtable import CLAIM_TABLE, kept_table, why_not_by_table
from chippolitik.query.header import ParameterType
from chippolitik.query.origins.marks import TEXT_MARKS
from chippolitik.query.run import answers_of, solutions_of
from chippolitik.store import ArticleRecord, Manifest, Store, open_store, open_writer, pack

RESULTS = Path(__file__).parent / "results"
SELECTIVE, WHOLE = "selective", "whole graph"
LIMIT = 3.0  # seconds of one query in another engine
OUR_LIMIT = 5.0  # seconds of one query of ours without the table, and of the whole way to its answer
TOGETHER = 500  # articles that come in together
BARS = {
    1_000_000: (50.0, None),
    10_000_000: (300.0, 1000.0),
}  # triples → most milliseconds at the median of selective queries, and of each one on the whole graph
INSTEAD = {"said-by": {"source_name": "ByteDance"}}  # where an example names nobody in the made-up articles
TIMES = 20.0  # how many times faster than rdflib at the median


def fill(folder: Path, triples: int) -> None:
    """Make a store of knowledge base, ontology and made-up articles, with so many triples."""
    manifest = Manifest(ontology="made up", extractor="benchmark 1", shapes="made up", knowledge_base="made up")
    with open_writer(folder, manifest, foundation()) as writer:
        waiting = []
        for number, quads in enumerate(articles(triples - sum(1 for _ in writer.match()))):
            own = [quad for quad in quads if quad.graph_name.value.startswith(ARTICLE_GRAPH)]
            derived = [quad for quad in quads if not quad.graph_name.value.startswith(ARTICLE_GRAPH)]
            identifier = own[0].graph_name.value.removeprefix(ARTICLE_GRAPH)
            key = f"benchmark-{number}"
            record = ArticleRecord(id=identifier, key=key, name=key, quads=tuple(own), derived=tuple(derived))
            waiting.append(pack(record))
            if len(waiting) == TOGETHER:
                writer.put_many(waiting)
                waiting.clear()
        writer.put_many(waiting)


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


def measured(store: Store, peers: dict[str, Ask], clock: Callable[[], float]) -> Iterator[dict[str, Any]]:
    """Yield a row for each query."""
    for spec in catalogue().values():
        values = INSTEAD.get(spec.name) or example(spec)
        try:
            readings = bind(store, spec, values)
        except UsageError as error:
            print(f"{spec.name}: left out, {error}")
            continue
        row: dict[str, Any] = {"query": spec.name, "sort": sort_of(spec, values), "same": []}
        expected = _ours(store, spec, values, readings, row, clock)
        for name, ask in peers.items():
            _theirs(name, ask, spec, readings, row, expected, time.perf_counter if name == "server" else clock)
        print(json.dumps(row), flush=True)
        yield row


def _ours(
    store: Store,
    spec: QuerySpec,
    values: dict[str, str],
    readings: Sequence[Bindings],
    row: dict[str, Any],
    clock: Callable[[], float],
) -> Rows:
    """Measure our own ways, and return the rows that the others must give too."""
    row["ours"], found = median(lambda: [s for b in readings for s in answers_of(store, spec, b)], clock)
    row["table"], row["rows"] = not why_not_by_table(store, spec.name), len(found)
    expected = rows_of(found, columns_of(spec))
    del found

    def answering() -> dict[str, Any]:
        time_, answer = median(lambda: run_query(store, spec, values), clock)
        return {"answer": time_, "rows": len(answer.rows)}

    def in_sparql() -> dict[str, Any]:
        time_, given = median(lambda: [s for b in readings for s in solutions_of(store, spec.text, b)], clock)
        return {"sparql": time_, "different": len(rows_of(given, columns_of(spec)) ^ expected)}

    row |= within(OUR_LIMIT, answering) or {"answer": OUR_LIMIT * 1000, "answer_stopped": True}
    if not row["table"]:
        row["sparql"] = row["ours"]
        row["same"].append("sparql")
    elif told := within(OUR_LIMIT, in_sparql):
        row["sparql"] = told["sparql"]
        _compare("sparql", told["different"], row)
    else:
        row["sparql"], row["sparql_stopped"] = OUR_LIMIT * 1000, True
    return expected


def _theirs(
    name: str,
    ask: Ask,
    spec: QuerySpec,
    readings: Sequence[Bindings],
    row: dict[str, Any],
    expected: Rows,
    clock: Callable[[], float],
) -> None:
    """Measure another engine, and compare its rows."""
    texts, columns = [text_of(spec, bindings) for bindings in readings], columns_of(spec)
    try:
        row[name], found = median(lambda: set[Any]().union(*(ask(text, columns) for text in texts)), clock)
        _compare(name, len(found ^ expected), row)
    except TooLongError:
        row[name], row[f"{name}_stopped"] = LIMIT * 1000, True
    except Exception as error:  # noqa: BLE001 - what an engine cannot do is a result, whatever it raises
        row[f"{name}_failed"] = f"{type(error).__name__}: {error}"[:200]


def _compare(name: str, different: int, row: dict[str, Any]) -> None:
    if different:
        row.setdefault("different", {})[name] = different
    else:
        row["same"].append(name)


def summary(rows: list[dict[str, Any]], peers: Sequence[str], triples: int) -> dict[str, Any]:
    """Return medians by sort of query, how many times slower the others are, and whether the bars are met."""
    found: dict[str, Any] = {}
    for sort in (SELECTIVE, WHOLE):
        own = [row for row in rows if row["sort"] == sort]
        found[sort] = {"queries": len(own)}
        for way in ("ours", "answer", "sparql"):
            times = [row[way] for row in own]
            found[sort] |= {
                f"{way} median ms": round(statistics.median(times), 2),
                f"{way} worst ms": round(max(times)),
            }
    for name in peers:
        ratios = {row["query"]: row[name] / row["ours"] for row in rows if name in row}
        found[f"times {name}"] = {
            "median": round(statistics.median(ratios.values()), 1),
            "least": round(min(ratios.values()), 2),
            "slower": sorted(query for query, ratio in ratios.items() if ratio < 1),
            "same rows": sum(name in row["same"] for row in rows),
            "stopped": sum(f"{name}_stopped" in row for row in rows),
            "different rows": sorted(row["query"] for row in rows if name in row.get("different", {})),
            "failed": sorted(row["query"] for row in rows if f"{name}_failed" in row),
        }
    found["bars"] = dict(_bars(found, triples))
    return found


def _bars(found: dict[str, Any], triples: int) -> Iterator[tuple[str, bool]]:
    selective, whole = BARS.get(triples, (None, None))
    if selective:
        yield f"selective: median below {selective:g} ms", found[SELECTIVE]["ours median ms"] < selective
    if whole:
        yield f"whole graph: each below {whole:g} ms", found[WHOLE]["ours worst ms"] < whole
    if against := found.get("times rdflib"):
        yield f"{TIMES:g} times rdflib at the median", against["median"] >= TIMES
        yield "none slower than rdflib", not against["slower"]


def markdown(result: dict[str, Any], peers: Sequence[str]) -> str:
    """Return the table for people."""
    names = ["ours", "answer", "sparql", *peers]
    lines = [
        f"# Queries on {result['triples']:,} triples\n",
        "Medians in milliseconds; by `python -m benchmarks.queries`. > is stopped, ≠ other rows, T by table.\n",
    ]
    for sort in (SELECTIVE, WHOLE):
        lines += [
            f"## {sort.capitalize()}\n",
            f"| query | rows | {' | '.join(names)} |",
            f"|---|--:|{'--:|' * len(names)}",
        ]
        for row in (row for row in result["queries"] if row["sort"] == sort):
            cells = [_cell(row, name) for name in names]
            mark = " T" if row["table"] else ""
            lines.append(f"| {row['query']}{mark} | {row['rows']:,} | {' | '.join(cells)} |")
        lines.append("")
    return "\n".join([*lines, "```json", json.dumps(result["summary"], indent=2), "```", ""])


def _cell(row: dict[str, Any], name: str) -> str:
    mark = ">" if f"{name}_stopped" in row else "≠ " if name in row.get("different", {}) else ""
    return f"{mark}{row[name]:,.2f}" if name in row else "fails"


def run(triples: int, *, alone: bool, stores: Path | None, cpu: bool) -> None:
    """Measure one size and write it down."""
    label = f"{triples // 1_000_000}m" if triples >= 1_000_000 else f"{triples // 1000}k"
    with contextlib.ExitStack() as stack:
        place = stores or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder = place / f"queries-{label}"
        if not folder.exists():
            fill(folder, triples)
        store = stack.enter_context(open_store(folder))  # reopened, as a command finds it
        start = time.perf_counter()
        for kept in (CLAIM_TABLE, TEXT_MARKS):
            with kept_table(store, kept):  # made, if this is the first time
                pass
        made = time.perf_counter() - start
        peers: dict[str, Ask] = {}
        if not alone:
            main = folder / "g1" / "main"
            peers["server"] = stack.enter_context(served(main, LIMIT))
            whole = pyoxigraph.Store.read_only(str(main))
            peers["rdflib"] = in_rdflib(library(whole, "default"), LIMIT)
            peers["oxrdflib"] = in_rdflib(library(whole, "Oxigraph"), LIMIT)
        rows = list(measured(store, peers, time.process_time if cpu else time.perf_counter))
    versions = {"pyoxigraph": pyoxigraph.__version__, "rdflib": rdflib.__version__, "python": platform.python_version()}
    result = {
        "triples": triples,
        "summary": summary(rows, list(peers), triples),
        "limit_s": LIMIT,
        "clock": "processor" if cpu else "wall",
        "tables_made_s": round(made, 1),
        "machine": {"cores": os.cpu_count(), "load": [round(x, 1) for x in os.getloadavg()]},
        "versions": versions,
        "queries": [{k: round(v, 3) if isinstance(v, float) else v for k, v in row.items()} for row in rows],
    }  # fmt: skip
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"queries-{label}.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    (RESULTS / f"queries-{label}.md").write_text(markdown(result, list(peers)), encoding="utf-8")
    print(json.dumps(result["summary"], indent=2))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--triples", type=int, nargs="+", default=[100_000], help="sizes, such as 100000 1000000")
    parser.add_argument("--alone", action="store_true", help="our own store alone")
    parser.add_argument("--stores", type=Path, help="folder that keeps the made stores")
    parser.add_argument("--cpu", action="store_true", help="take the time of the processor")
    given = parser.parse_args()
    for size in given.triples:
        run(size, alone=given.alone, stores=given.stores, cpu=given.cpu)
