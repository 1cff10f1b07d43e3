"""Predications: a verb with its arguments in their deep functions, alike for both languages.

``english`` and ``german`` build them; ``matching`` reads claims off them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from chippolitik.model.entity import EntityRef

__all__ = ["Arg", "Predication"]


class Arg(NamedTuple):
    """An argument of a verb.

    Attributes:
        phrases: Indices of the coordinated noun phrases that fill it.
        functions: What it may be: ``subj`` ``obj`` ``dat``, or the preposition.
        first: Index of its first token.
        last: Index of its last token.
    """

    phrases: tuple[int, ...]
    functions: tuple[str, ...]
    first: int
    last: int


@dataclass(slots=True)
class Predication:
    """A verb in a sentence, with what depends on it.

    Attributes:
        verb: The infinitive.
        at: Index of its main token.
        first: Index of the first token of its clause.
        last: Index of the last token of its clause.
        args: Its arguments, in deep functions: the subject of a passive is its ``obj``.
        passive: Whether it is in the passive.
        causative: Whether its subject has it done ("lässt fertigen").
        negated: Whether it is negated.
        modals: Modal verbs and auxiliaries of its chain, in lower case.
        finite: Whether it is finite.
        past: Whether it is in a past tense.
        conjunctive: Whether it is in the Konjunktiv.
        parent: The predication that embeds it, or None.
        link: How: ``that`` ``inf`` ``ing`` ``rel`` ``sub`` ``cond`` ``coord``, or empty.
        subordinator: The word that makes it a subordinate clause, or empty.
        owner: Of a noun: whose it is by a possessive pronoun.
        noun: Of an infinitive: the noun that it tells more of ("a licence to sell").
        compound: Of a noun: what its first part names ("US-Exportkontrollen", "H20-Verbot").
        words: Text of its clause, once it has been asked for; see ``extents``.
    """

    verb: str
    at: int
    first: int
    last: int
    args: list[Arg] = field(default_factory=list)
    passive: bool = False
    causative: bool = False
    negated: bool = False
    modals: tuple[str, ...] = ()
    finite: bool = True
    past: bool = False
    conjunctive: bool = False
    parent: Predication | None = None
    link: str = ""
    subordinator: str = ""
    owner: tuple[EntityRef, ...] = ()
    compound: tuple[EntityRef, ...] = ()
    words: str = ""
    noun: str = ""

    def arg(self, function: str) -> Arg | None:
        """Return the first argument that may have a function, or None."""
        return next((arg for arg in self.args if function in arg.functions), None)
