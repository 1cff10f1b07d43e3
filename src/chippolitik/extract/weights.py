"""What each feature weighs for or against a candidate, read from ``data/decider.json``; learning is not done here."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from chippolitik.assets import asset_path
from chippolitik.errors import InputError
from chippolitik.model.kinds import Kind

__all__ = ["FRAMES_ALONE", "Weights", "load_weights", "log_odds"]

_FORMAT = 1
_RIVAL = 0.2  # how much likelier a loose candidate must be beside a strict one of its kind


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """A logistic model in words that can be read.

    Attributes:
        bias: Log-odds of a candidate without features.
        features: Feature → log-odds.
        strict: Kind → probability from which what a frame or another reader has found is a claim.
        loose: Kind → probability from which a loose candidate is a claim.
        sha256: Hash over the file, or empty.
    """

    bias: float
    features: Mapping[str, float]
    strict: Mapping[str, float]
    loose: Mapping[str, float]
    sha256: str = ""
    _bundles: dict[tuple[str, ...], float] = field(default_factory=dict, repr=False)

    def digest(self) -> str:
        """Return the SHA-256 over the file, in hex; another digest is another table."""
        return self.sha256

    def wanted(self, kind: Kind, *, beside: bool) -> float:
        """Return the probability from which a loose candidate of a kind is a claim.

        Args:
            kind: The kind.
            beside: Whether its sentence has a claim of the kind that a frame or another reader has found.
        """
        return self.loose[kind.value] + (_RIVAL if beside else 0.0)

    def accepts(self, kind: Kind, features: Iterable[str]) -> bool:
        """Whether what a frame or another reader has found of a kind is likely enough."""
        return self.probability(features) >= self.strict[kind.value]

    def total(self, features: Iterable[str]) -> float:
        """Return the sum of the weights of features, in log-odds; unknown ones weigh nothing."""
        get = self.features.get
        return sum(get(name, 0.0) for name in features)

    def of(self, bundle: tuple[str, ...]) -> float:
        """Return the same of features that often occur together; what they weigh is kept."""
        weight = self._bundles.get(bundle)
        if weight is None:
            weight = self._bundles[bundle] = self.total(bundle)
        return weight

    def probability(self, features: Iterable[str]) -> float:
        """Return how likely a candidate with these features is a claim.

        Example:
            >>> weights = Weights(0.0, {"subj=own": 1.0, "break-between": -1.0}, {}, {})
            >>> round(weights.probability(["subj=own", "no such feature"]), 3)
            0.731
            >>> weights.probability([])
            0.5
        """
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, self.bias + self.total(features)))))


def log_odds(probability: float) -> float:
    """Return the log-odds of a probability; infinite from certainty on.

    Example:
        >>> round(log_odds(0.8), 2), log_odds(1.0)
        (1.39, inf)
    """
    return math.log(probability / (1 - probability)) if probability < 1 else math.inf


_KINDS = tuple(kind.value for kind in Kind)
FRAMES_ALONE = Weights(0.0, {}, dict.fromkeys(_KINDS, 0.0), dict.fromkeys(_KINDS, 2.0))
"""Decides nothing: all that frames and readers find is a claim, and nothing that stands loose."""


def load_weights(path: Path | None = None) -> Weights:
    """Read a table of weights.

    Args:
        path: The file; by default the shipped ``data/decider.json``.

    Raises:
        AssetError: The installation lacks the file.
        InputError: It is no table of weights of this format.
    """
    return _load(path or asset_path("data/decider.json"))


@lru_cache(maxsize=4)
def _load(path: Path) -> Weights:
    hint = "make it anew with benchmarks/score/train.py"
    try:
        content = path.read_bytes()
        table = json.loads(content)
        if table["format"] != _FORMAT:
            raise InputError(f"weights of format {table['format']!r}, not {_FORMAT}", hint, file=path.name)
        return Weights(
            table["bias"], table["features"], table["strict"], table["loose"], hashlib.sha256(content).hexdigest()
        )
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"not a table of weights: {error}", hint, file=path.name) from error
