"""A rule that no noun names is called by what its clause does."""

from __future__ import annotations

import pytest
from tests.extract.made import rows

from chippolitik.extract.rule_names import rule_name

CASES = [
    ("en", "prohibited exports of gallium", "export ban"),
    ("en", "barred its agencies from buying the chips", "ban"),
    ("en", "imports of the chip are banned", "import ban"),
    ("en", "may only ship it with a licence: shipments need a permit", "license requirement"),
    ("en", "imposed a duty of 25 percent", "tariff"),
    ("en", "put the chips under control", "export controls"),
    ("de", "untersagte die Ausfuhr von Gallium", "export ban"),
    ("de", "dürfen nicht mehr ins Land", "import ban"),
    ("de", "darf nur mit Bewilligung ausgeführt werden", "license requirement"),
    ("de", "die Geräte unterliegen einer Genehmigungspflicht", "license requirement"),
    ("de", "verhängte einen Zoll auf Chips", "tariff"),
    ("de", "erließ neue Regeln", ""),
]


@pytest.mark.parametrize(("language", "words", "name"), CASES, ids=[c[1] for c in CASES])
def test_a_clause_names_its_rule(language: str, words: str, name: str) -> None:
    """Verbs of forbidding make a ban of what they forbid, a licence is a requirement, other words name nothing."""
    assert rule_name(words, language) == name


def test_a_rule_has_its_name_in_the_claim() -> None:
    """The measure of a regulation is told though only the verb says it."""
    [row] = rows("China prohibited exports of gallium to Japan.", "en", "Regulation")
    assert row["roles"]["measure"] == "export ban"
