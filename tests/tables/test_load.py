"""Loading the knowledge base: lookups, labels, errors that name the place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from chippolitik.assets import asset_path
from chippolitik.errors import InputError
from chippolitik.tables import Confidence, load_tables


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    target = tmp_path / "kb"
    shutil.copytree(asset_path("data/kb"), target)
    return target


def test_a_chip_keeps_the_numbers_of_its_data_sheet() -> None:
    """The H20's row gives its thresholds' operands as decimals."""
    h20 = load_tables().chips["h20"]
    assert (h20.label, h20.vendor, str(h20.tpp), h20.year) == ("H20", "nvidia", "2368", 2024)
    assert h20.provenance.confidence is Confidence.HIGH


def test_a_government_prints_its_country() -> None:
    """In the flat table a government is its country; a named ministry is itself."""
    tables = load_tables()
    assert tables.flat_label("us_gov") == "United States"
    assert tables.flat_label("bis") == "Bureau of Industry and Security"
    assert (tables.government_of("jp"), tables.country_of("jp_gov")) == ("jp_gov", "jp")


def test_every_country_has_a_government() -> None:
    """A country in a role that an agent fills can always be replaced by its government."""
    tables = load_tables()
    assert [
        row.id for row in tables.entities.values() if row.cls == "Country" and not tables.government_of(row.id)
    ] == []


def test_the_digest_changes_with_any_byte(copy: Path) -> None:
    """A changed file is another knowledge base; an unchanged copy is the same one."""
    assert load_tables(copy).digest() == load_tables().digest()
    with (copy / "names.csv").open("a", encoding="utf-8") as file:
        file.write("cn,Reich der Mitte,de,alias,\n")
    assert load_tables(copy).digest() != load_tables().digest()


def test_an_unknown_id_is_a_key_error() -> None:
    """Asking for the label of nothing is the caller's mistake."""
    with pytest.raises(KeyError, match="h2000"):
        load_tables().flat_label("h2000")


@pytest.mark.parametrize(
    ("file", "old", "new", "field", "message"),
    [
        ("entities.csv", ",high,checked,", ",hihg,checked,", "confidence", "'hihg' is none of high, medium, low"),
        ("chips.csv", ",989.5,", ",989.5 TFLOPS,", "dense_16bit_tflops", "'989.5 TFLOPS' is not a number"),
        ("policies.csv", ",2022-10-13,", ",2022-13-10,", "published", "'2022-13-10' is not a date of the form"),
        ("relations.csv", "\nbytedance,", "\nByteDance,", "subject", "'ByteDance' is not an identifier"),
    ],
)
def test_a_broken_field_is_named_with_its_place(
    copy: Path, file: str, old: str, new: str, field: str, message: str
) -> None:
    """The error names file, line and field of the first broken field."""
    path = copy / file
    text = path.read_text(encoding="utf-8")
    at = text.index(old)
    path.write_text(text[:at] + text[at:].replace(old, new, 1), encoding="utf-8")
    line = text.count("\n", 0, at + len(old.rstrip()) - 1) + 1
    with pytest.raises(InputError) as caught:
        load_tables(copy)
    assert (caught.value.file, caught.value.line, caught.value.field) == (str(path), line, field)
    assert message in caught.value.message


def test_a_repeated_id_names_both_places(copy: Path) -> None:
    """An id names one thing in all files."""
    path = copy / "chips.csv"
    text = path.read_text(encoding="utf-8").replace("\nv100,", "\nnvidia,", 1)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"chips\.csv:2: field 'id': 'nvidia' stands already at entities\.csv:2"):
        load_tables(copy)


def test_a_missing_column_is_named(copy: Path) -> None:
    """A file without one of its columns is refused with the column's name."""
    path = copy / "names.csv"
    path.write_text("entity,form,language,kind\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"names\.csv:1: lacks the column 'case_sensitive'"):
        load_tables(copy)


def test_latin_1_is_named_with_its_line(copy: Path) -> None:
    """A file that is not UTF-8 is refused with the line of the first wrong byte."""
    (copy / "names.csv").write_bytes(
        "entity,form,language,kind,case_sensitive\neu,Brüssel,de,metonym,\n".encode("latin-1")
    )
    with pytest.raises(InputError, match=r"names\.csv:2: is not UTF-8"):
        load_tables(copy)


def test_a_missing_file_is_an_input_error(copy: Path) -> None:
    """A folder without one of the files is named with the file."""
    (copy / "chips.csv").unlink()
    with pytest.raises(InputError, match=r"chips\.csv: cannot be read: No such file"):
        load_tables(copy)


@pytest.mark.parametrize(
    ("old", "new", "field", "message"),
    [
        (",600,gigabyte_per_second,", ",,gigabyte_per_second,", "value", "must not be empty for a limit"),
        (",3A090,all,,", ",3A090,all,tpp,", "metric", "must be empty for a group"),
        ("t2022_tpp,,", "t2022_tpp,p2022_oct7,", "subjects", "stands at the outermost group only"),
        (",at_least,600,", ",>=,600,", "comparator", "'>=' is none of at_least"),
    ],
)
def test_a_threshold_is_a_limit_or_a_group(copy: Path, old: str, new: str, field: str, message: str) -> None:
    """A row has either an operator or metric, comparator, value and unit."""
    path = copy / "thresholds.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_tables(copy)
    assert (caught.value.field, message in caught.value.message) == (field, True)
