"""German clauses: where commas and conjunctions part a sentence, and how each part hangs on another one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from chippolitik.extract.german_segments import ALSO_PREPOSITIONS, SUBORDINATORS, Segment, Segments
from chippolitik.extract.items import Item
from chippolitik.extract.predication import Predication
from chippolitik.model.annotated import Sentence

__all__ = ["RELATIVE", "Clause", "Clauses"]

RELATIVE = frozenset(
    """der die das den dem denen deren dessen welche welcher welches welchem welchen wo""".split()  # noqa: SIM905 - words
)
"""Relative pronouns."""
_ONWARD = frozenset(
    {"aber", "jedoch", "allerdings", "dann", "zudem", "zugleich", "stattdessen", "dafür", "indes", "auch"}
)


_DOERS = frozenset({"von", "vom", "durch"})
_GENITIVE = frozenset({"des", "der", "eines", "einer"})


@dataclass(slots=True)
class Clause:
    """A clause.

    Attributes:
        items: Its items.
        kind: ``main`` ``sub`` ``rel`` ``inf`` ``part`` ``gap``.
        parent: The clause that it hangs on, or None.
        subordinator: The word that makes it subordinate, or empty.
        antecedent: What its relative pronoun means, or None.
        preds: Its predications, as they are built.
    """

    items: list[Item]
    kind: str = "main"
    parent: Clause | None = None
    subordinator: str = ""
    antecedent: Item | None = None
    preds: list[Predication] = field(default_factory=list)


class Clauses:
    """Parts one sentence.

    Args:
        sentence: The sentence.
    """

    def __init__(self, sentence: Sentence) -> None:
        self._sentence = sentence
        self._tokens = sentence.tokens
        self._segments = Segments(sentence)

    def split(self) -> list[Clause]:
        """Return the clauses of the sentence, in the order in which they begin."""
        clauses: list[Clause] = []
        main: Clause | None = None
        previous: Clause | None = None
        segments = self._segments.split()
        for position, part in enumerate(segments):
            segment = part.items
            if part.hard:
                main = previous = None
            kind, subordinator = self._kind(segment)
            if part.inserted and not self._trails(segments, position):
                clauses.append(Clause(segment))
                continue
            if kind == "rel" and previous is None:
                kind = "main"
            opener = self._opener(clauses, segment) if kind == "main" and not part.hard else None
            if opener is not None:
                opener.items = opener.items + segment
                previous = main = opener
                continue
            aside = self._aside(segments, position, main, previous) if kind == "main" else None
            if aside is not None:
                clauses.append(aside)
                continue
            if kind == "main" and previous is not None and main is not None and self._resumes(main, segment):
                verbal = any(item.kind == "V" or self.is_finite(item) for item in segment)
                previous = main if verbal or self._closes(previous, segment) else previous
                previous.items = previous.items + segment
                continue
            if kind == "rel":
                where = self._tokens[segment[0].first].lower == "wo"
                clause = Clause(segment, kind, previous, antecedent=_antecedent(previous, where=where))
            elif kind == "main":
                follows = segment[0].kind == "C" or self.goes_on(segment)
                clause = main = Clause(segment, kind, main if follows else None)
            else:
                clause = Clause(segment, kind, previous, subordinator)
            clauses.append(clause)
            previous = clause
        return clauses

    def goes_on(self, items: Sequence[Item]) -> bool:
        """Whether a clause begins with its verb and has the subject of the one before: "…, nannte aber keine Zahl"."""
        if not self.is_finite(items[0]):
            return False
        stop = next((item.first for item in items[1:] if item.kind == "n"), items[-1].last + 1)
        return any(token.lower in _ONWARD for token in self._tokens[items[0].last + 1 : stop])

    def is_finite(self, item: Item) -> bool:
        """Whether an item is a finite verb or auxiliary."""
        return self._segments.is_finite(item)

    def _aside(
        self, segments: Sequence[Segment], position: int, main: Clause | None, previous: Clause | None
    ) -> Clause | None:
        """Return the clause of a segment that has no verb of its own, or only a participle; else None."""
        segment = segments[position].items
        if main is not None and self._is_gapped(main, segment):
            return Clause(segment, "gap", main)
        if previous is not None and (self._is_participial(segments, position) or self._trails(segments, position)):
            return Clause(segment, "part", previous, antecedent=_antecedent(previous))
        return None

    def _is_gapped(self, main: Clause, segment: Sequence[Item]) -> bool:
        """Whether a segment leaves out the verb before it: "Tencent nutzt den H20, Alibaba den Ascend 910B"."""
        rest = segment[1:] if segment[0].kind == "C" else segment
        if len(rest) != 2 or any(item.kind != "n" for item in rest) or not any(i.kind == "V" for i in main.items):  # noqa: PLR2004 - a subject and an object
            return False
        who, what = rest
        name = self._tokens[who.last].mention
        adjacent = who.last + 1 == what.first and self._tokens[what.first].lower not in _GENITIVE
        firm = name is not None and not name.head and not name.possessive and name.refs[0].cls == "Company"
        return firm and adjacent and len(who.phrases) == 1 and self._tokens[what.last].tag in "MQ"

    def _is_participial(self, segments: Sequence[Segment], position: int) -> bool:
        """Whether a segment is a participle that says more of the name before it: "Der H20, im Mai vorgestellt, …"."""
        items = segments[position].items
        last = items[-1]
        if position == 0 or len(items) < 2 or items[0].kind == "C" or last.kind != "V" or self._has_finite(items[:-1]):  # noqa: PLR2004 - a participle alone says nothing
            return False
        before = segments[position - 1].items[-1]
        participle = any(form.tag == "n" for form in self._tokens[last.last].verbs)
        if not participle or before.kind not in "np" or before.last + 2 < items[0].first - 1:
            return False
        begun = self._has_finite(segments[position - 1].items)
        after = segments[position + 1] if position + 1 < len(segments) else None
        return not begun and after is not None and not after.hard and self.is_finite(after.items[0])

    def _trails(self, segments: Sequence[Segment], position: int) -> bool:
        """Whether a segment begins with a participle and who has done it: "48 Server, bestellt von Tencent"."""
        items = segments[position].items
        if position == 0 or len(items) < 2 or items[0].kind != "V" or any(i.kind in "VOAK" for i in items[1:]):  # noqa: PLR2004 - a participle alone says nothing
            return False
        before, word = segments[position - 1].items[-1], self._tokens[items[0].last]
        tags = {form.tag for form in word.verbs}
        agents = _DOERS if tags - {"n"} else _DOERS | {"bei", "beim"}  # "bestellt bei" may be a finite verb
        follows = items[1].kind == "p" and items[1].prep in agents
        return "n" in tags and follows and before.kind in "np" and before.last + 2 == items[0].first

    def _opener(self, clauses: Sequence[Clause], segment: Sequence[Item]) -> Clause | None:
        """Return the clause whose verb wants the particle that a segment brings: "wies die These, X sei Y, zurück"."""
        particle = segment[-1]
        if particle.kind != "K" or self._has_finite(segment):
            return None
        word = self._tokens[particle.last].lower
        for clause in reversed(clauses):
            forms = [form for item in clause.items if item.kind == "V" for form in self._tokens[item.last].verbs]
            if clause.kind == "main" and any(form.particle == word for form in forms):
                return clause
        return None

    def _closes(self, previous: Clause, segment: Sequence[Item]) -> bool:
        """Whether a noun goes on with the main clause: "für jeden H100, der nach China geht, eine Lizenz"."""
        over = previous.kind == "rel" and self.is_finite(previous.items[-1])
        return over and segment[0].kind == "n" and self._tokens[segment[0].first].tag in "DH"

    def _resumes(self, main: Clause, segment: Sequence[Item]) -> bool:
        """Whether a segment goes on with what was begun: the two do not have a finite verb each."""
        return not (self._has_finite(main.items) and self._has_finite(segment))

    def _has_finite(self, items: Sequence[Item]) -> bool:
        return self._segments.has_finite(items)

    def _kind(self, segment: Sequence[Item]) -> tuple[str, str]:
        """Return the kind of a segment, and the word that makes it subordinate."""
        position = 1 if segment[0].kind == "C" and len(segment) > 1 else 0
        lead = segment[position]
        word = lead.prep if lead.kind == "p" and lead.prep in ALSO_PREPOSITIONS else self._tokens[lead.first].lower
        ends_finite = next((self.is_finite(item) for item in reversed(segment) if item.kind in "VOAK"), False)
        ends_finite = ends_finite or self._segments.ends_substituted(segment)
        count = sum(self.is_finite(item) for item in segment)
        late = lead.kind != "p" or segment[-1].kind in "VOA"
        if ends_finite and late and self._subordinates(lead, word, count):
            if lead.kind == "p":
                lead.kind, lead.prep = "n", ""
            return "sub", word
        after = segment[position + 1] if position + 1 < len(segment) else lead
        whose = self._tokens[lead.first].lower in {"deren", "dessen"}
        if ends_finite and count == 1 and self._is_relative(lead) and (whose or not self.is_finite(after)):
            return "rel", ""
        return ("inf" if not count and any(self._has_zu(item) for item in segment) else "main"), ""

    @staticmethod
    def _subordinates(lead: Item, word: str, count: int) -> bool:
        if word not in SUBORDINATORS or not (lead.kind in "SBPC" or lead.prep in SUBORDINATORS):
            return False
        return not (word in ALSO_PREPOSITIONS and lead.kind == "p" and not count)

    def _has_zu(self, item: Item) -> bool:
        """Whether an item is an infinitive with zu."""
        if item.kind != "V":
            return False
        inside = any(form.tag == "z" for form in self._tokens[item.last].verbs)
        return inside or self._tokens[item.first - 1].tag == "Z"

    def _is_relative(self, item: Item) -> bool:
        """Whether an item is a relative pronoun, with or without a preposition."""
        if item.kind == "R" or (item.kind == "S" and self._tokens[item.first].lower == "wo"):
            return True
        if item.kind == "P" and item.first + 1 < len(self._tokens):
            return self._tokens[item.first + 1].lower in RELATIVE
        token = self._tokens[item.first]
        if item.kind == "D":
            return token.lower in RELATIVE
        if item.kind == "p":
            return token.lower in {"deren", "dessen"}
        return item.kind == "n" and (
            token.lower in {"deren", "dessen"} or (token.lower in RELATIVE and token.tag in "DR")
        )


def _antecedent(clause: Clause | None, *, where: bool = False) -> Item | None:
    """Return what a relative pronoun means: the phrase before it; for "wo" the firm before its town."""
    found = [item for item in clause.items if item.kind in "np"] if clause is not None else []
    if where and len(found) > 1 and found[-1].prep in {"in", "im"} and found[-2].last + 2 == found[-1].first:
        return found[-2]
    return found[-1] if found else None
