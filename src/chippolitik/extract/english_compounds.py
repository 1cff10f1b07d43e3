"""Participles joined to a name before an English noun as predications: "a TSMC-made die" says that TSMC made it."""

from __future__ import annotations

from collections.abc import Iterator

from chippolitik.extract.predication import Arg, Predication
from chippolitik.model.annotated import Sentence
from chippolitik.model.entity import EntityRef

__all__ = ["joined_predications"]

_DONE = {
    "made": "make", "built": "build", "produced": "produce", "manufactured": "manufacture",
    "fabricated": "fabricate", "assembled": "assemble", "packaged": "package", "supplied": "supply",
}  # fmt: skip


def joined_predications(sentence: Sentence) -> Iterator[Predication]:
    """Yield a predication for each participle that is joined to the name of who has done it.

    Its ``compound`` is who has done it, its object what the noun means.

    Args:
        sentence: An English sentence.
    """
    for phrase in sentence.phrases:
        for mention in phrase.mentions:
            verb = _DONE.get(mention.head.lower()) if mention.head else None
            at = next((i for i in range(phrase.first, phrase.last) if sentence.tokens[i].mention is mention), None)
            if verb is None or at is None or mention.refs[0].cls in {"Country", "JurisdictionGroup"}:
                continue
            pred = Predication(verb, at, phrase.first, phrase.last, passive=True, finite=False, past=True, link="rel")
            ref = mention.refs[0]
            pred.compound = (EntityRef(ref.label, ref.cls, ref.known),)
            pred.args = [Arg((phrase.index,), ("obj",), phrase.first, phrase.last)]
            yield pred
