"""What every command gets: the settings."""

from __future__ import annotations

from dataclasses import dataclass

import click

from chippolitik.settings import Settings

__all__ = ["Context", "pass_context"]


@dataclass(frozen=True, slots=True)
class Context:
    """The state of one run of the command line.

    Attributes:
        settings: Settings from the global options.
    """

    settings: Settings


pass_context = click.make_pass_decorator(Context)
