"""The guided tour: our own articles through the whole path, with each command shown before it runs."""

from __future__ import annotations

import shlex
import shutil
import tempfile
import time
from pathlib import Path

import click

from chippolitik.assets import asset_path

__all__ = ["demo"]

STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Articles go in: claims are extracted, checked against the shapes, stored.", ("ingest", "{articles}")),
    ("How much of each order was delivered, at least and at most?", ("query", "order-fulfilment")),
    ("Who advises whom to prefer or avoid what?", ("query", "recommendations-in-force")),
    ("Which claims are disputed, and by whom?", ("query", "disputed-claims")),
    ("Which measures control the H20?", ("query", "measures-against", "-p", "product=H20")),
    (
        "How do we know that ByteDance ordered the Ascend 910B?",
        ("explain", "ByteDance ordered Ascend 910B"),
    ),
)


@click.command()
@click.option("--keep", type=click.Path(path_type=Path), help="Keep the store in this new folder.")
def demo(keep: Path | None) -> None:
    """Ingest our own articles into a fresh store and answer five questions, offline.

    \b
    Example:
      chippolitik demo --keep demo-store
    """
    if keep is not None and keep.exists():
        raise click.UsageError(f"{keep} exists; the demo needs a new folder")
    folder = Path(tempfile.mkdtemp(prefix="chippolitik-"))
    store = keep or folder / "store"
    try:
        began = time.monotonic()
        code = _run_steps(store)
        click.echo(f"\nDone in {time.monotonic() - began:.0f} s.{_next_steps(keep)}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    click.get_current_context().exit(code)


def _run_steps(store: Path) -> int:
    from chippolitik.cli.root import run  # noqa: PLC0415 - root imports commands, this one included

    for title, words in STEPS:
        arguments = [word.format(articles=asset_path("data/articles")) for word in words]
        click.secho(f"\n{title}", bold=True)
        shown = [word.format(articles="data/articles") for word in words]
        click.secho(f"$ chippolitik {shlex.join(shown)}", fg="cyan")
        code = run(["--store", str(store), *arguments])
        if code:
            return code
    return 0


def _next_steps(keep: Path | None) -> str:
    store = f"--store {keep} " if keep else ""
    return f"""

Try next:
  chippolitik queries                          all questions, with their parameters
  chippolitik {store}ingest YOUR-ARTICLES/      your own texts (txt, md, html, jsonl; German and English)
  chippolitik {store}claims --format jsonl      every claim with its quote
  chippolitik {store}quarantine list            what the gate refused, and why"""
