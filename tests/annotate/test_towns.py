"""Towns are places where the wording says so, and nothing else."""

from __future__ import annotations

import pytest

from chippolitik.annotate.gazetteer import Gazetteer
from chippolitik.annotate.towns import TownFinder, lands_of
from chippolitik.lexicon import load_lexicon
from chippolitik.tables import load_tables

TABLES, LEXICON = load_tables(), load_lexicon()
GAZETTEER = Gazetteer(TABLES, LEXICON)
LANDS = lands_of(LEXICON.data["towns"])
FINDERS = {language: TownFinder(LANDS, language, words, GAZETTEER.ref) for language, words in LEXICON.words.items()}


def towns(language: str, text: str) -> list[tuple[str, str, str | None]]:
    """Return the towns of a text: what is written, how it is read, and the country."""
    found = FINDERS[language].find(text, GAZETTEER.find(text, language))
    return [(m.text, m.refs[0].kind, m.refs[0].country) for m in found]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Die Firma aus Radebeul liefert.", [("Radebeul", "place", "de")]),
        ("de", "Der Radebeuler Anlagenbauer liefert.", [("Radebeuler", "demonym", "de")]),
        ("de", "Das Göppinger Werk steht.", [("Göppinger", "demonym", "de")]),
        ("de", "Ein Münchner Start-up sucht Geld.", [("Münchner", "demonym", "de")]),
        ("en", "A firm in the town of Egersund grinds glass.", [("Egersund", "place", "no")]),
        ("en", "Lanzhou-based Gobi rents servers.", [("Lanzhou", "place", "cn")]),
        ("en", "It came from Castrop-Rauxel.", [("Castrop-Rauxel", "place", "de")]),
        ("en", "Mr Radebeul said so.", []),
        ("en", "Trade in Egersund's harbour grew.", [("Egersund", "place", "no")]),
        ("de", "Radebeul Vakuumtechnik liefert.", []),
        ("de", "Der Händler Neckarsulm-Tec liefert.", []),
    ],
)
def test_a_town_is_read_where_the_wording_shows_a_place(
    language: str, text: str, expected: list[tuple[str, str, str | None]]
) -> None:
    """After a preposition of place, before "-based", as a German adjective; never as a bare name."""
    assert towns(language, text) == expected


def test_names_of_the_knowledge_base_come_first() -> None:
    """A known name is not taken apart by a town within it, and all names stay in text order."""
    assert towns("en", "Chips from Samsung Electronics of Suwon and Nvidia") == [
        ("Samsung Electronics", "label", "kr"),
        ("Suwon", "place", "kr"),
        ("Nvidia", "label", "us"),
    ]


def test_each_town_has_one_known_country() -> None:
    """Countries are in the knowledge base, and no town is listed twice."""
    rows = [(town.strip(), land) for land, names in LEXICON.data["towns"].items() for town in names.split(";")]
    assert {land for _, land in rows} <= {row.id for row in TABLES.entities.values() if row.cls == "Country"}
    assert len({town for town, _ in rows}) == len(rows)
