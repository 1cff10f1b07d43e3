"""Shorter forms of names that an article gives in full: surnames, first words, letters in brackets, other numbers."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from chippolitik.annotate.name_shapes import BRACKET, LEGAL, NOT_NAMES
from chippolitik.model.mention import Mention, NameRef

__all__ = ["of_one_class", "short_forms", "with_places"]

_SHORTEST_ALONE = 4  # code points
_FIRST = re.compile(r"(?<![\w-])[^\W_]+")
_REST = re.compile(r"('s|s)?(?!\w)(?:-([^\W\d_][\w-]*))?")
"""What may follow a name: a genitive, and the rest of a compound."""
_FIRMS = frozenset({"Company", "Organization", "Entity"})
_AFTER_PLACE = re.compile(r"\)?(?:[,.;:!?]|$| ([a-zäöüß]+))")
_NUMBER = re.compile(r" \d+\w*")
_FAMILY = re.compile(r"([A-ZÄÖÜ][a-zäöüß]+) \d+\w*|([A-Z]{1,4}-?)\d{1,2}[A-Za-z]?")
_SERIES = re.compile(r"(?<![\w-])([A-Z]{1,4}-?)\d{1,2}[A-Za-z]?(?!\w)")
"""What other numbers of a product look like, where the text has one of them: N2 and N3."""


def short_forms(
    flat: str, full: Iterable[Mention], is_noun: Callable[[str], bool], is_name: Callable[[str], bool]
) -> Iterator[Mention]:
    """Yield other forms of names.

    Args:
        flat: The text with plain signs.
        full: The names found.
        is_noun: Whether a word in lower case is a common noun.
        is_name: Whether the first word of a name may stand for it: no dictionary has it, or the text only so.
    """
    forms: dict[str, tuple[NameRef, int]] = {}
    families: dict[str, NameRef] = {}
    for mention in full:
        ref = mention.refs[0]
        bracket = BRACKET.match(flat, mention.end)
        if bracket and ref.kind not in {"demonym", "place"}:
            forms.setdefault(bracket[1], (ref, bracket.start(1)))
        if ref.known is not None:
            continue
        words = mention.text.split()
        if family := _FAMILY.fullmatch(mention.text):
            families[family[1] or family[2]] = ref
        if len(words) > 1 and ref.cls == "Person":
            if words[-1] not in forms or forms[words[-1]][0].cls != "Person":
                forms[words[-1]] = ref, mention.end
        elif (len(words) > 1 and ref.cls in {"Company", "Organization"} and _may_stand_alone(words[0], is_noun)) or (
            len(words) > 1 and ref.cls == "Entity" and len(words[0]) >= _SHORTEST_ALONE and is_name(words[0])
        ):
            forms.setdefault(words[0], (ref, mention.end))
        if ref.cls != "Person" and not LEGAL.search(mention.text):
            forms.setdefault(mention.text, (ref, 0))
    yield from _occurrences(flat, forms, families)


def _occurrences(
    flat: str, forms: Mapping[str, tuple[NameRef, int]], families: Mapping[str, NameRef]
) -> Iterator[Mention]:
    """Yield where a text has the forms, each word of it looked at once."""
    by_first: dict[str, list[str]] = defaultdict(list)
    for form in forms:
        first = _FIRST.match(form)
        by_first[first[0] if first else form].append(form)
    for match in _SERIES.finditer(flat) if families else ():
        if match[1] in families:
            yield Mention(match.start(), match.end(), match[0], (replace(families[match[1]], label=match[0]),))
    for match in _FIRST.finditer(flat):
        word, start = match[0], match.start()
        number = _NUMBER.match(flat, match.end()) if word in families else None
        if number is not None:
            text = flat[start : number.end()]
            yield Mention(start, number.end(), text, (replace(families[word], label=text),))
        for form in (*by_first.get(word, ()), *by_first.get(word.removesuffix("s"), ())):
            ref, after = forms[form]
            if start >= after and flat.startswith(form, start) and (rest := _REST.match(flat, start + len(form))):
                yield Mention(start, rest.end(), form, (ref,), rest[2] or "", bool(rest[1]))


def with_places(mentions: Sequence[Mention], flat: str, is_verb: Callable[[str], bool]) -> list[Mention]:
    """Join a firm and the place right after it: "Nexperia China has …", "Quellmair Suzhou liefert".

    Args:
        mentions: Names in text order.
        flat: The text with plain signs.
        is_verb: Whether a word in lower case is a verb.
    """
    out: list[Mention] = []
    for mention in mentions:
        before = out[-1] if out else None
        after = _AFTER_PLACE.match(flat, mention.end)
        if (
            before is not None
            and before.refs[0].cls in _FIRMS
            and not (before.possessive or before.head or mention.possessive or mention.head)
            and mention.refs[0].kind in {"place", "label", "alias"}
            and mention.refs[0].cls == "Country"
            and flat[before.end : mention.start] == " "
            and after is not None
            and (after[1] is None or is_verb(after[1]))
        ):
            text = flat[before.start : mention.end]
            ref = NameRef(text, "Company", kind="branch", country=mention.refs[0].country)
            out[-1] = Mention(before.start, mention.end, text, (ref,))
        else:
            out.append(mention)
    return out


def of_one_class(mentions: Sequence[Mention]) -> list[Mention]:
    """Return mentions in which a name has one class throughout: the commonest one that says more than "Entity"."""
    classes: dict[str, Counter[str]] = defaultdict(Counter)
    for mention in mentions:
        if mention.refs[0].known is None and mention.refs[0].cls != "Entity":
            classes[mention.refs[0].label][mention.refs[0].cls] += 1
    out = []
    for mention in mentions:
        ref = mention.refs[0]
        if ref.known is None and ref.label in classes:
            cls = classes[ref.label].most_common(1)[0][0]
            narrower = cls == "Product" and "AIModel" in classes[ref.label]
            ref = replace(ref, cls="AIModel" if narrower else cls)
            out.append(replace(mention, refs=(ref, *mention.refs[1:])))
        else:
            out.append(mention)
    return out


def _may_stand_alone(word: str, is_noun: Callable[[str], bool]) -> bool:
    """Whether the first word of a name can mean the whole: it is long enough and no common noun."""
    return len(word) >= _SHORTEST_ALONE and word not in NOT_NAMES and not is_noun(word.lower())
