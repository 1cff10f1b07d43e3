"""What differs between the claims of two stores, for people and for programs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from chippolitik.graph import claims_of
from chippolitik.model import Claim, claim_to_flat
from chippolitik.namespaces import claim_iri
from chippolitik.store.contracts import Store
from chippolitik.store.judgements import key_roles

__all__ = ["ArticleDifference", "compare", "compare_claims"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleDifference:
    """What differs in one article.

    Attributes:
        article: Its id.
        name: Its name, from the newer store if it is there.
        status: ``added`` or ``removed`` where one store lacks the article, else ``changed``.
        added: Claims that only the newer store has.
        removed: Claims that only the older store has.
        changed: Claims about the same thing, as they were and as they are.
    """

    article: str
    name: str
    status: str = "changed"
    added: tuple[Claim, ...] = ()
    removed: tuple[Claim, ...] = ()
    changed: tuple[tuple[Claim, Claim], ...] = ()

    def row(self) -> dict[str, Any]:
        """Return it JSON-ready, the claims as rows of the flat table."""
        return {
            "article": self.article,
            "name": self.name,
            "status": self.status,
            "added": [self._flat(claim) for claim in self.added],
            "removed": [self._flat(claim) for claim in self.removed],
            "changed": [{"before": self._flat(old), "after": self._flat(new)} for old, new in self.changed],
        }

    def _flat(self, claim: Claim) -> dict[str, Any]:
        return claim_to_flat(claim, article=self.name, iri=lambda digest: claim_iri(self.article, digest))


def compare(old: Store, new: Store) -> Iterator[ArticleDifference]:
    """Compare two stores, article by article.

    Yields:
        One entry for each article that differs, in the order of ids.
    """
    names = [{e.id: e.name for e in store.entries() if e.kind == "article"} for store in (old, new)]
    for article in sorted({*names[0], *names[1]}):
        before = claims_of(old, article) if article in names[0] else []
        after = claims_of(new, article) if article in names[1] else []
        status = "changed" if all(article in side for side in names) else "removed" if article in names[0] else "added"
        name = names[1].get(article) or names[0][article]
        found = compare_claims(article, name, before, after)
        if found or status != "changed":
            yield replace(found or ArticleDifference(article=article, name=name), status=status)


def compare_claims(article: str, name: str, old: Iterable[Claim], new: Iterable[Claim]) -> ArticleDifference | None:
    """Compare the claims of one article, or return None if they are equal.

    Claims that differ but have the same kind and key roles count as one that changed, pair by pair in text order.
    """
    before, after = list(old), list(new)
    gone = [claim for claim in before if claim not in after]
    come = [claim for claim in after if claim not in before]
    if not gone and not come:
        return None
    waiting: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in come:
        waiting[claim.kind, key_roles(claim)].append(claim)
    changed = [(claim, same.pop(0)) for claim in gone if (same := waiting[claim.kind, key_roles(claim)])]
    paired = [claim for pair in changed for claim in pair]
    return ArticleDifference(
        article=article,
        name=name,
        added=tuple(claim for claim in come if claim not in paired),
        removed=tuple(claim for claim in gone if claim not in paired),
        changed=tuple(changed),
    )
