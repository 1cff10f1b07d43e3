"""The form of the other files of a lexicon: which keys each has, what they hold, and ids of the knowledge base."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from chippolitik.lexicon.terms import EFFECTS
from chippolitik.lexicon.words import CLASS_CHARS
from chippolitik.model.kinds import TERMS
from chippolitik.pipeline.lexicon_checks.finding import Finding, nearest
from chippolitik.pipeline.lexicon_checks.nodes import Entry, FileOf
from chippolitik.tables import Tables

__all__ = ["FILES", "check_file"]

_LANGUAGES = ("en", "de")
_NOUN_CLASSES = (
    "company", "body", "group", "person", "medium", "product", "place", "list", "measure", "license", "penalty",
    "event",
)  # fmt: skip
_LOOK_UP = ("words", "multipliers", "vague", "fractions", "currency_words")
_LISTS = ("least", "most", "about", "after_least", "after_most", "after_about")
_NUMBERS = (*_LOOK_UP, *_LISTS, "currency_signs", "units", "counted")
_PLACES = ("adverbs", "before", "nouns", "sentence")
_TIMES = ("months", "weekdays", "ordinals", "shifts", "since", "until")
Messages = Iterator[str]


def check_file(file: FileOf, tables: Tables) -> Iterator[Finding]:
    """Yield what is wrong with a file that holds no frames.

    Args:
        file: The file.
        tables: The knowledge base, for ids.
    """
    stem = file.name.removesuffix(".yaml")
    if stem not in FILES:
        yield Finding(file.name, 1, "", f"no file of the lexicon{nearest(stem, FILES)}")
        return
    whole, each = FILES[stem]
    names = [entry.name for entry in file.entries]
    if isinstance(whole, tuple):
        for entry in file.entries:
            if entry.name not in whole:
                yield Finding(file.name, entry.line, entry.name, f"unknown key{nearest(entry.name, whole)}")
        yield from (Finding(file.name, 1, name, "is missing") for name in whole if name not in names)
    elif not isinstance(file.value, whole):
        yield Finding(file.name, 1, "", "must be a list" if whole is list else "must have keys")
        return
    for entry in file.entries:
        for message in each(entry, tables):
            yield Finding(file.name, entry.line, entry.name, message)


def _text(entry: Entry, tables: Tables) -> Messages:  # noqa: ARG001 - one form for all files
    if not isinstance(entry.value, str):
        yield f"{entry.value!r} is no text"


def _keyed(entry: Entry, known: Iterable[str], *, must: Iterable[str] = ()) -> Messages:
    if not isinstance(entry.value, dict):
        yield "has no keys"
        return
    for key in entry.value:
        if key not in known:
            yield f"unknown key {key!r}{nearest(str(key), known)}"
    yield from (f"lacks {key!r}" for key in must if key not in entry.value)


def _attribution(entry: Entry, tables: Tables) -> Messages:  # noqa: ARG001 - one form for all files
    yield from _keyed(entry, ("verbs", "before", "sources"), must=("verbs", "before", "sources"))
    sources = entry.value.get("sources") if isinstance(entry.value, dict) else None
    yield from _patterns(sources if isinstance(sources, dict) else {})


def _bodies(entry: Entry, tables: Tables) -> Messages:
    countries = {row.id for row in tables.entities.values() if row.cls in {"Country", "JurisdictionGroup"}}
    yield from _keyed(entry, {"match", "label"} | countries, must=("match", "label"))
    if isinstance(entry.value, dict):
        yield from _patterns([entry.value.get("match", "")])
        yield from _ids((v for k, v in entry.value.items() if k in countries), tables)


def _families(entry: Entry, tables: Tables) -> Messages:
    yield from _keyed(entry, ("pattern", "label", "class", "vendor", "near"), must=("pattern", "label", "class"))
    if isinstance(entry.value, dict):
        yield from _patterns([entry.value.get("pattern", "")])
        yield from _ids([entry.value["vendor"]] if entry.value.get("vendor") else [], tables)


def _deeds(entry: Entry, tables: Tables) -> Messages:  # noqa: ARG001 - one form for all files
    for german, english in (entry.value or {}).items():
        if not isinstance(english, str):
            yield f"{german}: {english!r} is no text"


def _function(entry: Entry, tables: Tables) -> Messages:  # noqa: ARG001 - one form for all files
    yield from _keyed(entry, CLASS_CHARS)


def _metrics(entry: Entry, tables: Tables) -> Messages:  # noqa: ARG001 - one form for all files
    yield from _keyed(entry, ("label", "take", "of", "en", "de"), must=("label", "take", "of", "en", "de"))
    if isinstance(entry.value, dict):
        if entry.value.get("of") not in {"firm", "product", "one product", "any"}:
            yield f"of: {entry.value.get('of')!r} is none of firm, product, one product, any"
        yield from _patterns([entry.value.get("en", ""), entry.value.get("de", "")])


def _nouns(entry: Entry, tables: Tables) -> Messages:
    if entry.name not in _NOUN_CLASSES:
        yield f"no class of nouns{nearest(entry.name, _NOUN_CLASSES)}"
    roles = sorted({role for row in tables.entities.values() for role in row.roles})
    for key, german in (entry.value or {}).items():
        role = str(key).partition("@")[2].strip()
        if role and role not in roles:
            yield f"{key}: no role of firms {role!r}{nearest(role, roles)}"
        if german is not None and not isinstance(german, str):
            yield f"{key}: {german!r} is no text"


def _numbers(entry: Entry, tables: Tables) -> Messages:  # noqa: ARG001 - one form for all files
    if entry.name in {*_LOOK_UP, *_LISTS}:
        yield from _keyed(entry, _LANGUAGES, must=_LANGUAGES)
    if entry.name in {"words", "multipliers", "vague", "fractions"} and isinstance(entry.value, dict):
        for words in entry.value.values():
            yield from (f"{word}: {n!r} is no number" for word, n in words.items() if not isinstance(n, int | float))


def _surroundings(entry: Entry, tables: Tables) -> Messages:  # noqa: ARG001 - one form for all files
    yield from _keyed(entry, _PLACES, must=_PLACES)
    for effects in entry.value.values() if isinstance(entry.value, dict) else ():
        yield from (
            f"no effect {effect!r}{nearest(str(effect), EFFECTS)}" for effect in effects if effect not in EFFECTS
        )
        yield from _patterns(effects.values())


def _times(entry: Entry, tables: Tables) -> Messages:  # noqa: ARG001 - one form for all files
    yield from _keyed(entry, _LANGUAGES, must=_LANGUAGES)


def _comparisons(entry: Entry, tables: Tables) -> Messages:  # noqa: ARG001 - one form for all files
    yield from _keyed(entry, ("between", "around"), must=("between", "around"))
    for part in entry.value.values() if isinstance(entry.value, dict) else ():
        for direction, patterns in part.items():
            if direction not in TERMS["direction"]:
                yield f"no direction {direction!r}{nearest(str(direction), TERMS['direction'])}"
            yield from _patterns(str(pattern).replace("§", "X") for pattern in patterns)


def _persons(entry: Entry, tables: Tables) -> Messages:
    yield from _ids([entry.value], tables)


def _towns(entry: Entry, tables: Tables) -> Messages:
    yield from _ids([entry.name], tables)
    yield from _text(entry, tables)


def _verbs(entry: Entry, tables: Tables) -> Messages:  # noqa: ARG001 - one form for all files
    counts = {"en": (2,), "de": (3, 4)}.get(entry.name, ())
    for verb, parts in (entry.value or {}).items():
        if len(str(parts).split()) not in counts:
            yield f"{verb}: {parts!r} must be {' or '.join(map(str, counts))} forms"


def _veridicality(entry: Entry, tables: Tables) -> Messages:  # noqa: ARG001 - one form for all files
    yield from _keyed(entry, EFFECTS)


def _patterns(patterns: Iterable[Any]) -> Messages:
    for pattern in patterns:
        try:
            re.compile(str(pattern))
        except re.error as error:
            yield f"not a pattern: {pattern}: {error}"


def _ids(identifiers: Iterable[Any], tables: Tables) -> Messages:
    for identifier in identifiers:
        if identifier not in tables.entities:
            yield f"the knowledge base has no {identifier!r}{nearest(str(identifier), tables.entities)}"


FILES: Mapping[str, tuple[type | tuple[str, ...], Callable[[Entry, Tables], Messages]]] = {
    "attribution": (_LANGUAGES, _attribution),
    "bodies": (list, _bodies),
    "common_verbs": (_LANGUAGES, _text),
    "comparisons": (_LANGUAGES, _comparisons),
    "deeds": (("verbs", "nouns"), _deeds),
    "families": (list, _families),
    "first_names": (("names",), _text),
    "function": (_LANGUAGES, _function),
    "metrics": (list, _metrics),
    "modifiers": (dict, _text),
    "nouns": (dict, _nouns),
    "numbers": (_NUMBERS, _numbers),
    "persons": (dict, _persons),
    "surroundings": (_LANGUAGES, _surroundings),
    "times": (_TIMES, _times),
    "towns": (dict, _towns),
    "verbs": (_LANGUAGES, _verbs),
    "veridicality": (_LANGUAGES, _veridicality),
}
"""Name of a file without its ending → its outermost keys or its form, and the check of each entry."""
