"""Loading and retracting, beside the bulk loaders of others, on one machine.

``python -m benchmarks.store [--quads N] [--name NAME] [--only PART ...]`` writes ``results/store-NAME.json``.
What takes long is measured part by part: ``--only`` puts what it measures into the file of an earlier run.

    oxigraph   our load without the gate, and Oxigraph's own bulk loader, in turns on the same file
    command    the command of Oxigraph's makers; virtuoso: the bulk loader of Virtuoso 7; rdflib: rdflib and oxrdflib
    gate       our load with the gate
    articles   writing 10,000 articles, retracting 100 of them

Rates are statements a second. The bars: a load without the gate at no less than 0.8 of Oxigraph's own bulk loader, with
the gate at least 50,000 a second, retraction in under two seconds.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import json
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pyoxigraph
from benchmarks.articles import write_articles
from pyoxigraph import NamedNode, RdfFormat, serialize
from tests.store.made import FOUNDATION, MANIFEST, record
from tests.store.servers import loaded_by_virtuoso

from chippolitik.corpus import read_sources
from chippolitik.model import Document
from chippolitik.pipeline.file_gate import refusal
from chippolitik.pipeline.foundation import foundation
from chippolitik.pipeline.ingesting import TOGETHER
from chippolitik.pipeline.processing import process
from chippolitik.pipeline.versions import manifest
from chippolitik.store import memory_writer, open_writer, pack
from chippolitik.store.batching import batched
from chippolitik.store.loading import read_rdf_file

RESULTS = Path(__file__).parent / "results"
BASE = "https://w3id.org/chippolitik/"
GRAPH = NamedNode("https://example.org/bench")
SMALL = 100_000  # statements for the slow ones
ARTICLES, RETRACTED = 10_000, 100
MADE = 60  # articles whose graphs are loaded through the gate


def lines(number: int) -> Iterator[str]:
    """Yield statements like those of an article's graph, five a claim."""
    for claim in range(number // 5):
        node = f"<{BASE}id/article/{claim // 8:024x}/claim/{claim:016x}>"
        yield f"{node} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{BASE}ontology#Claim> .\n"
        yield f'{node} <{BASE}ontology#exactQuote> "ByteDance ordered {claim} Ascend 910B chips" .\n'
        yield f"{node} <{BASE}ontology#modality> <{BASE}vocab/modality/asserted> .\n"
        yield f'{node} <{BASE}ontology#startOffset> "{claim % 5000}"^^<http://www.w3.org/2001/XMLSchema#integer> .\n'
        yield f"{node} <{BASE}ontology#claims> <{BASE}id/name/Company/c{claim % 997}> .\n"


def seconds(work: Callable[[], object]) -> float:
    """Return how long something takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def made_file(folder: Path, number: int) -> Path:
    """Write statements to a file."""
    file = folder / "made.nt"
    with file.open("w", encoding="ascii") as out:
        out.writelines(lines(number))
    return file


def beside_oxigraph(folder: Path, number: int, rounds: int) -> dict[str, Any]:
    """Load a file with Oxigraph's own loader and with ours, in turns; return the best rate of each, and their ratio."""
    file, best = made_file(folder, number), dict[str, float]()

    def native(place: Path) -> None:
        store = pyoxigraph.Store(str(place))
        store.bulk_load(path=str(file), format=RdfFormat.N_TRIPLES, to_graph=GRAPH)
        store.flush()

    def ours(place: Path) -> None:
        with open_writer(place, MANIFEST, FOUNDATION) as store:
            store.put_files([read_rdf_file(file).record()])

    for turn in range(rounds):
        for name, work in (("Oxigraph bulk loader, pyoxigraph", native), ("chippolitik load, gate off", ours)):
            place = folder / f"turn-{turn}-{work.__name__}"
            best[name] = max(best.get(name, 0), number / seconds(partial(work, place)))
            shutil.rmtree(place)
    oxigraph, own = best.values()
    return {"statements_a_second": rounded(best), "ours_to_oxigraphs_own": round(own / oxigraph, 2)}


def by_command(folder: Path, number: int, _rounds: int) -> dict[str, Any]:
    """Return the rate of Oxigraph's command."""
    file, binary = made_file(folder, number), Path(sys.executable).with_name("oxigraph")
    command = [str(binary), "load", "--location", str(folder / "cli"), "--file", str(file), "--graph", GRAPH.value]
    took = seconds(lambda: subprocess.run(command, check=True, capture_output=True))
    return {"statements_a_second": {"Oxigraph bulk loader, command": round(number / took)}}


def by_virtuoso(folder: Path, number: int, _rounds: int) -> dict[str, Any]:
    """Return the rate of Virtuoso's bulk loader, where Virtuoso is installed."""
    took = loaded_by_virtuoso(made_file(folder, number))
    return {"statements_a_second": {"Virtuoso 7 bulk loader": round(number / took)} if took is not None else {}}


def sound_lines(number: int) -> Iterator[bytes]:
    """Yield statements that the gate lets in: the graphs of made articles, again and again under other ids."""
    with tempfile.TemporaryDirectory() as folder:
        write_articles(Path(folder, "news.jsonl"), MADE)
        documents = [d for d in read_sources([str(Path(folder, "news.jsonl"))]) if isinstance(d, Document)]
    graphs = []
    for document in documents:
        lines = serialize((quad.triple for quad in process(document).quads), format=RdfFormat.N_TRIPLES)
        graphs.append((document.id.encode(), lines or b""))
    written = 0
    for again in itertools.count():
        for name, lines in graphs:
            if written >= number:
                return
            written += lines.count(b"\n")
            yield lines.replace(name, f"{again:08x}".encode() + name[8:])


def gated(folder: Path, number: int, _rounds: int) -> dict[str, Any]:
    """Return the rate of a load through the gate, and how much memory it takes in all."""
    file = folder / "sound.nt"
    with file.open("wb") as out:
        out.writelines(sound_lines(number))
    with file.open("rb") as written:
        number = sum(1 for _ in written)

    def ours() -> None:
        with open_writer(folder / "gated", manifest(), foundation()) as store:
            read = read_rdf_file(file)
            found = refusal(store, [read])
            assert not found.findings, "the statements are sound"
            store.put_files([read.record()])

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    rate = number / seconds(ours)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    return {"through_the_gate": rounded({"chippolitik load, gate on": rate, "megabytes that it takes": grown / 1024})}


def by_rdflib(folder: Path, _number: int, _rounds: int) -> dict[str, Any]:
    """Return the rates of stores that take long, on a smaller file."""
    import rdflib  # noqa: PLC0415 - measured, not used

    number = SMALL
    file = made_file(folder, number)
    found = {"rdflib, memory": number / seconds(lambda: rdflib.Graph().parse(file, format="nt"))}
    try:
        import oxrdflib  # noqa: F401, PLC0415 - registers itself
    except ModuleNotFoundError:
        print("oxrdflib is not installed")
        return {"statements_for_rdflib_and_oxrdflib": number, "statements_a_second": rounded(found)}
    found["oxrdflib, memory, parser of rdflib"] = number / seconds(
        lambda: rdflib.Graph(store="Oxigraph").parse(file, format="nt")
    )
    found["oxrdflib, memory, parser of Oxigraph"] = number / seconds(
        lambda: rdflib.Graph(store="Oxigraph").parse(file, format="ox-nt")
    )
    return {"statements_for_rdflib_and_oxrdflib": number, "statements_a_second": rounded(found)}


def retraction(folder: Path, _number: int, _rounds: int) -> dict[str, Any]:
    """Put 10,000 articles one by one, and retract 100 of them."""
    records = [record(number, held=number % 10 == 0) for number in range(ARTICLES)]
    with open_writer(folder / "articles", MANIFEST, FOUNDATION) as store:
        put = seconds(lambda: [store.put(item) for item in records])
        retract = seconds(lambda: store.retract([item.id for item in records[:: ARTICLES // RETRACTED]]))
    packed = [pack(item) for item in records]
    with open_writer(folder / "together", MANIFEST, FOUNDATION) as store:
        together = seconds(lambda: [store.put_many(part) for part in batched(packed, TOGETHER)])
    with memory_writer(replace(MANIFEST), FOUNDATION) as memory:
        in_memory = seconds(lambda: [memory.put(item) for item in records])
    found = {
        "articles a second, one transaction each, disk": ARTICLES / put,
        f"articles a second, {TOGETHER} together, disk": ARTICLES / together,
        "articles a second, memory": ARTICLES / in_memory,
        f"seconds to retract {RETRACTED} of {ARTICLES}": retract,
    }
    return {"articles": {name: round(value, 3) for name, value in found.items()}}


PARTS = {
    "oxigraph": beside_oxigraph,
    "command": by_command,
    "virtuoso": by_virtuoso,
    "rdflib": by_rdflib,
    "gate": gated,
    "articles": retraction,
}


def rounded(values: Mapping[str, float]) -> dict[str, int]:
    """Return whole numbers."""
    return {name: round(value) for name, value in values.items()}


def merged(before: dict[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    """Put new figures over old ones."""
    for name, value in now.items():
        before[name] = {**before.get(name, {}), **value} if isinstance(value, dict) else value
    return before


def main() -> None:
    """Measure, print and write the result."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--quads", type=int, default=1_000_000)
    options.add_argument("--name", default="1M")
    options.add_argument("--only", nargs="+", choices=PARTS, metavar="PART", help="measure these, keep the others")
    options.add_argument("--rounds", type=int, default=1, help="turns of ours and Oxigraph's own; the best ones count")
    chosen = options.parse_args()
    target = RESULTS / f"store-{chosen.name}.json"
    result: dict[str, Any] = json.loads(target.read_text("utf-8")) if chosen.only and target.exists() else {}
    if result.get("statements", chosen.quads) != chosen.quads:
        sys.exit(f"{target.name} is of {result['statements']} statements: say --name")
    for part in chosen.only or PARTS:
        before = round(os.getloadavg()[0], 1)
        with tempfile.TemporaryDirectory() as name:
            found = PARTS[part](Path(name), chosen.quads, chosen.rounds)
        day = dt.datetime.now(dt.UTC).date().isoformat()
        result = merged({"statements": chosen.quads} | result, found)
        result = merged(result, {"measured": {part: {"day": day, "load_before": before}}})
        print(json.dumps({part: found}), flush=True)
    result |= {"cpus": os.cpu_count(), "pyoxigraph": pyoxigraph.__version__, "python": platform.python_version()}
    RESULTS.mkdir(exist_ok=True)
    target.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
