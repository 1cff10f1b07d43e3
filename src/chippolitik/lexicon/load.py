"""Read ``data/lexicon/*.yaml`` into a ``Lexicon``, with errors that name the file and the entry."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from chippolitik.assets import asset_path
from chippolitik.errors import InputError
from chippolitik.lexicon.dictionary_files import dictionary_version
from chippolitik.lexicon.entries import Embedding, Family, Frame, Noun
from chippolitik.lexicon.frames import read_frame
from chippolitik.lexicon.words import Words

__all__ = ["LANGUAGES", "Lexicon", "load_lexicon"]

LANGUAGES = ("en", "de")
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """All that the extractor knows of words.

    Attributes:
        words: Language → its words.
        frames: Every frame, in file order.
        by_verb: Language → verb → frames.
        by_noun: Language → noun → frames.
        embeddings: Language → verb or noun → what it makes of the clause that depends on it.
        families: Patterns of product names.
        modifiers: German adjective or first part of a compound → English.
        data: The other files, parsed: ``numbers`` ``times`` ``persons`` ``phrases`` …
        sha256: Hash over all files and the version of the dictionary.
    """

    words: Mapping[str, Words]
    frames: tuple[Frame, ...]
    by_verb: Mapping[str, Mapping[str, tuple[Frame, ...]]]
    by_noun: Mapping[str, Mapping[str, tuple[Frame, ...]]]
    embeddings: Mapping[str, Mapping[str, Embedding]]
    families: tuple[Family, ...]
    modifiers: Mapping[str, str]
    data: Mapping[str, Any]
    sha256: str

    def digest(self) -> str:
        """Return the SHA-256 over files and dictionary, in hex; another digest is another lexicon."""
        return self.sha256


@dataclass(frozen=True, slots=True)
class _Files:
    """The files of a lexicon as read; equal where their bytes are."""

    sha256: str
    root: Path = field(compare=False)
    contents: Mapping[Path, bytes] = field(compare=False)


def load_lexicon(root: Path | None = None) -> Lexicon:
    """Read the lexicon; as long as no file changes, each call in a process returns the same one.

    Args:
        root: Folder that holds the YAML files; by default the shipped ``data/lexicon``.

    Raises:
        AssetError: The installation lacks the folder.
        InputError: A file is missing or broken; the message names file and entry.
    """
    root = root or asset_path("data/lexicon")
    contents = {path: path.read_bytes() for path in sorted(root.rglob("*.yaml"))}
    digest = hashlib.sha256(f"simplemma {dictionary_version()}\n".encode())
    for path, content in contents.items():
        digest.update(f"{path.relative_to(root)} {len(content)}\n".encode() + content)
    return _load(_Files(digest.hexdigest(), root, contents))


@lru_cache(maxsize=4)
def _load(files: _Files) -> Lexicon:
    root = files.root
    parsed = {path: _parse(path, content) for path, content in files.contents.items()}
    data = {path.stem: value for path, value in parsed.items() if path.parent == root}
    frames = tuple(
        read_frame(entry, file=f"frames/{path.name}")
        for path, value in parsed.items()
        if path.parent != root
        for entry in value
    )
    nouns = _nouns(data["nouns"])
    embeddings = {lang: _embeddings(data["veridicality"].get(lang, {})) for lang in LANGUAGES}
    words = {lang: _words(lang, data, frames, nouns[lang]) for lang in LANGUAGES}
    return Lexicon(
        words=words,
        frames=frames,
        by_verb={lang: _index(frames, lang, "verbs") for lang in LANGUAGES},
        by_noun={lang: _index(frames, lang, "nouns") for lang in LANGUAGES},
        embeddings=embeddings,
        families=tuple(_family(entry) for entry in data["families"]),
        modifiers={str(k): str(v) for k, v in data["modifiers"].items()},
        data=data,
        sha256=files.sha256,
    )


def _parse(path: Path, content: bytes) -> Any:
    try:
        return yaml.load(content, Loader=_Loader)  # noqa: S506 - a safe loader, the C one where there is one
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise InputError(
            f"is not YAML: {getattr(error, 'problem', error)}",
            "mend the file, then try again",
            file=path.name,
            line=mark.line + 1 if mark else None,
        ) from error


def _nouns(data: Mapping[str, Mapping[str, str | None]]) -> dict[str, dict[str, tuple[Noun, ...]]]:
    found: dict[str, dict[str, list[Noun]]] = {lang: defaultdict(list) for lang in LANGUAGES}
    for cls, entries in data.items():
        for key, german in entries.items():
            english, _, role = key.partition("@")
            forms = [form.strip() for form in english.split("/")]
            for form in forms:
                lemma = forms[0] if len(forms[0]) < len(form) and forms[0] in form else form
                found["en"][form.lower()].append(Noun(lemma, cls, role.strip(), form.lower()))
            for form in (german or "").split(","):
                if form.strip():
                    found["de"][form.strip().lower()].append(Noun(forms[0], cls, role.strip(), form.strip().lower()))
    return {lang: {form: tuple(nouns) for form, nouns in entries.items()} for lang, entries in found.items()}


def _embeddings(data: Mapping[str, str]) -> dict[str, Embedding]:
    return {word.replace("|", ""): Embedding(effect) for effect, words in data.items() for word in words.split()}


def _words(
    lang: str,
    data: Mapping[str, Any],
    frames: Iterable[Frame],
    nouns: Mapping[str, tuple[Noun, ...]],
) -> Words:
    verbs = {verb for frame in frames if frame.language == lang for verb in frame.verbs}
    verbs |= set(data["common_verbs"][lang].split())
    verbs |= {word for words in data["veridicality"].get(lang, {}).values() for word in words.split()}
    verbs |= set(data["attribution"][lang]["verbs"].split())
    verbs |= set(data["deeds"]["verbs"]) if lang == "de" else set()
    # A verb that is listed with its bar replaces the same verb without it.
    barred = {verb.replace("|", "") for verb in verbs if "|" in verb}
    verbs = {verb for verb in verbs if verb not in barred}
    adjectives = {str(k): str(v) for k, v in data["modifiers"].items()}
    if lang == "en":
        adjectives = {v: v for v in adjectives.values()}
    return Words(
        lang,
        closed={name: words.split() for name, words in data["function"][lang].items()},
        verbs={verb for verb in verbs if verb.islower() or "|" in verb},
        irregular={base: tuple(parts.split()) for base, parts in data["verbs"][lang].items()},
        nouns=nouns,
        adjectives=adjectives,
    )


def _index(frames: Iterable[Frame], lang: str, key: str) -> dict[str, tuple[Frame, ...]]:
    found: dict[str, list[Frame]] = defaultdict(list)
    for frame in frames:
        if frame.language == lang:
            for trigger in sorted(getattr(frame, key)):
                found[trigger.replace("|", "")].append(frame)
    return {trigger: tuple(listed) for trigger, listed in found.items()}


def _family(entry: Mapping[str, Any]) -> Family:
    near = tuple(str(entry.get("near", "")).split(",")) if entry.get("near") else ()
    return Family(re.compile(entry["pattern"]), entry["label"], entry["class"], entry.get("vendor"), near)
