"""Slips in queries that parse and run: terms that nobody knows, patterns that do not meet, answers without an end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from chippolitik import vocabulary
from chippolitik.namespaces import CHIP, VOCAB
from chippolitik.query.guard import PREFIXES, parse_query, with_prefixes
from chippolitik.query.names import suggestion
from chippolitik.query.patterns import products

__all__ = ["Slip", "lint_query"]


_NO_TERMS = re.compile(
    r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|(?<!\S)#.*|(?i:\bPREFIX\s+[\w-]*:\s*<[^>]*>)"
)  # strings, comments, declarations


@dataclass(frozen=True, slots=True, order=True)
class Slip:
    """Something in a query that is probably not meant.

    Attributes:
        line: 1-based line, or 0 for the query as a whole.
        code: ``unknown-term``, ``cartesian-product`` or ``missing-limit``.
        message: What is wrong.
        hint: What to do.
    """

    line: int
    code: str
    message: str
    hint: str


def lint_query(text: str, *, limit: bool = True) -> list[Slip]:
    """Return the slips of a query, by line.

    Args:
        text: The query; our prefixes need not be declared.
        limit: Whether a SELECT without LIMIT is a slip; queries of the catalogue have parameters instead.

    Raises:
        UsageError: It does not parse, or changes the store.

    Example:
        >>> [slip.message for slip in lint_query("SELECT ?x { ?x a chip:Ordre } LIMIT 5")]
        ['the ontology has no chip:Ordre; did you mean chip:Order or chip:AIModel?']
        >>> lint_query("SELECT ?x { ?x a chip:Order } LIMIT 5")
        []
    """
    algebra = parse_query(with_prefixes(text))
    found = list(_unknown_terms(text))
    for groups in products(algebra):
        names = [f"{{{', '.join(f'?{name}' for name in sorted(group) if name.isidentifier())}}}" for group in groups]
        found.append(
            Slip(
                _first_line(text, groups[0]),
                "cartesian-product",
                f"nothing joins {' and '.join(names)}: each row of one is put to each row of the other",
                "share a variable between them, or ask two queries",
            )
        )
    if limit and algebra.algebra.name == "SelectQuery" and not _ends(algebra.algebra):
        found.append(
            Slip(0, "missing-limit", "the answer has no end: no LIMIT, and no aggregate of all", "add LIMIT 1000")
        )
    return sorted(found)


def _unknown_terms(text: str) -> Iterator[Slip]:
    """Yield the terms in our namespaces that neither ontology nor concept schemes have, each once."""
    seen: set[str] = set()
    prefixes = PREFIXES | dict(re.findall(r"(?i)\bPREFIX\s+([\w-]*):\s*<([^>]*)>", text))
    for number, line in enumerate(text.splitlines(), 1):
        bare = _NO_TERMS.sub("", line)
        names = [(f"{p}:{n}", prefixes[p] + n) for p, n in re.findall(r"([\w-]+):([\w-]+)", bare) if p in prefixes]
        names += [(f"<{iri}>", iri) for iri in re.findall(r"<([^<>\s]+)>", bare)]
        for written, iri in names:
            if iri in seen | _terms() or not iri.startswith((CHIP, VOCAB)) or iri in {CHIP, VOCAB}:
                continue
            if iri.startswith(VOCAB) and iri.removeprefix(VOCAB).rstrip("/") in _schemes():
                continue
            seen.add(iri)
            where = "ontology" if iri.startswith(CHIP) else "vocabulary"
            near = {_written(term, written, iri) for term in _terms() if _alike(term, iri)}
            message = f"the {where} has no {written}{suggestion(written, near)}"
            yield Slip(number, "unknown-term", message, "the documentation of the ontology lists the terms")


def _first_line(text: str, names: Iterable[str]) -> int:
    pattern = re.compile(rf"[?$](?:{'|'.join(re.escape(name) for name in sorted(names))})(?!\w)")
    lines = (
        number for number, line in enumerate(text.splitlines(), 1) if pattern.search(re.sub(r"(?<!\S)#.*", "", line))
    )
    return next(lines, 0)


def _ends(select: Any) -> bool:
    """Return whether a query has a LIMIT or gives one row a group."""
    node = select.p
    while node is not None:
        if node.name in {"Slice", "AggregateJoin", "Group"}:
            return True
        node = dict.get(node, "p")
    return False


@cache
def _terms() -> frozenset[str]:
    classes = (getattr(vocabulary, name) for name in vocabulary.__all__)
    return frozenset(
        value
        for cls in classes
        for value in vars(cls).values()
        if isinstance(value, str) and value.startswith("https://")
    )


@cache
def _schemes() -> frozenset[str]:
    return frozenset(term.removeprefix(VOCAB).partition("/")[0] for term in _terms() if term.startswith(VOCAB))


def _alike(term: str, iri: str) -> bool:
    """Return whether a term is of the sort that an unknown one is: a class, a property, a concept of one scheme."""
    if not iri.startswith(CHIP):
        return term.rpartition("/")[0] == iri.rpartition("/")[0]
    return term.startswith(CHIP) and term[len(CHIP)].isupper() == iri[len(CHIP) : len(CHIP) + 1].isupper()


def _written(term: str, written: str, iri: str) -> str:
    """Write a term in the way the query writes the unknown one."""
    shared = written.strip("<>")
    head = iri.removesuffix(shared.rpartition(":")[2]) if not written.startswith("<") else ""
    return f"<{term}>" if written.startswith("<") else f"{shared.partition(':')[0]}:{term.removeprefix(head)}"
