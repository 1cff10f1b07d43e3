"""The index of a small graph says the same, whether it is filled from terms or from text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store, Triple, serialize

from chippolitik.validation.triple_index import LastingIndex, TripleIndex

A, B = NamedNode("https://example.org/ä"), NamedNode("https://example.org/b")
XSD = "http://www.w3.org/2001/XMLSchema#"
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
VALUES = st.one_of(
    st.just(A),
    st.builds(BlankNode, st.sampled_from(["x", "y"])),
    st.builds(Literal, TEXT),
    st.builds(lambda text: Literal(text, language="de"), TEXT),
    st.builds(lambda number: Literal(number, datatype=NamedNode(XSD + "decimal")), st.sampled_from(["1", "1.0", "x"])),
)
TRIPLES = st.lists(st.builds(Triple, st.one_of(st.just(A), st.builds(BlankNode, st.just("x"))), st.just(B), VALUES))


@given(TRIPLES)
def test_text_fills_as_terms_do(triples: list[Triple]) -> None:
    """Line ends and quotes in strings, languages, numbers in other forms and blank nodes come out the same."""
    terms, text = LastingIndex(), LastingIndex()
    text.refill_from("<urn:old> <urn:old> <urn:old> .\n")
    terms.refill(triples)
    data = serialize(triples, format=RdfFormat.N_TRIPLES)
    assert data is not None
    text.refill_from(data.decode())
    assert list(text.all_triples()) == list(terms.all_triples())


NUMBERS = st.from_regex(r"[+-]?[0-9]{0,3}(\.[0-9]{0,2})?", fullmatch=True)
TYPED = st.builds(
    lambda text, kind: Literal(text, datatype=NamedNode(XSD + kind)),
    st.one_of(NUMBERS, st.sampled_from(["true", "false", "1", "-0", "2024-02-03T24:00:00Z", "9" * 20])),
    st.sampled_from(["integer", "decimal", "boolean", "dateTime", "double", "string"]),
)


@given(st.lists(st.one_of(TYPED, st.builds(lambda text: Literal(text, language="en-GB"), TEXT)), max_size=5))
def test_literals_are_those_of_a_database(literals: list[Literal]) -> None:
    """What is taken as it stands, and what the database is asked about, is what the database would give back."""
    index = TripleIndex()
    for literal in literals:
        store = Store()
        store.add(Quad(A, B, literal))
        assert index.canonical(str(literal)) == str(next(iter(store)).object)
