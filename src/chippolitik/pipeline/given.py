"""Claims made elsewhere: rows of the flat claim table, matched to the articles that they speak of.

Annotators and other tools enter by the same door as our own extraction; the gate judges them alike.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from chippolitik.corpus import Problem
from chippolitik.errors import InputError
from chippolitik.graph import Extractor
from chippolitik.model import Claim, Document, claim_from_flat
from chippolitik.model.flat import Resolver, link_claims
from chippolitik.namespaces import article_iri

__all__ = ["GIVEN", "GivenClaims"]

GIVEN = Extractor("given", "1")
"""Names the maker of claims that come in a file."""

_LINKS = ("disputes", "fulfils", "caused_by")
_FIELD = re.compile(r"[a-z_]+(?:\.[a-z_]+)?(?:, [a-z_]+)*")


@dataclass(slots=True)
class GivenClaims:
    """The rows of one file of claims.

    Attributes:
        file: The file, as the user gave it.
        rows: Name or IRI of an article → its rows with their line numbers.
        problems: Lines that are no rows.
        takers: Name or IRI of an article → id of the article that its rows went to.
    """

    file: str
    rows: dict[str, list[tuple[int, Mapping[str, Any]]]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    takers: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a file of claims, one JSON object a line; bad lines become problems.

        Raises:
            InputError: The file cannot be read, or is no UTF-8.
        """
        try:
            text = path.read_bytes().decode("utf-8-sig")
        except OSError as error:
            raise InputError(f"cannot be read: {error.strerror}", "look at the path", file=str(path)) from error
        except UnicodeDecodeError as error:
            raise InputError("is not UTF-8", "save it as UTF-8", file=str(path)) from error
        given = cls(str(path))
        for number, line in enumerate(text.split("\n"), 1):  # not splitlines: a quote may hold U+2028
            if line.strip():
                try:
                    row = _row(line)
                except ValueError as error:
                    given.problems.append(given.problem(number, str(error)))
                else:
                    given.rows.setdefault(str(row["article"]), []).append((number, row))
        return given

    def claims_for(self, document: Document, resolve: Resolver) -> tuple[list[Claim], list[Problem]]:
        """Take the claims of an article, by its name or its IRI.

        Args:
            document: The article.
            resolve: Turns labels into entities.

        Returns:
            The claims in the order of their rows, with links, and what is wrong with other rows.
        """
        found: list[tuple[Mapping[str, Any], Claim]] = []
        problems: list[Problem] = []
        for name in (document.name, article_iri(document.id)):
            rows = self.rows.get(name, [])
            if rows and self.takers.setdefault(name, document.id) != document.id:
                message = f"two articles are called {name!r}; the first one took the claims"
                problems.append(self.problem(rows[0][0], f"article: {message}", "give the IRI of the article"))
                continue
            for line, row in rows:
                try:
                    found.append((row, claim_from_flat(row, text=document.text, resolve=resolve)))
                except ValueError as error:
                    problems.append(self.problem(line, str(error)))
        return link_claims([row for row, _ in found], [claim for _, claim in found]), problems

    def left(self) -> Iterator[Problem]:
        """Yield a problem for each article that no text was given for."""
        for name, rows in self.rows.items():
            if name not in self.takers:
                message = f"article: no text of that name was given: {name!r} (claims here: {len(rows):,})"
                yield self.problem(rows[0][0], message, "give the texts beside their claims")

    def problem(self, line: int, message: str, hint: str = "") -> Problem:
        """Return a problem of a line; a message that starts with the name of a field is taken apart."""
        name, colon, rest = message.partition(": ")
        known = colon and _FIELD.fullmatch(name)
        hint = hint or "see the flat claim table in the documentation; the other rows are read"
        return Problem(
            InputError(rest if known else message, hint, file=self.file, line=line, field=name if known else "")
        )


def _row(line: str) -> dict[str, Any]:
    """Read a row as far as it can be judged without its article.

    Raises:
        ValueError: It is no row; the message may start with the name of a field.
    """
    try:
        row = json.loads(line)
    except RecursionError:
        raise ValueError("is nested too deeply") from None
    except ValueError as error:
        raise ValueError(f"is not JSON ({error})") from None
    if not isinstance(row, dict):
        raise ValueError("is not a JSON object")  # noqa: TRY004 - one error type for bad rows
    try:
        json.dumps(row, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise ValueError("holds half of a surrogate pair, which is no character") from None
    for name in ("article", "id"):
        if (name == "article" or name in row) and not (isinstance(row.get(name), str) and row[name].strip()):
            raise ValueError(f"{name}: a string expected, not {row.get(name)!r}")
    for name in _LINKS:
        value = row.get(name, [])
        if not all(isinstance(x, str) and x.strip() for x in (value if isinstance(value, list) else [value])):
            raise ValueError(f"{name}: an id or a list of ids expected, not {value!r}")
    return row
