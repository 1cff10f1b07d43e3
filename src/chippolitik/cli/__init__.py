"""The command line: one file a group of verbs; the only place that knows click.

``root.COMMANDS`` names the module of each command. Data goes to stdout, everything else to stderr.
"""

from __future__ import annotations

from chippolitik.cli.root import main

__all__ = ["main"]
