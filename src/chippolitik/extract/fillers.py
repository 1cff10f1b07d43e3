"""Which noun phrase may fill which role of which frame."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

from chippolitik.model.entity import EntityRef
from chippolitik.model.kinds import Fills
from chippolitik.model.resolved import PhraseRefs

__all__ = ["alternatives", "fillers"]

_FIRM = frozenset({"Company", "Organization", "ResearchOrganization", "Agent", "NewsOrganization"})
_PLACES = frozenset({"Country", "JurisdictionGroup"})
_PARTIES = frozenset({"company", "body", "group", "place"})
_STATE = frozenset({"GovernmentBody"})
_NAMED = frozenset({"name", "definite", "pronoun"})
_ONE_OF = frozenset({"pronoun"})
_MOST = 2  # alternatives
_SOFTWARE = frozenset({"Application", "Software", "AIModel", "Product"})
_TRAINED = frozenset({"model", "llm", "chatbot", "network", "version", "algorithm", "generation", "transformer", "ai"})
_HARDWARE = frozenset({"Chip", "AIAccelerator", "MemoryChip", "ComputeSystem", "ProductGroup", "Product"})


def fillers(
    refs: Sequence[PhraseRefs], phrases: Sequence[int], fills: Fills, classes: tuple[str, ...]
) -> tuple[EntityRef, ...]:
    """Return what a role may be filled with from coordinated phrases; empty where nothing fits.

    Args:
        refs: Referents of the phrases of a sentence; of a pronoun's candidates the first that fits is meant.
        phrases: Indices of the coordinated phrases.
        fills: What may fill the role.
        classes: Narrower classes that the frame asks for.
    """
    found: list[EntityRef] = []
    for index in phrases:
        ref = refs[index]
        fitting = _fitting(ref, ref.filling(fills), fills, classes)
        if not fitting and classes and fills is Fills.THING and ref.how == "name":  # an unknown name may be a firm's
            fitting = _fitting(ref, ref.agents, fills, classes)
        if not fitting and "wares" in classes and fills is Fills.PRODUCT:
            fitting = _fitting(ref, ref.agents, fills, classes)
        if ref.how in _ONE_OF:
            fitting = fitting[:1]
        if found:
            labels = {entity.label for entity in found}
            fitting = [entity for entity in fitting if entity.label not in labels]
        found += fitting
    return tuple(found)


def alternatives(
    refs: Sequence[PhraseRefs], phrases: Sequence[int], fills: Fills, classes: tuple[str, ...]
) -> Iterator[tuple[EntityRef, ...]]:
    """Yield what else a pronoun or a definite phrase may mean in a role, likeliest first.

    Args:
        refs: Referents of the phrases of a sentence.
        phrases: Indices of the coordinated phrases; only a single one has alternatives.
        fills: What may fill the role.
        classes: Narrower classes that the frame asks for.
    """
    if len(phrases) != 1 or fills not in {Fills.AGENT, Fills.AGENT_OR_PLACE}:
        return
    ref = refs[phrases[0]]
    meant = ref.agents[1:] if ref.how in _ONE_OF else ref.others
    for entity in meant[:_MOST]:
        if _fitting(ref, (entity,), fills, classes):
            yield (entity,)


def _fitting(
    ref: PhraseRefs, meant: Sequence[EntityRef], fills: Fills, classes: tuple[str, ...]
) -> Sequence[EntityRef]:
    """Return those of the things that a phrase may mean that fit a role."""
    if not meant or (ref.how == "bare" and fills is Fills.PRODUCT and "loose" not in classes):
        return ()
    for check in _checks(classes):
        meant = [entity for entity in meant if check(ref, entity)]
    return meant


@lru_cache(maxsize=256)
def _checks(classes: tuple[str, ...]) -> tuple[Callable[[PhraseRefs, EntityRef], bool], ...]:
    return tuple(_CHECKS[name] for name in classes if name in _CHECKS)


def _is_named(ref: PhraseRefs, entity: EntityRef) -> bool:
    """Whether an entity has a name; "Microsoft's data centre" is described, but stands for Microsoft."""
    stands = ref.how == "described" and entity.known is not None and entity in ref.agents
    return (ref.how in _NAMED or stands) and not entity.described


def _may_be_model(entity: EntityRef) -> bool:
    """Whether a product may be an AI model: by the noun that describes it, or as a name that says nothing of it."""
    return not entity.described or entity.label.split()[-1].lower().rstrip("s") in _TRAINED


def _may_be_product(ref: PhraseRefs, entity: EntityRef) -> bool:
    """Whether a phrase means a product; a name that may be a firm's or a person's as well needs a figure."""
    unclear = entity.cls == "Product" and entity.known is None and not entity.described and bool(ref.agents)
    return bool(ref.products) and not (unclear and not any(c.isdigit() for c in entity.label))


def _may_advise(ref: PhraseRefs, entity: EntityRef) -> bool:
    """Whether a phrase means a body or group that gives advice, and no firm of the knowledge base."""
    firm = (entity.cls == "Company" and entity.known is not None) or (entity.described and ref.cls == "company")
    return not firm and (entity.cls not in _PLACES or entity.known is not None)


_CHECKS: Mapping[str, Callable[[PhraseRefs, EntityRef], bool]] = {
    "named": lambda ref, e: _is_named(ref, e) or (ref.how == "described" and e.known is not None),
    "agent": lambda _, e: e.cls not in _PLACES or e.known is not None,
    "named-agent": lambda ref, e: e.cls in _FIRM and _is_named(ref, e),
    "firm": lambda ref, e: e.cls in _FIRM and ref.cls != "person",
    "named-firm": lambda ref, e: e.cls in _FIRM and _is_named(ref, e),
    "maker": lambda _, e: e.cls in _FIRM,
    "foundry": lambda ref, e: e.cls in _FIRM and _is_named(ref, e),
    "state": lambda ref, e: e.cls in _STATE or ref.cls == "body",
    "adviser": _may_advise,
    "place-or-agent": lambda ref, e: e.cls in _FIRM | _STATE | _PLACES or ref.cls in _PARTIES,
    "ownable": lambda ref, e: e.cls in _FIRM | _SOFTWARE and _is_named(ref, e),
    "works": lambda _, e: e.cls in _FIRM | {"Entity", "Product"},
    "product": lambda ref, e: ref.how != "bare" and (_may_be_product(ref, e) or e.cls == "Company"),
    "model": lambda _, e: e.cls == "AIModel" or (e.cls == "Product" and _may_be_model(e)),
    "wares": lambda ref, e: e.cls == "Company" and _is_named(ref, e),
    "hardware": lambda _, e: e.cls in _HARDWARE,
    "list": lambda ref, e: ref.cls == "list" or e.cls == "ControlList",
}
"""Class that a frame may ask for → whether a filler is of it."""
