"""IRIs are a pure function of what they name, and two things never share one."""

from __future__ import annotations

import string

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from chippolitik.namespaces import described_iri, name_iri, notation_of, slug, unslug, vocab_iri

labels = st.text(st.characters(blacklist_categories=["Cs"]), min_size=1, max_size=30)


@given(labels, labels)
def test_slugs_are_injective(one: str, other: str) -> None:
    """Two labels share a slug only if they are the same label."""
    assert (slug(one) == slug(other)) == (one == other)


@given(labels)
def test_slugs_come_back(label: str) -> None:
    """A slug gives back its label, and holds only characters that an IRI allows in a path."""
    assert unslug(slug(label)) == label
    assert set(slug(label)) <= set(string.ascii_letters + string.digits + "_.-~%")


@given(labels, labels)
def test_iris_are_legal(cls: str, label: str) -> None:
    """Any label gives an IRI that a strict parser takes."""
    for iri in (name_iri("Agent", label), described_iri("0" * 24, "Product", label), vocab_iri("unit", cls)):
        assert NamedNode(iri).value == iri


@given(labels)
def test_notations_come_back(word: str) -> None:
    """The IRI of a concept gives back its notation."""
    assert notation_of(vocab_iri("unit", word)) == word
