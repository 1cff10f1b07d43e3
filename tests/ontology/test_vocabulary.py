"""The generated module of term constants."""

from __future__ import annotations

from pathlib import Path

from chippolitik import vocabulary
from chippolitik.ontology import load_ontology
from chippolitik.ontology.vocabulary import vocabulary_source

MEND = "chippolitik ontology vocabulary --write"


def test_the_module_is_what_the_ontology_generates() -> None:
    """The file in the tree is byte for byte what the ontology generates."""
    assert vocabulary.__file__ is not None
    current = Path(vocabulary.__file__).read_text(encoding="utf-8")
    assert current == vocabulary_source(load_ontology()), f"mend it with: {MEND}"


def test_terms_and_concepts_are_constants() -> None:
    """Terms are attributes of ``chip``, concepts attributes of their scheme; hyphens become underscores."""
    assert vocabulary.chip.Order == "https://w3id.org/chippolitik/ontology#Order"
    assert vocabulary.chip.buyer == "https://w3id.org/chippolitik/ontology#buyer"
    assert vocabulary.status.in_force == "https://w3id.org/chippolitik/vocab/status/in_force"
    assert vocabulary.unit.GPU_hour == "https://w3id.org/chippolitik/vocab/unit/GPU-hour"


def test_an_unknown_term_is_an_attribute_error() -> None:
    """A typo does not become an IRI, nor does a deprecated term, which has a place of its own."""
    assert not hasattr(vocabulary.chip, "buyr")
    assert not hasattr(vocabulary.chip, "Utterance")
    assert vocabulary.deprecated.Utterance == "https://w3id.org/chippolitik/ontology#Utterance"
