"""Word lists of the scoring rules: countries, synonyms, units, endings of names. ``words`` and ``names`` use them.

These lists settle when two annotators mean the same filler. They are part of the yardstick: to change one changes every
published score. They are not the lexicon that extraction uses.
"""

from __future__ import annotations

__all__ = [
    "CORPORATE_TAILS",
    "COUNTRIES",
    "FUNCTION_WORDS",
    "LEGAL_FORMS",
    "PRODUCT_NOUNS",
    "SYNONYMS",
    "UNITS",
]

COUNTRIES: dict[str, tuple[str, ...]] = {
    "United States": (
        "us", "usa", "u.s.", "u.s.a.", "america", "american", "washington", "united states of america", "us government",
    ),
    "China": ("prc", "chinese", "beijing", "peking", "people's republic of china", "chinese government"),
    "Taiwan": ("taiwanese", "taipei"),
    "South Korea": ("korea", "korean", "south korean", "seoul", "republic of korea"),
    "Japan": ("japanese", "tokyo"),
    "Netherlands": ("dutch", "holland", "the hague", "the netherlands"),
    "Germany": ("german", "berlin", "federal government of germany"),
    "United Arab Emirates": ("uae", "emirati", "emirates"),
    "Saudi Arabia": ("saudi", "riyadh"),
    "European Union": ("eu", "europe", "european"),
    "United Kingdom": ("uk", "british", "britain"),
    "Singapore": ("singaporean",),
    "Malaysia": ("malaysian",),
    "India": ("indian",),
}  # fmt: skip
"""Country → other ways to write it or its government in a canonical label."""

SYNONYMS: dict[str, str] = {
    **dict.fromkeys(("semiconductor", "processor", "gpu", "accelerator", "microchip"), "chip"),
    **dict.fromkeys(("firm", "corporation", "enterprise", "business", "maker"), "company"),
    **dict.fromkeys(("fab", "factory", "facility", "foundry"), "plant"),
    **dict.fromkeys(("licence", "permit", "approval"), "license"),
    **dict.fromkeys(("cutting", "edge", "high", "end", "modern"), "advanced"),
    **dict.fromkeys(("sale", "turnover", "earning"), "revenue"),
    **dict.fromkeys(("local", "homegrown", "indigenous"), "domestic"),
    **dict.fromkeys(("restriction", "curb", "control"), "limit"),
    "tech": "technology",
    "datacentre": "datacenter",
    "authority": "regulator",
}
"""Singular word → the word that stands for it in described fillers."""

UNITS: dict[str, str] = {
    "%": "percent",
    "per cent": "percent",
    "nm": "nanometre",
    "nanometer": "nanometre",
    "mw": "megawatt",
    "gw": "gigawatt",
    "processor": "chip",
    "gpu": "chip",
    "customer": "user",
    "people": "user",
}
"""Unit as written → unit of the flat table."""

LEGAL_FORMS = frozenset({
    "inc", "incorporated", "corp", "corporation", "company", "co", "ltd", "limited", "gmbh", "ag", "se", "nv", "bv",
    "plc", "llc", "kg", "sa", "spa", "kk", "kgaa",
})  # fmt: skip
"""Last words of a firm's name that do not tell it apart."""

CORPORATE_TAILS = frozenset({"technologies", "technology", "electronics", "group", "holding", "holdings"})
"""Last words that a short form of a firm's name leaves out ("Huawei Technologies")."""

PRODUCT_NOUNS = frozenset({
    "chip", "gpu", "processor", "accelerator", "model", "app", "server", "system", "platform", "series", "machine",
    "card",
})  # fmt: skip
"""Nouns, in the singular, that may follow a product's name ("H20 chips")."""

FUNCTION_WORDS = frozenset({
    "a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "its", "of", "on", "or", "other", "s", "some",
    "than", "that", "the", "their", "them", "to", "with",
})  # fmt: skip
"""Words that carry no content in a described filler."""
