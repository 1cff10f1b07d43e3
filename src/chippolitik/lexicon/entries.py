"""The values that a lexicon is made of: nouns, verb forms, frames and what embeds what follows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

__all__ = ["Embedding", "Example", "Family", "Frame", "Noun", "VerbForm"]


class Noun(NamedTuple):
    """A common noun.

    Attributes:
        lemma: Its canonical English base form.
        cls: What it is the name of: ``company`` ``body`` ``person`` ``product`` ``measure`` …
        role: Role of the knowledge base that firms so called have, or empty.
        form: Its base form in its own language, in lower case.
    """

    lemma: str
    cls: str
    role: str = ""
    form: str = ""


class VerbForm(NamedTuple):
    """A form of a verb.

    Attributes:
        lemma: The infinitive, a German particle in front ("einsetzen").
        tag: English ``b s d n g``, German ``f k i z n p a``; see ``english`` and ``german``.
        particle: Particle that must stand elsewhere in the clause, or empty.
    """

    lemma: str
    tag: str
    particle: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that shows what an entry does; the entry's own test.

    Attributes:
        text: The sentence.
        claim: The claim it must give: roles and other keys of the flat table; None for a sentence that must give none.
        open: Whether it is known not to hold yet.
    """

    text: str
    claim: Mapping[str, object] | None
    open: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """A way to say that a situation is the case.

    Attributes:
        id: Its name, unique in the lexicon.
        kind: Kind of the claims that it gives.
        language: ``en`` or ``de``.
        verbs: Verbs that trigger it.
        nouns: Nouns (base forms, lower case) that trigger it.
        roles: Role → sources, the preferred first: ``subj`` ``obj`` ``dat`` ``gen`` ``comp`` ``gov`` or a preposition.
        phrase: What the clause must match besides, or None.
        veto: What the clause must not match, or None.
        fixed: Role or qualifier → value that the frame sets.
        negated: What a negation does: ``deny`` (default), ``require`` (the frame needs one), ``ignore``, ``drop``.
        modality: Modality of the claims where the text does not change it.
        classes: Role → classes of noun or entity that may fill it, where narrower than the role's own.
        needs: Further things that must be there: ``amount`` ``value`` ``quantity`` ``name``.
        examples: Its tests.
    """

    id: str
    kind: str
    language: str
    verbs: frozenset[str]
    nouns: frozenset[str]
    roles: Mapping[str, tuple[str, ...]]
    phrase: re.Pattern[str] | None = None
    veto: re.Pattern[str] | None = None
    fixed: Mapping[str, str] = field(default_factory=dict)
    negated: str = "deny"
    modality: str = ""
    classes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class Embedding:
    """What a verb or noun makes of the clause that depends on it.

    Attributes:
        effect: ``planned`` ``speculated`` ``denied`` ``drop`` ``keep``.
    """

    effect: str


@dataclass(frozen=True, slots=True)
class Family:
    r"""A pattern of product names.

    Attributes:
        pattern: What the text says.
        label: Template of the canonical label (``Ascend \1``).
        cls: Class of the product.
        vendor: Id of its maker, or None.
        near: Names that must occur in the text for it to count, or empty.
    """

    pattern: re.Pattern[str]
    label: str
    cls: str
    vendor: str | None = None
    near: tuple[str, ...] = ()
