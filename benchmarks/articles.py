"""Articles for measurements: made, but of natural sentences in German and English, none like another.

The same number and seed give the same articles. Sentences are templates of our own over names of the knowledge base,
with figures and dates drawn for each; between them stand sentences that say nothing of the domain, as in real news.
"""

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Iterator
from pathlib import Path

__all__ = ["articles", "write_articles"]

_FIRMS = (
    "ByteDance", "Alibaba", "Tencent", "Baidu", "Huawei", "Nvidia", "AMD", "Intel", "SMIC", "TSMC", "Samsung",
    "Cambricon", "Micron", "Broadcom", "Qualcomm", "Microsoft", "Meta", "Amazon", "Google", "OpenAI",
)  # fmt: skip
_CHIPS = ("H20", "H200", "H800", "A100", "A800", "Ascend 910B", "Ascend 910C", "MI308", "B200")
_STATES = {
    "en": ("China", "Japan", "the Netherlands", "South Korea", "Taiwan", "Germany"),
    "de": ("China", "Japan", "Südkorea", "Taiwan", "Deutschland", "Frankreich"),
}
_SOURCES = {"en": ("Reuters", "Bloomberg", "The Ledger"), "de": ("Handelsblatt", "dpa", "Der Rechner")}
_MONTHS = {
    "en": ("January", "March", "May", "July", "September", "November"),
    "de": ("Januar", "März", "Mai", "Juli", "September", "November"),
}
_FACTS = {
    "en": (
        "{a} ordered more than {n},000 {c} chips from {b} this year.",
        "Fewer than {m},000 of the chips arrived by {month}, according to two people familiar with the orders.",
        "{a} uses {c} chips to train its new models.",
        "The United States banned exports of {c} chips to {state} in {month}.",
        "{b} denied a report that it had delivered {c} chips to {a}.",
        "{a} plans to invest ${n} billion in data centres in {state}.",
        "{b} was granted a licence to sell {c} chips to {a}.",
        "The Commerce Department added {a} to the Entity List in {month}.",
        "The {c} is slower than the {d}, engineers at {a} said.",
        "Authorities urged companies in {state} to avoid the {c}.",
    ),
    "de": (
        "{a} hat in diesem Jahr mehr als {n}.000 {c}-Chips bei {b} bestellt.",
        "Bis {month} kamen weniger als {m}.000 davon an, sagten zwei mit den Bestellungen vertraute Personen.",
        "{a} trainiert seine neuen Modelle mit Chips vom Typ {c}.",
        "Die USA haben im {month} die Ausfuhr von {c}-Chips nach {state} verboten.",
        "{b} bestritt einen Bericht, wonach der Konzern {c}-Chips an {a} geliefert habe.",
        "{a} will {n} Milliarden Dollar in Rechenzentren in {state} investieren.",
        "{b} erhielt eine Lizenz für den Verkauf von {c}-Chips an {a}.",
        "Das US-Handelsministerium setzte {a} im {month} auf die Entity List.",
        "Der {c} ist langsamer als der {d}, sagten Ingenieure von {a}.",
        "Die Behörden rieten Unternehmen in {state} vom {c} ab.",
    ),
}
_REST = {
    "en": (
        "Analysts expect demand to stay high for at least {k} quarters.",
        "The talks lasted {k} hours and ended without a statement.",
        "Shares rose {k} percent in early trading before falling back.",
        "Nobody at the ministry was available for comment on the weekend.",
        "The industry has been through {k} such cycles since the turn of the century, a consultant said.",
        "It is not clear how long the change will take, or what it will cost.",
    ),
    "de": (
        "Fachleute erwarten, dass die Nachfrage noch mindestens {k} Quartale hoch bleibt.",
        "Die Gespräche dauerten {k} Stunden und endeten ohne Erklärung.",
        "Die Aktie stieg zunächst um {k} Prozent und gab dann wieder nach.",
        "Im Ministerium war am Wochenende niemand für eine Stellungnahme zu erreichen.",
        "Die Branche hat seit der Jahrtausendwende {k} solche Zyklen erlebt, sagte ein Berater.",
        "Wie lange die Umstellung dauert und was sie kostet, ist offen.",
    ),
}


def articles(count: int, seed: int = 7) -> Iterator[dict[str, str]]:
    """Yield articles as records of JSON lines, of 150 to 450 words, every third one German."""
    for number in range(count):
        draw = random.Random(f"{seed}/{number}")  # noqa: S311 - figures, not secrets
        language = "de" if number % 3 == 0 else "en"
        paragraphs = [" ".join(_sentence(draw, language) for _ in range(4)) for _ in range(draw.randint(3, 8))]
        day = dt.date(2022, 10, 7) + dt.timedelta(days=draw.randrange(1000))
        yield {
            "id": f"made-{number:07d}",
            "text": "\n\n".join(paragraphs),
            "published": day.isoformat(),
            "source": draw.choice(_SOURCES[language]),
        }


def write_articles(path: Path, count: int) -> int:
    """Write articles as JSON lines; return the number of characters of text."""
    size = 0
    with path.open("w", encoding="utf-8") as out:
        for row in articles(count):
            size += len(row["text"])
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    return size


def _sentence(draw: random.Random, language: str) -> str:
    template = draw.choice(_FACTS[language] if draw.random() < 0.4 else _REST[language])
    a, b = draw.sample(_FIRMS, 2)
    c, d = draw.sample(_CHIPS, 2)
    return template.format(
        a=a, b=b, c=c, d=d, n=draw.randint(11, 990), m=draw.randint(1, 10), k=draw.randint(2, 40),
        state=draw.choice(_STATES[language]), month=draw.choice(_MONTHS[language]),
    )  # fmt: skip
