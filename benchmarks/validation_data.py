"""Articles made up for benchmarks of validation: orders and deliveries between firms and chips of the knowledge base.

One article in fifty has a fault: an order that buys from itself, and a delivery of more than was ordered. The same
number gives the same article always. Measuring is in ``validation``.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from pyoxigraph import Quad

from chippolitik.graph import Extractor, article_quads, derived_quads
from chippolitik.model import Claim, ClaimLinks, Document, EntityRef, Evidence, Kind, Quantity, Span
from chippolitik.tables import load_tables

__all__ = ["FAULTY", "article", "articles"]

FAULTY = 50  # one article in so many has a fault
_PAIRS = 3  # orders with their deliveries in an article; gives about 150 triples


def articles(triples: int) -> Iterator[list[Quad]]:
    """Yield graphs of articles, what is derived included, until they have a number of triples together."""
    count, number = 0, 0
    while count < triples:
        quads = article(number)
        count += len(quads)
        number += 1
        yield quads


def article(number: int) -> list[Quad]:
    """Return the graph of the article with a number."""
    pick = random.Random(number)  # noqa: S311 - the same article always, nothing secret
    firms, chips = _fillers()
    sentences: list[str] = []
    plans = []
    for _ in range(_PAIRS):
        buyer, supplier = pick.sample(firms, 2)
        chip, amount = pick.choice(chips), pick.randrange(10, 900) * 1000
        ordered = f"{buyer.label} ordered {amount:,} {chip.label} chips from {supplier.label}"
        delivered = f"{supplier.label} delivered {amount // 2:,} {chip.label} chips to {buyer.label}"
        sentences += [ordered, delivered]
        plans.append((buyer, supplier, chip, amount, ordered, delivered))
    text = ". ".join([f"Report {number}", *sentences]) + "."
    claims = []
    for place, (buyer, supplier, chip, amount, ordered, delivered) in enumerate(plans):
        bad = number % FAULTY == 0 and place == 0
        order = Claim(
            kind=Kind.ORDER,
            roles={"buyer": (buyer,), "product": (chip,), "supplier": (buyer if bad else supplier,)},
            quantity=Quantity("chip", min=Decimal(amount), max=Decimal(amount)),
            evidence=_evidence(text, ordered),
        )
        delivery = Claim(
            kind=Kind.DELIVERY,
            roles={"recipient": (buyer,), "product": (chip,), "supplier": (supplier,)},
            quantity=Quantity("chip", min=Decimal(amount * (3 if bad else 1) // 2), max=Decimal(amount * 2)),
            evidence=_evidence(text, delivered),
            links=ClaimLinks(fulfils=(order.digest,)),
        )
        claims += [order, delivery]
    name = f"benchmark-{number}"
    document = Document(name=name, key=name, text=text, language="en")
    graph = article_quads(document, claims, extractor=Extractor("benchmark", "1"), language="en")
    return [*graph, *derived_quads(document.id, claims)]


def _evidence(text: str, quote: str) -> Evidence:
    start = text.index(quote)
    return Evidence(quote, Span(start, start + len(quote)))


@cache
def _fillers() -> tuple[list[EntityRef], list[EntityRef]]:
    """Return companies and accelerators of the knowledge base."""
    tables = load_tables()
    firms = [EntityRef(row.label_en, row.cls, known=row.id) for row in tables.entities.values() if row.cls == "Company"]
    chips = [EntityRef(row.label, row.cls, known=row.id) for row in tables.chips.values() if row.cls == "AIAccelerator"]
    return firms, chips
