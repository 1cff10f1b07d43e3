"""What a browser sees where there is no page, or none for what was asked; programs get ``problem`` as JSON."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from chippolitik.serve.negotiation import prefers_html
from chippolitik.serve.pages.desk import Desk
from chippolitik.serve.problem import Problem, problem_response

__all__ = ["problem_page"]

_NOT_FOUND = 404


def problem_page(request: Request, problem: Problem) -> Response:
    """Return what is wrong with a request: to a browser as a page with the menu, in its language.

    Args:
        request: The request.
        problem: What is wrong.
    """
    if not prefers_html(request.headers.get("accept", "")):
        return problem_response(request, problem)
    desk = Desk(request)
    title = desk.t("Not found") if problem.status == _NOT_FOUND else desk.t("That did not work")
    page = desk.show(
        "problem.html", problem.status, title=title, missing=problem.status == _NOT_FOUND, detail=problem.detail,
        hint=problem.hint,
    )  # fmt: skip
    page.headers.update({**problem.headers, "Cache-Control": "no-store", "Vary": "Accept, Accept-Language, Cookie"})
    return page
