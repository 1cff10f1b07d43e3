"""How English predications take their arguments: shared passives, joined participles, asides, who says or does so."""

from __future__ import annotations

import pytest

from .made import arguments, predications, roles, rows


@pytest.mark.parametrize(
    ("text", "verb", "who"),
    [
        ("The MI350 is produced by TSMC in Tainan and assembled by Amkor in Porto.", "assemble", "Amkor"),
        ("The chips were designed by Huawei, made by SMIC and sold by Inspur.", "make", "SMIC"),
    ],
)
def test_a_participle_shares_the_auxiliary_of_a_passive(text: str, verb: str, who: str) -> None:
    """The second of two joined passives has the same subject, and its own agent."""
    pred = predications(text, "en")[verb]
    assert pred.passive
    assert ("subj by", who) in arguments(text, "en", verb)


def test_two_finite_verbs_share_no_voice() -> None:
    """A past tense with an object after a passive is no passive."""
    assert not predications("The rule was announced and AMD produced the chips.", "en")["produce"].passive


def test_a_participle_joined_to_a_name_has_that_name_for_subject() -> None:
    """A "TSMC-made die" is made by TSMC; a "Chinese-made" one has no maker."""
    [pred] = [p for v, p in predications("A TSMC-made die is inside.", "en").items() if v == "make"]
    assert [entity.label for entity in pred.compound] == ["TSMC"]
    assert "make" not in predications("A Chinese-made die is inside.", "en")


def test_an_aside_between_commas_does_not_end_the_clause() -> None:
    """What follows an apposition belongs to the verb before it."""
    text = "The laboratory trains Rebstock, its vineyard model, on four elderly V100s."
    assert ("on", "four elderly V100s") in arguments(text, "en", "train")


def test_who_says_it_may_stand_behind_the_verb() -> None:
    """The subject of "said the head of X" stands behind it, and "we" is X."""
    [row] = roles("We have ordered 2,000 H200s from Nvidia, said the head of Reliance.", "en", "Order")
    assert row == {"buyer": "Reliance Industries", "product": "H200", "supplier": "Nvidia"}


def test_we_is_the_firm_that_a_release_is_about() -> None:
    """Outside quotation marks "we" is who the text is about; inside them it is not known who speaks."""
    text = "Tencent is growing. We have ordered 3,000 H200s from Nvidia. Tencent was founded in 1998."
    assert [row["buyer"] for row in roles(text, "en", "Order")] == ["Tencent"]
    assert roles(text.replace("We", '"We').replace("Nvidia.", 'Nvidia."'), "en", "Order") == []


def test_so_does_says_of_another_one_what_was_said_before() -> None:
    """What "so do Baidu and Alibaba" says repeats the verb and its object."""
    found = roles("Tencent uses the H20; so do Baidu and Alibaba.", "en", "Usage")
    assert [row["user"] for row in found] == ["Tencent", ["Alibaba", "Baidu"]]


@pytest.mark.parametrize(
    ("text", "verb", "argument"),
    [
        ("Seagate went on supplying Huawei with hard drives.", "supply", ("with", "hard drives")),
        ("SK hynix has sent the first samples of HBM4 to Nvidia.", "send", ("obj", "the first samples")),
        ("Spain will back imec with 500 million euros.", "back", ("obj", "imec")),
        ("Packaging of the B200 is done by ASE.", "do", ("of", "the B200")),
    ],
)
def test_nouns_that_look_like_verbs(text: str, verb: str, argument: tuple[str, str]) -> None:
    """A noun after an adjective or before "of" is none of the verbs of the same form, and "back" may be a verb."""
    assert argument in arguments(text, "en", verb)


def test_a_verb_of_saying_between_commas_is_passed_over() -> None:
    """The subject of "is" in "OpenAI, she adds, is" is OpenAI."""
    assert ("subj", "OpenAI") in arguments("OpenAI, she adds, is a customer of Microsoft.", "en", "be")


def test_only_and_degrees_stand_inside_a_phrase() -> None:
    """What stands between "its" and the noun does not part them."""
    text = "Foxconn is hiring. Its only big buyer was CoreWeave."
    assert roles(text, "en", "Supply") == [{"supplier": "Foxconn", "customer": "CoreWeave"}]


def test_what_somebody_is_stopped_from_is_no_claim() -> None:
    """Who is stopped from selling does not sell; who stops selling has sold."""
    assert roles("The ban stops Nvidia from selling the H20 to Chinese customers.", "en", "Supply") == []
    assert roles("TSMC stopped selling chips to Huawei.", "en", "Supply") != []


def test_nothing_is_no_goods() -> None:
    """Who has supplied nothing has not supplied; money that is promised is planned."""
    [row] = rows("TSMC says it has supplied nothing to Huawei.", "en", "Supply")
    assert row["modality"] == "denied"
    [row] = rows("Washington has pledged up to $6.4 billion to Micron.", "en", "Investment")
    assert row["modality"] == "planned"
