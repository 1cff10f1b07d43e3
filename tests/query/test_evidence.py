"""Evidence of answers, and answers as Parquet."""

from __future__ import annotations

import io
from typing import Any

import pytest

from chippolitik.query import Answer, Labels, find_query, run_query
from chippolitik.query.evidence import with_evidence
from chippolitik.query.parquet import parquet_bytes
from chippolitik.query.render import json_rows

from .graphs import Known


def answer(known: Known, name: str, **values: str) -> Answer:
    """Return the answer of a query of the catalogue."""
    return run_query(known.view, find_query(name), values, article_name=known.articles.get)


def test_each_claim_of_a_row_brings_its_quote(small: Known) -> None:
    """A row on an order and its delivery gets the quotes of both, with article and day."""
    found, bare = with_evidence(
        small.view, answer(small, "order-fulfilment", buyer="Norddata"), Labels(small.view, "en", small.articles.get)
    )
    row = next(row for row in json_rows(found) if small.claims[row["claim"]] == "o1")
    assert [small.quotes[quote] for quote in row["evidence_quote"]] == ["o1", "o2"]
    assert row["evidence_article"] == ["orders-en", "orders-en"]
    assert (row["evidence_published"], row["evidence_source"]) == (["2025-03-10"] * 2, ["Example Wire"] * 2)
    assert bare == 0


def test_folded_claims_bring_theirs_too(small: Known) -> None:
    """A fact with three claims has three quotes."""
    found, _ = with_evidence(small.view, answer(small, "corroboration"), Labels(small.view, "en"))
    [row] = json_rows(found)
    assert sorted(small.quotes[quote] for quote in row["evidence_quote"]) == ["f2", "g2", "o1"]


def test_rows_without_a_claim_are_counted(small: Known) -> None:
    """Rows on the knowledge base name no claim, and say so by empty cells."""
    plain = answer(small, "chokepoints")
    found, bare = with_evidence(small.view, plain, Labels(small.view, "en"))
    assert bare == len(plain.rows) > 0
    assert {row["evidence_quote"] for row in json_rows(found)} == {None}


def parquet(found: Answer) -> Any:
    """Return a Parquet file as a table."""
    pytest.importorskip("pyarrow", reason="needs the extra parquet")
    import pyarrow.parquet as pq  # noqa: PLC0415 - optional

    return pq.read_table(io.BytesIO(parquet_bytes(found)))


def test_parquet_keeps_types(small: Known) -> None:
    """Lists are lists, whole numbers integers, truth values truth values, unknown is null; IRIs stand beside labels."""
    table = parquet(answer(small, "order-fulfilment", buyer="Norddata"))
    types = {field.name: str(field.type) for field in table.schema}
    assert types["buyer"] in {"list<item: string>", "list<element: string>"}
    assert (types["ordered_min"], types["share_max"], types["approximate"]) == ("int64", "double", "bool")
    row = next(row for row in table.to_pylist() if small.claims[row["claim"]] == "o1")
    assert row["buyer"] == ["Norddata"]
    assert row["buyer_iri"] == ["https://w3id.org/chippolitik/id/name/Agent/Norddata"]
    assert (row["ordered_min"], row["share_max"], row["unit"], row["when"]) == (40000, 0.5, "chip", None)


def test_parquet_of_nothing_has_its_columns(small: Known) -> None:
    """An empty answer still has a schema."""
    table = parquet(answer(small, "order-fulfilment", buyer="Kappa"))
    assert table.num_rows == 0
    assert "ordered_min" in table.column_names
