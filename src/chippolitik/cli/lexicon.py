"""``lexicon``: check the files that tell the extractor of words, try a sentence, count what there is."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from chippolitik.cli.words import counted
from chippolitik.errors import UsageError

if TYPE_CHECKING:
    from chippolitik.pipeline.lexicon_checks import Finding

__all__ = ["lexicon"]

_FOLDER = click.option(
    "--lexicon",
    "folder",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    metavar="DIR",
    help="Folder of the YAML files; by default the one that is shipped.",
)
_FORMAT = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print."
)


@click.group()
def lexicon() -> None:
    """Check, try and count the words by which claims are read.

    How to add an entry is in the README of data/lexicon.

    \b
    Example:
      chippolitik lexicon try "Tencent switched to Huawei chips."
    """


@lexicon.command()
@_FOLDER
@_FORMAT
@click.option("--warnings", is_flag=True, help="List the warnings too, such as frames without an example.")
def check(folder: Path | None, *, form: str, warnings: bool) -> int:
    """Find what is wrong with the lexicon: its form, its words, its examples.

    Each sentence under "examples" must give its claim, each one under "never" none. The exit code is 1 if anything is
    wrong; warnings do not count.

    \b
    Examples:
      chippolitik lexicon check
      chippolitik lexicon check --lexicon my-lexicon --warnings
    """
    findings = _findings(folder)
    errors = [finding for finding in findings if finding.level == "error"]
    shown = findings if warnings else errors
    if form == "json":
        click.echo(json.dumps([dataclasses.asdict(finding) for finding in shown], ensure_ascii=False, indent=2))
    else:
        for finding in shown:
            name = f" {finding.entry}:" if finding.entry else ""
            click.echo(f"{finding.file}:{finding.line}: {finding.level}:{name} {finding.message}")
    rest = len(findings) - len(errors)
    hint = " (--warnings lists them)" if rest and not warnings else ""
    click.echo(f"{counted(len(errors), 'error')}, {counted(rest, 'warning')}{hint}", err=True)
    return 1 if errors else 0


@lexicon.command("try")
@click.argument("sentences", nargs=-1, required=True, metavar="SENTENCE…")
@click.option("--language", type=click.Choice(["en", "de"]), help="Its language; by default it is found out.")
@click.option(
    "--published", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Day against which times are read."
)
@_FOLDER
@_FORMAT
def try_(
    sentences: tuple[str, ...], *, language: str | None, published: dt.datetime | None, folder: Path | None, form: str
) -> None:
    """Show what each stage sees in a sentence, which frames are tried, and why each fires or not.

    Several sentences are one text, so that "it" may mean what the one before has named.

    \b
    Examples:
      chippolitik lexicon try "Tencent switched to Huawei chips."
      chippolitik lexicon try --language de "ByteDance ordert 100.000 H20."
    """
    from chippolitik.cli.tracing import trace_json, trace_lines  # noqa: PLC0415 - keeps --help fast
    from chippolitik.lexicon import load_lexicon  # noqa: PLC0415 - as above
    from chippolitik.model import Document, PartialDate  # noqa: PLC0415 - as above
    from chippolitik.pipeline.tracing import Tracer  # noqa: PLC0415 - as above
    from chippolitik.tables import load_tables  # noqa: PLC0415 - as above

    text = " ".join(sentence.strip() for sentence in sentences)
    if not text:
        raise UsageError("the sentence is empty", "put it in quotes")
    day = PartialDate(published.date().isoformat()) if published else None
    document = Document(name="sentence", key="sentence", text=text, published=day, language=language)
    traced = Tracer(load_tables(), load_lexicon(folder)).trace(document)
    for line in trace_json(traced) if form == "json" else trace_lines(traced, heading=False):
        click.echo(line)


@lexicon.command()
@_FOLDER
@_FORMAT
def stats(folder: Path | None, *, form: str) -> None:
    """Count the frames, verbs, nouns and examples of each kind and language.

    \b
    Example:
      chippolitik lexicon stats
    """
    from chippolitik.lexicon import load_lexicon  # noqa: PLC0415 - keeps --help fast
    from chippolitik.pipeline.lexicon_checks.counts import counts_of  # noqa: PLC0415 - as above

    counts = [dataclasses.asdict(count) for count in counts_of(load_lexicon(folder))]
    if form == "json":
        click.echo(json.dumps(counts, indent=2))
        return
    numbers = [name for name in counts[0] if name not in {"kind", "language"}]
    click.echo(f"{'kind':16}lang" + "".join(f"{name:>10}" for name in numbers))
    for count in counts:
        click.echo(f"{count['kind']:16}{count['language']:4}" + "".join(f"{count[name]:>10,}" for name in numbers))
    click.echo(f"{'all':20}" + "".join(f"{sum(count[name] for count in counts):>10,}" for name in numbers))


def _findings(folder: Path | None) -> list[Finding]:
    from chippolitik.assets import asset_path  # noqa: PLC0415 - keeps --help fast
    from chippolitik.lexicon import load_lexicon  # noqa: PLC0415 - as above
    from chippolitik.pipeline.lexicon_checks import check_lexicon, failing_examples, placed  # noqa: PLC0415 - as above
    from chippolitik.tables import load_tables  # noqa: PLC0415 - as above

    root, tables = folder or asset_path("data/lexicon"), load_tables()
    findings = check_lexicon(root, tables)
    if any(finding.level == "error" for finding in findings):
        return findings  # what is broken cannot be run
    return sorted([*findings, *placed(failing_examples(tables, load_lexicon(root)), root)])
