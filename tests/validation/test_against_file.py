"""A file is judged against a store by streams as its triples are in memory."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Triple, serialize

from chippolitik.graph import MemoryView
from chippolitik.namespaces import ARTICLE_GRAPH, FILE_GRAPH, KB_GRAPH
from chippolitik.validation.against import validate_against
from chippolitik.validation.against_file import validate_file_against
from chippolitik.validation.constraints import plain
from chippolitik.validation.finding import Finding

from .test_against import KB, triples

pytest.importorskip("shacl", reason="the compiled engine has no wheel here")

OLD = FILE_GRAPH + "0" * 24
CLAIM = b"""
ex:c{n} a chip:Claim ; chip:claims ex:s{n} ; chip:modality <https://w3id.org/chippolitik/vocab/modality/asserted> ;
  chip:evidence ex:e{n} ; chip:wasExtractedBy ex:run .
ex:s{n} a chip:Order ; chip:buyer :nvidia, ex:firm ; chip:product :h20 ; chip:quantity ex:q{n} ; chip:typo ex:run .
ex:q{n} a chip:QuantityRange ; chip:minValue 30.0 ; chip:maxValue 20.0 ; chip:unit :chips .
ex:e{n} a chip:Evidence ; chip:inArticle ex:a ; chip:exactQuote "Nvidia ordered" ; chip:startOffset 3 .
ex:a a chip:Article ; chip:text "So Nvidia ordered chips." ; chip:language "en" .
ex:run a chip:ExtractionRun ; chip:extractorName "frames" . ex:firm a chip:Company, chip:Country .
:hk a chip:Territory ; chip:partOf :cn . :us_gov chip:governmentOf :us, :cn . :nvidia a chip:Country .
[] a chip:Delivery ; chip:product :h20 ; chip:fulfils ex:c{n} . ex:c{n} chip:disputes ex:c1 .
"""
POOL = [triple for n in (b"1", b"2") for triple in triples(CLAIM.replace(b"{n}", n))]


def named(pool: Iterable[Triple]) -> list[Triple]:
    """Blank nodes get names that two parts do not share by chance."""
    return [
        Triple(BlankNode("x") if isinstance(t.subject, BlankNode) else t.subject, t.predicate, t.object) for t in pool
    ]


def judged(view: MemoryView, data: list[Triple], path: Path, drop: list[str]) -> tuple[list[Finding], list[Finding]]:
    """Return the findings by streams, and in memory."""
    serialize(data, path, format=RdfFormat.N_TRIPLES)
    expected = validate_against(view, data, drop=drop).findings
    return validate_file_against(view, path, drop=drop), list(expected)


def told(findings: Iterable[Finding]) -> list[tuple[str, ...]]:
    return sorted((f.focus, f.path, f.value, f.shape, f.component) for f in findings)


@pytest.mark.parametrize("seed", range(8))
def test_streams_find_what_memory_finds(seed: int, tmp_path: Path) -> None:
    """Claims cut up at random between the store, a file that is replaced, and the new file: the same findings."""
    choose = random.Random(seed)  # noqa: S311 - parts, not secrets
    store, old, new = list[Quad](), list[Quad](), list[Triple]()
    for triple in [*named(POOL), *triples(KB)]:
        place = choose.random()
        if place < 0.5 or seed == 0:
            new.append(triple)
        if 0.4 < place < 0.8:
            graph = choose.choice([KB_GRAPH, ARTICLE_GRAPH + "1" * 24])
            store.append(Quad(triple.subject, triple.predicate, triple.object, NamedNode(graph)))
        if place > 0.7:
            old.append(Quad(triple.subject, triple.predicate, triple.object, NamedNode(OLD)))
    view = MemoryView([*store, *old])
    found, expected = judged(view, new, tmp_path / "new.nt", [])
    assert told(found) == told(expected)
    assert expected, "cut up claims have faults"
    found, expected = judged(view, new, tmp_path / "new.nt", [OLD])
    assert set(told(expected)) <= set(told(found))
    again = [finding for finding in found if told([finding])[0] not in told(expected)]
    described = {plain(triple.subject) for triple in new}
    assert {finding.focus for finding in again} <= described, "what the old file had wrong, and the new one states anew"


def test_a_small_file_and_a_large_store_meet_by_look_ups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether the store is gone through or asked node by node makes no difference."""
    graph = NamedNode(KB_GRAPH)
    view = MemoryView(Quad(t.subject, t.predicate, t.object, graph) for t in [*triples(KB), *named(POOL[::3])])
    through, expected = judged(view, named(POOL[1::2]), tmp_path / "new.nt", [])
    monkeypatch.setattr("chippolitik.validation.against_file._EACH", 0)
    asked, _ = judged(view, named(POOL[1::2]), tmp_path / "new.nt", [])
    assert told(asked) == told(through) == told(expected)
    assert expected
