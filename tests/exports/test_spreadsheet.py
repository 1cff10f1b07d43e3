"""Tables opened in LibreOffice: the cells that were written, and no formula even where it is told to run them."""

from __future__ import annotations

import csv
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from chippolitik.cli.claim_rows import write_rows
from chippolitik.exports import Selection, select_claims
from chippolitik.exports.cells import harmless
from chippolitik.exports.graph_csv import DIALECTS, write_graph_csv
from chippolitik.exports.property_graph import Node, elements_of

from ..query.graphs import Known  # noqa: TID252 - tests have no absolute name

OFFICE = shutil.which("soffice")
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
PARAGRAPH = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p"
# Comma, quotes, UTF-8, from line 1, numbers recognised, formulas evaluated.
FILTER = "CSV:44,34,76,1,,0,false,true,false,false,false,0,true"
HOSTILE = ["=1+1", "+SUM(1)", "-2+3", "@A1", "\t=1+1", '=HYPERLINK("https://example.org")', "＝1+1"]


def opened(folder: Path, names: list[str]) -> dict[str, list[ET.Element]]:
    """Let LibreOffice open tables, and return the cells of each that hold something."""
    assert OFFICE
    command = [OFFICE, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "fods"]
    command += [f"--infilter={FILTER}", "--outdir", str(folder), *(str(folder / name) for name in names)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    read = {name: ET.parse((folder / name).with_suffix(".fods")) for name in names}  # noqa: S314 - LibreOffice's own
    return {name: [cell for cell in tree.iter(f"{TABLE}table-cell") if len(cell)] for name, tree in read.items()}


def words(cell: ET.Element) -> str:
    return "".join(text for paragraph in cell.iter(PARAGRAPH) for text in paragraph.itertext())


@pytest.mark.skipif(not OFFICE, reason="LibreOffice is not installed")
def test_libreoffice_opens_every_table(small: Known, tmp_path: Path) -> None:
    """Flat table and property graph have each quote in a cell of its own; a bare formula would run, ours do not."""
    articles = list(select_claims(small.view, Selection()))
    with (tmp_path / "claims.csv").open("w", encoding="utf-8", newline="") as out:
        write_rows((article.row(claim) for article in articles for claim in article.claims), "csv", out)
    hostile = [Node(f"n{i}", ("Entity", "Company"), {"iri": f"n{i}", "label": t}) for i, t in enumerate(HOSTILE)]
    write_graph_csv([*elements_of(small.view, articles, whole=True), *hostile], tmp_path, DIALECTS["neo4j"])
    (tmp_path / "control.csv").write_text("=1+1\n", encoding="utf-8")
    names = sorted(path.name for path in tmp_path.glob("*.csv"))
    cells = opened(tmp_path, names)
    formulas = {name: [cell for cell in found if f"{TABLE}formula" in cell.attrib] for name, found in cells.items()}
    assert {name: len(found) for name, found in formulas.items()} == {
        name: int(name == "control.csv") for name in names
    }
    shown = {name: {words(cell) for cell in found} for name, found in cells.items()}
    quotes = {claim.evidence.quote for article in articles for claim in article.claims}
    assert quotes <= shown["claims.csv"]
    assert quotes <= shown["edges-claims.csv"] | shown["nodes-situation.csv"]
    assert {harmless(text).replace("\t", "") for text in HOSTILE} <= shown["nodes-entity.csv"]
    with (tmp_path / "nodes-entity.csv").open(encoding="utf-8", newline="") as file:
        labels = {row["label:string"] for row in csv.DictReader(file)}
    assert {harmless(text) for text in HOSTILE} <= labels
