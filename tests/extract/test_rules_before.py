"""Rules that a text has spoken of before."""

from __future__ import annotations

import pytest
from tests.extract.made import rows


@pytest.mark.parametrize(
    ("language", "text", "status", "roles"),
    [
        ("en", "Beijing banned exports of gallium. The ban was suspended in November.", "suspended",
         {"issuer": "China", "product": "Gallium", "measure": "ban"}),
        ("en", "Washington cut ZTE off from American parts. The ban was lifted in July 2018.", "rescinded",
         {"issuer": "United States", "target": "ZTE", "measure": "ban"}),
        ("de", "Den Haag stellte Nexperia unter Aufsicht. Die Niederlande setzten ihre Anordnung am Mittwoch aus.",
         "suspended", {"issuer": "Netherlands", "target": "Nexperia", "measure": "order"}),
    ],
)  # fmt: skip
def test_what_happens_to_the_rule_is_about_what_it_is_about(
    language: str, text: str, status: str, roles: dict[str, str]
) -> None:
    """A definite rule without more is the one spoken of last; its products are meant, else its target."""
    found = [row for row in rows(text, language, "Regulation") if row.get("status") == status]
    assert [row["roles"] for row in found] == [roles]


def test_a_rule_that_is_told_apart_is_another_one() -> None:
    """What the text says of a rule goes before what it has said."""
    text = "Beijing banned exports of gallium. Washington lifted the ban on design software."
    found = [row["roles"] for row in rows(text, "en", "Regulation") if row.get("status") == "rescinded"]
    assert [roles["issuer"] for roles in found] == ["United States"]
    assert all(roles["product"] != "Gallium" for roles in found)
