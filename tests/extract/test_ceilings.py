"""What is not tried because it cannot be likely enough would not have been a claim."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from chippolitik.extract import FrameExtractor
from chippolitik.extract.ceilings import Ceilings
from chippolitik.extract.features import claim_features, most_gain
from chippolitik.extract.sorts import Sorts
from chippolitik.extract.weights import load_weights
from chippolitik.lexicon import load_lexicon
from chippolitik.tables import load_tables

from .made import resolved

TRAINING = Path(__file__).resolve().parents[2] / "data" / "training"
ARTICLES = {"en": "05-earnings-micron", "de": "01-"}


def text(language: str) -> str:
    """Return one of our own articles."""
    path = next((TRAINING / language).glob(f"{ARTICLES[language]}*.txt"))
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["en", "de"])
def test_ceilings_change_no_claim(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With every frame tried loosely, the claims are the same."""
    document = resolved(text(language), language)
    claims = FrameExtractor(load_tables(), load_lexicon()).extract(document)
    monkeypatch.setattr(Ceilings, "reach", lambda *_: math.inf)
    assert FrameExtractor(load_tables(), load_lexicon()).extract(document) == claims
    assert claims


@pytest.mark.parametrize("language", ["en", "de"])
def test_no_claim_gains_more_than_its_kind_may(language: str) -> None:
    """What the whole of a claim adds to the sorts of its fillers stays below the bound."""
    weights, sorts = load_weights(), Sorts(load_tables())
    extractor = FrameExtractor(load_tables(), load_lexicon())
    seen = 0
    for _, row in extractor.candidates(resolved(text(language), language), every=True):
        for candidate in row:
            kind = candidate.draft.kind
            begins = tuple(f"{kind.value}:{role}=" for role in candidate.draft.roles)
            gained = [name for name in claim_features(candidate.draft, sorts) if not name.startswith(begins)]
            assert weights.total(gained) <= most_gain(kind, weights) + 1e-9
            seen += 1
    assert seen
