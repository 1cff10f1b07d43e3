"""The outlets that a graph knows, by all their names, and where a text credits or cites one of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode

from chippolitik.graph.terms import LABEL, TYPE, chip
from chippolitik.graph.view import View

__all__ = ["Outlets", "document_of_words", "fold_outlet"]

_SAYS_EN = r"reported|reports|said|says|wrote|writes|learned|learnt|revealed|cited|quoted|found|published|has seen|saw"
_SAYS_DE = r"berichtete|berichtet|meldete|meldet|schrieb|schreibt|zitierte|zitiert|erfuhr|erfahren|zufolge"
_ADVERBS = r"(?: (?:has|had|first|also|earlier|later|previously|zuerst|zunächst|bereits|hat|hatte))*"
_HEAD = r"(?:(?:the|a|an|die|der|den|dem|das|einem|einer|eines) )?"
_BODY = (
    r"(?:(?:news agency|agency|news service|newspaper|magazine|website|Nachrichtenagentur|Agentur|Zeitung|Zeitschrift|"
    r"Wirtschaftszeitung|Magazin|Fachblatt|Portal|Nachrichtendienst|US-Zeitung|Nachrichtenseite) )?"
)
_REPORT = (
    r"(?:(?:report|story|article|dispatch|information|Bericht|Berichts|Berichten|Meldung|Meldungen|Artikel|"
    r"Informationen|Angaben) (?:by|in|from|of|von|des|der|in) )?"
)
_BEFORE = (
    r"according to|citing|told|reported by|seen by|cited by|quoted by|published by|as reported in|laut|gemäß|nach|"
    r"unter Berufung auf|beruft sich auf|gegenüber|sagte|berichtete|berichtet|meldete|meldet|so|wie"
)
_CREDIT = (
    r"Quelle|Source|Mit Material von|Mit Material der|With material from|Additional reporting by|"
    r"Agentur|Copyright|©|via"
)
_DOCUMENTS = {
    "filing": (
        r"filings?|prospectus|annual reports?|10-K|8-K|Börsenmitteilung(?:en)?|Pflichtmitteilung\w*|Geschäftsbericht\w*"
    ),
    "court papers": (
        r"court (?:documents?|papers|filings?|records)|lawsuit|Gerichtsunterlagen|Gerichtsakten|Klageschrift"
    ),
    "leaked document": (
        r"(?:leaked|internal) (?:\w+ )?(?:documents?|memos?|notes?|emails?|papers?|files|spreadsheets?)|memo|leak|"
        r"intern\w* (?:\w+ )?(?:Dokument\w*|Unterlagen|Papier\w*|Vermerk\w*|E-Mails?|Schreiben)|"
        r"geleakte\w* \w+|durchgesickerte\w* \w+"
    ),
}
_COURT_FIRST = ("court papers", "leaked document", "filing")


class Outlets:
    """The outlets by name, and what a text says of them.

    Args:
        names: Name as written → key of the outlet.
    """

    def __init__(self, names: Mapping[str, str]) -> None:
        self._folded = {fold_outlet(name): key for name, key in sorted(names.items())}
        self._names = dict(names)
        words = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)) if name)
        named = rf"(?P<name>{words})(?!\w)" if words else r"(?P<name>(?!))"
        again = rf"(?P<other>{words})(?!\w)" if words else r"(?P<other>(?!))"
        self._cites = re.compile(
            rf"(?:(?<!\w)(?i:{_BEFORE}) {_HEAD}{_REPORT}{_HEAD}{_BODY}[„“\"]?{named})"
            rf"|(?:(?<!\w){again}[“”\"]?{_ADVERBS} (?:{_SAYS_EN}|{_SAYS_DE})(?!\w))"
        )
        self._credits = re.compile(
            rf"(?:\({named}(?:/[\w ]+)*\))|(?:(?:^|\n|\. |\()(?:{_CREDIT}):? {_HEAD}{_BODY}{again}\W*(?:$|\n|\)))"
        )

    @classmethod
    def of(cls, view: View, sources: Iterable[str]) -> Outlets:
        """Return the news organisations of a graph by label and alias, and all who published one of its articles."""
        names: dict[str, str] = {}
        for quad in view.match(None, TYPE, chip("NewsOrganization"), None):
            if isinstance(quad.subject, NamedNode):
                labels = sorted(_labels(view, quad.subject))
                english = [name for name, language in labels if language == "en"] or [name for name, _ in labels]
                names |= {name: english[0] for name, _ in labels}
        known = {fold_outlet(name): key for name, key in sorted(names.items())}
        return cls(names | {source: known.get(fold_outlet(source), source) for source in sorted(sources)})

    def key(self, name: str) -> str | None:
        """Return the key of the outlet of that name, or None if it is none."""
        return self._folded.get(fold_outlet(name))

    def cited(self, text: str) -> list[str]:
        """Return the keys of the outlets that a text gives as its source, in the order of the text."""
        return self._found(self._cites, text)

    def credited(self, text: str) -> list[str]:
        """Return the keys of the outlets in datelines and credit lines, in the order of the text."""
        return self._found(self._credits, text)

    def _found(self, pattern: re.Pattern[str], text: str) -> list[str]:
        names = (match["name"] or match["other"] for match in pattern.finditer(text))
        return list(dict.fromkeys(self._names[name] for name in names))


def fold_outlet(name: str) -> str:
    """Fold the name of an outlet: case, article, web address, what stands in brackets.

    Example:
        >>> fold_outlet("www.reuters.com") == fold_outlet("Reuters")
        True
        >>> fold_outlet("The Wall Street Journal") == fold_outlet("Wall Street Journal")
        True
    """
    folded = re.sub(r"\s*\(.*?\)", "", " ".join(name.split()).casefold())
    folded = re.sub(
        r"^(?:https?://)?(?:www\.)?([\w\-]+)\.(?:com|org|net|de|ch|at|co\.uk|cn|eu)(?:/.*)?$", r"\1", folded
    )
    return re.sub(r"^(?:the|der|die|das) ", "", folded)


def document_of_words(words: str) -> str | None:
    """Return what sort of document some words give as their source, or None.

    Example:
        >>> document_of_words("Kappa sold 5 chips, a filing shows."), document_of_words("Kappa sold 5 chips.")
        ('filing', None)
    """
    found = (name for name in _COURT_FIRST if re.search(rf"(?<!\w)(?:{_DOCUMENTS[name]})(?!\w)", words, re.IGNORECASE))
    return next(found, None)


def _labels(view: View, node: NamedNode) -> Iterator[tuple[str, str]]:
    for predicate in (LABEL, chip("alias")):
        for quad in view.match(node, predicate, None, None):
            if isinstance(quad.object, Literal):
                yield re.sub(r"\s*\(.*?\)", "", quad.object.value), quad.object.language or ""
