"""German clauses: where commas and conjunctions part a sentence, and how each part hangs on another one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from chippolitik.extract.items import Item, items_of
from chippolitik.extract.predication import Predication
from chippolitik.model.annotated import Sentence

__all__ = ["RELATIVE", "Clause", "Clauses"]

RELATIVE = frozenset(
    """der die das den dem denen deren dessen welche welcher welches welchem welchen wo""".split()  # noqa: SIM905 - words
)
"""Relative pronouns."""

_SUBORDINATORS = frozenset(
    """dass daß weil wenn ob obwohl obgleich nachdem bevor ehe während sobald solange seit seitdem indem falls sofern
    soweit wie wonach womit wodurch weshalb warum sodass zumal als da damit bis wohingegen
    """.split()  # noqa: SIM905 - words
)
_ALSO_PREPOSITIONS = frozenset({"als", "wie", "da", "bis", "seit", "während", "damit"})
_PARTICIPLES = frozenset({"worden", "geworden", "gewesen", "gehabt", "sein"})
_BREAKS = ",;:–—"
_MOST_INSERTIONS = 3


@dataclass(slots=True)
class Clause:
    """A clause.

    Attributes:
        items: Its items.
        kind: ``main`` ``sub`` ``rel`` ``inf``.
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

    def split(self) -> list[Clause]:
        """Return the clauses of the sentence, in the order in which they begin."""
        clauses: list[Clause] = []
        main: Clause | None = None
        previous: Clause | None = None
        for segment in self._segments(items_of(self._sentence)):
            kind, subordinator = self._kind(segment)
            if kind == "rel" and previous is None:
                kind = "main"
            opener = self._opener(clauses, segment) if kind == "main" else None
            if opener is not None:
                opener.items = opener.items + segment
                previous = main = opener
                continue
            if kind == "main" and previous is not None and main is not None and self._resumes(main, segment):
                verbal = any(item.kind == "V" or self.is_finite(item) for item in segment)
                previous = main if verbal else previous
                previous.items = previous.items + segment
                continue
            if kind == "rel":
                clause = Clause(segment, kind, previous, antecedent=_antecedent(previous))
            elif kind == "main":
                clause = main = Clause(segment, kind, main if segment[0].kind == "C" else None)
            else:
                clause = Clause(segment, kind, previous, subordinator)
            clauses.append(clause)
            previous = clause
        return clauses

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

    def is_finite(self, item: Item) -> bool:
        """Whether an item is a finite verb or auxiliary."""
        token = self._tokens[item.last]
        if item.kind == "O":
            return not token.lower.startswith("ge") or token.lower == "gelten"
        if item.kind == "A":
            infinitive = token.lower in {"werden", "haben"} and self._after_verb(item)
            return token.lower not in _PARTICIPLES and not infinitive
        tags = {form.tag for form in token.verbs}
        if item.kind != "V" or not tags & {"f", "k"}:
            return False
        after = self._sentence.tags[item.last + 1 : item.last + 3]
        if ("i" in tags and after.startswith(("ZV", "V", "O"))) or ("n" in tags and after.startswith("A")):
            return False  # "fertigen zu lassen", "fertigen lässt", "liefern will", "einverleibt hatte"
        return not (tags & {"i", "n"} and self._after_verb(item))

    def _after_verb(self, item: Item) -> bool:
        """Whether an infinitive form stands where a finite verb cannot: after another finite verb of its segment."""
        joined = item.first > 0 and self._tokens[item.first - 1].tag == "C"  # "liefert A und verkauft B"
        if joined and self._sentence.tags[item.last + 1 : item.last + 2] in {"D", "H", "M", "Q"}:
            return False
        for position in range(item.first - 1, -1, -1):
            token = self._tokens[position]
            if token.tag in ",;:S":
                return False
            full = token.tag == "V" and any(form.tag in "fk" for form in token.verbs)
            if token.tag in "OA" or (full and not joined):
                return True
            if token.tag == "Z" and position == item.first - 1:
                return True
        return False

    def _resumes(self, main: Clause, segment: Sequence[Item]) -> bool:
        """Whether a segment goes on with what was begun: the two do not have a finite verb each."""
        return not (self._has_finite(main.items) and self._has_finite(segment))

    def _has_finite(self, items: Sequence[Item]) -> bool:
        return any(self.is_finite(item) for item in items)

    def _segments(self, items: Sequence[Item]) -> list[list[Item]]:
        """Split at commas and at "und" between two finite verbs."""
        segments: list[list[Item]] = [[]]
        for position, item in enumerate(items):
            if item.kind in _BREAKS:
                segments.append([])
            elif item.kind == "C" and self._joins_verbs(segments[-1], items[position + 1 :]):
                segments.append([item])
            elif item.kind not in ".!?":
                segments[-1].append(item)
        return self._rejoined([segment for segment in segments if segment])

    def _rejoined(self, segments: list[list[Item]]) -> list[list[Item]]:
        """Join a subordinate clause that an insertion parts from its verb: "nachdem A, vor allem B, eingeführt hat"."""
        out: list[list[Item]] = []
        position = 0
        while position < len(segments):
            segment = segments[position]
            end = self._verb_of(segments, position)
            for more in segments[position + 1 : end + 1]:
                segment = segment + more
            out.append(segment)
            position = end + 1
        return out

    def _verb_of(self, segments: Sequence[list[Item]], position: int) -> int:
        """Return the index of the segment that holds the verb of the clause that begins at ``position``."""
        if not self._opens(segments[position]) or self._has_finite(segments[position]):
            return position
        for later in range(position + 1, min(position + 1 + _MOST_INSERTIONS, len(segments))):
            if self._opens(segments[later]):
                return position
            if self._has_finite(segments[later]):
                return later if self.is_finite(segments[later][-1]) else position
        return position

    def _opens(self, segment: Sequence[Item]) -> bool:
        """Whether a segment begins with a word that subordinates."""
        lead = segment[1] if segment[0].kind == "C" and len(segment) > 1 else segment[0]
        return lead.kind in "SBPC" and self._tokens[lead.first].lower in _SUBORDINATORS

    def _joins_verbs(self, before: Sequence[Item], after: Sequence[Item]) -> bool:
        if not self._has_finite(before):
            return False
        for item in after:
            if item.kind in _BREAKS or item.kind == "C":
                return False
            if self.is_finite(item):
                return True
        return False

    def _kind(self, segment: Sequence[Item]) -> tuple[str, str]:
        """Return the kind of a segment, and the word that makes it subordinate."""
        position = 1 if segment[0].kind == "C" and len(segment) > 1 else 0
        lead = segment[position]
        word = lead.prep if lead.kind == "p" and lead.prep in _ALSO_PREPOSITIONS else self._tokens[lead.first].lower
        ends_finite = next((self.is_finite(item) for item in reversed(segment) if item.kind in "VOAK"), False)
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
        if word not in _SUBORDINATORS or not (lead.kind in "SBPC" or lead.prep in _SUBORDINATORS):
            return False
        return not (word in _ALSO_PREPOSITIONS and lead.kind == "p" and not count)

    def _has_zu(self, item: Item) -> bool:
        """Whether an item is an infinitive with zu."""
        if item.kind != "V":
            return False
        inside = any(form.tag == "z" for form in self._tokens[item.last].verbs)
        return inside or self._tokens[item.first - 1].tag == "Z"

    def _is_relative(self, item: Item) -> bool:
        """Whether an item is a relative pronoun, with or without a preposition."""
        if item.kind == "R":
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


def _antecedent(clause: Clause | None) -> Item | None:
    found = [item for item in clause.items if item.kind in "np"] if clause is not None else []
    return found[-1] if found else None
