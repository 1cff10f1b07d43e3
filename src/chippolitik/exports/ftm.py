"""Claims as entities of FollowTheMoney, one JSON object a line; nothing of that package is needed to write them.

What does not hold becomes a note, never a link, so that no tool takes a plan or a denial for a fact.

Source: https://followthemoney.tech/explorer
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator

from chippolitik.exports.selection import ArticleClaims
from chippolitik.graph.encode import filler_iri
from chippolitik.model import Claim, EntityRef, Kind, PartialDate
from chippolitik.model.amount import decimal_text
from chippolitik.resolve.classes import common_class

__all__ = ["ftm_entities", "ftm_id"]

_SCHEMATA = {"agent": "LegalEntity", "product": "Asset", "place": "Territory", "list": "Document"}
_CLASSES = {
    "Company": "Company",
    "GovernmentBody": "PublicBody",
    "Organization": "Organization",
    "NewsOrganization": "Organization",
    "ResearchOrganization": "Organization",
    "Person": "Person",
}
_OWNERS = {"LegalEntity", "Company", "PublicBody", "Organization", "Person"}
_ASSETS = {"Asset", "Company"}
Properties = dict[str, list[str]]


def ftm_entities(articles: Iterable[ArticleClaims], *, with_text: bool = False) -> Iterator[bytes]:
    """Yield lines: each article, the things that its claims name and that were not given yet, and its claims.

    Args:
        articles: The articles with the claims that leave.
        with_text: Whether to give the full text of articles.
    """
    given: set[str] = set()
    for article in articles:
        yield _line(article.iri, "Article", _article(article, with_text=with_text))
        for claim in article.claims:
            for filler in _fillers(claim):
                iri = filler_iri(article.ref.id, filler).value
                if iri not in given:
                    given.add(iri)
                    yield _line(iri, _schema(filler), _thing(iri, filler))
            iri = article.claim_iri(claim.digest)
            yield _line(iri, *_claim(article, claim))


def ftm_id(iri: str) -> str:
    """Return the id of an entity from its IRI; ids may hold letters, digits, dots and hyphens only.

    Example:
        >>> ftm_id("https://w3id.org/chippolitik/id/nvidia")
        'chippolitik-e7df1bb60a1e823cd441cabc'
    """
    return "chippolitik-" + hashlib.sha256(iri.encode()).hexdigest()[:24]


def _line(iri: str, schema: str, properties: Properties) -> bytes:
    kept = {name: values for name, values in sorted(properties.items()) if values}
    entity = {"id": ftm_id(iri), "schema": schema, "properties": kept}
    return json.dumps(entity, ensure_ascii=False).encode() + b"\n"


def _article(article: ArticleClaims, *, with_text: bool) -> Properties:
    return {
        "title": [article.ref.title or article.ref.name],
        "fileName": [article.ref.name],
        "sourceUrl": [article.ref.url or article.iri],
        "publisher": _one(article.source),
        "publishedAt": _date(article.published),
        "bodyText": [article.text.strip()] if with_text else [],
        "generator": [f"{article.extractor.name} {article.extractor.version}"],
    }


def _thing(iri: str, filler: EntityRef) -> Properties:
    properties = {"name": [filler.label], "sourceUrl": [iri], "keywords": [filler.cls]}
    return properties | ({"fileName": [filler.label]} if _schema(filler) == "Document" else {})


def _claim(article: ArticleClaims, claim: Claim) -> tuple[str, Properties]:
    """Return schema and properties of a claim."""
    roles = [[ftm_id(filler_iri(article.ref.id, one).value) for one in group] for group in claim.roles.values()]
    proof = [ftm_id(article.iri)]
    row = [json.dumps(article.row(claim), ensure_ascii=False)]
    common = {
        "proof": proof,
        "description": [claim.evidence.quote],
        "indexText": row,
        "publisher": _one(article.source),
        "sourceUrl": [article.claim_iri(claim.digest)],
    }
    if not claim.holds or len(roles) < 2:  # noqa: PLR2004 - a link needs two ends
        named = [end for group in roles for end in group]
        words = [claim.kind.value, claim.modality.value, claim.status, claim.phase and claim.phase.value]
        return "Note", common | {
            "entity": named,
            "keywords": [word for word in words if word],
            "name": [claim.kind.value],
        }
    common |= _times(claim) | {"status": [claim.status or claim.modality.value]}
    special = _ownership(article, claim) or _sanction(article, claim)
    if special:
        return special[0], common | special[1]
    first = _start(claim)
    subject = [ftm_id(filler_iri(article.ref.id, one).value) for one in claim.roles[first]]
    rest = [end for group in roles for end in group if end not in subject]
    return "UnknownLink", common | {"role": [claim.kind.value], "subject": subject, "object": rest or subject}


def _start(claim: Claim) -> str:
    """Return the role that acts: an agent's before a thing's."""
    agents = [name for name, group in claim.roles.items() if common_class(group[0].cls) == "agent"]
    before = (
        "owner",
        "developer",
        "manufacturer",
        "user",
        "buyer",
        "supplier",
        "investor",
        "issuer",
        "speaker",
        "company",
    )
    return next((name for name in before if name in agents), (agents or list(claim.roles))[0])


def _ownership(article: ArticleClaims, claim: Claim) -> tuple[str, Properties] | None:
    if claim.kind is not Kind.OWNERSHIP:
        return None
    owners, assets = claim.roles["owner"], claim.roles["owned"]
    if not {_schema(one) for one in owners} <= _OWNERS or not {_schema(one) for one in assets} <= _ASSETS:
        return None
    share = claim.quantity if claim.quantity and claim.quantity.unit == "percent" else None
    exact = share is not None and share.min is not None and share.min == share.max and not share.approximate
    return "Ownership", {
        "owner": [ftm_id(filler_iri(article.ref.id, one).value) for one in owners],
        "asset": [ftm_id(filler_iri(article.ref.id, one).value) for one in assets],
        "percentage": [decimal_text(share.min)] if exact and share and share.min is not None else [],
    }


def _sanction(article: ArticleClaims, claim: Claim) -> tuple[str, Properties] | None:
    hit = {Kind.LISTING: "listed", Kind.PENALTY: "penalized"}.get(claim.kind)
    if hit is None:
        return None
    return "Sanction", {
        "entity": [ftm_id(filler_iri(article.ref.id, one).value) for one in claim.roles[hit]],
        "authority": [one.label for one in claim.roles["issuer"]],
        "program": [one.label for one in claim.roles.get("list", ())],
        "provisions": [claim.kind.value],
    }


def _times(claim: Claim) -> Properties:
    time = claim.time
    if time is None:
        return {}
    if time.start == time.end:
        return {"date": _date(time.start.text if time.start else None)}
    return {
        "startDate": _date(time.start.text if time.start else None),
        "endDate": _date(time.end.text if time.end else None),
    }


def _schema(filler: EntityRef) -> str:
    return _CLASSES.get(filler.cls) or _SCHEMATA.get(common_class(filler.cls), "Asset")


def _fillers(claim: Claim) -> list[EntityRef]:
    fillers = [filler for group in claim.roles.values() for filler in group]
    return [*fillers, *([claim.attribution] if claim.attribution else [])]


def _date(text: str | None) -> list[str]:
    """Return a date that names its year; others have no form there."""
    return [text] if text and PartialDate(text).known_year else []


def _one(value: str | None) -> list[str]:
    return [value] if value else []
