"""What the server and its workers send each other: a job with its body one way, an answer in pieces the other way.

A frame is one byte for its kind, four bytes for its length, and so many bytes.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from typing import IO, Any

__all__ = [
    "BODY",
    "DATA",
    "END",
    "HEAD",
    "JOB",
    "LENGTH",
    "OUT_OF_MEMORY",
    "PROBLEM",
    "READY",
    "Emitter",
    "read_job",
    "write_frame",
]

JOB, BODY = b"J", b"B"
READY, HEAD, DATA, END, PROBLEM = b"R", b"H", b"D", b"E", b"P"
OUT_OF_MEMORY = 3
"""Exit code of a worker that ran out of memory; one that has served its time exits with 0."""
LENGTH = struct.Struct(">I")
_PIECE = 2**16  # bytes


def write_frame(out: IO[bytes], kind: bytes, data: bytes = b"") -> None:
    """Write a frame."""
    out.write(kind + LENGTH.pack(len(data)) + data)
    out.flush()


def read_job(source: IO[bytes]) -> tuple[dict[str, Any], bytes] | None:
    """Read a job and its body, or return None if the other side has gone."""
    job, body = _read_frame(source), _read_frame(source)
    if job is None or body is None:
        return None
    return json.loads(job), body


class Emitter:
    """Takes the bytes of one answer and sends them in pieces; nothing is sent before the first piece is full.

    So an answer that fails early fails with a clean status.

    Args:
        out: Where frames go.
    """

    def __init__(self, out: IO[bytes]) -> None:
        self._out, self._parts, self._size, self._head = out, list[bytes](), 0, dict[str, Any]()
        self._started = False

    def start(self, **head: object) -> None:
        """Say what the answer will be: its status, media type and other headers."""
        self._head = head

    def write(self, data: bytes, /) -> int:
        """Take bytes of the answer."""
        self._parts.append(bytes(data))
        self._size += len(data)
        if self._size >= _PIECE:
            self._send()
        return len(data)

    def flush(self) -> None:
        """Do nothing: pieces go when they are full."""

    def end(self) -> None:
        """Send the rest, and say that this was all."""
        self._send()
        write_frame(self._out, END)

    def fail(self, problem: Mapping[str, object]) -> None:
        """Say that the answer cannot be given, or cannot be given to its end."""
        write_frame(self._out, PROBLEM, json.dumps(problem).encode())

    def _send(self) -> None:
        if not self._started:
            write_frame(self._out, HEAD, json.dumps(self._head).encode())
            self._started = True
        if self._parts:
            data, self._parts, self._size = b"".join(self._parts), [], 0
            for start in range(0, len(data), _PIECE * 4):
                write_frame(self._out, DATA, data[start : start + _PIECE * 4])


def _read_frame(source: IO[bytes]) -> bytes | None:
    head = source.read(1 + LENGTH.size)
    if len(head) < 1 + LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head[1:])
    data = source.read(length)
    return data if len(data) == length else None
