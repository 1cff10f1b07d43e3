"""The English words of German deeds: a verb with what it is done to, or the noun that names it."""

from __future__ import annotations

from collections.abc import Iterator

from chippolitik.extract.context import Context
from chippolitik.extract.predication import Arg, Predication
from chippolitik.lexicon.german import noun_bases

__all__ = ["deed_words", "is_getting", "is_product", "noun_words"]

_PREPS = {
    "in": "in", "im": "in", "von": "of", "vom": "of", "gen": "of", "an": "to", "nach": "to", "für": "for",
    "mit": "with", "aus": "from", "über": "on", "zu": "on", "zum": "on", "zur": "on",
}  # fmt: skip
_GETTING = frozenset({"purchases", "imports", "use", "order", "orders", "procurement", "installation"})
_TOWARDS = frozenset({"zu", "zum", "zur"})
_ENDINGS = ("er", "en", "em", "es", "e")


def deed_words(context: Context, pred: Predication, child: Predication, *, plain: bool = False) -> Iterator[str]:
    """Yield the English words of a deed: its verb, then what it is done to; nothing where one is unknown.

    Args:
        context: The sentence.
        pred: What urges.
        child: The deed.
        plain: Whether the verb is left out, as that of leaving a thing.
    """
    known = context.deeds.get("verbs", {})
    before = next((t.lower for t in reversed(context.sentence.tokens[: child.at]) if t.tag != "Z"), "")
    verb = "" if plain else known.get(before + child.verb) or known.get(child.verb)  # "rückgängig zu machen"
    args = _after(child) if child.finite else _not_of(pred, child)
    labels = [(arg, label) for arg in args for at in arg.phrases if (label := _label(context, at))]
    if verb is not None and labels:
        yield from verb.split()
        for place, (arg, label) in enumerate(labels):
            yield from [*_PREPS.get(arg.functions[0], "").split() * bool(place), *label.split()]


def _not_of(pred: Predication, child: Predication) -> list[Arg]:
    """Return the arguments of an infinitive that are not those of the verb that urges."""
    urging = {arg.phrases for arg in pred.args}
    return [arg for arg in child.args if arg.phrases not in urging and arg.functions[0] != "refl"]


def _after(child: Predication) -> list[Arg]:
    """Return the arguments behind a finite verb without the subject, the first of them: "stoppte TSMC die Exporte"."""
    behind = sorted((arg for arg in child.args if arg.first > child.at), key=lambda arg: arg.first)
    subject = next((arg for arg in behind if "subj" in arg.functions), None)
    return [arg for arg in behind if arg is not subject and arg.functions[0] != "refl"]


def noun_words(context: Context, pred: Predication) -> Iterator[str]:
    """Yield the English words of a deed that a noun names: "zur Offenlegung seiner Kunden".

    Args:
        context: The sentence.
        pred: What urges.
    """
    for index, arg in enumerate(pred.args):
        if arg.functions[0] in _TOWARDS and _noun(context, arg.phrases[0]):
            after = [other for other in pred.args[index + 1 :] + pred.args[:index] if other.first > arg.last]
            for at in (arg.phrases[0], *(other.phrases[0] for other in after if other.functions[0] in {"gen", "von"})):
                yield from _label(context, at).split()
            return


def is_getting(context: Context, child: Predication) -> bool:
    """Whether what is left is to get or use a thing, not another deed: "den Kauf des H20", not "die Wartung"."""
    objects = (arg for arg in child.args if {"obj", "auf", "von", "mit"} & set(arg.functions))
    nouns = [noun for arg in objects if (noun := _noun(context, arg.phrases[0]))]
    return not nouns or bool(_GETTING & set(nouns))


def is_product(context: Context, arg: Arg) -> bool:
    """Whether an argument is a product: one with a name anywhere, else the object itself."""
    products = [product for at in arg.phrases for product in context.refs[at].products]
    named = any(not product.described for product in products)
    return named or (bool(products) and "obj" in arg.functions and not any(_noun(context, at) for at in arg.phrases))


def _label(context: Context, at: int) -> str:
    """Return the English words for a phrase, or nothing."""
    ref = context.refs[at]
    if noun := _noun(context, at):
        return " ".join([*_adjectives(context, at), noun])
    named = ref.products or ref.agents or ref.places if ref.how == "name" else ()
    things = named or ref.things
    return things[0].label if things else ""


def _adjectives(context: Context, at: int) -> Iterator[str]:
    phrase, known = context.sentence.phrases[at], context.deeds.get("adjectives", {})
    for token in context.sentence.tokens[phrase.first : phrase.last]:
        if token.tag == "J":
            forms = (token.lower.removesuffix(ending) for ending in _ENDINGS if token.lower.endswith(ending))
            yield from (known[form] for form in forms if form in known)


def _noun(context: Context, at: int) -> str:
    """Return the English word for the head of a phrase, if it is a noun of deeds."""
    token = context.sentence.tokens[context.sentence.phrases[at].last]
    nouns = context.deeds.get("nouns", {})
    if token.mention is not None:
        return ""
    return next((nouns[base] for base in noun_bases(token.lower) if base in nouns), "")
