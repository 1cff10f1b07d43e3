"""Scripts, style sheets and pictures: ours are always there, the bundles of ``web/`` where they were built."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from pathlib import PurePosixPath

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from chippolitik.serve.problem import Problem

__all__ = ["BUNDLES", "has_bundle", "routes", "static_path"]

BUNDLES = ("graph.js", "editor.js")
"""What ``make web`` builds: the movable graph and the SPARQL editor."""
_KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".txt": "text/plain"}
_YEAR = "public, max-age=31536000, immutable"


def routes() -> list[Route]:
    """Return the route of these files."""
    return [Route("/static/{name:path}", _static, methods=["GET", "HEAD"])]


def static_path(name: str) -> str:
    """Return the path of a file, with a mark that changes when the file does."""
    return f"/static/{name}?v={_marks().get(name, '')}"


def has_bundle(name: str) -> bool:
    """Tell whether a bundle was built."""
    return f"vendor/{name}" in _files()


@cache
def _files() -> dict[str, bytes]:
    root = files("chippolitik.serve") / "static"
    folders = [("", root), ("vendor/", root / "vendor")]
    return {
        prefix + item.name: item.read_bytes()
        for prefix, folder in folders
        if folder.is_dir()
        for item in folder.iterdir()
        if item.is_file() and PurePosixPath(item.name).suffix in _KINDS
    }


@cache
def _marks() -> dict[str, str]:
    return {name: hashlib.sha256(data).hexdigest()[:12] for name, data in _files().items()}


async def _static(request: Request) -> Response:
    name: str = request.path_params["name"]
    data = _files().get(name)
    if data is None:
        raise Problem(404, "no such file", "the pages link those that there are")
    headers = {"Cache-Control": _YEAR if request.query_params.get("v") == _marks()[name] else "no-cache"}
    return Response(data, 200, headers, _KINDS[PurePosixPath(name).suffix])
