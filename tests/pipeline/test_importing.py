"""Structured sources: each record an article with its statements as claims, by the shipped mappings."""

from __future__ import annotations

import bz2
import json
from pathlib import Path
from typing import Any

import pytest

from chippolitik.corpus import Problem
from chippolitik.corpus.mapping_files import mapping_names, read_mapping
from chippolitik.errors import InputError, UsageError
from chippolitik.model import claim_to_flat
from chippolitik.pipeline.importing import Importer
from chippolitik.pipeline.processing import Work
from chippolitik.resolve.name_matching import NameMatcher
from chippolitik.tables import load_tables

TABLES = load_tables()
ETO = Path(__file__).resolve().parents[2].parent / "shared" / "eto"
ENTITY_LIST = "Entity List (EL) - Bureau of Industry and Security"
CSL = {
    "total": 2,
    "results": [
        {
            "id": "e1", "source": ENTITY_LIST, "entity_number": None, "type": None, "programs": [],
            "name": "Huawei Technologies Co., Ltd.", "addresses": [{"city": "Shenzhen", "country": "CN"}],
            "federal_register_notice": "84 FR 22961", "start_date": "2019-05-21", "end_date": None,
            "license_requirement": "For all items subject to the EAR", "alt_names": ["Huawei", "HW"],
            "source_information_url": "https://lists.example/el",
        },
        {"id": "e2", "source": "A List Unknown Here", "name": "Nobody"},
    ],
}  # fmt: skip
CSL_CSV = (
    "_id,source,entity_number,type,programs,name,start_date,alt_names\n"
    f'7,{ENTITY_LIST},,,,"Semiconductor Manufacturing International Corporation",2020-12-22,SMIC; 中芯国际\n'
)


def run(path: Path, name: str) -> tuple[list[dict[str, Any]], list[str], Importer]:
    """Return the claims of a file without what is the same for all, what could not be read, and the importer."""
    importer = Importer(read_mapping(name), NameMatcher(TABLES), TABLES)
    rows: list[dict[str, Any]] = []
    problems = []
    for item in importer.works(path):
        if isinstance(item, Problem):
            problems.append(str(item.error))
            continue
        for claim in item.claims or ():
            row = claim_to_flat(claim, article="a", iri=str)
            assert row["quote"] == item.document.text
            kept = {"kind", "roles", "time", "quantity", "status"}
            rows.append({key: value for key, value in row.items() if key in kept})
    return rows, problems, importer


def test_the_screening_list_as_json(tmp_path: Path) -> None:
    """A listing names the known firm, body and list; the row is its text; rows of other lists are counted."""
    path = tmp_path / "consolidated.json"
    path.write_text(json.dumps(CSL, indent=1))
    rows, problems, importer = run(path, "csl")
    listed = {"issuer": "Bureau of Industry and Security", "listed": "Huawei", "list": "Entity List"}
    assert rows == [{"kind": "Listing", "roles": listed, "time": {"start": "2019-05-21"}, "status": "in_force"}]
    assert (problems, importer.records, importer.silent, importer.keys) == ([], 2, 1, {"csl#e1"})
    [work] = [item for item in importer.works(path) if isinstance(item, Work)]
    assert work.document.text.splitlines()[:2] == ["name: Huawei Technologies Co., Ltd.", "alt_names: Huawei; HW"]
    assert (work.document.source, work.document.url) == ("US Consolidated Screening List", "https://lists.example/el")
    assert work.extractor.name == "mapping-csl"


def test_the_screening_list_as_csv(tmp_path: Path) -> None:
    """The same mapping reads the same columns; a bad row is a problem with its line."""
    path = tmp_path / "consolidated.csv"
    path.write_text(CSL_CSV + "8,too short\n")
    rows, problems, _ = run(path, "csl")
    assert rows[0]["roles"]["listed"] == "SMIC"
    assert problems == [f"{path}:3: has 2 cells, not 8"]


def test_wikidata_lines(tmp_path: Path) -> None:
    """Items are named by the file or by our numbers; deprecated statements and items without a name make no claim."""

    def item(number: str, label: str, **claims: list[dict[str, Any]]) -> str:
        return json.dumps({"id": number, "labels": {"en": {"value": label}}, "claims": claims})

    def is_item(number: str, rank: str = "normal", **more: Any) -> dict[str, Any]:
        value = {"snaktype": "value", "datavalue": {"value": {"id": number}}}
        return {"rank": rank, "mainsnak": value, "qualifiers": more}

    since = [{"datavalue": {"value": {"time": "+2020-11-00T00:00:00Z"}}}]
    owned = [is_item("Q1", P580=since), is_item("Q182477", "deprecated"), is_item("Q99")]
    lines = [item("Q1", "Zhixin New Technology"), item("Q2", "Honor Device", P127=owned)]
    path = tmp_path / "part.json.bz2"
    path.write_bytes(bz2.compress(("[\n" + ",\n".join(lines) + "\n]\n").encode()))
    rows, problems, importer = run(path, "wikidata")
    roles = {"owner": "Zhixin New Technology", "owned": "Honor"}
    assert rows == [{"kind": "Ownership", "roles": roles, "time": {"start": "2020-11"}}]
    assert (problems, importer.records, importer.silent) == ([], 2, 1)


def test_follow_the_money(tmp_path: Path) -> None:
    """Links between records are claims on the records that they name; a line that is none is a problem."""
    records = [
        {"id": "a", "schema": "Company", "caption": "SoftBank", "properties": {"country": ["jp"]}},
        {"id": "b", "schema": "Company", "caption": "Example Chips GmbH", "properties": {}},
        {"id": "c", "schema": "Ownership", "caption": "owns",
         "properties": {"owner": ["a"], "asset": ["b"], "percentage": ["24,9 %"], "startDate": ["2023"]}},
        {"id": "d", "schema": "Sanction", "datasets": ["us_bis"],
         "properties": {"entity": ["b"], "authority": ["Bureau of Industry and Security"], "program": ["Entity List"]}},
    ]  # fmt: skip
    path = tmp_path / "entities.ftm.json"
    path.write_text("\n".join(map(json.dumps, records)) + "\n{broken\n")
    rows, problems, _ = run(path, "followthemoney")
    assert [row["kind"] for row in rows] == ["Location", "Ownership", "Listing"]
    assert rows[1] == {
        "kind": "Ownership", "roles": {"owner": "SoftBank Group", "owned": "Example Chips GmbH"},
        "time": {"start": "2023"},
        "quantity": {"min": 24.9, "max": 24.9, "unit": "percent"},
    }  # fmt: skip
    assert problems == [f"{path}:5: is no JSON object"]


def test_any_table(tmp_path: Path) -> None:
    """A mapping of one's own reads any CSV."""
    (tmp_path / "fabs.yaml").write_text(
        "title: Fabs\nsource: Our survey\nid: nr\nlanguage: de\npublished: {from: stand, as: date}\n"
        "claims:\n- kind: Manufacture\n  roles: {manufacturer: {from: betreiber}, product: {from: ware, "
        "map: {W: wafers}}}\n"
    )
    path = tmp_path / "fabs.csv"
    path.write_text("nr,betreiber,ware,stand\n1,Infineon Technologies AG,W,2024-05-01\n2,Bosch,X,2024\n")
    rows, _, importer = run(path, str(tmp_path / "fabs.yaml"))
    assert rows == [{"kind": "Manufacture", "roles": {"manufacturer": "Infineon", "product": "wafers"}}]
    assert importer.silent == 1


def test_the_supply_chain_explorer() -> None:
    """Every row of the published tables is read; providers that we know are found."""
    if not ETO.exists():
        pytest.skip("needs ../shared, which is not part of the repository")
    rows, problems, importer = run(ETO / "provision.csv", "eto-provision")
    assert (problems, importer.records) == ([], 660)
    shares = [row for row in rows if row["kind"] == "Metric"]
    assert shares[0]["roles"] == {"subject": "Design", "metric": "market share", "place": "United States"}
    assert shares[0]["quantity"] == {"min": 61, "max": 61, "unit": "percent"}
    makers = {row["roles"].get("developer") for row in rows}
    assert {"Intel", "AMD", "Nvidia"} <= makers
    rows, problems, importer = run(ETO / "providers.csv", "eto-providers")
    assert (problems, len(rows), importer.silent) == ([], 274, 20)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("source: x\nid: i\nlanguage: en\nclaims: [{kind: Ordr}]", "'Ordr' is no kind of claim", id="kind"),
        pytest.param("source: x\nid: i\nlanguage: en\nclaims: [{kind: Order, roles: {buyer: {from: a}}}]",
                     "Order needs product", id="role"),
        pytest.param("source: x\nid: i\nlanguage: en\nclaims: [{kind: Order, roles: {buyr: {from: a}}}]",
                     "'buyr' is not known", id="unknown role"),
        pytest.param("id: i\nlanguage: en\nclaims: []", "source: is missing", id="source"),
        pytest.param("[", "is no YAML", id="no YAML"),
    ],
)  # fmt: skip
def test_a_bad_mapping(text: str, message: str, tmp_path: Path) -> None:
    """What is wrong in a mapping is said before any record is read."""
    path = tmp_path / "own.yaml"
    path.write_text(text)
    with pytest.raises(InputError) as caught:
        read_mapping(str(path))
    assert message in caught.value.message


def test_shipped_mappings_are_named() -> None:
    """All of them can be read; another name is an error that lists them."""
    assert mapping_names() == ["csl", "eto-providers", "eto-provision", "followthemoney", "wikidata"]
    assert [read_mapping(name).name for name in mapping_names()] == mapping_names()
    with pytest.raises(UsageError) as caught:
        read_mapping("cls")
    assert "shipped: csl" in caught.value.hint
