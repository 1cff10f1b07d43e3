"""English predications: subjects to the left of a verb group, objects and prepositional phrases to the right."""

from __future__ import annotations

from chippolitik.extract.items import Item, items_of
from chippolitik.extract.predication import Arg, Predication
from chippolitik.model.annotated import Sentence

__all__ = ["english_predications"]

_OBJECT_CONTROL = frozenset(
    """ask tell urge order advise force allow permit require instruct direct encourage push press prod nudge recommend
    compel oblige enable authorise authorize forbid invite lobby warn call want expect let make help get fine sue
    accuse blame charge penalise penalize stop prevent bar ban block prohibit clear license licence""".split()  # noqa: SIM905 - words
)
_CONDITIONS = frozenset({"if", "unless", "whether"})
_BE = frozenset(
    {
        "be",
        "is",
        "are",
        "was",
        "were",
        "been",
        "being",
        "am",
        "'s",
        "'re",
        "isn't",
        "aren't",
        "wasn't",
        "weren't",
        "get",
        "got",
        "gets",
    }
)
_HAVE = frozenset({"have", "has", "had", "having", "'ve", "hasn't", "haven't", "hadn't"})
_NO_SUBJECT = frozenset({"neither", "no", "none", "nobody"})
_NEGATIVE = frozenset({"not", "never", "n't", "hardly", "nor"})


class _Builder:
    """Builds the predications of one sentence."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.items = items_of(sentence)
        self.preds: dict[int, Predication] = {}

    def build(self) -> list[Predication]:
        for index, item in enumerate(self.items):
            if item.kind == "v":
                self.preds[index] = self._group(item)
        for index in sorted(self.preds):
            self._fill(index)
        return [self.preds[index] for index in sorted(self.preds)]

    def _group(self, item: Item) -> Predication:
        tokens = self.sentence.tokens[item.first : item.last + 1]
        chain = [token.lower for token in tokens[:-1] if token.tag in "OAZ"]
        main = tokens[-1]
        negated = any(token.lower in _NEGATIVE or token.lower.endswith("n't") for token in tokens)
        if main.tag != "V":
            verb = "be" if main.lower in _BE else "have" if main.lower in _HAVE else "do"
            return Predication(
                verb,
                item.last,
                item.first,
                item.last,
                negated=negated,
                modals=tuple(chain),
                past=main.lower in {"was", "were", "had", "did"},
            )
        tags = {form.tag for form in main.verbs} or (
            {"d", "n"} if main.lower.endswith("ed") else {"g"} if main.lower.endswith("ing") else {"b"}
        )
        verb = self._lemma(main.verbs, main.lower)
        last_aux = next((word for word in reversed(chain) if word != "to"), "")
        passive = "n" in tags and last_aux in _BE
        finite = bool(chain and chain[0] != "to") or (not tags & {"g"} and chain[:1] != ["to"])
        return Predication(
            verb,
            item.last,
            item.first,
            item.last,
            passive=passive,
            negated=negated,
            modals=tuple(chain),
            finite=finite,
            past="d" in tags or any(word in _HAVE | {"was", "were", "did"} for word in chain),
        )

    @staticmethod
    def _lemma(verbs: tuple[object, ...], lower: str) -> str:
        return getattr(verbs[0], "lemma", lower) if verbs else lower

    def _fill(self, index: int) -> None:
        pred, items = self.preds[index], self.items
        if self._is_participle(index):
            pred.finite, pred.passive = False, True
        subject, link = self._subject(index)
        pred.link = pred.link or link
        objects, pps, last = self._right(index)
        if link == "rel-object" and not objects:
            start = next((j for j in range(index - 1, -1, -1) if self.items[j].kind == "R"), None)
            antecedent = self._before(start) if start is not None else None
            objects = [antecedent] if antecedent is not None else []
        args = []
        if subject:
            pred.negated = pred.negated or self.sentence.tokens[subject.first].lower in _NO_SUBJECT
            args.append(Arg(subject.phrases, ("obj",) if pred.passive else ("subj",), subject.first, subject.last))
        for item in objects:
            functions = ("obj",) if len(objects) == 1 else ("dat", "obj")
            if pred.passive:
                functions = ("obj", "dat", "second")
            args.append(Arg(item.phrases, functions, item.first, item.last))
        for item in pps:
            prep = "subj" if pred.passive and item.prep == "by" else item.prep
            args.append(Arg(item.phrases, (prep,) if prep == item.prep else (prep, item.prep), item.first, item.last))
        pred.args = args
        starts = [
            item.first
            for item in [*([subject] if subject else []), items[index]]
            if link != "rel" or item is items[index]
        ]
        pred.first = min(
            [*starts, *(item.first for item in pps if item.first < pred.at and item.first > self._bound(index))]
        )
        pred.last = last

    def _bound(self, index: int) -> int:
        for item in reversed(self.items[:index]):
            if item.kind in "vSR":
                return item.first
        return -1

    def _is_participle(self, index: int) -> bool:
        """Whether a form in -ed without an auxiliary is a passive participle ("chips made by TSMC")."""
        pred, item = self.preds[index], self.items[index]
        token = self.sentence.tokens[pred.at]
        tags = {form.tag for form in token.verbs} or ({"d", "n"} if token.lower.endswith("ed") else set())
        if pred.modals or "n" not in tags or token.tag != "V":
            return False
        before = self.items[index - 1] if index else None
        after = self.items[index + 1] if index + 1 < len(self.items) else None
        if "d" not in tags:
            return True
        if before is None or before.kind in ",P":
            return after is None or after.kind != "n"
        if before.kind in "np" and after is not None and after.kind == "p" and after.prep in {"by"}:
            return True
        rest = [i for i in self.items[index + 1 :] if i.kind in "vnRS,C"]
        return (
            before.kind in "np"
            and bool(rest)
            and rest[0].kind == "v"
            and self._is_finite(rest[0])
            and (after is None or after.kind != "n")
            and item.first > 0
        )

    def _is_finite(self, item: Item) -> bool:
        pred = next((p for p in self.preds.values() if p.at == item.last), None)
        return pred is not None and pred.finite

    def _subject(self, index: int) -> tuple[Item | None, str]:
        pred = self.preds[index]
        before = self.items[index - 1] if index else None
        if not pred.finite:
            return self._controlled(index, before)
        i, comma = index - 1, False
        while i >= 0:
            item = self.items[i]
            if item.kind == "n":
                jump = self._object_of_nonfinite(i)
                if jump is None:
                    return item, self._clause_link(i)
                i = jump
                continue
            if item.kind == "R":
                antecedent = self._before(i)
                return antecedent, "rel"
            if (item.kind == "C" and i == index - 1) or (item.kind == "C" and comma):
                return self._shared(i), "coord"
            if item.kind == "S":
                return None, self._sub(item)
            if item.kind == "v":
                other = self.preds[i]
                if other.finite:
                    relative = self._relative_start(i)
                    if relative is None:
                        return self._shared(i + 1), "coord"
                    i = relative - 1
                    continue
                i = self._left_of_nonfinite(i)
                continue
            comma = comma or item.kind == ","
            i -= 1
        return None, ""

    def _object_of_nonfinite(self, i: int) -> int | None:
        """Return where to go on when the phrase at ``i`` is the object of an infinitive or participle."""
        before = i - 1
        while before >= 0 and self.items[before].kind in "TB":
            before -= 1
        if before >= 0 and self.items[before].kind == "v" and before in self.preds:
            pred = self.preds[before]
            if not pred.finite and not (pred.passive):
                return self._left_of_nonfinite(before)
        return None

    def _left_of_nonfinite(self, i: int) -> int:
        before = i - 1
        if before >= 0 and self.items[before].kind in "P,":
            before -= 1
        return before

    def _relative_start(self, i: int) -> int | None:
        """Return the index of the relative pronoun of the clause whose verb is at ``i``, or None."""
        for j in range(i - 1, -1, -1):
            kind = self.items[j].kind
            if kind == "R":
                return j
            if kind in "vSC":
                return None
        return None

    def _clause_link(self, i: int) -> str:
        for j in range(i - 1, max(-1, i - 4), -1):
            item = self.items[j]
            if item.kind == "S":
                return self._sub(item)
            if item.kind == "R":
                return "rel-object" if item.prep in {"which", "that", "whom"} else "rel"
            if item.kind == "v":
                return "that"
            if item.kind == "n":
                return ""
        return ""

    def _sub(self, item: Item) -> str:
        return "cond" if item.prep in _CONDITIONS else "that" if item.prep == "that" else "sub"

    def _before(self, i: int) -> Item | None:
        for j in range(i - 1, -1, -1):
            item = self.items[j]
            if item.kind in "np":
                # "the maker of chips, which": the nearer phrase of a chain with "of" is rarely meant.
                head = self._chain_head(j)
                return head
            if item.kind == "v":
                return None
        return None

    def _chain_head(self, j: int) -> Item:
        item = self.items[j]
        if (
            item.kind == "p"
            and item.prep == "of"
            and j
            and self.items[j - 1].kind in "np"
            and not self.sentence.phrases[item.phrases[0]].mentions
        ):
            return self._chain_head(j - 1)
        return item

    def _shared(self, i: int) -> Item | None:
        for j in range(i - 1, -1, -1):
            if self.items[j].kind == "v" and j in self.preds and self.preds[j].finite:
                subject, _ = self._subject(j)
                return subject
        return None

    def _controlled(self, index: int, before: Item | None) -> tuple[Item | None, str]:
        pred = self.preds[index]
        if pred.passive and before is not None and before.kind in "np":
            return self._chain_head(index - 1), "rel"
        link = "inf" if pred.modals[:1] == ("to",) else "ing"
        for j in range(index - 1, -1, -1):
            item = self.items[j]
            if item.kind == "v" and j in self.preds:
                parent = self.preds[j]
                pred.parent = parent
                objects = [i for i in self.items[j + 1 : index] if i.kind == "n"]
                if objects and parent.verb in _OBJECT_CONTROL and not parent.passive:
                    return objects[0], link
                if pred.passive and objects:
                    return objects[-1], "rel"
                subject, _ = self._subject(j)
                return subject, link
            if item.kind == "S":
                break
        if before is not None and before.kind == "n":
            return before, link
        later = self.items[index + 1 :]
        for position, item in enumerate(later):
            if (
                item.kind == "n"
                and position + 1 < len(later)
                and later[position + 1].kind == "v"
                and any(i.kind == "," for i in later[:position])
            ):
                return item, link
        return None, link

    def _right(self, index: int) -> tuple[list[Item], list[Item], int]:
        objects: list[Item] = []
        pps: list[Item] = []
        last = self.items[index].last
        comma = False
        for i in range(index + 1, len(self.items)):
            item = self.items[i]
            if item.kind == "v":
                if not self.preds[i].finite and self.preds[i].passive and objects:
                    continue
                break
            if item.kind in "RSP" or (item.kind == "C" and i + 1 < len(self.items)):
                break
            if item.kind == ",":
                comma = True
                continue
            if item.kind == "n":
                after = self._next_verb(i)
                if comma or (after and not self.sentence.phrases[item.phrases[0]].amount):
                    break
                objects.append(item)
                last = item.last
            elif item.kind == "p":
                pps.append(item)
                last = item.last
            elif item.kind == "T":
                last = item.last
            elif item.kind in ".:;–—?!":
                break
        pps += self._fronted(index)
        return objects, pps, last

    def _next_verb(self, i: int) -> bool:
        """Whether a finite verb follows a phrase at once, so that the phrase is its subject."""
        for item in self.items[i + 1 :]:
            if item.kind == "v":
                pred = next((p for p in self.preds.values() if p.at == item.last), None)
                return pred is not None and pred.finite and not self._is_reduced(item)
            if item.kind not in "pT":
                return False
        return False

    def _is_reduced(self, item: Item) -> bool:
        position = self.items.index(item)
        return self._is_participle(position)

    def _fronted(self, index: int) -> list[Item]:
        found = []
        for j in range(index - 1, -1, -1):
            item = self.items[j]
            if item.kind in "vSRC":
                break
            if item.kind == "p":
                found.append(item)
        return found


def english_predications(sentence: Sentence) -> list[Predication]:
    """Return the predications of an English sentence, in text order."""
    if "V" not in sentence.tags and "A" not in sentence.tags:
        return []
    preds = _Builder(sentence).build()
    _embed(preds, sentence)
    return preds


def _embed(preds: list[Predication], sentence: Sentence) -> None:
    """Give clauses after "that" and after verbs of saying the verb that embeds them."""
    for index, pred in enumerate(preds):
        if pred.parent is None and pred.link in {"that", "sub", "cond", "coord"} and index:
            pred.parent = preds[index - 1]
            if pred.link == "coord" and preds[index - 1].link in {"inf", "that", "cond"} and not pred.finite:
                pred.parent = preds[index - 1].parent
                pred.link = preds[index - 1].link
    del sentence
