"""Compiled SPARQL constraints have the rows that the database gives, for each of ours and for odd parts of SPARQL."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Triple

from chippolitik.assets import asset_path
from chippolitik.graph.terms import TYPE, chip
from chippolitik.model import Quantity
from chippolitik.namespaces import CHIP, VOCAB
from chippolitik.ontology.files import read_rdf
from chippolitik.validation import compiled_constraints
from chippolitik.validation.compiled_constraints import constraint_findings, database_findings, index_findings
from chippolitik.validation.compiled_query import CompiledQuery
from chippolitik.validation.compiled_values import UnsupportedError
from chippolitik.validation.constraints import merged_store
from chippolitik.validation.engines import class_hierarchy
from chippolitik.validation.finding import in_order
from chippolitik.validation.shapes import ShapeNote, SparqlConstraint, Targets, own_shapes
from chippolitik.validation.triple_index import TripleIndex, token_of

from .conftest import delivery, order, quads_of

EXAMPLES = sorted(asset_path("shapes").glob("examples/*/*.ttl"))
SHAPES = own_shapes()
ARTICLE = sorted(
    {
        Triple(q.subject, q.predicate, q.object)
        for q in quads_of(order(), delivery(quantity=Quantity("chip", min=Decimal(9))))
    },
    key=str,
)
NODES = sorted({t.subject for t in ARTICLE if isinstance(t.subject, NamedNode)}, key=str)
USED = [
    chip(name)
    for name in (
        *("approximate", "attributedTo", "claims", "comparedObject", "comparedSubject", "controlList", "decision"),
        *("direction", "disputes", "earliest", "endOffset", "evidence", "exactQuote", "fulfils", "holds", "issuer"),
        *("language", "latest", "maintainedBy", "maxValue", "minValue", "modality", "partOf", "phase", "policyStatus"),
        *("product", "publishedAt", "quantity", "stance", "startOffset", "status", "text", "unit", "validTime"),
        "variantOf",
    )
]
XSD = "http://www.w3.org/2001/XMLSchema#"
VALUES = [
    *(
        Literal(text)
        for text in ("de", "könnte bis 1.000 liefern, laut Bericht", "ordered over 100,000 Ascend 910B chips")
    ),
    *(
        Literal(text, datatype=NamedNode(f"{XSD}{kind}"))
        for text, kind in (
            ("5", "integer"),
            ("-3", "integer"),
            ("007", "integer"),
            ("150.50", "decimal"),
            ("1e3", "double"),
            ("x", "decimal"),
            ("true", "boolean"),
            ("1", "boolean"),
            ("2024-01-01T00:00:00Z", "dateTime"),
            ("2024-01-01T01:00:00+01:00", "dateTime"),
            ("2030-01-01T00:00:00Z", "dateTime"),
            ("2024", "gYear"),
            ("99999999999999999999", "integer"),
        )
    ),
    Literal("de", language="DE"),
    *(
        NamedNode(f"{VOCAB}{name}")
        for name in (
            *(
                "modality/denied",
                "modality/asserted",
                "modality/planned",
                "status/revoked",
                "status/granted",
                "phase/ended",
            ),
            *("stance/denies", "stance/no_comment", "direction/worse", "direction/better", "unit/percent", "unit/chip"),
        )
    ),
    *NODES,
]
CLASSES = [
    chip(n) for n in ("Order", "Delivery", "Comparison", "Listing", "Utterance", "QuantityRange", "Claim", "Statement")
]
FAULTS = st.one_of(
    st.builds(Triple, st.sampled_from(NODES), st.sampled_from(USED), st.sampled_from(VALUES)),
    st.builds(Triple, st.sampled_from(NODES), st.just(TYPE), st.sampled_from(CLASSES)),
)


def index_of(triples: list[Triple]) -> TripleIndex:
    index = TripleIndex()
    for triple in triples:
        index.add(token_of(triple.subject), token_of(triple.predicate), token_of(triple.object))
    return index


def check(data: list[Triple]) -> int:
    triples = [*data, *class_hierarchy()]
    found = in_order(index_findings(SHAPES.constraints, SHAPES.notes, index_of(triples)))
    assert found == in_order(database_findings(SHAPES.constraints, SHAPES.notes, merged_store(triples)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compiled_constraints, "_MANY", 0)
        assert found == in_order(constraint_findings(SHAPES.constraints, SHAPES.notes, triples))
    return len(found)


def values(text: str, node: str = "<urn:a>") -> list[str] | None:
    prefixes = f"PREFIX chip: <{CHIP}>\nPREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>\n"
    data = [
        Triple(NamedNode("urn:a"), chip("partOf"), NamedNode("urn:b")),
        Triple(NamedNode("urn:b"), chip("partOf"), NamedNode("urn:a")),
        Triple(NamedNode("urn:b"), chip("label"), Literal("Nvidia")),
        Triple(NamedNode("urn:b"), chip("minValue"), Literal(5)),
        Triple(NamedNode("urn:b"), chip("maxValue"), Literal("5.5", datatype=NamedNode(f"{XSD}double"))),
    ]
    query = CompiledQuery(f"{prefixes}SELECT $this ?value WHERE {{ {text} }}", index_of(data))
    [found] = [values for _, values in query.rows([node])] or [[]]
    return None if found is None else sorted(found)


def test_examples_have_the_same_rows_compiled() -> None:
    """Every example of a shape has the same findings of SPARQL constraints compiled and in the database."""
    assert len(EXAMPLES) > 100
    assert sum(check(list(read_rdf(path))) for path in EXAMPLES) > 30


@given(st.sets(FAULTS, max_size=12), st.sets(st.sampled_from(ARTICLE), max_size=4))
@settings(max_examples=60, deadline=None)
def test_planted_faults_have_the_same_rows_compiled(planted: set[Triple], lost: set[Triple]) -> None:
    """Articles with statements taken out and others put in have the same findings, odd literals included."""
    check(sorted({*ARTICLE, *planted} - lost, key=str))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("$this chip:partOf* ?value", ["<urn:a>", "<urn:b>"]),
        ("$this chip:partOf+ ?value", ["<urn:a>", "<urn:b>"]),
        ("$this chip:partOf? ?value", ["<urn:a>", "<urn:b>"]),
        ("$this (chip:partOf|^chip:label)/^chip:partOf ?value", ["<urn:a>"]),
        ("$this chip:partOf ?value . FILTER EXISTS { ?value chip:label ?l . FILTER (STRLEN(?l) > 5) }", ["<urn:b>"]),
        ("$this chip:partOf ?value . FILTER EXISTS { ?value chip:label ?l . FILTER (STRLEN(?l) > 6) }", []),
        ("$this chip:partOf/chip:minValue ?value FILTER (?value - 1 IN (4, 7))", [f'"5"^^<{XSD}integer>']),
        ("$this chip:partOf ?value FILTER (!(?value = $this) || $this = $this)", ["<urn:b>"]),
        ("$this chip:nothing ?value", []),
    ],
)
def test_parts_of_queries(text: str, wanted: list[str]) -> None:
    """Paths, filters and EXISTS give the values that SPARQL gives."""
    assert values(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "$this chip:partOf/chip:maxValue ?value FILTER (?value > 5)",
        "$this chip:partOf/chip:label ?value FILTER (?value > 5)",
        'FILTER REGEX(?value, "^N") $this chip:partOf/chip:label ?value',
        'FILTER REGEX(?value, "(?=N)") $this chip:partOf/chip:label ?value',
    ],
)
def test_what_is_not_certain_is_left_to_the_database(text: str) -> None:
    """Doubles, comparisons across kinds and patterns that match are the database's to judge."""
    assert values(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "?value chip:label ?any",
        "$this ?value ?any",
        "$this chip:partOf ?value OPTIONAL { ?value chip:label ?l }",
        "$this chip:partOf ?value FILTER (ABS(?value) > 1)",
        "{ $this chip:partOf ?value } UNION { $this chip:label ?value FILTER EXISTS { ?outside chip:label ?l } }",
        "$this chip:partOf ?x BIND (STR(?x) AS ?value)",
    ],
)
def test_what_is_not_compiled_is_told(text: str) -> None:
    """Parts of SPARQL beyond joins, unions, filters and constants are refused, never guessed."""
    with pytest.raises(UnsupportedError):
        values(text)


def test_queries_that_are_not_compiled_run_in_the_database() -> None:
    """A constraint with OPTIONAL has the same findings by way of the database, near by or in the whole graph."""
    for text in ("OPTIONAL { ?value chip:label ?l }", "{ SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c } } FILTER (?n > 1)"):
        query = f"PREFIX chip: <{CHIP}> SELECT $this ?value WHERE {{ $this chip:buyer ?value . {text} }}"
        own = SparqlConstraint("urn:own", Targets(classes=(chip("Order").value,)), query)
        triples = [*ARTICLE, *class_hierarchy()]
        found = in_order(index_findings([own], {"urn:own": ShapeNote()}, index_of(triples)))
        assert found == in_order(database_findings([own], {"urn:own": ShapeNote()}, merged_store(triples)))
        assert [f.value.rsplit("/", 1)[1] for f in found] == ["bytedance"]
