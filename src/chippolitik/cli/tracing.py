"""A trace in lines for people, and in JSON; shared by ``extract --trace`` and ``lexicon try``."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from chippolitik.model import claim_to_flat
from chippolitik.namespaces import claim_iri

if TYPE_CHECKING:
    from chippolitik.extract.traced import CandidateTrace, ClauseTrace, PhraseTrace, SentenceTrace, Trial
    from chippolitik.pipeline.tracing import Traced

__all__ = ["trace_json", "trace_lines"]


def trace_json(traced: Traced) -> Iterator[str]:
    """Yield a line of JSON for each sentence of an article, and one for its claims.

    Args:
        traced: The article with its trace.
    """
    name = traced.document.name
    for sentence in traced.sentences:
        row = {"article": name, **dataclasses.asdict(sentence)}
        for key in ("phrases", "clauses", "trials", "candidates"):
            row[key] = [_keyed(part) for part in row[key]]
        yield json.dumps(row, ensure_ascii=False)
    yield json.dumps({"article": name, "claims": _claims(traced)}, ensure_ascii=False)


def trace_lines(traced: Traced, *, heading: bool) -> Iterator[str]:
    """Yield what was seen in an article, line by line.

    Args:
        traced: The article with its trace.
        heading: Whether to begin with the name of the article.
    """
    if heading:
        yield f"=== {traced.document.name} ({traced.document.language})"
    for sentence in traced.sentences:
        yield from _sentence(sentence)
    rows = _claims(traced)
    yield "claims" if rows else "claims: none"
    for row in rows:
        roles = ", ".join(f"{role}: {_joined(value)}" for role, value in row["roles"].items())
        rest = [f"{key}: {row[key]}" for key in ("status", "phase", "quantity", "value", "time") if row.get(key)]
        yield f"  {row['kind']} ({row['modality']}) {'; '.join([roles, *rest])}"
        yield f"    “{row['quote']}”"


def _claims(traced: Traced) -> list[dict[str, Any]]:
    document = traced.document
    return [
        claim_to_flat(claim, article=document.name, iri=lambda digest: claim_iri(document.id, digest))
        for claim in traced.claims
    ]


def _keyed(part: dict[str, Any]) -> dict[str, Any]:
    """Return a row with its pairs as objects; clauses may have two arguments of one function, and keep pairs."""
    return {key: dict(value) if key in {"roles", "meant", "features"} else value for key, value in part.items()}


def _sentence(sentence: SentenceTrace) -> Iterator[str]:
    yield f"[{sentence.index}] {sentence.text}"
    yield "  tokens     " + " ".join(f"{text}/{tag}" if text != tag else text for text, tag in sentence.tokens)
    yield from _part("names", (f"{text} → {label or '?'} ({what})" for text, label, what in sentence.names))
    yield from _part("phrases", map(_phrase, sentence.phrases))
    yield from _part("clauses", map(_clause, sentence.clauses))
    yield from _part("frames", (line for trial in sentence.trials for line in _trial(trial)))
    yield from _part("candidates", (line for candidate in sentence.candidates for line in _candidate(candidate)))


def _part(name: str, lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    for index, line in enumerate(found or ["none"]):
        yield f"  {name if index == 0 else '':10} {line}"


def _phrase(phrase: PhraseTrace) -> str:
    meant = ", ".join(f"{fills} {label}" for fills, label in phrase.meant)
    prep = f"{phrase.prep} + " if phrase.prep else ""
    return f"{prep}{phrase.text} → {meant or 'nothing'}" + (f" ({phrase.how})" if phrase.how else "")


def _clause(clause: ClauseTrace) -> str:
    said = [*clause.states, *(["with " + " ".join(clause.modals)] if clause.modals else []), clause.under]
    how = f" ({', '.join(word for word in said if word)})" if any(said) else ""
    arguments = "; ".join(f"{functions}: {words}" for functions, words in clause.args)
    return f"{clause.verb}{how} {arguments or 'no arguments'}"


def _trial(trial: Trial) -> Iterator[str]:
    outcome = f"no, {trial.outcome}" if trial.outcome else "fires"
    roles = ", ".join(f"{role}: {label}" for role, label in trial.roles)
    yield f"{trial.frame} ({trial.kind}, {trial.word}): {outcome}" + (f" with {roles}" if roles else "")


def _candidate(candidate: CandidateTrace) -> Iterator[str]:
    roles = ", ".join(f"{role}: {label}" for role, label in candidate.roles)
    yield f"{candidate.kind} ({candidate.modality}) {roles}"
    what = "as its frame says" if candidate.strict else "loose"
    yield f"  by {candidate.by}, {what}; {candidate.probability:.2f} of {candidate.threshold:.2f}: {candidate.outcome}"
    yield "  " + ", ".join(f"{name} {weight:+.2f}" for name, weight in candidate.features)


def _joined(value: object) -> str:
    return " and ".join(map(str, value)) if isinstance(value, list) else str(value)
