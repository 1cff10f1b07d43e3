"""German verbs of a clause: which predications it makes, with lemma, voice, tense and mood."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from chippolitik.extract.german_clauses import Clause, Clauses
from chippolitik.extract.items import Item
from chippolitik.extract.predication import Predication
from chippolitik.model.annotated import Sentence, Token

__all__ = ["GermanVerbs"]

_WERDEN = frozenset({"wird", "werden", "wurde", "wurden", "worden", "werde", "würde", "würden", "geworden"})
_HABEN = frozenset({"hat", "haben", "hatte", "hatten", "habe", "hätte", "hätten", "gehabt"})
_SEIN = frozenset({"ist", "sind", "war", "waren", "bin", "sei", "seien", "wäre", "wären", "gewesen"})
_PAST = frozenset({"war", "waren", "hatte", "hatten", "wurde", "wurden"})
_PERFECT = _PAST | {"hat", "haben", "worden"}
_CONJUNCTIVE = frozenset(
    {"habe", "sei", "seien", "werde", "könne", "dürfe", "müsse", "solle", "wolle", "hätten", "hätte", "wäre", "wären"}
)
_NOT = frozenset({"nicht", "nie", "niemals", "keineswegs", "keinesfalls", "mitnichten", "kaum", "weder"})
_NO = ("kein", "niemand")
_REACHED = frozenset({"erreichen", "sprechen", "finden"})  # "ist auf der Liste zu finden": it stands there
_MOTION = frozenset(
    """kommen gehen werden sein bleiben fahren steigen sinken fallen wachsen folgen wandern geraten gelangen entstehen
    scheitern erscheinen einsteigen umsteigen aussteigen ausweichen landen auflaufen ankommen eintreffen umschwenken
    zurückgehen anlaufen auslaufen eingehen klettern schrumpfen schnellen springen rutschen starten ausscheiden
    austreten beitreten einspringen umziehen eintreten hinzukommen""".split()  # noqa: SIM905 - words
)


class GermanVerbs:
    """Finds the predications of clauses.

    Args:
        sentence: The sentence.
        clauses: Tells which of its verbs are finite.
    """

    def __init__(self, sentence: Sentence, clauses: Clauses) -> None:
        self._tokens = sentence.tokens
        self._clauses = clauses

    def predicate(self, clause: Clause) -> None:
        """Give a clause its predications, still without arguments.

        Args:
            clause: The clause; changed in place.
        """
        items = clause.items
        finite = [item for item in items if self._clauses.is_finite(item)]
        verbs = [item for item in items if item.kind == "V"]
        mains = [verb for verb in verbs if verb not in finite] or [verb for verb in finite if verb.kind == "V"]
        governors = [verb for verb in finite if verb.kind == "V" and verb not in mains]
        auxiliaries = [item for item in items if item.kind in "OA"]
        chain = tuple(self._token(item).lower for item in auxiliaries)
        particle = next((self._token(item).lower for item in items if item.kind == "K"), "")
        lets = any(self._lets(verb) for verb in governors)
        if helpers := [verb for verb in mains if self._lets(verb) and self._ends_a_chain(verb)]:
            # "hat fertigen lassen", "fertigen zu lassen"
            mains, lets = [verb for verb in mains if verb not in helpers], True
        clause.preds = [self._verb(main, clause, chain, particle) for main in mains]
        for pred in clause.preds:
            bare = [self._token(item).lower for item in items if item.kind == "n"]
            reflexive = lets and "sich" in bare and len(bare) <= 2  # noqa: PLR2004 - "sich" and the subject
            pred.causative = lets and not reflexive
            pred.passive = pred.passive or reflexive  # "lässt sich von Samsung beliefern"
            if clause.kind == "part":
                pred.passive, pred.finite, pred.past = pred.verb not in _MOTION, False, True
        for verb in governors:
            self._govern(self._verb(verb, clause, (), particle), clause)
        if not clause.preds and auxiliaries:
            clause.preds.append(
                self._copula(next((a for a in auxiliaries if self._is_full(a)), auxiliaries[0]), chain, particle)
            )
        negated = any(self._negates(item) for item in items)
        for pred in clause.preds:
            pred.negated = negated

    @staticmethod
    def _govern(head: Predication, clause: Clause) -> None:
        """Put the clause's predications under a finite verb: "plant zu liefern"; "lässt fertigen" is one."""
        if head.verb != "lassen":
            for pred in clause.preds:
                pred.parent, pred.link, pred.finite = head, "inf", False
        clause.preds.insert(0, head)

    def _negates(self, item: Item) -> bool:
        """Whether an item negates its clause: a word for it, or "kein" before a phrase without a preposition."""
        word = self._tokens[item.first].lower
        return item.kind == "G" or word in _NOT or (item.kind == "n" and word.startswith(_NO))

    def _is_full(self, item: Item) -> bool:
        """Whether an auxiliary can be the verb of its clause: "keine Rede sein" beside "könne"."""
        word = self._token(item).lower
        return any(word in forms for forms in (_SEIN, _HABEN, _WERDEN)) or word in {"sein", "haben"}

    def _copula(self, item: Item, chain: Sequence[str], particle: str) -> Predication:
        """Return the predication of a clause without a full verb."""
        word = self._token(item).lower
        pred = Predication(word, item.last, item.first, item.last, modals=tuple(chain))
        for lemma, forms in (("sein", _SEIN), ("haben", _HABEN), ("werden", _WERDEN)):
            if word in forms:
                pred.verb = "vorhaben" if particle == "vor" and lemma == "haben" else lemma
                break
        pred.past = any(word in _PAST for word in chain)
        pred.conjunctive = any(word in _CONJUNCTIVE for word in chain)
        return pred

    def _verb(self, item: Item, clause: Clause, chain: Sequence[str], particle: str) -> Predication:
        token = self._token(item)
        verb = _lemma(token, particle)
        tags = {form.tag for form in token.verbs if form.lemma == verb}
        return Predication(
            verb,
            item.last,
            item.first,
            item.last,
            passive=("n" in tags and _passive(verb, chain)) or self._is_to_be(item, tags, chain),
            modals=tuple(chain),
            finite=clause.kind != "inf",
            past=any(word in _PERFECT for word in chain) or (not chain and _is_preterite(token)),
            conjunctive=any(word in _CONJUNCTIVE for word in chain) or tags == {"k"},
        )

    def _is_to_be(self, item: Item, tags: set[str], chain: Sequence[str]) -> bool:
        """Whether a verb with "zu" beside "sein" means what can or must be done: "war nicht zu erhalten"."""
        to = "z" in tags or ("i" in tags and item.first > 0 and self._tokens[item.first - 1].tag == "Z")
        if {form.lemma for form in self._token(item).verbs} & _REACHED:
            return False
        return to and any(word in _SEIN for word in chain) and not any(word in _HABEN for word in chain)

    def _lets(self, item: Item) -> bool:
        return any(form.lemma == "lassen" and not form.particle for form in self._token(item).verbs)

    def _ends_a_chain(self, item: Item) -> bool:
        """Whether a verb right before an infinitive depends on it."""
        at = item.last - 1
        at -= self._tokens[at].tag == "Z"
        return at >= 0 and self._tokens[at].tag == "V" and any(form.tag == "i" for form in self._tokens[at].verbs)

    def _token(self, item: Item) -> Token:
        return self._tokens[item.last]


def _passive(verb: str, chain: Sequence[str]) -> bool:
    """Whether auxiliaries make a passive with a participle: "wurde geliefert", "ist verboten", not "ist gekommen"."""
    if "würde" not in chain and any(word in _WERDEN for word in chain):
        return True
    state = any(word in _SEIN for word in chain) and not any(word in _HABEN for word in chain)
    return state and verb not in _MOTION


def _is_preterite(token: Token) -> bool:
    if token.lower.endswith(("te", "ten")):
        return True
    stems = [form.lemma.removeprefix(form.particle)[:3] for form in token.verbs]
    return bool(stems) and not token.lower.startswith(tuple(stems))


def _lemma(token: Token, particle: str) -> str:
    """Return the infinitive of a form, with its particle where the clause has it elsewhere."""
    return next(_candidates(token, particle), token.lower)


def _candidates(token: Token, particle: str) -> Iterator[str]:
    if particle:
        yield from (form.lemma for form in token.verbs if form.particle == particle)
    yield from (form.lemma for form in token.verbs if not form.particle)
    yield from (form.lemma for form in token.verbs)
