"""Terms in our namespaces that the ontology does not declare: a typo in a class gives no SHACL violation."""

from __future__ import annotations

import difflib
import functools
from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad, Triple

from chippolitik import vocabulary
from chippolitik.namespaces import CHIP, SHAPES, VOCAB
from chippolitik.ontology.names import RDF
from chippolitik.validation.constraints import plain
from chippolitik.validation.finding import Finding, in_order
from chippolitik.validation.shapes import ShapeNote, own_shapes
from chippolitik.validation.wording import short

__all__ = ["near_term", "tells_undeclared", "undeclared", "undeclared_terms"]

_TERM, _CONCEPT = SHAPES + "DeclaredTerm", SHAPES + "DeclaredConcept"
_CURRENCY = VOCAB + "currency/"  # any ISO 4217 code may stand there; the shape of sums of money judges it
_MEAN = {"en": "did you mean", "de": "meinten Sie"}


def undeclared_terms(quads: Iterable[Quad | Triple]) -> list[Finding]:
    """Return a finding for each use of a class, property or concept that does not exist, with what may be meant.

    Args:
        quads: The data; names of graphs do not matter.
    """
    return in_order(_findings(quads))


def undeclared(iri: str) -> bool:
    """Whether an IRI lies in one of our namespaces for terms and is no class, property, concept or scheme.

    Example:
        >>> undeclared("https://w3id.org/chippolitik/ontology#buyr"), undeclared("https://elsewhere.example/buyr")
        (True, False)
    """
    terms, concepts = _declared()
    if iri.startswith(CHIP):
        return iri != CHIP and iri not in terms
    return iri.startswith(VOCAB) and iri != VOCAB and not iri.startswith(_CURRENCY) and iri not in concepts


def tells_undeclared(finding: Finding) -> bool:
    """Whether a finding is one of ``undeclared_terms``."""
    return finding.shape in {_TERM, _CONCEPT}


def near_term(iri: str) -> str:
    """Return the declared term that is most like an undeclared one, or the empty string.

    Example:
        >>> near_term("https://w3id.org/chippolitik/ontology#buyr")
        'https://w3id.org/chippolitik/ontology#buyer'
    """
    base, known = (CHIP, _declared()[0]) if iri.startswith(CHIP) else (VOCAB, _declared()[1])
    near = _near(iri, known)
    return base + near.split(" / ", maxsplit=1)[0] if near else ""


def _findings(quads: Iterable[Quad | Triple]) -> Iterator[Finding]:
    terms, concepts = _declared()
    for quad in quads:
        predicate, value = quad.predicate, quad.object
        if predicate.value.startswith(CHIP) and predicate.value not in terms:
            yield _finding(_TERM, plain(quad.subject), predicate.value, terms)
        if not isinstance(value, NamedNode):
            continue
        if predicate == RDF.type and value.value.startswith(CHIP) and value.value not in terms:
            yield _finding(_TERM, plain(quad.subject), value.value, terms, f"<{RDF.type.value}>")
        if value.value.startswith(VOCAB) and not value.value.startswith(_CURRENCY) and value.value not in concepts:
            yield _finding(_CONCEPT, plain(quad.subject), value.value, concepts, f"<{predicate.value}>")


def _finding(shape: str, focus: str, term: str, known: frozenset[str], path: str = "") -> Finding:
    note = own_shapes().notes.get(shape, ShapeNote())
    near = _near(term, known)
    return Finding(
        severity=note.severity,
        focus=focus,
        path=path,
        value=term,
        shape=shape,
        constraint=note.constraint,
        component=shape,
        node_shape=shape,
        messages=tuple((lang, f"{text} ({_MEAN[lang]} {near}?)" if near else text) for lang, text in note.messages),
        mends=_mends(term, near),
    )


def _mends(term: str, near: str) -> tuple[tuple[str, str], ...]:
    if not near:
        return ()
    base = CHIP if term.startswith(CHIP) else VOCAB
    right, wrong = short(base + near.split(" / ", maxsplit=1)[0]), short(term)
    return ("de", f"Schreiben Sie {right} statt {wrong}."), ("en", f"Write {right} instead of {wrong}.")


@functools.lru_cache(maxsize=1024)
def _near(term: str, known: frozenset[str]) -> str:
    base = CHIP if term.startswith(CHIP) else VOCAB
    names = sorted(iri.removeprefix(base) for iri in known)
    return " / ".join(difflib.get_close_matches(term.removeprefix(base), names, n=2, cutoff=0.75))


@functools.cache
def _declared() -> tuple[frozenset[str], frozenset[str]]:
    """Return the IRIs of classes and properties, and those of concepts and their schemes."""
    schemes = [name for name in vocabulary.__all__ if name not in {"chip", "deprecated"}]
    concepts = {VOCAB + name for name in schemes}
    concepts |= {iri for name in schemes for iri in _iris(getattr(vocabulary, name))}
    return frozenset([*_iris(vocabulary.chip), *_iris(vocabulary.deprecated)]), frozenset(concepts)


def _iris(holder: type) -> Iterator[str]:
    return (value for name, value in vars(holder).items() if not name.startswith("__") and isinstance(value, str))
