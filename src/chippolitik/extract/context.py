"""What frames may ask of a sentence and of the text before it, beyond the arguments of their verb."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from chippolitik.extract.draft import Draft
from chippolitik.extract.earlier import Earlier
from chippolitik.extract.fillers import fillers
from chippolitik.extract.predication import Predication
from chippolitik.model.annotated import Phrase, Sentence
from chippolitik.model.entity import EntityRef
from chippolitik.model.kinds import Fills
from chippolitik.model.resolved import PhraseRefs, ResolvedDocument
from chippolitik.model.time import PartialDate

__all__ = ["FIRMS", "Context", "topic_of"]

FIRMS = frozenset({"Company", "Organization", "ResearchOrganization", "Agent"})
"""Classes of what makes, owns, has a seat and earns."""

SAYING = {
    "en": frozenset(
        """say announce insist maintain argue counter note state claim contend reply respond stress assert declare add
        protest object retort explain""".split()  # noqa: SIM905 - words
    ),
    "de": frozenset(
        """sagen erklären kontern entgegnen erwidern betonen versichern beteuern behaupten heißen mitteilen mit|teilen
        protestieren unterstreichen konstatieren""".split()  # noqa: SIM905 - words
    ),
}
"""Verbs of saying whose subject may confirm or deny what they introduce."""

_LET = frozenset({"wissen", "mitteilen", "ausrichten", "verlauten", "erklären", "verbreiten"})  # "ließ wissen"
_EMBEDDED = frozenset({"inf", "ing", "that", "coord"})
_IMPOSED = frozenset({"measure", "license", "list", "penalty", "event"})
_TOPICAL = 3  # times
_BEGINNING = 2  # sentences: a headline and what follows it
_AT_FIRST = 2  # times
_HARDWARE = frozenset({"AIAccelerator", "Chip", "MemoryChip", "ComputeSystem", "ProductGroup"})
_NEAR = 2  # sentences that a product may lie back
_FAR = 8  # sentences that a government may lie back


@dataclass(slots=True)
class Context:
    """A sentence in its document.

    Attributes:
        resolved: The document.
        sentence: The sentence.
        refs: Referents of its phrases.
        preds: Its predications.
        makers: Product → maker, as far as the text has said so.
        vendors: Product → maker by the knowledge base, for makers that the text names.
        topic: The firm that the article is about; see ``topic_of``.
        earlier: The named things of the document, for the sentences before this one.
        rules: The rules that the text has spoken of so far.
        deeds: ``verbs`` and ``nouns``: German word → English, for what is advised.
    """

    resolved: ResolvedDocument
    sentence: Sentence
    refs: Sequence[PhraseRefs]
    preds: Sequence[Predication]
    makers: dict[str, EntityRef] = field(default_factory=dict)
    vendors: dict[str, EntityRef] = field(default_factory=dict)
    topic: tuple[EntityRef, ...] = ()
    earlier: Earlier = field(default_factory=lambda: Earlier(()))
    deeds: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    rules: list[Draft] = field(default_factory=list)
    _found: dict[tuple[object, ...], tuple[tuple[EntityRef, ...], ...]] = field(default_factory=dict)
    _nouns: dict[int, frozenset[str]] = field(default_factory=dict)
    _told: dict[int, list[Predication]] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The article's text."""
        return self.resolved.annotated.document.text

    @property
    def published(self) -> PartialDate | None:
        """When the article was published, or None."""
        return self.resolved.annotated.document.published

    def words(self, first: int, last: int) -> str:
        """Return the text from one token to another, both included."""
        tokens = self.sentence.tokens
        return self.text[tokens[first].start : tokens[last].end]

    def nouns(self, phrase: Phrase) -> frozenset[str]:
        """Return the words of a phrase, in lower case and as English base forms."""
        found = self._nouns.get(phrase.index)
        if found is None:
            tokens = self.sentence.tokens[phrase.first : phrase.last + 1]
            words = [token.lower for token in tokens]
            words += [noun.lemma for token in tokens for noun in token.nouns]
            found = self._nouns[phrase.index] = frozenset(words)
        return found

    def children(self, pred: Predication) -> list[Predication]:
        """Return the predications that a predication embeds; of a noun the infinitive and clause that tell of it."""
        if pred.at < len(self.sentence.tags) and self.sentence.tags[pred.at] not in "VAO":
            return self._of_noun(pred)
        return [
            other
            for other in self.preds
            if other.parent is pred and (other.link in _EMBEDDED or other.subordinator == "wer")
        ]

    def _of_noun(self, pred: Predication) -> list[Predication]:
        """Return what tells more of a noun: "a licence to sell the H20", "waivers under which Samsung ships tools"."""
        found = self._told.get(pred.at)
        if found is not None:
            return found
        found = self._told[pred.at] = []
        for other in sorted((p for p in self.preds if p.at >= pred.at), key=_place):
            told = other.link.startswith("rel") and any(a.first <= pred.at <= a.last for a in other.args)
            if told or (other.link == "inf" and not other.finite):
                found.append(other)
            elif other.finite:
                break
        return found

    def below(self, pred: Predication) -> Iterator[Predication]:
        """Yield all that a predication embeds, at any depth, the nearest first."""
        queue = self.children(pred)
        for child in queue:
            yield child
            queue += [other for other in self.children(child) if other not in queue]

    def sayer(self, pred: Predication) -> tuple[EntityRef, ...]:
        """Return who says what a predication states: the subject of the verb of saying above or beside it.

        Args:
            pred: The predication: "has broken" in "Nvidia insists it has broken no law".
        """
        above = [pred.parent] if pred.parent is not None else []
        for other in [*above, *(p for p in self.preds if p is not pred and p.parent is not pred)]:
            lets = other.causative and other.verb in _LET
            said = lets or other.verb in SAYING[self.sentence.language]
            if not said or other.passive or other.negated:
                continue
            arg = other.arg("caus" if lets else "subj")
            ref = self.refs[arg.phrases[0]] if arg is not None else None
            if ref is not None and ref.agents and ref.how in {"name", "definite", "pronoun"}:
                return ref.agents[:1]
            inside = other.arg("bei")
            if inside is not None and self.refs[inside.phrases[0]].agents:
                return self.refs[inside.phrases[0]].agents[:1]
        return ()

    def fillers(self, phrases: tuple[int, ...], fills: Fills, classes: tuple[str, ...]) -> tuple[EntityRef, ...]:
        """Return what a role may be filled with from coordinated phrases; see ``fillers``."""
        key = (phrases, fills, classes)
        if key not in self._found:
            self._found[key] = (fillers(self.refs, phrases, fills, classes),)
        return self._found[key][0]

    def named_before(self, back: int, fills: Fills, classes: tuple[str, ...]) -> tuple[tuple[EntityRef, ...], ...]:
        """Return the first and the last of the named things of an earlier sentence that may fill a role.

        Args:
            back: How many sentences before this one.
            fills: What may fill the role.
            classes: Narrower classes that the frame asks for.
        """
        return self.earlier.ends(self.sentence.index - back, fills, classes)

    def government(self, *, other_than: frozenset[str] = frozenset()) -> tuple[EntityRef, ...]:
        """Return the public body that acts here: the last one in this sentence, else the last one before it.

        Args:
            other_than: Labels of those that are not meant.
        """
        key = ("government", other_than)
        if key not in self._found:
            self._found[key] = (self._acting(other_than),)
        return self._found[key][0]

    def _acting(self, other_than: frozenset[str]) -> tuple[EntityRef, ...]:
        index = self.sentence.index
        for back in range(_FAR):
            if index - back < 0:
                break
            sentence, refs = self.resolved.annotated.sentences[index - back], self.resolved.refs[index - back]
            pairs = zip(sentence.phrases, refs, strict=True)
            found = [r.agents[:1] for p, r in pairs if self._acts(p, r, here=back == 0)]
            found = found or [r.owner[:1] for r in refs if _is_rule(r)]
            found = [agents for agents in found if agents[0].label not in other_than]
            if found:
                return found[-1]
        return ()

    def keeper(self) -> tuple[EntityRef, ...]:
        """Return who keeps the control list that the sentence names."""
        named = (entity.known for ref in self.refs for entity in ref.lists if entity.known)
        return next(((self.resolved.issuers[one],) for one in named if one in self.resolved.issuers), ())

    def firm(self, *, earlier: bool = False) -> tuple[EntityRef, ...]:
        """Return the firm that the text speaks of here: the first one of this sentence or of the one before it.

        Args:
            earlier: Whether this sentence itself is left out.
        """
        index = self.sentence.index
        for back in range(int(earlier), 3):
            if index - back < 0:
                break
            for ref in self.resolved.refs[index - back]:
                if (
                    ref.agents
                    and ref.agents[0].cls in FIRMS
                    and ref.how in {"name", "definite"}
                    and not ref.agents[0].described
                ):
                    return ref.agents[:1]
        return ()

    def earlier_products(self, phrases: Sequence[int]) -> Iterator[tuple[EntityRef, ...]]:
        """Yield the products of the sentences before that a pronoun may mean where its own fills another role.

        Args:
            phrases: Indices of the phrases; only a single pronoun has any.
        """
        if len(phrases) != 1 or self.refs[phrases[0]].how != "pronoun":
            return
        index = self.sentence.index
        own = self.refs[phrases[0]].products
        seen = {product.label for product in own}
        sorts = {product.cls for product in own}
        sorts |= _HARDWARE if sorts & _HARDWARE else set()
        for back in range(1, min(_NEAR, index) + 1):
            for ref in self.resolved.refs[index - back]:
                named = ref.products[:1] if ref.how == "name" else ()
                alike = bool(named) and (not own or named[0].cls in sorts)
                if alike and named[0].label not in seen and not named[0].described:
                    seen.add(named[0].label)
                    yield named

    def vendor_of(self, product: EntityRef) -> tuple[EntityRef, ...]:
        """Return who makes a product, by what the text has said or by whom of its makers the text names."""
        found = self.makers.get(product.label) or self.vendors.get(product.label)
        return (found,) if found else self.firm()

    def maker_of(self, phrases: Sequence[int]) -> tuple[EntityRef, ...]:
        """Return whose device a phrase names: the Mate 60 Pro is Huawei's, if the text says so or names Huawei."""
        ref = self.refs[phrases[0]]
        owner = ref.owner[:1] if ref.owner and ref.owner[0].cls in FIRMS else ()
        if owner or ref.how != "name" or not ref.products:
            return owner
        label = ref.products[0].label
        found = self.makers.get(label) or self.vendors.get(label)
        return (found,) if found else ()

    @staticmethod
    def _acts(phrase: Phrase, ref: PhraseRefs, *, here: bool) -> bool:
        if not ref.agents or ref.agents[0].cls != "GovernmentBody" or ref.how == "pronoun":
            return False
        if ref.places:
            # A country is a government where it acts, not where something is or goes.
            return not phrase.prep or (phrase.prep in {"from", "by", "von", "vom"} and here)
        return True


def _place(pred: Predication) -> int:
    return pred.at


def _is_rule(ref: PhraseRefs) -> bool:
    """Whether a phrase names a state by what it imposes: "U.S. export rules", "American criminal cases"."""
    return ref.cls in _IMPOSED and bool(ref.owner) and ref.owner[0].cls == "GovernmentBody" and not ref.agents


def topic_of(resolved: ResolvedDocument) -> tuple[EntityRef, ...]:
    """Return the firm that an article is about: the one that it names most, if that is three times, or the only one.

    To be named at the beginning counts as being named twice more.

    Args:
        resolved: The document.
    """
    named: Counter[EntityRef] = Counter()
    first: set[EntityRef] = set()
    for index, row in enumerate(resolved.refs):
        for ref in row:
            if ref.how in {"name", "definite"} and ref.agents and ref.agents[0].cls in FIRMS:
                named[ref.agents[0]] += 1
                if index < _BEGINNING and ref.how == "name":
                    first.add(ref.agents[0])
    for firm in first:
        named[firm] += _AT_FIRST if named[firm] > 1 else 0
    most = named.most_common(1)
    return (most[0][0],) if most and (most[0][1] >= _TOPICAL or len(named) == 1) else ()
