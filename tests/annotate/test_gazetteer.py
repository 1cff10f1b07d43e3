"""Names of the knowledge base are found in their forms, with what is written together with them."""

from __future__ import annotations

import pytest

from chippolitik.annotate.gazetteer import Gazetteer, plain
from chippolitik.lexicon import load_lexicon
from chippolitik.model.mention import Mention
from chippolitik.tables import load_tables


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer(load_tables(), load_lexicon())


def shown(mention: Mention) -> tuple[str, str, str | None, str, bool]:
    ref = mention.refs[0]
    return mention.text, ref.label, ref.known, mention.head, mention.possessive


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Huawei's share", ("Huawei", "Huawei", "huawei", "", True)),
        ("en", "Supermicro servers", ("Supermicro", "Super Micro Computer", "supermicro", "", False)),
        ("en", "the U.S. market", ("U.S.", "United States", "us", "", False)),
        ("en", "Ascend-910B cards", ("Ascend-910B", "Ascend 910B", "ascend910b", "", False)),
        ("en", "two H20s", ("H20", "H20", "h20", "", False)),
        ("en", "Beijing-based firms", ("Beijing", "China", "cn", "based", False)),
        ("de", "Huaweis Anteil", ("Huawei", "Huawei", "huawei", "", True)),
        ("de", "H20-Chips", ("H20", "H20", "h20", "Chips", False)),
        (
            "de",
            "das US-Handelsministerium",
            ("US-Handelsministerium", "United States Department of Commerce", "us_doc", "", False),
        ),
        ("de", "Pekinger Behörden", ("Pekinger", "China", "cn", "", False)),
        ("de", "die Niederlande", ("Niederlande", "Netherlands", "nl", "", False)),
    ],
    ids=lambda value: value if isinstance(value, str) and " " in value else "",
)
def test_a_name_is_found(
    gazetteer: Gazetteer, language: str, text: str, expected: tuple[str, str, str | None, str, bool]
) -> None:
    """A form of a name gives its entity, its compound head and whether it stands in the genitive."""
    [mention] = gazetteer.find(text, language)
    assert shown(mention) == expected


def test_the_longest_name_wins(gazetteer: Gazetteer) -> None:
    """The name "Ascend 910B" is one name, not Ascend and a number."""
    assert [m.text for m in gazetteer.find("the Ascend 910B", "en")] == ["Ascend 910B"]


@pytest.mark.parametrize("text", ["Metallurgy", "a smiclike plant", "10 US-Dollar"])
def test_parts_of_words_are_no_names(gazetteer: Gazetteer, text: str) -> None:
    """A name inside another word, and the country in the name of a currency, are not found."""
    assert gazetteer.find(text, "de") == []


def test_a_demonym_is_marked(gazetteer: Gazetteer) -> None:
    """An adjective of nationality is a reference to the country that is known to be an adjective."""
    [mention] = gazetteer.find("Chinese firms", "en")
    assert (mention.refs[0].known, mention.refs[0].kind) == ("cn", "demonym")


def test_a_capital_is_a_metonym_of_its_country(gazetteer: Gazetteer) -> None:
    """The name "Beijing" may mean the country that it governs."""
    [mention] = gazetteer.find("Beijing answered.", "en")
    assert (mention.refs[0].label, mention.refs[0].kind) == ("China", "metonym")


def test_offsets_cut_out_the_name_with_its_ending(gazetteer: Gazetteer) -> None:
    """The span of a mention holds the genitive and the compound head."""
    text = "Laut Huaweis H20-Analyse"
    assert [text[m.start : m.end] for m in gazetteer.find(text, "de")] == ["Huaweis", "H20-Analyse"]


def test_a_product_knows_its_maker(gazetteer: Gazetteer) -> None:
    """The reference to a chip carries the id of its vendor."""
    assert gazetteer.ref("ascend910b").parent == "huawei"


def test_plain_keeps_the_length() -> None:
    """Apostrophes, hyphens and no-break spaces become plain ones, character for character."""
    text = "Nvidia’s 100\u00a0000\u202fH20‑Chips"
    assert plain(text) == "Nvidia's 100 000 H20-Chips"
    assert len(plain(text)) == len(text)
