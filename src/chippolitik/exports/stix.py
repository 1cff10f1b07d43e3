"""Claims as a STIX 2.1 bundle, written as it comes; nothing of the makers' package is needed to write it.

What holds between two things is a relationship; everything else is a note, so that no tool takes a plan or a denial for
a fact. Each claim's row of the flat table travels in a property extension, so that nothing is lost.

Source: STIX Version 2.1, OASIS Standard, 10 June 2021.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import uuid
from collections.abc import Iterable, Iterator
from typing import IO, Any

from chippolitik.exports.selection import ArticleClaims
from chippolitik.graph.encode import filler_iri
from chippolitik.model import KINDS, Claim, EntityRef
from chippolitik.namespaces import BASE
from chippolitik.resolve.classes import common_class

__all__ = ["EXTENSION", "stix_id", "stix_objects", "write_stix"]

_COUNTRY = re.compile(r"[a-z]{2}")
_UNDATED = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MAKER = f"identity--{uuid.uuid5(uuid.NAMESPACE_URL, BASE)}"
EXTENSION = f"extension-definition--{uuid.uuid5(uuid.NAMESPACE_URL, BASE + 'stix')}"
"""Id of the extension that carries rows of the flat table under the key ``claim``."""

Object = dict[str, Any]


def write_stix(articles: Iterable[ArticleClaims], out: IO[bytes]) -> None:
    """Write a bundle, an article at a time.

    Args:
        articles: The articles with the claims that leave.
        out: Where to.

    Raises:
        OSError: It cannot be written.
    """
    bundle = f"bundle--{uuid.uuid5(uuid.NAMESPACE_URL, BASE + 'bundle')}"
    out.write(f'{{"type": "bundle", "id": "{bundle}", "objects": ['.encode())
    before = "\n"
    for item in stix_objects(articles):
        out.write((before + json.dumps(item, ensure_ascii=False)).encode())
        before = ",\n"
    out.write(b"\n]}\n")


def stix_objects(articles: Iterable[ArticleClaims]) -> Iterator[Object]:
    """Yield the objects: who speaks, then of each article its things, claims, disputes and the report on it."""
    yield _object("identity", _MAKER, _UNDATED, name="Chippolitik", identity_class="system")
    yield _object(
        "extension-definition",
        EXTENSION,
        _UNDATED,
        name="Claim",
        schema=BASE + "stix",
        version="1.0.0",
        extension_types=["property-extension"],
    )
    given: set[str] = set()
    for article in articles:
        made = _made(article)
        refs: list[str] = []
        for claim in article.claims:
            for filler in _fillers(claim):
                thing = _thing(article, filler)
                if thing["id"] not in given:
                    given.add(thing["id"])
                    yield thing
            said = _claim(article, claim)
            refs.append(said["id"])
            yield said
            if claim.links.disputes:
                yield _opinion(article, claim)
        if refs:
            yield _object(
                "report",
                stix_id("report", article.iri),
                made,
                name=article.ref.title or article.ref.name,
                published=_time(made),
                object_refs=refs,
                external_references=_reference(article),
                **({"lang": article.language} if article.language else {}),
            )


def stix_id(kind: str, iri: str) -> str:
    """Return the id of an object from its type and an IRI.

    Example:
        >>> stix_id("identity", "https://w3id.org/chippolitik/id/nvidia").startswith("identity--")
        True
    """
    return f"{kind}--{uuid.uuid5(uuid.NAMESPACE_URL, iri)}"


def _claim(article: ArticleClaims, claim: Claim) -> Object:
    iri = article.claim_iri(claim.digest)
    ends = [_thing(article, one)["id"] for group in claim.roles.values() for one in group]
    carried = {
        "external_references": _reference(article),
        "extensions": {EXTENSION: {"extension_type": "property-extension", "claim": article.row(claim)}},
    }
    kind, made = _kind(claim), _made(article)
    if kind == "note":
        words = " ".join(word for word in (claim.modality.value, claim.kind.value, claim.status) if word)
        refs = sorted(set(ends)) or [_MAKER]
        quote = claim.evidence.quote
        return _object("note", stix_id("note", iri), made, abstract=words, content=quote, object_refs=refs, **carried)
    source, target = ends
    spec = KINDS[claim.kind].shortcut
    if spec and spec[1] in claim.roles:
        source = _thing(article, claim.roles[spec[1]][0])["id"]
        target = next(end for end in ends if end != source)
    time = claim.time
    begins, ends_at = (time.earliest, time.latest) if time else (None, None)
    stated = {"start_time": _time(begins)} if begins else {}
    if ends_at and (begins is None or ends_at > begins):
        stated["stop_time"] = _time(ends_at)
    return _object(
        "relationship",
        stix_id("relationship", iri),
        made,
        relationship_type=_verb(spec[0] if spec else claim.kind.value),
        description=claim.evidence.quote,
        source_ref=source,
        target_ref=target,
        **stated,
        **carried,
    )


def _kind(claim: Claim) -> str:
    fillers = {filler for group in claim.roles.values() for filler in group}
    return "relationship" if claim.holds and len(claim.roles) == len(fillers) == 2 else "note"  # noqa: PLR2004 - two ends


def _opinion(article: ArticleClaims, claim: Claim) -> Object:
    """Return what a dispute says about the claims that it disputes."""
    by_digest = {one.digest: one for one in article.claims}
    refs = [stix_id(_kind(by_digest[digest]), article.claim_iri(digest)) for digest in claim.links.disputes]
    return _object(
        "opinion",
        stix_id("opinion", article.claim_iri(claim.digest)),
        _made(article),
        opinion="disagree",
        explanation=claim.evidence.quote,
        object_refs=refs,
    )


def _thing(article: ArticleClaims, filler: EntityRef) -> Object:
    iri = filler_iri(article.ref.id, filler).value
    sort = common_class(filler.cls)
    reference = [{"source_name": "chippolitik", "url": iri, "description": filler.cls}]
    if sort == "place" and filler.cls == "Country" and filler.known and _COUNTRY.fullmatch(filler.known):
        return _object(
            "location",
            stix_id("location", iri),
            _UNDATED,
            name=filler.label,
            country=filler.known.upper(),
            external_references=reference,
        )
    if sort == "product":
        return _object(
            "infrastructure", stix_id("infrastructure", iri), _UNDATED, name=filler.label, external_references=reference
        )
    organization = "group" if filler.cls == "CollectiveAgent" else "organization"
    identity = organization if sort == "agent" else "unspecified"
    return _object(
        "identity",
        stix_id("identity", iri),
        _UNDATED,
        name=filler.label,
        identity_class=identity,
        external_references=reference,
    )


def _object(kind: str, identifier: str, made: dt.datetime, **properties: object) -> Object:
    head = {
        "type": kind,
        "spec_version": "2.1",
        "id": identifier,
        "created": _made_at(made),
        "modified": _made_at(made),
    }
    return {**head, "created_by_ref": _MAKER, **properties}


def _reference(article: ArticleClaims) -> list[Object]:
    return [
        {
            "source_name": article.source or article.ref.name,
            "url": article.ref.url or article.iri,
            "hashes": {"SHA-256": article.text_hash},
        }
    ]


def _made(article: ArticleClaims) -> dt.datetime:
    return article.published_at or _UNDATED


def _made_at(at: dt.datetime) -> str:
    """Return an instant with the milliseconds that times of making must have."""
    return _time(at).replace("Z", ".000Z")


def _time(at: dt.datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")


def _verb(name: str) -> str:
    """Return a name in the form of STIX.

    Example:
        >>> _verb("investedIn"), _verb("Metric")
        ('invested-in', 'metric')
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower()


def _fillers(claim: Claim) -> list[EntityRef]:
    fillers = [filler for group in claim.roles.values() for filler in group]
    return [*fillers, *([claim.attribution] if claim.attribution else [])]
