"""Who may write: whoever shows the token, as Bearer or as the password of Basic. Compared in constant time."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac

from starlette.requests import Request

from chippolitik.serve.problem import Problem

__all__ = ["require_token", "same_token"]


def require_token(request: Request, token: str | None) -> None:
    """Refuse a request that may not write.

    Args:
        request: The request.
        token: The token of the server, or None if nobody may write.

    Raises:
        Problem: 403 if nobody may write, 401 if the request does not show the token.
    """
    if token is None:
        raise Problem(403, "this server only reads", "start it with --token-file to write through it")
    given = _given(request.headers.get("authorization", ""))
    if given is None or not _same(given, token):
        words = "writing needs the token" if given is None else "the token is wrong"
        raise Problem(401, words, "send it as 'Authorization: Bearer …'", {"WWW-Authenticate": 'Bearer realm="write"'})


def same_token(given: str, token: str) -> bool:
    """Tell whether a form shows the token; takes the same time for every wrong one."""
    return _same(given.encode("utf-8", "replace"), token)


def _same(given: bytes, token: str) -> bool:
    # Digests have one length, so the comparison tells nothing of the token's.
    return hmac.compare_digest(_digest(given), _digest(token.encode()))


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def _given(header: str) -> bytes | None:
    scheme, _, value = header.partition(" ")
    if scheme.lower() == "bearer":
        return value.strip().encode("latin-1", "replace")
    if scheme.lower() == "basic":
        try:
            return base64.b64decode(value.strip(), validate=True).partition(b":")[2]
        except (binascii.Error, ValueError):
            return b""
    return None
