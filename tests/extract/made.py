"""Claims and predications of small texts, by the shipped knowledge base and lexicon, for the tests of this folder."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from chippolitik.annotate import Annotator
from chippolitik.extract import FrameExtractor
from chippolitik.extract.english import english_predications
from chippolitik.extract.german import german_predications
from chippolitik.extract.predication import Predication
from chippolitik.lexicon import load_lexicon
from chippolitik.model import Claim, Document, PartialDate, claim_to_flat
from chippolitik.model.resolved import ResolvedDocument
from chippolitik.resolve import Resolver
from chippolitik.tables import load_tables

PUBLISHED = PartialDate("2024-09-30")


@cache
def stages() -> tuple[Annotator, Resolver, FrameExtractor]:
    tables, lexicon = load_tables(), load_lexicon()
    return Annotator(tables, lexicon), Resolver(tables, lexicon), FrameExtractor(tables, lexicon)


def resolved(text: str, language: str) -> ResolvedDocument:
    """Return a text with its referents."""
    annotator, resolver, _ = stages()
    document = Document(name="made", key="made", text=text, published=PUBLISHED, language=language)
    return resolver.resolve(annotator.annotate(document))


def claims(text: str, language: str) -> list[Claim]:
    """Return the claims of a text."""
    return stages()[2].extract(resolved(text, language))


def rows(text: str, language: str, kind: str | None = None) -> list[dict[str, Any]]:
    """Return the claims of a text as rows of the flat table, of one kind if that is given."""
    found = [claim_to_flat(claim, article="made", iri=str) for claim in claims(text, language)]
    return [row for row in found if kind in {None, row["kind"]}]


def roles(text: str, language: str, kind: str) -> list[Mapping[str, Any]]:
    """Return the roles of the claims of one kind."""
    return [row["roles"] for row in rows(text, language, kind)]


def predications(text: str, language: str) -> dict[str, Predication]:
    """Return the predications of a sentence by their verb."""
    [sentence] = resolved(text, language).annotated.sentences
    found = english_predications(sentence) if language == "en" else german_predications(sentence)
    return {pred.verb: pred for pred in found}


def arguments(text: str, language: str, verb: str) -> list[tuple[str, str]]:
    """Return the arguments of a verb: the functions that each may have, and its words, coordinated ones joined."""
    [sentence] = resolved(text, language).annotated.sentences
    words = {
        phrase.index: " ".join(token.text.strip() for token in sentence.tokens[phrase.first : phrase.last + 1])
        for phrase in sentence.phrases
    }
    args = predications(text, language)[verb].args
    return [(" ".join(arg.functions), " + ".join(words[index] for index in arg.phrases)) for arg in args]
