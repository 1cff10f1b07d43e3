"""What spans articles is kept up change by change, and is what the queries find in the whole store."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, Triple, parse

from chippolitik.graph.view import MemoryView, OxigraphView
from chippolitik.namespaces import ID
from chippolitik.validation.change import Change, change_of
from chippolitik.validation.finding import Finding, in_order
from chippolitik.validation.quality import quality_findings
from chippolitik.validation.quality_delta import QualityChange, quality_after, quality_change

from .test_quality import BAD, GOOD, PREFIXES

TURTLE = [*(turtle for turtle, _ in BAD.values()), *GOOD.values()]
POOL = [
    Triple(t.subject, t.predicate, t.object)
    for turtle in TURTLE
    for t in parse((PREFIXES + turtle).encode(), format=RdfFormat.TURTLE)
]
FILES = st.one_of(
    st.sets(st.sampled_from(POOL), max_size=12),
    st.integers(0, len(TURTLE) - 1).map(lambda n: set(triples_of(TURTLE[n]))),
)


def triples_of(turtle: str) -> list[Triple]:
    quads = parse((PREFIXES + turtle).encode(), format=RdfFormat.TURTLE)
    return [Triple(q.subject, q.predicate, q.object) for q in quads]


def follow(kept: dict[tuple[str, str], list[Finding]], result: QualityChange) -> None:
    """Bring the findings of each query and node up to date, as a store does."""
    for check, nodes in result.affected.items():
        for node in nodes:
            kept.pop((check, node), None)
    for finding in result.findings:
        kept.setdefault((finding.shape.rsplit("/", 1)[-1], finding.focus), []).append(finding)


@given(st.lists(st.tuples(st.integers(0, 3), FILES), min_size=1, max_size=6))
@settings(max_examples=40, deadline=None)
def test_findings_kept_up_are_findings_in_full(edits: list[tuple[int, set[Triple]]]) -> None:
    """After any sequence of loads, edits and retractions each query finds what it finds in the whole store."""
    store = Store()
    view = OxigraphView(store)
    foretold: dict[tuple[str, str], list[Finding]] = {}
    followed: dict[tuple[str, str], list[Finding]] = {}
    for number, triples in edits:
        graph = NamedNode(f"urn:file:{number}")
        change = change_of(view, add=triples, drop=[graph.value])
        follow(foretold, quality_change(view, change))
        store.remove_graph(graph)
        store.extend(Quad(t.subject, t.predicate, t.object, graph) for t in triples)
        follow(followed, quality_after(view, change.added | change.removed))
        for kept in (foretold, followed):
            assert in_order(finding for found in kept.values() for finding in found) == quality_findings(view)


def test_only_keys_that_changed_are_asked_about() -> None:
    """A second owner of TikTok touches the shares of TikTok and the cycles it may close, nothing else."""
    view = MemoryView([])
    change = Change(added=frozenset(triples_of(":bytedance chip:owns :tiktok . :oracle chip:owns :oracle .")))
    result = quality_change(view, change)
    assert {name: {node.removeprefix(ID) for node in nodes} for name, nodes in result.affected.items() if nodes} == {
        "ownership-cycle": {"bytedance", "oracle"}
    }
    assert [(f.focus, f.value) for f in result.findings] == [(f"{ID}oracle", f"{ID}oracle")]


def test_no_change_changes_nothing() -> None:
    """Without a change no query is asked."""
    result = quality_change(MemoryView([]), Change())
    assert not result.findings
    assert set(result.affected.values()) == {frozenset()}
