"""How a text presents what a verb says: modal verbs of its chain, negation, and the verbs that embed it."""

from __future__ import annotations

from collections.abc import Mapping

from chippolitik.extract.predication import Predication
from chippolitik.lexicon import Embedding
from chippolitik.model.kinds import Modality

__all__ = ["Stance", "is_advised", "is_obliged", "stance_of", "stronger"]

_ADVISED = frozenset({"should", "ought", "sollte", "sollten"})
_OBLIGED = frozenset({"must", "muss", "müssen", "musste", "mussten", "müsse", "muß"})

Stance = tuple[Modality, bool]
"""Modality, and whether the clause makes no claim of its own."""

_SPECULATED = {
    "en": frozenset({"may", "might", "could", "would"}),
    "de": frozenset({"könnte", "könnten", "dürfte", "dürften", "mag", "mögen", "würde", "würden"}),
}
_PLANNED = {
    "en": frozenset({"will", "shall", "'ll", "should", "won't"}),
    "de": frozenset(
        {
            "soll",
            "sollen",
            "sollte",
            "sollten",
            "will",
            "wollen",
            "wollte",
            "wollten",
            "möchte",
            "möchten",
            "muss",
            "müssen",
            "solle",
        }
    ),
}
_RANK = {Modality.ASSERTED: 0, Modality.PLANNED: 1, Modality.SPECULATED: 2, Modality.DENIED: 3}
_SAID = frozenset({"say", "believe", "think", "report", "rumour", "rumor", "understand", "suspect", "estimate"})
_ANNOUNCED = frozenset({"announce", "promise", "pledge", "vow", "signal", "confirm", "tell", "agree", "add", "state"})
_NOT_SO_THAT = frozenset({
    "verhindern", "verbieten", "untersagen", "fordern", "verlangen", "blockieren", "unterbinden", "zulassen",
    "erlauben", "gestatten", "ermöglichen", "prevent", "demand", "forbid", "require",
})  # fmt: skip
_GRANTS = frozenset(
    """licence license permit permission approval authorisation authorization clearance waiver application ban right
    leave nod exemption prohibition refusal attempt failure inability consent""".split()  # noqa: SIM905 - words
)
"""Nouns whose infinitive says not that it happens: "a licence to sell", "a ban to export"."""
_MAX_DEPTH = 6


def stance_of(pred: Predication, language: str, embeddings: Mapping[str, Embedding]) -> Stance:
    """Return how the text presents a predication.

    Args:
        pred: The predication.
        language: ``en`` or ``de``.
        embeddings: Verb → what it makes of the clause that depends on it.
    """
    modality = own_modality(pred, language)
    if modality is Modality.SPECULATED and _future_in_past(pred):
        modality = Modality.PLANNED
    dropped = pred.link == "cond" or pred.noun in _GRANTS
    current, depth = pred, 0
    while current.parent is not None and depth < _MAX_DEPTH:
        parent = current.parent
        effect = _effect(current, parent, embeddings)
        if effect == "drop" or (effect == "speculated" and parent.negated):
            dropped = True
        elif effect in {"planned", "speculated", "denied"}:
            modality = stronger(modality, Modality(effect))
        if current.link in {"inf", "ing"}:
            outer = own_modality(parent, language)
            modality = stronger(modality, outer)
        dropped = dropped or (parent.link == "cond" and current.link in {"inf", "ing", "coord", "that"})
        current, depth = parent, depth + 1
    return modality, dropped


def own_modality(pred: Predication, language: str) -> Modality:
    """Return the modality that the verb's own chain gives."""
    if pred.negated:
        return Modality.DENIED
    words = set(pred.modals)
    if words & _SPECULATED[language]:
        return Modality.SPECULATED
    if language == "de" and words & {"soll", "sollen", "solle"} and _perfect_infinitive(pred):
        return Modality.SPECULATED
    if words & _PLANNED[language]:
        return Modality.PLANNED
    if language == "de" and {"wird", "werden"} & words and not pred.passive and pred.finite and not pred.past:
        return Modality.PLANNED
    if language == "en" and "to" in pred.modals[1:] and pred.modals[0] in {"is", "are", "was", "were"}:
        return Modality.PLANNED
    return Modality.ASSERTED


def _future_in_past(pred: Predication) -> bool:
    """Whether "would" is what "will" becomes after a verb of saying: "said it would impose a tariff"."""
    parent = pred.parent
    said = parent is not None and pred.link == "that" and parent.past and parent.verb in _SAID | _ANNOUNCED
    return said and "would" in pred.modals


def _perfect_infinitive(pred: Predication) -> bool:
    return bool({"haben", "sein", "worden"} & set(pred.modals))


def _effect(pred: Predication, parent: Predication, embeddings: Mapping[str, Embedding]) -> str:
    if pred.link in {"rel", "rel-object", "coord", "sub"}:
        return "keep"
    known = embeddings.get(parent.verb)
    if pred.link == "inf" and parent.verb == "tell":
        known = embeddings.get("tell-to")  # "told Cadence to stop selling": that it is told says not that it happens
    if pred.link == "ing" and parent.verb == "stop" and _does_what_is_embedded(parent, pred):
        known = embeddings.get("stop-from")  # "stops Nvidia from selling"
    if pred.link == "that":
        embeds = known is not None and (known.effect in {"speculated", "denied"} or parent.verb in _NOT_SO_THAT)
        return known.effect if known and embeds else "keep"
    if parent.passive and parent.verb in _SAID:
        return "speculated"
    if known is not None:
        return known.effect
    return "planned" if pred.link == "inf" else "keep"


def _does_what_is_embedded(parent: Predication, pred: Predication) -> bool:
    """Whether the object of a verb is the subject of what it embeds."""
    whom, who = parent.arg("obj"), pred.arg("subj")
    return whom is not None and who is not None and whom.phrases == who.phrases and not parent.passive


def stronger(one: Modality, other: Modality) -> Modality:
    """Return the one of two modalities that is farther from asserted."""
    return one if _RANK[one] >= _RANK[other] else other


def is_obliged(pred: Predication) -> bool:
    """Whether what is said is a duty, not a plan: "Nvidia muss 15 Prozent abgeben", "exporters must obtain".

    Args:
        pred: The predication.
    """
    chain = [word for word in pred.modals if word != "to"]
    return bool(chain) and all(word in _OBLIGED for word in chain) and pred.link not in {"inf", "cond"}


def is_advised(pred: Predication) -> bool:
    """Whether what is said ought to be done: "Washington should close the loophole".

    Args:
        pred: The predication.
    """
    return bool(_ADVISED & set(pred.modals))
