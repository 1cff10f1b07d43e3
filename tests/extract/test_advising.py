"""Advice that no verb of advising introduces."""

from __future__ import annotations

import pytest
from tests.extract.made import roles, stages

from chippolitik.model import Document, claim_to_flat


def advice_of(text: str, source: str, language: str = "en") -> list[dict[str, object]]:
    annotator, resolver, extractor = stages()
    document = Document(name="made", key="made", text=text, source=source, language=language)
    found = extractor.extract(resolver.resolve(annotator.annotate(document)))
    return [claim_to_flat(c, article="made", iri=str)["roles"] for c in found if c.kind.value == "Recommendation"]


@pytest.mark.parametrize(
    ("language", "source", "text", "advised"),
    [
        ("en", "Halberd Institute Brief 7/2025", "Washington should close the loophole for stacks.",
         {"issuer": "Halberd Institute", "addressee": "United States", "recommended": "close loophole for stacks"}),
        ("en", "Halberd Institute", "Allied governments would do well to avoid new restrictions.",
         {"issuer": "Halberd Institute", "addressee": "allied governments", "discouraged": "new restrictions"}),
        ("de", "Stiftung Neue Verantwortung", "Unternehmen sollten auf den H20 verzichten.",
         {"issuer": "Stiftung Neue Verantwortung", "addressee": "companies", "discouraged": "H20"}),
    ],
)  # fmt: skip
def test_who_writes_a_brief_advises(language: str, source: str, text: str, advised: dict[str, str]) -> None:
    """What an institute says that governments and firms should do is its advice."""
    assert advice_of(text, source, language) == [advised]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("The Daily", "Washington should close the loophole for stacks."),
        ("Halberd Institute", "Prices should fall next year."),
        ("Halberd Institute", "Nvidia should benefit from it."),
    ],
)
def test_newspapers_do_not_advise_and_what_is_expected_is_no_advice(source: str, text: str) -> None:
    """Only bodies advise, and only those who may follow."""
    assert advice_of(text, source) == []


def test_a_body_that_says_so_advises() -> None:
    """The subject of the verb of saying goes before the author."""
    found = roles("BIS said that exporters should check their customers.", "en", "Recommendation")
    assert found == [
        {"issuer": "Bureau of Industry and Security", "addressee": "exporters", "recommended": "check customers"}
    ]
