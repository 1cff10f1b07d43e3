"""Claims as Web Annotations in JSON-LD, and back to rows of the flat table.

The target of an annotation is the quote in its article, its body what the claim says. Writing files is in ``cli``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from chippolitik.graph.decode import claims_of, document_of, extractor_of, language_of
from chippolitik.graph.encode import Extractor
from chippolitik.graph.view import View
from chippolitik.model import Claim
from chippolitik.model.flat import FLAT_KEYS, claim_to_flat
from chippolitik.namespaces import article_iri, claim_iri

__all__ = ["annotation_of", "annotations_of", "row_of"]

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32  # code points before and after a quote that tell it from the same words elsewhere
_IN_TARGET = frozenset({"id", "article", "quote", "start", "end"})


def annotations_of(view: View, article_id: str) -> Iterator[dict[str, Any]]:
    """Yield an annotation for each claim of an article, in the order of their quotes; nothing if it is unknown."""
    document, extractor = document_of(view, article_id), extractor_of(view, article_id)
    if document is None or extractor is None:
        return
    language = language_of(view, article_id)
    for claim in claims_of(view, article_id):
        yield annotation_of(claim, article_id=article_id, text=document.text, language=language, extractor=extractor)


def annotation_of(
    claim: Claim, *, article_id: str, text: str, language: str | None, extractor: Extractor
) -> dict[str, Any]:
    """Return a claim as an annotation.

    Args:
        claim: The claim.
        article_id: Id of its article.
        text: The article's text, in which the quote's offsets count.
        language: Language of the text, or None.
        extractor: Who made the claim.

    Returns:
        JSON-LD with a context of its own. The body is the claim's situation as a resource and, as text in JSON, the
        claim's row of the flat table without what the target says. The selectors give the quote with 32 code points
        around it and, where the quote occurs, its position.

    Source:
        W3C Web Annotation Data Model, sections 3.2.4, 4.2.4 and 4.2.5.
    """
    row = claim_to_flat(claim, article=article_iri(article_id), iri=lambda digest: claim_iri(article_id, digest))
    said = {key: value for key, value in row.items() if key not in _IN_TARGET}
    body = {"type": "TextualBody", "purpose": "describing", "format": "application/json"}
    target: dict[str, Any] = {"type": "SpecificResource", "source": row["article"]}
    exact: dict[str, Any] = {"type": "TextQuoteSelector", "exact": claim.evidence.quote}
    target["selector"] = [exact]
    if span := claim.evidence.span:
        exact["prefix"] = text[max(0, span.start - _AROUND) : span.start]
        exact["suffix"] = text[span.end : span.end + _AROUND]
        target["selector"].append({"type": "TextPositionSelector", "start": span.start, "end": span.end})
    return {
        "@context": _CONTEXT,
        "id": row["id"],
        "type": "Annotation",
        "motivation": "describing",
        "generator": {"type": "Software", "name": f"{extractor.name} {extractor.version}"},
        "body": [f"{row['id']}/situation", body | {"value": json.dumps(said, ensure_ascii=False)}],
        "target": target | ({"language": language} if language else {}),
    }


def row_of(annotation: Mapping[str, Any]) -> dict[str, Any]:
    """Return the row of the flat table that an annotation of ours was made from; the inverse of ``annotation_of``.

    Args:
        annotation: The parsed JSON.

    Raises:
        ValueError: It lacks the quote or the body that ``annotation_of`` gives.
    """
    target, bodies = annotation.get("target"), annotation.get("body")
    if not isinstance(target, Mapping) or not isinstance(bodies, list):
        raise ValueError("no annotation of a claim: a target and a list of bodies expected")  # noqa: TRY004 - one error type
    selectors = {selector.get("type"): selector for selector in target.get("selector") or []}
    values = [
        body["value"] for body in bodies if isinstance(body, Mapping) and body.get("format") == "application/json"
    ]
    if "TextQuoteSelector" not in selectors or len(values) != 1:
        raise ValueError("no annotation of a claim: a quote and a body in JSON expected")
    row = {"id": annotation.get("id"), "article": target.get("source"), **json.loads(values[0])}
    row["quote"] = selectors["TextQuoteSelector"]["exact"]
    if position := selectors.get("TextPositionSelector"):
        row |= {"start": position["start"], "end": position["end"]}
    return {key: row[key] for key in FLAT_KEYS if key in row}
