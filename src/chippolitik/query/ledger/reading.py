"""Entries of the ledger from a graph. What they say about each other is the business of ``panel``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Variable

from chippolitik.assets import asset_path
from chippolitik.graph.terms import chip
from chippolitik.graph.view import Term, View
from chippolitik.model import Kind, Modality
from chippolitik.namespaces import CHIP, notation_of
from chippolitik.query.answer import Solution
from chippolitik.query.ledger.entry import Entry, Ledger, Period, Question, key_roles
from chippolitik.query.ledger.interval import Interval
from chippolitik.query.run import solutions_of

__all__ = ["read_ledger"]

_WORDS = ("direction", "stance")


def read_ledger(
    view: View, subjects: Iterable[str], bound: Mapping[Variable, Term], kind: Kind | None = None
) -> Ledger:
    """Return all amounts that claims give for something.

    Args:
        view: The graph.
        subjects: IRIs of what the claims are about, in a role that tells questions apart.
        bound: Terms for ``?in_as_of`` and ``?in_known_at``, where they are wanted.
        kind: The only kind wanted; then claims without an amount count too.
    """
    text = (asset_path("queries") / "ledger" / "claims.rq").read_text(encoding="utf-8")
    found: list[Entry] = []
    for subject in sorted(subjects):
        bindings = {**bound, Variable("in_subject"): NamedNode(subject)}
        if kind:
            bindings[Variable("in_kind")] = chip(kind.value)
        groups: dict[tuple[str, str, str], list[Solution]] = {}
        for solution in solutions_of(view, text, bindings):
            kind_iri = _text(solution, "kind")
            if kind_iri.removeprefix(CHIP) in set(Kind):
                groups.setdefault((_text(solution, "claim"), kind_iri, _text(solution, "slot")), []).append(solution)
        entries = (_entry(solutions) for _, solutions in sorted(groups.items()))
        found += [entry for entry in entries if _is_about(entry, subject) and (kind or entry.interval)]
    return Ledger.of(found)


def _is_about(entry: Entry, subject: str) -> bool:
    return any(subject in values for _, values in entry.question.fillers)


def _entry(solutions: list[Solution]) -> Entry:
    first = solutions[0]
    kind = Kind(_text(first, "kind").removeprefix(CHIP))
    slot = _text(first, "slot").removeprefix(CHIP)
    low, high = _number(first, "min"), _number(first, "max")
    # Swapped bounds do not pass the gate; where a loaded file holds them, the range between them is meant.
    bounds = (high, low) if low is not None and high is not None and low > high else (low, high)
    when = _text(first, "when")
    earliest, latest = _text(first, "earliest"), _text(first, "latest")
    start = _text(first, "start")
    return Entry(
        claim=_text(first, "claim"),
        question=Question(kind, tuple(_fillers(kind, solutions)), slot),
        unit=notation_of(_text(first, "unit")) if slot else "",
        interval=Interval(*bounds) if slot else None,
        approximate=_text(first, "about") == "true",
        period=Period(earliest, latest, "" if earliest and latest else when),
        when=when,
        modality=Modality(notation_of(_text(first, "modality"))),
        ended=_text(first, "phase").endswith("/ended"),
        word=next(_words(solutions), ""),
        who=_text(first, "who"),
        article=_text(first, "article"),
        source=_text(first, "source"),
        published=_text(first, "published"),
        quote=_text(first, "quote"),
        start=int(start) if start else -1,
        disputed=_text(first, "disputed") == "true",
    )


def _fillers(kind: Kind, solutions: list[Solution]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, words in key_roles(kind):
        values = {
            term.value
            for solution in solutions
            if _text(solution, "role") == CHIP + name
            and isinstance(term := solution.get("filler"), NamedNode | Literal)
        }
        if values:
            yield name, tuple(sorted({value.casefold() for value in values} if words else values))


def _words(solutions: list[Solution]) -> Iterator[str]:
    for solution in solutions:
        if _text(solution, "role").removeprefix(CHIP) in _WORDS:
            yield notation_of(_text(solution, "filler"))


def _text(solution: Solution, name: str) -> str:
    term = solution.get(name)
    return term.value if isinstance(term, NamedNode | Literal) else ""


def _number(solution: Solution, name: str) -> Decimal | None:
    text = _text(solution, name)
    return Decimal(text) if text else None
