"""English predications: subjects to the left of a verb group, objects and prepositional phrases to the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from chippolitik.extract.english_compounds import joined_predications
from chippolitik.extract.english_subjects import TAKE_BARE, Subjects
from chippolitik.extract.english_verbs import is_participle, verb_group
from chippolitik.extract.items import Item, in_apposition, items_of
from chippolitik.extract.predication import Arg, Predication
from chippolitik.model.annotated import Sentence

__all__ = ["english_predications"]

_COUNTING = frozenset({"neither", "none", "both", "all", "each", "most", "some", "several", "one", "either"})
_HAVE_DONE = frozenset({"have", "get", "want", "need"})
_GET = frozenset({"buy", "rent", "lease", "order", "acquire", "procure", "purchase", "hire", "obtain", "source"})
_ASIDE = frozenset({"a", "an", "the", "its", "their", "his", "her"})
_SO = frozenset({"so", "as", "nor", "neither"})
_SAY_AFTER, _SPEAKERS = frozenset({"say", "add", "insist"}), frozenset({"person", "company", "body", "group", "medium"})
_NO_SUBJECT = frozenset({"neither", "no", "none", "nobody"})


def english_predications(sentence: Sentence) -> list[Predication]:
    """Return the predications of an English sentence, in text order."""
    joined = list(joined_predications(sentence))
    if "V" not in sentence.tags and "A" not in sentence.tags:
        return joined
    preds = _Builder(sentence).build()
    _embed(preds)
    return preds + _as_said_before(sentence, preds) + joined


def _as_said_before(sentence: Sentence, preds: Sequence[Predication]) -> list[Predication]:
    """Return what "so does Hyundai", "as did AMD", "nor does Baidu" say of another subject: what was said before."""
    found: list[Predication] = []
    for before, pred in pairwise(preds):
        so = pred.verb == "do" and sentence.tokens[pred.first - 1].lower in _SO and pred.first <= pred.at
        who = next((arg for arg in pred.args if {"obj", "subj"} & set(arg.functions) and arg.first > pred.at), None)
        if so and who is not None and before.finite and not before.passive:
            others = [arg for arg in before.args if "subj" not in arg.functions]
            subject = Arg(who.phrases, ("subj",), who.first, who.last)
            found.append(
                replace(before, args=[subject, *others], last=max(before.last, who.last), link="coord", words="")
            )
    return found


class _Builder:
    """Builds the predications of one sentence."""

    def __init__(self, sentence: Sentence) -> None:
        self._sentence = sentence
        self._items = items_of(sentence)
        self._preds = {index: verb_group(sentence, item) for index, item in enumerate(self._items) if item.kind == "v"}
        self._subjects = Subjects(sentence, self._items, self._preds)

    def build(self) -> list[Predication]:
        """Return the predications with their arguments."""
        for index in self._preds:
            self._fill(index)
        self._got_by()
        for pred in self._preds.values():
            if pred.link == "inf" and pred.parent is not None and pred.parent.at > pred.at:
                pred.parent.first = min(pred.first, pred.parent.first)  # a purpose in front belongs to its clause
        return list(self._preds.values())

    def _got_by(self) -> None:
        """Give participles of getting whose goods the subject has: "Moonshot trained it on H800s bought in 2022"."""
        main: Predication | None = None
        for pred in self._preds.values():
            bare = pred.passive and not pred.finite and pred.link == "rel" and pred.verb in _GET
            subject = main.arg("subj") if main is not None and main.last >= pred.at - 2 else None
            if bare and subject is not None and pred.arg("subj") is None:
                meant = pred.arg("obj")
                if meant is not None and meant.phrases != subject.phrases:
                    pred.args.append(subject)
            main = pred if pred.finite else main

    def _fill(self, index: int) -> None:
        pred = self._preds[index]
        if (said := self._passive_before(index)) is not None:
            pred.passive, pred.modals, pred.negated = True, said.modals, said.negated
        elif self._is_participle(index) or self._done_for(index):
            pred.finite, pred.passive = False, True
        subject, link = self._subjects.find(index)
        pred.link = pred.link or link
        objects, pps, pred.last = self._right(index)
        if link == "that" and subject and (governor := self._bare_governor(index, subject)):
            pred.link, pred.finite, pred.parent = "inf", False, governor
            governor.args.append(_arg(subject, "obj"))
        objects, pps = self._with_antecedent(index, link, objects, pps)
        if self._says_after(index, objects):
            subject, objects, pred.link = objects[0], [], ""
        if subject:
            pred.negated = pred.negated or self._sentence.tokens[subject.first].lower in _NO_SUBJECT
            subject = self._counted_of(subject)
        pred.negated = pred.negated or any(self._is_none(item) for item in objects)
        pred.args = _arguments(pred, subject, objects, pps)
        if (causer := self._causer(index)) is not None:
            pred.args.append(_arg(causer, "caus"))
        bound = self._bound(index)
        starts = [self._items[index].first, *(item.first for item in pps if bound < item.first < pred.at)]
        if subject and link != "rel":
            starts.append(subject.first)
        pred.first = min(starts)

    def _bare_governor(self, index: int, subject: Item) -> Predication | None:
        """Return the verb that takes a bare infinitive: "Washington will let Nvidia sell the H200", or None."""
        before = next((p for i, p in self._preds.items() if self._items[i].last == subject.first - 1), None)
        bare = {form.tag for form in self._sentence.tokens[self._items[index].last].verbs} == {"b"}
        alone = not self._preds[index].modals
        return before if before is not None and bare and alone and before.verb in TAKE_BARE else None

    def _is_none(self, item: Item) -> bool:
        """Whether an object says that there is no such thing: "sells no chips", "counts neither Huawei nor SMIC"."""
        word, phrase = self._sentence.tokens[item.first].lower, self._sentence.phrases[item.phrases[0]]
        thing = phrase.mentions or any(noun.cls in {"product", "company"} for noun in phrase.nouns)
        return word in {"neither", "none", "nothing"} or (word == "no" and bool(thing))

    def _says_after(self, index: int, objects: Sequence[Item]) -> bool:
        """Whether who says it stands behind the verb: "We have ordered 2,000 H200s, said the head of Reliance"."""
        if self._preds[index].verb not in _SAY_AFTER or len(objects) != 1 or not index:
            return False
        phrase = self._sentence.phrases[objects[0].phrases[0]]
        someone = phrase.mentions or any(noun.cls in _SPEAKERS for noun in phrase.nouns)
        return self._items[index - 1].kind == "," and self._items[index + 1] is objects[0] and bool(someone)

    def _counted_of(self, subject: Item) -> Item:
        """Return whom "neither of the two firms", "both of them" count, or the subject itself."""
        of = next((item for item in self._items if item.first > subject.last), None)
        if subject.first != subject.last or of is None or of.kind != "p" or of.prep != "of":
            return subject
        return of if self._sentence.tokens[subject.first].lower in _COUNTING else subject

    def _done_for(self, index: int) -> bool:
        """Whether a participle tells what somebody has done for him: "AMD has its MI350 made at TSMC"."""
        forms = {form.tag for form in self._sentence.tokens[self._items[index].last].verbs}
        before = [item.kind for item in self._items[max(0, index - 2) : index]]
        after = self._items[index + 1].kind if index + 1 < len(self._items) else ""
        alone = self._items[index].first == self._items[index].last
        return before == ["v", "n"] and after == "p" and alone and "n" in forms and self._has_done(index - 2)

    def _passive_before(self, index: int) -> Predication | None:
        """Return the passive whose auxiliary a participle shares: "is produced by Samsung and assembled by Amkor"."""
        item, before = self._items[index], self._items[index - 1].kind if index else ""
        after = self._items[index + 1] if index + 1 < len(self._items) else None
        said = next((self._preds[j] for j in range(index - 1, -1, -1) if j in self._preds), None)
        if item.first != item.last or before not in "C," or said is None or (after is not None and after.kind == "n"):
            return None
        forms = {form.tag for form in self._sentence.tokens[item.last].verbs}
        listed = any(
            self._items[j - 1].kind == "C" and "n" in {form.tag for form in self._sentence.tokens[pred.at].verbs}
            for j, pred in self._preds.items()
            if j > index and not pred.modals
        )
        return said if said.passive and said.finite and "n" in forms and (before == "C" or listed) else None

    def _has_done(self, index: int) -> bool:
        return index in self._preds and self._preds[index].verb in _HAVE_DONE

    def _causer(self, index: int) -> Item | None:
        """Return who has it done, or None."""
        if not self._done_for(index):
            return None
        self._preds[index].parent, self._preds[index].link = self._preds[index - 2], "inf"
        return self._subjects.find(index - 2)[0]

    def _is_participle(self, index: int) -> bool:
        return is_participle(list(self._preds.values()), self._sentence, self._items, index)

    def _with_antecedent(
        self, index: int, link: str, objects: list[Item], pps: list[Item]
    ) -> tuple[list[Item], list[Item]]:
        """Add what "which" or "that" means: "the chips that Huawei makes", "Nokia, of which Nvidia owns a tenth"."""
        start = next((j for j in range(index - 1, -1, -1) if self._items[j].kind == "R"), None) if link else None
        if start is None or not link.startswith("rel"):
            return objects, pps
        governed = start > 0 and self._items[start - 1].kind == "P"
        if self._items[start].prep == "where" and (seat := self._subjects.before(start)) is not None:
            return objects, [*pps, Item("p", seat.first, seat.last, seat.phrases, "at")]
        antecedent = self._subjects.before(start)
        if antecedent is None or not (governed or (link == "rel-object" and not objects)):
            return objects, pps
        if not governed:
            return [antecedent], pps
        meant = Item("p", antecedent.first, antecedent.last, antecedent.phrases, self._items[start - 1].prep)
        return objects, [*pps, meant]

    def _bound(self, index: int) -> int:
        """Return the first token of the verb, subordinator or relative pronoun before an item, or -1."""
        return next((item.first for item in reversed(self._items[:index]) if item.kind in "vSR"), -1)

    def _right(self, index: int) -> tuple[list[Item], list[Item], int]:
        """Return the objects and prepositional phrases of a verb, and the last token of its clause."""
        objects: list[Item] = []
        pps: list[Item] = []
        last = self._items[index].last
        comma, passed = False, -1
        for i in range(index + 1, len(self._items)):
            item = self._items[i]
            if i <= passed:
                continue
            if comma and objects and (closed := self._apposition_end(i)):
                comma, passed = False, closed
                continue
            if item.kind == "v" and objects and self._preds[i].passive and not self._preds[i].finite:
                continue
            if item.kind in "vRSP.:;–—?!" or (item.kind == "C" and i + 1 < len(self._items)):
                break
            if item.kind == ",":
                comma = not in_apposition(self._items, i)
            elif item.kind == "n":
                counted = self._sentence.phrases[item.phrases[0]].amount is not None
                if comma or (not counted and self._is_subject_of_next(i)):
                    break
                objects.append(item)
                last = item.last
            elif item.kind == "p":
                pps.append(item)
                last = item.last
            elif item.kind == "T":
                last = item.last
        return objects, pps + self._fronted(index), last

    def _apposition_end(self, i: int) -> int:
        """Return where an aside between commas ends: "trains Rebstock, its vineyard model, on V100s"; 0 for none."""
        if self._items[i].kind != "n" or self._sentence.phrases[self._items[i].phrases[0]].det not in _ASIDE:
            return 0
        at = i + 1
        while at < len(self._items) and self._items[at].kind == "p":
            at += 1
        closed = at + 1 < len(self._items) and self._items[at].kind == "," and self._items[at + 1].kind == "p"
        return at if closed else 0

    def _is_subject_of_next(self, i: int) -> bool:
        """Whether a finite verb follows a phrase at once, so that the phrase is its subject."""
        for j in range(i + 1, len(self._items)):
            if self._items[j].kind == "v":
                return self._preds[j].finite and not self._is_participle(j)
            if self._items[j].kind not in "pT" or self._items[j].prep in {"than", "as"}:
                return False
        return False

    def _fronted(self, index: int) -> list[Item]:
        """Return the prepositional phrases of the clause that stand before its verb, the nearest first."""
        found: list[Item] = []
        behind: list[Item] = []  # left of a comma: of another clause where a verb stands before them
        comma = False
        for item in reversed(self._items[:index]):
            if item.kind in "vSRC":
                return found
            comma = comma or item.kind == ","
            if item.kind == "p":
                (behind if comma else found).append(item)
        return found + behind


def _arguments(pred: Predication, subject: Item | None, objects: Sequence[Item], pps: Sequence[Item]) -> list[Arg]:
    """Return the arguments in their deep functions: the subject of a passive is its object."""
    args = []
    if subject:
        # "Tencent was sent 5,000 chips": the subject of such a passive is the recipient.
        deep = ("obj", "dat") if objects else ("obj",)
        args.append(_arg(subject, *(deep if pred.passive else ("subj",))))
    for item in objects:
        if pred.passive:
            args.append(_arg(item, "obj", "dat", "second"))
        else:
            args.append(_arg(item, *(("obj",) if len(objects) == 1 else ("dat", "obj"))))
    for item in pps:
        agent = (
            pred.passive and item.prep == "by" and (item.first > pred.at or not subject or item.last < subject.first)
        )
        args.append(_arg(item, *(("subj", item.prep) if agent else (item.prep,))))
    return args


def _arg(item: Item, *functions: str) -> Arg:
    return Arg(item.phrases, functions, item.first, item.last)


def _embed(preds: Sequence[Predication]) -> None:
    """Give clauses after "that" and after verbs of saying the verb that embeds them."""
    for before, pred in pairwise(preds):
        if pred.parent is None and pred.link in {"that", "sub", "cond", "coord"}:
            pred.parent = before
            if pred.link == "coord" and before.link in {"inf", "that", "cond"} and not pred.finite:
                pred.parent = before.parent
                pred.link = before.link
