"""Measure validation: the gate of one article, users' data against a store, whole files, beside other engines.

    python -m benchmarks.validation                            stores and files of 10,000 and 100,000 triples
    python -m benchmarks.validation --stores 10000 1000000 --files 100000 1000000
    python -m benchmarks.validation --update                   write benchmarks/results/validation.json and .md

pySHACL is measured always, on files of up to 20,000 triples; pyrudof where the extra ``bench`` is installed,
with our core constraints only, since it passes over SPARQL in part. Figures of the gate are medians. Time on the clock
depends on what else the machine does, above all where two processes share the work: see the load, the ratios and the
CPU time, which is that of all processes together. ``busier`` is the CPU time of the one that has more to do, which is
what a machine with two free cores waits for.
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
from collections.abc import Callable, Iterable
from pathlib import Path

from benchmarks.validation_data import article, articles
from pyoxigraph import Quad, RdfFormat, Store, Triple, parse, serialize

from chippolitik.graph.view import OxigraphView
from chippolitik.knowledge import knowledge_quads
from chippolitik.ontology.names import RDF
from chippolitik.tables import load_tables
from chippolitik.validation.bulk_file import validate_ntriples
from chippolitik.validation.change import change_of
from chippolitik.validation.delta import own_delta
from chippolitik.validation.engines import PyshaclValidator
from chippolitik.validation.fast import own_validator
from chippolitik.validation.gate import Gate, neighbourhood
from chippolitik.validation.shapes import own_shapes
from chippolitik.validation.whole import validate_graph

RESULTS = Path(__file__).parent / "results"
_NEW = 10_000_000  # articles from this number on are in no store
_TWO_PROCESSES = 50_000  # triples from which on the command uses both cores
_PYSHACL_LARGEST = 20_000  # triples; it needs minutes for more
_PYRUDOF_LARGEST = 100_000  # triples; it takes 9 GB for a million
Row = dict[str, str | int | float]


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--stores", type=int, nargs="+", default=[10_000, 100_000], help="triples of articles")
    parser.add_argument("--files", type=int, nargs="+", default=[10_000, 100_000], help="triples of articles")
    parser.add_argument("--rounds", type=int, default=40, help="articles a figure of the gate is a median of")
    parser.add_argument("--update", action="store_true", help="write the results")
    arguments = parser.parse_args()
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        for size in arguments.stores:
            rows += of_store(Path(folder) / f"store-{size}", size, arguments.rounds)
        for size in arguments.files:
            rows += of_file(Path(folder) / f"{size}.nt", size)
    load = os.getloadavg()[0]
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, load {load:.1f} at the end"
    text = table(rows, machine)
    print(text)
    if arguments.update:
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / "validation.json").write_text(json.dumps({"machine": machine, "rows": rows}, indent=2) + "\n")
        (RESULTS / "validation.md").write_text(text + "\n")


def of_store(path: Path, size: int, rounds: int) -> list[Row]:
    """Measure the gate and users' data against a store that was closed and opened again."""
    store = Store(path)
    store.bulk_extend(quad for quads in (list(knowledge_quads(load_tables())), *articles(size)) for quad in quads)
    store.flush()
    del store
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
    kinds = (quad for quad in knowledge_quads(load_tables()) if quad.predicate == RDF.type)
    triples = (
        Triple(quad.subject, quad.predicate, quad.object) for quads in (kinds, *articles(size)) for quad in quads
    )
    serialize(triples, path, format=RdfFormat.N_TRIPLES)
    parsing, effort, _ = _seconds(lambda: sum(1 for _ in parse(path=path, format=RdfFormat.N_TRIPLES)))
    rows: list[Row] = [{"task": "parse alone", "engine": "pyoxigraph", "triples": size, "s": parsing, "CPU s": effort}]

    def add(engine: str, work: Callable[[], object]) -> None:
        taken, worked, busier = _seconds(work)
        rows.append(
            {
                "task": "whole file",
                "engine": engine,
                "triples": size,
                "s": taken,
                "× parse": round(taken / parsing, 1),
                "CPU s": worked,
                "busier × parse": round(busier / effort, 1),
            }
        )

    add("chippolitik", lambda: validate_ntriples(path) if size >= _TWO_PROCESSES else validate_graph(_parsed(path)))
    if size <= _PYSHACL_LARGEST:
        add("pyshacl", lambda: validate_graph(_parsed(path), engine=PyshaclValidator(own_shapes())))
    if importlib.util.find_spec("pyrudof") and size <= _PYRUDOF_LARGEST:
        add("pyrudof, core constraints", lambda: _pyrudof(path))
    return rows


def _parsed(path: Path) -> Iterable[Triple]:
    return (Triple(q.subject, q.predicate, q.object) for q in parse(path=path, format=RdfFormat.N_TRIPLES))


def _pyrudof(path: Path) -> object:
    """Validate with pyrudof, without SPARQL constraints, which it skips in part."""
    import pyrudof  # type: ignore[import-not-found]  # noqa: PLC0415 - an optional peer

    engine = pyrudof.Rudof(pyrudof.RudofConfig())
    engine.read_data(str(path), pyrudof.RDFFormat.NTriples)
    shapes = path.with_suffix(".shapes.nt")
    serialize(own_shapes().triples, shapes, format=RdfFormat.N_TRIPLES)
    engine.read_shacl(str(shapes), pyrudof.ShaclFormat.NTriples)
    return engine.validate_shacl()


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


def _seconds(work: Callable[[], object]) -> tuple[float, float, float]:
    """Return seconds on the clock, seconds of work of all processes, and those of the busier one of the two."""
    start, before = time.perf_counter(), os.times()
    work()
    taken, after = time.perf_counter() - start, os.times()
    spent = [now - then for now, then in zip(after[:4], before[:4], strict=True)]
    own, other = spent[0] + spent[1], spent[2] + spent[3]
    return round(taken, 3), round(own + other, 3), round(max(own, other), 3)


def table(rows: list[Row], machine: str) -> str:
    """Return the rows as a table in Markdown."""
    columns = ["task", "engine", "triples", "p50 ms", "p95 ms", "p50 CPU ms", "s", "× parse", "CPU s", "busier × parse"]
    lines = [f"Measured by `python -m benchmarks.validation`: {machine}.", ""]
    lines += ["| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)]
    for row in rows:
        cells = (f"{row.get(column, '')}" for column in columns)
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
