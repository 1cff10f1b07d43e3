"""German inflection: the forms of a verb with its particle, the base of a noun. Lists of strong verbs are data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

__all__ = ["noun_bases", "verb_forms"]

_INSEPARABLE = ("be", "ge", "er", "ver", "zer", "ent", "emp", "miss", "über", "unter", "wider", "hinter", "durch", "um")
_UMLAUTS = str.maketrans("äöü", "aou")
_ENDINGS = ("", "s", "es", "e", "en", "n", "er", "ern", "nen", "se", "sen", "ses")
_SHORTEST = 3


def verb_forms(verb: str, strong: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str, str]]:
    """Yield the forms of a German verb.

    Args:
        verb: The infinitive; a bar parts a separable particle ("ein|setzen").
        strong: Infinitive of a simple verb → (third person, preterite, participle, and maybe Konjunktiv II).

    Yields:
        Form, tag and particle. Tags: ``f`` finite, ``k`` finite Konjunktiv, ``i`` infinitive, ``z`` infinitive with zu,
        ``n`` participle, ``p`` present participle. The particle is what must stand elsewhere in the clause, or empty.

    Example:
        >>> forms = set(verb_forms("ein|setzen", {}))
        >>> ("setzt", "f", "ein") in forms, ("eingesetzt", "n", "") in forms, ("einzusetzen", "z", "") in forms
        (True, True, True)
        >>> two = set(verb_forms("an|schaffen", {"schaffen": ("schafft", "schuf/schaffte", "geschaffen/geschafft")}))
        >>> ("angeschafft", "n", "") in two, ("schaffte", "f", "an") in two
        (True, True)
        >>> ("vergab", "f", "") in set(verb_forms("vergeben", {"geben": ("gibt", "gab", "gegeben")}))
        True
    """
    particle, bar, base = verb.rpartition("|")
    prefix, simple = _split(base, strong)
    third, preterites, participles, conjunctive = _principal_parts(prefix, simple, strong)
    stem = _stem(base)
    finite = {third, base, stem + "e", *(person for preterite in preterites for person in _persons(preterite))}
    conjunctives = {stem + "e", stem + "en", *({conjunctive, conjunctive + "n"} if conjunctive else set())}
    for forms, tag in ((finite, "f"), (conjunctives, "k")):
        for form in sorted(forms):
            yield form, tag, particle
            if bar:
                yield particle + form, tag, ""
    yield particle + base, "i", ""
    for ending in ("", "e", "en", "er", "es", "em"):
        yield particle + base + "d" + ending, "p", ""
        for participle in participles:
            yield particle + participle + ending, "a" if ending else "n", ""
    if bar:
        yield f"{particle}zu{base}", "z", ""


def noun_bases(noun: str) -> Iterator[str]:
    """Yield what the base form of a German noun may be, likely ones first.

    Example:
        >>> "werk" in list(noun_bases("werken")), "zoll" in list(noun_bases("zölle"))
        (True, True)
    """
    if noun.endswith("innen"):
        yield noun.removesuffix("innen")
    for ending in _ENDINGS:
        if ending and not noun.endswith(ending):
            continue
        base = noun[: len(noun) - len(ending)]
        if len(base) >= _SHORTEST:
            yield base
            if (plain := base.translate(_UMLAUTS)) != base:
                yield plain


def _split(base: str, strong: Mapping[str, tuple[str, ...]]) -> tuple[str, str]:
    if base in strong:
        return "", base
    for prefix in _INSEPARABLE:
        rest = base.removeprefix(prefix)
        if rest != base and (rest in strong or len(rest) > _SHORTEST + 1):
            return prefix, rest
    return "", base


def _stem(base: str) -> str:
    return base[:-2] if base.endswith("en") else base[:-1]


def _principal_parts(
    prefix: str, simple: str, strong: Mapping[str, tuple[str, ...]]
) -> tuple[str, list[str], list[str], str]:
    """Return third person, preterites, participles and Konjunktiv II; a slash in the list parts two forms."""
    if simple in strong:
        third, preterite, participle, *rest = strong[simple]
        preterites = [prefix + form for form in preterite.split("/")]
        participles = [prefix + (form.removeprefix("ge") if prefix else form) for form in participle.split("/")]
        return prefix + third, preterites, participles, prefix + rest[0] if rest else ""
    stem = _stem(simple)
    link = "e" if stem.endswith(("d", "t", "chn", "ffn", "gn", "dm", "tm")) else ""
    ge = "" if prefix or simple.endswith("ieren") else "ge"
    return f"{prefix}{stem}{link}t", [f"{prefix}{stem}{link}te"], [f"{prefix}{ge}{stem}{link}t"], ""


def _persons(preterite: str) -> set[str]:
    return {preterite, preterite + ("n" if preterite.endswith("e") else "en")}
