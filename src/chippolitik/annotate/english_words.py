"""Closed sets of English words that decide the signs of the words beside them."""

from __future__ import annotations

__all__ = ["BARE", "GERUND_FIRST", "GERUND_HEADS", "LY_ADJECTIVES", "TAKE_GERUND"]

TAKE_GERUND = frozenset(
    """stop start begin cease keep continue avoid consider quit suspend halt resume finish deny admit risk propose
    suggest discuss contemplate mull ban prohibit forbid include involve mean recommend postpone delay help imagine
    describe see find leave restrict justify allow permit weigh go try be say remain
    restart spend dismiss acknowledge concede
    """.split()  # noqa: SIM905 - words
)
GERUND_FIRST = frozenset(
    """etching cooling packaging testing manufacturing chipmaking computing training networking gaming engineering
    processing switching wiring metering cleaning plating coating sensing imaging marketing consulting trading
    """.split()  # noqa: SIM905 - words
)
GERUND_HEADS = frozenset(
    """equipment tool tools machine machines gear technology technologies chip chips plate plates capacity plant plants
    line lines service services power system systems unit units kit software hardware firm firms company companies
    giant business cluster clusters centre center run runs giants card cards processor processors group arm division
    """.split()  # noqa: SIM905 - words
)
BARE = frozenset(
    "let lets letting make makes made making help helps helped helping have had that".split()  # noqa: SIM905 - words
)
LY_ADJECTIVES = frozenset(
    "elderly costly daily weekly monthly quarterly yearly orderly timely deadly friendly unlikely sickly".split()  # noqa: SIM905 - words
)
