"""What a figure is about: the owner of what is measured, what the verb says it of, the nearest name, the topic.

Who only estimates a figure is not its subject: "Counterpoint sees Huawei at 15.5 percent". What a figure measures is
decided in ``metrics``.
"""

from __future__ import annotations

from collections.abc import Sequence

from chippolitik.extract.context import FIRMS, Context
from chippolitik.extract.predication import Predication
from chippolitik.model.annotated import Phrase
from chippolitik.model.entity import EntityRef

__all__ = ["MetricSubjects", "clause_of", "counted_at"]

_CHIPS = frozenset({"AIAccelerator", "Chip", "MemoryChip", "ComputeSystem"})
_PRODUCTS = _CHIPS | {"AIModel", "Application", "Software", "Product", "ManufacturingEquipment", "Material"}
_GROUPS = frozenset({"ProductGroup"})
_SOURCE_PREPS = frozenset({"laut", "nach", "zufolge", "by", "per", "bei", "von", "auf", "at", "according to"})
_ESTIMATING = {
    "en": frozenset({"put", "see", "estimate", "peg", "expect", "forecast", "reckon", "value", "project", "rate"}),
    "de": frozenset({
        "sehen", "taxieren", "beziffern", "schätzen", "veranschlagen", "zutrauen", "zu|trauen", "erwarten", "rechnen",
        "prognostizieren", "bewerten", "attestieren",
    }),
}  # fmt: skip
_STANDARDS = frozenset({"als", "wie", "as", "than"})
"""Words before what something is compared with, which the figure is not about."""
_LAND_SHARES = frozenset({"share of production", "market share"})
_SOURCE_OF = {
    "entfallen": "auf",
    "come": "from",
    "stem": "from",
    "originate": "from",
    "kommen": "aus",
    "stammen": "aus",
}
_NEAR = 12  # tokens between an amount and the genitive that owns it
_BACK = 3  # sentences that the product of a figure may lie back
_AFTER = 8  # tokens by which a name after an amount counts as farther than one before it
_GOVERNED = 3  # the same for a name behind a preposition


class MetricSubjects:
    """Finds the subjects of figures.

    Args:
        takes: What the figure is in: ``money``, ``percent`` or a unit.
        of: What it may be about: ``firm`` ``product`` ``any``; ``one product`` must stand in the same sentence.
        label: What it measures.
    """

    def __init__(self, takes: str, of: str, label: str) -> None:
        self._takes, self._of, self._label = takes, of, label

    def at(self, context: Context, index: int) -> tuple[EntityRef, ...]:
        """Return what the figure at a token is about, or nothing where that is not clear.

        Args:
            context: The sentence.
            index: The token of the amount.
        """
        pred = clause_of(context, index)
        guessers = _guessers(context, pred)
        if self._takes == "nanometre":
            found = (
                _possessor(context, index)
                or _produced(context, pred, _CHIPS)
                or _nearest(context, index, products=True, within=pred)
                or _acting(context, pred, guessers)
            )
            return found or _nearest(context, index, products=True) or _nearest(context, index, without=guessers)
        if self._takes == "user":
            found = _nearest(context, index, products=True, without=guessers) or _acting(context, pred, guessers)
            return found or _earlier_product(context)
        if self._of in {"product", "one product"}:
            found = _produced(context, pred) or _nearest(context, index, products=True, without=guessers)
            found = found or _nearest(context, index, products=True, without=guessers, sorts=_GROUPS)
            if self._of == "product":
                found = found or _thing(context, pred) or _earlier_product(context)
            return found
        found = _owner(context, index) or (self._land(context, pred) if self._label in _LAND_SHARES else ())
        found = found or _acting(context, pred, guessers)
        if self._of == "any":
            found = found or _nearest(context, index, products=True, without=guessers)
        found = found or _nearest(context, index, without=guessers) or context.topic
        return found or (() if context.preds else context.firm(earlier=True))  # "Umsatz 2023: 58 Millionen Euro"

    @staticmethod
    def _land(context: Context, pred: Predication | None) -> tuple[EntityRef, ...]:
        """Return the country that a share falls to: "China makes 98 percent", "auf China entfallen 98 Prozent"."""
        name = _SOURCE_OF.get(pred.verb, "subj") if pred is not None else ""
        arg = pred.arg(name) if pred is not None else None
        ref = context.refs[arg.phrases[0]] if arg is not None else None
        return ref.places[:1] if ref is not None and ref.how == "name" else ()


def counted_at(context: Context, index: int) -> tuple[EntityRef, ...]:
    """Return the products that the phrase around a token names: "300,000 unsold H20s"."""
    for phrase, ref in zip(context.sentence.phrases, context.refs, strict=True):
        if phrase.first <= index <= phrase.last or phrase.first == index + 1:
            return ref.products
    return ()


def clause_of(context: Context, index: int) -> Predication | None:
    """Return the smallest predication around a token, or None."""
    inside = [p for p in context.preds if p.first <= index <= p.last]
    return min(inside, key=lambda p: p.last - p.first) if inside else None


def _guessers(context: Context, pred: Predication | None) -> frozenset[int]:
    """Return the phrases that name who estimates: the subject of "puts", where another name stands beside it."""
    if pred is None or pred.passive or pred.verb not in _ESTIMATING[context.sentence.language]:
        return frozenset()
    arg = pred.arg("subj")
    if arg is None:
        return frozenset()
    others = [
        phrase
        for phrase, ref in zip(context.sentence.phrases, context.refs, strict=True)
        if phrase.index not in arg.phrases and pred.first <= phrase.first <= pred.last and _firms(ref.agents)
    ]
    return frozenset(arg.phrases) if others else frozenset()


def _acting(context: Context, pred: Predication | None, without: frozenset[int]) -> tuple[EntityRef, ...]:
    """Return the firm that is subject of a clause."""
    arg = pred.arg("subj") if pred is not None else None
    for phrase in arg.phrases if arg is not None else ():
        ref = context.refs[phrase]
        if phrase not in without and ref.cls != "person" and _firms(ref.agents[:1]):
            return ref.agents[:1]
    return ()


def _earlier_product(context: Context) -> tuple[EntityRef, ...]:
    """Return the product that the last sentence with any names last."""
    here = context.sentence.index
    for back in range(here - 1, max(-1, here - 1 - _BACK), -1):
        for refs in reversed(context.resolved.refs[back]):
            named = tuple(p for p in refs.products if p.cls in _PRODUCTS and not p.described and refs.how == "name")
            if named:
                return named[:1]
    return ()


def _produced(context: Context, pred: Predication | None, sorts: frozenset[str] = _PRODUCTS) -> tuple[EntityRef, ...]:
    """Return the product that a clause is about: its subject, or what is made by someone."""
    arg = (pred.arg("obj" if pred.passive else "subj") or pred.arg("subj")) if pred is not None else None
    ref = context.refs[arg.phrases[0]] if arg is not None else None
    if ref is None or ref.how not in {"name", "definite", "pronoun"}:
        return ()
    return tuple(p for p in ref.products if p.cls in sorts and not p.described)[:1]


def _thing(context: Context, pred: Predication | None) -> tuple[EntityRef, ...]:
    """Return what a clause is about where it has no name: "a 64-gigabyte module fetches $450"."""
    arg = pred.arg("subj") if pred is not None else None
    ref = context.refs[arg.phrases[0]] if arg is not None else None
    return ref.products[:1] if ref is not None and ref.how == "described" else ()


def _possessor(context: Context, index: int) -> tuple[EntityRef, ...]:
    """Return whose a phrase with a figure is: "its 2-nanometre recipe"."""
    for phrase, ref in zip(context.sentence.phrases, context.refs, strict=True):
        if phrase.first <= index <= phrase.last:
            return () if ref.products else ref.owner[:1]
    return ()


def _owner(context: Context, index: int) -> tuple[EntityRef, ...]:
    """Return whose figure it is by a genitive near the amount."""
    phrases = [p for p in context.sentence.phrases if abs(p.first - index) < _NEAR]
    for phrase in sorted(phrases, key=lambda p: abs(p.first - index)):
        ref = context.refs[phrase.index]
        if ref.owner and ref.owner[0].cls in FIRMS and not ref.products:
            return ref.owner[:1]
    return ()


def _nearest(
    context: Context,
    index: int,
    *,
    products: bool = False,
    without: frozenset[int] = frozenset(),
    within: Predication | None = None,
    sorts: frozenset[str] = _PRODUCTS,
) -> tuple[EntityRef, ...]:
    """Return the named firm or product of the sentence nearest before the amount, else after it."""
    found: list[tuple[int, tuple[EntityRef, ...]]] = []
    for phrase, ref in zip(context.sentence.phrases, context.refs, strict=True):
        if ref.how not in {"name", "definite", "pronoun"} or ref.cls == "person" or phrase.prep in _SOURCE_PREPS:
            continue
        if _is_standard(context, phrase):
            continue
        if phrase.index in without or (within is not None and not within.first <= phrase.first <= within.last):
            continue
        named = tuple(p for p in ref.products if p.cls in sorts and not p.described)
        if not products:
            named = tuple(a for a in _firms(ref.agents) if a.cls != "Agent")
        if named:
            cost = index - phrase.last if phrase.last < index else _AFTER + phrase.first - index
            found.append((cost + (_GOVERNED if phrase.prep else 0), named[:1]))
    return min(found)[1] if found else ()


def _is_standard(context: Context, phrase: Phrase) -> bool:
    """Whether something is only compared with a phrase: "half as much as Nvidia's H20"."""
    first = phrase.first if phrase.possessor is None else context.sentence.phrases[phrase.possessor].first
    return first > 0 and context.sentence.tokens[first - 1].lower in _STANDARDS


def _firms(agents: Sequence[EntityRef]) -> tuple[EntityRef, ...]:
    return tuple(agent for agent in agents if agent.cls in FIRMS and not agent.described)
