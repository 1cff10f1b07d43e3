"""Units beside figures: the signs of those that properties are in, and how units of claims are counted."""

from __future__ import annotations

from decimal import Decimal

from chippolitik.serve.pages.amounts import number_words

__all__ = ["SIGNS", "counted", "figure_words", "with_sign"]

SIGNS = {
    "dense16BitTflops": "TFLOPS",
    "dense4BitTops": "TOPS",
    "dense8BitTops": "TOPS",
    "dieArea": "mm²",
    "interconnectBandwidth": "GB/s",
    "memoryBandwidth": "GB/s",
    "memoryCapacity": "GB",
    "performanceDensity": "TPP/mm²",
    "thermalDesignPower": "W",
    "totalProcessingPerformance": "TPP",
}
"""Local name of a property of the knowledge base → the unit that its definition states."""
_MANY_EN = {
    "company": "companies",
    "country": "countries",
    "gigabyte per second": "gigabytes per second",
    "gigabyte per second and square millimetre": "gigabytes per second and square millimetre",
}
_MANY_DE = {
    "GPU-Stunde": "GPU-Stunden",
    "Aktie": "Aktien",
    "Arbeitsplatz": "Arbeitsplätze",
    "Auftrag": "Aufträge",
    "Chip": "Chips",
    "Exaflop": "Exaflops",
    "Filiale": "Filialen",
    "Gerät": "Geräte",
    "Jahr": "Jahre",
    "Lage": "Lagen",
    "Land": "Länder",
    "Laufwerk": "Laufwerke",
    "Megaflop": "Megaflops",
    "Modell": "Modelle",
    "Monat": "Monate",
    "Operation": "Operationen",
    "Person": "Personen",
    "Petaflop": "Petaflops",
    "Rack": "Racks",
    "Sendung": "Sendungen",
    "System": "Systeme",
    "Tag": "Tage",
    "Teraflop": "Teraflops",
    "Token": "Tokens",
    "Tonne": "Tonnen",
    "Transistor": "Transistoren",
}
_ONE_FORM = ("per cent", "TPP", "TPP per square millimetre")


def counted(label: str, lang: str, low: Decimal | None, high: Decimal | None) -> str:
    """Return the label of a unit as it stands behind an amount.

    Args:
        label: The label, which is of one.
        lang: ``en`` or ``de``.
        low: Least amount, or None.
        high: Greatest amount, or None.

    Example:
        >>> counted("chip", "en", Decimal(1), Decimal(1)), counted("chip", "en", Decimal(1), None)
        ('chip', 'chips')
        >>> counted("Land", "de", Decimal(3), Decimal(3)), counted("per cent", "en", Decimal(3), None)
        ('Länder', 'per cent')
    """
    if low == high == 1 or not label:
        return label
    if lang == "de":
        return _MANY_DE.get(label, label)
    return label if label in _ONE_FORM else _MANY_EN.get(label, f"{label}s")


def with_sign(words: str, name: str) -> str:
    r"""Return a number with the unit of a property behind it, which no line break parts from it.

    Example:
        >>> with_sign("96", "memoryCapacity"), with_sign("2024", "releaseYear")
        ('96\xa0GB', '2024')
    """
    return f"{words}\N{NO-BREAK SPACE}{SIGNS[name]}" if words and name in SIGNS else words


def figure_words(number: Decimal, name: str, lang: str) -> str:
    r"""Return a figure of a property with its unit.

    Example:
        >>> figure_words(Decimal("4000"), "memoryBandwidth", "de")
        '4.000\xa0GB/s'
    """
    return with_sign(number_words(number, lang), name)
