"""The table of weights: what it holds, what it refuses, and that a probability follows from its sum."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from chippolitik.errors import InputError
from chippolitik.extract.weights import FRAMES_ALONE, Weights, load_weights
from chippolitik.model.kinds import Kind


def test_the_shipped_table_has_a_threshold_for_every_kind() -> None:
    """A kind without a threshold would end extraction with an error."""
    weights = load_weights()
    kinds = {kind.value for kind in Kind}
    assert set(weights.strict) == kinds
    assert set(weights.loose) == kinds
    assert all(0 < weights.strict[kind] <= weights.loose[kind] < 1 for kind in kinds)


def test_the_shipped_table_prefers_fillers_where_frames_expect_them() -> None:
    """What a reader of the table expects: a subject where one is wanted speaks for, another paragraph against."""
    weights = load_weights()
    assert weights.features["subj=own"] > 0
    assert weights.features["before:paragraph"] < 0


def test_another_table_has_another_digest(tmp_path: Path) -> None:
    """The digest goes into the manifest of a store, so that other weights are another extractor."""
    for number in (1, 2):
        table: dict[str, object] = {"format": 1, "bias": number, "strict": {}, "loose": {}, "features": {}}
        (tmp_path / f"{number}.json").write_text(json.dumps(table), encoding="utf-8")
    one, two = (load_weights(tmp_path / f"{number}.json") for number in (1, 2))
    assert len(one.digest()) == 64
    assert one.digest() != two.digest()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"format": 7}', "weights of format 7, not 1"),
        ('{"format": 1}', "not a table of weights"),
        ("[]", "not a table of weights"),
        ("weights", "not a table of weights"),
    ],
)
def test_a_broken_table_is_refused_with_its_name(tmp_path: Path, content: str, message: str) -> None:
    """A table that cannot be read is named, with how to make it anew."""
    path = tmp_path / "decider.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=message) as caught:
        load_weights(path)
    assert "benchmarks/score/train.py" in str(caught.value.hint)


def test_a_probability_follows_from_the_sum_of_weights() -> None:
    """Features add up in log-odds; a feature that occurs twice counts twice."""
    weights = Weights(-1.0, {"near": 0.5}, {}, {})
    assert weights.probability(["near", "near"]) == 0.5
    assert weights.probability([]) < weights.probability(["near"]) < 0.5


def test_frames_alone_accept_all_that_is_strict_and_nothing_loose() -> None:
    """The table that decides nothing has thresholds that every probability passes, and none."""
    assert set(FRAMES_ALONE.strict.values()) == {0.0}
    assert min(FRAMES_ALONE.loose.values()) > 1
