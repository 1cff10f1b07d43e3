"""For whom "we" speaks in an interview: the firm of who is asked. Elsewhere "we" means nobody in particular."""

from __future__ import annotations

from dataclasses import dataclass

from chippolitik.model.annotated import AnnotatedDocument, Phrase, Sentence
from chippolitik.model.mention import NameRef

__all__ = ["OUR", "Voice", "voice_of"]

_WE = frozenset({"we", "us", "ours", "wir", "uns"})
OUR = frozenset({
    "our", "unser", "unsere", "unseren", "unserem", "unserer", "unseres",
})  # fmt: skip
_YOU = frozenset({"you", "yours", "Sie", "Ihnen"})
_YOUR = frozenset({"your", "Ihr", "Ihre", "Ihren", "Ihrem", "Ihrer", "Ihres"})
_FIRMS = frozenset({"Company", "Organization", "ResearchOrganization", "Entity"})
_LEAD = 4  # sentences that present who is asked
_LEAST_QUESTIONS = 3  # paragraphs
_LEAST_WE = 4  # words


@dataclass(frozen=True, slots=True)
class Voice:
    """Who answers in an interview.

    Attributes:
        firm: The firm that "we" and "our" mean.
        asking: Paragraphs with a question, in which "you" means it.
    """

    firm: NameRef
    asking: frozenset[int]

    def means(self, sentence: Sentence, phrase: Phrase) -> bool:
        """Whether a pronoun is that firm: "we" in answers, "you" in questions."""
        return self._speaks(sentence, sentence.tokens[phrase.last].text, _WE, _YOU)

    def owns(self, sentence: Sentence, phrase: Phrase) -> bool:
        """Whether a phrase is the firm's: "our chip", in questions "your chip"."""
        return self._speaks(sentence, sentence.tokens[phrase.first].text, OUR, _YOUR)

    def _speaks(self, sentence: Sentence, word: str, first: frozenset[str], second: frozenset[str]) -> bool:
        german = sentence.language == "de"
        asked = sentence.paragraph in self.asking and (word if german else word.lower()) in second
        return word.lower() in first or asked


def voice_of(annotated: AnnotatedDocument) -> Voice | None:
    """Return who answers in a document, or None where it is no interview.

    An interview has several paragraphs that end in a question and words like "we"; the firm is the first one named
    after the person whom the lead presents.

    Args:
        annotated: The document.
    """
    last = {sentence.paragraph: sentence for sentence in annotated.sentences}
    asking = frozenset(paragraph for paragraph, sentence in last.items() if sentence.question)
    said = sum(token.lower in _WE | OUR for sentence in annotated.sentences for token in sentence.tokens)
    if len(asking) < _LEAST_QUESTIONS or said < _LEAST_WE:
        return None
    person = False
    for sentence in annotated.sentences[:_LEAD]:
        for token in sentence.tokens:
            ref = token.mention.refs[0] if token.mention is not None else None
            person = person or (ref is not None and ref.cls == "Person")
            if person and ref is not None and ref.cls in _FIRMS:
                return Voice(ref, asking)
    return None
