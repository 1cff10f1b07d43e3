"""Files of a store: written whole or not at all, and the errors of the disk in one clear line each."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from chippolitik.errors import StoreError

__all__ = ["disk_errors", "explain", "whole_file", "whole_folder", "write_whole"]

_KEPT = "run the command again; what was done is kept"


@dataclass(frozen=True, slots=True)
class _Cause:
    """An error of the disk: the words of the system, its numbers, what we say, and the hint."""

    words: str
    numbers: frozenset[int]
    says: str
    hint: str


# Oxigraph hands over the words of the operating system without its number, so both are looked at.
_CAUSES = (
    _Cause(
        "No space left on device",
        frozenset({errno.ENOSPC, errno.EDQUOT}),
        "the disk is full",
        f"free some space, {_KEPT}",
    ),
    _Cause("File too large", frozenset({errno.EFBIG}), "a file would be too large", f"raise ulimit -f, {_KEPT}"),
    _Cause(
        "Read-only file system",
        frozenset({errno.EROFS}),
        "the folder cannot be written",
        "choose another one with --store",
    ),
    _Cause(
        "Permission denied",
        frozenset({errno.EACCES, errno.EPERM}),
        "the folder may not be used",
        "change its permissions",
    ),
    _Cause("lock hold by current process", frozenset(), "another writer has the store open", "close it first"),
    _Cause(
        "Resource temporarily unavailable",
        frozenset(),
        "another process is writing",
        "wait for its end; reading is possible",
    ),
    _Cause(
        "LOCK: No locks available", frozenset({errno.ENOLCK}), "the store cannot be locked", "move it to a local disk"
    ),
    _Cause(
        "Too many open files", frozenset({errno.EMFILE, errno.ENFILE}), "too many files are open", "raise ulimit -n"
    ),
)


def explain(error: OSError | RuntimeError, path: Path) -> StoreError:
    """Turn an error of the disk or of Oxigraph into a line and a hint."""
    text = str(error)
    for cause in _CAUSES:
        if cause.words in text or getattr(error, "errno", None) in cause.numbers:
            return StoreError(f"{path}: {cause.says}", cause.hint)
    return StoreError(f"{path}: {text}", "check the disk; if the store is damaged, restore a snapshot or make it anew")


@contextlib.contextmanager
def disk_errors(path: Path) -> Iterator[None]:
    """Raise ``StoreError`` where the block raises ``OSError``."""
    try:
        yield
    except OSError as error:
        raise explain(error, path) from error


def write_whole(path: Path, parts: Iterable[bytes], *, new: bool = False) -> None:
    """Write a file so that a reader sees the old content or all of the new; see ``whole_file``.

    Args:
        path: The file; its folder must exist.
        parts: Its content, in pieces.
        new: Whether the file must not be there yet.
    """
    with whole_file(path, new=new) as file:
        file.writelines(parts)


@contextlib.contextmanager
def whole_file(path: Path, *, new: bool = False) -> Iterator[IO[bytes]]:
    """Open a temporary file beside the one that is meant, and put it in its place when the block ends well.

    Args:
        path: The file; its folder must exist.
        new: Whether the file must not be there yet.

    Raises:
        FileExistsError: It is there although it must not.
        OSError: The disk is full or the folder cannot be written; the old file is untouched then.
    """
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        if new:
            path.hardlink_to(name)
            Path(name).unlink()
        else:
            Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


@contextlib.contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """Make a temporary folder beside the one that is meant, and put it in its place when the block ends well.

    Args:
        path: The folder, which must not be there; the one that holds it must exist.

    Raises:
        OSError: The disk is full or the folder cannot be written; nothing is left then.
    """
    beside = Path(tempfile.mkdtemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent))
    try:
        yield beside
        beside.chmod(0o755)
        beside.rename(path)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
