"""What is wrong between articles is kept beside the store, and is what the queries find in all of it."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad

from chippolitik.graph import Extractor, article_quads, derived_quads
from chippolitik.graph.terms import TYPE, chip
from chippolitik.model import Claim, Document, Evidence, Kind, PartialDate, Quantity, Span, TimeSpan
from chippolitik.namespaces import FILE_GRAPH, entity_iri
from chippolitik.store import ArticleRecord, FileRecord, Writer, open_store, open_writer, standing
from chippolitik.store.embedded import EmbeddedStore
from chippolitik.store.standing import kept_findings, standing_counts, standing_findings
from chippolitik.validation.finding import Finding
from chippolitik.validation.quality import quality_findings

from .made import ASCEND, BYTEDANCE, FOUNDATION, MANIFEST

TEXT = "ByteDance ordered Ascend 910B chips."
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("put"), st.integers(0, 3), st.integers(0, 2)),
        st.tuples(st.just("load"), st.integers(0, 2), st.integers(0, 3)),
        st.tuples(st.sampled_from(["retract", "close"]), st.integers(0, 6), st.just(0)),
    ),
    min_size=1,
    max_size=8,
)


def article(number: int, version: int) -> ArticleRecord:
    """An order of one of three amounts in the same month: two articles with different ones conflict."""
    document = Document(name=f"a{number}", key=f"a{number}", text=f"{TEXT} {number}", language="en")
    amount = Decimal(10 * (version + 1))
    claim = Claim(
        kind=Kind.ORDER,
        roles={"buyer": (BYTEDANCE,), "product": (ASCEND,)},
        quantity=Quantity("chip", min=amount, max=amount),
        time=TimeSpan(PartialDate("2024-07"), PartialDate("2024-07")),
        evidence=Evidence(TEXT[:9], Span(0, 9)),
    )
    return ArticleRecord(
        id=document.id,
        key=document.key,
        name=document.name,
        quads=tuple(article_quads(document, [claim], extractor=Extractor("frames", "1"), language="en")),
        derived=tuple(derived_quads(document.id, [claim])),
    )


def file(number: int, owner: int) -> FileRecord:
    """One firm owns another: three files may close a circle, and the same link may stand in two of them."""
    name = f"{number}{owner}".ljust(24, "0")
    ends = [entity_iri(f"firm{n % 3}") for n in (number, owner)]
    graph = NamedNode(f"{FILE_GRAPH}{name}")
    quads = [Quad(NamedNode(ends[0]), chip("owns"), NamedNode(ends[1]), graph)]
    quads += [Quad(NamedNode(end), TYPE, chip("Company"), graph) for end in ends]
    return FileRecord(id=name, key=f"file:///{number}.nt", name=f"{number}.nt", quads=quads)


def apply(writer: Writer, step: tuple[str, int, int]) -> None:
    what, number, other = step
    if what == "put":
        writer.put(article(number, other))
    elif what == "load":
        writer.put_files([file(number, other)])
    else:
        names = [entry.id for entry in writer.entries()]
        writer.retract(names[number : number + 1])


def kept(folder: Path) -> tuple[list[Finding] | None, list[Finding]]:
    """Return what is kept, and what the queries find."""
    with open_store(folder) as store:
        assert isinstance(store, EmbeddedStore)
        return kept_findings(store.parts), quality_findings(store)


@given(STEPS)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_findings_are_kept_up_by_the_writer(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, int]]
) -> None:
    """After any sequence of ingests, loads and retractions in any sessions, what is kept is what the queries find."""
    folder = tmp_path_factory.mktemp("kept") / "store"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(standing, "_FEW", 0)
        writer = open_writer(folder, MANIFEST, FOUNDATION)
        for step in steps:
            if step[0] == "close":
                writer.close()
                found, wanted = kept(folder)
                assert found == wanted
                writer = open_writer(folder, MANIFEST, FOUNDATION)
            else:
                apply(writer, step)
        writer.close()
    found, wanted = kept(folder)
    assert found == wanted


def test_a_conflict_comes_and_goes(tmp_path: Path) -> None:
    """Two articles with amounts that exclude each other are told until one is retracted."""
    folder = tmp_path / "store"
    with open_writer(folder, MANIFEST, FOUNDATION) as writer:
        writer.put(article(0, 0))
        writer.put(article(1, 1))
    with open_store(folder) as store:
        assert standing_counts(store) == {"conflicting-amounts": 1}
    with open_writer(folder, MANIFEST, FOUNDATION) as writer:
        writer.retract([article(1, 1).id])
    with open_store(folder) as store:
        assert standing_counts(store) == {}


def test_what_is_of_another_state_is_not_believed(tmp_path: Path) -> None:
    """After a death between the write and the closing, and with a broken file, all is asked anew."""
    folder = tmp_path / "store"
    with open_writer(folder, MANIFEST, FOUNDATION) as writer:
        writer.put(article(0, 0))
    path = next(folder.glob("g*/quality.json"))
    before = path.read_bytes()
    with open_writer(folder, MANIFEST, FOUNDATION) as writer:
        writer.put(article(1, 1))
    for content in (before, b"{", b"[]", None):
        if content is None:
            path.unlink()
        else:
            path.write_bytes(content)
        assert kept(folder)[0] is None
        with open_store(folder) as store:
            assert [f.shape.rsplit("/", 1)[1] for f in standing_findings(store)] == ["conflicting-amounts"]
    with open_writer(folder, MANIFEST, FOUNDATION):
        pass
    found, wanted = kept(folder)
    assert found == wanted
    assert len(wanted) == 1


def test_stats_tells_what_is_kept(tmp_path: Path) -> None:
    """The command counts findings between articles by query."""
    from chippolitik.cli.root import cli  # noqa: PLC0415 - only this test has a command line

    folder = tmp_path / "store"
    with open_writer(folder, MANIFEST, FOUNDATION) as writer:
        writer.put(article(0, 0))
        writer.put(article(1, 1))
    shown = CliRunner().invoke(cli, ["--store", str(folder), "stats", "--format", "json"])
    assert json.loads(shown.stdout)["quality"] == {"total": 1, "conflicting_amounts": 1}
