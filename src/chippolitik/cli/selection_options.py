"""The options that say which claims leave, and what they mean in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import click

from chippolitik.errors import UsageError
from chippolitik.model import Kind, Modality

if TYPE_CHECKING:
    from chippolitik.exports import Selection
    from chippolitik.graph import View

__all__ = ["Filters", "selection_options"]

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a user asked for.

    Attributes:
        as_of: A day, or None.
        known_at: A day, or None.
        kinds: Names of kinds.
        modalities: Names of modalities.
        entities: Names of things.
        hops: How far from one of them a claim may be.
    """

    as_of: str | None = None
    known_at: str | None = None
    kinds: tuple[str, ...] = ()
    modalities: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    hops: int = 1

    def selection(self, view: View) -> Selection:
        """Return what it means in a graph.

        Raises:
            UsageError: A day is none, the graph knows no such thing, or hops start nowhere.
        """
        from chippolitik.exports import selection_of, with_neighbours  # noqa: PLC0415 - keeps --help fast

        if self.hops > 1 and not self.entities:
            raise UsageError("--hops starts from a thing", "name one with --entity")
        chosen = selection_of(
            view,
            as_of=self.as_of,
            known_at=self.known_at,
            kinds=self.kinds,
            modalities=self.modalities,
            entities=self.entities,
        )
        return with_neighbours(view, chosen, self.hops)

    @property
    def words(self) -> str:
        """Return it in words, or the empty string.

        Example:
            >>> Filters(as_of="2024-10-01", kinds=("Order", "Delivery")).words
            'Only claims with as of 2024-10-01; kind Order or Delivery.'
        """
        parts = [
            *([f"as of {self.as_of}"] if self.as_of else []),
            *([f"known at {self.known_at}"] if self.known_at else []),
            *([f"kind {' or '.join(self.kinds)}"] if self.kinds else []),
            *([f"modality {' or '.join(self.modalities)}"] if self.modalities else []),
            *([f"naming {' or '.join(self.entities)}"] if self.entities else []),
            *([f"at most {self.hops} hops from there"] if self.hops > 1 else []),
        ]
        return f"Only claims with {'; '.join(parts)}." if parts else ""


def selection_options(command: F) -> F:
    """Add the options, which a command gets under the names of the fields of ``Filters``."""
    options = (
        click.option("--as-of", metavar="DAY", help="Only what may be the case on that day, as in 'query'."),
        click.option(
            "--known-at", metavar="DAY", help="Only articles published by that day, and those without a date."
        ),
        click.option(
            "--kind",
            "kinds",
            multiple=True,
            type=click.Choice([kind.value for kind in Kind], case_sensitive=False),
            metavar="KIND",
            help="Only claims of that kind; may be given several times.",
        ),
        click.option(
            "--modality",
            "modalities",
            multiple=True,
            type=click.Choice([modality.value for modality in Modality]),
            help="Only claims that the text presents so; may be given several times.",
        ),
        click.option(
            "--entity",
            "entities",
            multiple=True,
            metavar="NAME",
            help="Only claims that name that thing in a role, by label, alias, id or IRI; may be given several times.",
        ),
        click.option(
            "--hops",
            type=click.IntRange(1, 9),
            default=1,
            show_default=True,
            help="With --entity: 2 adds claims that name what these claims name, and so on.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command
