"""Advice that no verb of advising introduces: "exporters should check their customers", said by a body or its author.

A brief of an institute or a law firm advises in its own name; what a newspaper thinks is no advice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from chippolitik.extract.context import Context
from chippolitik.extract.deeds import AVOID, deed_of, shuns, thing_of, urged
from chippolitik.extract.draft import Draft
from chippolitik.extract.extents import clause_end
from chippolitik.extract.modality import is_advised
from chippolitik.extract.predication import Predication
from chippolitik.model.entity import EntityRef
from chippolitik.model.kinds import Kind

__all__ = ["advice"]

_AUTHOR = re.compile(
    r"^.*?\b(?:Institute|Institut|LLP|Association|Verband|Council|Foundation|Stiftung|Cent(?:er|re)|Forum|Chamber|"
    r"Kammer|Kanzlei|Think Tank|Rechtsanwälte|Partners)\b"
)
_BODIES = frozenset({"GovernmentBody", "Organization", "ResearchOrganization"})
_MOVE = frozenset({"persuade", "urge", "encourage", "ask", "press", "push", "advise"})
_QUOTED = frozenset('"“”„»«')


def advice(context: Context) -> Iterator[Draft]:
    """Yield what a sentence says that somebody should do, with who advises it.

    Args:
        context: The sentence.
    """
    preds = [p for p in context.preds if p.modals and p.finite and (is_advised(p) or _does_well(context, p))]
    if not preds:
        return
    author = _author(context)
    for pred in preds:
        arg = pred.arg("obj" if pred.passive else "subj")
        done = _done(context, pred)
        issuer = _issuer(context, pred, author)
        if arg is None or done is None or not issuer or issuer[0].cls not in _BODIES:
            continue
        addressee = context.refs[arg.phrases[0]].agents[:1]
        if addressee and addressee != issuer and (addressee[0].described or addressee[0].cls == "GovernmentBody"):
            yield from _draft(context, replace(pred, args=[arg]), done, issuer, addressee)


def _draft(
    context: Context, pred: Predication, done: Predication, issuer: tuple[EntityRef, ...], who: tuple[EntityRef, ...]
) -> Iterator[Draft]:
    words, thing = deed_of(context, pred, done), thing_of(context, done)
    left = shuns(context, done) or (not words and done.verb in AVOID)
    if words or thing:
        tokens = context.sentence.tokens
        end = tokens[clause_end(context.sentence, done.at)].end
        roles = {"issuer": issuer, "addressee": who, "discouraged" if left else "recommended": words or thing}
        yield Draft(
            Kind.RECOMMENDATION, context.sentence.index, tokens[pred.first].start, end, roles=roles,
            paragraph=context.sentence.paragraph, trace=f"advice: {pred.verb}",
        )  # fmt: skip


def _done(context: Context, pred: Predication) -> Predication | None:
    """Return what should be done; of "should be persuaded to adopt" what follows."""
    if pred.passive and pred.verb in _MOVE:
        return urged(context, pred)
    subject = pred.arg("subj")
    plain = not pred.passive and subject is not None and pred.verb not in {"be", "have", "sein", "haben"}
    return replace(pred, args=[arg for arg in pred.args if arg is not subject], finite=False) if plain else None


def _does_well(context: Context, pred: Predication) -> bool:
    """Whether it is "would do well to …" that says what should be done."""
    if "would" not in pred.modals or not {"do", "to"} <= set(pred.modals):
        return False
    return any(token.lower == "well" for token in context.sentence.tokens[pred.first : pred.at])


def _issuer(context: Context, pred: Predication, author: EntityRef | None) -> tuple[EntityRef, ...]:
    """Return who says it, else who writes; a verb of saying behind a semicolon says something else."""
    apart = pred.parent is None and ";" in context.sentence.tags
    said = () if apart else context.sayer(pred)
    return said or ((author,) if author is not None and pred.parent is None else ())


def _author(context: Context) -> EntityRef | None:
    """Return the body that a text is by, as its source names it; None for a newspaper, and within quotation marks."""
    document, sentence = context.resolved.annotated.document, context.sentence
    quoted = any(mark in _QUOTED for mark in context.text[sentence.start : sentence.end])
    match = _AUTHOR.match(document.source or "")
    if match is None or quoted:
        return None
    name = match[0] if " " in match[0] else re.split(r"[,(|:–]", document.source or "")[0].strip()
    return EntityRef(name, "Organization")
