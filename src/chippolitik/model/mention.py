"""What is found in a text before claims are: names, amounts, times; all with offsets, none resolved."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from chippolitik.model.time import TimeSpan

__all__ = ["Amount", "Mention", "NameRef", "TimeMention"]


@dataclass(frozen=True, slots=True)
class NameRef:
    """An entity that a surface form may stand for.

    Attributes:
        label: Canonical English label, or the name itself where the knowledge base does not know it.
        cls: Local name of its ontology class.
        known: Its id in the knowledge base, or None.
        kind: ``label`` ``alias`` ``metonym`` ``demonym`` ``place`` for known names, else ``name``, or ``branch`` for
            a firm with its place, which nothing means but its name, or ``described`` for what has no name.
        country: Id of the country that it belongs to or stands for, or None; never a ground for a claim by itself.
        parent: Id of what it belongs to, or None; never a ground for a claim by itself.
    """

    label: str
    cls: str
    known: str | None = None
    kind: str = "name"
    country: str | None = None
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text, with what is written together with it.

    Attributes:
        start: Offset of the first character.
        end: Offset after the last one, compound head and genitive ending included.
        text: The name alone, as written.
        refs: What it may stand for, likelier first; never empty.
        head: What follows the name in a compound ("Chips" in "Huawei-Chips"), or empty.
        possessive: Whether it stands in the genitive ("Huawei's", "Huaweis").
    """

    start: int
    end: int
    text: str
    refs: tuple[NameRef, ...]
    head: str = ""
    possessive: bool = False


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, percentage or sum of money as the text bounds it.

    Attributes:
        start: Offset of the first character.
        end: Offset after the last one.
        min: Least amount, or None.
        max: Greatest amount, or None.
        approximate: Whether the text rounds.
        unit: Unit that is written with it, or None.
        currency: ISO 4217 code, or None.
    """

    start: int
    end: int
    min: Decimal | None
    max: Decimal | None
    approximate: bool = False
    unit: str | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time in a text.

    Attributes:
        start: Offset of the first character.
        end: Offset after the last one.
        span: The time, resolved against the day of publication where it is relative, as past events mean it.
        relation: ``at``, ``since`` (it is a start), ``until`` (it is an end).
        future: The same as plans mean it: "in March" said in May is the next one.
    """

    start: int
    end: int
    span: TimeSpan
    relation: str = "at"
    future: TimeSpan | None = None
