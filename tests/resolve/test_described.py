"""What has no name is meant again by its noun or a pronoun; nouns and German genders say what is not meant."""

from __future__ import annotations

import pytest

from .made import labels, referents


@pytest.mark.parametrize(
    ("language", "text", "phrase", "meant"),
    [
        ("en", "A carmaker in Stuttgart ran out of chips. It bought a server from Dell.", "It", "German carmaker"),
        ("en", "A carmaker in Stuttgart met Dell. Dell left. The carmaker paid.", "The carmaker", "German carmaker"),
        ("de", "Ein Frankfurter Spediteur hatte verloren. Das Amt brummte ihm Geld auf.", "ihm", "German shipper"),
        ("de", "Ein Autohändler aus Simmern hatte Huawei genannt. Er schweigt.", "Er", "car dealer"),
    ],
)  # fmt: skip
def test_a_firm_without_a_name_is_meant_again(language: str, text: str, phrase: str, meant: str) -> None:
    """A firm that the text only describes is what its noun and a pronoun after it mean."""
    assert labels(referents(text, language)[phrase])["agents"][0] == meant


@pytest.mark.parametrize(
    ("language", "text", "phrase", "meant"),
    [
        ("de", "Ein Startup baut einen neuen Beschleuniger. Es hat ihn bestellt.", "ihn", ["new accelerator"]),
        ("en", "Leeds has a photonic processor. The processor is fast.", "The processor", ["photonic processor"]),
        ("en", "The MI300X is fast. SK hynix provides the memory.", "the memory", ["memory"]),
        ("en", "The MI300X is fast. TSMC makes the chip.", "the chip", ["Instinct MI300X"]),
        ("de", "Der H20 ist langsam. Belichtet werden die Wafer bei UMC.", "die Wafer", ["wafers"]),
    ],
)
def test_a_noun_means_only_what_it_may_be_called_by(language: str, text: str, phrase: str, meant: list[str]) -> None:
    """The words "the memory" beside an accelerator are of their own; "the chip" is the accelerator."""
    assert labels(referents(text, language)[phrase])["products"] == meant


def test_a_description_of_what_is_named_is_nothing_new() -> None:
    """The words "Poro, an open model" do not bring in a second model that "it" might mean."""
    refs = referents("AMD's Silo trains Qwen, an open model. It is large.", "en")["It"]
    assert labels(refs)["products"] == ["Qwen"]


@pytest.mark.parametrize(
    ("text", "phrase", "meant"),
    [
        ("Der Konzern Huawei beliefert die Firma Inspur. Er liefert Chips.", "Er", ["Huawei"]),
        ("Der Konzern Huawei beliefert die Firma Inspur. Sie zahlt.", "Sie", ["Inspur"]),
    ],
)
def test_german_gender_chooses(text: str, phrase: str, meant: list[str]) -> None:
    """The pronoun "er" means no "Firma", the pronoun "sie" no "Konzern"."""
    assert labels(referents(text, "de")[phrase])["agents"][:1] == meant
