"""Who does what an English verb says: the subject to its left, shared, relative, or taken from the governing verb."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from chippolitik.extract.items import Item
from chippolitik.extract.predication import Predication
from chippolitik.model.annotated import Sentence

__all__ = ["TAKE_BARE", "Subjects"]

_OBJECT_CONTROL = frozenset(
    """ask tell urge order advise force allow permit require instruct direct encourage push press prod nudge recommend
    compel oblige enable authorise authorize forbid invite lobby warn call want expect let make help get fine sue
    accuse blame charge penalise penalize stop prevent bar ban block prohibit clear license licence
    """.split()  # noqa: SIM905 - words
)
TAKE_BARE = frozenset({"let", "make", "help", "have"})
"""Verbs whose object does what a bare infinitive says."""
_ARTICLES = frozenset({"a", "an", "the", "its", "another"})
_BLAMED = frozenset({"on", "against", "upon", "from"})
_TITLES = frozenset(
    {"owner", "founder", "chief", "head", "chairman", "boss", "parent", "maker", "supplier", "developer"}
)
_SAID = frozenset(
    {"say", "add", "report", "write", "note", "claim", "argue", "insist", "hear", "understand", "believe"}
)
_CONDITIONS = frozenset({"if", "unless", "whether"})


class Subjects:
    """Finds the subjects of a sentence's verbs.

    Args:
        sentence: The sentence.
        items: Its items.
        preds: Index of an item → the predication that its verb makes.
    """

    def __init__(self, sentence: Sentence, items: Sequence[Item], preds: Mapping[int, Predication]) -> None:
        self._sentence = sentence
        self._items = items
        self._preds = preds

    def find(self, index: int) -> tuple[Item | None, str]:
        """Return the subject of the verb at an item, or None, and how its clause hangs on another one.

        A verb that is not finite is given the predication that governs it.
        """
        if not self._preds[index].finite:
            return self._controlled(index)
        i, comma = index - 1, False
        while i >= 0:
            item = self._items[i]
            if item.kind == "n" and i == index - 1 and self._lets(i - 1, index):
                return item, "that"
            if item.kind == "n":
                jump = self._object_of_nonfinite(i)
                if jump is None and comma:
                    jump = self._before_relative(i)
                if jump is None:
                    named = self._named_before(i) if comma else None
                    return (
                        (self._items[named], self._clause_link(named))
                        if named is not None
                        else (item, self._clause_link(i))
                    )
                i = jump
                continue
            if item.kind == "v":
                jump = self._past_verb(i)
                if jump is None:
                    return self._shared(i + 1), "coord"
                i = jump
                continue
            if item.kind == "R":
                return self.before(i), "rel"
            if item.kind == "C" and (comma or i == index - 1):
                return self._shared(i), "coord"
            if item.kind == "S":
                return None, _subordinate(item)
            comma = comma or item.kind == ","
            i -= 1
        return None, ""

    def before(self, i: int) -> Item | None:
        """Return the phrase that a relative pronoun at an item means, or None."""
        for j in range(i - 1, -1, -1):
            if self._items[j].kind in "np":
                # "the maker of chips, which": the nearer phrase of a chain with "of" is rarely meant.
                return self._chain_head(j)
            if self._items[j].kind == "v":
                return None
        return None

    def _named_before(self, i: int) -> int | None:
        """Return the name that the phrase at ``i`` explains: "Absolics, an arm of SKC, has built", or None."""
        at = i - 1
        while at >= 0 and self._items[at].kind in "GB":
            at -= 1  # "The Ifo Institute, hardly a nest of radicals, urged"
        if at < 1 or self._items[at].kind != ",":
            return None
        at -= 1
        if self._is_age(at) and at >= 2:  # noqa: PLR2004 - a name and a comma
            at -= 2
        while at > 0 and self._items[at].kind == "p":
            at -= 1  # "The Ifo Institute in Munich, a"
        if self._items[at].kind != "n":
            return None
        phrase = self._sentence.phrases[self._items[i].phrases[0]]
        name = self._sentence.phrases[self._items[at].phrases[-1]]
        noun = phrase.nouns[0] if phrase.nouns else None
        person = bool(name.mentions) and name.mentions[-1].refs[0].cls == "Person"
        if not phrase.det and phrase.possessor is None and (noun is None or noun.lemma not in _TITLES):
            return None
        titled = noun is not None and noun.lemma in _TITLES and not phrase.det
        other = noun is not None and noun.cls == "person" and not (person or titled)  # "Nvidia, a spokesman said"
        explains = phrase.det in _ARTICLES | {""} and not other
        named = name.mentions and self._sentence.tokens[name.last].mention is not None
        return at if explains and named else None

    def _is_age(self, at: int) -> bool:
        """Whether a number between commas stands at an item: "Pyle, 51, sole owner of"."""
        item = self._items[at]
        alone = item.kind == "n" and item.first == item.last and self._sentence.tags[item.first] == "Q"
        return alone and at > 0 and self._items[at - 1].kind == ","

    def _past_verb(self, i: int) -> int | None:
        """Return where to go on left of another verb, or None where that verb shares its subject."""
        if not self._preds[i].finite:
            return self._left_of_nonfinite(i)
        if self._is_put_in(i):
            return i - 3
        relative = self._relative_start(i)
        return None if relative is None else relative - 1

    def _is_put_in(self, i: int) -> bool:
        """Whether a verb of saying stands with its subject between commas: "OpenAI, she adds, is a customer"."""
        kinds = [item.kind for item in self._items[max(0, i - 2) : i + 2]]
        return kinds == [",", "n", "v", ","] and self._preds[i].verb in _SAID

    def _object_of_nonfinite(self, i: int) -> int | None:
        """Return where to go on when the phrase at ``i`` is the object of an infinitive or participle."""
        before = i - 1
        while before >= 0 and self._items[before].kind in "TB":
            before -= 1
        pred = self._preds.get(before)
        if pred is not None and not pred.finite and not pred.passive:
            return self._left_of_nonfinite(before)
        return None

    def _lets(self, governor: int, index: int) -> bool:
        """Whether a verb takes the bare infinitive at an item: "agreed to let Nvidia sell"."""
        bare = {form.tag for form in self._sentence.tokens[self._items[index].last].verbs} == {"b"}
        return governor in self._preds and self._preds[governor].verb in TAKE_BARE and bare

    def _before_relative(self, i: int) -> int | None:
        """Return where to go on when a relative clause ends at ``i``: "Nokia, which makes radios, rose", or None."""
        finite = False
        for j in range(i, -1, -1):
            kind = self._items[j].kind
            if kind == "R":
                start = j - 1 if j and self._items[j - 1].kind == "P" else j
                closed = finite and start > 0 and self._items[start - 1].kind == ","
                return start - 2 if closed else None
            if kind in "SC:;–—(" or (kind == "v" and finite):
                return None
            finite = finite or (kind == "v" and self._preds[j].finite)
        return None

    def _left_of_nonfinite(self, i: int) -> int:
        before = i - 1
        if before >= 0 and self._items[before].kind in "P,":
            before -= 1
        return before

    def _relative_start(self, i: int) -> int | None:
        """Return the index of the relative pronoun of the clause whose verb is at ``i``, or None."""
        for j in range(i - 1, -1, -1):
            kind = self._items[j].kind
            if kind == "R":
                return j
            if kind in "vSC":
                return None
        return None

    def _clause_link(self, i: int) -> str:
        """Return how the clause that begins with the subject at ``i`` hangs on what stands before it."""
        for j in range(i - 1, max(-1, i - 4), -1):
            item = self._items[j]
            if item.kind == "S":
                return _subordinate(item)
            if item.kind == "R":
                return "rel-object" if item.prep in {"which", "that", "whom"} else "rel"
            if item.kind == "v":
                return "that"
            if item.kind == "n":
                return ""
        return ""

    def _chain_head(self, j: int) -> Item:
        item = self._items[j]
        if (
            item.kind == "p"
            and item.prep == "of"
            and j
            and self._items[j - 1].kind in "np"
            and not self._sentence.phrases[item.phrases[0]].mentions
        ):
            return self._chain_head(j - 1)
        return item

    def _shared(self, i: int) -> Item | None:
        """Return the subject of the finite verb before ``i``."""
        for j in range(i - 1, -1, -1):
            if j in self._preds and self._preds[j].finite:
                return self.find(j)[0]
        return None

    def _controlled(self, index: int) -> tuple[Item | None, str]:
        """Return the subject of an infinitive or participle, which the verb that governs it gives."""
        pred = self._preds[index]
        before = self._items[index - 1] if index else None
        if pred.passive and (meant := self._described(index)) is not None:
            return meant, "rel"
        link = "inf" if pred.modals[:1] == ("to",) else "ing"
        for j in range(index - 1, -1, -1):
            if j in self._preds:
                return self._governed(index, j, link)
            if self._items[j].kind == "S":
                break
        if before is not None and before.kind == "n":
            return before, link
        return self._after_comma(index, purpose=link == "inf"), link

    def _described(self, index: int) -> Item | None:
        """Return what a passive participle describes: "chips made by", "the chips, made by", "… and designed by"."""
        at = index - 1
        if at >= 0 and self._items[at].kind == "," and at and self._items[at - 1].kind in "np":
            at -= 1
        if at >= 0 and self._items[at].kind in "np":
            return self._chain_head(at)
        earlier = [j for j in self._preds if j < index]
        if at < 0 or self._items[at].kind != "C" or not earlier:
            return None
        joined = self._preds[earlier[-1]]
        return self._described(earlier[-1]) if joined.passive and not joined.finite else None

    def _governed(self, index: int, governor: int, link: str) -> tuple[Item | None, str]:
        pred, parent = self._preds[index], self._preds[governor]
        pred.parent = parent
        between = self._items[governor + 1 : index]
        objects = [item for item in between if item.kind == "n"]
        if link == "inf" and between and between[-1].kind in "np":
            nouns = self._sentence.phrases[between[-1].phrases[-1]].nouns
            pred.noun = nouns[0].lemma if nouns else self._sentence.tokens[between[-1].last].lower
        blamed = [item for item in between if item.kind == "p" and item.prep in _BLAMED]
        if blamed and between[-1].kind == "P" and between[-1].prep == "for":
            return blamed[-1], link  # "imposed a fine on Seagate for shipping drives"
        if objects and parent.verb in _OBJECT_CONTROL and not parent.passive:
            return objects[0], link
        if pred.passive and objects:
            return objects[-1], "rel"
        return self.find(governor)[0], link

    def _after_comma(self, index: int, *, purpose: bool) -> Item | None:
        """Return the subject of the main clause after a fronted participle: "Citing security, Beijing banned …".

        A purpose depends on that clause: "To train R1, DeepSeek used 512 H800s".
        """
        comma = False
        for position in range(index + 1, len(self._items) - 1):
            item = self._items[position]
            if comma and item.kind == "n" and self._items[position + 1].kind == "v":
                if purpose:
                    self._preds[index].parent = self._preds[position + 1]
                return item
            comma = comma or item.kind == ","
        return None


def _subordinate(item: Item) -> str:
    if item.prep in _CONDITIONS:
        return "cond"
    return "that" if item.prep == "that" else "sub"
