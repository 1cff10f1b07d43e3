"""What a text has spoken of so far, and which of it a pronoun or a definite phrase means; abstains where unsafe."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

from chippolitik.model.entity import EntityRef
from chippolitik.model.mention import NameRef
from chippolitik.resolve.genders import ANY
from chippolitik.resolve.interviews import Voice
from chippolitik.resolve.spoken import Spoken, before, best, front
from chippolitik.resolve.wares import may_be_called
from chippolitik.tables import EntityRow, Tables

__all__ = ["Discourse"]

_ORGANISATIONS = frozenset({"Company", "Organization", "ResearchOrganization"})
_BODIES = frozenset({"GovernmentBody"})
_ACTORS = _ORGANISATIONS | _BODIES | {"Entity", "Agent"}
_PERSONS = frozenset({"Person"})
_NOT_MEANT = frozenset({"NewsOrganization"})
_NEUTER = frozenset("n")
_FAR = 4  # sentences that an antecedent may lie back
_FAR_NATIONAL = 12
_FAR_PRONOUN = 2
_ACADEMIC = frozenset({"university", "institute", "academy", "school", "centre"})
_RELATIONAL = frozenset({"buyer", "rival", "competitor", "client", "partner", "investor", "customer", "party"})
_KINDS = _ACADEMIC | _RELATIONAL | {
    "bank", "fund", "distributor", "dealer", "trader", "broker", "retailer", "exporter", "importer", "consultancy",
    "market researcher", "think tank", "carmaker", "lessor", "shareholder",
}  # fmt: skip
"""Nouns that firms of the trade are not called by unless the text has done so."""
_PLAIN = frozenset({"", "company", "firm", "group", "corporation", "enterprise", "business"})
_TOPICAL = 3  # times
_LAST = 100  # mentions that the country of a ministry may lie back
_BESIDE = 3  # tokens between the names of a pair
_ANY_BODY = frozenset({"agency", "authority", "regulator", "watchdog", "bureau", "body", "office", "administration"})
_MINISTRY = frozenset({"ministry", "department"})  # what German has one word for


@dataclass(slots=True)
class Discourse:
    """The referents of one text, in the order in which it names them.

    Attributes:
        tables: The knowledge base, for nationality and role of candidates.
        agents: Organisations and persons.
        products: Products.
        media: Newspapers and agencies.
        places: Countries.
        voice: For whom "we" speaks, in an interview.
        quotation: Number of the paragraph whose quotation is not closed yet, or -1.
        quoted: Number of the paragraph that quotes somebody last, and for whom they speak, or None.
        employers: Label of a person → for whom they speak.
        count: How often each agent was named.
        firms: How often each organisation was named.
    """

    tables: Tables
    agents: list[Spoken] = field(default_factory=list)
    products: list[Spoken] = field(default_factory=list)
    count: Counter[str] = field(default_factory=Counter)
    firms: Counter[str] = field(default_factory=Counter)
    media: list[Spoken] = field(default_factory=list)
    places: list[Spoken] = field(default_factory=list)
    voice: Voice | None = None
    quotation: int = -1
    quoted: tuple[int, EntityRef] | None = None
    employers: dict[str, EntityRef] = field(default_factory=dict)

    def note(self, spoken: Spoken, broad: str, *, named: bool = True) -> None:
        """Remember a referent: ``agent``, ``product`` or ``place``; one that is not named is not counted."""
        if broad == "product":
            self.products.append(spoken)
        elif broad == "place":
            self.places.append(spoken)
        elif spoken.ref.cls in _NOT_MEANT:
            self.media.append(spoken)
        else:
            self.agents.append(spoken)
            self.count[spoken.ref.label] += named
            if spoken.ref.cls in _ORGANISATIONS:
                self.firms[spoken.ref.label] += named

    def correct(self, spoken: Spoken) -> None:
        """Put what the whole sentence tells of a referent without a name in the place of what was noted of it."""
        for said in (self.agents, self.products):
            for index in range(len(said) - 1, -1, -1):
                if said[index].sentence != spoken.sentence:
                    break
                old = said[index]
                if old.position == spoken.position and old.ref.kind == "described" and old.ref.cls == spoken.ref.cls:
                    said[index] = spoken

    def organisation(
        self, sentence: int, position: int, nationality: str | None, role: str, word: str = "", called: str = ""
    ) -> NameRef | None:
        """Return the organisation that "the company" or "the Chinese foundry" means, or None.

        Args:
            sentence: Index of the sentence.
            position: Offset of the phrase in it, in tokens.
            nationality: Id of the country that the phrase names, or None.
            role: Role of firms that the noun stands for, or empty.
            word: The noun; one that a name near has in it ("the university") means that name.
            called: The noun as the text calls others by it.
        """
        far = _FAR_NATIONAL if nationality or role else _FAR
        near = before(self.agents, sentence, position, far, _ORGANISATIONS | {"Entity"})
        if word and (same := [s for s in near if word in s.ref.label.lower().split()]):
            return same[-1].ref
        if word not in _PLAIN and (same := self._called(sentence, position, nationality, word, called)):
            return same[-1].ref
        if word in _KINDS and not nationality:
            return self._of_kind(near, sentence, word)
        if nationality:
            exact = [s for s in near if s.ref.country == nationality]
            if role:
                exact = [s for s in exact if self._has_role(s.ref, role)] or exact
            if exact:
                return max(exact, key=lambda s: (self.count[s.ref.label], s.sentence, s.subject)).ref
            return best([s for s in near if s.ref.country is None and s.ref.known is None], sentence)
        if role:
            exact = [s for s in near if self._has_role(s.ref, role)]
            return best(exact or [s for s in near if s.ref.known is None], sentence)
        return self._topical(near, sentence) or best(near, sentence)

    def _called(self, sentence: int, position: int, nationality: str | None, word: str, called: str) -> list[Spoken]:
        """Return the organisations that the text has called by a noun: in few words any, in most one without a name."""
        near = before(self.agents, sentence, position, _FAR_NATIONAL, _ORGANISATIONS | {"Entity", "Agent"})
        return [
            s
            for s in near
            if called
            and s.called == called
            and (word in _KINDS or s.ref.kind == "described")
            and (nationality is None or s.ref.country in {None, nationality})
        ]

    @staticmethod
    def _of_kind(near: list[Spoken], sentence: int, word: str) -> NameRef | None:
        """Return the organisation near that may be called by a noun that firms of the trade are not called by."""
        cls = "ResearchOrganization" if word in _ACADEMIC else "Entity"
        return None if word in _RELATIONAL else best([s for s in near if s.ref.cls == cls], sentence)

    def _topical(self, near: list[Spoken], sentence: int) -> NameRef | None:
        """Return the organisation that the text is about if it is near and no other one is a subject nearer."""
        [(label, count), *others] = self.firms.most_common(2) or [("", 0)]
        if count < _TOPICAL or (others and others[0][1] >= count):
            return None
        subjects = [s for s in near if s.subject and sentence - s.sentence <= 1]
        if subjects and subjects[-1].ref.label != label:
            return None
        return next((s.ref for s in reversed(near) if s.ref.label == label), None)

    def together(self, sentence: int, position: int, nationality: str, chosen: NameRef) -> list[NameRef]:
        """Return the organisations that "the Koreans" means: the one chosen, and those named beside it."""
        near = before(self.agents, sentence, position, _FAR_NATIONAL, _ORGANISATIONS)
        own = [s for s in near if s.ref.country == nationality]
        last = next((s for s in reversed(own) if s.ref.label == chosen.label), None)
        beside = [
            s.ref for s in own if last and s.sentence == last.sentence and abs(s.position - last.position) <= _BESIDE
        ]
        return list({ref.label: ref for ref in beside}.values()) or [chosen]

    def rivals(self, sentence: int, position: int, nationality: str | None, chosen: NameRef) -> list[NameRef]:
        """Return the other organisations that "the company" may mean, the most named first."""
        near = before(self.agents, sentence, position, _FAR_NATIONAL, _ORGANISATIONS)
        fitting = {s.ref.label: s.ref for s in near if nationality in {None, s.ref.country}}
        fitting.pop(chosen.label, None)
        return sorted(fitting.values(), key=lambda ref: -self.count[ref.label])

    def body(self, sentence: int, position: int, word: str) -> NameRef | None:
        """Return the public body that "the bureau" or "the ministry" means, or None."""
        bodies = before(self.agents, sentence, position, _FAR_NATIONAL, _BODIES)
        near = [s for s in bodies if not self._governs(s.ref)]
        words = _MINISTRY if word in _MINISTRY else {word}
        fitting = [s for s in near if word and any(one in s.ref.label.lower() for one in words)]
        chosen = fitting or (near if word in _ANY_BODY else [])
        return chosen[-1].ref if chosen else None

    def known(self, identifiers: Collection[str]) -> NameRef | None:
        """Return the agent named last that is one of some entities of the knowledge base, or None."""
        if not identifiers:
            return None
        return next((s.ref for s in reversed(self.agents) if s.ref.known in identifiers), None)

    def states(self) -> list[Spoken]:
        """Return the countries and agents named so far, in text order."""
        return sorted([*self.places[-_LAST:], *self.agents[-_LAST:]], key=lambda s: (s.sentence, s.position))

    def country(self, sentence: int, position: int) -> str | None:
        """Return the id of the country that "the government" governs: the last one that acts, or whose body does."""
        places = [s for s in before(self.places, sentence, position, _FAR_NATIONAL) if s.subject]
        bodies = [s for s in before(self.agents, sentence, position, _FAR_NATIONAL, _BODIES) if s.ref.country]
        found = max([*places, *bodies], key=lambda s: (s.sentence, s.position), default=None)
        return found.ref.country if found else None

    def medium(self, sentence: int) -> NameRef | None:
        """Return the paper that "the newspaper" means, or None."""
        last = self.media[-1] if self.media else None
        return last.ref if last is not None and sentence - last.sentence <= _FAR_NATIONAL else None

    def product(
        self,
        sentence: int,
        position: int,
        *,
        model: bool | None,
        clause: int | None = None,
        wanted: frozenset[str] = ANY,
        noun: tuple[str, str] | None = None,
    ) -> list[NameRef]:
        """Return the products that "the chip" or "it" means; empty where none is near.

        Args:
            sentence: Index of the sentence.
            position: Offset of the phrase in it, in tokens.
            model: Whether a model is meant; None for either.
            clause: Offset of the clause of an object: its subject is another thing.
            wanted: The genders that a pronoun asks for.
            noun: The English base form of the noun of a definite phrase, and the noun as it calls others.
        """
        near = before(self.products, sentence, position if clause is None else clause, _FAR)
        near = [s for s in near if _is_meant(s, sentence, noun)]
        near = [s for s in near if (model is None or (s.ref.cls == "AIModel") == model) and s.genders & wanted]
        if not near:
            return []
        # What stands behind a preposition or is compared with ("against the L4") is in the background.
        front = [s for s in near if s.subject and near[-1].sentence - s.sentence <= _FAR_PRONOUN]
        last = (front or near)[-1]
        return [s.ref for s in near if (s.sentence, s.position) == (last.sentence, last.position)]

    def pair(self, sentence: int, position: int, nationality: str | None, count: int = 2) -> list[NameRef]:
        """Return the organisations that "both firms" means: the last two, or so many, of the nationality given."""
        near = [
            s.ref
            for s in before(self.agents, sentence, position, _FAR, _ORGANISATIONS)
            if nationality in {None, s.ref.country}
        ]
        distinct = list({ref.label: ref for ref in reversed(near)}.values())
        return distinct[count - 1 :: -1] if len(distinct) >= count else []

    def subjects(self, sentence: int, position: int, wanted: frozenset[str] = ANY) -> list[NameRef]:
        """Return whom "it" may mean, likeliest first: subjects of this sentence, then those of the two before.

        Args:
            sentence: Index of the sentence.
            position: Offset of the phrase in it, in tokens.
            wanted: The genders that the pronoun asks for; one that is no neuter may mean a person too.
        """
        classes = _ACTORS if wanted in {ANY, _NEUTER} else _ACTORS | _PERSONS
        near = self._agreeing(sentence, position, classes, wanted)
        first = front(near, sentence)
        near.sort(key=lambda s: (not s.subject, -s.sentence, s.position))
        rest = [s.ref for s in near if first is None or s.ref.label != first.label]
        return ([first] if first else []) + list({ref.label: ref for ref in rest}.values())

    def subject(self, sentence: int, position: int, *, person: bool, wanted: frozenset[str] = ANY) -> NameRef | None:
        """Return whom a pronoun means: the subject of this sentence so far, or of the one before."""
        return front(self._agreeing(sentence, position, _PERSONS if person else _ACTORS, wanted), sentence)

    def _agreeing(self, sentence: int, position: int, classes: frozenset[str], wanted: frozenset[str]) -> list[Spoken]:
        near = before(self.agents, sentence, position, _FAR_PRONOUN, classes)
        return [s for s in near if s.genders & wanted]

    def _has_role(self, ref: NameRef, role: str) -> bool:
        row = self.tables.entities.get(ref.known or "")
        return isinstance(row, EntityRow) and role in row.roles

    def _governs(self, ref: NameRef) -> bool:
        """Whether a public body is the government of a country."""
        row = self.tables.entities.get(ref.known or "")
        return row is not None and bool(row.governs)


def _is_meant(product: Spoken, sentence: int, noun: tuple[str, str] | None) -> bool:
    """Whether a product may be meant by a noun, or by a pronoun if None: then one without a name only if it is near."""
    if noun is not None:
        return may_be_called(product, *noun)
    return product.ref.kind != "described" or sentence - product.sentence <= 1
