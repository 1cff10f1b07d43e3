"""The editor tells things from properties and words in the columns of an answer, so that it can draw them."""

from __future__ import annotations

import pytest

from chippolitik.namespaces import CHIP, ID
from chippolitik.serve.pages.editor import _parts

from ..serving import Served  # noqa: TID252 - tests have no absolute name

THING, PROPERTY, WORDS = (
    {"type": "uri", "value": f"{ID}h20"},
    {"type": "uri", "value": f"{CHIP}buyer"},
    {"type": "literal", "value": "a quote"},
)


@pytest.mark.parametrize(
    ("row", "parts"),
    [
        ((THING, PROPERTY, THING), ["node", "edge", "node"]),
        ((THING, WORDS, THING), ["node", "", "node"]),
        ((THING, WORDS), ["", ""]),
        ((PROPERTY, WORDS), ["", ""]),
        (({}, THING, {"type": "bnode", "value": "b0"}), ["", "node", "node"]),
    ],
)
def test_columns_are_parts_of_a_graph(row: tuple[dict[str, str], ...], parts: list[str]) -> None:
    """Two columns of things make a graph, a column of properties its edges; fewer things make none."""
    assert _parts([[cell, cell] for cell in row]) == parts


def test_a_mixed_column_is_no_part() -> None:
    """A column in which some cells are words joins nothing."""
    assert _parts([[THING], [THING], [THING, WORDS]]) == ["node", "node", ""]


def test_heads_say_what_a_column_is(served: Served) -> None:
    """The head of a column of things says so to the script that draws."""
    query = (
        "SELECT ?order ?who ?quote { "
        "?c chip:claims ?order ; chip:evidence/chip:exactQuote ?quote . ?order chip:buyer ?who }"
    )
    html = served.client.get("/editor", params={"query": query}, headers={"Accept": "text/html"}).text
    heads = (
        '<th scope="col" data-part="node">order</th><th scope="col" data-part="node">who</th><th scope="col">quote</th>'
    )
    assert heads in html
