"""Decisions of people about claims, as lines of plain text that can live in git, and the claims that they reach.

A decision names its claim by what it says, not by where it says it, so that it survives a new extractor.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Self

from chippolitik.model import KINDS, Claim

__all__ = ["Judgement", "Verdict", "judgements_digest", "key_roles", "read_judgements", "select"]


class Verdict(StrEnum):
    """What was decided."""

    ADMIT = "admit"  # the gate refused it; it goes in all the same
    CONFIRM = "confirm"  # it is right
    REJECT = "reject"  # it is wrong; it stays out


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One decision.

    Attributes:
        article: Id of the article.
        kind: Kind of the claim.
        roles: Labels of its key roles, as ``key_roles`` gives them.
        digest: The claim's digest when it was judged; it decides between claims with the same key roles.
        verdict: What was decided.
        reason: Why, in the judge's words.
    """

    article: str
    kind: str
    roles: str
    digest: str
    verdict: Verdict
    reason: str

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise ValueError("a judgement needs a reason")

    @classmethod
    def on(cls, article: str, claim: Claim, verdict: Verdict, reason: str) -> Self:
        """Judge a claim of an article."""
        return cls(
            article=article,
            kind=claim.kind.value,
            roles=key_roles(claim),
            digest=claim.digest,
            verdict=verdict,
            reason=reason.strip(),
        )

    def line(self) -> str:
        """Return the decision as one line of JSON, with its newline."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True) + "\n"


def key_roles(claim: Claim) -> str:
    """Return the fillers of the roles that a claim must have, and of those of which it must have one.

    Example:
        >>> from chippolitik.model import EntityRef, Evidence, Kind
        >>> roles = {"buyer": (EntityRef("ByteDance", "Company"),), "product": (EntityRef("Ascend 910B", "Chip"),)}
        >>> key_roles(Claim(kind=Kind.ORDER, roles=roles, evidence=Evidence("ByteDance ordered", None)))
        'buyer=ByteDance; product=Ascend 910B'
    """
    spec = KINDS[claim.kind]
    names = [role.name for role in spec.roles if role.required or role.name in spec.one_of]
    words = {name: " | ".join(filler.label for filler in fillers) for name, fillers in claim.roles.items()}
    words |= dict(claim.terms)
    return "; ".join(f"{name}={words[name]}" for name in names if name in words)


def select(judgements: Iterable[Judgement], article: str, claims: Sequence[Claim]) -> dict[str, Judgement]:
    """Find the claims that decisions are about.

    A decision reaches the claim with its digest; only where the article has none, the claims with the same kind and
    key roles. Of several decisions about one claim the last one counts.

    Args:
        judgements: All decisions, oldest first.
        article: Id of the article.
        claims: All its claims, before the gate.

    Returns:
        Digest of a claim → the decision about it.
    """
    digests = {claim.digest for claim in claims}
    found: dict[str, Judgement] = {}
    for judgement in judgements:
        if judgement.article != article:
            continue
        for claim in claims:
            same = claim.kind.value == judgement.kind and key_roles(claim) == judgement.roles
            if claim.digest == judgement.digest or (same and judgement.digest not in digests):
                found[claim.digest] = judgement
    return found


def read_judgements(text: str, *, file: str = "judgements.jsonl") -> list[Judgement]:
    """Read decisions, one JSON object a line; empty lines are skipped.

    Raises:
        ValueError: A line is not a decision; the message names file and line.
    """
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            found.append(Judgement(**{**row, "verdict": Verdict(row["verdict"])}))
        except (ValueError, TypeError, KeyError) as error:
            raise ValueError(f"{file}:{number}: not a judgement: {error}") from error
    return found


def judgements_digest(judgements: Iterable[Judgement]) -> str:
    """Return a digest of the decisions; the empty string if there are none."""
    lines = [judgement.line() for judgement in judgements]
    return hashlib.sha256("".join(lines).encode()).hexdigest()[:16] if lines else ""
