"""Files on the disk or behind a URL that fsspec knows (``s3://``, ``gs://``, ``memory://`` …), written whole or not."""

from __future__ import annotations

import io
import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

from chippolitik.corpus import Defaults, Problem, Read, read_sources
from chippolitik.corpus.formats import Format, Origin, articles_in, format_of
from chippolitik.corpus.sources import files_in
from chippolitik.errors import InputError, MissingPartError, StoreError

__all__ = ["Place", "articles_of", "input_files", "is_remote"]

_MARK = "://"
_OFFLINE = ("file://", "memory://", "local://")


def is_remote(path: str) -> bool:
    """Return whether a path leads over the network.

    Example:
        >>> is_remote("s3://news/2024.warc.gz"), is_remote("/news"), is_remote("file:///news")
        (True, False, False)
    """
    return _MARK in path and not path.startswith(_OFFLINE)


@dataclass(frozen=True, slots=True)
class Place:
    """A folder on the disk or behind a URL.

    Attributes:
        root: Its path or URL.
    """

    root: str

    def names(self, folder: str) -> list[str]:
        """Return the names of the files of a folder, sorted; none if it is not there."""
        if _MARK not in self.root:
            path = Path(self.root, folder)
            return sorted(child.name for child in path.iterdir() if child.is_file()) if path.is_dir() else []
        fs, base = _filesystem(f"{self.root}/{folder}")
        return sorted(path.rsplit("/", 1)[-1] for path in fs.find(base)) if fs.exists(base) else []

    def read(self, name: str) -> bytes | None:
        """Return the bytes of a file, or None if it is not there."""
        try:
            with _opened(f"{self.root}/{name}") as stream:
                return stream.read()
        except FileNotFoundError:
            return None

    def write(self, name: str, fill: Callable[[IO[bytes]], object]) -> None:
        """Write a file; whoever reads it sees all of it or nothing, also when two write it at once.

        Raises:
            StoreError: Behind the URL is nothing that takes files.
        """
        if _MARK in self.root:  # such stores show a file when it is closed
            fs, path = _filesystem(f"{self.root}/{name}")
            try:
                fs.makedirs(path.rsplit("/", 1)[0], exist_ok=True)
                opened = fs.open(path, "wb")
            except NotImplementedError as error:
                raise StoreError(
                    f"{self.root} takes no files", "give a folder, or a URL that can be written"
                ) from error
            with opened as out:
                fill(out)
            return
        file = Path(self.root, name)
        file.parent.mkdir(parents=True, exist_ok=True)
        half = file.with_name(f".{file.name}.{uuid.uuid4().hex}")
        try:
            with half.open("wb") as out:
                fill(out)
            os.replace(half, file)  # noqa: PTH105 - the same, and atomic by its description
        finally:
            half.unlink(missing_ok=True)

    def remove(self, folder: str) -> None:
        """Remove a folder with all in it, if it is there."""
        if _MARK not in self.root:
            shutil.rmtree(Path(self.root, folder), ignore_errors=True)
            return
        fs, base = _filesystem(f"{self.root}/{folder}")
        if fs.exists(base):
            fs.rm(base, recursive=True)


def input_files(sources: tuple[str, ...]) -> list[str]:
    """Return the files of some sources, in their order; the files of a folder by their paths.

    Raises:
        InputError: A source is not there.
    """
    found: list[str] = []
    for source in sources:
        if _MARK in source:
            fs, base = _filesystem(source)
            scheme = source.partition(_MARK)[0]
            paths = fs.find(base) if fs.exists(base) else fs.glob(base)
            found += [_url(scheme, path) for path in sorted(paths)]
            if not paths:
                raise InputError("there is no such file or folder", "look at the path", file=source)
        elif Path(source).is_dir():
            found += [str(path.resolve()) for path in files_in(Path(source))[0]]
        elif Path(source).exists():
            found.append(str(Path(source).resolve()))
        else:
            raise InputError("there is no such file or folder", "look at the path", file=source)
    return found


def articles_of(path: str, defaults: Defaults) -> Iterator[Read]:
    """Read the articles of a file, wherever it is."""
    if _MARK not in path:
        yield from read_sources([path], defaults)
        return
    name = path.rsplit("/", 1)[-1]
    form, short = format_of(name) or (Format.TEXT, name)
    try:
        with _opened(path) as stream:
            yield from articles_in(stream, form, Origin(place=path, name=short, key=path, path=path), defaults)
    except InputError as error:
        yield Problem(error)
    except OSError as error:
        yield Problem(InputError(f"cannot be read: {error}", "look at the path", file=path))


@contextmanager
def _opened(path: str) -> Iterator[BinaryIO]:
    if _MARK in path:
        fs, name = _filesystem(path)
        # Many of these files read lines only whole, however long they are.
        with fs.open(name, "rb") as raw, io.BufferedReader(raw) as stream:
            yield cast("BinaryIO", stream)
    else:
        with Path(path).open("rb") as file:
            yield file


def _url(scheme: str, path: str) -> str:
    """Return the URL of a file from the name that its file system has for it; some have the whole URL."""
    if _MARK in path:
        return path
    return f"{scheme}{_MARK}{path.lstrip('/') if scheme == 'memory' else path}"


def _filesystem(url: str) -> tuple[Any, str]:
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as error:
        raise MissingPartError.of_extra("files behind URLs need the package fsspec", "ray") from error
    try:
        fs, path = url_to_fs(url)
    except (ImportError, ValueError) as error:
        raise MissingPartError(f"{url}: {error}", "install the package of fsspec for this protocol") from error
    return fs, path
