"""All that is wrong with the files of a lexicon, found without running its examples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from chippolitik.errors import InputError
from chippolitik.pipeline.lexicon_checks.files import FILES, check_file
from chippolitik.pipeline.lexicon_checks.finding import Finding, nearest
from chippolitik.pipeline.lexicon_checks.frames import FrameCheck
from chippolitik.pipeline.lexicon_checks.nodes import FileOf, read_file
from chippolitik.tables import Tables

__all__ = ["check_lexicon"]

_LANGUAGES = ("en", "de")


def check_lexicon(root: Path, tables: Tables) -> list[Finding]:
    """Return what is wrong with the files of a lexicon, in the order of files and lines.

    Args:
        root: Folder of the lexicon.
        tables: The knowledge base, for the ids that the lexicon names.

    Raises:
        InputError: The folder holds no lexicon.
    """
    paths = sorted(root.rglob("*.yaml"))
    if not paths:
        raise InputError("holds no YAML files", "name the folder of a lexicon, as data/lexicon", file=str(root))
    files = [read_file(path.relative_to(root).as_posix(), path.read_bytes()) for path in paths]
    return sorted(_all(files, tables))


def _all(files: list[FileOf], tables: Tables) -> Iterator[Finding]:
    data = {file.name.removesuffix(".yaml"): file.value for file in files if "/" not in file.name}
    for name in FILES:
        if name not in data:
            yield Finding(f"{name}.yaml", 1, "", "the file is missing")
    frames = _frame_check(data, files)
    for file in files:
        yield from file.findings
        if file.value is None:
            continue
        if "/" not in file.name:
            yield from check_file(file, tables)
        elif file.name.startswith("frames/") and isinstance(file.value, list):
            yield from frames.check(file)
        else:
            hint = "" if file.name.startswith("frames/") else nearest(file.name.partition("/")[0], ["frames"])
            yield Finding(file.name, 1, "", f"must be a list of frames in the folder frames{hint}")


def _frame_check(data: Mapping[str, Any], files: Iterable[FileOf]) -> FrameCheck:
    listed = {lang: set(_words(data, "common_verbs", lang).split()) for lang in _LANGUAGES}
    for lang in _LANGUAGES:
        irregular = _of(data.get("verbs"), lang)
        listed[lang] |= set(irregular) if isinstance(irregular, dict) else set()
    bare = {lang: {verb.replace("|", "") for verb in verbs} for lang, verbs in listed.items()}
    prepositions = {lang: str(_of(_of(data.get("function"), lang), "preposition") or "").split() for lang in _LANGUAGES}
    near = {lang: {verb for verb in _of_frames(files, lang) if _is_verb(lang, verb, bare[lang])} for lang in _LANGUAGES}
    suggested = {lang: listed[lang] | near[lang] for lang in _LANGUAGES}
    return FrameCheck(prepositions, lambda lang, verb: _is_verb(lang, verb, bare[lang]), suggested)


def _of_frames(files: Iterable[FileOf], language: str) -> Iterator[str]:
    """Yield the verbs of the frames of a language."""
    for file in files:
        for entry in file.entries if "/" in file.name else ():
            if _of(entry.value, "language") == language:
                yield from str(entry.value.get("verbs") or "").split()


def _is_verb(language: str, verb: str, listed: set[str]) -> bool:
    """Whether a language has a verb: by the lists of the lexicon, else by a dictionary of word forms."""
    bare = verb.replace("|", "")
    if bare in listed:
        return True
    from simplemma import is_known  # noqa: PLC0415 - its dictionary is large, and seldom asked

    return bool(is_known(bare, lang=language))


def _of(value: Any, key: str) -> Any:
    return value.get(key) if isinstance(value, dict) else None


def _words(data: Mapping[str, Any], file: str, lang: str) -> str:
    found = _of(data.get(file), lang)
    return found if isinstance(found, str) else ""
