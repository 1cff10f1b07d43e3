"""A year of news made up for benchmarks of queries: articles with claims of all kinds, as unevenly spread as real ones.

A few firms and chips are named often, most seldom; some names are unknown to the knowledge base. Deliveries fulfil
orders, denials dispute what was said, rules give reasons. The same number gives the same article always. Articles for
validation, with planted faults, are in ``validation_data``.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from pyoxigraph import Quad

from chippolitik.graph import Extractor, article_quads, derived_quads
from chippolitik.model import (
    KINDS,
    Claim,
    ClaimLinks,
    Document,
    EntityRef,
    Evidence,
    Fills,
    Kind,
    Modality,
    Money,
    PartialDate,
    Phase,
    Quantity,
    Role,
    Span,
    TimeSpan,
)
from chippolitik.model.kinds import TERMS
from chippolitik.tables import load_tables

__all__ = ["article", "articles"]

_SOURCES = ("Reuters", "The Information", "Bloomberg", "Nikkei Asia", "Handelsblatt", "FAZ", "The Register", "Caixin")
_FIRST_DAY, _DAYS = dt.date(2024, 1, 1), 366
_CLAIMS = (6, 12)  # least and most claims of an article
_SPREAD = 8  # how much the most frequent names stand out: weights are 1 / (place + this)
_UNKNOWN = 0.05  # share of fillers that the knowledge base does not know
_WORDS = {"measure": ("licence requirement", "export ban", "tariff", "entity listing"), "metric": ("users", "revenue")}
_KINDS = (
    (Kind.ORDER, 12), (Kind.DELIVERY, 6), (Kind.SUPPLY, 8), (Kind.USAGE, 9), (Kind.REGULATION, 10), (Kind.METRIC, 9),
    (Kind.DEVELOPMENT, 8), (Kind.STATEMENT, 9), (Kind.RELEASE, 5), (Kind.LICENSE, 4), (Kind.RECOMMENDATION, 4),
    (Kind.COMPARISON, 4), (Kind.INVESTMENT, 4), (Kind.MANUFACTURE, 4), (Kind.LISTING, 3), (Kind.TRAINING, 3),
    (Kind.OWNERSHIP, 3), (Kind.LOCATION, 3), (Kind.PENALTY, 2),
)  # fmt: skip
_MODALITIES = ((Modality.ASSERTED, 80), (Modality.PLANNED, 10), (Modality.SPECULATED, 5), (Modality.DENIED, 5))


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
    pick = random.Random(number)  # noqa: S311 - the same article each time, no secret
    day = _FIRST_DAY + dt.timedelta(days=pick.randrange(_DAYS))
    made: list[Claim] = []
    sentences: list[str] = [f"Report {number}"]
    for _ in range(pick.randint(*_CLAIMS)):
        claim = _claim(pick, pick.choices(*zip(*_KINDS, strict=True))[0], made, day)
        if claim.digest not in {other.digest for other in made}:
            made.append(claim)
            sentences.append(claim.evidence.quote)
    text = ". ".join(sentences) + "."
    placed = [replace(c, evidence=Evidence(q := c.evidence.quote, Span(s := text.index(q), s + len(q)))) for c in made]
    name = f"benchmark-{number}"
    source, published = pick.choice(_SOURCES), PartialDate(day.isoformat())
    document = Document(name=name, key=name, text=text, language="en", source=source, published=published)
    graph = article_quads(document, placed, extractor=Extractor("benchmark", "1"), language="en")
    return [*graph, *derived_quads(document.id, placed)]


def _claim(pick: random.Random, kind: Kind, before: Sequence[Claim], day: dt.date) -> Claim:
    """Make a claim that may answer one of those before it."""
    spec = KINDS[kind]
    links, earlier = ClaimLinks(), None
    orders = [claim for claim in before if claim.kind is Kind.ORDER]
    if kind is Kind.DELIVERY and orders:
        earlier = pick.choice(orders)
        links = ClaimLinks(fulfils=(earlier.digest,))
    elif kind is Kind.STATEMENT and before and pick.random() < 0.5:
        links = ClaimLinks(disputes=(pick.choice(before).digest,))
    elif kind is Kind.ORDER and (rules := [c for c in before if c.kind is Kind.REGULATION]) and pick.random() < 0.3:
        links = ClaimLinks(caused_by=(pick.choice(rules).digest,))
    roles: dict[str, tuple[EntityRef, ...]] = {}
    terms: dict[str, str] = {}
    for role in spec.roles:
        if not role.required and role.name not in spec.one_of and pick.random() < 0.5:
            continue
        if role.fills in {Fills.TEXT, Fills.TERM}:
            terms[role.name] = pick.choice(TERMS.get(role.name) or _WORDS[role.name])
        else:
            roles[role.name] = (_filler(pick, role, {f.label for fillers in roles.values() for f in fillers}),)
    if earlier is not None:
        roles["product"], roles["recipient"] = earlier.roles["product"], earlier.roles["buyer"]
    amount = Decimal(pick.randrange(1, 900) * 1000)
    counted = kind in {Kind.ORDER, Kind.DELIVERY, Kind.SUPPLY, Kind.METRIC}
    words = ", ".join(f"{name} {filler[0].label}" for name, filler in roles.items())
    quote = f"{kind.value} of {amount:,}: {words}{''.join(f', {word}' for word in terms.values())}"
    month = PartialDate(f"{day.year}-{pick.randint(1, day.month):02}")
    return Claim(
        kind=kind,
        roles=roles,
        terms=terms,
        modality=pick.choices(*zip(*_MODALITIES, strict=True))[0],
        quantity=Quantity("user" if kind is Kind.METRIC else "chip", min=amount, max=amount) if counted else None,
        value=Money("USD", min=amount) if kind in {Kind.INVESTMENT, Kind.PENALTY} else None,
        time=TimeSpan(month, pick.choice((month, None))) if pick.random() < 0.3 else None,
        status=pick.choice(spec.statuses) if spec.statuses and pick.random() < 0.7 else None,
        phase=pick.choice(tuple(Phase)) if spec.state and pick.random() < 0.1 else None,
        attribution=_one(pick, "agent") if pick.random() < 0.2 else None,
        links=links,
        evidence=Evidence(quote, None),
    )


def _filler(pick: random.Random, role: Role, taken: set[str]) -> EntityRef:
    """Return a thing that fits a role and is not in the claim yet."""
    sorts = {
        Fills.PLACE: "place",
        Fills.LIST: "list",
        Fills.PRODUCT: "product",
        Fills.THING: "product",
    }
    sort = "government" if role.name == "issuer" else sorts.get(role.fills, "agent")
    while True:
        if pick.random() < _UNKNOWN and sort in {"agent", "product"}:
            number = int(300 * pick.random() ** 2)
            made = EntityRef(f"{'Start-up' if sort == 'agent' else 'Model'} {number}", role.fills.default_class)
        else:
            made = _one(pick, sort)
        if made.label not in taken:
            return made


def _one(pick: random.Random, sort: str) -> EntityRef:
    things = _things()[sort]
    return pick.choices(things, [1 / (place + _SPREAD) for place in range(len(things))])[0]


@cache
def _things() -> dict[str, list[EntityRef]]:
    """Return things of the knowledge base by sort; the order is that of the files, where the best known come first."""
    tables = load_tables()
    rows = list(tables.entities.values())

    def of(*classes: str) -> list[EntityRef]:
        return [EntityRef(row.label_en, row.cls, known=row.id) for row in rows if row.cls in classes]

    chips = [EntityRef(row.label, row.cls, known=row.id) for row in tables.chips.values()]
    return {
        "agent": of("Company"),
        "government": of("GovernmentBody"),
        "place": of("Country"),
        "list": of("ControlList"),
        "product": [*chips, *of("AIModel", "ProductGroup", "Application")],
    }
