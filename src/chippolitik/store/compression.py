"""Files that gzip or Zstandard has compressed, opened as what is in them, read piece by piece."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, cast

from chippolitik.errors import MissingPartError

__all__ = ["COMPRESSIONS", "opened"]

COMPRESSIONS = (".gz", ".zst")
"""Endings of compressed files."""

_PIECE = 2**17  # bytes


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """Open a file for reading, without its compression.

    Raises:
        EOFError: It is compressed, and cut off or broken; raised while it is read, by gzip as ``BadGzipFile`` or
            ``zlib.error`` too.
        MissingPartError: It ends in ``.zst`` and the extra ``zstd`` is not installed.
        OSError: It cannot be read.
    """
    if path.suffix == ".gz":
        with gzip.open(path) as file:
            yield cast("IO[bytes]", file)
    elif path.suffix == ".zst":
        with path.open("rb") as raw, io.BufferedReader(_Frames(raw), _PIECE) as file:
            yield file
    else:
        with path.open("rb") as file:
            yield file


class _Frames(io.RawIOBase):
    """The content of one Zstandard frame after the other; a frame that is cut off is an error, not an end."""

    def __init__(self, file: IO[bytes]) -> None:
        try:
            import zstandard  # noqa: PLC0415 - an extra
        except ModuleNotFoundError as error:
            raise MissingPartError.of_extra("reading .zst needs the package zstandard", "zstd") from error
        self._file, self._broken = file, zstandard.ZstdError
        self._fresh = zstandard.ZstdDecompressor().decompressobj
        self._frame: Any = None
        self._coming, self._ready = b"", memoryview(b"")

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: Any, /) -> int:
        """Fill a buffer as far as what is ready goes."""
        while not self._ready and self._more():
            pass
        target = memoryview(buffer).cast("B")
        size = min(len(target), len(self._ready))
        target[:size] = self._ready[:size]
        self._ready = self._ready[size:]
        return size

    def _more(self) -> bool:
        """Decompress the next piece; return whether there was one."""
        self._coming = self._coming or self._file.read(_PIECE)
        if not self._coming:
            if self._frame is not None:
                raise EOFError("a frame is cut off")
            return False
        self._frame = self._frame or self._fresh()
        try:
            self._ready = memoryview(self._frame.decompress(self._coming))
        except self._broken as error:
            raise EOFError(str(error)) from error
        self._coming = self._frame.unused_data if self._frame.eof else b""
        if self._frame.eof:
            self._frame = None
        return True
