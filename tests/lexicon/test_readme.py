"""The README of the lexicon names every word that entries may use, and no other."""

from __future__ import annotations

import re

from chippolitik.assets import asset_path
from chippolitik.extract import fillers
from chippolitik.lexicon import terms
from chippolitik.pipeline.lexicon_checks.files import FILES


def test_the_readme_lists_what_the_code_knows() -> None:
    """Each table of the README has the words of one table of the code, in its order."""
    text = asset_path("data/lexicon/README.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE)
    tables = (terms.FRAME_KEYS, terms.SOURCES, terms.CLASSES, terms.NEEDS, terms.NEGATED, terms.QUALIFIERS)
    known = [word for table in tables for word in table]
    assert listed == [*known, *(f"{name}.yaml" for name in FILES), *terms.EFFECTS]


def test_each_class_is_checked() -> None:
    """A class that a frame may ask for is one that fillers are tested against."""
    assert set(terms.CLASSES) == {*fillers._CHECKS, "loose"}
