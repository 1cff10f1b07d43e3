"""Sources as the user names them → documents, in order: files, folders with all below them, ``-``, web addresses.

The ending of a file says how it is read; standard input is looked at. How an opened one is read is in ``formats``.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from chippolitik.corpus.addresses import is_address
from chippolitik.corpus.formats import Format, Origin, articles_in, format_of
from chippolitik.corpus.reading import Defaults, Notice, Problem, Read
from chippolitik.corpus.records import is_claim, is_table
from chippolitik.errors import InputError, MissingPartError, UsageError
from chippolitik.model import Document

__all__ = ["STDIN", "files_in", "read_sources"]

STDIN = "-"
_HEAD = 512  # bytes of standard input that show what it is
_RDF = frozenset({".ttl", ".nt", ".nq", ".trig", ".rdf", ".owl", ".jsonld"})
_ABOUT = frozenset({"readme", "notes", "license", "licence", "changelog", "contributing"})  # speak of articles
_SHOWN = 3
_BYTES_PER_CHAR = 4


def read_sources(sources: Iterable[str], defaults: Defaults | None = None) -> Iterator[Read]:
    """Read articles.

    Args:
        sources: Paths of files and folders, or ``-``, or web addresses; a folder is read with all below it, in the
            order of its paths.
        defaults: What the user says about articles that do not say it themselves.

    Yields:
        Documents in the order of the sources; Problems for what cannot be read; Notices.

    Raises:
        UsageError: A key is given for more than one article.
        MissingPartError: A file that was named needs an extra; in a folder, that is a Problem.
    """
    defaults = defaults or Defaults()
    documents, undated = 0, list[str]()
    for item in _all(sources, defaults):
        if isinstance(item, Document):
            documents += 1
            if documents > 1 and defaults.key:
                raise UsageError("--key names one article, the sources hold several", "leave --key out")
            if item.published is None:
                undated.append(item.name)
        yield item
    if undated:
        lack = "has" if len(undated) == 1 else "have"
        message = f"{lack} no date of publication; times like 'next month' stay open (see --published)"
        yield Notice(_some(undated), message)


def _all(sources: Iterable[str], defaults: Defaults) -> Iterator[Read]:
    for source in sources:
        if source == STDIN:
            yield from _stdin(sys.stdin.buffer, defaults)
        elif is_address(source):
            yield from _address(source, defaults)
        elif Path(source).is_dir():
            yield from _folder(Path(source), defaults)
        else:
            yield from _file(Path(source), defaults)


def _address(url: str, defaults: Defaults) -> Iterator[Read]:
    if not defaults.network:
        error = InputError("is an address, and nothing is fetched", "say --allow-network to fetch it", file=url)
        yield Problem(error)
        return
    from chippolitik.corpus.fetching import fetched  # noqa: PLC0415 - files need no HTTP

    try:
        stream, form, origin = fetched(url, most=defaults.max_chars * _BYTES_PER_CHAR)
        yield from articles_in(stream, form, origin, defaults)
    except InputError as error:
        yield Problem(error)


def _folder(folder: Path, defaults: Defaults) -> Iterator[Read]:
    found, other = files_in(folder)
    if other:
        names = _some(sorted(path.name for path in other))
        yield Notice(str(folder), f"left out what holds no articles: {names}")
    if not found:
        yield Problem(InputError("holds no articles", "give txt, md, html or jsonl files", file=str(folder)))
    for path in found:
        try:
            yield from _file(path, defaults)
        except MissingPartError as error:
            yield Problem(InputError(error.message, error.hint, file=str(path)))


def files_in(folder: Path) -> tuple[list[Path], list[Path]]:
    """Return the files below a folder that hold articles, in the order of their paths, and those that do not.

    Names that begin with a dot are left aside.
    """
    found, other = list[Path](), list[Path]()
    for root, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for path in (Path(root, name) for name in files if not name.startswith(".")):
            special = path.exists() and not path.is_file()  # a pipe would wait for somebody to write
            (other if special or not _holds_articles(path) else found).append(path)
    return sorted(found, key=lambda path: path.relative_to(folder).parts), other


def _file(path: Path, defaults: Defaults) -> Iterator[Read]:
    place = str(path)
    if path.suffix.lower() in _RDF:
        yield Problem(InputError("is RDF, not an article", f"use: chippolitik load {place}", file=place))
        return
    form, name = format_of(path.name) or (Format.TEXT, path.stem)
    if form is Format.LINES and _holds_claims(path):
        yield Problem(InputError("holds claims, not articles", f"give its texts and --claims {place}", file=place))
        return
    try:
        with path.open("rb") as stream:
            whole = str(path.resolve())
            origin = Origin(place=place, name=name, key=whole, path=whole)
            yield from articles_in(stream, form, origin, defaults)
    except InputError as error:
        yield Problem(error)
    except FileNotFoundError:
        yield Problem(InputError("there is no such file or folder", "look at the path", file=place))
    except OSError as error:
        yield Problem(InputError(f"cannot be read: {error.strerror}", "look at its permissions", file=place))


def _stdin(stream: BinaryIO, defaults: Defaults) -> Iterator[Read]:
    """Read standard input: JSON lines or a page where it begins like one, else text."""
    head = stream.read(_HEAD)
    start = head.lstrip().lower()
    form = Format.TEXT
    if start.startswith(b'{"'):
        form = Format.LINES
    elif start.startswith((b"<!doctype html", b"<html")):
        form = Format.PAGE
    try:
        yield from articles_in(stream, form, Origin(place="standard input", name="stdin", key=None), defaults, head)
    except InputError as error:
        yield Problem(error)


def _holds_articles(path: Path) -> bool:
    """Return whether a file in a folder is meant: by its ending, its name and, where endings say little, its start."""
    found = format_of(path.name)
    if found is None or found[1].lower() in _ABOUT:
        return False
    if found[0] is Format.TABLE:
        return is_table(_first_line(path))
    if found[0] is Format.FEED and path.suffix.lower() == ".xml":
        return any(f"<{root}" in _start(path) for root in ("rss", "feed", "rdf:RDF"))
    return not (found[0] is Format.LINES and _holds_claims(path))


def _holds_claims(path: Path) -> bool:
    return is_claim(_first_line(path))


def _first_line(path: Path) -> str:
    return _start(path, lambda stream: stream.readline())


def _start(path: Path, read: Callable[[BinaryIO], bytes] = lambda stream: stream.read(_HEAD)) -> str:
    """Return how a file begins; nothing if it cannot be read, which reading it whole will report."""
    try:
        with path.open("rb") as stream:
            return read(stream).decode("utf-8-sig", "replace")
    except OSError:
        return ""


def _some(names: list[str]) -> str:
    """Return the first names of a list and how many more there are.

    Example:
        >>> _some(["a", "b", "c", "d"])
        'a, b, c and 1 more'
    """
    more = f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more
