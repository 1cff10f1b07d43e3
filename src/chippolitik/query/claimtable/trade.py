"""Questions on trade: who supplies whom, what is still open of an order, who turns to another product."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from pyoxigraph import Literal, NamedNode, QuerySolutions

from chippolitik.graph.view import Term
from chippolitik.namespaces import ARTICLE, CHIP, vocab_iri
from chippolitik.query.answer import Solution
from chippolitik.query.claimtable.asking import Asked, compact, node
from chippolitik.query.claimtable.showing import CLAIM, JOINS, ORDER, decimal, distinct, shown

__all__ = ["open_orders", "supplier_customer", "switched_supplier"]

_SUPPLIES = (
    ("Supply", "supplier", "customer"),
    ("Order", "supplier", "buyer"),
    ("Delivery", "supplier", "recipient"),
    ("Manufacture", "manufacturer", "customer"),
)
"""Kind → the properties of who supplies and who is supplied, as the query lists them."""

_TURNS = (
    ("Usage", "user", "product"),
    ("Order", "buyer", "product"),
    ("Training", "developer", "trainingHardware"),
)
"""Kind → the properties of who turns and to what, as the query lists them."""

_AMOUNT = "LEFT JOIN amount AS n ON n.claim = c.id LEFT JOIN term AS u ON u.id = n.unit"
_FILLED = (
    "CROSS JOIN role AS {0} ON {0}.claim = c.id AND {0}.property = {1} CROSS JOIN term AS {0}t ON {0}t.id = {0}.thing"
)
_SELLERS = "SELECT t.iri FROM role AS r CROSS JOIN term AS t ON t.id = r.thing WHERE r.claim = ? AND r.property = ?"
_DELIVERED = """
    SELECT t.iri, n.low, n.high FROM fulfilment AS f CROSS JOIN claim AS d ON d.id = f.delivery AND d.holds
    CROSS JOIN amount AS n ON n.claim = d.id AND (:unit IS NULL OR n.unit = :unit) CROSS JOIN term AS t ON t.id = n.unit
    WHERE f.claim = :claim
"""
_MAKERS = "{{ ?product <{0}developedBy>|<{0}designedBy>|^<{0}developed> {1} }}"


def supplier_customer(asked: Asked) -> Iterator[Solution]:
    """Answer ``supplier-customer``: supplies, orders, deliveries and manufacture with both sides."""
    one, other = asked.value("supplier"), asked.value("customer")
    values = ", ".join(
        f"({asked.term(CHIP + k)}, {asked.term(CHIP + s)}, {asked.term(CHIP + b)})" for k, s, b in _SUPPLIES
    )
    start, ends = "claim AS c CROSS JOIN pair ON pair.kind = c.kind", "TRUE"
    if one or other:
        side, thing = ("one", ":supplier") if one else ("other", ":customer")
        start = f"""
            pair CROSS JOIN role AS g ON g.thing = {thing} AND g.property = pair.{side}
            CROSS JOIN claim AS c ON c.id = g.claim AND c.kind = pair.kind
        """
    if one and other:
        ends = (
            "EXISTS (SELECT 1 FROM role AS e WHERE e.claim = c.id AND e.property = pair.other AND e.thing = :customer)"
        )
    sql = f"""
        WITH pair (kind, one, other) AS (VALUES {values})
        SELECT k.iri, st.iri, bt.iri, i.iri, n.low, n.high, u.iri, h.iri, {CLAIM}
        FROM {start} {_FILLED.format("s", "pair.one")} {_FILLED.format("b", "pair.other")}
        CROSS JOIN term AS k ON k.id = c.kind {JOINS} {_AMOUNT} LEFT JOIN term AS h ON h.id = c.phase
        LEFT JOIN role AS r ON r.claim = c.id AND r.property = :product LEFT JOIN term AS i ON i.id = r.thing
        WHERE {asked.claims} AND {asked.articles} AND {ends} {ORDER}
    """  # noqa: S608 - our own words alone
    given = {"supplier": asked.term(one), "customer": asked.term(other), "product": asked.term(CHIP + "product")}
    for kind, supplier, customer, product, low, high, unit, phase, *rest in asked.rows(sql, **given):
        told, quote = shown(rest)
        yield {
            **told,
            **compact(
                relation=NamedNode(kind),
                supplier=NamedNode(supplier),
                customer=NamedNode(customer),
                product=node(product),
                min=decimal(low),
                max=decimal(high),
                unit=node(unit),
                phase=node(phase),
                quote=quote,
            ),
        }


def open_orders(asked: Asked) -> Iterator[Solution]:
    """Answer ``open-orders``: orders that hold, less what is known to be delivered of each."""
    vendor = asked.value("vendor")
    makers = _makers(asked, vendor)
    start, wanted = "claim AS c", "TRUE"
    if vendor:
        made = ", ".join(str(asked.term(product)) for product in makers)
        sold = "EXISTS (SELECT 1 FROM role AS e WHERE e.claim = {} AND e.property = :supplier)"
        start = f"""(
            SELECT claim FROM role WHERE thing = :vendor AND property = :supplier UNION
            SELECT r.claim FROM role AS r WHERE r.thing IN ({made}) AND r.property = :product
            AND NOT {sold.format("r.claim")}
        ) AS g CROSS JOIN claim AS c ON c.id = g.claim"""  # noqa: S608 - our own words and numbers alone
        wanted = f"(i.thing IN ({made}) OR {sold.format('c.id')})"
    sql = f"""
        SELECT c.id, bt.iri, it.iri, u.iri, n.unit, n.low, n.high, {CLAIM} FROM {start}
        {_FILLED.format("b", ":buyer")} {_FILLED.format("i", ":product")} {JOINS} {_AMOUNT}
        WHERE c.kind = :Order AND c.holds AND {asked.claims} AND {asked.articles} AND {wanted} {ORDER}
    """  # noqa: S608 - our own words alone
    numbers = {name: asked.term(CHIP + name) for name in ("Order", "supplier", "buyer", "product")}
    rows = asked.rows(sql, vendor=asked.term(vendor), **numbers).fetchall()
    yield from distinct(one for row in rows for one in _open(asked, vendor, makers, numbers["supplier"], row))


def _open(
    asked: Asked, vendor: str | None, makers: dict[str, list[str]], supplier: int, row: tuple[Any, ...]
) -> Iterator[dict[str, Term]]:
    """Yield what is open of an order: a row for each vendor and each delivery."""
    claim, buyer, product, unit, counted, low, high, *rest = row
    told, quote = shown(rest, "modality")
    sellers = [vendor] if vendor else [iri for (iri,) in asked.table.execute(_SELLERS, (claim, supplier))]
    parts = asked.table.execute(_DELIVERED, {"claim": claim, "unit": counted}).fetchall()
    for part_unit, part_low, part_high in parts or [(unit, None, None)]:
        least = _less(low, part_high) if parts else low
        most = high if part_low is None else _less(high, part_low)
        if most is not None and Decimal(most) <= 0:
            continue
        amounts = compact(unit=node(part_unit), open_min=decimal(least), open_max=decimal(most))
        for seller in sellers or makers.get(product) or [None]:
            named = compact(vendor=node(seller), buyer=NamedNode(buyer), product=NamedNode(product), quote=quote)
            yield {**told, **named, **amounts}


def _less(whole: str | None, part: str | None) -> str | None:
    """Return what is left, 0 at least, as the engine writes it; None if either is unknown.

    Example:
        >>> _less("100000", "2500.5"), _less("3", "5"), _less("3", None)
        ('97499.5', '0', None)
    """
    if whole is None or part is None:
        return None
    return f"{max(Decimal(whole) - Decimal(part), Decimal(0)).normalize():f}"


def _makers(asked: Asked, vendor: str | None) -> dict[str, list[str]]:
    """Return who developed or designed products, by anybody's word; with a vendor only what that one did."""
    made = _MAKERS.format(CHIP, f"<{vendor}>" if vendor else "?maker")
    found = asked.view.query(f"SELECT DISTINCT * WHERE {made}")
    assert isinstance(found, QuerySolutions), "SELECT was asked"
    makers: dict[str, list[str]] = {}
    for solution in found:
        product, maker = solution["product"], vendor or solution["maker"]
        if isinstance(product, NamedNode):
            makers.setdefault(product.value, []).append(maker.value if isinstance(maker, NamedNode) else str(maker))
    return makers


def switched_supplier(asked: Asked) -> Iterator[Solution]:
    """Answer ``switched-supplier``: who uses, orders or trains on one thing and leaves another."""
    left = _left(asked)
    values = ", ".join(
        f"({asked.term(CHIP + k)}, {asked.term(CHIP + u)}, {asked.term(CHIP + i)})" for k, u, i in _TURNS
    )
    start = "claim AS c CROSS JOIN pair ON pair.kind = c.kind"
    if asked.value("user"):
        start = """
            pair CROSS JOIN role AS g ON g.thing = :user AND g.property = pair.one
            CROSS JOIN claim AS c ON c.id = g.claim AND c.kind = pair.kind
        """
    sql = f"""
        WITH pair (kind, one, other) AS (VALUES {values})
        SELECT k.iri, st.iri, tt.iri, {CLAIM} FROM {start}
        {_FILLED.format("s", "pair.one")} {_FILLED.format("t", "pair.other")}
        CROSS JOIN term AS k ON k.id = c.kind {JOINS}
        WHERE c.modality IN (:asserted, :planned) AND c.phase IS NULL AND {asked.claims} AND {asked.articles} {ORDER}
    """  # noqa: S608 - our own words alone
    given = {name: asked.term(vocab_iri("modality", name)) for name in ("asserted", "planned")}
    for kind, user, thing, *rest in asked.rows(sql, user=asked.term(asked.value("user")), **given):
        if not (before := [old for old in left.get(user, ()) if old["from"].value != thing]):
            continue
        told, quote = shown(rest)
        one = compact(user=NamedNode(user), to=NamedNode(thing), relation=NamedNode(kind), quote=quote)
        for old in before:
            yield {**told, **one, **old}


def _left(asked: Asked) -> dict[str, list[dict[str, Term]]]:
    """Return by user what texts say is being left, or was."""
    start = "claim AS c"
    if asked.value("user"):
        start = "role AS g CROSS JOIN claim AS c ON g.thing = :user AND g.property = :one AND c.id = g.claim"
    begun = "(c.earliest IS NULL OR c.earliest <= :as_of)" if asked.timed else "TRUE"
    sql = f"""
        SELECT st.iri, it.iri, h.iri, a.hex, c.digest, q.words FROM {start}
        {_FILLED.format("s", ":one")} {_FILLED.format("i", ":other")} CROSS JOIN term AS h ON h.id = c.phase
        CROSS JOIN article AS a ON a.id = c.article CROSS JOIN quote AS q ON q.claim = c.id
        WHERE c.kind = :kind AND c.modality = :asserted AND {asked.articles} AND {begun}
    """  # noqa: S608 - our own words alone
    numbers = {"one": "user", "other": "product", "kind": "Usage"}
    given = {name: asked.term(CHIP + term) for name, term in numbers.items()}
    given |= {"user": asked.term(asked.value("user")), "asserted": asked.term(vocab_iri("modality", "asserted"))}
    left: dict[str, list[dict[str, Term]]] = {}
    for user, thing, phase, digits, digest, words in asked.rows(sql, **given):
        old: dict[str, Term] = {"from": NamedNode(thing), "phase": NamedNode(phase), "from_quote": Literal(words)}
        left.setdefault(user, []).append({**old, "from_claim": NamedNode(f"{ARTICLE}{digits}/claim/{digest}")})
    return left
