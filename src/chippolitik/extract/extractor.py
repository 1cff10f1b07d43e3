"""From a resolved document to its claims: frames, relations, comparisons, metrics; then choice, attribution, links."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from chippolitik.extract.advising import advice
from chippolitik.extract.attributing import Attributor
from chippolitik.extract.candidates import Candidate, Seeker
from chippolitik.extract.choosing import chosen
from chippolitik.extract.comparing import Comparer
from chippolitik.extract.context import Context, topic_of
from chippolitik.extract.deciding import decided
from chippolitik.extract.draft import Draft
from chippolitik.extract.earlier import Earlier
from chippolitik.extract.english import english_predications
from chippolitik.extract.framing import Framer
from chippolitik.extract.german import german_predications
from chippolitik.extract.linking import linked
from chippolitik.extract.makers import maker_of
from chippolitik.extract.metrics import MetricReader
from chippolitik.extract.name_types import with_products
from chippolitik.extract.predication import Predication
from chippolitik.extract.relations import RelationReader
from chippolitik.extract.sorts import Sorts
from chippolitik.extract.staging import with_stages
from chippolitik.extract.stances import Stances
from chippolitik.extract.timing import with_times_said_before
from chippolitik.extract.weights import Weights, load_weights
from chippolitik.lexicon import Lexicon
from chippolitik.model.annotated import Sentence
from chippolitik.model.claim import Claim
from chippolitik.model.entity import EntityRef
from chippolitik.model.kinds import Kind
from chippolitik.model.resolved import ResolvedDocument
from chippolitik.tables import Tables

__all__ = ["FrameExtractor"]


class FrameExtractor:
    """Reads claims off resolved documents, deterministically.

    Args:
        tables: The knowledge base.
        lexicon: The lexicon.
        weights: What speaks how much for and against a candidate; by default the shipped table.

    Attributes:
        weights: The same.
        framer: Applies the frames.
    """

    def __init__(self, tables: Tables, lexicon: Lexicon, weights: Weights | None = None) -> None:
        self.weights = weights or load_weights()
        stances = Stances(lexicon)
        self.framer, sorts = Framer(tables, lexicon, stances), Sorts(tables)
        self._seeker, self._all = Seeker(self.framer, sorts, self.weights), Seeker(self.framer, sorts, None)
        self._relations = RelationReader(tables)
        self._comparer = Comparer(lexicon, stances)
        self._metrics = MetricReader(lexicon, stances)
        self._attributor = Attributor(lexicon)
        self._tables, self._lexicon = tables, lexicon
        self._deeds = {
            part: {str(german).replace("|", "").lower(): str(english) for german, english in words.items()}
            for part, words in lexicon.data["deeds"].items()
        } | {"adjectives": {german.lower(): english for german, english in lexicon.modifiers.items()}}

    def extract(self, resolved: ResolvedDocument) -> list[Claim]:
        """Return the claims of a document.

        Args:
            resolved: The document.

        Returns:
            One claim per thing said, in text order, with distinct digests and with links.
        """
        text = resolved.annotated.document.text
        found = [draft for pair in self.candidates(resolved) for draft in self.drafts(*pair)]
        drafts = self.settled(found, resolved)
        return linked(drafts, [draft.claim(text) for draft in drafts], resolved)

    def candidates(
        self, resolved: ResolvedDocument, *, every: bool = False, told: bool = False
    ) -> Iterator[tuple[Context, list[Candidate]]]:
        """Yield each sentence with what may be claims of it.

        Args:
            resolved: The document.
            every: Whether to yield hopeless candidates too, to learn from.
            told: Whether to yield those too that lose against a claim of their word, to be told of.
        """
        predications = lru_cache(maxsize=None)(_predications)
        resolved = with_products(resolved, self._lexicon, predications)
        makers: dict[str, EntityRef] = {}
        vendors, topic, earlier = self._vendors(resolved), topic_of(resolved), Earlier(resolved.refs)
        seeker, rules = self._all if every else self._seeker, list[Draft]()
        for sentence, refs in zip(resolved.annotated.sentences, resolved.refs, strict=True):
            preds = predications(sentence)
            context = Context(resolved, sentence, refs, preds, makers, vendors, topic, earlier, self._deeds, rules)
            related = list(self._relations.drafts(context))
            makers.update(
                (product.label, draft.roles["developer"][0])
                for draft in related
                if draft.kind is Kind.DEVELOPMENT
                for product in draft.roles["product"]
            )
            found = list(seeker.told(related, "relation", sentence.language))
            if not sentence.question:
                found += seeker.candidates(context, tuple(found), told=told)
                found += seeker.told(self._comparer.drafts(context), "comparer", sentence.language)
                found += seeker.told(advice(context), "advice", sentence.language)
                found += seeker.told(self._metrics.drafts(context), "metrics", sentence.language)
            yield context, found

    def drafts(self, context: Context, candidates: Sequence[Candidate]) -> list[Draft]:
        """Return the candidates of a sentence that are likely enough, each with who says so.

        Args:
            context: The sentence.
            candidates: What may be claims of it.
        """
        drafts = decided(candidates, self.weights)
        self._attributor.attribute(context, drafts)
        for draft in drafts:
            draft.headline = _is_headline(context)
        context.rules += [draft for draft in drafts if draft.kind is Kind.REGULATION]
        return drafts

    @staticmethod
    def settled(drafts: Sequence[Draft], resolved: ResolvedDocument) -> list[Draft]:
        """Return the drafts of a document that become claims, in text order, with times said before.

        Args:
            drafts: The drafts of all its sentences, in text order.
            resolved: The document.
        """
        timed = with_times_said_before(drafts, resolved)
        return chosen(with_stages(timed, resolved.annotated.document.published))

    def _vendors(self, resolved: ResolvedDocument) -> dict[str, EntityRef]:
        """Return the makers of products by the knowledge base, as far as the text names both."""
        named = {
            ref.agents[0].known: ref.agents[0]
            for row in resolved.refs
            for ref in row
            if ref.agents and ref.agents[0].known
        }
        found: dict[str, EntityRef] = {}
        for product in {p for row in resolved.refs for ref in row for p in ref.products if p.known}:
            maker = maker_of(self._tables, product)
            if maker in named:
                found[product.label] = named[maker]
        return found


def _predications(sentence: Sentence) -> list[Predication]:
    return english_predications(sentence) if sentence.language == "en" else german_predications(sentence)


def _is_headline(context: Context) -> bool:
    """Whether a sentence is the text's first line and has no end mark."""
    line = context.text[context.sentence.start : context.sentence.end].rstrip()
    return context.sentence.index == 0 and not line.endswith((".", "!", ":", "“", '"'))
