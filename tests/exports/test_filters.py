"""One filter before all formats: under the same words each holds the same claims, and Ctrl-C leaves nothing behind."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from pyoxigraph import RdfFormat, parse

from chippolitik.cli import export_writing
from chippolitik.cli.root import run
from chippolitik.exports import ArticleClaims, select_claims
from chippolitik.exports.folders import FOLDERS
from chippolitik.exports.ftm import ftm_id
from chippolitik.exports.stix import EXTENSION
from chippolitik.graph.terms import TYPE, chip

from ..cli.answers import Known  # noqa: TID252 - tests have no absolute name

SYNTAXES = {
    "nq": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
}
FORMATS = (*SYNTAXES, "jsonl", "csv", "parquet", "webanno", "graphml", "ftm", "stix", *FOLDERS)
SPREADSHEET = re.compile(r"https://[^\s,\"]+/claim/[0-9a-f]{16}")
# What a user writes, and the claims that are left of the small graph.
CHOICES: list[tuple[tuple[str, ...], set[str]]] = [
    (("--kind", "Order", "--modality", "asserted", "--entity", "Norddata", "--known-at", "2025-07-01"), {"o1", "f2"}),
    (("--kind", "Penalty", "--kind", "Listing", "--as-of", "2025-06-14"), set()),
    (("--kind", "Penalty", "--kind", "Listing", "--kind", "Usage", "--as-of", "2025-01-01"), {"o5", "a2", "f3"}),
    (("--modality", "denied", "--modality", "speculated"), {"o4", "o7"}),
    (("--entity", "Siltec"), {"f6"}),
    (("--kind", "Manufacture", "--kind", "Release", "--entity", "Siltec", "--hops", "2"), {"f5", "f6"}),
]


def claims_in(path: Path, form: str, known: Known) -> set[str]:
    """Return the IRIs of the claims in an export, read by a reader of the format."""
    if form in SYNTAXES:
        found: list[Any] = list(parse(path.read_bytes(), format=SYNTAXES[form]))
        return {one.subject.value for one in found if one.predicate == TYPE and one.object == chip("Claim")}
    if form == "crate":
        return claims_in(path / "claims.jsonl", "jsonl", known) | claims_in(path / "graph.nq", "nq", known)
    if form in {"neo4j", "neptune", "kgx"}:
        tables = [file.read_text(encoding="utf-8") for file in path.iterdir() if file.suffix in {".csv", ".tsv"}]
        return {iri for table in tables for iri in SPREADSHEET.findall(table)}
    readers = {"parquet": of_parquet, "ladybug": of_ladybug, "graphml": of_graphml, "stix": of_stix, "csv": of_csv}
    if form in readers:
        return readers[form](path)
    ids = {json.loads(line)["id"] for line in path.read_text(encoding="utf-8").splitlines()}
    return ids if form != "ftm" else {iri for iri in known.claims if ftm_id(iri) in ids}


def of_csv(path: Path) -> set[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return {row["id"] for row in csv.DictReader(file)}


def of_parquet(path: Path) -> set[str]:
    from pyarrow import parquet  # noqa: PLC0415 - slow to import, and one test of many

    return set(parquet.read_table(path).column("id").to_pylist())


def of_ladybug(path: Path) -> set[str]:
    ladybug = pytest.importorskip("ladybug")
    database = ladybug.Database(str(path / "graph.lbdb"), read_only=True)
    connection = ladybug.Connection(database)
    found = set()
    for query in ("MATCH (s:Situation) RETURN s.claim", "MATCH (:Entity)-[c]->(:Entity) RETURN c.claim"):
        found |= {row[0] for row in connection.execute(query).get_all() if row[0]}
    connection.close()
    database.close()
    return found


def of_graphml(path: Path) -> set[str]:
    graph = nx.read_graphml(path, force_multigraph=True)
    on = [attributes for _, attributes in graph.nodes(data=True)]
    on += [attributes for _, _, attributes in graph.edges(data=True)]
    return {attributes["claim"] for attributes in on if "claim" in attributes}


def of_stix(path: Path) -> set[str]:
    objects = json.loads(path.read_bytes())["objects"]
    return {one["extensions"][EXTENSION]["claim"]["id"] for one in objects if "extensions" in one}


@pytest.mark.parametrize("form", FORMATS)
def test_filters_mean_the_same_in_each_format(form: str, made: tuple[str, Known], tmp_path: Path) -> None:
    """Each format holds the same claims under the same filters, and all of them without."""
    store, known = made
    for number, (words, chosen) in enumerate([*CHOICES, ((), set(known.claims.values()))]):
        path = tmp_path / str(number)
        assert run(["--store", store, "export", "--format", form, "--output", str(path), *words]) == 0
        assert {known.claims[iri] for iri in claims_in(path, form, known)} == chosen, words


@pytest.mark.parametrize("form", FORMATS)
def test_an_interrupt_leaves_nothing_behind(
    form: str,
    made: tuple[str, Known],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Ctrl-C in the midst of an export ends it with 130: no file, no temporary one, and what was there stays."""

    def interrupted(*arguments: Any) -> Iterator[ArticleClaims]:
        yield next(select_claims(*arguments))
        raise KeyboardInterrupt

    monkeypatch.setattr(export_writing, "select_claims", interrupted)
    target = tmp_path / "export"
    if form not in FOLDERS:
        target.write_text("as it was", encoding="utf-8")
    # With a filter all formats read articles one by one, RDF too.
    words = ["export", "--format", form, "--output", str(target), "--modality", "asserted"]
    assert run(["--store", made[0], *words]) == 130
    assert [path.name for path in tmp_path.iterdir()] == ([] if form in FOLDERS else ["export"])
    assert form in FOLDERS or target.read_text(encoding="utf-8") == "as it was"
    assert "Traceback" not in capsys.readouterr().err


def test_hops_start_from_a_thing(made: tuple[str, Known], capsys: pytest.CaptureFixture[str]) -> None:
    """Hops without a thing to start from are one clear line."""
    assert run(["--store", made[0], "export", "--hops", "2"]) == 2
    assert "chippolitik: --hops starts from a thing" in capsys.readouterr().err
