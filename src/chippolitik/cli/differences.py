"""Differences between claims as lines that people read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from chippolitik.query.render import plain

if TYPE_CHECKING:
    from chippolitik.model import Claim
    from chippolitik.store.difference import ArticleDifference

__all__ = ["difference_lines"]

_WIDTH = 90  # characters of a quote


def difference_lines(difference: ArticleDifference) -> Iterator[str]:
    """Yield a line for the article and one for each claim: + new, - gone, ~ changed in what it says."""
    status = "" if difference.status == "changed" else f" {difference.status}"
    yield plain(f"{difference.name} ({difference.article}){status}")
    yield from (f"  + {_claim(claim)}" for claim in difference.added)
    yield from (f"  - {_claim(claim)}" for claim in difference.removed)
    for old, new in difference.changed:
        before, after = _qualifiers(old), _qualifiers(new)
        yield f"  ~ {_claim(new)}"
        for name in sorted({*before, *after}):
            if before.get(name) != after.get(name):
                yield plain(f"      {name}: {before.get(name, 'none')} → {after.get(name, 'none')}")


def _claim(claim: Claim) -> str:
    from chippolitik.store.judgements import key_roles  # noqa: PLC0415 - keeps --help fast

    quote = " ".join(claim.evidence.quote.split())
    short = quote if len(quote) <= _WIDTH else quote[: _WIDTH - 1].rstrip() + "…"
    return plain(f"{claim.kind} {key_roles(claim)} “{short}”")


def _qualifiers(claim: Claim) -> dict[str, str]:
    """Everything that may differ between two claims about the same thing, as words."""
    from chippolitik.model import claim_to_flat  # noqa: PLC0415 - keeps --help fast

    row = claim_to_flat(claim, article="", iri=lambda digest: digest)
    for name in ("id", "article", "kind"):
        del row[name]
    roles = {f"role {name}": value for name, value in row.pop("roles").items()}
    return {name: _words(value) for name, value in (row | roles).items()}


def _words(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {part}" for name, part in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
