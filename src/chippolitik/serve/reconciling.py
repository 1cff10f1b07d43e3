"""Match names of tables with our entities: candidates with scores, and the reasons for each score.

Source: Reconciliation Service API 0.2 (W3C Entity Reconciliation Community Group, 2023).
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from itertools import islice
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions

from chippolitik.graph.terms import TYPE
from chippolitik.namespaces import CHIP, ID
from chippolitik.serve.nameindex import Name, NameIndex, fold

__all__ = ["Query", "candidates", "extended", "full", "properties_of", "short"]

_EXACT, _FOLDED, _ALIAS, _NEAR = 100.0, 98.0, 95.0, 85.0
_LEAST_LIKENESS = 0.6
_SURE = 95.0
_PER_PROPERTY = 10.0
_MOST_LOOKED_AT = 500
_SKIPPED = {"text", "textHash"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """One cell of a table.

    Attributes:
        text: What stands there.
        types: Local names or IRIs of classes; a candidate is of one of them. Empty takes any.
        limit: Most candidates.
        properties: Property → values that other cells of the row give.
    """

    text: str
    types: tuple[str, ...] = ()
    limit: int = 5
    properties: tuple[tuple[str, str], ...] = ()


def short(iri: str) -> str:
    """Return the id of an entity or a term, as tables have it.

    Example:
        >>> short("https://w3id.org/chippolitik/id/h20"), full("h20")
        ('h20', 'https://w3id.org/chippolitik/id/h20')
    """
    return iri.removeprefix(ID).removeprefix(CHIP)


def full(identifier: str) -> str:
    """Return the IRI of an entity from its id."""
    return identifier if "://" in identifier else ID + identifier


def candidates(index: NameIndex, query: Query, language: str = "en") -> list[dict[str, Any]]:
    """Return what a cell may mean, best first.

    Two entities that are called alike are both told, and neither counts as a match. Names that differ in digits or
    suffixes are no candidates of each other: H20 is never H200.

    Args:
        index: The names.
        query: The cell.
        language: Language of the labels.
    """
    best: dict[str, tuple[float, list[dict[str, Any]]]] = {}
    wanted = {CHIP + name.removeprefix(CHIP) for name in query.types}
    for name in index.near(query.text):
        score, features = _score(name, query.text)
        if score and (name.iri not in best or best[name.iri][0] < score):
            best[name.iri] = score, features
    found: list[dict[str, Any]] = []
    for iri, (score, features) in best.items():
        classes = index.classes(iri)
        if wanted and not wanted & set(classes):
            continue
        total, reasons = _with_properties(index, iri, query, score)
        found.append(
            {
                "id": short(iri),
                "name": index.label(iri, language),
                "type": [{"id": short(cls), "name": index.label(cls, language)} for cls in classes[:1]],
                "score": round(total, 1),
                "features": features + reasons,
                "match": False,
            }
        )
    found.sort(key=lambda one: (-one["score"], one["id"]))
    sure = [one for one in found if one["score"] >= _SURE]
    if len(sure) == 1 or (len(sure) > 1 and sure[0]["score"] > sure[1]["score"]):
        sure[0]["match"] = True
    return found[: query.limit]


def _score(name: Name, text: str) -> tuple[float, list[dict[str, Any]]]:
    """Return the score of a name, 0 for none, and what it is made of."""
    likeness = difflib.SequenceMatcher(None, name.folded, fold(text)).ratio()
    if likeness < _LEAST_LIKENESS:
        return 0.0, []
    if name.text == text.strip():
        score = _ALIAS + 1 if name.alias else _EXACT
    elif name.folded == fold(text):
        score = _ALIAS if name.alias else _FOLDED
    else:
        score = _NEAR * likeness
    features: list[dict[str, Any]] = [
        {"id": "name", "value": name.text},
        {"id": "is_alias", "value": name.alias},
        {"id": "likeness", "value": round(likeness, 3)},
        {"id": "same_digits", "value": True},
    ]
    return score, features


def _with_properties(index: NameIndex, iri: str, query: Query, score: float) -> tuple[float, list[dict[str, Any]]]:
    """Return the score with the row's other cells: each that agrees adds some, each that does not takes some away."""
    reasons: list[dict[str, Any]] = []
    for name, wanted in query.properties:
        values = {fold(word) for value in _values(index, iri, name) for word in _words(value)}
        agrees = fold(wanted) in values
        reasons.append({"id": f"property_{name}", "value": agrees})
        if values:
            score += _PER_PROPERTY if agrees else -_PER_PROPERTY
    return min(max(score, 0.0), 100.0), reasons


def extended(index: NameIndex, ids: list[str], names: list[str], language: str = "en") -> dict[str, Any]:
    """Return columns for entities that were matched.

    Args:
        index: The names.
        ids: Ids of entities.
        names: Local names of properties.
        language: Language of the labels.
    """
    meta = [{"id": name, "name": index.label(CHIP + name, language)} for name in names]
    rows = {one: {name: _values(index, full(one), name, language) for name in names} for one in ids}
    return {"meta": meta, "rows": rows}


def properties_of(index: NameIndex, cls: str, most: int, language: str = "en") -> list[dict[str, str]]:
    """Return properties that entities of a class have, by their names; of any class if it is empty.

    Raises:
        ValueError: The class has no name that an IRI can have.
    """
    view = index.view
    if cls:
        things = islice(view.match(None, TYPE, NamedNode(CHIP + cls.removeprefix(CHIP)), None), _MOST_LOOKED_AT)
        predicates = {quad.predicate.value for thing in things for quad in view.match(_node(thing.subject))}
    else:
        result = view.query("SELECT DISTINCT ?p { ?s ?p ?o }")
        assert isinstance(result, QuerySolutions), "a SELECT query was asked"
        predicates = {str(getattr(row["p"], "value", "")) for row in result}
    found = sorted(short(iri) for iri in predicates if iri.startswith(CHIP))
    kept = [name for name in found if name not in _SKIPPED][:most]
    return [{"id": name, "name": index.label(CHIP + name, language)} for name in kept]


def _node(subject: object) -> NamedNode | BlankNode:
    assert isinstance(subject, NamedNode | BlankNode), "no graph here has triple terms"
    return subject


def _values(index: NameIndex, iri: str, name: str, language: str = "en") -> list[dict[str, Any]]:
    try:
        node, predicate = NamedNode(iri), NamedNode(CHIP + name.removeprefix(CHIP))
    except ValueError:
        return []
    if name in _SKIPPED:
        return []
    found: list[dict[str, Any]] = []
    for quad in index.view.match(node, predicate, None, None):
        term = quad.object
        if isinstance(term, NamedNode):
            found.append({"id": short(term.value), "name": index.label(term.value, language)})
        elif isinstance(term, Literal):
            found.append(_cell(term))
    unique = {str(one): one for one in found}
    return [unique[key] for key in sorted(unique)]


def _cell(term: Literal) -> dict[str, Any]:
    kind = term.datatype.value.rpartition("#")[2]
    if kind == "integer" and len(term.value) < 16:  # noqa: PLR2004 - what any reader of JSON keeps exactly
        return {"int": int(term.value)}
    if kind == "boolean":
        return {"bool": term.value == "true"}
    if kind == "dateTime":
        return {"date": term.value}
    return {"str": term.value}


def _words(value: dict[str, Any]) -> list[str]:
    return [str(word) for word in value.values()]
