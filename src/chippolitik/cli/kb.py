"""``kb``: build the graph of the knowledge base, show one of its things, check its rows."""

from __future__ import annotations

import dataclasses
import json
import sys
from enum import Enum
from pathlib import Path

import click
from pyoxigraph import RdfFormat, serialize

from chippolitik.cli.words import counted, did_you_mean
from chippolitik.errors import InputError, UsageError
from chippolitik.knowledge import Finding, knowledge_quads, low_confidence_quads, report
from chippolitik.namespaces import CHIP, ID, VOCAB
from chippolitik.tables import ChipRow, EntityRow, PolicyRow, RelationRow, Tables, load_tables

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
def build(output: Path | None, form: str, low: bool, folder: Path | None) -> None:
    """Turn the tables into RDF; the same tables give the same bytes.

    \b
    Example:
      chippolitik kb build --format nq --output kb.nq
    """
    tables = load_tables(folder)
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
@_FOLDER
def show(entity: str, form: str, folder: Path | None) -> None:
    """Show what the knowledge base says about ENTITY, given by id, label or another name.

    \b
    Example:
      chippolitik kb show "Ascend 910B"
    """
    tables = load_tables(folder)
    found = [_facts(tables, identifier) for identifier in _identify(tables, entity)]
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
@_FOLDER
def check(form: str, folder: Path | None) -> int:
    """Check references, classes of fillers, citations, numbers and names; exit 1 on errors.

    Warnings that are right as they are stand in accepted.csv with a reason, and are counted apart.

    \b
    Example:
      chippolitik kb check --format json
    """
    judged = report(load_tables(folder))
    findings = judged.findings
    if form == "json":
        click.echo(json.dumps([dataclasses.asdict(finding) for finding in findings], ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            click.echo(_line(finding))
    errors = sum(finding.severity == "error" for finding in findings)
    passed = f"{len(judged.accepted)} accepted for a written reason"
    click.echo(f"{counted(errors, 'error')}, {counted(len(findings) - errors, 'warning')}, {passed}", err=True)
    return 1 if errors else 0


def _line(finding: Finding) -> str:
    return f"{finding.file}:{finding.line}: {finding.severity} {finding.check} {finding.id}: {finding.message}"


def _size(tables: Tables) -> int:
    return len(tables.entities) + len(tables.chips) + len(tables.policies) + len(tables.relations)


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


def _facts(tables: Tables, identifier: str) -> dict[str, str | list[str]]:
    row = tables.row(identifier)
    facts: dict[str, str | list[str]] = {"id": row.id, "class": row.cls}
    for field in dataclasses.fields(row):
        value = getattr(row, field.name)
        if field.name not in {"id", "cls", "provenance", "case_sensitive"} and (text := _text(value)):
            facts[field.name] = text
    facts["source"] = row.provenance.source
    facts["confidence"] = row.provenance.confidence.value
    facts["checked"] = "checked" if row.provenance.checked else "unchecked"
    if relations := [_relation(relation) for relation in tables.relations if identifier in _ends(relation)]:
        facts["relations"] = relations
    if policies := _policies_on(tables, row):
        facts["policies"] = policies
    return facts


def _policies_on(tables: Tables, row: EntityRow | ChipRow | PolicyRow) -> list[str]:
    return [
        f"{policy.effective or policy.announced} {policy.id}: {policy.label_en}"
        for policy in tables.policies.values()
        if row.id in {*policy.target, *policy.addressee, *policy.controlled_item, policy.issuer, policy.affects}
    ]


def _ends(relation: RelationRow) -> tuple[str, str]:
    return relation.subject, relation.object


def _relation(relation: RelationRow) -> str:
    period = f" ({relation.start}–{relation.end})" if relation.start or relation.end else ""
    remark = f": {relation.qualifier}" if relation.qualifier else ""
    return f"{relation.subject} {relation.predicate} {relation.object}{period}{remark}"


def _text(value: object) -> str | list[str]:
    if isinstance(value, tuple):
        return "; ".join(str(part) for part in value)
    return str(value.value if isinstance(value, Enum) else value) if value not in (None, "", False) else ""
