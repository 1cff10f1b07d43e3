"""The 19 kinds of claims: one table of (kind, role) → (class, property) that code, shapes, ontology and docs share.

The property names are local names of the ontology; ``tests/contract`` holds the table against it. What a row is made of
lives in ``kind``.
"""

from __future__ import annotations

from chippolitik.model.kind import Fills, Kind, KindSpec, Modality, Phase, Role

__all__ = ["KINDS", "TERMS", "Fills", "Kind", "KindSpec", "Modality", "Phase", "Role", "spec_of"]

_RULE_STATUS = ("proposed", "announced", "in_force", "amended", "suspended", "rescinded")
_LICENSE_STATUS = ("required", "requested", "granted", "denied", "revoked")
_AGENT, _PLACED, _PRODUCT, _PLACE = Fills.AGENT, Fills.AGENT_OR_PLACE, Fills.PRODUCT, Fills.PLACE
_LIST, _THING, _TEXT, _TERM = Fills.LIST, Fills.THING, Fills.TEXT, Fills.TERM


def _must(name: str, prop: str, fills: Fills) -> Role:
    return Role(name, prop, fills, required=True)


KINDS: dict[Kind, KindSpec] = {
    spec.kind: spec
    for spec in (
        KindSpec(
            Kind.OWNERSHIP,
            (_must("owner", "owner", _AGENT), _must("owned", "ownedThing", _THING)),
            state=True,
            shortcut=("owns", "owner", "owned"),
        ),
        KindSpec(
            Kind.DEVELOPMENT,
            (_must("developer", "developer", _AGENT), _must("product", "product", _PRODUCT)),
            state=True,
            shortcut=("developed", "developer", "product"),
        ),
        KindSpec(
            Kind.MANUFACTURE,
            (
                _must("manufacturer", "manufacturer", _AGENT),
                Role("product", "product", _PRODUCT),
                Role("customer", "customer", _PLACED),
            ),
            one_of=("product", "customer"),
            state=True,
            shortcut=("manufactures", "manufacturer", "product"),
        ),
        KindSpec(
            Kind.LOCATION,
            (_must("organization", "locatedOrganization", _AGENT), _must("country", "locatedIn", _PLACE)),
            state=True,
            shortcut=("basedIn", "organization", "country"),
        ),
        KindSpec(
            Kind.USAGE,
            (_must("user", "user", _PLACED), _must("product", "product", _PRODUCT)),
            state=True,
            shortcut=("uses", "user", "product"),
        ),
        KindSpec(
            Kind.TRAINING,
            (
                _must("model", "trainedModel", _PRODUCT),
                _must("chip", "trainingHardware", _PRODUCT),
                Role("developer", "developer", _AGENT),
            ),
            shortcut=("trainedOn", "model", "chip"),
        ),
        KindSpec(
            Kind.SUPPLY,
            (
                _must("supplier", "supplier", _PLACED),
                _must("customer", "customer", _PLACED),
                Role("product", "product", _PRODUCT),
            ),
            state=True,
            shortcut=("supplies", "supplier", "customer"),
        ),
        KindSpec(
            Kind.ORDER,
            (
                _must("buyer", "buyer", _AGENT),
                _must("product", "product", _PRODUCT),
                Role("supplier", "supplier", _PLACED),
            ),
            shortcut=("ordered", "buyer", "product"),
        ),
        KindSpec(
            Kind.DELIVERY,
            (
                _must("product", "product", _PRODUCT),
                Role("recipient", "recipient", _PLACED),
                Role("supplier", "supplier", _PLACED),
            ),
            shortcut=("received", "recipient", "product"),
        ),
        KindSpec(
            Kind.INVESTMENT,
            (_must("investor", "investor", _AGENT), _must("target", "investmentTarget", _THING)),
            shortcut=("investedIn", "investor", "target"),
        ),
        KindSpec(
            Kind.REGULATION,
            (
                _must("issuer", "issuer", _AGENT),
                Role("product", "controlledItem", _PRODUCT),
                Role("target", "target", _THING),
                Role("measure", "measureName", _TEXT),
            ),
            one_of=("product", "target"),
            statuses=_RULE_STATUS,
            default_status="in_force",
            state=True,
            shortcut=("restricts", "issuer", "product"),
        ),
        KindSpec(
            Kind.LICENSE,
            (
                _must("issuer", "issuer", _AGENT),
                _must("licensee", "licensee", _PLACED),
                Role("product", "product", _PRODUCT),
            ),
            statuses=_LICENSE_STATUS,
            shortcut=("licensed", "issuer", "licensee"),
        ),
        KindSpec(
            Kind.RECOMMENDATION,
            (
                _must("issuer", "issuer", _AGENT),
                _must("addressee", "addressee", _PLACED),
                Role("recommended", "recommends", _THING),
                Role("discouraged", "discourages", _THING),
            ),
            one_of=("recommended", "discouraged"),
            shortcut=("advises", "issuer", "addressee"),
        ),
        KindSpec(
            Kind.LISTING,
            (
                _must("issuer", "issuer", _AGENT),
                _must("listed", "listedAgent", _AGENT),
                Role("list", "controlList", _LIST),
            ),
            statuses=_RULE_STATUS,
            default_status="in_force",
            shortcut=("listed", "issuer", "listed"),
        ),
        KindSpec(
            Kind.PENALTY,
            (_must("issuer", "issuer", _AGENT), _must("penalized", "penalized", _AGENT)),
            shortcut=("penalizedBy", "penalized", "issuer"),
        ),
        KindSpec(
            Kind.COMPARISON,
            (
                _must("subject", "comparedSubject", _THING),
                _must("object", "comparedObject", _THING),
                _must("direction", "direction", _TERM),
            ),
            state=True,
        ),
        KindSpec(
            Kind.METRIC,
            (
                _must("subject", "observedSubject", _THING),
                _must("metric", "metricName", _TEXT),
                Role("place", "place", _PLACE),
            ),
            state=True,
        ),
        KindSpec(
            Kind.STATEMENT,
            (
                _must("speaker", "speaker", _AGENT),
                _must("stance", "stance", _TERM),
                Role("about", "concerns", _THING),
            ),
        ),
        KindSpec(
            Kind.RELEASE,
            (_must("company", "releasedBy", _AGENT), _must("product", "product", _PRODUCT)),
            shortcut=("released", "company", "product"),
        ),
    )
}

TERMS: dict[str, tuple[str, ...]] = {
    "direction": ("better", "worse", "comparable"),
    "stance": ("denies", "confirms", "no_comment"),
}


def spec_of(kind: str) -> KindSpec:
    """Return the specification of a kind.

    Raises:
        ValueError: There is no such kind.

    Example:
        >>> spec_of("Order").required
        ('buyer', 'product')
    """
    return KINDS[Kind(kind)]
