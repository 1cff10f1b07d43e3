"""Parameters and bodies of requests, read within limits of size and time."""

from __future__ import annotations

import asyncio
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from chippolitik.serve.problem import Problem

__all__ = ["Parameters", "content_type", "decoded", "form_parameters", "one", "query_parameters", "read_body"]

Parameters = dict[str, list[str]]
_MOST_FIELDS = 2000


async def read_body(request: Request, most: int, seconds: float) -> bytes:
    """Return the body of a request.

    Args:
        request: The request.
        most: Longest body, in bytes.
        seconds: Time in which it must be there.

    Raises:
        Problem: 408, 413, or 415 if it is compressed.
    """
    if request.headers.get("content-encoding", "identity").strip().lower() != "identity":
        raise Problem(415, "the body is compressed", "send it as it is")
    length = request.headers.get("content-length", "")
    if length.isdigit() and int(length) > most:
        raise _too_long(most)
    parts, size = [], 0
    try:
        async with asyncio.timeout(seconds):
            async for part in request.stream():
                size += len(part)
                if size > most:
                    raise _too_long(most)
                parts.append(part)
    except TimeoutError as error:
        raise Problem(
            408, f"the body was not there within {seconds:g} s", "send it faster", {"Connection": "close"}
        ) from error
    except ClientDisconnect as error:
        raise Problem(400, "the client went away", "") from error
    return b"".join(parts)


def content_type(request: Request) -> tuple[str, str]:
    """Return media type and charset of a request's body, in lower case; the charset is UTF-8 unless it is said."""
    media, *parameters = request.headers.get("content-type", "").split(";")
    charset = "utf-8"
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            charset = value.strip().strip('"').lower()
    return media.strip().lower(), charset


def decoded(data: bytes, charset: str = "utf-8") -> str:
    """Return a body as text.

    Raises:
        Problem: 415 if it is declared in another charset than UTF-8, 400 if it is none.
    """
    if charset not in {"utf-8", "utf8", "us-ascii"}:
        raise Problem(415, "the body is not in UTF-8", "send it in UTF-8")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Problem(400, "the body is not UTF-8", "send it in UTF-8") from error


def query_parameters(request: Request) -> Parameters:
    """Return the parameters of a request's URL.

    Raises:
        Problem: 400 if they cannot be read.
    """
    query: bytes = request.scope["query_string"]
    return _parameters(query.decode("latin-1"))


def form_parameters(text: str) -> Parameters:
    """Return the fields of a form.

    Raises:
        Problem: 400 if they cannot be read.
    """
    return _parameters(text)


def one(parameters: Parameters, name: str) -> str | None:
    """Return the only value of a parameter, or None if it is not there.

    Raises:
        Problem: 400 if there are several.
    """
    values = parameters.get(name, [])
    if len(values) > 1:
        raise Problem(400, f"the parameter {name} is there {len(values)} times", "give it once")
    return values[0] if values else None


def _parameters(text: str) -> Parameters:
    found: Parameters = {}
    try:
        pairs = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except (UnicodeDecodeError, ValueError) as error:
        raise Problem(400, "the parameters cannot be read", "encode them as UTF-8, percent by percent") from error
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def _too_long(most: int) -> Problem:
    return Problem(413, f"the body is longer than {most:,} bytes", "send less", {"Connection": "close"})
