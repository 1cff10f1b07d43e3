"""The name of an organisation or a product in its parts: words, legal form, numbers.

Comparing names is in ``name_scores``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["NameParts", "name_parts"]

# Legal form as words → what it is. ``firm`` stands for forms that translations and lists mix up freely.
_FORMS = {
    "co ltd": "firm", "company limited": "firm", "co limited": "firm", "ltd": "firm", "limited": "firm",
    "ltd co": "firm", "co": "firm", "company": "firm", "corp": "firm", "corporation": "firm", "inc": "firm",
    "incorporated": "firm", "corp ltd": "firm", "pte ltd": "firm", "pty ltd": "firm", "pvt ltd": "firm",
    "kk": "firm", "kabushiki kaisha": "firm", "joint stock company": "firm", "jsc": "firm",
    "llc": "llc", "l l c": "llc", "ooo": "llc", "gmbh": "gmbh", "g m b h": "gmbh", "mbh": "gmbh",
    "gmbh co kg": "gmbh co kg", "ag": "ag", "aktiengesellschaft": "ag", "se": "se", "kg": "kg", "kgaa": "kgaa",
    "ev": "ev", "plc": "plc", "llp": "llp", "lp": "lp", "sa": "sa", "s a": "sa", "sas": "sas", "sarl": "sarl",
    "spa": "spa", "s p a": "spa", "srl": "srl", "bv": "bv", "b v": "bv", "nv": "nv", "n v": "nv", "oy": "oy",
    "oyj": "oyj", "ab": "ab", "asa": "asa", "aps": "aps", "pao": "pao", "oao": "pao", "zao": "zao",
}  # fmt: skip
_FORMS_CJK = ("股份有限公司", "有限责任公司", "有限公司", "股份公司", "公司", "株式会社", "주식회사")
# Words that many names share and that tell little.
_COMMON = frozenset({
    "technologies", "technology", "technologie", "technologien", "tech", "group", "gruppe", "holding", "holdings",
    "international", "electronics", "elektronik", "semiconductor", "semiconductors", "halbleiter", "systems", "system",
    "industries", "industry", "the", "of", "and", "und", "for", "für", "global", "semi", "microelectronics", "ic",
    "integrated", "circuit", "circuits", "manufacturing", "science", "sciences",
})  # fmt: skip
_COMMON_CJK = ("集团", "控股", "科技", "技术", "国际", "半导体", "电子", "微电子", "集成电路", "制造", "信息")
_TRADITIONAL = str.maketrans(
    "華為國際電積體電訊龍團術導廣東寧遠聯發爾達業產創輝", "华为国际电积体电讯龙团术导广东宁远联发尔达业产创辉"
)
_NUMBERS = {
    "ii": "2", "iii": "3", "iv": "4", "vi": "6", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5",
    "first": "1", "second": "2", "third": "3", "fourth": "4", "eins": "1", "zwei": "2", "drei": "3", "vier": "4",
}  # fmt: skip
_CJK_NUMBER = re.compile(r"(?:第([一二三四五六七八九十]+))|([一二三四五六七八九十]+)(?=所|研究所|厂|期|院)")
_CJK_DIGITS = dict(zip("一二三四五六七八九", range(1, 10), strict=True))
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
_WORD = re.compile(r"[^\W_]+")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_LONGEST_FORM = 4  # words


@dataclass(frozen=True, slots=True)
class NameParts:
    """A name in parts.

    Attributes:
        words: Its words in order, folded, without legal form.
        form: Its legal form, or None.
        numbers: What in it holds digits, sorted: identity hangs on it.
        letters: The words run together.
        initials: First letters of all its words, legal forms included.
    """

    words: tuple[str, ...]
    form: str | None
    numbers: tuple[str, ...]
    letters: str
    initials: str

    def weight(self, word: str) -> float:
        """Return how much a word tells: common ones little."""
        return 0.3 if word in _COMMON else 0.15 if word in _COMMON_CJK else 1.0


def name_parts(name: str) -> NameParts:
    """Take a name apart.

    Example:
        >>> parts = name_parts("Huawei Technologies Co., Ltd.")
        >>> parts.words, parts.form
        (('huawei', 'technologies'), 'firm')
        >>> name_parts("Ascend 910B").numbers, name_parts("13th Research Institute").numbers
        (('910b',), ('13',))
        >>> name_parts("华为技术有限公司").words
        ('华为', '技术')
    """
    raw = list(_words(name))
    words, form = _without_form(raw)
    words = [_NUMBERS.get(word, _ORDINAL.sub(r"\1", word)) for word in words]
    return NameParts(
        words=tuple(words),
        form=form,
        numbers=tuple(sorted(word for word in words if any(char.isdigit() for char in word))),
        letters="".join(words),
        initials="".join(word[0] for word in raw if word not in {"of", "and", "the", "für", "und"}),
    )


def _words(name: str) -> Iterator[str]:
    plain = unicodedata.normalize("NFKC", name).casefold().translate(_TRADITIONAL).replace("ß", "ss").replace("&", " ")
    plain = "".join(char for char in unicodedata.normalize("NFD", plain) if not unicodedata.combining(char))
    plain = unicodedata.normalize("NFC", plain).replace("'", "").replace("’", "")
    plain = _CJK_NUMBER.sub(lambda match: f" {_number(match[1] or match[2])} ", plain)
    for word in _WORD.findall(plain):
        at = 0
        for run in _CJK.finditer(word):
            yield from filter(None, [word[at : run.start()]])
            yield from _cjk_words(run[0])
            at = run.end()
        yield from filter(None, [word[at:]])


def _cjk_words(run: str) -> Iterator[str]:
    """Part a Chinese, Japanese or Korean name from its legal form and its common words."""
    for form in _FORMS_CJK:
        if run.endswith(form) and run != form:
            yield from _cjk_words(run.removesuffix(form))
            yield "ltd"
            return
    for common in _COMMON_CJK:
        before, found, after = run.partition(common)
        if found and (before or after):
            yield from _cjk_words(before) if before else ()
            yield common
            yield from _cjk_words(after) if after else ()
            return
    yield run


def _without_form(words: list[str]) -> tuple[list[str], str | None]:
    """Take the legal form off the end; a name that is nothing else keeps it."""
    form, rest = None, words
    for _ in range(2):  # "Corp. Ltd.", and what a list adds to it
        for length in range(min(_LONGEST_FORM, len(rest) - 1), 0, -1):
            found = _FORMS.get(" ".join(rest[-length:]))
            if found:
                form = form if form and form != "firm" else found
                rest = rest[:-length]
                break
    return rest, form


def _number(digits: str) -> str:
    """Return a Chinese number below 100 in digits.

    Example:
        >>> _number("五十四"), _number("十"), _number("三")
        ('54', '10', '3')
    """
    tens, ten, ones = digits.rpartition("十")
    if not ten:
        return "".join(str(_CJK_DIGITS[char]) for char in digits)
    return str(10 * _CJK_DIGITS.get(tens, 1) + _CJK_DIGITS.get(ones, 0))
