"""``load``: RDF files made elsewhere into the store, through the gate."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from chippolitik.cli.context import Context, pass_context
from chippolitik.cli.words import counted

if TYPE_CHECKING:
    from chippolitik.graph import View
    from chippolitik.store.loading import RdfFile

__all__ = ["load"]

_SHOWN = 10  # rewritten literals that are named


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--no-gate", is_flag=True, help="Load without a check against the shapes.")
@pass_context
def load(context: Context, *, files: tuple[Path, ...], no_gate: bool) -> None:
    """Load RDF files (ttl, nt, nq, trig, rdf, jsonld; also .gz), all of them or none.

    Each file becomes one graph, which 'retract' removes by the file's name; another content under the same path takes
    the place of the old one. If the files break a shape, nothing is loaded and the exit code is 1.

    \b
    Examples:
      chippolitik load firms.ttl claims.nq.gz
      chippolitik load foreign.rdf --no-gate
    """
    from chippolitik.pipeline.foundation import foundation  # noqa: PLC0415 - keeps --help fast
    from chippolitik.pipeline.versions import manifest  # noqa: PLC0415 - as above
    from chippolitik.store import open_writer  # noqa: PLC0415 - as above
    from chippolitik.store.loading import read_rdf_file  # noqa: PLC0415 - as above

    read = list({file.id: file for file in map(read_rdf_file, files)}.values())
    with open_writer(context.settings.store, manifest(), foundation()) as store:
        if not no_gate and (report := _refusals(read, store)):
            click.echo(report, err=True)
            click.echo("nothing was loaded", err=True)
            click.get_current_context().exit(1)
        results = store.put_files([file.record() for file in read])
    for file, result in zip(read, results, strict=True):
        gone = f", in place of {', '.join(result.replaced)}" if result.replaced else ""
        flat = f", {counted(file.graphs, 'named graph')} merged" if file.graphs else ""
        click.echo(f"{file.path}: {result.change}, {counted(file.triples, 'statement')}{flat}{gone}", err=True)
        _report_rewritten(file)


def _refusals(files: Sequence[RdfFile], store: View) -> str:
    """Return the violations of all files as one graph, or the empty string."""
    from chippolitik.validation import Severity, neighbourhood  # noqa: PLC0415 - only with the gate
    from chippolitik.validation.constraints import plain  # noqa: PLC0415 - as above
    from chippolitik.validation.report import render  # noqa: PLC0415 - as above
    from chippolitik.validation.whole import validate_graph  # noqa: PLC0415 - as above

    quads, homes = [], dict[str, str]()
    for file in files:
        for quad in file.quads():
            quads.append(quad)
            homes.setdefault(plain(quad.subject), str(file.path))
    found = validate_graph([*quads, *neighbourhood(store, quads)])
    broken = [finding for finding in found if finding.severity is Severity.VIOLATION and finding.focus in homes]
    return render(broken, "text", files=homes) if broken else ""


def _report_rewritten(file: RdfFile) -> None:
    """Say which literals the store keeps in another form: the value is the same, the spelling is not."""
    if not file.rewritten:
        return
    click.echo(f"{file.path}: {counted(len(file.rewritten), 'literal')} kept in another form:", err=True)
    for written, kept in sorted(file.rewritten.items())[:_SHOWN]:
        click.echo(f"  {written} → {kept}", err=True)
    if len(file.rewritten) > _SHOWN:
        click.echo(f"  and {len(file.rewritten) - _SHOWN:,} more", err=True)
