"""What is urged to be done, in words, where no single thing stands for it."""

from __future__ import annotations

import re

from chippolitik.extract.context import Context
from chippolitik.extract.german_deeds import deed_words, is_product, noun_words
from chippolitik.extract.predication import Arg, Predication
from chippolitik.model.entity import EntityRef
from chippolitik.model.kinds import Fills

__all__ = ["AVOID", "deed", "deed_of", "leaves_thing", "shuns", "takes", "thing_of", "urged"]

AVOID = frozenset(
    """avoid stop halt cease refrain drop shun abandon suspend boycott quit limit reduce curb cut delay replace
    remove ditch cancel scrap shelve pause postpone dump purge forgo phase rip swap exclude uninstall
    reconsider rethink minimise minimize lessen trim lower resist
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
_AT = frozenset({"at", "on", "following", "after", "upon", "under", "auf", "nach", "unter"})
"""Prepositions of an urging that is followed: "at Washington's urging", "auf Drängen"."""
_OUGHT = frozenset({"should", "ought", "must", "shall"})
_KEEP_OFF = frozenset({"avoid", "shun"})
_SHUN = frozenset({"meiden", "vermeiden", "verzichten", "unterlassen", "absehen", "boykottieren", "hüten"})
_PARTICLES = frozenset({"on", "over", "up", "part", "in", "out", "back", "down", "steps"})
_LEAVING = re.compile(
    r"(?:steer|stay|keep|move|turn|shy|stand|walk) (?:well )?(?:clear|away|off)\b|think twice\b|hold off\b|phase out\b|"
    r"wean \w+ off\b|do without\b|get rid\b|look elsewhere\b|(?:scale|cut) back\b|"
    r"wind down\b|rein in\b|rely less\b|do away\b|be (?:wary|careful|cautious)\b|pull out\b|back away\b"
)
"""Wordings that say to leave a thing."""
_SHORT = re.compile(r"[^aeiou]{0,2}[aeiou][bdgmnpt]")  # "ship", which doubles its last letter
_LONGEST = 14  # words of a German deed
_LONGEST_ENGLISH = 14
_GO_ON = frozenset({"what", "whether", "how", "where", "who", "whom", "whose", "which", "that"})
_LEAVE = frozenset({"stop", "halt", "cease", "quit", "refrain", "avoid", "suspend", "abandon"})
"""Verbs of leaving a deed: "to stop servicing machines"."""


def urged(context: Context, pred: Predication) -> Predication | None:
    """Return the infinitive that says what is to be done, or None.

    Args:
        context: The sentence.
        pred: What urges.
    """
    if context.sentence.language == "de":
        return next((child for child in context.children(pred) if child.link == "inf"), None)
    return next(
        (child for child in context.children(pred) if child.link in {"inf", "ing"} or _ought(context, child)), None
    )


def _ought(context: Context, child: Predication) -> bool:
    """Whether an English clause says what somebody should do: "that Congress extend", "exporters should check"."""
    bare = not child.modals and context.sentence.tokens[child.at].lower == child.verb
    return child.link == "that" and (bare or bool(_OUGHT & set(child.modals)))


def leaves_thing(context: Context, child: Predication) -> bool:
    """Return whether an English deed is to leave a thing by several words: "steer clear of the H20"."""
    end = min(child.at + 4, len(context.sentence.tokens) - 1)
    return bool(_LEAVING.match(context.words(child.at, end).lower()))


def takes(child: Predication) -> bool:
    """Return whether a deed is to get or leave a thing, which then stands for it."""
    return child.verb in _TAKE | AVOID


def shuns(context: Context, child: Predication) -> bool:
    """Return whether a deed is something not to do."""
    if context.sentence.language == "en":
        leaves = child.verb in _LEAVE and any(other.link == "ing" for other in context.children(child))
        leaves = leaves or child.verb in _KEEP_OFF
        return leaves or child.link == "ing" or _is_left(context, child) or leaves_thing(context, child)
    words = (token.lower for token in context.sentence.tokens[child.first : child.at])
    negated = child.negated or any(word.startswith("kein") for word in words)
    return negated or child.verb in _SHUN


def deed(context: Context, pred: Predication) -> tuple[EntityRef, ...]:
    """Return what is to be done, in words: "hand over customer list" of "urged it to hand over its customer list".

    To buy, use or avoid a thing is no deed: the thing itself is advised or discouraged.

    Args:
        context: The sentence.
        pred: What urges.
    """
    child = urged(context, pred)
    return _deed_of(_asked_for(context, pred)) if child is None else deed_of(context, pred, child)


def deed_of(context: Context, pred: Predication, child: Predication) -> tuple[EntityRef, ...]:
    """Return the same of a deed that is known.

    Args:
        context: The sentence.
        pred: What urges.
        child: The deed.
    """
    if context.sentence.language == "en":
        words = _english(context, done) if (done := _done(context, child)) is not None else ()
        return _deed_of(words[1:] if child.verb in _KEEP_OFF else words, least=1 if child.verb in _KEEP_OFF else 2)
    taken = takes(child) and any(is_product(context, arg) for arg in child.args)
    words = () if taken else tuple(deed_words(context, pred, child, plain=child.verb in _SHUN))
    return _deed_of(words, least=1 if child.verb in _SHUN else 2) if len(words) <= _LONGEST else ()


def _asked_for(context: Context, pred: Predication) -> tuple[str, ...]:
    """Return the words of what is done at somebody's urging, or of the deed that a German noun names."""
    german = context.sentence.language == "de"
    phrase = next((p for p in context.sentence.phrases if p.last == pred.at), None)
    owner = (
        context.sentence.phrases[phrase.possessor] if phrase is not None and phrase.possessor is not None else phrase
    )
    if phrase is None or owner is None or owner.prep not in _AT:
        words = tuple(noun_words(context, pred)) if german else ()
        return words if words != ("resign",) else ("resign", "")
    main = next((p for p in context.preds if p.finite and any(phrase.index in arg.phrases for arg in p.args)), None)
    if main is None or main.negated:
        return ()
    if german:
        return tuple(deed_words(context, pred, main))
    return (main.verb, *_english(context, main)[1:])


def _deed_of(words: tuple[str, ...], least: int = 2) -> tuple[EntityRef, ...]:
    return (EntityRef(" ".join(words).strip(), "Entity", described=True),) if len(words) >= least else ()


def _done(context: Context, child: Predication) -> Predication | None:
    """Return what is to be done or left, below a verb of leaving; None where a thing to take or leave stands for it."""
    if leaves_thing(context, child):
        goods = (ref for ref in context.refs if ref.products and ref.how != "bare")
        return None if any(goods) else child
    below = next((other for other in context.children(child) if other.link == "ing"), None)
    left = below is not None and child.verb in _LEAVE
    done = below if left and below is not None else child
    particle = context.sentence.tokens[min(done.at + 1, len(context.sentence.tokens) - 1)].lower in _PARTICLES
    if left or (done.verb in _TAKE | AVOID and not particle):  # "take on students" is no taking of a thing
        thing = thing_of(context, child)
        plain = done.verb not in _TAKE | AVOID  # "to stop servicing tools" is more than the tools
        return done if not thing or (plain and (thing[0].described or thing[0].cls == "ProductGroup")) else None
    return done


def thing_of(context: Context, child: Predication) -> tuple[EntityRef, ...]:
    """Return the goods that an English deed takes or leaves, those with a name first.

    Args:
        context: The sentence.
        child: The deed.
    """
    args = [arg for one in (child, *context.children(child)) for arg in one.args if _is_thing(context, arg)]
    found = [fillers for arg in args if (fillers := context.fillers(arg.phrases, Fills.PRODUCT, ()))]
    return next((group for group in found if not group[0].described), found[0] if found else ())


def _is_thing(context: Context, arg: Arg) -> bool:
    """Whether what an English verb is done to is goods of some sort, which may be taken or left."""
    phrases = [context.sentence.phrases[at] for at in arg.phrases]
    goods = any(phrase.nouns and phrase.nouns[0].cls == "product" for phrase in phrases)
    named = any(not one.described for phrase in phrases for one in context.refs[phrase.index].products)
    return arg.functions[0] != "subj" and (goods or named)


def _english(context: Context, done: Predication) -> tuple[str, ...]:
    """Return the words from a verb to the end of its clause, with what it asks or says, without articles."""
    tokens, tags = context.sentence.tokens, context.sentence.tags
    last, asked = done.at, False
    said = {pred.at for pred in context.preds if pred.finite and pred.link == ""}
    while last + 1 < len(tags) and last - done.at < _LONGEST_ENGLISH:
        tag = tags[last + 1]
        if tag in "SR" and tokens[last + 1].lower in _GO_ON:
            asked = True
        elif last + 1 in said or _ends(tags, last + 1, asked=asked):
            break
        last += 1
    while tags[last] in "DPCRSJ" and last > done.at:
        last -= 1
    pairs = zip(tokens[done.at : last + 1], tags[done.at :], strict=False)
    words = [token.text for token, tag in pairs if tag not in 'DHg"“”']
    words[0] = _gerund(words[0]) if done.link == "inf" and _is_left(context, done) else words[0]
    return tuple(words)


def _ends(tags: str, at: int, *, asked: bool) -> bool:
    """Whether a deed ends before a token: at a break, at a clause of its own, at another verb."""
    own = tags[at] in ",;:.!?()–—SRT" or (tags[at] in "AO" and not asked)
    return own or (tags[at] == "C" and tags[at + 1 : at + 2] in {"V", "A", "Z", "O", "B"})


def _is_left(context: Context, done: Predication) -> bool:
    """Whether an English deed is something not to do: "not to fill the gap"."""
    before = context.sentence.tokens[max(0, done.at - 3) : done.at]
    return done.negated or any(token.lower == "not" for token in before)


def _gerund(verb: str) -> str:
    """Return the form in "-ing" of an English infinitive.

    Example:
        >>> _gerund("fill"), _gerund("hire"), _gerund("see"), _gerund("ship")
        ('filling', 'hiring', 'seeing', 'shipping')
    """
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1] + "ing"
    return verb + (verb[-1] if _SHORT.fullmatch(verb) else "") + "ing"
