"""English verb groups: what a chain of auxiliaries and a verb says of voice, tense and negation."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from chippolitik.extract.items import Item
from chippolitik.extract.predication import Predication
from chippolitik.model.annotated import Sentence, Token

__all__ = ["is_participle", "verb_group"]

_BE = frozenset(
    """be is are was were been being am 's 're isn't aren't wasn't weren't get got gets""".split()  # noqa: SIM905 - words
)
_HAVE = frozenset({"have", "has", "had", "having", "'ve", "hasn't", "haven't", "hadn't"})
_NEGATIVE = frozenset({"cannot", "not", "never", "n't", "hardly", "nor"})
_NO_LONGER = frozenset({("no", "longer"), ("no", "more")})
_TAKE_CLAUSE = frozenset(
    """say think believe hope expect know hear mean report claim argue insist note add suggest estimate fear feel find
    learn reckon see show tell warn announce confirm deny admit acknowledge concede complain worry assume understand
    reveal indicate maintain contend write read swear promise predict bet guess decide realise realize wish let make
    have ensure remember forget explain stress point conclude rule imagine suspect disclose mention imply agree get
    """.split()  # noqa: SIM905 - words
)
_PAST_AUXILIARIES = frozenset({"was", "were", "had", "did"})


def verb_group(sentence: Sentence, item: Item) -> Predication:
    """Return the predication of a verb group, still without arguments.

    Args:
        sentence: The sentence.
        item: The verb group.
    """
    tokens = sentence.tokens[item.first : item.last + 1]
    chain = tuple(token.lower for token in tokens[:-1] if token.tag in "OAZ")
    near = [token.lower for token in sentence.tokens[max(0, item.first - 2) : item.last + 1]]
    negated = any(token.lower in _NEGATIVE or token.lower.endswith("n't") for token in tokens)
    negated = negated or any(pair in _NO_LONGER for pair in pairwise(near))
    main = tokens[-1]
    after = sentence.tokens[item.last + 1 : item.last + 2]
    negated = negated or (main.tag == "A" and bool(after) and after[0].lower in _NEGATIVE)  # "is not on the list"
    pred = Predication("", item.last, item.first, item.last, negated=negated, modals=chain)
    if main.tag == "V":
        _lexical(pred, main)
    else:
        pred.verb = "be" if main.lower in _BE else "have" if main.lower in _HAVE else "do"
        pred.past = main.lower in _PAST_AUXILIARIES
        pred.finite = chain[:1] != ("to",) and main.lower not in {"being", "having", "doing"}
    return pred


def is_participle(preds: Sequence[Predication], sentence: Sentence, items: Sequence[Item], index: int) -> bool:
    """Whether a form in -ed without an auxiliary is a passive participle ("chips made by TSMC").

    Args:
        preds: The predications of the sentence.
        sentence: The sentence.
        items: Its items.
        index: Index of the item whose verb is looked at.
    """
    item = items[index]
    token = sentence.tokens[item.last]
    tags = {form.tag for form in token.verbs} or ({"d", "n"} if token.lower.endswith("ed") else set())
    alone = not any(t.tag in "OAZ" for t in sentence.tokens[item.first : item.last])
    plain = not alone or "n" not in tags or token.tag != "V"
    if plain or _in_relative(items, index) or ("b" in tags and _has_subject(items, index)):
        return False
    if "d" not in tags:
        return True
    before = items[index - 1] if index else None
    after = items[index + 1] if index + 1 < len(items) else None
    earlier = [p for p in preds if p.at < item.first]
    if before is not None and before.kind == "C" and earlier and earlier[-1].passive and not earlier[-1].finite:
        return after is None or after.kind != "n"
    if before is None or before.kind in ",P":
        if before is not None and "d" in tags and item.first and not _has_main_verb(preds, items, index):
            return False
        return after is None or after.kind != "n"
    if before.kind not in "np" or item.first == 0:
        return False
    if after is not None and after.kind == "p" and after.prep == "by":
        return True
    if _object_stands_before(preds, items, index):
        return after is None or after.kind != "n"
    rest = next((other for other in items[index + 1 :] if other.kind in "vnRS,C"), None)
    verb_follows = rest is not None and rest.kind == "v" and any(p.at == rest.last and p.finite for p in preds)
    return verb_follows and (after is None or after.kind != "n")


def _has_subject(items: Sequence[Item], index: int) -> bool:
    """Whether a phrase right before a verb is its subject: "Alibaba and ByteDance run chatbots"."""
    after = items[index + 1] if index + 1 < len(items) else None
    return index > 0 and items[index - 1].kind == "n" and (after is None or after.prep != "by")


def _in_relative(items: Sequence[Item], index: int) -> bool:
    """Whether a verb follows the subject of a relative clause: "the tariff that the White House imposed on chips"."""
    at = index - 1
    while at >= 0 and items[at].kind in "pT":
        at -= 1
    whole = at > 0 and items[at].kind == "n" and items[at - 1].kind == "R"
    return whole and items[at - 1].prep in {"that", "which", "whom", "where"}


def _object_stands_before(preds: Sequence[Predication], items: Sequence[Item], index: int) -> bool:
    """Whether what stands before a verb belongs to another one: "is weighing quotas for chips bound for"."""
    at = index - 1
    while at >= 0 and items[at].kind in "npT":
        at -= 1
    if at < 0 or items[at].kind != "v":
        return False
    earlier = [pred for pred in preds if pred.at == items[at].last]
    return bool(earlier) and earlier[0].verb not in _TAKE_CLAUSE and earlier[0].verb != "be"


def _has_main_verb(preds: Sequence[Predication], items: Sequence[Item], index: int) -> bool:
    """Whether a finite verb stands after an item, or before it outside a relative clause."""
    verbs = [i for i, item in enumerate(items) if item.kind == "v"]
    for at, pred in zip(verbs, preds, strict=True):
        if not pred.finite or at == index:
            continue
        if at > index or next((items[j].kind for j in range(at - 1, -1, -1) if items[j].kind in "RvSC,"), "") != "R":
            return True
    return False


def _lexical(pred: Predication, main: Token) -> None:
    """Set voice, tense and finiteness of a group that ends in a full verb."""
    chain = pred.modals
    tags = {form.tag for form in main.verbs} or _guessed(main.lower)
    last_aux = next((word for word in reversed(chain) if word != "to"), "")
    pred.verb = main.verbs[0].lemma if main.verbs else main.lower
    pred.passive = "n" in tags and last_aux in _BE
    pred.finite = chain[:1] != ("to",) and (bool(chain) or "g" not in tags)
    pred.past = "d" in tags or any(word in _HAVE or word in _PAST_AUXILIARIES for word in chain)


def _guessed(lower: str) -> set[str]:
    """Return what a verb that the lexicon does not know may be, by its ending."""
    if lower.endswith("ed"):
        return {"d", "n"}
    return {"g"} if lower.endswith("ing") else {"b"}
