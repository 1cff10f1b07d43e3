"""Generate ``chippolitik/vocabulary.py``: every term and concept as a typed constant, so that a typo is an error."""

from __future__ import annotations

import keyword
from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import NamedNode

from chippolitik.namespaces import CHIP, VOCAB
from chippolitik.ontology.files import OntologyFile
from chippolitik.ontology.names import OWL, RDF, SKOS

__all__ = ["vocabulary_source"]

_HEAD = '''"""The terms of the ontology as constants: ``chip.Order``, ``chip.buyer``, ``modality.planned``.

Generated from ``ontology/`` by ``chippolitik ontology vocabulary --write``; do not edit.
"""
# ruff: noqa: N801, N815, S105 - the names are those of the terms

from __future__ import annotations

from typing import Final
'''
_TERMS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)


def vocabulary_source(files: Iterable[OntologyFile]) -> str:
    """Return the source text of the vocabulary module.

    Args:
        files: The ontology with its imports.

    Returns:
        Python with one class for the ontology's terms, one for its deprecated terms, and one for each concept scheme,
        names sorted.
    """
    terms: set[str] = set()
    old: set[str] = set()
    schemes: dict[str, set[str]] = defaultdict(set)
    for file in files:
        for triple in file.triples:
            if not isinstance(triple.subject, NamedNode):
                continue
            iri = triple.subject.value
            if triple.predicate == OWL.deprecated and iri.startswith(CHIP):
                old.add(iri)
            elif triple.predicate != RDF.type:
                continue
            elif triple.object in _TERMS and iri.startswith(CHIP):
                terms.add(iri)
            elif triple.object == SKOS.Concept and iri.startswith(VOCAB):
                schemes[iri.removeprefix(VOCAB).partition("/")[0]].add(iri)
    parts = [_class("chip", "Classes and properties.", CHIP, terms - old)]
    parts.append(_class("deprecated", "Classes and properties that are no longer to be used.", CHIP, terms & old))
    parts += [
        _class(name, f"Concepts of the scheme {name}.", f"{VOCAB}{name}/", concepts)
        for name, concepts in sorted(schemes.items())
    ]
    exported = "".join(f'    "{name}",\n' for name in sorted(["chip", "deprecated", *schemes]))
    return f"{_HEAD}\n__all__ = [\n{exported}]\n" + "".join(f"\n\n{part}" for part in parts)


def _class(name: str, doc: str, base: str, iris: Iterable[str]) -> str:
    lines = [f'    {_identifier(iri.removeprefix(base))}: Final = "{iri}"\n' for iri in sorted(iris)]
    return f'class {name}:\n    """{doc}"""\n\n{"".join(lines)}'


def _identifier(local: str) -> str:
    """Turn a local name into an identifier.

    Example:
        >>> _identifier("GPU-hour"), _identifier("in_force"), _identifier("class")
        ('GPU_hour', 'in_force', 'class_')
    """
    name = local.replace("-", "_")
    return f"{name}_" if keyword.iskeyword(name) else name
