"""What a text has named or described so far, in text order, and which of some such things is in front."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chippolitik.model.mention import NameRef
from chippolitik.resolve.genders import ANY

__all__ = ["Spoken", "before", "best", "front"]


@dataclass(frozen=True, slots=True)
class Spoken:
    """A referent that the text has named.

    Attributes:
        ref: The name.
        sentence: Index of the sentence.
        paragraph: Index of the paragraph.
        position: Offset of the phrase in its sentence, in tokens.
        subject: Whether it stands where a subject stands: no preposition, not in the genitive.
        genders: What German gender or number its words may have.
        called: The common noun that it is called by, or empty.
    """

    ref: NameRef
    sentence: int
    paragraph: int
    position: int
    subject: bool
    genders: frozenset[str] = ANY
    called: str = ""


def before(
    said: Sequence[Spoken], sentence: int, position: int, far: int, classes: frozenset[str] | None = None
) -> list[Spoken]:
    """Return what was named before a phrase, at most so many sentences back, of some classes."""
    found: list[Spoken] = []
    for spoken in reversed(said):
        if sentence - spoken.sentence > far:
            break
        before = (spoken.sentence, spoken.position) < (sentence, position)
        if before and (classes is None or spoken.ref.cls in classes):
            found.append(spoken)
    found.reverse()
    return found


def front(near: list[Spoken], sentence: int) -> NameRef | None:
    """Return the first subject of this sentence, else the first one of the last sentence that names any."""
    if not near:
        return None
    here = [s for s in near if s.sentence == sentence and s.subject]
    if here:
        return here[0].ref
    last = near[-1].sentence
    before = [s for s in near if s.sentence == last]
    return next((s for s in before if s.subject), before[0]).ref


def best(candidates: list[Spoken], sentence: int) -> NameRef | None:
    """Return the candidate that is meant: the only one near, else the subject of the last sentence that names any."""
    near = [s for s in candidates if sentence - s.sentence <= 1]
    front = [s for s in near if s.subject]
    if len({s.ref.label for s in front or near}) == 1:
        return (front or near)[-1].ref
    here = [s for s in candidates if s.sentence == sentence and s.subject]
    if here:
        return here[0].ref
    earlier = [s for s in candidates if s.sentence < sentence]
    if not earlier:
        return None
    last = max(s.sentence for s in earlier)
    row = [s for s in earlier if s.sentence == last]
    return next((s for s in row if s.subject), row[0]).ref
