"""Exports that are folders: what is in them, and their descriptions judged by the makers' packages."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import json
import os
import subprocess
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from rdflib import RDF, Graph, Literal, Namespace, URIRef

from chippolitik.errors import UsageError
from chippolitik.exports import select_claims, selection_of
from chippolitik.exports.folders import FOLDERS, Job, write_folder
from chippolitik.exports.losses import LOSSES

from ..query.graphs import Known  # noqa: TID252 - tests have no absolute name

DCAT = Namespace("http://www.w3.org/ns/dcat#")
MAKERS = os.environ.get("CHIPPOLITIK_ROCRATE", "")
SPDX = Namespace("http://spdx.org/rdf/terms#")


def job(known: Known, *, with_text: bool = False, **filters: Any) -> Job:
    chosen = selection_of(known.view, **filters)
    return Job(
        view=known.view,
        articles=lambda: select_claims(known.view, chosen),
        whole=chosen.everything,
        with_text=with_text,
        day=dt.date(2025, 7, 1),
    )


def table(path: Path) -> list[dict[str, str]]:
    """Read a table as KGX does: tabs, and no quoting."""
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("form", FOLDERS)
def test_a_folder_says_what_is_in_it_and_what_is_not(form: str, small: Known, tmp_path: Path) -> None:
    """Each folder has a page with its losses, and every file is described with size and hash."""
    folder = tmp_path / form
    write_folder(form, job(small), folder)
    page = (folder / "README.md").read_text(encoding="utf-8")
    assert all(sentence in page for sentence in LOSSES[form])
    crate = json.loads((folder / "ro-crate-metadata.json").read_text(encoding="utf-8"))
    described = {item["@id"]: item for item in crate["@graph"] if item["@type"] == "File"}
    names = {path.name for path in folder.iterdir()} - {"ro-crate-metadata.json", "dcat.jsonld"}
    assert set(described) == names
    for name, item in described.items():
        data = (folder / name).read_bytes()
        assert (item["contentSize"], item["sha256"]) == (str(len(data)), hashlib.sha256(data).hexdigest())
    with pytest.raises(UsageError, match="is there already"):
        write_folder(form, job(small), folder)


def test_the_makers_package_reads_the_crate(small: Known, tmp_path: Path) -> None:
    """Rocrate loads the folder: its name, licence, day and files."""
    rocrate = pytest.importorskip("rocrate.rocrate")
    folder = tmp_path / "crate"
    write_folder("crate", job(small, with_text=True), folder)
    crate = rocrate.ROCrate(folder)
    assert crate.name == "A store of claims as RDF and tables"
    assert crate.license.id == "https://creativecommons.org/licenses/by/4.0/"
    assert crate.datePublished.date() == dt.date(2025, 7, 1)
    assert {part.id for part in crate.data_entities} == {"README.md", "claims.jsonl", "graph.nq"}
    assert "Third Journal" in str(crate.root_dataset["usageInfo"])


@pytest.mark.skipif(
    not MAKERS, reason="CHIPPOLITIK_ROCRATE names no Python that has roc-validator; see docs/exports.md"
)
@pytest.mark.parametrize("form", ["crate", "neo4j", "kgx"])
def test_the_validator_of_crates_finds_nothing(form: str, small: Known, tmp_path: Path) -> None:
    """Roc-validator finds each folder a crate that does what RO-Crate 1.1 requires and all that it recommends."""
    pytest.importorskip("rocrate")
    context = files("rocrate") / "data" / "ro-crate.jsonld"
    folder = tmp_path / form
    write_folder(form, job(small), folder)
    script = Path(__file__).with_name("crate_makers.py")
    done = subprocess.run([MAKERS, script, folder, str(context)], capture_output=True, check=True, text=True)
    assert json.loads(done.stdout) == []


def test_dcat_is_linked_data(small: Known, tmp_path: Path) -> None:
    """The catalogue entry parses as JSON-LD: a data set with a licence, and a checksum for each distribution."""
    folder = tmp_path / "neo4j"
    write_folder("neo4j", job(small), folder)
    graph = Graph().parse(folder / "dcat.jsonld", format="json-ld", publicID="https://example.org/export/")
    (dataset,) = graph.subjects(RDF.type, DCAT.Dataset)
    licence = graph.value(dataset, URIRef("http://purl.org/dc/terms/license"))
    assert licence == URIRef("https://creativecommons.org/licenses/by/4.0/")
    distributions = list(graph.objects(dataset, DCAT.distribution))
    assert len(distributions) == 6
    for distribution in distributions:
        name = str(graph.value(distribution, URIRef("http://purl.org/dc/terms/title")))
        checksum = graph.value(graph.value(distribution, SPDX.checksum), SPDX.checksumValue)
        assert isinstance(checksum, Literal)
        assert str(checksum).lower() == hashlib.sha256((folder / name).read_bytes()).hexdigest()


def test_a_filter_keeps_the_same_claims_in_every_folder(small: Known, tmp_path: Path) -> None:
    """Orders of one buyer known by a day are the same claims in CSV, in KGX and in the crate."""
    filters: dict[str, Any] = {
        "kinds": ["Order"],
        "known_at": "2025-06-30",
        "entities": ["Norddata"],
        "modalities": ["asserted"],
    }
    found = {}
    for form in ("neo4j", "kgx", "crate"):
        write_folder(form, job(small, **filters), tmp_path / form)
    for form, names in (("neo4j", ("nodes-situation.csv", "edges-claims.csv")), ("kgx", ("nodes.tsv", "edges.tsv"))):
        column = "claim:string" if form == "neo4j" else "claim"
        rows = [
            row
            for name in names
            for row in (
                table(tmp_path / form / name)
                if form == "kgx"
                else csv.DictReader((tmp_path / form / name).read_text(encoding="utf-8").splitlines())
            )
        ]
        found[form] = {small.claims[row[column]] for row in rows if row[column]}
    lines = (tmp_path / "crate" / "claims.jsonl").read_text(encoding="utf-8").splitlines()
    found["crate"] = {small.claims[json.loads(line)["id"]] for line in lines}
    assert found["neo4j"] == found["kgx"] == found["crate"] == {"o1"}
