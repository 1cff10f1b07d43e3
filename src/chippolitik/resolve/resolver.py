"""From noun phrases to entities: names, bodies, described things and safe anaphora, in the order of the text."""

from __future__ import annotations

from collections.abc import Iterator

from chippolitik.lexicon import Lexicon
from chippolitik.model.annotated import AnnotatedDocument, Phrase, Sentence
from chippolitik.model.entity import EntityRef
from chippolitik.model.mention import NameRef
from chippolitik.model.resolved import PhraseRefs, ResolvedDocument
from chippolitik.resolve.appositions import with_appositions, with_employers, with_names_after
from chippolitik.resolve.classes import AGENTS, PLACES, PRODUCTS
from chippolitik.resolve.discourse import Discourse
from chippolitik.resolve.genders import called_by, genders_of
from chippolitik.resolve.interviews import voice_of
from chippolitik.resolve.members import with_members
from chippolitik.resolve.reading import PhraseReader
from chippolitik.resolve.spoken import Spoken
from chippolitik.resolve.trading import with_countries, with_other_parties, with_seats, with_transparent_nouns
from chippolitik.tables import EntityRow, Tables

__all__ = ["Resolver"]

_LOOSE = ",:;()–—-\"„“«»'VAKBXR"  # may stand between a name and what describes its bearer
_COMPARING = frozenset({"als", "than", "wie", "as"})
_DESCRIBED = frozenset({"company", "body", "group", "product"})
_ONE = frozenset({"a", "an", "another", "one", "ein", "eine", "einen", "einem", "einer", "eines"})
_NOTED = AGENTS | {"Entity"}


class Resolver:
    """Resolves the noun phrases of documents.

    Args:
        tables: The knowledge base.
        lexicon: The lexicon.
    """

    def __init__(self, tables: Tables, lexicon: Lexicon) -> None:
        self._tables = tables
        self._readers = {lang: PhraseReader(tables, lexicon, lang) for lang in lexicon.words}
        self._makers = {
            row.label_en: EntityRef(tables.flat_label(row.parent), "Company", row.parent)
            for row in tables.entities.values()
            if row.cls == "ProductGroup" and row.parent
        }
        self._demonyms = {
            name.entity: name.form for name in reversed(list(tables.names())) if name.demonym and name.language == "en"
        }
        self._countries = {
            row.id: EntityRef(row.label_en, row.cls, row.id) for row in tables.entities.values() if row.cls in PLACES
        }
        self._governments = {
            country: EntityRef(tables.flat_label(government), "GovernmentBody", government)
            for country in self._countries
            if (government := tables.government_of(country)) is not None
        }
        self._issuers = {
            row.id: EntityRef(tables.flat_label(row.parent), "GovernmentBody", row.parent)
            for row in tables.entities.values()
            if row.cls == "ControlList" and row.parent
        }

    def resolve(self, annotated: AnnotatedDocument) -> ResolvedDocument:
        """Return the document with what its noun phrases refer to.

        Args:
            annotated: The annotated document.
        """
        discourse = Discourse(self._tables, voice=voice_of(annotated))
        refs = []
        for sentence in annotated.sentences:
            reader = self._readers[sentence.language]
            row: list[PhraseRefs] = []
            for phrase in sentence.phrases:
                row.append(reader.read(sentence, phrase, row, discourse))
                self._note(sentence, phrase, row[-1], discourse)
                self._note_body(sentence, phrase, row[-1], discourse)
                self._note_definite(sentence, phrase, row[-1], discourse)
                for spoken, broad in _described(sentence, phrase, row[-1]):
                    discourse.note(spoken, broad, named=False)
            row = with_countries(sentence, with_transparent_nouns(sentence, row), self._demonyms)
            row = with_seats(sentence, row, self._governments)
            row = with_employers(sentence, reader.with_vendors(sentence, row))
            row = reader.with_speakers(sentence, row, discourse)
            row = with_other_parties(
                sentence, with_names_after(sentence, with_appositions(sentence, row)), self._makers
            )
            refs.append(tuple(with_members(sentence, row)))
            for phrase, found in zip(sentence.phrases, refs[-1], strict=True):
                for spoken, _ in _described(sentence, phrase, found):
                    discourse.correct(spoken)
        return ResolvedDocument(annotated, tuple(refs), self._countries, self._issuers)

    @staticmethod
    def _note_body(sentence: Sentence, phrase: Phrase, refs: PhraseRefs, discourse: Discourse) -> None:
        """Remember who is named by what it does: "chinesische Behörden", "der Verband der Maschinenbauer"."""
        if refs.cls == "group" and refs.how == "name" and not phrase.mentions:
            ref = NameRef(refs.agents[0].label, refs.agents[0].cls)
            discourse.note(_spoken(ref, sentence, phrase, refs, subject=not phrase.prep), "agent")
        if refs.cls in {"body", "person"} and refs.how == "name" and refs.agents and not refs.places:
            body = refs.agents[0]
            if body.cls == "GovernmentBody" and body.known:
                ref = NameRef(body.label, body.cls, body.known, "label", refs.nationality)
                discourse.note(_spoken(ref, sentence, phrase, refs, subject=not phrase.prep), "agent")

    def _note_definite(self, sentence: Sentence, phrase: Phrase, refs: PhraseRefs, discourse: Discourse) -> None:
        """Remember whom or what "the company", "der Chip" has just meant, for the pronouns after it."""
        if refs.how != "definite":
            return
        subject = not phrase.prep and phrase.det not in {"des", "dem", "den"}
        for entities, broad in ((refs.agents[:1], "agent"), (refs.products[:1], "product")):
            for entity in entities if refs.cls != "person" else ():
                row = self._tables.entities.get(entity.known or "")
                country = row.country if isinstance(row, EntityRow) else None
                ref = NameRef(entity.label, entity.cls, entity.known, "label", country or refs.nationality)
                discourse.note(_spoken(ref, sentence, phrase, refs, subject=subject), broad, named=False)

    @staticmethod
    def _note(sentence: Sentence, phrase: Phrase, refs: PhraseRefs, discourse: Discourse) -> None:
        """Remember the names of a phrase for what comes after it."""
        before = sentence.tokens[phrase.first - 1].lower if phrase.first else ""
        free = not phrase.prep and before not in _COMPARING
        subject = free and (not phrase.mentions or not phrase.mentions[-1].possessive)
        for mention in phrase.mentions:
            ref = mention.refs[0]
            if ref.kind == "branch":
                continue
            broad = (
                "product"
                if ref.cls in PRODUCTS
                else "agent"
                if ref.cls in _NOTED
                else "place"
                if ref.cls in PLACES
                else ""
            )
            if broad and not (
                broad == "agent" and mention.head and phrase.nouns and phrase.nouns[0].cls == "product" and not subject
            ):
                discourse.note(_spoken(ref, sentence, phrase, refs, subject=subject), broad)


def _described(sentence: Sentence, phrase: Phrase, refs: PhraseRefs) -> Iterator[tuple[Spoken, str]]:
    """Yield the one thing or firm without a name that a phrase brings in: "a carmaker", "ein neues Röntgengerät".

    Beside a name of its sort a description may be of what is named: "Poro, an open model".
    """
    if refs.how != "described" or phrase.plural or refs.cls not in _DESCRIBED or phrase.det not in _ONE:
        return
    if _is_apposed(sentence, phrase, PRODUCTS if refs.cls == "product" else _NOTED):
        return
    for entities, broad in ((refs.agents[:1], "agent"), (refs.products[:1], "product")):
        for entity in entities:
            if entity.described:
                ref = NameRef(entity.label, entity.cls, None, "described", refs.nationality)
                yield _spoken(ref, sentence, phrase, refs, subject=not phrase.prep), broad


def _is_apposed(sentence: Sentence, phrase: Phrase, sort: frozenset[str]) -> bool:
    """Whether a description may be of what the phrase before or after it names: "Poro, an open model"."""
    for other in sentence.phrases[max(0, phrase.index - 1) : phrase.index + 2]:
        first, second = sorted((phrase, other), key=lambda p: p.first)
        gap = sentence.tags[first.last + 1 : second.first]
        if any(mention.refs[0].cls in sort for mention in other.mentions) and not gap.strip(_LOOSE):
            return True
    return False


def _spoken(ref: NameRef, sentence: Sentence, phrase: Phrase, refs: PhraseRefs, *, subject: bool) -> Spoken:
    genders = genders_of(sentence, phrase)
    called = called_by(sentence, phrase, refs.lemma)
    return Spoken(ref, sentence.index, sentence.paragraph, phrase.first, subject, genders, called)
