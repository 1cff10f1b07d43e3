"""Which candidates become drafts."""

from __future__ import annotations

from chippolitik.extract.candidates import Candidate
from chippolitik.extract.deciding import decided
from chippolitik.extract.draft import Draft
from chippolitik.extract.predication import Predication
from chippolitik.extract.weights import Weights
from chippolitik.model.entity import EntityRef
from chippolitik.model.kinds import Kind

WEIGHTS = Weights(
    0.0, {"good": 2.0, "fair": 1.0, "bad": -2.0}, {"Order": 0.4, "Supply": 0.4}, {"Order": 0.6, "Supply": 0.6}
)
ORDERS, SELLS = Predication("order", 1, 0, 3), Predication("sell", 5, 4, 7)


def candidate(buyer: str, *features: str, pred: Predication | None = ORDERS, strict: bool = False) -> Candidate:
    """Return an order of H20 chips."""
    roles: dict[str, tuple[EntityRef, ...]] = {
        "buyer": (EntityRef(buyer, "Company"),),
        "product": (EntityRef("H20", "Chip"),),
    }
    return Candidate(Draft(Kind.ORDER, 0, 0, 10, roles=roles, trace="en-order: order"), features, pred, strict)


def buyers(*candidates: Candidate) -> list[str]:
    return [draft.roles["buyer"][0].label for draft in decided(candidates, WEIGHTS)]


def test_what_a_frame_has_found_needs_less_than_what_stands_loose() -> None:
    """At even odds a strict candidate is a claim and a loose one is none."""
    assert buyers(candidate("Baidu", strict=True)) == ["Baidu"]
    assert buyers(candidate("Baidu")) == []


def test_an_unlikely_strict_candidate_is_none() -> None:
    """The table may speak against what a frame has found."""
    assert buyers(candidate("Baidu", "bad", strict=True)) == []


def test_of_the_ways_to_fill_a_trigger_the_likeliest_is_kept() -> None:
    """One trigger gives one loose claim; another trigger its own."""
    found = buyers(candidate("Baidu", "fair"), candidate("Tencent", "good"), candidate("Meta", "good", pred=SELLS))
    assert found == ["Tencent", "Meta"]


def test_a_trigger_with_a_strict_claim_gives_no_loose_one() -> None:
    """What its frame finds where it expects it leaves nothing to guess."""
    assert buyers(candidate("Baidu", strict=True), candidate("Tencent", "good")) == ["Baidu"]


def test_a_loose_candidate_beside_a_strict_one_of_its_kind_must_be_likelier() -> None:
    """A second order in a sentence is rarer than a first one."""
    strict = candidate("Baidu", strict=True, pred=SELLS)
    assert buyers(strict, candidate("Tencent", "fair")) == ["Baidu"]
    assert buyers(candidate("Tencent", "fair")) == ["Tencent"]
    assert buyers(strict, candidate("Tencent", "good")) == ["Baidu", "Tencent"]


def test_a_loose_claim_says_in_its_trace_how_likely_it_is() -> None:
    """The trace names the frame and the probability."""
    drafts = decided([candidate("Tencent", "good")], WEIGHTS)
    assert [draft.trace for draft in drafts] == ["en-order: order 0.88"]
