"""What a rule is called where no noun names it: "prohibited exports" is an export ban.

Nouns that name a rule are found by the frames.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

__all__ = ["rule_name"]

_LICENCE = {
    "en": re.compile(
        r"\b(?:without|unless|only with|need\w*|require\w*|requiring|must (?:\w+ )?(?:obtain|apply for|have|get))\b"
        r"[^.;]{0,60}\b(?:licen[cs]es?|permits?|permission|approval|authori[sz]ation)\b|\blicen[cs]e requirement",
        re.IGNORECASE,
    ),
    "de": re.compile(
        r"\b(?:ohne|nur (?:noch )?mit|bedürfen|bedarf|brauch\w+|benötig\w+|erst nach|verlang\w+|"
        r"unterliegen|unterliegt)\b[^.;]{0,80}(?:[Gg]enehmigung|[Ll]izenz|[Ee]rlaubnis|[Bb]ewilligung|[Ff]reigabe)|"
        r"[Gg]enehmigungspflicht|[Ll]izenzpflicht"
    ),
}
_TARIFF = {
    "en": re.compile(r"\b(?:tariffs?|dut(?:y|ies)|lev(?:y|ies))\b", re.IGNORECASE),
    "de": re.compile(r"\b\w*(?:[Zz]oll|[Zz]ölle\w*|[Ss]trafabgabe)\b"),
}
_BAN = {
    "en": re.compile(
        r"\b(?:bans?|banned|banning|prohibit\w*|forbid\w*|forbade|bar(?:s|red|ring)?|outlaw\w*|"
        r"block(?:s|ed|ing)?|not permitted|not allowed|may not|must not|may no longer|off limits|cut off|shut out)\b",
        re.IGNORECASE,
    ),
    "de": re.compile(
        r"\b(?:untersag\w*|verbiet\w*|verbot\w*|verboten|sperr\w*|gesperrt|dürfen? (?:\w+ ){0,6}(?:nicht|kein\w*)|"
        r"nicht (?:mehr )?(?:\w+ ){0,4}(?:dürfen|darf|ins Land)|abgeschnitten|müssen (?:\w+ ){0,6}ohne)\b"
    ),
}
_EXPORT = re.compile(
    r"\b(?:re-?)?exports?\b|\bexport(?:ed|ing)\b|\bship(?:ped|ping|ments?)?\b|[Aa]usfuhr|[Aa]usgeführt|[Ee]xport|[Aa]usführen"
)
_IMPORT = re.compile(r"\bimports?\b|\bimport(?:ed|ing)\b|[Ee]infuhr|[Ii]mport|eingeführt|ins Land")
_SUPPLY = re.compile(r"\bsuppl(?:y|ies|ying|ied)\b|\bsell(?:ing)?\b|\bsales?\b|[Ll]iefer|[Vv]erkauf|[Bb]eliefer")
_CONTROL = re.compile(r"\bcontrols?\b|\bcontrolled\b|[Kk]ontroll")


def rule_name(words: str, language: str) -> str:
    """Return what a rule is called by the words of its clause, or the empty string.

    Args:
        words: The clause.
        language: ``en`` or ``de``.

    Example:
        >>> rule_name("China prohibited exports of gallium", "en")
        'export ban'
        >>> rule_name("A800 dürfen nicht mehr ohne Genehmigung ausgeführt werden", "de")
        'license requirement'
    """
    if _LICENCE[language].search(words):
        return "license requirement"
    if _TARIFF[language].search(words):
        return "tariff"
    if _BAN[language].search(words):
        return _of_trade(words, {"export ban": _EXPORT, "import ban": _IMPORT, "supply ban": _SUPPLY}) or "ban"
    return "export controls" if _CONTROL.search(words) else ""


def _of_trade(words: str, trades: Mapping[str, re.Pattern[str]]) -> str:
    return next((name for name, pattern in trades.items() if pattern.search(words)), "")
