"""``kb``: build the graph of the knowledge base, show one of its things, check its rows."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import sys
from pathlib import Path

import click
from pyoxigraph import RdfFormat, serialize

from chippolitik.cli.kb_facts import facts_of
from chippolitik.cli.words import counted, did_you_mean
from chippolitik.errors import InputError, UsageError
from chippolitik.knowledge import ADVICE, Finding, knowledge_quads, low_confidence_quads, report
from chippolitik.namespaces import CHIP, ID, VOCAB
from chippolitik.tables import Tables, load_tables

__all__ = ["kb"]

_FORMATS = {"ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES, "nq": RdfFormat.N_QUADS, "trig": RdfFormat.TRIG}
_PREFIXES = {
    "chip": CHIP,
    "id": ID,
    "vocab": VOCAB,
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_FOLDER = click.option(
    "--tables",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Folder of the CSV files; by default the one that is shipped.",
)
_CORRECTIONS = click.option(
    "--corrections",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Corrections of your own, with the columns of corrections.csv; they come after those of the folder.",
)


@click.group()
def kb() -> None:
    """Build, show and check the knowledge base.

    \b
    Example:
      chippolitik kb show "Ascend 910B"
    """


@kb.command()
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="File; by default stdout.")
@click.option("--format", "form", type=click.Choice(list(_FORMATS)), default="ttl", show_default=True)
@click.option("--low", is_flag=True, help="What rows of low confidence state, instead of the accepted graph.")
@_FOLDER
@_CORRECTIONS
def build(*, output: Path | None, form: str, low: bool, folder: Path | None, corrections: Path | None) -> None:
    """Turn the tables into RDF; the same tables give the same bytes.

    \b
    Example:
      chippolitik kb build --format nq --output kb.nq
    """
    tables = load_tables(folder, corrections)
    quads = low_confidence_quads(tables) if low else knowledge_quads(tables)
    parts = quads if form in {"nq", "trig"} else [quad.triple for quad in quads]
    prefixes = _PREFIXES if form in {"ttl", "trig"} else None
    content: bytes = serialize(parts, format=_FORMATS[form], prefixes=prefixes) or b""
    if output is None:
        sys.stdout.buffer.write(content)
    else:
        try:
            output.write_bytes(content)
        except OSError as error:
            raise InputError(f"cannot be written: {error.strerror}", "choose another file", file=str(output)) from error
    click.echo(f"{counted(len(quads), 'quad')} of {counted(_size(tables), 'row')}", err=True)


@kb.command()
@click.argument("entity")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DAY",
    help="Say where an instrument stands on that day, as YYYY-MM-DD.",
)
@_FOLDER
@_CORRECTIONS
def show(*, entity: str, form: str, as_of: dt.datetime | None, folder: Path | None, corrections: Path | None) -> None:
    """Show what the knowledge base says about ENTITY, given by id, label or another name.

    \b
    Example:
      chippolitik kb show "Ascend 910B"
      chippolitik kb show p2025_affiliates --as-of 2025-12-01
    """
    tables = load_tables(folder, corrections)
    day = as_of.date() if as_of else None
    found = [facts_of(tables, identifier, day) for identifier in _identify(tables, entity)]
    if form == "json":
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for facts in found:
        width = max(len(name) for name in facts)
        for name, value in facts.items():
            for number, line in enumerate(value if isinstance(value, list) else [value]):
                click.echo(f"{name if number == 0 else '':<{width}}  {line}")
        click.echo()


@kb.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "--lang", type=click.Choice(["en", "de"]), default="en", show_default=True, help="Language of the advice."
)
@_FOLDER
@_CORRECTIONS
def check(*, form: str, lang: str, folder: Path | None, corrections: Path | None) -> int:
    """Check references, classes of fillers, citations, numbers and names; exit 1 on errors.

    Warnings that are right as they are stand in accepted.csv with a reason, and are counted apart. Each check that
    finds something says how to mend it.

    \b
    Example:
      chippolitik kb check --format json
    """
    judged = report(load_tables(folder, corrections))
    findings = judged.findings
    if form == "json":
        click.echo(json.dumps([_record(finding) for finding in findings], ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            click.echo(_line(finding))
        for name in sorted({finding.check for finding in findings}):
            click.echo(f"{name}: {ADVICE[name][lang == 'de']}")
    errors = sum(finding.severity == "error" for finding in findings)
    passed = f"{len(judged.accepted)} accepted for a written reason"
    click.echo(f"{counted(errors, 'error')}, {counted(len(findings) - errors, 'warning')}, {passed}", err=True)
    return 1 if errors else 0


def _record(finding: Finding) -> dict[str, object]:
    return {**dataclasses.asdict(finding), "advice": dict(zip(("en", "de"), ADVICE[finding.check], strict=True))}


def _line(finding: Finding) -> str:
    return f"{finding.file}:{finding.line}: {finding.severity} {finding.check} {finding.id}: {finding.message}"


def _size(tables: Tables) -> int:
    things = len(tables.entities) + len(tables.chips) + len(tables.policies) + len(tables.relations)
    return things + len(tables.events) + len(tables.thresholds)


def _identify(tables: Tables, text: str) -> list[str]:
    """Return the ids that a text names: the id itself, else all things with that label or name."""
    if text in tables:
        return [text]
    names = [(name.form, name.entity) for name in tables.names()]
    names += [(label, row.id) for row in tables.policies.values() for label in (row.label_en, row.label_de)]
    found = sorted({entity for form, entity in names if form.casefold() == text.casefold()})
    if not found:
        known = {form: None for form, _ in names} | dict.fromkeys((*tables.entities, *tables.chips, *tables.policies))
        raise UsageError(
            f"the knowledge base knows no {text!r}{did_you_mean(text, known)}", "name an id, a label or an alias"
        )
    return found
