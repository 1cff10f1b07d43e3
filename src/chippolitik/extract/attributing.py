"""Who says so, where the text says it: verbs of saying, "according to", "laut", and the sources that have no name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from chippolitik.extract.context import Context
from chippolitik.extract.draft import Draft
from chippolitik.lexicon import Lexicon
from chippolitik.lexicon.literals import Gate
from chippolitik.model.annotated import Phrase
from chippolitik.model.entity import EntityRef
from chippolitik.model.kinds import Kind

__all__ = ["Attributor"]

_NONE = frozenset({Kind.STATEMENT, Kind.LOCATION, Kind.DEVELOPMENT})
_AFTER = re.compile(r"\s*(?:zufolge|nach)\b")


class Attributor:
    """Finds who says what a sentence says.

    Args:
        lexicon: The lexicon; its ``attribution`` names verbs, prepositions and unnamed sources.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        rows: dict[str, Any] = lexicon.data["attribution"]
        self._verbs = {lang: frozenset(rows[lang]["verbs"].replace("|", "").split()) for lang in rows}
        self._before = {
            lang: re.compile(
                r"(?:^|[\s,(])(?:"
                + "|".join(
                    re.escape(w.strip()) for w in rows[lang]["before"].split(",") if w.strip() not in {"zufolge", "so"}
                )
                + r")\s+(?:the |a |an |dem |der |den |des |einem |einer )?$",
                re.IGNORECASE,
            )
            for lang in rows
        }
        self._sources = {
            lang: [
                (re.compile(rf"\b(?:{pattern})", re.IGNORECASE), label)
                for pattern, label in rows[lang]["sources"].items()
            ]
            for lang in rows
        }
        self._gates = {lang: Gate(pattern for pattern, _ in sources) for lang, sources in self._sources.items()}

    def attribute(self, context: Context, drafts: Sequence[Draft]) -> None:
        """Give the drafts of a sentence their source; those that state it themselves keep none.

        Args:
            context: The sentence.
            drafts: Its drafts; changed in place.
        """
        if not drafts:
            return
        source = self._named(context) or self._unnamed(context)
        if source is None:
            return
        for draft in drafts:
            labels = {f.label for group in draft.roles.values() for f in group}
            if draft.kind not in _NONE and draft.attribution is None and source.label not in labels:
                draft.attribution = source

    def _named(self, context: Context) -> EntityRef | None:
        language = context.sentence.language
        for phrase, ref in zip(context.sentence.phrases, context.refs, strict=True):
            if ref.agents and (ref.how in {"name", "definite"}) and self._is_source(context, phrase):
                return ref.agents[0]
        for pred in context.preds:
            if pred.verb not in self._verbs[language] or pred.passive:
                continue
            subject = pred.arg("subj")
            if subject is None or "subj" not in subject.functions[:1]:
                continue
            agents = context.refs[subject.phrases[0]].agents
            if agents:
                return agents[0]
        return None

    def _is_source(self, context: Context, phrase: Phrase) -> bool:
        sentence = context.sentence
        start = sentence.tokens[phrase.first].start
        before = context.text[max(sentence.start, start - 40) : start]
        if self._before[sentence.language].search(before):
            return True
        return (
            sentence.language == "de"
            and bool(_AFTER.match(context.text, sentence.tokens[phrase.last].end))
            and phrase.prep == ""
        )

    def _unnamed(self, context: Context) -> EntityRef | None:
        sentence = context.sentence
        words = context.text[sentence.start : sentence.end]
        if not self._gates[sentence.language].passes(words.lower()):
            return None
        for pattern, label in self._sources[sentence.language]:
            match = pattern.search(words)
            if match and self._says(context, match, words):
                return EntityRef(label, "UnnamedSource", described=True)
        return None

    def _says(self, context: Context, match: re.Match[str], words: str) -> bool:
        """Whether an unnamed source is one here: after "according to", before "zufolge", or with a verb of saying."""
        language = context.sentence.language
        before = words[: match.start()]
        if self._before[language].search(before[-40:]) or before.strip().lower() in {"laut", "according to"}:
            return True
        if language == "de" and _AFTER.match(words, match.end()):
            return True
        return any(pred.verb in self._verbs[language] for pred in context.preds)
