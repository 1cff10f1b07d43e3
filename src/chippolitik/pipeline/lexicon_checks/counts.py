"""How much a lexicon holds: frames, verbs, nouns and examples of each kind and language."""

from __future__ import annotations

from dataclasses import dataclass

from chippolitik.lexicon import LANGUAGES, Lexicon
from chippolitik.model.kinds import Kind

__all__ = ["KindCount", "counts_of"]


@dataclass(frozen=True, slots=True)
class KindCount:
    """What a lexicon holds for one kind in one language.

    Attributes:
        kind: The kind of claims.
        language: ``en`` or ``de``.
        frames: How many frames there are.
        verbs: How many different verbs trigger them.
        nouns: How many different nouns trigger them.
        examples: How many sentences show what they give.
        vetoes: How many sentences show what they do not give.
        open: How many of the sentences do not hold yet.
        bare: How many frames have no example.
    """

    kind: str
    language: str
    frames: int
    verbs: int
    nouns: int
    examples: int
    vetoes: int
    open: int
    bare: int


def counts_of(lexicon: Lexicon) -> list[KindCount]:
    """Return what a lexicon holds, for each kind and language, in the order of the kinds.

    Args:
        lexicon: The lexicon.
    """
    return [_count(lexicon, kind, language) for kind in Kind for language in LANGUAGES]


def _count(lexicon: Lexicon, kind: Kind, language: str) -> KindCount:
    frames = [frame for frame in lexicon.frames if (frame.kind, frame.language) == (kind.value, language)]
    examples = [example for frame in frames for example in frame.examples]
    return KindCount(
        kind=kind.value,
        language=language,
        frames=len(frames),
        verbs=len({verb for frame in frames for verb in frame.verbs}),
        nouns=len({noun for frame in frames for noun in frame.nouns}),
        examples=sum(example.claim is not None for example in examples),
        vetoes=sum(example.claim is None for example in examples),
        open=sum(example.open for example in examples),
        bare=sum(all(example.claim is None for example in frame.examples) for frame in frames),
    )
