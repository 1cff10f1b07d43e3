"""Both engines find the same in the knowledge base, in the seed article, and in graphs with planted faults."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from chippolitik.cli.root import run
from chippolitik.graph.terms import TYPE, chip
from chippolitik.knowledge import knowledge_quads
from chippolitik.tables import load_tables
from chippolitik.validation.engines import PyshaclValidator, Validator
from chippolitik.validation.fast import FastValidator, fast_engine_is_there
from chippolitik.validation.shapes import own_shapes

from .conftest import delivery, order, quads_of

pytestmark = pytest.mark.skipif(not fast_engine_is_there(), reason="the package shacl has no wheel for this platform")

SEED = Path(__file__).resolve().parents[2].parent / "shared" / "seed" / "seed.txt"
ARTICLE = [Triple(q.subject, q.predicate, q.object) for q in quads_of(order(), delivery())]
NODES = sorted({t.subject for t in ARTICLE if isinstance(t.subject, NamedNode)}, key=str)
PROPERTIES = sorted({t.predicate for t in ARTICLE}, key=str)
CLASSES = [
    chip(name) for name in ("Company", "Country", "Order", "Delivery", "AIAccelerator", "ControlList", "TimeSpan")
]
VALUES = [Literal("5"), Literal(5), Literal("x", language="de"), Literal(value=True), *NODES]
FAULTS = st.one_of(
    st.builds(Triple, st.sampled_from(NODES), st.sampled_from(PROPERTIES), st.sampled_from(VALUES)),
    st.builds(Triple, st.sampled_from(NODES), st.just(TYPE), st.sampled_from(CLASSES)),
)


@cache
def engines() -> tuple[Validator, Validator]:
    return FastValidator(own_shapes()), PyshaclValidator(own_shapes())


def check(data: list[Quad | Triple]) -> int:
    fast, reference = engines()
    found = fast.validate(data)
    assert found == reference.validate(data)
    return len(found)


@given(st.sets(FAULTS, max_size=6), st.sets(st.sampled_from(ARTICLE), max_size=4))
@settings(max_examples=12, deadline=None)
def test_engines_agree_on_planted_faults(planted: set[Triple], lost: set[Triple]) -> None:
    """An article with statements taken out and others put in has the same findings with both engines."""
    check(sorted({*ARTICLE, *planted} - lost, key=str))


def test_engines_agree_on_the_knowledge_base() -> None:
    """One in forty things of the knowledge base, without the classes of their neighbours, have the same findings."""
    quads = knowledge_quads(load_tables())
    chosen = set(sorted({q.subject for q in quads}, key=str)[::40])
    assert check([quad for quad in quads if quad.subject in chosen]) > 0


def test_engines_agree_on_the_seed(capsys: pytest.CaptureFixture[str]) -> None:
    """What is extracted from the seed article has the same findings with both engines."""
    if not SEED.exists():
        pytest.skip("needs ../shared, which is not part of the repository")
    assert run(["extract", str(SEED), "--format", "nq"]) == 0
    quads = list(parse(capsys.readouterr().out.encode(), format=RdfFormat.N_QUADS))
    assert len(quads) > 100
    check(quads)
