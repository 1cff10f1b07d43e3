"""German deeds in English words."""

from __future__ import annotations

import pytest
from tests.extract.made import roles


@pytest.mark.parametrize(
    ("urged", "role", "words"),
    [
        ("die Ausfuhr von HBM zu drosseln", "recommended", "reduce exports of High-bandwidth memory"),
        ("die Wartung von Maschinen in China einzustellen", "discouraged", "servicing of machines in China"),
        ("den Kauf des H20 einzustellen", "discouraged", "H20"),
        ("den Entscheid rückgängig zu machen", "recommended", "reverse decision"),
        ("auffällige Fracht zu melden", "recommended", "report suspicious freight"),
    ],
)
def test_a_deed_is_its_verb_and_what_it_is_done_to(urged: str, role: str, words: str) -> None:
    """To leave off buying a thing is to leave the thing; any other deed is put in words with its prepositions."""
    [advice] = roles(f"Die USA forderten ASML auf, {urged}.", "de", "Recommendation")
    assert advice == {"issuer": "United States", "addressee": "ASML", role: words}


def test_what_is_done_at_somebodys_urging_is_what_he_recommends() -> None:
    """The main clause says the deed; its subject is who is urged."""
    [advice] = roles("Auf Drängen Washingtons stoppte TSMC die Lieferungen an Sophgo.", "de", "Recommendation")
    assert advice == {"issuer": "United States", "addressee": "TSMC", "recommended": "stop deliveries to Sophgo"}
