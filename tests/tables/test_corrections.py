"""Corrections by users: laid over rows, told apart from them, refused where they fit nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from chippolitik.assets import asset_path
from chippolitik.errors import InputError
from chippolitik.tables import load_tables

HEADER = "file,key,field,action,value,reason,name,date\n"
WHO = ",measured,M. Probe,2026-11-25\n"


def own(tmp_path: Path, *rows: str) -> Path:
    path = tmp_path / "mine.csv"
    path.write_text(HEADER + "".join(row + WHO for row in rows), encoding="utf-8")
    return path


def test_none_is_shipped() -> None:
    """The shipped file has its header and no row."""
    assert asset_path("data/kb/corrections.csv").read_text(encoding="utf-8") == HEADER
    assert load_tables().corrections == ()


def test_a_field_is_set_and_a_list_is_added_to(tmp_path: Path) -> None:
    """A number is replaced, an empty field filled, an alias added; the rest of the row stays."""
    tables = load_tables(
        corrections=own(
            tmp_path,
            "chips.csv,h20,die_mm2,set,820",
            "chips.csv,h20,confidence,set,medium",
            "entities.csv,nvidia,aliases,add,Team Green",
            "entities.csv,broadcom,wikidata,set,Q790060",
            "relations.csv,softbank owns arm,start,set,2016-09",
            "policy_events.csv,p2022_oct7 issued 2022-10-13,notes,set,seen",
        )
    )
    h20, before = tables.chips["h20"], load_tables().chips["h20"]
    assert (str(h20.die_mm2), h20.provenance.confidence.value, h20.tpp) == ("820", "medium", before.tpp)
    assert tables.entities["nvidia"].aliases == (*load_tables().entities["nvidia"].aliases, "Team Green")
    assert tables.entities["broadcom"].wikidata == "Q790060"
    assert next(row.start for row in tables.relations if (row.subject, row.object) == ("softbank", "arm")) == "2016-09"
    assert [event.notes for event in tables.events if event.key == "p2022_oct7 issued 2022-10-13"] == ["seen"]


def test_a_correction_makes_another_knowledge_base(tmp_path: Path) -> None:
    """The digest covers corrections, so that a store knows what it was built from."""
    path = own(tmp_path, "chips.csv,h20,die_mm2,set,820")
    assert load_tables(corrections=path).digest() == load_tables(corrections=path).digest()
    assert load_tables(corrections=path).digest() != load_tables().digest()


def test_the_users_file_comes_after_the_folders(tmp_path: Path) -> None:
    """Of two corrections of a field the later one wins."""
    folder = tmp_path / "kb"
    shutil.copytree(asset_path("data/kb"), folder)
    rows = HEADER + "chips.csv,h20,die_mm2,set,815" + WHO + "chips.csv,h20,year,set,2023" + WHO
    (folder / "corrections.csv").write_text(rows, encoding="utf-8")
    h20 = load_tables(folder, own(tmp_path, "chips.csv,h20,die_mm2,set,820")).chips["h20"]
    assert (str(h20.die_mm2), h20.year) == ("820", 2023)
    (folder / "corrections.csv").unlink()
    assert load_tables(folder).corrections == ()


@pytest.mark.parametrize(
    ("row", "field", "message"),
    [
        ("chips.csv,h2000,year,set,2024", "key", "there is no row 'h2000' in chips.csv"),
        ("chip.csv,h20,year,set,2024", "file", "there is no file 'chip.csv' to correct"),
        ("chips.csv,h20,years,set,2024", "field", "'years' is no column that can be corrected"),
        ("chips.csv,h20,id,set,h21", "field", "'id' is no column that can be corrected"),
        ("chips.csv,h20,year,replace,2024", "action", "'replace' is none of set, add"),
        ("chips.csv,h20,year,set,soon", "year", "'soon' is not a year"),
    ],
)
def test_a_correction_that_fits_nothing_is_named(tmp_path: Path, row: str, field: str, message: str) -> None:
    """The error names the line of the correction, not that of the row."""
    path = own(tmp_path, "chips.csv,h100,year,set,2022", row)
    with pytest.raises(InputError) as caught:
        load_tables(corrections=path)
    assert (caught.value.file, caught.value.line, caught.value.field) == (str(path), 3, field)
    assert message in caught.value.message


def test_a_correction_needs_reason_name_and_day(tmp_path: Path) -> None:
    """Who corrects says why and when."""
    for broken, field in ((",,M. Probe,2026-11-25", "reason"), (",why,,2026-11-25", "name"), (",why,M,2026", "date")):
        path = tmp_path / "mine.csv"
        path.write_text(f"{HEADER}chips.csv,h20,year,set,2023{broken}\n", encoding="utf-8")
        with pytest.raises(InputError) as caught:
            load_tables(corrections=path)
        assert caught.value.field == field


def test_a_missing_file_is_an_input_error(tmp_path: Path) -> None:
    """A file that was asked for must be there."""
    with pytest.raises(InputError, match="cannot be read"):
        load_tables(corrections=tmp_path / "none.csv")
