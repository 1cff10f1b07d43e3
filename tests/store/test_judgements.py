"""Decisions reach the claim that they were made about, even after the extractor has changed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from chippolitik.model import Quantity
from chippolitik.store import Judgement, Verdict
from chippolitik.store.judgements import judgements_digest, read_judgements, select

from .made import document, order, other

TEXT = document(1).text
ORDER, OTHER = order(TEXT), other(TEXT)
MORE = replace(ORDER, quantity=Quantity("chip", min=Decimal(100000)))
JUDGED = Judgement.on("a1", ORDER, Verdict.ADMIT, " seen in print ")


def test_a_decision_reaches_its_claim_alone() -> None:
    """Another claim with the same key roles is not meant while the judged one is there."""
    assert select([JUDGED], "a1", [ORDER, MORE, OTHER]) == {ORDER.digest: JUDGED}
    assert select([JUDGED], "a2", [ORDER]) == {}


def test_a_decision_outlives_the_digest() -> None:
    """Where the judged claim is gone, the claim with its kind and key roles stands for it."""
    assert select([JUDGED], "a1", [MORE, OTHER]) == {MORE.digest: JUDGED}


def test_the_last_decision_counts() -> None:
    """Who changes their mind adds a line."""
    later = Judgement.on("a1", ORDER, Verdict.REJECT, "the wire was withdrawn")
    assert select([JUDGED, later], "a1", [ORDER]) == {ORDER.digest: later}


def test_lines_come_back_as_they_were() -> None:
    """A line holds a decision wholly; the digest depends on all of them and their order."""
    later = Judgement.on("a1", OTHER, Verdict.CONFIRM, "Käufer stimmt")
    text = JUDGED.line() + "\n" + later.line()
    assert read_judgements(text) == [JUDGED, later]
    assert JUDGED.reason == "seen in print"
    assert judgements_digest([]) == ""
    assert judgements_digest([JUDGED, later]) != judgements_digest([later, JUDGED])


@pytest.mark.parametrize("line", ["x", "[]", "{}", JUDGED.line().replace("admit", "perhaps"), '{"verdict": "admit"}'])
def test_a_broken_line_is_told(line: str) -> None:
    """The message names file and line."""
    with pytest.raises(ValueError, match=r"^decisions\.jsonl:2: not a judgement: "):
        read_judgements(JUDGED.line() + line, file="decisions.jsonl")


def test_a_reason_is_needed() -> None:
    """A decision without a reason is none."""
    with pytest.raises(ValueError, match="needs a reason"):
        Judgement.on("a1", ORDER, Verdict.ADMIT, " ")
