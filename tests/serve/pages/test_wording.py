"""All that templates say is there in German too."""

from __future__ import annotations

import re
from importlib.resources import files

from chippolitik.model import KINDS
from chippolitik.query import catalogue
from chippolitik.serve.pages.desk import Desk
from chippolitik.serve.pages.german import GERMAN
from chippolitik.serve.pages.german_columns import COLUMNS
from chippolitik.serve.pages.german_names import NAMES
from chippolitik.serve.pages.german_notes import NOTES

from .site import Pages

SAID = re.compile(r"""\bt\((?:"([^"]+)"|'([^']+)')""")


def test_what_templates_say_has_german() -> None:
    """Each sentence of a template, each role and each name in the menu has a German form with the same places."""
    folder = files("chippolitik.serve.pages") / "templates"
    said = {a or b for file in folder.iterdir() for a, b in SAID.findall(file.read_text(encoding="utf-8"))}
    said |= {role.name for spec in KINDS.values() for role in spec.roles}
    said |= {name for path, name in Desk.menu if path != "/editor"}
    assert len(said) > 150
    german = NAMES | GERMAN
    assert sorted(words for words in said if words not in german) == []
    for words in said:
        assert re.findall(r"\{\w+\}", words) == re.findall(r"\{\w+\}", german[words])


def test_notes_of_questions_have_german() -> None:
    """Each parameter and column of the catalogue is explained in German too; no German note stands for nothing."""
    notes = {parameter.description for spec in catalogue().values() for parameter in spec.parameters}
    columns = {column.description for spec in catalogue().values() for column in spec.columns}
    assert sorted(notes - set(NOTES)) == []
    assert sorted(columns - set(NOTES) - set(COLUMNS)) == []
    assert sorted((set(NOTES) | set(COLUMNS)) - notes - columns) == []


def test_why_a_claim_was_refused_is_told_in_german(pages: Pages) -> None:
    """The messages of shapes, and how an origin is known, come in the page's language and are marked with it."""
    german = pages.html("/quarantine", "de")
    assert '<span lang="de">Bei einer Bestellung muss stehen, wer bestellt.' in german
    assert '<span lang="en">An order must say who buys.' in pages.html("/quarantine")
