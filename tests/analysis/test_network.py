"""The network of dependence: its edges, what they rest on, and what the two days leave out."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Quad

from chippolitik.analysis import Dependency, Network, dependency_network
from chippolitik.graph import MemoryView
from chippolitik.namespaces import CHIP, ID, KB_GRAPH

from ..query.graphs import Known  # noqa: TID252 - tests have no absolute name

ENDED = (("huawei", "tsmc", "until 2020-09; ended by a rule"), ("huawei", "smic", "since 2020"), ("amd", "tsmc", ""))


def edge(network: Network, dependent: str, provider: str) -> Dependency | None:
    found = [d for d in network.dependencies if (d.dependent.label, d.provider.label) == (dependent, provider)]
    return found[0] if found else None


def pairs(network: Network) -> list[tuple[str, str]]:
    return [(d.dependent.label, d.provider.label) for d in network.dependencies]


def relations() -> MemoryView:
    """Three relations as the knowledge base writes them, with their rows."""
    graph, quads = NamedNode(KB_GRAPH), list[Quad]()
    for subject, target, note in ENDED:
        node, row = NamedNode(ID + subject), NamedNode(f"{ID}row/relations/{subject}_customerOf_{target}")
        quads.append(Quad(node, NamedNode(CHIP + "customerOf"), NamedNode(ID + target), graph))
        quads.append(Quad(node, NamedNode(CHIP + "statedIn"), row, graph))
        quads.append(Quad(row, NamedNode(CHIP + "fileName"), Literal("relations.csv"), graph))
        quads.append(Quad(row, NamedNode(CHIP + "rowKey"), Literal(f"{subject} customerOf {target}"), graph))
        if note:
            quads.append(Quad(row, NamedNode(CHIP + "note"), Literal(note), graph))
    return MemoryView(quads)


def test_an_edge_carries_its_claims_with_quote_and_date(small: Known) -> None:
    """Who ordered from whom: both claims, each with quote, article, source and day."""
    found = edge(dependency_network(small.view, article_name=small.articles.get), "Norddata", "Lumen")
    assert found is not None
    assert [(small.claims[b.claim], b.relation, b.products, b.article, b.published) for b in found.bases] == [
        ("f2", "Order", ("L7",), "figures-en", "2025-07-01"),
        ("o1", "Order", ("L7",), "orders-en", "2025-03-10"),
    ]
    assert found.bases[0].quote == "Norddata ordered L7 chips from Lumen"
    assert len(found.claims) == 2


def test_all_edges_of_the_small_graph(small: Known) -> None:
    """Plans, denials, what has ended and what is no dependence make no edge."""
    assert pairs(dependency_network(small.view)) == [
        ("Amt Nord", "K2"),
        ("Amt Nord", "L7"),
        ("Atlas", "L7"),
        ("K1", "Kappa"),
        ("K2", "Kappa"),
        ("L7", "Lumen"),
        ("L7", "Siltec"),
        ("Lumen", "Siltec"),
        ("Norddata", "K2"),
        ("Norddata", "L7"),
        ("Norddata", "Lumen"),
        ("Norddata", "Lumen chips"),
        ("Oda", "Kappa"),
        ("Stadtwerke Musterstadt", "K2"),
        ("etcher", "Kappa"),
        ("etcher", "Lumen"),
        ("mask", "Lumen"),
        ("solvent", "Austro"),
        ("solvent", "Kappa"),
        ("solvent", "Lumen"),
    ]


def test_known_at_leaves_out_later_articles(small: Known) -> None:
    """What was published later is unknown on the day; an article without a date and the knowledge base stay."""
    early = dependency_network(small.view, known_at="2025-03-10")
    missing = set(pairs(dependency_network(small.view))) - set(pairs(early))
    assert missing == {("Amt Nord", "K2"), ("L7", "Siltec"), ("Lumen", "Siltec"), ("Norddata", "K2")}
    assert edge(early, "Amt Nord", "L7") is not None


def test_as_of_leaves_out_what_is_surely_over_or_not_yet_so(small: Known) -> None:
    """An order of April 2025 may hold on 10 April, its delivery in May does not yet; no stated time stays in."""
    found = edge(dependency_network(small.view, as_of="2025-04-10"), "Amt Nord", "K2")
    assert found is not None
    assert [(small.claims[b.claim], b.timing) for b in found.bases] == [("l1", "both ends")]
    other = edge(dependency_network(small.view, as_of="2025-04-10"), "Amt Nord", "L7")
    assert other is not None
    assert other.bases[0].timing == "not stated"


def test_a_relation_of_the_knowledge_base_ends() -> None:
    """A row with an end counts only on a day before it, one with a start only after; partial dates are intervals."""
    view = relations()
    assert pairs(dependency_network(view)) == [("amd", "tsmc"), ("huawei", "smic")]
    assert ("huawei", "tsmc") in pairs(dependency_network(view, as_of="2020-09-30"))
    assert ("huawei", "tsmc") not in pairs(dependency_network(view, as_of="2020-10-01"))
    assert ("huawei", "smic") not in pairs(dependency_network(view, as_of="2019-12-31"))
    found = edge(dependency_network(view, as_of="2020-01-01"), "huawei", "smic")
    assert found is not None
    assert (found.bases[0].when, found.bases[0].rows) == ("2020/", ("relations.csv huawei customerOf smic",))


def test_labels_are_in_the_language_asked_for(small: Known) -> None:
    """German labels where there are some."""
    assert ("Maske", "Lumen") in pairs(dependency_network(small.view, lang="de"))


def test_nothing_known_gives_an_empty_network() -> None:
    """An empty graph is no error."""
    assert dependency_network(MemoryView([])).dependencies == ()
