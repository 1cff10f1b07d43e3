"""Texts resolved with the shipped knowledge base and lexicon, for the tests of this folder."""

from __future__ import annotations

from functools import cache

from chippolitik.annotate import Annotator
from chippolitik.lexicon import load_lexicon
from chippolitik.model import Document, PartialDate
from chippolitik.model.resolved import PhraseRefs
from chippolitik.resolve import Resolver
from chippolitik.tables import load_tables


@cache
def stages() -> tuple[Annotator, Resolver]:
    tables, lexicon = load_tables(), load_lexicon()
    return Annotator(tables, lexicon), Resolver(tables, lexicon)


def referents(text: str, language: str) -> dict[str, PhraseRefs]:
    """Return what the phrases of a text refer to, by their words; of two alike the later one."""
    annotator, resolver = stages()
    document = Document(name="made", key="made", text=text, published=PartialDate("2024-09-30"), language=language)
    resolved = resolver.resolve(annotator.annotate(document))
    return {
        " ".join(token.text for token in sentence.tokens[phrase.first : phrase.last + 1]): refs
        for sentence, row in zip(resolved.annotated.sentences, resolved.refs, strict=True)
        for phrase, refs in zip(sentence.phrases, row, strict=True)
    }


def labels(refs: PhraseRefs) -> dict[str, list[str]]:
    """Return the labels of what a phrase may refer to, by what a role wants, without those that are empty."""
    return {
        name: [entity.label for entity in getattr(refs, name)]
        for name in ("agents", "products", "places", "lists")
        if getattr(refs, name)
    }
