"""Sixteen clients on loopback, with and without a query that would run for minutes beside them.

``python -m benchmarks.serve [--quads N] [--seconds S] [--clients C] [--name NAME]`` writes
``benchmarks/results/serve-NAME.json``: for each kind of request its number, median and 95th percentile in milliseconds,
as clients see it and as the server's log tells it; errors; memory of the server and its workers over time. The store
has made-up articles of ``claims_data`` beside the knowledge base, and things are asked for as often as articles name
them. The bars: at a million statements a page on a thing and suggestions under 100 ms of the server at the median, no
error, memory flat; a query that would run for minutes is cut at its limit, and others stay under 300 ms.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from benchmarks.claims_data import articles
from benchmarks.serve_load import Found, Kind, kept, load, memory, summary
from pyoxigraph import NamedNode, Quad
from tests.serve.serving import Served, serving

from chippolitik.namespaces import ARTICLE_GRAPH, ID
from chippolitik.pipeline.foundation import foundation
from chippolitik.pipeline.versions import manifest
from chippolitik.store import open_writer
from chippolitik.store.packing import pack
from chippolitik.store.record import ArticleRecord

RESULTS = Path(__file__).parent / "results"
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
LIMIT = 10  # seconds that a query has
TOGETHER = 200  # articles written in one transaction
MOST_SAMPLED = 400  # things, claims and articles that clients ask for


def records(quads: int) -> Iterator[ArticleRecord]:
    """Yield made-up articles until they have so many statements together."""
    for number, made in enumerate(articles(quads)):
        names = [quad.graph_name.value for quad in made if isinstance(quad.graph_name, NamedNode)]
        own = next(name for name in names if name.startswith(ARTICLE_GRAPH))
        inside = [isinstance(quad.graph_name, NamedNode) and quad.graph_name.value == own for quad in made]
        yield ArticleRecord(
            id=own.removeprefix(ARTICLE_GRAPH),
            key=f"benchmark-{number}",
            name=f"benchmark-{number}",
            quads=tuple(quad for quad, mine in zip(made, inside, strict=True) if mine),
            derived=tuple(quad for quad, mine in zip(made, inside, strict=True) if not mine),
        )


def fill(folder: Path, quads: int) -> dict[str, list[str]]:
    """Write the store, and return paths of things, claims and articles to ask for, the often named ones often."""
    pick, seen = random.Random(1), dict[str, list[str]]()  # noqa: S311 - the same requests each time, no secrets
    with open_writer(folder, manifest(), foundation()) as store:
        waiting = []
        for record in records(quads):
            for name, path in _paths(record.quads):
                found = seen.setdefault(name, [])
                if len(found) < MOST_SAMPLED:
                    found.append(path)
                elif pick.random() < 0.01:
                    found[pick.randrange(MOST_SAMPLED)] = path
            waiting.append(pack(record))
            if len(waiting) == TOGETHER:
                store.put_many(waiting)
                waiting = []
        store.put_many(waiting)
    return seen


def _paths(quads: tuple[Quad, ...]) -> Iterator[tuple[str, str]]:
    for quad in quads:
        subject, end = getattr(quad.subject, "value", ""), getattr(quad.object, "value", "")
        if subject.endswith("/situation") and end.startswith(ID) and "/claim/" not in end:
            yield "thing", "/id/" + end.removeprefix(ID)
            yield "claim", "/id/" + subject.removeprefix(ID).removesuffix("/situation")
            yield "article", "/id/" + subject.removeprefix(ID).partition("/claim/")[0]


def kinds(seen: dict[str, list[str]]) -> list[Kind]:
    """Return the kinds of requests, each with the paths that clients choose from."""
    about = (
        "SELECT ?situation ?quote {{ ?situation ?role {} . "
        "?claim chip:claims ?situation ; chip:evidence/chip:exactQuote ?quote }} LIMIT 50"
    )
    label = "SELECT ?s ?l { ?s rdfs:label ?l FILTER(CONTAINS(LCASE(STR(?l)), 'nvidia')) } LIMIT 10"
    words = sorted({re.split(r"[/_]", path)[-1][:size] for path in seen["thing"] for size in (1, 2, 3, 5)})
    named = [f"<{ID}{path.removeprefix('/id/')}>" for path in seen["thing"]]
    return [
        Kind("page of a thing", [f"{path}.html" for path in seen["thing"]]),
        Kind("suggestions", [f"/suggest?q={quote(word)}" for word in words]),
        Kind("page of an article", [f"{path}.html" for path in seen["article"]]),
        Kind("page of a claim", [f"{path}.html" for path in seen["claim"]]),
        Kind("Turtle of a claim", [f"{path}.ttl" for path in seen["claim"]]),
        Kind("query by a key", [f"/sparql?query={quote(about.format(iri))}" for iri in named]),
        Kind("query over all labels", [f"/sparql?query={quote(label)}"]),
    ]


def beside_a_slow_query(served: Served, asked: list[Kind], number: int) -> dict[str, object]:
    """Measure while a query runs that is cut at its limit."""
    status: list[int] = []
    params = {"query": SLOW}
    slow = threading.Thread(target=lambda: status.append(served.client.get("/sparql", params=params).status_code))
    slow.start()
    found = load(served, asked, number, LIMIT - 2)
    slow.join()
    return {
        "status_of_the_slow_query": status[0],
        "errors": sorted(set(found.errors))[:5],
        "requests": summary(found, served.log),
    }


def measured(served: Served, asked: list[Kind], number: int, seconds: float) -> tuple[Found, list[int]]:
    """Measure in four parts, and return what clients saw and the memory before, between and after them."""
    load(served, asked, number, seconds / 4)  # warm: what is kept in memory fills
    kept(served.log)
    found, sizes = Found(), [memory(served.process.pid)]
    for _ in range(4):
        found.add(load(served, asked, number, seconds / 4))
        sizes.append(memory(served.process.pid))
    return found, sizes


def main() -> None:
    """Measure, print and write the result."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quads", type=int, default=1_000_000)
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--clients", type=int, default=16)
    options.add_argument("--name", default="1M")
    options.add_argument("--store", type=Path, help="keep the store here, and take it if it is there already")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = chosen.store or Path(name)
        folder.mkdir(exist_ok=True)
        sample = folder / "paths.json"
        if not sample.exists():
            sample.write_text(json.dumps(fill(folder / "store", chosen.quads)), encoding="utf-8")
        asked = kinds(json.loads(sample.read_text(encoding="utf-8")))
        flags = ("--rate", "0", "--timeout", str(LIMIT))
        with serving(Path(name), folder / "store", *flags) as served:
            found, sizes = measured(served, asked, chosen.clients, chosen.seconds)
            requests = summary(found, served.log)
            beside = beside_a_slow_query(served, asked, chosen.clients)
    result = {
        "statements": chosen.quads,
        "clients": chosen.clients,
        "seconds": chosen.seconds,
        "requests_a_second": round(found.number / chosen.seconds),
        "requests": requests,
        "errors": sorted(set(found.errors))[:5],
        "memory_mib_over_time": sizes,
        "beside_a_slow_query": beside,
        "cpus": os.cpu_count(),
        "load_of_machine": round(os.getloadavg()[0], 1),
    }
    text = json.dumps(result, indent=2) + "\n"
    (RESULTS / f"serve-{chosen.name}.json").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
