"""Measure validation: the gate of one article, users' data against a store, whole files, beside other engines.

    python -m benchmarks.validation                            stores and files of 10,000 and 100,000 triples
    python -m benchmarks.validation --stores 10000 1000000 --files 100000 1000000
    python -m benchmarks.validation --stores --files --existing FOLDER     a store that is there already
    python -m benchmarks.validation --update                   write benchmarks/results/validation.json and .md

Whole files are judged by each engine in a process of its own, warm, from text to findings; see ``validation_engines``.
pySHACL is measured in two ways: with our SPARQL constraints asked in the database, as our reference engine does, on
files of up to 200,000 triples; and as it comes, which is stopped after a while. pyrudof is measured where the extra
``bench`` is installed, with our core constraints only, since it passes over SPARQL in part; TopBraid where
CHIPPOLITIK_TOPBRAID names the Python of an environment for it. Figures of the gate are medians. ``--update`` replaces
the rows that were measured and keeps the others. Time on the clock depends on what else the machine does.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import platform
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from benchmarks.validation_data import article, articles
from benchmarks.validation_engines import Measure, measured, topbraid
from pyoxigraph import Quad, RdfFormat, Store, Triple, serialize

from chippolitik.graph.view import OxigraphView
from chippolitik.knowledge import knowledge_quads
from chippolitik.ontology.names import RDF
from chippolitik.tables import load_tables
from chippolitik.validation.change import change_of
from chippolitik.validation.delta import own_delta
from chippolitik.validation.engines import PyshaclValidator, class_hierarchy
from chippolitik.validation.fast import own_validator
from chippolitik.validation.gate import Gate, neighbourhood
from chippolitik.validation.shapes import own_shapes

RESULTS = Path(__file__).parent / "results"
_NEW = 10_000_000  # articles from this number on are in no store
_PYSHACL_LARGEST = 200_000  # triples; it needs minutes for more
_PYSHACL_LIMIT, _PEER_LIMIT = 60.0, 150.0  # seconds
_SMALL = 2_000  # triples of the file that engines are warmed up with
Row = dict[str, str | int | float]


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--stores", type=int, nargs="*", default=[10_000, 100_000], help="triples of articles")
    parser.add_argument("--files", type=int, nargs="*", default=[10_000, 100_000], help="triples of articles")
    parser.add_argument("--existing", type=Path, nargs="+", default=[], help="folders of databases to measure too")
    parser.add_argument("--rounds", type=int, default=40, help="articles a figure of the gate is a median of")
    parser.add_argument("--update", action="store_true", help="write the results")
    arguments = parser.parse_args()
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        for size in arguments.stores:
            path = Path(folder) / f"store-{size}"
            written(path, size)
            rows += of_store(path, size, arguments.rounds)
        for path in arguments.existing:
            rows += of_store(path, len(Store.read_only(str(path))), arguments.rounds)
        for size in arguments.files:
            rows += of_file(Path(folder) / f"{size}.nt", size)
    load = os.getloadavg()[0]
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, load {load:.1f} at the end"
    if arguments.update:
        rows = kept(rows)
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / "validation.json").write_text(json.dumps({"machine": machine, "rows": rows}, indent=2) + "\n")
        (RESULTS / "validation.md").write_text(table(rows, machine) + "\n")
    print(table(rows, machine))


def kept(rows: list[Row]) -> list[Row]:
    """Return rows with those of earlier runs that they do not replace, ordered by task and size."""
    path = RESULTS / "validation.json"
    old = json.loads(path.read_text())["rows"] if path.exists() else []
    known = {(row["task"], row["triples"]) for row in rows}
    both = [*(row for row in old if (row["task"], row["triples"]) not in known), *rows]
    tasks = list(dict.fromkeys(row["task"] for row in both if "p50 ms" in row))
    return sorted(both, key=lambda row: (tasks.index(row["task"]) if row["task"] in tasks else 9, row["triples"]))


def written(path: Path, size: int) -> None:
    """Write a store with the knowledge base and articles."""
    store = Store(path)
    store.bulk_extend(quad for quads in (list(knowledge_quads(load_tables())), *articles(size)) for quad in quads)
    store.flush()


def of_store(path: Path, size: int, rounds: int) -> list[Row]:
    """Measure the gate and users' data against a store that was closed and opened again."""
    view = OxigraphView(Store.read_only(str(path)))
    fast, slow = Gate(own_validator()), Gate(PyshaclValidator(own_shapes()))
    delta = own_delta()
    few = max(5, rounds // 8)
    measured: list[tuple[str, str, list[tuple[float, float]]]] = [
        ("gate of an article", own_validator().name, _times(lambda q: fast.judge(q, neighbourhood(view, q)), rounds)),
        ("gate of an article", "pyshacl", _times(lambda q: slow.judge(q, neighbourhood(view, q)), few)),
        ("new data against the store", "delta", _times(lambda q: delta.judge(view, change_of(view, add=q)), rounds)),
    ]
    return [
        {
            "task": task,
            "engine": engine,
            "triples": size,
            "p50 ms": _ms([wall for wall, _ in times], 0.5),
            "p95 ms": _ms([wall for wall, _ in times], 0.95),
            "p50 CPU ms": _ms([work for _, work in times], 0.5),
        }
        for task, engine, times in measured
    ]


def of_file(path: Path, size: int) -> list[Row]:
    """Measure whole files: articles with the classes of what they name."""
    small = path.with_name("small.nt")
    for target, triples in ((small, _SMALL), (path, size)):
        serialize(_triples(triples), target, format=RdfFormat.N_TRIPLES)
    parsing = measured("parse alone", path, small, _PEER_LIMIT)
    base: Row = {"task": "whole file", "triples": size}
    rows: list[Row] = [base | {"engine": "pyoxigraph, parsing alone"} | parsing]
    found: dict[str, Measure | None] = {"chippolitik": measured("chippolitik", path, small, _PEER_LIMIT)}
    if size <= _PYSHACL_LARGEST:
        name = "pyshacl, SPARQL by us"
        found[name] = measured(name, path, small, _PEER_LIMIT)
        found["pyshacl"] = measured("pyshacl", path, _nothing(path), _PYSHACL_LIMIT)
    if importlib.util.find_spec("pyrudof"):
        name = "pyrudof, core constraints"
        found[name] = measured(name, path, small, _PEER_LIMIT)
    found["topbraid"] = topbraid(path, small, _PEER_LIMIT)
    for engine, figures in found.items():
        if figures is not None:
            rows.append(base | {"engine": engine} | figures)
            if "s" in figures:
                rows[-1]["× parse"] = round(float(figures["s"]) / float(parsing["s"]), 1)
    return rows


def _nothing(path: Path) -> Path:
    """Return a file with next to nothing in it: as it comes, pySHACL takes half a minute for 2,000 triples."""
    found = path.with_name("nothing.nt")
    serialize(islice(_triples(0), 1), found, format=RdfFormat.N_TRIPLES)
    return found


def _triples(size: int) -> Iterator[Triple]:
    kinds = (quad for quad in knowledge_quads(load_tables()) if quad.predicate == RDF.type)
    for quads in (kinds, *articles(size)):
        yield from (Triple(quad.subject, quad.predicate, quad.object) for quad in quads)
    yield from class_hierarchy()


def _times(work: Callable[[list[Quad]], object], rounds: int) -> list[tuple[float, float]]:
    """Return seconds on the clock and seconds of work, the first round aside, which reads shapes."""
    found = []
    for number in range(rounds + 1):
        quads = article(_NEW + number)
        start, worked = time.perf_counter(), time.process_time()
        work(quads)
        found.append((time.perf_counter() - start, time.process_time() - worked))
    return found[1:]


def _ms(times: list[float], share: float) -> float:
    if share == 0.5:
        return round(1000 * statistics.median(times), 2)
    return round(1000 * sorted(times)[int(share * (len(times) - 1))], 2)


def table(rows: list[Row], machine: str) -> str:
    """Return the rows as a table in Markdown."""
    columns = ["task", "engine", "triples", "p50 ms", "p95 ms", "p50 CPU ms"]
    columns += ["s", "stopped after s", "× parse", "CPU s", "peak MB", "findings"]
    lines = [f"Measured by `python -m benchmarks.validation`: {machine}.", ""]
    lines += ["| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)]
    for row in rows:
        cells = (f"{row.get(column, '')}" for column in columns)
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
