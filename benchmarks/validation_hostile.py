"""Hostile data and shapes: what the command says of each, in which time and with how much memory.

    python -m benchmarks.validation_hostile [SIZE]       a million blank nodes, cells, nests by default
    python -m benchmarks.validation_hostile --update     write benchmarks/results/hostile.json and .md

Each input is judged by ``chippolitik validate`` in a process of its own. Memory is the peak of that process or of one
that it starts. The same inputs are tests, at small size, in ``tests/validation/test_hazards.py``.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.validation.test_hazards import ENDLESS, SH, hostile_text

RESULTS = Path(__file__).parent / "results"
_SIZE = 1_000_000
_LIMIT = 10  # seconds that a shape of the user gets here
_RUN = "import sys; from chippolitik.cli.root import run; sys.exit(run(sys.argv[1:]))"
_TARGET = "sh:targetSubjectsOf <urn:p>"
Row = dict[str, str | int | float]


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("size", type=int, nargs="?", default=_SIZE)
    parser.add_argument("--update", action="store_true", help="write the results")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rows = [
            judged(name, ending, text, shapes, Path(folder)) for name, ending, text, shapes in inputs(arguments.size)
        ]
    print(table(rows))
    if arguments.update:
        (RESULTS / "hostile.json").write_text(json.dumps(rows, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        (RESULTS / "hostile.md").write_text(table(rows) + "\n", encoding="utf-8")


def inputs(size: int) -> Iterator[tuple[str, str, str, str]]:
    """Yield the inputs: name, ending of the file, text, and shapes of the user."""
    yield "a literal of 50 MB", "nt", f'<urn:a> <urn:p> "{"x" * (50 * size)}" .\n', ""
    yield "a literal of 15 MB", "ttl", hostile_text("literal", size), ""
    yield f"{size:,} blank nodes", "ttl", hostile_text("blanks", size), ""
    yield f"{size:,} blank nodes within each other", "ttl", hostile_text("nested", size), ""
    yield f"{size:,} lists within each other", "ttl", hostile_text("lists", size), ""
    yield f"a list of {size:,} cells in a ring", "nt", _ring(size), ""
    yield "an IRI with a control character", "ttl", "<urn:a\\u0007b> <urn:p> 1 .", ""
    yield f"{size // 10:,} IRIs with marks that turn text", "nt", _turned(size // 10), ""
    node = "<urn:n> <urn:p> <urn:n> .\n"
    circle = f"<urn:r> {_TARGET} ; sh:property <urn:q> . <urn:q> sh:path <urn:p> ; sh:node <urn:r> ."
    yield "shapes that use themselves", "nt", node, circle
    query = f'<urn:e> {_TARGET} ; sh:sparql [ sh:select "{ENDLESS}" ] .'
    yield "a query without end", "nt", _chain(300), query
    pattern = f'<urn:e> {_TARGET} ; sh:property [ sh:path <urn:p> ; sh:pattern "^(a+)+$" ] .'
    yield "an expression without end", "nt", f'<urn:n> <urn:p> "{"a" * 40}!" .\n', pattern
    outside = "SELECT $this { SERVICE <http://192.0.2.1/> { $this ?p ?o } }"
    yield "a query to the network", "nt", node, f'<urn:e> {_TARGET} ; sh:sparql [ sh:select "{outside}" ] .'


def judged(name: str, ending: str, text: str, shapes: str, folder: Path) -> Row:
    """Return what the command says of an input, and what it takes."""
    data, own = folder / f"data.{ending}", folder / "shapes.ttl"
    data.write_text(text, encoding="utf-8")
    command = [sys.executable, "-c", _RUN, "validate", str(data), "--format", "jsonl", "--time-limit", str(_LIMIT)]
    if shapes:
        own.write_text(SH + shapes, encoding="utf-8")
        command += ["--shapes", str(own)]
    start = time.perf_counter()
    with (folder / "out").open("w+", encoding="utf-8") as out, (folder / "err").open("w+", encoding="utf-8") as err:
        process = subprocess.Popen(command, stdout=out, stderr=err)
        _, status, spent = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)  # it is waited for already
        taken = time.perf_counter() - start
        out.seek(0)
        err.seek(0)
        rules = sorted({json.loads(line)["shape"].rsplit("/", 1)[-1] for line in out})
        said = err.readline().strip().replace(str(data), data.name)
    return {
        "input": name,
        "exit code": process.returncode,
        "said": ", ".join(rules) or said,
        "s": round(taken, 1),
        "CPU s": round(spent.ru_utime + spent.ru_stime, 1),
        "peak MB": spent.ru_maxrss // 1024,
    }


def _ring(size: int) -> str:
    rest = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#rest>"
    return "".join(f"_:c{n} {rest} _:c{(n + 1) % size} .\n" for n in range(size))


def _turned(size: int) -> str:
    return "".join(f"<urn:a{n}\u202eb> <urn:p> <urn:c> .\n" for n in range(size))


def _chain(size: int) -> str:
    return "".join(f"<urn:n:{n}> <urn:p> <urn:n:{n + 1}> .\n" for n in range(size))


def table(rows: list[Row]) -> str:
    """Return the rows as a table in Markdown."""
    lines = ["Measured by `python -m benchmarks.validation_hostile`.", ""]
    lines += ["| " + " | ".join(rows[0]) + " |", "|" + "---|" * len(rows[0])]
    return "\n".join([*lines, *("| " + " | ".join(str(cell) for cell in row.values()) + " |" for row in rows)])


if __name__ == "__main__":
    main()
