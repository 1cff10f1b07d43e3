"""Size and time of every export of made-up articles, beside the knowledge base.

``python -m benchmarks.exports [--articles N]`` writes ``benchmarks/results/exports-N.json``; with ``--update`` sizes
and times go into the table of ``docs/exports.md`` as well, with ``--update --from-results`` without measuring. The
store is in memory. The claims are read from it once, which is timed alone; each format is then written from what was
read. Seconds are of the processor, so that other work on the machine counts little; megabytes are of the files.
"""

from __future__ import annotations

import argparse
import datetime as dt
import io
import json
import platform
import re
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import pyoxigraph
from benchmarks.claims_data import article

from chippolitik.cli.claim_parquet import write_parquet
from chippolitik.cli.claim_rows import write_rows
from chippolitik.exports import ArticleClaims, Selection, select_claims
from chippolitik.exports.folders import FOLDERS, Job, write_folder
from chippolitik.exports.ftm import ftm_entities
from chippolitik.exports.graphml import write_graphml
from chippolitik.exports.property_graph import elements_of
from chippolitik.exports.stix import write_stix
from chippolitik.graph.view import OxigraphView
from chippolitik.graph.web_annotation import annotation_of
from chippolitik.knowledge import knowledge_quads
from chippolitik.store.exporting import RDF_FORMS, write_rdf
from chippolitik.tables import load_tables

DOCS = Path(__file__).resolve().parents[1] / "docs" / "exports.md"
COLUMNS = 4  # of the table


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--update", action="store_true", help="write the table of docs/exports.md")
    parser.add_argument("--from-results", action="store_true", help="measure nothing; take the results that are there")
    asked = parser.parse_args()
    target = Path(__file__).parent / "results" / f"exports-{asked.articles}.json"
    if not asked.from_results:
        measure(asked.articles, target)
    if asked.update:
        DOCS.write_text(
            documented(DOCS.read_text(encoding="utf-8"), json.loads(target.read_text(encoding="utf-8"))),
            encoding="utf-8",
        )


def measure(count: int, target: Path) -> None:
    """Write each format of some articles, and what it takes into a file of results."""
    store = pyoxigraph.Store()
    store.bulk_extend(knowledge_quads(load_tables()))
    for number in range(count):
        store.bulk_extend(article(number))
    view = OxigraphView(store)
    begun = time.process_time()
    read = list(select_claims(view, Selection()))
    reading = round(time.process_time() - begun, 1)
    claims = sum(len(one.claims) for one in read)
    result: dict[str, Any] = {
        "articles": count, "claims": claims, "quads": len(store), "reading_seconds": reading,
        "machine": platform.machine(), "python": platform.python_version(), "formats": {},
    }  # fmt: skip
    for form in (*RDF_FORMS, "jsonl", "csv", "parquet", "webanno", "graphml", "ftm", "stix", *FOLDERS):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "out"
            begun = time.process_time()
            _write(form, view, read, path)
            seconds = time.process_time() - begun
            files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
            size = sum(file.stat().st_size for file in files)
        result["formats"][form] = {"seconds": round(seconds, 1), "megabytes": round(size / 1e6, 1)}
        print(form, result["formats"][form], flush=True)
        target.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")


def documented(text: str, result: dict[str, Any]) -> str:
    """Return the documentation with the sizes and times of a result, and with what was measured.

    Args:
        text: ``docs/exports.md``.
        result: What ``measure`` writes.
    """
    lines = text.split("\n")
    for number, line in enumerate(lines):
        cells = line.split(" | ")
        forms = re.findall(r"`(\w+)`", cells[0]) if line.startswith("| `") and len(cells) == COLUMNS else []
        if forms and all(form in result["formats"] for form in forms):
            taken = [(form, result["formats"][form]) for form in forms]
            said = "; ".join(f"`{form}` {one['megabytes']:g} MB, {one['seconds']:g} s" for form, one in taken)
            lines[number] = " | ".join([*cells[:-1], f"{said} |"])
    text = "\n".join(lines)
    text = re.sub(r"for [\d,]+ articles \|", f"for {result['articles']:,} articles |", text)
    text = re.sub(r"--articles \d+`", f"--articles {result['articles']}`", text)
    text = re.sub(r"exports-\d+\.json", f"exports-{result['articles']}.json", text)
    text = re.sub(r"[\d,]+ claims, [\d,]+ quads", f"{result['claims']:,} claims, {result['quads']:,} quads", text)
    return re.sub(r"claims first: [\d.]+ s", f"claims first: {result['reading_seconds']:g} s", text)


def _write(form: str, view: OxigraphView, read: list[ArticleClaims], path: Path) -> None:
    if form in FOLDERS:
        day = dt.date(2025, 7, 1)
        write_folder(form, Job(view=view, articles=lambda: iter(read), whole=True, with_text=False, day=day), path)
        return
    writers: dict[str, Callable[[IO[bytes]], object]] = {
        "parquet": lambda out: write_parquet((row for one in read for row in map(one.row, one.claims)), out),
        "graphml": lambda out: write_graphml(elements_of(view, read, whole=True), out, note=""),
        "ftm": lambda out: out.writelines(ftm_entities(read)),
        "stix": lambda out: write_stix(read, out),
        "webanno": lambda out: _annotations(read, out),
    }
    with path.open("wb") as out:
        if form in RDF_FORMS:
            write_rdf(view, form, out)
        elif form in writers:
            writers[form](out)
        else:
            lines = io.TextIOWrapper(out, encoding="utf-8", newline="\n")
            write_rows((_plain(row) for one in read for row in map(one.row, one.claims)), form, lines)
            lines.detach()


def _plain(row: dict[str, object]) -> dict[str, Any]:
    return dict(row)


def _annotations(read: list[ArticleClaims], out: IO[bytes]) -> None:
    for one in read:
        for claim in one.claims:
            found = annotation_of(
                claim, article_id=one.ref.id, text=one.text, language=one.language, extractor=one.extractor
            )
            out.write(json.dumps(found, ensure_ascii=False).encode() + b"\n")


if __name__ == "__main__":
    main()
