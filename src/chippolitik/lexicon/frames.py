"""Read one frame of ``data/lexicon/frames``, checked against the table of kinds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from chippolitik.errors import InputError
from chippolitik.lexicon.entries import Example, Frame
from chippolitik.lexicon.terms import FRAME_KEYS, NEEDS, NEGATED

__all__ = ["read_frame"]

_NO_ROLES = frozenset({"text", "open"})


def read_frame(entry: Mapping[str, Any], *, file: str) -> Frame:
    """Return the frame that an entry describes.

    Args:
        entry: The parsed entry.
        file: Name of its file, for errors.

    Raises:
        InputError: A key is unknown or missing, or a value is none of the legal ones.
    """
    name = str(entry.get("id", "?"))

    def fail(message: str) -> InputError:
        return InputError(message, "see the README of data/lexicon", file=file, field=name)

    if unknown := sorted(set(entry) - set(FRAME_KEYS)):
        raise fail(f"unknown key {unknown[0]!r}")
    for key in ("id", "kind", "language", "roles"):
        if key not in entry:
            raise fail(f"lacks {key!r}")
    if not entry.get("verbs") and not entry.get("nouns"):
        raise fail("has neither verbs nor nouns")
    if entry.get("negated", "deny") not in NEGATED:
        raise fail(f"negated: {entry['negated']!r} is none of {', '.join(sorted(NEGATED))}")
    for need in (entry.get("needs") or "").split():
        if need not in NEEDS:
            raise fail(f"needs: no need {need!r}")
    examples = [_example(e) for e in entry.get("examples", ())]
    examples += [Example(text, None) for text in entry.get("never", ())]
    try:
        phrase, veto = (re.compile(entry[k]) if entry.get(k) else None for k in ("phrase", "veto"))
    except re.error as error:
        raise fail(f"not a pattern: {error}") from error
    return Frame(
        id=name,
        kind=entry["kind"],
        language=entry["language"],
        verbs=frozenset((entry.get("verbs") or "").split()),
        nouns=frozenset(w.strip().lower() for w in (entry.get("nouns") or "").split(",") if w.strip()),
        roles={role: tuple(str(sources).split()) for role, sources in entry["roles"].items()},
        phrase=phrase,
        veto=veto,
        fixed={key: str(value) for key, value in entry.get("set", {}).items()},
        negated=entry.get("negated", "deny"),
        modality=entry.get("modality", ""),
        classes={role: tuple(str(v).split()) for role, v in entry.get("classes", {}).items()},
        needs=tuple((entry.get("needs") or "").split()),
        examples=tuple(examples),
    )


def _example(entry: Mapping[str, Any]) -> Example:
    claim = {key: value for key, value in entry.items() if key not in _NO_ROLES}
    return Example(entry["text"], claim, bool(entry.get("open")))
