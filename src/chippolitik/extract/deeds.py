"""What is urged to be done, in words, where no single thing stands for it."""

from __future__ import annotations

from collections.abc import Iterator

from chippolitik.extract.context import Context
from chippolitik.extract.predication import Arg, Predication
from chippolitik.lexicon.german import noun_bases
from chippolitik.model.entity import EntityRef

__all__ = ["AVOID", "deed", "shuns", "takes", "urged"]

AVOID = frozenset(
    """avoid stop halt cease refrain drop shun abandon suspend boycott quit limit reduce curb cut delay
    meiden vermeiden verzichten stoppen einstellen unterlassen absehen aussetzen boykottieren aufhören reduzieren
    verringern beschränken lassen stornieren abbestellen absagen ausmustern aussortieren hüten trennen verbannen
    ausschließen entfernen ausbauen ersetzen widerrufen""".split()  # noqa: SIM905 - words
)
"""Verbs of leaving something."""

_TAKE = frozenset(
    """buy use adopt order purchase prefer choose favour favor switch turn deploy take rely source procure install
    embrace back stick rent pick select move migrate shift opt
    kaufen nutzen benutzen verwenden einsetzen bestellen ordern beziehen erwerben beschaffen anschaffen wählen
    bevorzugen umsteigen ausweichen wechseln zurückgreifen zugreifen greifen einbauen verbauen einkaufen mieten
    abnehmen importieren einführen setzen stützen""".split()  # noqa: SIM905 - words
)
_SHUN = frozenset({"meiden", "vermeiden", "verzichten", "unterlassen", "absehen", "boykottieren", "hüten"})
_TOWARDS = frozenset({"zu", "zum", "zur"})
_LONGEST = 8  # words of a deed


def urged(context: Context, pred: Predication) -> Predication | None:
    """Return the infinitive that says what is to be done, or None.

    Args:
        context: The sentence.
        pred: What urges.
    """
    return next((child for child in context.children(pred) if child.link == "inf"), None)


def takes(child: Predication) -> bool:
    """Return whether a deed is to get or leave a thing, which then stands for it."""
    return child.verb in _TAKE | AVOID


def shuns(context: Context, child: Predication) -> bool:
    """Return whether a German deed is something not to do."""
    words = (token.lower for token in context.sentence.tokens[child.first : child.at])
    negated = child.negated or any(word.startswith("kein") for word in words)
    return context.sentence.language == "de" and (negated or child.verb in _SHUN)


def deed(context: Context, pred: Predication) -> tuple[EntityRef, ...]:
    """Return what is to be done, in words: "hand over customer list" of "urged it to hand over its customer list".

    To buy, use or avoid a thing is no deed: the thing itself is advised or discouraged.

    Args:
        context: The sentence.
        pred: What urges.
    """
    child = urged(context, pred)
    if child is None:
        words = tuple(_by_noun(context, pred)) if context.sentence.language == "de" else ()
        return (EntityRef(" ".join(words), "Entity", described=True),) if 1 < len(words) <= _LONGEST else ()
    if context.sentence.language == "en":
        words = () if child.negated or child.verb in _TAKE | AVOID - {"stop"} else _english(context, child)
    else:
        taken = takes(child) and any(_is_product(context, arg) for arg in child.args)
        words = () if taken else tuple(_german(context, pred, child))
    least = 1 if child.verb in _SHUN else 2
    if not least <= len(words) <= _LONGEST:
        return ()
    return (EntityRef(" ".join(words), "Entity", described=True),)


def _english(context: Context, child: Predication) -> tuple[str, ...]:
    tokens, tags = context.sentence.tokens, context.sentence.tags
    if any(token.lower == "not" for token in tokens[max(0, child.at - 3) : child.at]):
        return ()
    last = child.at
    while last + 1 < len(tags) and tags[last + 1] not in ",;:.!?()–—CRST":
        last += 1
    pairs = zip(tokens[child.at : last + 1], tags[child.at :], strict=False)
    return tuple(token.text for token, tag in pairs if tag not in "DHg")


def _german(context: Context, pred: Predication, child: Predication) -> Iterator[str]:
    """Yield the English words of a German deed: its verb, then what it is done to; nothing where one is unknown."""
    verb = "" if child.verb in _SHUN else context.deeds.get("verbs", {}).get(child.verb)
    urging = {arg.phrases for arg in pred.args}
    args = [arg for arg in child.args if arg.phrases not in urging and arg.functions[0] != "refl"]
    labels = [label for arg in args for at in arg.phrases if (label := _label(context, at))]
    if verb is not None and labels:
        yield from verb.split()
        for label in labels:
            yield from label.split()


def _by_noun(context: Context, pred: Predication) -> Iterator[str]:
    """Yield the English words of a deed that a noun names: "zur Offenlegung seiner Kunden"."""
    for index, arg in enumerate(pred.args):
        if arg.functions[0] in _TOWARDS and _noun(context, arg.phrases[0]):
            after = [other for other in pred.args[index + 1 :] + pred.args[:index] if other.first > arg.last]
            for at in (arg.phrases[0], *(other.phrases[0] for other in after if other.functions[0] in {"gen", "von"})):
                yield from _label(context, at).split()
            return


def _label(context: Context, at: int) -> str:
    """Return the English words for a phrase, or nothing."""
    things = context.refs[at].things
    return _noun(context, at) or (things[0].label if things else "")


def _noun(context: Context, at: int) -> str:
    """Return the English word for the head of a phrase, if it is a noun of deeds."""
    word = context.sentence.tokens[context.sentence.phrases[at].last].lower
    nouns = context.deeds.get("nouns", {})
    return next((nouns[base] for base in noun_bases(word) if base in nouns), "")


def _is_product(context: Context, arg: Arg) -> bool:
    """Whether an argument is a product: one with a name anywhere, else the object itself."""
    products = [product for at in arg.phrases for product in context.refs[at].products]
    named = any(not product.described for product in products)
    return named or (bool(products) and "obj" in arg.functions and not any(_noun(context, at) for at in arg.phrases))
