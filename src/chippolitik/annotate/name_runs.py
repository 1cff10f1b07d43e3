"""Stretches of words with capital letters, cut where one name ends and the next begins; none of them is judged here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from chippolitik.annotate.name_shapes import JOINED
from chippolitik.model.mention import Mention

__all__ = ["gaps", "runs"]

_BUILT = re.compile(
    r"-(?:based|backed|led|owned|made|built|style|era|listed|designed|run|controlled|funded|friendly)(?![\w-])"
)
_OWNER = re.compile(r"'s (?=[A-ZÄÖÜ])")
_AND = re.compile(r" and (?=[A-Z])")
_OF = re.compile(r"(?:^|\s)\S+ (?P<last>\S+)(?P<of> (?:of|for|at) (?:the )?)(?=[A-Z])")
_HEADS = frozenset({
    "Academy", "Agency", "Alliance", "Association", "Authority", "Bank", "Board", "Bureau", "Center", "Centre",
    "Chamber", "Coalition", "Commission", "Committee", "Confederation", "Conference", "Council", "Court", "Department",
    "Directorate", "Division", "Faculty", "Federation", "Foundation", "Forum", "Fund", "Guild", "House", "Initiative",
    "Institute", "Institution", "Journal", "Laboratory", "League", "Ministry", "Network", "Office", "Organisation",
    "Organization", "Partnership", "Party", "Project", "Register", "Review", "School", "Secretary", "Service",
    "Society", "Times", "Union", "University", "College",
})  # fmt: skip
"""Nouns whose names go on with "of" or "for"."""


def runs(flat: str, covered: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Yield where stretches of capital letters lie; "Labour's Mark Thistlewood" are two, "-backed" belongs to none.

    Args:
        flat: The text with plain signs.
        covered: The same with known names blanked out.
        pattern: What such a stretch looks like.
    """
    for match in pattern.finditer(covered):
        begin = match.start()
        for owner in [*_OWNER.finditer(flat, match.start(), match.end()), None]:
            start, end = begin, owner.end() - 1 if owner else match.end()
            begin = owner.end() if owner else end
            while end > start and flat[end - 1] in " .'-":
                end -= 1
            if built := _BUILT.search(flat, start, end):
                start, end = (built.end() + 1, end) if built.end() < end else (start, built.start())
            yield from _parts(flat, start, end)


def _parts(flat: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the names of "Arrow and Avnet", "Ann Lee of Acme"; "Department for Business and Trade" is one."""
    while (of := _OF.search(flat[start:end])) is not None and of["last"] not in _HEADS:
        yield from _parts(flat, start, start + of.start("of"))
        start += of.end()
    joint = _AND.search(flat, start, end)
    while joint is not None and not JOINED.search(flat, start, end):
        yield start, joint.start()
        start = joint.end()
        joint = _AND.search(flat, start, end)
    if start < end:
        yield start, end


def gaps(flat: str, known: Sequence[Mention]) -> str:
    """Return the text with known names blanked out by a mark that no name can hold.

    Args:
        flat: The text.
        known: The names, in text order.
    """
    parts, position = [], 0
    for mention in known:
        parts.append(flat[position : mention.start])
        parts.append("\x00" * (mention.end - mention.start))
        position = mention.end
    return "".join([*parts, flat[position:]])
