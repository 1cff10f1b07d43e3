"""The gate keeps out the claims that are wrong, and only those."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad

from chippolitik.graph import MemoryView
from chippolitik.graph.terms import LABEL, TYPE, chip
from chippolitik.model import Claim, ClaimLinks, EntityRef, Quantity
from chippolitik.namespaces import ID, KB_GRAPH, SHAPES, article_graph, claim_iri, derived_graph, entity_iri
from chippolitik.validation import Gate, Severity, neighbourhood

from .conftest import ASCEND, delivery, document, order, quads_of

KB = NamedNode(KB_GRAPH)
GATE = Gate()


def iri(claim: Claim) -> str:
    return claim_iri(document().id, claim.digest)


def known(name: str, cls: str, **links: str) -> list[Quad]:
    node = NamedNode(entity_iri(name))
    return [
        Quad(node, TYPE, chip(cls), KB),
        *(Quad(node, chip(key), NamedNode(entity_iri(value)), KB) for key, value in links.items()),
    ]


def test_good_claims_pass(good: list[Quad]) -> None:
    """Claims without fault are accepted; the missing date of the article is an info."""
    verdict = GATE.judge(good)
    assert verdict.accepted == tuple(sorted([iri(order()), iri(delivery())]))
    assert verdict.quarantined == {}
    assert [(f.severity, f.shape) for f in verdict.findings] == [(Severity.INFO, SHAPES + "Article-dated")]


def test_an_article_without_claims_passes() -> None:
    """An article that makes no claim has nothing to keep out."""
    verdict = GATE.judge(quads_of())
    assert (verdict.accepted, verdict.quarantined) == ((), {})


def test_a_fault_keeps_out_its_claim_alone() -> None:
    """A claim without buyer is quarantined with the reason and its quote; the other one is accepted."""
    bad = order(roles={"product": (ASCEND,)})
    verdict = GATE.judge(quads_of(bad, delivery(links=ClaimLinks())))
    assert verdict.accepted == (iri(delivery()),)
    [finding] = verdict.quarantined[iri(bad)]
    assert finding.shape == SHAPES + "Order-buyer"
    assert finding.focus == f"{iri(bad)}/situation"
    assert finding.quote == "ordered over 100,000 Ascend 910B chips"
    assert finding.message() == "An order must say who buys. Add it from the article, or drop the claim."
    assert finding.message("de").startswith("Bei einer Bestellung muss stehen, wer bestellt.")


def test_a_fault_of_an_amount_keeps_out_the_claim_of_the_amount() -> None:
    """Swapped bounds are found at the amount and reported for its claim."""
    bad = order(quantity=Quantity("chip", min=Decimal(200), max=Decimal(100)))
    verdict = GATE.judge(quads_of(bad, delivery(links=ClaimLinks())))
    assert [f.constraint for f in verdict.quarantined[iri(bad)]] == ["C13"]
    assert verdict.accepted == (iri(delivery()),)


def test_a_quote_that_the_article_lacks_is_refused() -> None:
    """A paraphrase has no place in the text and is quarantined as C08."""
    bad = order("bought more than 100,000 chips")
    assert [f.constraint for f in GATE.judge(quads_of(bad)).quarantined[iri(bad)]] == ["C08"]


def test_a_shifted_quote_is_refused(good: list[Quad]) -> None:
    """Offsets that slice other words than the quote are a violation."""
    one = Literal("1", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer"))
    moved = [
        Quad(q.subject, q.predicate, one, q.graph_name)
        if q.predicate == chip("startOffset") and str(q.subject).startswith(f"<{iri(order())}/")
        else q
        for q in good
    ]
    verdict = GATE.judge(moved)
    assert [f.shape for f in verdict.quarantined[iri(order())]] == [SHAPES + "Evidence-exact"]


def test_a_link_counts_against_the_claim_that_makes_it() -> None:
    """More delivered than ordered keeps out the delivery, not the order."""
    bad = delivery(quantity=Quantity("chip", min=Decimal(300000)), links=ClaimLinks(fulfils=(small().digest,)))
    verdict = GATE.judge(quads_of(small(), bad))
    assert verdict.accepted == (iri(small()),)
    assert [f.constraint for f in verdict.quarantined[iri(bad)]] == ["C14"]


def small() -> Claim:
    return order(quantity=Quantity("chip", max=Decimal(200000)))


def test_a_country_cannot_buy() -> None:
    """A country in the role of a buyer is refused as soon as the knowledge base says that it is one."""
    china = order(roles={"buyer": (EntityRef("China", "Country", known="cn"),), "product": (ASCEND,)})
    quads = quads_of(china)
    assert GATE.judge(quads).quarantined == {}
    verdict = GATE.judge(quads, known("cn", "Country"))
    assert [(f.constraint, f.value) for f in verdict.quarantined[iri(china)]] == [("C24", ID + "cn")]


def test_a_subclass_counts_as_its_class() -> None:
    """A memory chip is a product through the class hierarchy of the ontology, so it cannot buy either."""
    bad = order(roles={"buyer": (EntityRef("HBM3", "MemoryChip", known="hbm3"),), "product": (ASCEND,)})
    assert list(GATE.judge(quads_of(bad), known("hbm3", "MemoryChip")).quarantined) == [iri(bad)]


def test_an_unknown_name_of_a_general_class_may_fill_any_role() -> None:
    """A name that nothing types more exactly is accepted as buyer and as product."""
    vague = order(roles={"buyer": (EntityRef("Acme", "Agent"),), "product": (EntityRef("X1", "Entity"),)})
    assert GATE.judge(quads_of(vague)).accepted == (iri(vague),)


def test_a_fault_of_a_name_keeps_out_the_claims_that_use_it() -> None:
    """A class that the ontology does not declare quarantines the claims of that name alone."""
    bad = order(roles={"buyer": (EntityRef("Acme", "Compny"),), "product": (ASCEND,)})
    verdict = GATE.judge(quads_of(bad, delivery(links=ClaimLinks())))
    assert verdict.accepted == (iri(delivery()),)
    [finding] = verdict.quarantined[iri(bad)]
    assert finding.shape == SHAPES + "DeclaredTerm"
    assert finding.message().endswith("(did you mean Company?)")


def test_a_fault_of_the_article_keeps_out_all_its_claims(good: list[Quad]) -> None:
    """A text that does not fit its digest makes every claim doubtful."""
    other = [
        Quad(q.subject, q.predicate, Literal("0" * 64), q.graph_name) if q.predicate == chip("textHash") else q
        for q in good
    ]
    verdict = GATE.judge(other)
    assert verdict.accepted == ()
    assert {f.constraint for found in verdict.quarantined.values() for f in found} == {"C12"}


def test_what_is_around_is_not_judged(good: list[Quad]) -> None:
    """A fault in the knowledge base is not the article's."""
    broken = [*known("bytedance", "Company"), *known("rule", "ExportControl")]
    assert GATE.judge(good, broken).quarantined == {}


def test_order_of_quads_does_not_matter(good: list[Quad]) -> None:
    """The verdict is the same for any order of the quads."""
    assert GATE.judge(list(reversed(good))) == GATE.judge(good)


def test_the_neighbourhood_is_what_shapes_look_at() -> None:
    """Class, label and government of the named entities are found, and what those are part of; prices are not."""
    node = NamedNode(entity_iri("bis"))
    view = MemoryView(
        [
            *known("bytedance", "Company"),
            *known("bis", "GovernmentBody", partOf="commerce"),
            *known("commerce", "GovernmentBody", governmentOf="us"),
            Quad(node, LABEL, Literal("Bureau of Industry and Security", language="en"), KB),
            Quad(node, chip("note"), Literal("of the Department of Commerce"), KB),
            *known("nvidia", "Company"),
        ]
    )
    named = order(roles={"buyer": (EntityRef("BIS", "GovernmentBody", known="bis"),), "product": (ASCEND,)})
    found = neighbourhood(view, quads_of(named))
    assert sorted((str(q.subject), str(q.predicate)) for q in found) == sorted(
        [
            (f"<{ID}bis>", str(TYPE)),
            (f"<{ID}bis>", str(chip("partOf"))),
            (f"<{ID}bis>", str(LABEL)),
            (f"<{ID}commerce>", str(TYPE)),
            (f"<{ID}commerce>", str(chip("governmentOf"))),
        ]
    )


def test_from_a_chip_to_the_country_of_its_maker() -> None:
    """Three steps: the chip, who designs it, where that is, and what the place is part of."""
    view = MemoryView(
        [
            *known("ascend910b", "AIAccelerator", designedBy="huawei"),
            *known("huawei", "Company", basedIn="hk"),
            *known("hk", "Country", partOf="cn"),
            *known("cn", "Country"),
        ]
    )
    named = order(roles={"buyer": (EntityRef("Acme", "Agent"),), "product": (ASCEND,)})
    found = {(str(q.subject), str(q.predicate)) for q in neighbourhood(view, quads_of(named))}
    assert (f"<{ID}hk>", str(chip("partOf"))) in found
    assert (f"<{ID}cn>", str(TYPE)) not in found


def test_names_and_articles_are_no_neighbours() -> None:
    """Nothing is looked up for names that the knowledge base does not know."""
    vague = order(roles={"buyer": (EntityRef("Acme", "Agent"),), "product": (EntityRef("X1", "Entity"),)})
    graph = NamedNode(article_graph("other"))
    name = next(q.object for q in quads_of(vague) if q.predicate == chip("buyer"))
    assert isinstance(name, NamedNode)
    assert neighbourhood(MemoryView([Quad(name, TYPE, chip("Company"), graph)]), quads_of(vague)) == []


def test_what_articles_say_is_not_around(good: list[Quad]) -> None:
    """What is derived from another article is not looked at: else the order of ingestion would matter."""
    company = known("bytedance", "Company")
    said = Quad(company[0].subject, chip("basedIn"), NamedNode(entity_iri("us")), NamedNode(derived_graph("a" * 24)))
    assert neighbourhood(MemoryView([*company, said]), good) == company


def test_the_neighbourhood_reads_nothing_that_grows_with_the_articles(good: list[Quad]) -> None:
    """What articles derive about a firm is not even fetched, so that the gate costs the same at any size of store."""
    company = known("bytedance", "Company")
    told = [
        Quad(company[0].subject, chip("basedIn"), NamedNode(entity_iri("us")), NamedNode(derived_graph(f"{n:024}")))
        for n in range(50)
    ]
    fetched: list[Quad] = []

    class Counting(MemoryView):
        def match(self, *pattern: object) -> Iterator[Quad]:
            for quad in super().match(*pattern):  # type: ignore[arg-type]  # as it is called
                fetched.append(quad)
                yield quad

    assert neighbourhood(Counting([*company, *told]), good) == company
    assert fetched == company
