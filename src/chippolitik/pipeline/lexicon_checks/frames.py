"""The words of frames: keys, kinds, roles, sources, classes, needs, verbs, patterns; ``examples`` runs examples."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from chippolitik.lexicon.terms import CLASSES, FRAME_KEYS, NEEDS, NEGATED, QUALIFIERS, SOURCES
from chippolitik.model.kinds import KINDS, TERMS, Fills, Kind, KindSpec, Modality, Phase
from chippolitik.pipeline.lexicon_checks.finding import Finding, nearest
from chippolitik.pipeline.lexicon_checks.nodes import FileOf

__all__ = ["FrameCheck"]

_AFTER = {"de": ("zufolge",)}  # words that stand behind what they govern
_LANGUAGES = ("en", "de")
_MUST = ("id", "kind", "language", "roles")
_ROW_KEYS = frozenset({"quantity", "value", "time", "status", "phase", "modality", "attribution"})
_WORDS = ("verbs", "nouns", "phrase", "veto", "negated", "modality", "needs")


class FrameCheck:
    """Checks the frames of a lexicon.

    Args:
        prepositions: Language → its prepositions.
        is_verb: Whether a language has a verb, by language and infinitive.
        verbs: Language → verbs to suggest.
    """

    def __init__(
        self,
        prepositions: Mapping[str, Iterable[str]],
        is_verb: Callable[[str, str], bool],
        verbs: Mapping[str, Iterable[str]],
    ) -> None:
        known = {lang: {*prepositions.get(lang, ()), *_AFTER.get(lang, ())} for lang in _LANGUAGES}
        self._sources = {lang: frozenset(words) | set(SOURCES) for lang, words in known.items()}
        self._is_verb = is_verb
        self._verbs = {lang: sorted(set(verbs.get(lang, ()))) for lang in _LANGUAGES}
        self._seen: dict[str, str] = {}

    def check(self, file: FileOf) -> Iterator[Finding]:
        """Yield what is wrong with the frames of a file, and which of them have no example."""
        for entry in file.entries:
            place = f"{file.name}:{entry.line}"
            for message in self._entry(entry.value, place):
                yield Finding(file.name, entry.line, entry.name, message)
            if isinstance(entry.value, dict) and not entry.value.get("examples"):
                yield Finding(file.name, entry.line, entry.name, "has no example", "warning")

    def _entry(self, frame: Any, place: str) -> Iterator[str]:
        if not isinstance(frame, dict):
            yield "is no frame: a frame has keys and values"
            return
        for key in frame:
            if key not in FRAME_KEYS:
                yield f"unknown key {key!r}{nearest(str(key), FRAME_KEYS)}"
        missing = [key for key in _MUST if not frame.get(key)]
        for key in missing:
            yield f"lacks {key!r}"
        if not frame.get("verbs") and not frame.get("nouns"):
            yield "has neither verbs nor nouns"
        for key in _WORDS:
            if frame.get(key) is not None and not isinstance(frame[key], str):
                yield f"{key}: {frame[key]!r} is no text"
        if missing:
            return
        before = self._seen.setdefault(str(frame["id"]), place)
        if before != place:
            yield f"the id is taken by {before}"
        if frame["language"] not in _LANGUAGES:
            yield f"language: {frame['language']!r} is none of en, de"
            return
        if frame["kind"] not in set(Kind):
            yield f"kind: no kind {frame['kind']!r}{nearest(str(frame['kind']), Kind)}"
            return
        yield from self._words(frame, KINDS[Kind(frame["kind"])])

    def _words(self, frame: Mapping[str, Any], spec: KindSpec) -> Iterator[str]:
        names = [role.name for role in spec.roles]
        for key in ("roles", "classes", "set"):
            value = frame.get(key, {})
            if not isinstance(value, dict):
                yield f"{key}: {value!r} has no keys"
                continue
            yield from _keys(key, value, names)
            for role, words in value.items():
                yield from self._values(key, str(role), str(words).split(), frame["language"])
        yield from _choices(frame)
        yield from self._triggers(frame)
        yield from _fillable(frame, spec)
        yield from _examples(frame, names)

    def _values(self, key: str, role: str, words: list[str], language: str) -> Iterator[str]:
        known: Iterable[str]
        if key == "set":
            known = _legal(role)
            words = [" ".join(words)]
            if not known:
                return
        else:
            known = self._sources[language] if key == "roles" else CLASSES
        what = {"roles": "source", "classes": "class", "set": "word"}[key]
        for word in words:
            if word not in known:
                yield f"{key}: {role}: no {what} {word!r}{nearest(word, known)}"
        if key == "roles" and "vendor" in words and len(words) > 1:
            yield f"roles: {role}: vendor stands alone"

    def _triggers(self, frame: Mapping[str, Any]) -> Iterator[str]:
        language = frame["language"]
        for verb in str(frame.get("verbs") or "").split():
            if not self._is_verb(language, verb):
                hint = nearest(verb, self._verbs[language]) or "; if it is one, add it to common_verbs.yaml"
                yield f"verbs: no verb {verb!r}{hint}"
        for key in ("phrase", "veto"):
            try:
                re.compile(str(frame.get(key) or ""))
            except re.error as error:
                yield f"{key}: not a pattern: {error}"


def _keys(key: str, value: Mapping[str, Any], names: list[str]) -> Iterator[str]:
    known = [*names, *QUALIFIERS] if key == "set" else names
    for role in value:
        if role not in known:
            yield f"{key}: no role {role!r}{nearest(str(role), known)}"


def _legal(key: str) -> tuple[str, ...]:
    """Return the words that ``set`` may give to a key; empty for roles that hold any words."""
    if key == "modality":
        return tuple(Modality)
    if key == "phase":
        return tuple(Phase)
    if key == "status":
        return tuple(sorted({status for spec in KINDS.values() for status in spec.statuses}))
    return tuple(TERMS.get(key, ()))


def _choices(frame: Mapping[str, Any]) -> Iterator[str]:
    for key, known in (("negated", tuple(NEGATED)), ("modality", tuple(Modality))):
        word = frame.get(key)
        if isinstance(word, str) and word not in known:
            yield f"{key}: {word!r} is none of {', '.join(known)}{nearest(word, known)}"
    for need in str(frame.get("needs") or "").split():
        if need not in NEEDS:
            yield f"needs: no need {need!r}{nearest(need, NEEDS)}"


def _fillable(frame: Mapping[str, Any], spec: KindSpec) -> Iterator[str]:
    """Yield the required roles that the frame can never fill."""
    given = {*frame["roles"], *(frame.get("set") or {})} if isinstance(frame["roles"], dict) else set()
    for role in spec.roles:
        optional = role.fills is Fills.TEXT and bool(frame.get("nouns"))
        if role.required and role.name not in given and not optional:
            yield f"roles: {spec.kind} needs {role.name!r}"
    for role_name in set(frame.get("classes") or {}) - given:
        yield f"classes: {role_name!r} is not among the roles"


def _examples(frame: Mapping[str, Any], names: list[str]) -> Iterator[str]:
    known = [*names, *sorted(_ROW_KEYS), "text", "open"]
    for example in frame.get("examples") or ():
        if not isinstance(example, dict) or not isinstance(example.get("text"), str):
            yield "examples: each needs a text"
            continue
        for key in example:
            if key not in known:
                yield f"examples: no role {key!r}{nearest(str(key), known)}"
        if set(example) <= {"text", "open"}:
            yield f"examples: {example['text']!r} says nothing of its claim"
    for sentence in frame.get("never") or ():
        if not isinstance(sentence, str):
            yield f"never: {sentence!r} is no sentence"
