"""Which drafts become claims: one for each thing said; of several readings of one clause the fullest."""

from __future__ import annotations

from collections.abc import Sequence

from chippolitik.extract.draft import Draft
from chippolitik.model.entity import EntityRef
from chippolitik.model.kinds import KINDS, Kind, Modality

__all__ = ["chosen"]

_ONCE = {Kind.DEVELOPMENT: "product", Kind.LOCATION: "organization", Kind.OWNERSHIP: "owned", Kind.LISTING: "listed"}
_IN_PASSING = frozenset({Kind.OWNERSHIP, Kind.LOCATION, Kind.DEVELOPMENT})
_STANDING = frozenset({Kind.USAGE, Kind.SUPPLY, Kind.MANUFACTURE})
_TAKES_AMOUNT = frozenset({Kind.PENALTY, Kind.INVESTMENT, Kind.ORDER, Kind.DELIVERY, Kind.OWNERSHIP})
_WHO = frozenset({"Company", "Organization", "GovernmentBody", "Person", "CollectiveAgent", "Agent"})
_NO_PRODUCTS = frozenset({"Agent", "Person", "GovernmentBody", "Country", "Organization", "ResearchOrganization"})
_PARTIES = frozenset({"supplier", "recipient"})
_STRONGER = {
    Kind.USAGE: frozenset({Kind.TRAINING, Kind.MANUFACTURE}),
    Kind.SUPPLY: frozenset({Kind.DELIVERY, Kind.ORDER}),
    Kind.ORDER: frozenset({Kind.MANUFACTURE, Kind.OWNERSHIP}),
    Kind.REGULATION: frozenset({Kind.LISTING}),
    Kind.INVESTMENT: frozenset({Kind.ORDER}),
}


def chosen(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts that become claims, in text order.

    Of drafts of one kind in one sentence that share their main fillers, the one that says most is kept. Development,
    location and ownership are told once per article, so that the first telling is kept.
    """
    kept: list[Draft] = []
    drafts = [draft for draft in drafts if _is_specific(draft)]
    for draft in sorted(drafts, key=lambda d: (d.headline, d.start, -_weight(d))):
        rival = next((other for other in kept if _same(draft, other)), None)
        if rival is not None and draft.kind is Kind.MANUFACTURE and rival.sentence == draft.sentence:
            _share_roles(draft, rival)
        if rival is None:
            kept.append(draft)
        elif rival.sentence == draft.sentence and (_weight(draft) > _weight(rival) or _is_surer(draft, rival)):
            kept[kept.index(rival)] = draft
        elif rival.sentence == draft.sentence and draft.trace.startswith("relation") and draft.kind in _IN_PASSING:
            # "ByteDance, owner of TikTok, plans …": what is said in passing is no plan.
            rival.modality = draft.modality
    kept = [draft for draft in kept if not _is_shadowed(draft, kept) and not _is_headline(draft, kept)]
    seen: set[str] = set()
    unique = []
    for draft in sorted(kept, key=lambda d: (d.start, d.end, d.kind.value)):
        digest = draft.claim_key
        if digest not in seen:
            seen.add(digest)
            unique.append(draft)
    return unique


def _share_roles(one: Draft, other: Draft) -> None:
    """Give two readings of one clause what only one of them has found: the product, or for whom it is made."""
    if one.roles.get("manufacturer") == other.roles.get("manufacturer"):
        for name in ("product", "customer"):
            found = one.roles.get(name) or other.roles.get(name)
            if found:
                one.roles[name] = other.roles[name] = found


def _is_surer(draft: Draft, rival: Draft) -> bool:
    """Whether a comparison by its verb stands against one by word order: "Dem H200 ist der H20 unterlegen"."""
    return draft.kind is Kind.COMPARISON and rival.trace.startswith("comparison") > draft.trace.startswith("comparison")


def _is_specific(draft: Draft) -> bool:
    """Whether a claim says enough about whom it means: a bare "companies" needs two names beside it, or advice one.

    Measured on articles that were read: claims whose fillers are all named are right in 82 of 100 cases, those with one
    bare word for a filler in 24.
    """
    spec = KINDS[draft.kind]
    told = bool(_PARTIES & set(draft.roles)) or draft.quantity is not None or draft.modality is Modality.DENIED
    if draft.kind is Kind.DELIVERY and (not told or _is_software(draft)):
        return False
    if draft.kind is Kind.COMPARISON and not all(_is_comparable(group) for group in draft.roles.values()):
        return False
    groups = [(draft.roles.get(role), role in spec.required or role in spec.one_of) for role in draft.roles]
    named = sum(1 for group, _ in groups if group and not all(_is_vague(entity) for entity in group))
    vague = [group for group, needed in groups if needed and group and all(_is_vague(entity) for entity in group)]
    bare = [group for group in vague if all(entity.cls in _WHO and " " not in entity.label for entity in group)]
    if draft.kind is Kind.RECOMMENDATION or draft.quantity is not None or _is_paid(draft):
        return named >= 1 or not bare
    return (not bare and len(vague) <= 1) or named > 1


def _is_paid(draft: Draft) -> bool:
    """Whether a sum of money tells which purchase or investment is meant: "customers have ordered for 31 million"."""
    return draft.kind in {Kind.ORDER, Kind.INVESTMENT} and draft.value is not None


def _is_comparable(group: Sequence[EntityRef]) -> bool:
    """Whether a product is compared: no person, no country, no bare word such as "predecessor"."""
    return not any(e.cls in _NO_PRODUCTS or (_is_vague(e) and " " not in e.label) for e in group)


def _is_software(draft: Draft) -> bool:
    """Whether what is delivered cannot be: models and apps are released."""
    return any(entity.cls in {"AIModel", "Application"} for entity in draft.roles.get("product", ()))


def _is_vague(entity: EntityRef) -> bool:
    """Whether an entity is only described, and no name tells which: "new models", not "Ling models"."""
    return entity.described and entity.label == entity.label.lower()


def _weight(draft: Draft) -> float:
    """How much a draft says."""
    named = sum(1 for group in draft.roles.values() for entity in group if not entity.described)
    qualifiers = sum(x is not None for x in (draft.quantity, draft.value, draft.time))
    return 2 * named + len(draft.roles) + len(draft.terms) + qualifiers


def _same(one: Draft, other: Draft) -> bool:
    if one.kind is not other.kind:
        return False
    once = _ONCE.get(one.kind)
    if once is not None:
        return bool(_labels(one, once) & _labels(other, once)) and _alike_once(one, other)
    if one.kind is Kind.METRIC:
        return one.sentence == other.sentence and (one.quantity, one.value) == (other.quantity, other.value)
    if one.kind is Kind.COMPARISON:
        pairs = [{frozenset(_labels(d, "subject")), frozenset(_labels(d, "object"))} for d in (one, other)]
        return one.sentence == other.sentence and pairs[0] == pairs[1]
    if one.kind is Kind.STATEMENT:
        return (
            _labels(one, "speaker") == _labels(other, "speaker")
            and one.terms.get("stance") == other.terms.get("stance")
            and abs(one.sentence - other.sentence) <= 1
        )
    if one.sentence != other.sentence:
        return _content(one) == _content(other) or (one.kind in _STANDING and _same_state(one, other))
    return _overlap(one, other)


def _same_state(one: Draft, other: Draft) -> bool:
    """Whether a state is told a second time, if in another mood: what is planned once need not be told as done."""
    told = {Modality.ASSERTED, Modality.PLANNED, Modality.SPECULATED}
    plain = {one.modality, other.modality} <= told and one.phase == other.phase
    bare = all(d.quantity is None and d.value is None for d in (one, other))
    return plain and bare and _content(one)[1] == _content(other)[1]


def _alike_once(one: Draft, other: Draft) -> bool:
    """Whether two tellings of what is told once mean the same."""
    if one.kind is Kind.OWNERSHIP:
        return bool(_labels(one, "owner") & _labels(other, "owner"))
    if one.kind is Kind.LISTING:
        return one.status == other.status and (not one.time or not other.time or one.time == other.time)
    return True


def _overlap(one: Draft, other: Draft) -> bool:
    """Whether two drafts of one kind in one sentence are readings of the same thing."""
    required = KINDS[one.kind].required or tuple(one.roles)
    shared = [role for role in required if _labels(one, role) & _labels(other, role)]
    if len(shared) < len([r for r in required if r in one.roles]):
        return False
    alternatives = [r for r in KINDS[one.kind].one_of if _labels(one, r) and _labels(other, r)]
    return not alternatives or any(_labels(one, r) & _labels(other, r) for r in alternatives)


def _labels(draft: Draft, role: str) -> set[str]:
    return {entity.label for entity in draft.roles.get(role, ())}


def _content(draft: Draft) -> tuple[object, ...]:
    required = KINDS[draft.kind].required + KINDS[draft.kind].one_of
    return (
        draft.kind,
        tuple(sorted((role, tuple(sorted(_labels(draft, role)))) for role in required)),
        draft.modality, draft.quantity, draft.value, draft.status,
    )  # fmt: skip


def _is_shadowed(draft: Draft, kept: Sequence[Draft]) -> bool:
    """Whether another kind explains the same words better: training is no usage, an order no investment."""
    if draft.kind is Kind.METRIC:
        return any(_uses_amount(draft, o) for o in kept if o.kind in _TAKES_AMOUNT and o.sentence == draft.sentence)
    stronger = _STRONGER.get(draft.kind, frozenset())
    return any(
        o.kind in stronger
        and o.sentence == draft.sentence
        and o.start < draft.end
        and draft.start < o.end
        and _shares(draft, o)
        for o in kept
    )


def _uses_amount(metric: Draft, other: Draft) -> bool:
    """Whether another claim is about the amount of a metric."""
    return (metric.value is not None and metric.value == other.value) or (
        metric.quantity is not None and metric.quantity == other.quantity
    )


def _is_headline(draft: Draft, kept: Sequence[Draft]) -> bool:
    """Whether a headline tells in brief what the text tells in full."""
    if not draft.headline:
        return False
    named = {e.label for group in draft.roles.values() for e in group if not e.described}
    return any(
        other.kind is draft.kind and not other.headline and named & {e.label for g in other.roles.values() for e in g}
        for other in kept
    )


def _shares(one: Draft, other: Draft) -> bool:
    labels = [{e.label for g in d.roles.values() for e in g} for d in (one, other)]
    return len(labels[0] & labels[1]) >= 2  # noqa: PLR2004 - two common fillers
