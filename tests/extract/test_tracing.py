"""Traces: what was seen in a sentence, and why each frame fired or not."""

from __future__ import annotations

import pytest
from tests.extract.made import claims, resolved, stages

from chippolitik.extract.traced import SentenceTrace, Trial
from chippolitik.extract.tracing import trace


def traced(text: str, language: str = "en") -> SentenceTrace:
    """Return the trace of a sentence."""
    [sentence] = trace(stages()[2], resolved(text, language))
    return sentence


def trial(text: str, frame: str, language: str = "en") -> Trial:
    """Return what came of a frame in a sentence."""
    return next(trial for trial in traced(text, language).trials if trial.frame == frame)


def test_a_trace_tells_what_each_stage_sees() -> None:
    """Tokens have signs, names their entities, phrases their referents, clauses their arguments."""
    seen = traced("Tencent did not order 100,000 H20 chips in May 2024.")
    assert seen.tokens[:4] == (("Tencent", "M"), ("did", "A"), ("not", "G"), ("order", "V"))
    assert ("Tencent", "Tencent", "Company, tencent") in seen.names
    assert ("100,000", "100000", "amount, of what follows") in seen.names
    assert ("in May 2024", "2024-05", "time, at") in seen.names
    assert seen.phrases[0].meant == (("Agent", "Tencent"), ("Entity", "Tencent"))
    [clause] = seen.clauses
    assert (clause.verb, clause.states[0], clause.args[0]) == ("order", "negated", ("subj", "Tencent"))


def test_a_frame_that_fires_tells_its_roles() -> None:
    """Its outcome is empty, and the claim follows."""
    found = trial("Tencent switched to Huawei chips.", "en-usage-switch")
    assert found == Trial("en-usage-switch", "Usage", "switch", "", (("user", "Tencent"), ("product", "Huawei chips")))
    [candidate] = [c for c in traced("Tencent switched to Huawei chips.").candidates if c.outcome == "claim"]
    assert (candidate.kind, candidate.strict, candidate.probability >= candidate.threshold) == ("Usage", True, True)


@pytest.mark.parametrize(
    ("text", "language", "frame", "outcome"),
    [
        ("Tencent switched production to Huawei chips.", "en", "en-usage-switch", "veto: 'production'"),
        ("Switching to Huawei chips is hard.", "en", "en-usage-switch", "role unfilled: user (subj)"),
        ("Tencent bought H20 chips.", "en", "en-stake", "phrase: nothing matches "),
        ("If Tencent switched to Huawei chips, it would pay.", "en", "en-usage-switch", "modality: what embeds"),
        ("OpenAI nutzt die Chips.", "de", "de-usage", ""),
    ],
)
def test_a_frame_that_does_not_fire_says_why(text: str, language: str, frame: str, outcome: str) -> None:
    """The first of its conditions that fails is told with what it wants or has met."""
    found = [t.outcome for t in traced(text, language).trials if t.frame == frame]
    assert found
    assert all(said.startswith(outcome) for said in found), found


def test_the_decider_says_what_it_refuses() -> None:
    """A candidate below the threshold of its kind is told with its probability and the features that weigh most."""
    seen = traced("ByteDance switched to Huawei chips but may not buy Nvidia's H20.")
    refused = [c for c in seen.candidates if c.outcome.startswith("decider: ")]
    assert refused
    assert all(c.probability <= 1 and c.features for c in refused)


def test_a_question_is_not_tried() -> None:
    """It has clauses, and no frames."""
    seen = traced("Has Tencent switched to Huawei chips?")
    assert (seen.trials, seen.candidates) == ((), ())
    assert seen.clauses != ()


def test_the_claims_of_a_trace_are_those_of_the_extractor() -> None:
    """What is told as a claim is one, and nothing else."""
    text = (
        "ByteDance, the owner of TikTok, switched to Huawei chips in March. It ordered 100,000 Ascend 910B chips."
        " TSMC makes chips for Nvidia. Nvidia denied that."
    )
    told = [
        candidate.kind
        for sentence in trace(stages()[2], resolved(text, "en"))
        for candidate in sentence.candidates
        if candidate.outcome == "claim"
    ]
    assert sorted(told) == sorted(claim.kind.value for claim in claims(text, "en"))
