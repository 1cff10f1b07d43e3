"""Exposure and chokepoints: levels, both directions, the three measures, and each rank in words."""

from __future__ import annotations

import pytest

from chippolitik.analysis import Basis, Dependency, Network, Node, chokepoints, dependency_network, exposure
from chippolitik.analysis.wording import chokepoint_json, explained, exposure_json, exposure_rows

from ..query.graphs import Known  # noqa: TID252 - tests have no absolute name

ID = "https://w3id.org/chippolitik/id/"


def network(*edges: tuple[str, str, str]) -> Network:
    """Return a network of firms, and of products in lower case, with the relation of each edge."""
    nodes = {
        name: Node(name, ID + name, "product" if name.islower() else "agent") for edge in edges for name in edge[:2]
    }
    made = [
        Dependency(dependent=nodes[start], provider=nodes[end], bases=(Basis(relation=relation),))
        for start, end, relation in edges
    ]
    return Network(tuple(sorted(made)))


def labels(nodes: tuple[Node, ...]) -> list[str]:
    return [node.label for node in nodes]


CHAIN = network(
    ("Nvidia", "TSMC", "customerOf"),
    ("AMD", "TSMC", "customerOf"),
    ("TSMC", "ASML", "customerOf"),
    ("ByteDance", "Nvidia", "Supply"),
    ("euv", "ASML", "suppliedBy"),
    ("duv", "ASML", "suppliedBy"),
    ("duv", "Nikon", "suppliedBy"),
)


def test_exposure_follows_both_directions_by_steps() -> None:
    """Upstream is what a firm depends on, downstream who depends on it; what lies further away is counted."""
    found = exposure(CHAIN, [ID + "Nvidia"], depth=1)
    assert [(s.level, s.dependency.provider.label) for s in found.upstream] == [(1, "TSMC")]
    assert [(s.level, s.dependency.dependent.label) for s in found.downstream] == [(1, "ByteDance")]
    assert found.further == 1
    far = exposure(CHAIN, [ID + "ByteDance"], depth=3)
    assert [(s.level, s.dependency.provider.label) for s in far.upstream] == [(1, "Nvidia"), (2, "TSMC"), (3, "ASML")]
    assert (far.downstream, far.further) == ((), 0)


def test_a_circle_ends() -> None:
    """Firms that depend on each other give each edge once in each direction."""
    found = exposure(network(("A", "B", "Supply"), ("B", "A", "Supply")), [ID + "A"], depth=9)
    assert [(s.level, s.dependency.dependent.label) for s in found.upstream] == [(1, "A"), (2, "B")]
    assert found.further == 0


def test_an_unknown_thing_has_no_exposure(small: Known) -> None:
    """Something that the network does not know gives nothing."""
    found = exposure(dependency_network(small.view), [ID + "nobody"])
    assert (found.entities, found.upstream, found.downstream) == ((), (), ())
    assert exposure_json(found)["entities"] == []


def test_rows_name_each_claim(small: Known) -> None:
    """An edge has a row for each thing that it rests on."""
    found = exposure(dependency_network(small.view, article_name=small.articles.get), [ID + "l7"], depth=1)
    rows = [
        dict(zip([c.name for c in exposure_rows(found).columns], row, strict=True)) for row in exposure_rows(found).rows
    ]
    made = [row for row in rows if row["direction"] == "upstream" and row["relation"] == "Manufacture"]
    assert [(row["quote"], row["article"], row["published"]) for row in made] == [
        ("Siltec makes the L7 for Lumen", "figures-en", "2025-07-01")
    ]
    assert sum(row["direction"] == "downstream" for row in rows) == 7


def test_the_three_measures() -> None:
    """Articulation, betweenness and second sources, counted by hand on seven edges."""
    found = {point.node.label: point for point in chokepoints(CHAIN).ranked}
    assert list(found) == ["TSMC", "Nvidia", "ASML"]
    tsmc, nvidia, asml = found.values()
    # Without TSMC the pair of ByteDance and Nvidia is left, AMD alone, and ASML alone.
    assert labels(tsmc.cut_off) == ["AMD", "ASML"]
    assert labels(nvidia.cut_off) == ["ByteDance"]
    # Of the 4 · 3 ordered pairs of others, three lead through TSMC, two through Nvidia.
    assert tsmc.betweenness == pytest.approx(3 / 12)
    assert nvidia.betweenness == pytest.approx(2 / 12)
    assert labels(asml.sole_source) == ["euv"]
    assert {product.label: labels(others) for product, others in asml.second_sources.items()} == {"duv": ["Nikon"]}
    assert labels(asml.dependents) == ["AMD", "ByteDance", "Nvidia", "TSMC"]


def test_each_rank_is_explained() -> None:
    """The words give every count, its place, and names."""
    first, _, last = chokepoints(CHAIN).ranked
    assert explained(first) == (
        "3 agents depend on it, directly or through others. Without it 2 things lose every link to the rest "
        "(place 1 of 2): AMD, ASML. 25.0 % of the shortest paths between others lead through it (place 1 of 2)."
    )
    assert explained(last) == (
        "4 agents depend on it, directly or through others. Without it nothing loses its link to the rest. "
        "It is the only known source of 1 product (place 1 of 1): euv. duv can also be had from Nikon."
    )


def test_products_can_be_ranked(small: Known) -> None:
    """A product that many use is a point of failure too; agents are the default."""
    found = dependency_network(small.view)
    assert [point.node.label for point in chokepoints(found, sort="product").ranked] == ["K2", "L7"]
    assert [point.node.label for point in chokepoints(found).ranked] == ["Lumen", "Kappa", "Siltec", "Norddata"]
    ranking = chokepoints(found)
    assert [row["label"] for row in chokepoint_json(ranking, ranking.ranked[:1])["chokepoints"]] == ["Lumen"]


def test_an_empty_network_has_no_chokepoint() -> None:
    """Nothing to rank is no error."""
    assert chokepoints(Network(())).ranked == ()
