"""Suggested mends: what to write so that a finding goes away, told from the constraint and its parameter."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from chippolitik.ontology.names import RDF
from chippolitik.validation.constraints import plain
from chippolitik.validation.finding import Finding
from chippolitik.validation.shapes import SH
from chippolitik.validation.wording import clean, cut, short

__all__ = ["with_mends"]

_COMPONENT = "ConstraintComponent"
_NAMED = 8  # values of a list that a mend names
_KINDS = {
    SH.IRI.value: ("an IRI", "eine IRI"),
    SH.BlankNode.value: ("a blank node", "einen Blank Node"),
    SH.Literal.value: ("a literal", "ein Literal"),
    SH.BlankNodeOrIRI.value: ("a blank node or an IRI", "einen Blank Node oder eine IRI"),
    SH.BlankNodeOrLiteral.value: ("a blank node or a literal", "einen Blank Node oder ein Literal"),
    SH.IRIOrLiteral.value: ("an IRI or a literal", "eine IRI oder ein Literal"),
}
# Component → its parameter, and what to do in English and German.
_MENDS: dict[str, tuple[str, str, str]] = {
    "MinCount": ("minCount", "Add {path}; at least {param} needed.", "Ergänzen Sie {path}; mindestens {param} nötig."),
    "MaxCount": (
        "maxCount",
        "Leave at most {param} of {path}, and take the others out.",
        "Lassen Sie höchstens {param} bei {path} stehen und streichen Sie die anderen.",
    ),
    "Datatype": ("datatype", "Write {value} as {param}.", "Schreiben Sie {value} als {param}."),
    "Class": (
        "class",
        "Give {value} the class {param}, or name something that has it.",
        "Geben Sie {value} die Klasse {param} oder nennen Sie etwas, das sie hat.",
    ),
    "NodeKind": ("nodeKind", "Write {param} instead of {value}.", "Schreiben Sie {param} statt {value}."),
    "In": ("in", "Write one of {param} instead of {value}.", "Schreiben Sie eines von {param} statt {value}."),
    "HasValue": ("hasValue", "Add {param} to {path}.", "Ergänzen Sie {param} bei {path}."),
    "Pattern": (
        "pattern",
        "Write {value} so that it matches {param}.",
        "Schreiben Sie {value} so, dass es auf {param} passt.",
    ),
    "MinLength": ("minLength", "Write at least {param} characters.", "Schreiben Sie mindestens {param} Zeichen."),
    "MaxLength": ("maxLength", "Write at most {param} characters.", "Schreiben Sie höchstens {param} Zeichen."),
    "MinInclusive": ("minInclusive", "Write at least {param}.", "Schreiben Sie mindestens {param}."),
    "MaxInclusive": ("maxInclusive", "Write at most {param}.", "Schreiben Sie höchstens {param}."),
    "MinExclusive": ("minExclusive", "Write more than {param}.", "Schreiben Sie mehr als {param}."),
    "MaxExclusive": ("maxExclusive", "Write less than {param}.", "Schreiben Sie weniger als {param}."),
    "LanguageIn": ("languageIn", "Tag the text with one of {param}.", "Geben Sie dem Text eine der Sprachen {param}."),
    "UniqueLang": ("uniqueLang", "Keep one text a language.", "Lassen Sie je Sprache nur einen Text stehen."),
    "Equals": ("equals", "Give {path} the values of {param}.", "Geben Sie {path} die Werte von {param}."),
    "Disjoint": (
        "disjoint",
        "Take {value} out of {path} or out of {param}.",
        "Streichen Sie {value} bei {path} oder bei {param}.",
    ),
    "LessThan": ("lessThan", "Make {path} less than {param}.", "{path} muss kleiner als {param} sein."),
    "LessThanOrEquals": (
        "lessThanOrEquals",
        "Make {path} at most {param}.",
        "{path} darf höchstens {param} sein.",
    ),
    "Closed": ("closed", "Take {value} out.", "Streichen Sie {value}."),
    "Not": (
        "not",
        "Name something else than {value}; it must not be of {param}.",
        "Nennen Sie etwas anderes als {value}; es darf nicht zu {param} gehören.",
    ),
}


def with_mends(findings: Iterable[Finding], shapes: Iterable[Triple]) -> list[Finding]:
    """Return the findings, each with a suggested mend where the constraint tells one and none is there yet.

    Args:
        findings: The findings.
        shapes: The shapes that found them.
    """
    given = list(findings)
    if not given:
        return given
    about = _About(shapes)
    return [f if f.mends else replace(f, mends=_mends(f, about)) for f in given]


class _About:
    """The parameters of shapes."""

    def __init__(self, shapes: Iterable[Triple]) -> None:
        self._objects: Mapping[tuple[str, str], list[object]] = defaultdict(list)
        for triple in shapes:
            self._objects[plain(triple.subject), triple.predicate.value].append(triple.object)

    def values(self, shape: str, parameter: str) -> list[object]:
        """Return the values of a parameter, lists as their members."""
        found: list[object] = []
        for item in self._objects.get((shape, SH.base + parameter), ()):
            found += self._members(item) if isinstance(item, BlankNode) else [item]
        return found

    def _members(self, node: object) -> list[object]:
        found: list[object] = []
        seen: set[object] = set()
        while node != RDF.nil and node not in seen:
            seen.add(node)
            found += self._objects.get((plain(node), RDF.first.value), ())[:1]
            node = next(iter(self._objects.get((plain(node), RDF.rest.value), ())), RDF.nil)
        return found


def _mends(finding: Finding, about: _About) -> tuple[tuple[str, str], ...]:
    name = finding.component.rsplit("#", 1)[-1].removesuffix(_COMPONENT)
    if name not in _MENDS:
        return ()
    parameter, english, german = _MENDS[name]
    values = about.values(finding.shape, parameter)
    if not values:
        return ()
    found = []
    for number, (language, text) in enumerate((("en", english), ("de", german))):
        words = {
            "path": short(finding.path) or short(finding.focus),
            "value": _quoted(finding.value) or short(finding.focus),
            "param": _parameter(values, number, finding.value),
        }
        found.append((language, text.format(**words)))
    return tuple(sorted(found))


def _parameter(values: Sequence[object], language: int, value: str) -> str:
    words = sorted({_word(item, language) for item in values})
    near = difflib.get_close_matches(_word(value, language)[:100], words, n=2)
    rest = [item for item in words if item not in near]
    chosen = [*near, *rest][:_NAMED]
    return ", ".join(chosen) + (", …" if len(words) > _NAMED else "")


def _word(item: object, language: int) -> str:
    if isinstance(item, NamedNode):
        return _KINDS[item.value][language] if item.value in _KINDS else short(item.value)
    return cut(clean(item.value if isinstance(item, Literal) else short(plain(item))))


def _quoted(value: str) -> str:
    shown = clean(cut(short(value)))
    return shown if shown != value or not value or ":" in value else f'"{shown}"'
