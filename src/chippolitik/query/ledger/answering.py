"""Asking the ledger: from what a user names to the questions and panels that answer, with the reason if none does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import Variable

from chippolitik.errors import UsageError
from chippolitik.graph.view import View
from chippolitik.model import Kind
from chippolitik.query.binding import day_of
from chippolitik.query.ledger.entry import Ledger, Question
from chippolitik.query.ledger.panel import Panel, panels
from chippolitik.query.ledger.reading import read_ledger
from chippolitik.query.names import find_entities, suggestion

__all__ = ["Account", "Wanted", "ask_ledger"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a user wants to see side by side; what is None does not matter.

    Attributes:
        subject: Name, id or IRI of what the claims are about.
        kind: Name of a kind of claims.
        metric: Name of a metric.
        about: Something else that the claims are about.
        unit: Notation of a unit, or a currency.
        as_of: Only what may be the case on that day, YYYY-MM-DD.
        known_at: Only articles published by that day, and those without a date, YYYY-MM-DD.
    """

    subject: str
    kind: str | None = None
    metric: str | None = None
    about: str | None = None
    unit: str | None = None
    as_of: str | None = None
    known_at: str | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """What claims say on one question.

    Attributes:
        question: The question.
        panels: Its entries by period and unit.
    """

    question: Question
    panels: tuple[Panel, ...]


def ask_ledger(
    view: View, wanted: Wanted, origins: Callable[[Iterable[str]], Mapping[str, str]] | None = None
) -> list[Account]:
    """Return the questions on something, each with all that claims say on it.

    Args:
        view: The graph.
        wanted: What to show.
        origins: Gives the name of the origin of each claim, from the claims on one question; None counts each claim.

    Returns:
        One account a question, sorted by kind and by what it is about; never empty.

    Raises:
        UsageError: A name or day means nothing, or nothing is left, with the option that leaves nothing.
    """
    kind = _kind(wanted.kind)
    if wanted.metric and kind not in {None, Kind.METRIC}:
        raise UsageError(f"a {kind} has no metric", "leave --metric or --kind out")
    bound = {
        Variable(f"in_{name}"): day_of(name, day)
        for name, day in (("as_of", wanted.as_of), ("known_at", wanted.known_at))
        if day
    }
    subjects = find_entities(view, wanted.subject)
    ledger = _narrowed(view, read_ledger(view, subjects, bound, kind), wanted)
    if not ledger.entries:
        sought = f"no claim of the kind {kind.value} is about" if kind else "no claim gives an amount for"
        raise UsageError(f"{sought} {wanted.subject!r}", _hint(view, subjects, wanted, kind))
    return [_account(ledger.on(question), question, origins) for question in ledger.questions()]


def _account(
    ledger: Ledger, question: Question, origins: Callable[[Iterable[str]], Mapping[str, str]] | None
) -> Account:
    traced = ledger.with_origins(dict(origins(entry.claim for entry in ledger.entries))) if origins else ledger
    return Account(question, tuple(panels(traced)))


def _kind(text: str | None) -> Kind | None:
    if text is None:
        return None
    known = {kind.value.casefold(): kind for kind in Kind}
    if text.casefold() not in known:
        names = [kind.value for kind in Kind]
        raise UsageError(f"no kind of claims {text!r}{suggestion(text, names)}", f"it is one of {', '.join(names)}")
    return known[text.casefold()]


def _narrowed(view: View, ledger: Ledger, wanted: Wanted) -> Ledger:
    """Keep what the options want, one after the other, and name the one that leaves nothing."""
    kept = ledger
    if wanted.metric:
        name = " ".join(wanted.metric.split()).casefold()
        names = {word for entry in kept.entries for word in entry.question.filler("metricName")}
        kept = Ledger(tuple(e for e in kept.entries if name in e.question.filler("metricName")))
        _check(ledger, kept, f"no claim gives the metric {wanted.metric!r}{suggestion(name, names)}", names)
    if wanted.about:
        things = set(find_entities(view, wanted.about))
        before = kept
        kept = Ledger(tuple(e for e in kept.entries if any(things & set(v) for _, v in e.question.fillers)))
        _check(before, kept, f"none of the {len(before.entries)} amounts is about {wanted.about!r} too", ())
    if wanted.unit:
        before, units = kept, {entry.unit for entry in kept.entries if entry.unit}
        kept = Ledger(tuple(e for e in kept.entries if e.unit.casefold() == wanted.unit.casefold()))
        _check(before, kept, f"no claim gives it in {wanted.unit!r}{suggestion(wanted.unit, units)}", units)
    return kept


def _check(before: Ledger, after: Ledger, message: str, known: Iterable[str]) -> None:
    if before.entries and not after.entries:
        names = sorted(known)
        raise UsageError(message, f"there is {', '.join(names)}" if names else "leave the option out to see them")


def _hint(view: View, subjects: list[str], wanted: Wanted, kind: Kind | None) -> str:
    """Say which filter removed all, or where else to look."""
    if (wanted.as_of or wanted.known_at) and (found := read_ledger(view, subjects, {}, kind)).entries:
        days = " and ".join(
            f"{option} {day}" for option, day in (("--as-of", wanted.as_of), ("--known-at", wanted.known_at)) if day
        )
        return f"without {days} there are {len(found.entries)}"
    if kind and (found := read_ledger(view, subjects, {}, None)).entries:
        kinds = sorted({entry.question.kind.value for entry in found.entries})
        return f"there are amounts in claims of the kind {', '.join(kinds)}"
    return "'chippolitik query evidence-for -p subject=…' shows all that is said of it"
