"""Files for an evaluation: gold and predicted rows, entity tables, texts. What is wrong in them names file and line."""

from __future__ import annotations

import difflib
import json
import re
import sys
import urllib.parse
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from chippolitik.corpus import Problem, detect_language, read_sources
from chippolitik.errors import InputError
from chippolitik.evaluate.names import AliasRow
from chippolitik.evaluate.rows import FlatClaim, flat_claim
from chippolitik.evaluate.scoring import GoldArticle
from chippolitik.model import KINDS, Document, Kind

__all__ = ["Texts", "article_id", "read_claims", "read_entities", "read_gold", "read_texts"]

_STDIN = "-"
_LANGUAGE = re.compile(r"[a-z]{2}")
_SEPARATOR = re.compile(r"[/#]")
_FORM = "write one JSON object a line, as 'chippolitik extract --format jsonl' prints it"


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts at hand.

    Attributes:
        by_name: Article id of the flat table → text.
        names: Id of the article in the graph → article id of the flat table.
    """

    by_name: Mapping[str, str]
    names: Mapping[str, str]


def article_id(written: str) -> str:
    """Return an article's id from what a row gives: the last part of an IRI or path, without the ending ``.txt``.

    Example:
        >>> article_id("https://w3id.org/chippolitik/id/article/0af3"), article_id("en/04-earnings-amd.txt")
        ('0af3', '04-earnings-amd')
    """
    return _SEPARATOR.split(urllib.parse.unquote(written).rstrip("/"))[-1].removesuffix(".txt")


def read_claims(path: Path, texts: Texts | None = None) -> list[FlatClaim]:
    """Read rows of the flat claim table.

    Args:
        path: A file of JSON lines, or ``-`` for standard input.
        texts: With them, articles named by their IRI in the graph are found under their name.

    Raises:
        InputError: The file cannot be read, or a line is no row.
    """
    return [claim for _, claim in _numbered_claims(path, texts)]


def read_gold(paths: Iterable[Path], texts: Texts | None = None) -> dict[str, GoldArticle]:
    """Read gold claims.

    An article's language is the name of the folder of its gold file where that is a code of two letters, else it is
    told from the text; without a text, the name of the folder stands for it.

    Args:
        paths: Gold files.
        texts: The texts at hand.

    Returns:
        Article id → gold, in the order of the files.

    Raises:
        InputError: A file cannot be read, a line is no row or has no known kind, an article is in two files, or there
            is no claim at all.
    """
    gold: dict[str, list[FlatClaim]] = {}
    home: dict[str, Path] = {}
    paths = list(paths)
    for path in paths:
        for line, claim in _numbered_claims(path, None):
            if home.setdefault(claim.article, path) != path:
                message = f"article {claim.article!r} is in {home[claim.article]} too"
                raise InputError(message, "give each article in one gold file", file=str(path), line=line)
            if claim.kind not in KINDS:
                raise _unknown_kind(claim.kind, path, line)
            gold.setdefault(claim.article, []).append(claim)
    if not gold:
        raise InputError("holds no gold claims", "give a file with claims", file=", ".join(map(str, paths)))
    by_name = texts.by_name if texts else {}
    return {
        name: GoldArticle(_language(home[name], by_name.get(name)), claims, by_name.get(name))
        for name, claims in gold.items()
    }


def read_entities(paths: Iterable[Path]) -> Iterator[AliasRow]:
    """Read entity tables: a header line, then canonical label, type, surface forms (``|`` between), tabs between.

    Args:
        paths: The files.

    Yields:
        One row a line; the type ``described`` marks descriptions.

    Raises:
        InputError: A file cannot be read, or a line lacks its type.
    """
    for path in paths:
        for number, line in enumerate(_text_of(path).splitlines(), 1):
            columns = line.split("\t")
            if number == 1 or not line.strip():
                continue
            if len(columns) < 2 or not columns[0].strip():  # noqa: PLR2004 - label and type
                message = "a label and a type with a tab between expected"
                raise InputError(message, "columns: canonical, type, surface forms", file=str(path), line=number)
            forms = columns[2].split("|") if len(columns) > 2 else []  # noqa: PLR2004 - the third column
            described = columns[1].strip().casefold().startswith("descri")
            yield AliasRow(columns[0], described, tuple(form for form in forms if form.strip()))


def read_texts(sources: Iterable[Path]) -> Texts:
    """Read the articles of folders or files, as ``extract`` reads them.

    Args:
        sources: Folders or files.

    Raises:
        InputError: A source cannot be read, or two articles have one name.
    """
    by_name: dict[str, str] = {}
    names: dict[str, str] = {}
    for item in read_sources([str(source) for source in sources]):
        if isinstance(item, Problem):
            raise item.error
        if isinstance(item, Document):
            if by_name.setdefault(item.name, item.text) != item.text:
                raise InputError("two texts have this name", "give one of their folders", file=item.name)
            names[item.id] = item.name
    return Texts(by_name, names)


def _numbered_claims(path: Path, texts: Texts | None) -> Iterator[tuple[int, FlatClaim]]:
    names = texts.names if texts else {}
    for number, line in enumerate(_text_of(path).split("\n"), 1):  # a quote may hold other line breaks
        if line.strip():
            claim = _parse(line, path, number)
            yield number, replace(claim, article=names.get(claim.article, claim.article))


def _parse(line: str, path: Path, number: int) -> FlatClaim:
    try:
        row: Any = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        message = f"not JSON: {error}"
        raise InputError(message, _FORM, file=str(path), line=number) from error
    if not isinstance(row, dict):
        raise InputError(f"not an object: {line.strip()[:40]}", _FORM, file=str(path), line=number)
    article = row.get("article")
    if not isinstance(article, str) or not article.strip():
        raise InputError("names no article", _FORM, file=str(path), line=number, field="article")
    try:
        return flat_claim(row, article=article_id(article.strip()))
    except ValueError as error:
        raise InputError(str(error), _FORM, file=str(path), line=number) from error


def _unknown_kind(kind: str, path: Path, line: int) -> InputError:
    near = difflib.get_close_matches(kind, list(Kind), n=1)
    hint = f"did you mean {near[0]}?" if near else f"kinds: {', '.join(Kind)}"
    return InputError(f"there is no kind {kind!r}", hint, file=str(path), line=line, field="kind")


def _language(gold: Path, text: str | None) -> str:
    folder = gold.resolve().parent.name
    if _LANGUAGE.fullmatch(folder):
        return folder
    return (detect_language(text) if text else None) or folder


def _text_of(path: Path) -> str:
    try:
        return (sys.stdin.buffer.read() if str(path) == _STDIN else path.read_bytes()).decode("utf-8-sig")
    except FileNotFoundError:
        raise InputError("there is no such file", "look at the path", file=str(path)) from None
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", "look at its permissions", file=str(path)) from error
    except UnicodeDecodeError as error:
        raise InputError(f"not UTF-8 at byte {error.start}", "save it as UTF-8", file=str(path)) from error
