"""One article becomes claims, quarantined claims and graphs, by a pure function whose counts add up."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest

from chippolitik.errors import InputError
from chippolitik.graph import Extractor, MemoryView, claims_of, nquads
from chippolitik.model import Claim, ClaimLinks, Document, EntityRef, Evidence, Kind, PartialDate, Span
from chippolitik.pipeline.processing import REJECTED, Work, process, work_on
from chippolitik.store.judgements import Judgement, Verdict
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
class Parts:
    """An extractor that always finds the same, and a gate that refuses the given claims."""

    claims: tuple[Claim, ...] = (ORDER, DELIVERY, OTHER)
    refused: tuple[Claim, ...] = ()

    name = "test"
    version = "1"

    @property
    def extractor(self) -> Parts:
        return self

    @property
    def gate(self) -> Parts:
        return self

    def extract(self, document: Document) -> list[Claim]:  # noqa: ARG002 - the contract sets the signature
        return list(self.claims)

    def judge(
        self,
        document: Document,  # noqa: ARG002 - the contract sets the signature
        claims: Sequence[Claim],
        extractor: Extractor,  # noqa: ARG002 - the contract sets the signature
    ) -> dict[str, tuple[Reason, ...]]:
        return {claim.digest: (REASON,) for claim in claims if claim in self.refused}


def test_claims_that_pass_are_in_the_graph() -> None:
    """All claims that the gate lets through are in the article's graph, with their links, and derive what holds."""
    done = process(ARTICLE, using=Parts())
    assert claims_of(MemoryView(done.quads), ARTICLE.id) == [ORDER, DELIVERY, OTHER]
    assert any("ordered" in quad.predicate.value for quad in done.derived)
    assert (done.counts.offered, done.counts.accepted) == (3, 3)


def test_what_the_gate_refuses_is_kept_apart() -> None:
    """A refused claim is in quarantine with its reason; links to it are dropped; nothing follows from it."""
    done = process(ARTICLE, using=Parts(refused=(ORDER,)))
    [kept] = done.quarantined
    assert (kept.claim, kept.reasons, kept.article) == (ORDER, (REASON,), ARTICLE.id)
    assert claims_of(MemoryView(done.quads), ARTICLE.id) == [replace(DELIVERY, links=ClaimLinks()), OTHER]
    assert not any(ORDER.digest in str(quad) for quad in (*done.quads, *done.derived))


def test_duplicates_are_counted_not_stored() -> None:
    """Offered is accepted, quarantined and duplicate together."""
    again = replace(ORDER, evidence=OTHER.evidence)
    done = process(ARTICLE, using=Parts((ORDER, again, DELIVERY, OTHER), refused=(OTHER,)))
    assert done.duplicates == (again,)
    counts = done.counts
    assert (counts.offered, counts.accepted, counts.quarantined, counts.duplicate) == (4, 2, 1, 1)
    assert done.record().counts == counts


@pytest.mark.parametrize(
    ("verdict", "claim", "quarantined"),
    [
        pytest.param(Verdict.ADMIT, ORDER, [], id="admitted"),
        pytest.param(Verdict.CONFIRM, ORDER, [], id="confirmed"),
        pytest.param(Verdict.REJECT, OTHER, [ORDER, OTHER], id="rejected"),
    ],
)
def test_what_people_decided_comes_before_the_shapes(verdict: Verdict, claim: Claim, quarantined: list[Claim]) -> None:
    """An admitted claim passes though a shape refuses it; a rejected one stays out though none does."""
    judged = Judgement.on(ARTICLE.id, claim, verdict, "seen in the filing")
    done = process(ARTICLE, judgements=[judged], using=Parts(refused=(ORDER,)))
    assert [kept.claim for kept in done.quarantined] == quarantined
    if verdict is Verdict.REJECT:
        assert done.quarantined[1].reasons == (Reason(REJECTED, "rejected: seen in the filing"),)


def test_given_claims_take_the_place_of_extraction() -> None:
    """Claims made elsewhere are stored as given, under another maker's name."""
    done = process(ARTICLE, [OTHER], using=Parts())
    assert done.accepted == (OTHER,)
    assert '"given"' in nquads(done.quads).decode()


def test_the_language_is_told_from_the_text() -> None:
    """Without a language the text decides; another language, or too little text, is an error with a hint."""
    text = TEXT + " The company has not said when it will have the rest of the chips that it ordered."
    done = process(replace(ARTICLE, text=text, language=None), using=Parts(()))
    assert done.document.language == "en"
    with pytest.raises(InputError, match="orders: language not supported: fr"):
        process(replace(ARTICLE, language="fr"), using=Parts())
    with pytest.raises(InputError, match="cannot be told"):
        process(replace(ARTICLE, text="H20 910B", language=None), using=Parts())


def test_bytes_depend_on_nothing_but_the_article() -> None:
    """Twice the same article, whatever its name, key, address and the order of its claims: the same graph."""
    one = process(ARTICLE, using=Parts())
    other = replace(ARTICLE, name="x", key="y", url="https://x.example", title="z")
    two = process(other, using=Parts((OTHER, DELIVERY, ORDER)))
    assert nquads(one.quads) == nquads(two.quads)
    assert nquads(one.derived) == nquads(two.derived)


def test_work_and_its_results_travel_between_processes() -> None:
    """What goes to a worker and what comes back survives pickling, errors as values."""
    done = process(ARTICLE, using=Parts(refused=(ORDER,))).record()
    assert pickle.loads(pickle.dumps(done)) == done  # noqa: S301 - our own value
    french = Work(replace(ARTICLE, language="fr"))
    error = work_on(pickle.loads(pickle.dumps(french)))  # noqa: S301 - our own value
    assert isinstance(error, InputError)
    assert str(error) == "orders: language not supported: fr"
