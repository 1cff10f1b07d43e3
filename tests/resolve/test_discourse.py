"""What a text has spoken of decides what a definite phrase or a pronoun means; unsafe cases mean nothing."""

from __future__ import annotations

import pytest

from chippolitik.model.mention import NameRef
from chippolitik.resolve.discourse import Discourse
from chippolitik.resolve.spoken import Spoken
from chippolitik.tables import load_tables

HUAWEI = NameRef("Huawei", "Company", "huawei", "label", "cn")
BYTEDANCE = NameRef("ByteDance", "Company", "bytedance", "label", "cn")
TSMC = NameRef("TSMC", "Company", "tsmc", "label", "tw")
BIS = NameRef("Bureau of Industry and Security", "GovernmentBody", "bis", "label", "us")
WASHINGTON = NameRef("United States", "GovernmentBody", "us_gov", "label", "us")
REUTERS = NameRef("Reuters", "NewsOrganization", "reuters", "label", "gb")
HUANG = NameRef("Jensen Huang", "Person", None)
H20 = NameRef("H20", "AIAccelerator", "h20")
QWEN = NameRef("Qwen", "AIModel", "qwen")


def spoken(ref: NameRef, sentence: int, position: int = 0, *, subject: bool = True) -> Spoken:
    return Spoken(ref, sentence, sentence, position, subject)


@pytest.fixture
def discourse() -> Discourse:
    return Discourse(load_tables())


def test_the_company_is_the_subject_of_the_last_sentence(discourse: Discourse) -> None:
    """Of two firms of the sentence before, the one that stood as subject is meant."""
    discourse.note(spoken(TSMC, 0), "agent")
    discourse.note(spoken(HUAWEI, 0, 4, subject=False), "agent")
    assert discourse.organisation(1, 0, None, "") == TSMC


def test_a_nationality_chooses(discourse: Discourse) -> None:
    """The words "The Chinese firm" is the Chinese one, also where another was named later."""
    discourse.note(spoken(HUAWEI, 0), "agent")
    discourse.note(spoken(TSMC, 1), "agent")
    assert discourse.organisation(2, 0, "cn", "") == HUAWEI


def test_the_most_named_firm_of_a_nationality_is_meant(discourse: Discourse) -> None:
    """Of two Chinese firms, the one that the text names more often is meant."""
    for sentence, ref in enumerate((HUAWEI, HUAWEI, BYTEDANCE)):
        discourse.note(spoken(ref, sentence), "agent")
    assert discourse.organisation(3, 0, "cn", "") == HUAWEI


def test_of_two_firms_of_one_sentence_the_one_in_front_is_meant(discourse: Discourse) -> None:
    """Inside a sentence with two firms, "the company" is the first that stood without a preposition."""
    discourse.note(spoken(BYTEDANCE, 0, 0, subject=False), "agent")
    discourse.note(spoken(TSMC, 0, 2), "agent")
    discourse.note(spoken(HUAWEI, 0, 5), "agent")
    assert discourse.organisation(0, 8, None, "") == TSMC


def test_what_lies_far_back_is_not_meant(discourse: Discourse) -> None:
    """A firm of more than four sentences ago is no antecedent; by its nationality it is."""
    discourse.note(spoken(TSMC, 0), "agent")
    assert discourse.organisation(4, 0, None, "") == TSMC
    assert discourse.organisation(5, 0, None, "") is None
    assert discourse.organisation(5, 0, "tw", "") == TSMC


def test_the_bureau_is_a_body_and_no_government(discourse: Discourse) -> None:
    """A definite body means the last one named that is no government."""
    discourse.note(spoken(BIS, 0), "agent")
    discourse.note(spoken(WASHINGTON, 1), "agent")
    assert discourse.body(2, 0, "bureau") == BIS
    assert discourse.body(2, 0, "ministry") is None


def test_a_ministry_may_be_called_a_department(discourse: Discourse) -> None:
    """German has one word for both: "das Ministerium" is the Department of Commerce."""
    commerce = NameRef("United States Department of Commerce", "GovernmentBody", "us_doc", "label", "us")
    discourse.note(spoken(commerce, 0), "agent")
    assert discourse.body(1, 0, "ministry") == commerce


def test_the_newspaper_is_a_medium(discourse: Discourse) -> None:
    """Papers and agencies are kept apart from the firms that news is about."""
    discourse.note(spoken(REUTERS, 0), "agent")
    assert discourse.medium(1) == REUTERS
    assert discourse.organisation(1, 0, None, "") is None


def test_the_model_is_no_chip(discourse: Discourse) -> None:
    """The words "The model" and "the chip" look for products of their own sort."""
    discourse.note(spoken(H20, 0), "product")
    discourse.note(spoken(QWEN, 1), "product")
    assert discourse.product(2, 0, model=True) == [QWEN]
    assert discourse.product(2, 0, model=False) == [H20]
    assert discourse.product(2, 0, model=None) == [QWEN]


def test_products_of_one_phrase_are_meant_together(discourse: Discourse) -> None:
    """The words "The chips" are all products of the phrase that named some last."""
    mi308 = NameRef("MI308", "AIAccelerator", "mi308")
    discourse.note(spoken(H20, 0, 3), "product")
    discourse.note(spoken(mi308, 0, 3), "product")
    assert discourse.product(1, 0, model=None) == [H20, mi308]


def test_both_firms_are_the_last_two(discourse: Discourse) -> None:
    """The words "Both firms" are the last two that were named, in their order; one alone is no pair."""
    discourse.note(spoken(HUAWEI, 0), "agent")
    assert discourse.pair(1, 0, None) == []
    discourse.note(spoken(BYTEDANCE, 0, 2), "agent")
    discourse.note(spoken(TSMC, 1), "agent")
    assert discourse.pair(2, 0, None) == [BYTEDANCE, TSMC]
    assert discourse.pair(2, 0, "cn") == [HUAWEI, BYTEDANCE]


def test_a_pronoun_means_the_subject(discourse: Discourse) -> None:
    """The words "It" may mean every organisation near, the subject of the last sentence first; "he" means a person."""
    discourse.note(spoken(HUANG, 0), "agent")
    discourse.note(spoken(TSMC, 0, 3, subject=False), "agent")
    discourse.note(spoken(HUAWEI, 0, 5), "agent")
    assert discourse.subjects(1, 0) == [HUAWEI, TSMC]
    assert discourse.subject(1, 0, person=True) == HUANG
    assert discourse.subject(4, 0, person=True) is None
