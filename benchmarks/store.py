"""Loading and retracting, beside the bulk loaders of others, in one run on one machine.

``python -m benchmarks.store [--quads N] [--name NAME]`` writes ``benchmarks/results/store-NAME.json``. Rates are
statements a second. The bars: a load without the gate at no less than 0.8 of Oxigraph's own bulk loader on the same
file, with the gate at least 50,000 a second, retraction of 100 of 10,000 articles in under two seconds.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

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


def loads(file: Path, number: int, folder: Path) -> dict[str, float]:
    """Return the rate of each way to load a file, and what it is called."""

    def native() -> None:
        store = pyoxigraph.Store(str(folder / "native"))
        store.bulk_load(path=str(file), format=RdfFormat.N_TRIPLES, to_graph=GRAPH)
        store.flush()

    def ours() -> None:
        with open_writer(folder / "ours", MANIFEST, FOUNDATION) as store:
            store.put_files([read_rdf_file(file).record()])

    def cli() -> None:
        binary = Path(sys.executable).with_name("oxigraph")
        command = [str(binary), "load", "--location", str(folder / "cli"), "--file", str(file), "--graph", GRAPH.value]
        subprocess.run(command, check=True, capture_output=True)

    found = {
        "Oxigraph bulk loader, pyoxigraph": number / seconds(native),
        "chippolitik load, gate off": number / seconds(ours),
    }
    found["Oxigraph bulk loader, command"] = number / seconds(cli)
    if (took := loaded_by_virtuoso(file)) is not None:
        found["Virtuoso 7 bulk loader"] = number / took
    return found


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


def gated(folder: Path, number: int) -> dict[str, float]:
    """Return the rate of a load through the gate, and how much memory it takes in all."""
    file = folder / "sound.nt"
    with file.open("wb") as out:
        out.writelines(sound_lines(number))
    number = sum(1 for _ in file.open("rb"))

    def ours() -> None:
        with open_writer(folder / "gated", manifest(), foundation()) as store:
            read = read_rdf_file(file)
            found = refusal(store, [read])
            assert not found.findings, "the statements are sound"
            store.put_files([read.record()])

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    rate = number / seconds(ours)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    return {"chippolitik load, gate on": rate, "megabytes that it takes": grown / 1024}


def slow_loads(file: Path, number: int) -> dict[str, float]:
    """Return the rates of stores that take long, on a smaller file."""
    import rdflib  # noqa: PLC0415 - measured, not used

    found = {"rdflib, memory": number / seconds(lambda: rdflib.Graph().parse(file, format="nt"))}
    try:
        import oxrdflib  # noqa: F401, PLC0415 - registers itself
    except ModuleNotFoundError:
        print("oxrdflib is not installed")
        return found
    found["oxrdflib, memory, parser of rdflib"] = number / seconds(
        lambda: rdflib.Graph(store="Oxigraph").parse(file, format="nt")
    )
    found["oxrdflib, memory, parser of Oxigraph"] = number / seconds(
        lambda: rdflib.Graph(store="Oxigraph").parse(file, format="ox-nt")
    )
    return found


def retraction(folder: Path) -> dict[str, float]:
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
    return {
        "articles a second, one transaction each, disk": ARTICLES / put,
        f"articles a second, {TOGETHER} together, disk": ARTICLES / together,
        "articles a second, memory": ARTICLES / in_memory,
        f"seconds to retract {RETRACTED} of {ARTICLES}": retract,
    }


def main() -> None:
    """Measure, print and write the result."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quads", type=int, default=1_000_000)
    options.add_argument("--name", default="1M")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file, small = folder / "made.nt", folder / "small.nt"
        file.write_text("".join(lines(chosen.quads)), encoding="ascii")
        small.write_text("".join(lines(SMALL)), encoding="ascii")
        rates = loads(file, chosen.quads, folder)
        rates |= slow_loads(small, SMALL)
        through = gated(folder, chosen.quads)
        articles = retraction(folder)
    ratio = rates["chippolitik load, gate off"] / rates["Oxigraph bulk loader, pyoxigraph"]
    result = {
        "statements": chosen.quads,
        "statements_for_rdflib_and_oxrdflib": SMALL,
        "statements_a_second": {name: round(rate) for name, rate in rates.items()},
        "ours_to_oxigraphs_own": round(ratio, 2),
        "through_the_gate": {name: round(value) for name, value in through.items()},
        "articles": {name: round(value, 3) for name, value in articles.items()},
        "cpus": os.cpu_count(),
        "load_of_machine": round(os.getloadavg()[0], 1),
        "pyoxigraph": pyoxigraph.__version__,
        "python": platform.python_version(),
    }
    RESULTS.mkdir(exist_ok=True)
    text = json.dumps(result, indent=2) + "\n"
    (RESULTS / f"store-{chosen.name}.json").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
