"""The one layout of Turtle files."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from chippolitik.assets import asset_path
from chippolitik.errors import InputError
from chippolitik.ontology.formatting import format_file, format_turtle
from chippolitik.ontology.turtle import turtle

PREFIX = "@prefix chip: <https://w3id.org/chippolitik/ontology#> .\n"
SHIPPED = sorted(
    path
    for folder in ("ontology", "shapes")
    if asset_path(folder).is_dir()
    for path in asset_path(folder).rglob("*.ttl")
)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda p: p.name)
def test_each_file_is_in_the_layout(path: Path) -> None:
    """Each Turtle file of ontology and shapes equals what the formatter makes of it."""
    if "examples" in path.parts and "syntax" in path.name:
        pytest.skip("broken on purpose")
    assert format_file(path, write=False), f"mend it with: chippolitik ontology format {path}"


def test_order_and_spacing_do_not_matter() -> None:
    """Two spellings of one graph give the same bytes: English before German, types first, subjects by kind."""
    one = PREFIX + 'chip:b chip:p "ä"@de, "a"@en ; a chip:C . chip:a a chip:D.'
    two = PREFIX + 'chip:a a chip:D .\n\n\nchip:b\n  a chip:C;\n chip:p "a"@en , "ä"@de .'
    assert format_turtle(one) == format_turtle(two)
    assert format_turtle(one).splitlines()[2:] == [
        "chip:a a chip:D .",
        "",
        "chip:b a chip:C ;",
        '    chip:p "a"@en,',
        '        "ä"@de .',
    ]


def test_lists_and_nested_nodes_are_written_in_place() -> None:
    """Lists stand in parentheses, nodes with one pointer in brackets, strings of several lines in long quotes."""
    text = PREFIX + 'chip:a chip:p ( chip:x 1 2.50 true ) ; chip:q [ chip:r """one\n"two" end\\"""" ] .'
    assert format_turtle(text) == PREFIX + (
        '\nchip:a chip:p ( chip:x 1 2.50 true ) ;\n    chip:q [\n        chip:r """one\n"two" end\\""""\n    ] .\n'
    )


def test_prefixes_that_nothing_uses_are_left_out() -> None:
    """Only prefixes in use are declared; without one an IRI is written in full."""
    assert format_turtle("@prefix x: <http://x.org/> .\n<http://y.org/a> a <http://y.org/B> .") == (
        "\n<http://y.org/a> a <http://y.org/B> .\n".lstrip()
    )


def test_a_comment_at_the_top_stays() -> None:
    """Comment lines that open a file survive; a hash inside an IRI or a string is no comment."""
    text = "# Licence: CC BY 4.0\n" + PREFIX + 'chip:a chip:p "# no comment" .'
    assert format_turtle(text).startswith("# Licence: CC BY 4.0\n\n@prefix chip:")


def test_a_comment_below_is_refused_with_its_line() -> None:
    """A comment that formatting would lose is an error that names its line."""
    with pytest.raises(InputError, match=r"^modules/x\.ttl:2: formatting would lose this comment$"):
        format_turtle(PREFIX + "chip:a a chip:B . # why\n", "modules/x.ttl")


def test_a_syntax_error_names_file_and_line() -> None:
    """Broken Turtle is an input error with its place."""
    with pytest.raises(InputError, match=r"^x\.ttl:2: ") as caught:
        format_turtle(PREFIX + "chip:a a .\n", "x.ttl")
    assert caught.value.exit_code == 3


NODES = st.sampled_from([NamedNode(f"http://e.org/{c}") for c in "abc"] + [BlankNode(f"n{i}") for i in range(12)])
LITERALS = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=8).map(Literal),
    st.sampled_from([Literal("a", language="de"), Literal(5), Literal("01", datatype=NamedNode("http://e.org/t"))]),
)
PREDICATES = st.sampled_from([NamedNode("http://e.org/p"), NamedNode("http://e.org/q#r")])


@given(st.lists(st.builds(Triple, NODES, PREDICATES, st.one_of(NODES, LITERALS)), max_size=25))
def test_formatting_keeps_the_graph_and_is_idempotent(triples: list[Triple]) -> None:
    """For any graph, blank nodes shared or cyclic, the text says the same, and a second run changes nothing."""
    text = turtle(triples, {"e": "http://e.org/"})
    again = [Triple(q.subject, q.predicate, q.object) for q in parse(text.encode(), format=RdfFormat.TURTLE)]
    assert canonical(again) == canonical(triples)
    assert format_turtle(text) == text


def canonical(triples: list[Triple]) -> set[str]:
    dataset = Dataset(Quad(t.subject, t.predicate, t.object) for t in triples)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return {str(quad) for quad in dataset}
