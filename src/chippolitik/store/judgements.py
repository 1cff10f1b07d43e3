"""Decisions of people about claims, as lines of plain text that can live in git, and the claims that they reach.

A decision names its claim by what it says, not by where it says it, so that it survives a new extractor.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any, Self

from chippolitik.model import KINDS, Claim, ClaimLinks

__all__ = ["Judgement", "Revision", "Verdict", "judgements_digest", "key_roles", "read_judgements", "revise", "select"]

Reader = Callable[[Mapping[str, Any]], Claim]
"""Makes a claim of a row of the flat table; raises ValueError where the row is none."""


class Verdict(StrEnum):
    """What was decided."""

    ADMIT = "admit"  # the gate refused it; it goes in all the same
    CONFIRM = "confirm"  # it is right
    EDIT = "edit"  # it should say something else, which the gate judges like any claim
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
        by: Who decided, or empty.
        edited: What the claim should say: a row of the flat table as JSON text, or empty. With ``EDIT`` the gate judges
            it, with ``ADMIT`` it goes in all the same.
    """

    article: str
    kind: str
    roles: str
    digest: str
    verdict: Verdict
    reason: str
    by: str = ""
    edited: str = ""

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise ValueError("a judgement needs a reason")
        if self.verdict is Verdict.EDIT and not self.edited:
            raise ValueError("an edit needs the claim as it should be")
        if self.edited and self.verdict not in {Verdict.EDIT, Verdict.ADMIT}:
            raise ValueError(f"{self.verdict} cannot edit a claim")

    @classmethod
    def on(
        cls,
        article: str,
        claim: Claim,
        verdict: Verdict,
        reason: str,
        *,
        by: str = "",
        edited: Mapping[str, Any] | None = None,
    ) -> Self:
        """Judge a claim of an article."""
        return cls(
            article=article,
            kind=claim.kind.value,
            roles=key_roles(claim),
            digest=claim.digest,
            verdict=verdict,
            reason=reason.strip(),
            by=by.strip(),
            edited=json.dumps(edited, ensure_ascii=False, sort_keys=True) if edited else "",
        )

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Self:
        """Read back a line.

        Raises:
            ValueError: A value is none that a decision has.
            TypeError: A key is missing or unknown.
            KeyError: There is no verdict.
        """
        edited = row.get("edited")
        text = json.dumps(edited, ensure_ascii=False, sort_keys=True) if edited else ""
        return cls(**{**row, "verdict": Verdict(row["verdict"]), "edited": text})

    def row(self) -> dict[str, Any]:
        """Return the decision as a JSON-ready dict, without what is empty."""
        row = {name: value for name, value in asdict(self).items() if value or name not in {"by", "edited"}}
        return row | ({"edited": json.loads(self.edited)} if self.edited else {})

    def line(self) -> str:
        """Return the decision as one line of JSON, with its newline."""
        return json.dumps(self.row(), ensure_ascii=False, sort_keys=True) + "\n"


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


@dataclass(frozen=True, slots=True)
class Revision:
    """The claims of an article after the decisions about them.

    Attributes:
        claims: All claims, edited ones in the place of those that they replace.
        decided: Digest of a claim → the last decision about it.
        broken: Digest of a claim → why its edit cannot be read.
    """

    claims: list[Claim]
    decided: dict[str, Judgement] = field(default_factory=dict)
    broken: dict[str, str] = field(default_factory=dict)


def select(judgements: Iterable[Judgement], article: str, claims: Sequence[Claim]) -> dict[str, Judgement]:
    """Find the claims that decisions are about, none of them edited; see ``revise``.

    Returns:
        Digest of a claim → the decision about it.
    """
    return revise((judgement for judgement in judgements if not judgement.edited), article, claims, _unread).decided


def revise(judgements: Iterable[Judgement], article: str, claims: Sequence[Claim], read: Reader) -> Revision:
    """Follow decisions in their order.

    A decision reaches the claim with its digest, or what an earlier decision made of it; only where the article has
    none, the claims with the same kind and key roles. Of several decisions about one claim the last one counts. An edit
    that is there already, as in a store that is made anew, changes nothing.

    Args:
        judgements: All decisions, oldest first.
        article: Id of the article.
        claims: All its claims, before the gate.
        read: Makes claims of edited rows.
    """
    found = Revision(list(claims))
    became: dict[str, str] = {}
    for judgement in judgements:
        if judgement.article == article:
            _follow(judgement, found, became, read)
    return Revision(_linked_anew(found.claims, became), found.decided, found.broken)


def _follow(judgement: Judgement, found: Revision, became: dict[str, str], read: Reader) -> None:
    digest = judgement.digest
    while digest in became:
        digest = became[digest]
    digests = {claim.digest for claim in found.claims}
    targets = [digest] if digest in digests else _alike(judgement, found.claims)
    if not judgement.edited:
        found.decided.update(dict.fromkeys(targets, judgement))
        return
    try:
        edited = read(json.loads(judgement.edited))
    except ValueError as error:
        found.broken.update(dict.fromkeys(targets, str(error)))
        return
    if digest not in digests and edited.digest in digests:
        found.decided[edited.digest] = judgement
    elif len(targets) == 1:
        (target,) = targets
        found.claims[:] = [
            replace(edited, links=claim.links) if claim.digest == target else claim for claim in found.claims
        ]
        for held in (found.decided, found.broken):
            held.pop(target, None)
        found.decided[edited.digest] = judgement
        for old in {target, digest} - {edited.digest}:
            became[old] = edited.digest


def _alike(judgement: Judgement, claims: Iterable[Claim]) -> list[str]:
    alike = (c.digest for c in claims if c.kind.value == judgement.kind and key_roles(c) == judgement.roles)
    return list(dict.fromkeys(alike))


def _linked_anew(claims: list[Claim], became: Mapping[str, str]) -> list[Claim]:
    """Let links point to what became of the claims that they pointed to."""

    def now(digests: tuple[str, ...]) -> tuple[str, ...]:
        found = set()
        for digest in digests:
            name = digest
            while name in became:
                name = became[name]
            found.add(name)
        return tuple(sorted(found))

    if not became:
        return claims
    return [
        replace(c, links=ClaimLinks(now(c.links.disputes), now(c.links.fulfils), now(c.links.caused_by)))
        for c in claims
    ]


def _unread(row: Mapping[str, Any]) -> Claim:
    raise ValueError(f"no edit expected: {row!r}")


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
            found.append(Judgement.from_row(json.loads(line)))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise ValueError(f"{file}:{number}: not a judgement: {error}") from error
    return found


def judgements_digest(judgements: Iterable[Judgement]) -> str:
    """Return a digest of the decisions; the empty string if there are none."""
    lines = [judgement.line() for judgement in judgements]
    return hashlib.sha256("".join(lines).encode()).hexdigest()[:16] if lines else ""
