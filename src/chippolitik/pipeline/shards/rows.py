"""One article → the row of a part: its quads, claims, quarantined claims and ledger line as bytes. A pure function."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from chippolitik.corpus import Notice, Problem, Read
from chippolitik.errors import InputError
from chippolitik.graph import nquads
from chippolitik.model import Document, PartialDate, claim_to_flat
from chippolitik.namespaces import claim_iri
from chippolitik.pipeline.processing import ArticleFailedError, ProcessedArticle, isolated, process
from chippolitik.store.record import lines_digest

__all__ = ["Row", "document_of_row", "failed_row", "row_of", "row_of_document", "source_rows"]

_FIELDS = ("name", "key", "text", "source", "url", "title", "author", "path", "language")


@dataclass(frozen=True, slots=True, order=True)
class Row:
    """What one article brings into its shard.

    Attributes:
        article: Its id; for what could not be read, a digest of its place.
        key: Its key.
        quads: Its graphs as N-Quads, sorted.
        claims: Its claims, a row of the flat table a line.
        quarantine: Its quarantined claims with their reasons, one a line.
        ledger: What the ledger says of it, JSON.
        again: Whether a run that goes on should try it again: it failed as others like it do not.
    """

    article: str
    key: str
    quads: bytes
    claims: bytes
    quarantine: bytes
    ledger: bytes
    again: bool = False


def source_rows(items: Iterator[Read]) -> Iterator[dict[str, str | None]]:
    """Yield what is read as flat rows that travel between machines: documents, and errors as rows of their own."""
    for item in items:
        if isinstance(item, Problem):
            error = item.error
            yield {**dict.fromkeys((*_FIELDS, "published")), "error": error.message, "key": _place(error)}
        elif not isinstance(item, Notice):
            yield {**row_of_document(item), "error": None}


def row_of_document(document: Document) -> dict[str, str | None]:
    """Return a document as a flat row."""
    return {
        **{name: getattr(document, name) for name in _FIELDS},
        "published": document.published.text if document.published else None,
    }


def document_of_row(row: Mapping[str, Any]) -> Document:
    """Return the document of a flat row."""
    published = row["published"]
    return Document(**{name: row[name] for name in _FIELDS}, published=PartialDate(published) if published else None)


def row_of(source: Mapping[str, Any]) -> Row:
    """Do the work of one article; what it trips over, also in our own code, becomes a row that says so.

    Args:
        source: A row of ``source_rows``.
    """
    if source["error"]:
        return failed_row(source, source["error"])
    row = isolated(lambda: _row(source), str(source["key"]))
    if isinstance(row, InputError):
        return failed_row(source, row.message, again=isinstance(row, ArticleFailedError))
    return row


def failed_row(source: Mapping[str, Any], message: str, *, again: bool = False) -> Row:
    """Return the row of what could not be worked on; nothing of it but its ledger line enters a shard."""
    key = str(source["key"])
    name = document_of_row(source).id if source["text"] else hashlib.sha256(key.encode()).hexdigest()[:24]
    told = {"article": name, "status": "failed", "key": key, "name": source["name"], "error": message}
    return Row(article=name, key=key, quads=b"", claims=b"", quarantine=b"", ledger=_json(told), again=again)


def _row(source: Mapping[str, Any]) -> Row:
    done = process(document_of_row(source))
    document = done.document
    lines = nquads([*done.quads, *done.derived])
    return Row(
        article=document.id,
        key=document.key,
        quads=lines,
        claims=b"".join(_lines(_claims(done))),
        quarantine=b"".join(_lines(_quarantined(done))),
        ledger=_json({
            "article": document.id,
            "status": "done",
            **{name: value for name, value in row_of_document(document).items() if name != "text"},
            "counts": asdict(done.counts),
            "quads": lines.count(b"\n"),
            "digest": lines_digest(lines),
        }),
    )  # fmt: skip


def _claims(done: ProcessedArticle) -> Iterator[dict[str, Any]]:
    for claim in done.accepted:
        yield claim_to_flat(claim, article=done.document.id, iri=lambda digest: claim_iri(done.document.id, digest))


def _quarantined(done: ProcessedArticle) -> Iterator[dict[str, Any]]:
    document = done.document
    for held in done.quarantined:
        row = claim_to_flat(held.claim, article=document.id, iri=lambda digest: claim_iri(document.id, digest))
        yield {"article": document.id, "claim": row, "reasons": [asdict(reason) for reason in sorted(held.reasons)]}


def _lines(rows: Iterator[dict[str, Any]]) -> Iterator[bytes]:
    return (_json(row) + b"\n" for row in rows)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True).encode()


def _place(error: InputError) -> str:
    return f"{error.file}:{error.line}" if error.line else error.file
