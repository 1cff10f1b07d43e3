"""Decisions reach the claim that they were made about, even after the extractor has changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from chippolitik.model import Claim, ClaimLinks, Quantity
from chippolitik.store import Judgement, Verdict
from chippolitik.store.judgements import judgements_digest, read_judgements, revise, select

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


@pytest.mark.parametrize(
    "line", ["x", "[]", "7", "{}", JUDGED.line().replace("admit", "perhaps"), '{"verdict": "admit"}']
)
def test_a_broken_line_is_told(line: str) -> None:
    """The message names file and line."""
    with pytest.raises(ValueError, match=r"^decisions\.jsonl:2: not a judgement: "):
        read_judgements(JUDGED.line() + line, file="decisions.jsonl")


def test_a_reason_is_needed() -> None:
    """A decision without a reason is none."""
    with pytest.raises(ValueError, match="needs a reason"):
        Judgement.on("a1", ORDER, Verdict.ADMIT, " ")


EDITED = Judgement.on("a1", OTHER, Verdict.EDIT, "it was more", by="A. Weber", edited={"kind": "Order"})


def read(row: Mapping[str, Any]) -> Claim:
    if row["kind"] != "Order":
        raise ValueError("kind: none")
    return MORE


def test_an_edit_takes_the_place_of_its_claim() -> None:
    """The edited claim stands where the other stood, and later decisions about either reach it."""
    later = Judgement.on("a1", OTHER, Verdict.REJECT, "no")
    revised = revise([EDITED], "a1", [ORDER, OTHER], read)
    assert revised.claims == [ORDER, MORE]
    assert revised.decided == {MORE.digest: EDITED}
    assert revise([EDITED, later], "a1", [ORDER, OTHER], read).decided == {MORE.digest: later}


def test_an_edit_is_followed_once() -> None:
    """Where the edited claim is there already, as in a store made anew from its claims, nothing changes."""
    revised = revise([EDITED], "a1", [ORDER, MORE], read)
    assert (revised.claims, revised.decided) == ([ORDER, MORE], {MORE.digest: EDITED})


def test_links_follow_an_edit() -> None:
    """A link to a claim that was edited points to what became of it."""
    linked = replace(ORDER, links=ClaimLinks(fulfils=(OTHER.digest,)))
    assert revise([EDITED], "a1", [linked, OTHER], read).claims[0].links.fulfils == (MORE.digest,)


def test_an_edit_that_cannot_be_read_is_told() -> None:
    """Where the contract of claims has changed, the claim stays as it was, with the problem."""
    broken = replace(EDITED, edited='{"kind": "Gone"}')
    revised = revise([broken], "a1", [ORDER, OTHER], read)
    assert (revised.claims, revised.broken) == ([ORDER, OTHER], {OTHER.digest: "kind: none"})


def test_an_edit_is_readable_in_the_file() -> None:
    """The edited claim stands in the line as JSON, not as a text in quotes; lines without edits are as ever."""
    assert '"edited": {"kind": "Order"}' in EDITED.line()
    assert read_judgements(EDITED.line()) == [EDITED]
    assert "edited" not in JUDGED.line()
    assert "by" not in json.loads(JUDGED.line())


@pytest.mark.parametrize(("verdict", "edited"), [(Verdict.EDIT, None), (Verdict.REJECT, {"kind": "Order"})])
def test_only_what_makes_sense_is_a_decision(verdict: Verdict, edited: dict[str, str] | None) -> None:
    """An edit says what should stand there; a rejection does not."""
    with pytest.raises(ValueError, match="edit"):
        Judgement.on("a1", ORDER, verdict, "x", edited=edited)
