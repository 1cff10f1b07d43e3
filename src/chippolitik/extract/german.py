"""German predications: the verbs of each clause with its noun phrases, in the cases that their forms allow."""

from __future__ import annotations

from dataclasses import replace

from chippolitik.extract.german_attributes import attributive_predications
from chippolitik.extract.german_clauses import RELATIVE, Clause, Clauses
from chippolitik.extract.german_control import inherit
from chippolitik.extract.german_reported import hang_conditions, hang_demands
from chippolitik.extract.german_segments import verbs_joined
from chippolitik.extract.german_verbs import GermanVerbs
from chippolitik.extract.items import Item
from chippolitik.extract.predication import Arg, Predication
from chippolitik.model.annotated import Sentence

__all__ = ["german_predications"]

_CASES = {
    "der": "ndg", "die": "na", "das": "na", "den": "ad", "dem": "d", "des": "g", "ein": "na", "eine": "na",
    "einen": "a", "einem": "d",
    "einer": "dg", "eines": "g", "kein": "na", "keine": "na", "keinen": "ad", "keinem": "d", "keiner": "dg",
    "alle": "na", "allen": "d",
    "aller": "g", "einige": "na", "einigen": "d", "einiger": "g", "mehrere": "na", "mehreren": "d", "mehrerer": "g",
    "viele": "na",
    "vielen": "d", "vieler": "g", "diese": "na", "diesen": "ad", "diesem": "d", "dieser": "ndg", "dieses": "nag",
    "beide": "na",
    "beiden": "nad", "er": "n", "sie": "na", "es": "na", "ihn": "a", "ihm": "d", "ihnen": "d", "ihr": "d",
    "sich": "r", "man": "n", "wir": "n",
    "ihre": "na", "ihren": "ad", "ihrem": "d", "ihrer": "dg", "ihres": "g", "seine": "na", "seinen": "ad",
    "seinem": "d", "seiner": "dg",
    "seines": "g", "sein": "na", "niemand": "n", "wer": "n",
}  # fmt: skip
_ENDINGS = {"em": "d", "en": "ad", "er": "ndg", "es": "na"}
_FUNCTIONS = {"n": "subj", "a": "obj", "d": "dat", "g": "gen", "r": "refl"}
_ANY_CASE = "nad"
_AGENTS = frozenset({"von", "vom", "durch"})
_TO_DO = frozenset({"um", "ohne", "statt", "anstatt"})
_DATIVE = frozenset({"dem", "einem", "diesem", "seinem", "ihrem"})


def german_predications(sentence: Sentence) -> list[Predication]:
    """Return the predications of a German sentence, in text order."""
    if not any(tag in sentence.tags for tag in "VAO"):
        return [*attributive_predications(sentence)]
    return _Builder(sentence).build()


class _Builder:
    """Builds the predications of one sentence."""

    def __init__(self, sentence: Sentence) -> None:
        self._sentence = sentence
        self._tokens = sentence.tokens
        self._clauses = Clauses(sentence)
        self._verbs = GermanVerbs(sentence, self._clauses)

    def build(self) -> list[Predication]:
        """Return the predications with their arguments."""
        out: list[Predication] = []
        for clause in self._clauses.split():
            if clause.kind == "gap":
                self._fill_gap(clause)
            else:
                self._verbs.predicate(clause)
                self._give_arguments(clause)
            out += clause.preds
        hang_demands(out)
        hang_conditions(out)
        return [*out, *attributive_predications(self._sentence)]

    @staticmethod
    def _fill_gap(clause: Clause) -> None:
        """Give a clause without a verb that of the clause before it, with its own subject and object."""
        said = clause.parent.preds[-1] if clause.parent is not None and clause.parent.preds else None
        if said is None or said.passive or said.negated:
            return
        who, what = clause.items[-2:]
        args = [Arg(who.phrases, ("subj",), who.first, who.last), Arg(what.phrases, ("obj",), what.first, what.last)]
        clause.preds = [replace(said, args=args, first=who.first, last=what.last, link="coord")]

    def _give_arguments(self, clause: Clause) -> None:
        """Give the clause's phrases to its verbs; coordinated verbs share the subject."""
        bare, pps, genitives = self._split_phrases(clause)
        begin = clause.items[0].first
        for index, pred in enumerate(clause.preds):
            low, high = _bounds(clause, index, self._sentence.tags)
            args = [self._bare(item, pred) for item in bare if low <= item.first <= high]
            args += [self._pp(item, pred, clause) for item in pps if low <= item.first <= high]
            args += [Arg(i.phrases, ("gen",), i.first, i.last) for i in genitives if low <= i.first <= high]
            if index and low > begin and (subject := clause.preds[0].arg("obj" if pred.passive else "subj")):
                args.insert(0, subject)
            pred.args = args
            inside = [item for item in clause.items if low <= item.first <= high and item.kind != "C"] or clause.items
            pred.first, pred.last = inside[0].first, inside[-1].last
            inherit(self._sentence, clause, pred)

    def _split_phrases(self, clause: Clause) -> tuple[list[Item], list[Item], list[Item]]:
        """Return the clause's phrases without and with a preposition, and the genitives to the phrase before them."""
        bare, pps, genitives = [], [], []
        previous: Item | None = None
        for item in clause.items:
            if item.kind not in "np":
                previous = None
            elif item.kind == "p" and clause.kind == "inf" and item is clause.items[0] and item.prep in _TO_DO:
                bare.append(item)  # "um Llama 3 zu trainieren"
            elif item.kind == "p":
                pps.append(item)
                previous = item
            elif (
                previous is not None
                and previous.last + 1 == item.first
                and self._tokens[previous.last].tag != "E"
                and self._may_be_genitive(item)
            ):
                genitives.append(item)
                previous = Item("n", previous.first, item.last)
            elif not self._is_relative(clause, item):
                bare.append(item)
                previous = item
        return bare, pps, genitives

    def _may_be_genitive(self, item: Item) -> bool:
        mention = self._tokens[item.first].mention
        if mention is not None and mention.possessive and item.first == item.last:
            return True
        first = self._tokens[item.first]
        if first.tag == "J" and first.lower.endswith("er") and self._sentence.tags[item.first - 1] == "N":
            return True  # "Betreibern kritischer Infrastruktur"
        return "g" in _CASES.get(first.lower, "")

    def _is_relative(self, clause: Clause, item: Item) -> bool:
        """Whether an item is the relative pronoun of its clause."""
        leads = clause.kind == "rel" and item is clause.items[0] and item.first == item.last
        return leads and self._tokens[item.first].lower in RELATIVE

    def _bare(self, item: Item, pred: Predication) -> Arg:
        """Return a phrase without a preposition as an argument, by the cases that its first word allows."""
        phrase = self._sentence.phrases[item.phrases[0]]
        first = self._tokens[item.first]
        if first.tag == "E" and first.lower.startswith(("da", "wo")):
            return Arg(item.phrases, ("adverb",), item.first, item.last)
        if self._tokens[item.first - 1].lower == "als" and item.first and phrase.det not in _DATIVE:
            return Arg(item.phrases, ("als",), item.first, item.last)
        if item.last + 1 < len(self._tokens) and self._tokens[item.last + 1].lower == "zufolge":
            return Arg(item.phrases, ("zufolge",), item.first, item.last)
        cases = _CASES.get(phrase.det if phrase.det in _CASES else first.lower, _ANY_CASE)
        if phrase.det == "ihr" and phrase.first < phrase.last:
            cases = "na"  # "ihr Werk"; alone it is a dative
        if item.first < phrase.first and first.tag == "Q":
            cases = _ANY_CASE  # "5.000 der bestellten H20"
        if cases == _ANY_CASE and first.tag == "J":
            cases = _ENDINGS.get(first.lower[-2:], "na")
        functions = [_FUNCTIONS[case] for case in cases]
        if pred.passive:
            functions = [{"subj": "obj", "obj": "second"}.get(function, function) for function in functions]
        if pred.causative:
            functions = ["caus" if function == "subj" else function for function in functions]
        return Arg(item.phrases, tuple(functions), item.first, item.last)

    def _pp(self, item: Item, pred: Predication, clause: Clause) -> Arg:
        place = item.first - 2
        if place >= 0 and self._tokens[place].lower in {"statt", "anstatt"}:
            return Arg(item.phrases, ("statt",), item.first, item.last)  # "statt von Nvidia"
        agent = pred.passive and item.prep in _AGENTS and not self._is_attribute(item, clause)
        return Arg(item.phrases, ("subj", item.prep) if agent else (item.prep,), item.first, item.last)

    def _is_attribute(self, item: Item, clause: Clause) -> bool:
        """Whether "von X" in a passive belongs to the noun before it: "Der M4 von Apple wird von TSMC gebaut"."""
        place = next(index for index, other in enumerate(clause.items) if other is item)
        before = clause.items[place - 1] if place else None
        if item.prep != "von" or before is None or before.kind not in "np" or before.last + 2 != item.first:
            return False
        if self._tokens[before.last].tag == "E":
            return False
        if not any(self._clauses.is_finite(other) for other in clause.items[:place]) and clause.kind == "main":
            return True
        return any(o.kind == "p" and o.prep in _AGENTS and o is not item for o in clause.items)


def _bounds(clause: Clause, index: int, tags: str) -> tuple[int, int]:
    """Return the first and last token that belong to a predication: "und" between two verbs parts them."""
    preds = clause.preds
    pred = preds[index]
    joints = [item.first for item in clause.items if item.kind == "C" and not verbs_joined(tags, item.first)]
    low, high = clause.items[0].first, clause.items[-1].last
    if index and pred.link != "inf":
        low = min((at for at in joints if preds[index - 1].at < at < pred.at), default=low)
    if index + 1 < len(preds) and preds[index + 1].link != "inf":
        after = preds[index + 1].at
        high = min((at for at in joints if pred.at < at < after), default=high)
    return low, high
