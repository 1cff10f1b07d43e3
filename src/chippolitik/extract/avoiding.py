"""What advice is about: a thing to avoid rather than to take, or a deed that no single thing stands for."""

from __future__ import annotations

import re

from chippolitik.extract.context import Context
from chippolitik.extract.deeds import AVOID, deed, leaves_thing, shuns, takes, thing_of, urged
from chippolitik.extract.draft import Draft
from chippolitik.extract.german_deeds import deed_words, is_getting
from chippolitik.extract.matching import Filled
from chippolitik.extract.predication import Predication
from chippolitik.model.entity import EntityRef
from chippolitik.model.kinds import Kind

__all__ = ["settle_advice"]

_JUSTIFY = frozenset({"explain", "justify", "defend"})
_BUYING = re.compile(r"\b(?:why|need\w*|purchas\w*|buy\w*|bought|us(?:e|es|ing)|orders?|procure\w*)\b")
_PRODUCTS = frozenset({"Product", "ProductGroup"})
_BARE = frozenset({"subj", "obj", "dat", "second"})


def settle_advice(draft: Draft, context: Context, pred: Predication, filled: Filled) -> None:
    """Say of a recommendation whether its thing is to be avoided, or what is to be done where no product is meant.

    Args:
        draft: The draft; nothing is done to other kinds.
        context: The sentence.
        pred: What urges.
        filled: The roles of its frame.
    """
    if draft.kind is not Kind.RECOMMENDATION:
        return
    german = context.sentence.language == "de"
    if (child := urged(context, pred)) is not None and not german:
        _settle_english(draft, context, pred, child)
        return
    if child is not None and takes(child) and (thing := thing_of(context, child)):
        left = shuns(context, child) or child.verb in AVOID
        words = () if is_getting(context, child) or not left else tuple(deed_words(context, pred, child, plain=True))
        draft.roles.pop("discouraged", None)
        draft.roles.pop("recommended", None)
        done = (EntityRef(" ".join(words), "Entity", described=True),) if len(words) > 1 else thing
        draft.roles["discouraged" if left else "recommended"] = done
        return
    if _is_avoided(context, pred, filled):
        draft.roles["discouraged"] = draft.roles.pop("recommended")
    things = [entity for name in ("recommended", "discouraged") for entity in draft.roles.get(name, ())]
    plain = all(entity.described and (german or entity.cls not in _PRODUCTS) for entity in things)
    arg = filled.args.get("recommended")
    if german and child is not None and arg is not None and not takes(child):
        # "documents on the H20", "exports of HBM": the thing is not all that is meant.
        plain = plain or arg.functions[0] not in _BARE or not context.sentence.phrases[arg.phrases[0]].mentions
    if plain and child is not None and (done := deed(context, pred)):
        draft.roles.pop("discouraged", None)
        draft.roles.pop("recommended", None)
        draft.roles["discouraged" if shuns(context, child) else "recommended"] = done


def _settle_english(draft: Draft, context: Context, pred: Predication, child: Predication) -> None:
    """Put a deed in words, unless a thing to take or leave stands for it: who must explain why he buys it, too."""
    explains = child.verb in _JUSTIFY and _BUYING.search(context.words(child.at, child.last)) is not None
    thing = thing_of(context, child)
    done = () if explains and thing else deed(context, pred)
    left = shuns(context, child) or (not done and (explains or child.verb in AVOID))
    if done or thing:
        draft.roles.pop("discouraged", None)
        draft.roles.pop("recommended", None)
        draft.roles["discouraged" if left else "recommended"] = done or thing


def _is_avoided(context: Context, pred: Predication, filled: Filled) -> bool:
    """Return whether what is urged is to leave something: "to refrain from ordering the H20"."""
    arg = filled.args.get("recommended")
    if arg is None:
        return False
    return any(
        (child.negated or child.verb in AVOID or leaves_thing(context, child)) and arg in child.args
        for child in context.below(pred)
    )
