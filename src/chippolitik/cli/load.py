"""``load``: RDF files made elsewhere into the store, through the gate."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from chippolitik.cli.context import Context, pass_context
from chippolitik.cli.words import counted

if TYPE_CHECKING:
    from chippolitik.store.loading import RdfFile
    from chippolitik.store.writing import EmbeddedWriter

__all__ = ["load"]

_SHOWN = 10  # rewritten literals that are named


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--no-gate", is_flag=True, help="Load without a check against the shapes.")
@click.option("--shapes", type=click.Path(path_type=Path), help="Folder or file with shapes of your own, beside ours.")
@pass_context
def load(context: Context, *, files: tuple[Path, ...], no_gate: bool, shapes: Path | None) -> None:
    """Load RDF files (ttl, nt, nq, trig, rdf, jsonld; also .gz and .zst), all of them or none.

    Each file becomes one graph, which 'retract' removes by the file's name; another content under the same path takes
    the place of the old one. If the files break a shape, in themselves or in what the store has around them, nothing is
    loaded and the exit code is 1.

    \b
    Examples:
      chippolitik load firms.ttl claims.nq.gz
      chippolitik load foreign.rdf --no-gate
      chippolitik load firms.ttl --shapes my-shapes/
    """
    if no_gate and shapes:
        raise click.UsageError("--shapes are for the gate, which --no-gate leaves out")
    from chippolitik.pipeline.foundation import foundation  # noqa: PLC0415 - keeps --help fast
    from chippolitik.pipeline.versions import manifest  # noqa: PLC0415 - as above
    from chippolitik.store import open_writer  # noqa: PLC0415 - as above
    from chippolitik.store.loading import read_rdf_file  # noqa: PLC0415 - as above

    read = list({file.id: file for file in map(read_rdf_file, files)}.values())
    with open_writer(context.settings.store, manifest(), foundation()) as store:
        if not no_gate and (report := _refusals(read, store, shapes)):
            click.echo(report, err=True)
            click.echo("nothing was loaded", err=True)
            click.get_current_context().exit(1)
        results = store.put_files([file.record() for file in read])
    for file, result in zip(read, results, strict=True):
        gone = f", in place of {', '.join(result.replaced)}" if result.replaced else ""
        flat = f", {counted(file.graphs, 'named graph')} merged" if file.graphs else ""
        click.echo(f"{file.path}: {result.change}, {counted(file.triples, 'statement')}{flat}{gone}", err=True)
        _report_rewritten(file)


def _refusals(files: Sequence[RdfFile], store: EmbeddedWriter, shapes: Path | None) -> str:
    """Return the violations that all files together bring, or the empty string; name shapes that ran in full."""
    from chippolitik.pipeline.file_gate import refusal  # noqa: PLC0415 - only with the gate
    from chippolitik.validation.report import render  # noqa: PLC0415 - as above

    found = refusal(store, files, shapes=shapes)
    for shape, reason in found.in_full:
        click.echo(f"{shape} ran over the whole store: {reason}", err=True)
    return render(list(found.findings), "text", files=found.homes) if found.findings else ""


def _report_rewritten(file: RdfFile) -> None:
    """Say which literals the store keeps in another form: the value is the same, the spelling is not."""
    if not file.rewritten:
        return
    click.echo(f"{file.path}: {counted(len(file.rewritten), 'literal')} kept in another form:", err=True)
    for written, kept in sorted(file.rewritten.items())[:_SHOWN]:
        click.echo(f"  {written} → {kept}", err=True)
    if len(file.rewritten) > _SHOWN:
        click.echo(f"  and {len(file.rewritten) - _SHOWN:,} more", err=True)
