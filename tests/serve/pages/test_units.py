"""Units beside figures agree with the ontology, which defines what each property is in."""

from __future__ import annotations

from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from chippolitik.graph.terms import chip
from chippolitik.knowledge import knowledge_quads
from chippolitik.namespaces import CHIP, VOCAB
from chippolitik.ontology import load_ontology
from chippolitik.serve.pages.units import SIGNS, counted
from chippolitik.tables import load_tables

SKOS = "http://www.w3.org/2004/02/skos/core#"
SPELLED = {
    "TFLOPS": "teraflops",
    "TOPS": "tera-operations",
    "mm²": "square millimetres",
    "GB/s": "gigabytes per second",
    "GB": "gigabytes",
    "TPP/mm²": "Total processing performance divided by the applicable die area in square millimetres",
    "W": "watts",
    "TPP": "tera-operations per second times bit length",
}


def literals(subject: NamedNode, predicate: str) -> dict[str | None, str]:
    return {
        t.object.language: t.object.value
        for file in load_ontology()
        for t in file.triples
        if t.subject == subject and t.predicate.value == SKOS + predicate and isinstance(t.object, Literal)
    }


def test_signs_are_those_of_the_definitions() -> None:
    """Each property with a sign is defined in that unit, in so many words."""
    for name, sign in SIGNS.items():
        assert SPELLED[sign] in literals(chip(name), "definition")["en"], name


def test_every_figure_of_the_knowledge_base_has_a_sign() -> None:
    """No decimal number of a chip stands without its unit."""
    used = {
        quad.predicate.value.removeprefix(CHIP)
        for quad in knowledge_quads(load_tables())
        if isinstance(quad.object, Literal) and quad.object.datatype.value.endswith("#decimal")
    }
    assert used - {"thresholdValue"} <= set(SIGNS)


def test_units_of_claims_are_counted_in_both_languages() -> None:
    """One is singular; more have a plural, which in German is the same word for some, such as Prozent."""
    same = {
        "Bit", "Gigabyte", "Gigabyte je Sekunde", "Gigabyte je Sekunde und Quadratmillimeter", "Gigawatt", "Megawatt",
        "Nanometer", "Nutzer", "Parameter", "Prozent", "Server", "Stück", "TPP", "TPP je Quadratmillimeter", "Terabyte",
        "Unternehmen", "Wafer", "Watt",
    }  # fmt: skip
    one, more = Decimal(1), Decimal(2)
    labels = [
        literals(unit, "prefLabel")
        for file in load_ontology()
        for unit in {t.subject for t in file.triples}
        if isinstance(unit, NamedNode) and unit.value.startswith(f"{VOCAB}unit/")
    ]
    assert len(labels) > 40
    for label in labels:
        english, german = label["en"], label["de"]
        assert counted(english, "en", one, one) == english
        assert (counted(german, "de", one, more) == german) is (german in same), german
    assert counted("chip", "en", None, more) == "chips"
