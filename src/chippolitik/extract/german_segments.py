"""Segments of a German sentence: stretches between commas and conjunctions, with insertions lifted out.

What each segment is, and on which one it hangs, is the business of ``german_clauses``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chippolitik.extract.items import Item, items_of
from chippolitik.model.annotated import Sentence

__all__ = ["ALSO_PREPOSITIONS", "SUBORDINATORS", "Segment", "Segments", "verbs_joined"]

SUBORDINATORS = frozenset(
    """dass daß weil wenn ob obwohl obgleich nachdem bevor ehe während sobald solange seit seitdem indem falls sofern
    soweit wie wonach womit wodurch weshalb warum sodass zumal als da damit bis wohingegen
    """.split()  # noqa: SIM905 - words
)
"""Words that make a clause subordinate."""
ALSO_PREPOSITIONS = frozenset({"als", "wie", "da", "bis", "seit", "während", "damit"})
"""Those of them that are something else too."""

_PARTICIPLES = frozenset({"worden", "geworden", "gewesen", "gehabt", "sein"})
_SUBSTITUTES = frozenset({"sollen", "können", "müssen", "dürfen", "wollen", "mögen"})
_BREAKS = ",;:–—"
_HARD = ";:"
_MOST_INSERTIONS = 3
_LONGEST_INSERTION = 6  # items
_VERBAL = frozenset("VOA")
_UNKNOWN = ("t", "te", "ten")


def verbs_joined(tags: str, joint: int) -> bool:
    """Return whether a conjunction stands right between two verbs, which then share all else: "kaufte und bezahlte".

    Args:
        tags: The signs of the sentence.
        joint: Index of the conjunction.
    """
    return tags[max(0, joint - 1) : joint + 2] == "VCV"


def _ends_with_two(items: Sequence[Item]) -> bool:
    """Whether two noun phrases and nothing else follow, of which the verb may be left out: "und Alibaba 30.000"."""
    kinds = "".join(item.kind for item in items[:3])
    return kinds[:2] == "nn" and (len(kinds) == 2 or kinds[2] in ".!?" + _BREAKS)  # noqa: PLR2004 - two phrases


@dataclass(slots=True)
class Segment:
    """A stretch of items between commas.

    Attributes:
        items: Its items.
        hard: Whether a colon or semicolon stands before it, so that it goes on with nothing.
        inserted: Whether it was lifted out of the clause around it: "…, sagt sie, …".
    """

    items: list[Item]
    hard: bool = False
    inserted: bool = False


class Segments:
    """Parts one sentence at its commas.

    Args:
        sentence: The sentence.
    """

    def __init__(self, sentence: Sentence) -> None:
        self._sentence = sentence
        self._tokens = sentence.tokens
        self._finite: dict[tuple[str, int, int], bool] = {}

    def split(self) -> list[Segment]:
        """Return the segments of the sentence, in text order, each insertion after the clause that it stands in."""
        items = items_of(self._sentence)
        segments = [Segment([])]
        for position, item in enumerate(items):
            if item.kind in _BREAKS:
                segments.append(Segment([], item.kind in _HARD))
            elif item.kind == "C" and verbs_joined(self._sentence.tags, item.first):
                segments[-1].items.append(item)
            elif item.kind == "C" and (
                self._joins_verbs(segments[-1].items, items[position + 1 :]) or _ends_with_two(items[position + 1 :])
            ):
                segments.append(Segment([item]))
            elif item.kind not in ".!?":
                segments[-1].items.append(item)
        return self._rejoined(self._lifted([segment for segment in segments if segment.items]))

    def is_finite(self, item: Item) -> bool:
        """Whether an item is a finite verb or auxiliary."""
        if item.kind not in _VERBAL:
            return False
        key = (item.kind, item.first, item.last)
        found = self._finite.get(key)
        if found is None:
            found = self._finite[key] = self._is_finite(item)
        return found

    def _is_finite(self, item: Item) -> bool:
        token = self._tokens[item.last]
        if item.kind == "O":
            substitute = token.lower in _SUBSTITUTES and self._after_auxiliary(item)
            return (not token.lower.startswith("ge") or token.lower == "gelten") and not substitute
        if item.kind == "A":
            infinitive = token.lower in {"werden", "haben"} and self._after_verb(item)
            return token.lower not in _PARTICIPLES and not infinitive
        tags = {form.tag for form in token.verbs}
        after = self._sentence.tags[item.last + 1 : item.last + 3]
        if not token.verbs:
            # A verb that no list knows, at the end of its clause: "…, dass Apple seine Pläne beerdigt".
            shape = token.lower.endswith(_UNKNOWN) and not token.lower.endswith("st")
            return shape and not token.lower.startswith("ge") and after[:1] not in {"A", "O"} and self._alone(item)
        if not tags & {"f", "k"}:
            return False
        if ("i" in tags and after.startswith(("ZV", "V", "O"))) or ("n" in tags and after.startswith("A")):
            return False  # "fertigen zu lassen", "fertigen lässt", "liefern will", "einverleibt hatte"
        return not (tags & {"i", "n"} and self._after_verb(item))

    def ends_substituted(self, items: Sequence[Item]) -> bool:
        """Whether a segment ends like "hätten liefern sollen", where the finite verb stands before two infinitives."""
        kinds = "".join(item.kind for item in items[-3:])
        return kinds == "AVO" and self.is_finite(items[-3]) and not self.is_finite(items[-1])

    def _after_auxiliary(self, item: Item) -> bool:
        """Whether a form of "haben" or "werden" governs an infinitive of a modal verb: "hätte liefern sollen"."""
        for position in range(item.first - 1, -1, -1):
            token = self._tokens[position]
            if token.tag in ",;:SC":
                return False
            if token.tag == "A" and token.lower not in _PARTICIPLES:
                return self._tokens[item.first - 1].tag == "V"
        return False

    def has_finite(self, items: Sequence[Item]) -> bool:
        """Whether one of the items is a finite verb."""
        return any(self.is_finite(item) for item in items)

    def opens(self, items: Sequence[Item]) -> bool:
        """Whether a segment begins with a word that subordinates."""
        lead = items[1] if items[0].kind == "C" and len(items) > 1 else items[0]
        return lead.kind in "SBPC" and self._tokens[lead.first].lower in SUBORDINATORS

    def _alone(self, item: Item) -> bool:
        """Whether no other verb stands before an item in its segment."""
        for position in range(item.first - 1, -1, -1):
            if self._tokens[position].tag in ",;:":
                break
            if self._tokens[position].tag in "VAO":
                return False
        return True

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

    def _joins_verbs(self, before: Sequence[Item], after: Sequence[Item]) -> bool:
        if not self.has_finite(before):
            return False
        for item in after:
            if item.kind in _BREAKS or item.kind == "C":
                return False
            if self.is_finite(item):
                return True
        return False

    def _lifted(self, segments: list[Segment]) -> list[Segment]:
        """Lift insertions out of the clause that goes on behind them: "Die Maschine, sagt sie, sei bestellt"."""
        out: list[Segment] = []
        position = 0
        while position < len(segments):
            segment = segments[position]
            if out and position + 1 < len(segments) and self._is_inserted(segments, position):
                after = segments[position + 1]
                out[-1].items = out[-1].items + after.items
                if self.has_finite(segment.items):
                    segment.inserted = True
                    out.append(segment)
                position += 2
                continue
            out.append(segment)
            position += 1
        return out

    def _is_inserted(self, segments: Sequence[Segment], position: int) -> bool:
        """Whether a segment with its verb first, or with "so", stands within the clause of its neighbours."""
        before, segment, after = segments[position - 1].items, segments[position].items, segments[position + 1]
        if after.hard or segments[position].hard or len(segment) > _LONGEST_INSERTION or self.opens(after.items):
            return False
        so = segment[0].first > 0 and self._tokens[segment[0].first - 1].lower == "so"
        told = self._tokens[segment[0].first].lower == "wie" and self.is_finite(segment[-1])  # "wie Reuters erfuhr"
        if not so and not told and not self.is_finite(segment[0]):
            return False
        last = after.items[-1]
        if self.has_finite(before):  # "sie würde, glaubt man Bloomberg, auch SK hynix treffen"
            begun = any(item.kind in "AO" for item in before) and not any(item.kind == "V" for item in before)
            return begun and last.kind == "V" and any(form.tag in "in" for form in self._tokens[last.last].verbs)
        relative = before[0].kind in "RP" and self.is_finite(last)
        return self.is_finite(after.items[0]) or relative

    def _rejoined(self, segments: list[Segment]) -> list[Segment]:
        """Join a subordinate clause that an insertion parts from its verb: "nachdem A, vor allem B, eingeführt hat"."""
        out: list[Segment] = []
        position = 0
        while position < len(segments):
            segment = segments[position]
            end = self._verb_of(segments, position)
            items = segment.items
            for more in segments[position + 1 : end + 1]:
                items = items + more.items
            out.append(Segment(items, segment.hard, segment.inserted))
            position = end + 1
        return out

    def _verb_of(self, segments: Sequence[Segment], position: int) -> int:
        """Return the index of the segment that holds the verb of the clause that begins at ``position``."""
        if not self.opens(segments[position].items) or self.has_finite(segments[position].items):
            return position
        for later in range(position + 1, min(position + 1 + _MOST_INSERTIONS, len(segments))):
            items = segments[later].items
            if self.opens(items) or segments[later].hard:
                return position
            if self.has_finite(items):
                return later if self.is_finite(items[-1]) else position
        return position
