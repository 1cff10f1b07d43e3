"""Our own articles: their form, so that the demo can rely on it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from chippolitik.assets import asset_path

ARTICLES = sorted(asset_path("data/articles").glob("*.txt"))


def test_there_are_four_a_language() -> None:
    """Both languages are there in equal parts."""
    german = [path for path in ARTICLES if re.search(r"\b(und|nicht)\b", path.read_text(encoding="utf-8"))]
    assert (len(ARTICLES), len(german)) == (8, 4)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_an_article_has_date_source_and_a_sensible_length(path: Path) -> None:
    """Header lines, an empty line, then 150 to 300 words."""
    head, _, text = path.read_text(encoding="utf-8").partition("\n\n")
    assert re.fullmatch(r"Date: \d{4}-\d{2}-\d{2}\nSource: Chippolitik Newsroom", head)
    assert 150 <= len(text.split()) <= 300


def test_the_readme_lists_every_file() -> None:
    """Each table and each article has its line."""
    readme = asset_path("data/README.md").read_text(encoding="utf-8")
    names = [path.name for path in (*ARTICLES, *asset_path("data/kb").glob("*.csv"))]
    assert [name for name in names if f"`{name}`" not in readme] == []
