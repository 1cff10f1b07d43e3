"""Answers that say what is wrong with a request. Source: RFC 9457, Problem Details for HTTP APIs."""

from __future__ import annotations

import html
import json
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response

from chippolitik.serve.negotiation import prefers_html
from chippolitik.serve.plain import plain_page

__all__ = ["Problem", "problem_body", "problem_response"]


class Problem(Exception):  # noqa: N818 - the standard's word
    """Something is wrong with a request, or with its answer.

    Args:
        status: Status of HTTP.
        detail: One line that says what is wrong.
        hint: One line that says what to do; may be empty.
        headers: Headers that go with it, such as ``Allow``.
    """

    def __init__(self, status: int, detail: str, hint: str = "", headers: dict[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status, self.detail, self.hint, self.headers = status, detail, hint, headers or {}


def problem_body(problem: Problem) -> dict[str, object]:
    """Return a problem as the members of its JSON."""
    body: dict[str, object] = {
        "title": HTTPStatus(problem.status).phrase,
        "status": problem.status,
        "detail": problem.detail,
    }
    return body | ({"hint": problem.hint} if problem.hint else {})


def problem_response(request: Request, problem: Problem) -> Response:
    """Return a problem as JSON, or as a page to a browser."""
    headers = {**problem.headers, "Cache-Control": "no-store", "Vary": "Accept"}
    if prefers_html(request.headers.get("accept", "")):
        title = HTTPStatus(problem.status).phrase
        site = getattr(getattr(request.scope.get("app"), "state", None), "site", None)
        root = html.escape(site.options.root, quote=True) if site else ""
        words = f"<p>{html.escape(problem.detail)}</p><p>{html.escape(problem.hint)}</p>"
        page = plain_page(html.escape(title), f"<h1>{html.escape(title)}</h1>{words}", root)
        return Response(page, problem.status, headers, "text/html; charset=utf-8")
    body = json.dumps(problem_body(problem), ensure_ascii=False) + "\n"
    return Response(body, problem.status, headers, "application/problem+json")
