"""The claims that the gate refused: the queue, each with its sentence and reasons, and the form that decides.

Deciding shows the token in the form itself, which no other site knows; nothing that a browser sends by itself decides.
"""

from __future__ import annotations

import re

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from chippolitik.errors import UsageError
from chippolitik.graph import document_of
from chippolitik.namespaces import ARTICLE, CHIP, SHAPES, claim_iri
from chippolitik.pipeline.processing import REJECTED
from chippolitik.query.passage import Passage, passage_of
from chippolitik.serve.body import content_type, decoded, form_parameters, one, read_body
from chippolitik.serve.credentials import same_token
from chippolitik.serve.pages.deciding import Decision, decide
from chippolitik.serve.pages.desk import Desk, Link, desk_page
from chippolitik.serve.pages.editing import PREFIX, edit_fields, row_of_form
from chippolitik.serve.pages.sentences import reason_words
from chippolitik.serve.problem import Problem
from chippolitik.store.record import Quarantined

__all__ = ["routes"]

_PAGE, _MOST_FORM = 25, 2**16
_VERDICTS = {"admit": "admit", "drop": "reject", "edit": "edit"}
_CLAIM = re.compile(r"([0-9a-f]{24})/([0-9a-f]{16})")


def routes() -> list[Route]:
    """Return the routes of the queue and of decisions."""
    return [
        Route("/quarantine", desk_page(_list), methods=["GET", "HEAD"]),
        Route("/quarantine/{article}/{digest}", desk_page(_one), methods=["GET", "HEAD"]),
        Route("/quarantine/{article}/{digest}", _decide, methods=["POST"]),
    ]


def _list(desk: Desk) -> Response:
    article, shape, dropped = desk.field("article"), desk.field("shape"), desk.field("dropped") == "1"
    held = desk.store.quarantined(article if re.fullmatch(r"[0-9a-f]{24}", article) else None)
    counts: dict[str, int] = {}
    for item in held:
        for name in {reason.shape for reason in item.reasons}:
            counts[name] = counts.get(name, 0) + 1
    chosen = [item for item in held if _dropped(item) is dropped and (not shape or _breaks(item, shape))]
    pages = max((len(chosen) + _PAGE - 1) // _PAGE, 1)
    page = min(desk.number("page"), pages)
    return desk.show(
        "quarantine.html",
        200,
        title=desk.t("Quarantine"),
        rows=[_row(desk, item) for item in chosen[(page - 1) * _PAGE : page * _PAGE]],
        total=len(chosen),
        shapes=[(name.removeprefix(SHAPES), number) for name, number in sorted(counts.items()) if name != REJECTED],
        shape=shape,
        dropped=dropped,
        gone=sum(map(_dropped, held)),
        page=page,
        pages=pages,
        done=desk.field("done"),
        writable=desk.site.options.token is not None,
    )


def _one(desk: Desk) -> Response:
    held = _named(desk)
    return _show(desk, held, 200, "", {"reason": "", "by": ""})


def _show(desk: Desk, held: Quarantined, status: int, message: str, fields: dict[str, str]) -> Response:
    document, span = document_of(desk.store, held.article), held.claim.evidence.span
    quote = held.claim.evidence.quote
    passage = passage_of(document.text, span.start, span.end) if document and span else Passage("", quote, "")
    return desk.show(
        "held.html",
        status,
        title=desk.t("Claim in quarantine"),
        row=_row(desk, held),
        passage=passage,
        language=(document.language if document else None) or desk.lang,
        message=message,
        fields=fields,
        edits=edit_fields(desk, held.claim, fields),
        editing=fields.get("verdict") == "edit",
        writable=desk.site.options.token is not None,
    )


def _named(desk: Desk) -> Quarantined:
    article, digest = desk.request.path_params["article"], desk.request.path_params["digest"]
    if not _CLAIM.fullmatch(f"{article}/{digest}"):
        raise Problem(404, "no such claim in quarantine", "the queue lists those that there are")
    held = [item for item in desk.store.quarantined(article) if item.claim.digest == digest]
    if not held:
        raise Problem(404, "no such claim in quarantine", "it may have been admitted meanwhile; see the queue")
    return held[0]


def _row(desk: Desk, held: Quarantined) -> dict[str, object]:
    claim = held.claim
    roles = [(desk.t(name), [one.label for one in fillers]) for name, fillers in claim.roles.items()]
    roles += [(desk.t(name), [word]) for name, word in claim.terms.items()]
    return {
        "href": desk.path(f"/quarantine/{held.article}/{claim.digest}"),
        "digest": claim.digest,
        "iri": claim_iri(held.article, claim.digest),
        "kind": desk.term(claim.kind.value),
        "roles": roles,
        "modality": claim.modality.value,
        "modality_label": desk.concept("modality", claim.modality.value),
        "quote": " ".join(claim.evidence.quote.split()),
        "article": Link(desk.article_name(held.article) or held.article, desk.page_of(ARTICLE + held.article)),
        "reasons": [
            (
                Link(reason.shape.removeprefix(SHAPES), desk.page_of(reason.shape)),
                reason_words(desk, reason.message),
                _path_words(desk, reason.path),
            )
            for reason in held.reasons
        ],
        "dropped": _dropped(held),
    }


def _path_words(desk: Desk, path: str) -> str:
    """Return the path that a shape looked at: the label of a property of ours, or the path as it is."""
    name = path.removeprefix(f"<{CHIP}").removesuffix(">")
    return desk.term(name) if path.startswith(f"<{CHIP}") and name.isidentifier() else path


def _dropped(held: Quarantined) -> bool:
    return any(reason.shape == REJECTED for reason in held.reasons)


def _breaks(held: Quarantined, shape: str) -> bool:
    return any(shape == reason.shape.removeprefix(SHAPES) for reason in held.reasons)


async def _decide(request: Request) -> Response:
    desk = Desk(request)
    held = await run_in_threadpool(lambda: _named(desk))
    options = desk.site.options
    if request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        raise Problem(403, "the form was sent by another site", "decide on this server's own page")
    media, charset = content_type(request)
    if media != "application/x-www-form-urlencoded":
        raise Problem(415, "a decision is a form", "send it from the page of the claim")
    found = form_parameters(decoded(await read_body(request, _MOST_FORM, options.client_seconds), charset))
    fields = {name: (one(found, name) or "").strip() for name in ("verdict", "reason", "by", "token")}
    fields |= {name: (one(found, name) or "").strip() for name in found if name.startswith(PREFIX)}
    token = fields.pop("token")
    message, status = _refusal(fields, token, options.token)
    if not message:
        try:
            edited = row_of_form(held.claim, fields) if fields["verdict"] == "edit" else None
        except UsageError as error:
            message, status = f"{error.message}; {error.hint}", 400
    if not message:
        verdict = _VERDICTS[fields["verdict"]]
        message = await decide(
            Decision(options.store, held.article, held.claim.digest, verdict, fields["reason"], fields["by"], edited)
        )
        status = 409
    if message:
        return await run_in_threadpool(lambda: _show(desk, held, status, desk.t(message), fields))
    target = desk.path("/quarantine", done=fields["verdict"])
    return RedirectResponse(target, 303)


def _refusal(fields: dict[str, str], token: str, expected: str | None) -> tuple[str, int]:
    """Return why a decision is not taken, and the status that says so; empty words if it is."""
    if expected is None:
        return "This server only reads; start it with --token-file to decide through it.", 403
    if not same_token(token, expected):
        return "The token is wrong.", 401
    if fields["verdict"] not in _VERDICTS:
        return "Choose whether to admit or to drop the claim.", 400
    if not fields["reason"] or not fields["by"]:
        return "A decision needs a reason and a name.", 400
    return "", 200
