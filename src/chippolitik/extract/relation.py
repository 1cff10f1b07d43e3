"""What all relations without a verb share: a draft from tokens, firms, and a genitive after a phrase."""

from __future__ import annotations

from collections.abc import Mapping

from chippolitik.extract.context import Context
from chippolitik.extract.draft import Draft
from chippolitik.model.annotated import Phrase
from chippolitik.model.entity import EntityRef
from chippolitik.model.kinds import Kind

__all__ = ["is_genitive", "relation"]

_GENITIVE = frozenset({"des", "der", "eines", "einer"})


def relation(
    context: Context, kind: Kind, first: int, last: int, roles: Mapping[str, tuple[EntityRef, ...]], why: str
) -> Draft:
    """Return the draft of a relation.

    Args:
        context: The sentence.
        kind: Kind of the relation.
        first: Index of the first token that carries it.
        last: Index of the last one.
        roles: Role → fillers.
        why: The wording that was read, for the trace.
    """
    sentence = context.sentence
    return Draft(
        kind, sentence.index, sentence.tokens[first].start, sentence.tokens[last].end, roles=dict(roles),
        paragraph=sentence.paragraph, trace=f"relation: {why}",
    )  # fmt: skip


def is_genitive(before: Phrase, after: Phrase, tags: str) -> bool:
    """Whether a German phrase stands in the genitive to the one right before it, by its article.

    Args:
        before: The phrase that may own the genitive.
        after: The phrase that may stand in it.
        tags: The signs of the sentence.
    """
    return tags[before.last + 1 : after.first] == "" and after.det in _GENITIVE
