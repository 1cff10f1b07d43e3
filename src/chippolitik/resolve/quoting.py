"""For whom "we" speaks in a quotation: the firm of who is quoted, as the words around the quotation tell."""

from __future__ import annotations

from collections.abc import Sequence

from chippolitik.lexicon import Lexicon
from chippolitik.model.annotated import Phrase, Sentence
from chippolitik.model.entity import EntityRef
from chippolitik.model.resolved import PhraseRefs
from chippolitik.resolve.discourse import Discourse
from chippolitik.resolve.entities import Entities
from chippolitik.resolve.interviews import OUR

__all__ = ["QuotationReader"]

_MARKS = frozenset('"„“”»«')
_WE = frozenset({"we", "us", "wir", "uns"})
_FIRMS = frozenset({"Company", "Organization", "ResearchOrganization", "GovernmentBody", "Agent"})
_BEHIND = frozenset({"of", "for", "at", "from", "von", "vom", "bei", "beim", "der", "des"})
_NEAR = 3  # phrases that the firm of a person may stand behind it


class QuotationReader:
    """Finds who speaks in quotations, sentence by sentence of one document.

    Args:
        lexicon: The lexicon, for verbs of saying.
        entities: Makes references.
        language: ``en`` or ``de``.
    """

    def __init__(self, lexicon: Lexicon, entities: Entities, language: str) -> None:
        self._verbs = frozenset(lexicon.data["attribution"][language]["verbs"].replace("|", "").split())
        self._entities = entities

    def read(self, sentence: Sentence, row: Sequence[PhraseRefs], discourse: Discourse) -> list[PhraseRefs]:
        """Return the referents of a sentence's phrases, "we" and "our" in a quotation among them.

        Args:
            sentence: The sentence.
            row: Referents of its phrases.
            discourse: What the text has spoken of; it remembers who is quoted.
        """
        out = list(row)
        inside = self._inside(sentence, discourse)
        if not any(inside):
            return out
        speaker = self._speaker(sentence, row, inside, discourse)
        if speaker is not None:
            discourse.quoted = (sentence.paragraph, speaker)
        elif discourse.quoted is None or discourse.quoted[0] != sentence.paragraph:
            return out
        else:
            speaker = discourse.quoted[1]
        for phrase in sentence.phrases:
            refs = out[phrase.index]
            if not inside[phrase.first] or (discourse.voice is not None and refs.how == "pronoun"):
                continue
            if phrase.first == phrase.last and sentence.tokens[phrase.last].lower in _WE:
                out[phrase.index] = PhraseRefs(agents=(speaker,), things=(speaker,), how="pronoun")
            elif phrase.det in OUR and not refs.owner:
                out[phrase.index] = refs._replace(owner=(speaker,))
        return out

    @staticmethod
    def _inside(sentence: Sentence, discourse: Discourse) -> list[bool]:
        """Return for each token whether it stands in a quotation; one ends with its paragraph at the latest."""
        is_open = discourse.quotation == sentence.paragraph
        found = []
        for token in sentence.tokens:
            if token.text in _MARKS:
                is_open = not is_open
            found.append(is_open and token.text not in _MARKS)
        discourse.quotation = sentence.paragraph if is_open else -1
        return found

    def _speaker(
        self, sentence: Sentence, row: Sequence[PhraseRefs], inside: Sequence[bool], discourse: Discourse
    ) -> EntityRef | None:
        """Return for whom the one speaks who stands beside a verb of saying outside the quotation, or None."""
        for index, token in enumerate(sentence.tokens):
            if inside[index] or not any(form.lemma in self._verbs for form in token.verbs):
                continue
            beside = [phrase for phrase in sentence.phrases if not inside[phrase.first] and not phrase.prep]
            behind = [phrase for phrase in beside if phrase.first == index + 1]
            ahead = [phrase for phrase in beside if phrase.last < index]
            for phrase in (*behind, *ahead[-1:]):
                if firm := self._firm(sentence, phrase, row, discourse):
                    return firm
        return None

    def _firm(
        self, sentence: Sentence, phrase: Phrase, row: Sequence[PhraseRefs], discourse: Discourse
    ) -> EntityRef | None:
        """Return the firm that one who speaks is, or works for as far as the text tells."""
        refs = row[phrase.index]
        agent = refs.agents[0] if refs.agents else None
        if agent is not None and agent.cls in _FIRMS and not agent.described:
            return agent
        for mention in phrase.mentions:  # "Intel chief executive Pat Gelsinger"
            if mention.refs[0].cls in _FIRMS:
                employer = self._entities.of(mention.refs[0])
                if agent is not None:
                    discourse.employers[agent.label] = employer
                return employer
        if agent is None or agent.cls != "Person":
            found = discourse.subject(sentence.index, phrase.first, person=False) if refs.cls == "person" else None
            return self._entities.of(found) if found is not None else None
        for other in sentence.phrases[phrase.index + 1 : phrase.index + 1 + _NEAR]:
            firm = row[other.index].agents[0] if row[other.index].agents else None
            works = other.prep in _BEHIND or other.det in _BEHIND
            if works and firm is not None and firm.cls in _FIRMS and not firm.described:
                discourse.employers[agent.label] = firm
                return firm
        return discourse.employers.get(agent.label)
