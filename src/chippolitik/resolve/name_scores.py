"""How alike two names are, with the reasons. Digits are identity; legal forms that differ part firms of one name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from chippolitik.resolve.name_parts import NameParts, name_parts

__all__ = ["SAME", "NameScore", "compare_names"]

SAME = 0.85
"""Least score of two names of one thing."""

_FORM_LIMIT = 0.6  # most that names with different legal forms score
_NO_FORM = 0.02  # taken off where only one name has a legal form
_INITIALS = 0.9
_SHORTEST = 4  # letters of an acronym, and of what is shared where not all is
_TYPO = 6  # letters that a word needs so that one may be wrong


@dataclass(frozen=True, slots=True)
class NameScore:
    """How alike two names are.

    Attributes:
        value: 0 to 1; from ``SAME`` on they are taken for one thing.
        reasons: What speaks for and against it.
        forms_differ: Whether both have a legal form, and not the same.
    """

    value: float
    reasons: tuple[str, ...]
    forms_differ: bool = False


def compare_names(one: str, other: str) -> NameScore:
    """Compare two names.

    Args:
        one: A name.
        other: Another one, in any language and script; names in different scripts share nothing here.

    Example:
        >>> compare_names("Huawei Technologies Co., Ltd.", "Huawei Technologies").value
        0.98
        >>> compare_names("Ascend 910B", "Ascend 910C")
        NameScore(value=0.0, reasons=('numbers differ: 910b, 910c',), forms_differ=False)
        >>> compare_names("Infineon Technologies AG", "Infineon Technologies GmbH").reasons[-1]
        'legal forms differ: ag, gmbh'
    """
    a, b = _parts(one), _parts(other)
    if a.numbers != b.numbers and a.letters != b.letters:
        shown = [", ".join(parts.numbers) or "none" for parts in (a, b)]
        return NameScore(0.0, (f"numbers differ: {shown[0]}, {shown[1]}",))
    value, reasons = _words(a, b)
    if a.form and b.form and a.form != b.form:
        reasons = (*reasons, f"legal forms differ: {a.form}, {b.form}")
        return NameScore(round(min(value, _FORM_LIMIT), 2), reasons, forms_differ=True)
    if bool(a.form) != bool(b.form):
        value -= _NO_FORM
        reasons = (*reasons, f"only one has a legal form: {a.form or b.form}")
    return NameScore(round(max(value, 0.0), 2), reasons)


@lru_cache(maxsize=20_000)
def _parts(name: str) -> NameParts:
    return name_parts(name)


def _words(a: NameParts, b: NameParts) -> tuple[float, tuple[str, ...]]:
    if a.letters == b.letters:
        return 1.0, ("the same letters",)
    for short, long in ((a, b), (b, a)):
        initials = {long.initials, "".join(word[0] for word in long.words)}
        if len(short.words) == 1 < len(long.words) and len(short.letters) >= _SHORTEST and short.letters in initials:
            return _INITIALS, (f"{short.letters!r} are initials",)
    left, alike, shared = list(b.words), [], 0.0
    for word in a.words:
        partner = next((x for x in left if x == word), None) or next((x for x in left if _near(word, x)), None)
        if partner is not None:
            left.remove(partner)
            alike.append(word if word == partner else f"{word}~{partner}")
            shared += a.weight(word) + b.weight(partner) - (0.0 if word == partner else 0.1)
    total = sum(map(a.weight, a.words)) + sum(map(b.weight, b.words))
    alone = [word for word in a.words if not any(word == x.split("~")[0] for x in alike)] + left
    reasons = [f"shared: {', '.join(alike)}"] if alike else ["no word is shared"]
    reasons += [f"only in one: {', '.join(alone)}"] if alone else []
    # Common words alone make no match.
    telling = [word.split("~")[0] for word in alike if a.weight(word.split("~")[0]) == 1.0]
    if telling and alone and len("".join(telling)) < _SHORTEST and "".join(telling).isascii():
        return 0.0, (*reasons, "what is shared is too short")
    return (shared / total if total and telling else 0.0), tuple(reasons)


def _near(one: str, other: str) -> bool:
    """Return whether two words are one but for a letter: wrong, missing, too much, or two of them exchanged."""
    if min(len(one), len(other)) < _TYPO or abs(len(one) - len(other)) > 1 or any(map(str.isdigit, one + other)):
        return False
    if not (one.isascii() and other.isascii()):
        return False
    at = next((i for i, (x, y) in enumerate(zip(one, other, strict=False)) if x != y), min(len(one), len(other)))
    x, y = one[at:], other[at:]
    return x[1:] == y[1:] or x[1:] == y or x == y[1:] or (x[:2] == y[:2][::-1] and x[2:] == y[2:])
