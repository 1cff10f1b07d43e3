"""Candidates of small texts: strict ones where frames expect them, loose ones elsewhere."""

from __future__ import annotations

from chippolitik.extract import FrameExtractor
from chippolitik.extract.candidates import Candidate
from chippolitik.lexicon import load_lexicon
from chippolitik.tables import load_tables

from .made import resolved, stages


def candidates(text: str, language: str, kind: str, *, every: bool = False) -> list[Candidate]:
    """Return the candidates of one kind."""
    found = stages()[2].candidates(resolved(text, language), every=every)
    return [c for _, row in found for c in row if c.draft.kind.value == kind]


def fillers(candidate: Candidate, role: str) -> list[str]:
    return [entity.label for entity in candidate.draft.roles[role]]


def test_a_frame_that_is_filled_as_it_says_gives_a_strict_candidate() -> None:
    """The subject and the object of the verb stand where its frame expects them."""
    (order,) = candidates("ByteDance ordered 100,000 Ascend 910B chips.", "en", "Order")
    assert order.strict
    assert {"subj=own", "obj=own", "kind=Order", "en:verb"} <= set(order.features)


def test_a_filler_of_the_sentence_before_makes_a_loose_candidate() -> None:
    """Whose sentence has no recipient takes it from the text before; the features say so."""
    text = "Alibaba wants more chips. In May, 20,000 H20 were ordered."
    found = [c for c in candidates(text, "en", "Order", every=True) if not c.strict]
    from_before = [c for c in found if fillers(c, "buyer") == ["Alibaba"]]
    assert from_before
    assert all("buyer:before" in c.features and "before=1" in c.features for c in from_before)


def test_no_filler_stands_in_two_roles() -> None:
    """A firm does not supply itself."""
    text = "Nvidia und AMD verkaufen Tencent Chips."
    for candidate in candidates(text, "de", "Supply", every=True):
        assert not set(fillers(candidate, "supplier")) & set(fillers(candidate, "customer"))


def test_features_know_sorts_and_makers_but_no_names() -> None:
    """What is learnt of one firm must hold for others, so no feature holds a name, a verb or a frame."""
    (order,) = candidates("Tencent ordered 50,000 H20 chips from Nvidia.", "en", "Order")
    assert {"Order:buyer=user", "Order:product=chip", "Order:other-maker"} <= set(order.features)
    words = ("Tencent", "H20", "Nvidia", "en-order", "order")
    assert not [name for name in order.features if any(word in name.split("=") for word in words)]


def test_the_same_text_gives_the_same_candidates_in_the_same_order() -> None:
    """Nothing depends on hashes or on what was read before."""
    text = "Washington erlaubt Nvidia den Verkauf des H20 an China. Der Konzern wartet noch auf Lizenzen."
    first = [c.features for c in candidates(text, "de", "License", every=True)]
    other = FrameExtractor(load_tables(), load_lexicon())
    again = [
        c.features
        for _, row in other.candidates(resolved(text, "de"), every=True)
        for c in row
        if c.draft.kind.value == "License"
    ]
    assert first == again
    assert first
