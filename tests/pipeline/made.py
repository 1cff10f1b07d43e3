"""An article, claims of it, and an extractor and gate that always say the same; for tests of what joins them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pyoxigraph import Quad

from chippolitik.model import Claim, ClaimLinks, Document, EntityRef, Evidence, Kind, PartialDate, Span
from chippolitik.store.record import Reason

TEXT = "ByteDance ordered over 100,000 Ascend 910B chips. Fewer than 30,000 arrived by July. Baidu ordered chips, too."
ARTICLE = Document(
    name="orders", key="orders.txt", text=TEXT, published=PartialDate("2024-09-30"), source="Reuters", language="en"
)
REASON = Reason("https://w3id.org/chippolitik/shapes/C05", "no buyer")


def claim(kind: Kind, quote: str, **roles: str) -> Claim:
    at = TEXT.index(quote)
    fillers = {name: (EntityRef(label, "Product" if name == "product" else "Agent"),) for name, label in roles.items()}
    return Claim(kind=kind, roles=fillers, evidence=Evidence(quote, Span(at, at + len(quote))))


ORDER = claim(Kind.ORDER, "ByteDance ordered", buyer="ByteDance", product="Ascend 910B")
DELIVERY = replace(
    claim(Kind.DELIVERY, "30,000 arrived", product="Ascend 910B"), links=ClaimLinks(fulfils=(ORDER.digest,))
)
OTHER = claim(Kind.ORDER, "Baidu ordered", buyer="Baidu", product="chips")


@dataclass(frozen=True)
class MadeParts:
    """An extractor that always finds the same, and a gate that refuses the given claims."""

    claims: tuple[Claim, ...] = (ORDER, DELIVERY, OTHER)
    refused: tuple[Claim, ...] = ()

    name = "test"
    version = "1"

    @property
    def extractor(self) -> MadeParts:
        return self

    @property
    def gate(self) -> MadeParts:
        return self

    def extract(self, document: Document) -> list[Claim]:  # noqa: ARG002 - the contract sets the signature
        return list(self.claims)

    def judge(
        self,
        document: Document,  # noqa: ARG002 - the contract sets the signature
        claims: Sequence[Claim],
        quads: Sequence[Quad],  # noqa: ARG002 - the contract sets the signature
    ) -> dict[str, tuple[Reason, ...]]:
        return {claim.digest: (REASON,) for claim in claims if claim in self.refused}
