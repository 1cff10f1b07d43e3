"""Spokespeople without a word for whom they speak: "ein Sprecher", "a spokeswoman"."""

from __future__ import annotations

from collections.abc import Sequence

from chippolitik.model.annotated import Sentence
from chippolitik.model.resolved import PhraseRefs
from chippolitik.resolve.discourse import Discourse
from chippolitik.resolve.entities import Entities

__all__ = ["with_speakers"]

_SPEAKING = frozenset({"spokesman", "spokeswoman", "spokesperson"})


def with_speakers(
    sentence: Sentence, row: Sequence[PhraseRefs], discourse: Discourse, entities: Entities
) -> list[PhraseRefs]:
    """Let spokespeople whose employer stands nowhere near act for the subject of this sentence or the one before.

    Args:
        sentence: The sentence.
        row: Referents of its phrases.
        discourse: What the text has spoken of so far.
        entities: Makes references.
    """
    out = list(row)
    for phrase, refs in zip(sentence.phrases, row, strict=True):
        if refs.how != "described" or refs.lemma not in _SPEAKING or phrase.plural or phrase.prep:
            continue
        meant = discourse.subject(sentence.index, phrase.first, person=False)
        if meant is not None:
            out[phrase.index] = refs._replace(agents=(entities.of(meant),), things=(), how="definite")
    return out
