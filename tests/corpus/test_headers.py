"""Headers of text files and front matter of Markdown files are told from the text."""

from __future__ import annotations

import pytest

from chippolitik.corpus.headers import fields_of_markdown, fields_of_text
from chippolitik.corpus.reading import Fields


@pytest.mark.parametrize(
    ("raw", "fields"),
    [
        pytest.param("Huawei\n\nships.", Fields(text="Huawei\n\nships."), id="no header"),
        pytest.param("Source: AP\n\nx", Fields(text="Source: AP\n\nx"), id="does not start with a date"),
        pytest.param("Date: 2024\n\nx", Fields(text="x", published="2024"), id="date only"),
        pytest.param("Date: 2024\nSource:\n\nx", Fields(text="x", published="2024"), id="empty source"),
        pytest.param("Date: 2024\nSource: AP\n\n\nx", Fields(text="\nx", published="2024", source="AP"), id="more"),
    ],
)
def test_headers_of_text_files(raw: str, fields: Fields) -> None:
    """The text begins right after the empty line."""
    assert fields_of_text(raw, place="a.txt") == fields


def test_front_matter() -> None:
    """Known keys of the front matter are read, quotes stripped; the markup of the text stays."""
    raw = '---\ntitle: "Huawei: a supplier"\ndate: 2024-09-30\nlang: en\ntags:\n  - chips\n---\n\n# Huawei *ships*\n'
    assert fields_of_markdown(raw, place="a.md") == Fields(
        text="# Huawei *ships*\n", title="Huawei: a supplier", published="2024-09-30", language="en"
    )
    assert fields_of_markdown("Date: 2024\n\nx", place="a.md") == Fields(text="x", published="2024")
    assert fields_of_markdown("# Huawei\n---\n", place="a.md") == Fields(text="# Huawei\n---\n")
