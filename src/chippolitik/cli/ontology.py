"""``ontology``: check, format and reason over OWL files, and generate code from our own."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import click
from pyoxigraph import Triple

from chippolitik.cli.words import counted
from chippolitik.errors import InputError

__all__ = ["ontology"]

_FILES = click.argument("files", nargs=-1, type=click.Path(path_type=Path))


@click.group()
def ontology() -> None:
    """Look after OWL files: ours, or any other.

    \b
    Example:
      chippolitik ontology check
      chippolitik ontology check other.owl --format md
    """


@ontology.command()
@_FILES
@click.option("--format", "form", type=click.Choice(["text", "json", "sarif", "md"]), default="text", show_default=True)
@click.option("--profile", type=click.Path(path_type=Path), help="Rulebook in YAML: languages, severities, accepted.")
@click.option(
    "--language", "languages", multiple=True, help="Language that each term must be described in; repeatable."
)
@click.option("--reason", "with_reasoner", is_flag=True, help="Ask HermiT for consistency as well; needs Java.")
@click.option("--strict", is_flag=True, help="Count warnings as errors.")
@click.option("--list", "list_checks", is_flag=True, help="List the checks and end.")
@click.pass_context
def check(
    ctx: click.Context,
    *,
    files: tuple[Path, ...],
    form: str,
    profile: Path | None,
    languages: tuple[str, ...],
    with_reasoner: bool,
    strict: bool,
    list_checks: bool,
) -> None:
    """Report what is wrong with OWL files; with our own ontology if no file is given.

    Reads Turtle, RDF/XML, N-Triples and JSON-LD. Ends with 1 if there is an error.

    \b
    Example:
      chippolitik ontology check --reason
      chippolitik ontology check other.ttl --format sarif > report.sarif
    """
    from chippolitik.ontology import checking, hygiene, report, rulebook  # noqa: PLC0415 - keeps --help fast
    from chippolitik.ontology.finding import Severity  # noqa: PLC0415 - keeps --help fast

    titles = {name: known.title for name, known in hygiene.catalogue().items()} | checking.OTHER_CHECKS
    if list_checks:
        for name, known in hygiene.catalogue().items():
            click.echo(f"{name:32} {known.severity:8} {known.title} ({known.origin})")
        for name, title in checking.OTHER_CHECKS.items():
            click.echo(f"{name:32} {Severity.ERROR:8} {title}")
        return
    if profile is not None:
        rules = rulebook.read_rulebook(profile, titles)
    else:
        rules = rulebook.Rulebook() if files else checking.own_rulebook()
    rules = rulebook.Rulebook(languages or rules.languages, rules.severities, rules.accepted)
    outcome = checking.check_ontology(files, rules, with_reasoner=with_reasoner)
    text = report.render(outcome.findings, form, titles)
    if text:
        click.echo(text)
    errors, warnings = outcome.count(Severity.ERROR), outcome.count(Severity.WARNING)
    click.echo(
        f"{counted(outcome.triples, 'triple')}: {counted(errors, 'error')}, {counted(warnings, 'warning')}, "
        f"{counted(outcome.count(Severity.INFO), 'hint')}; {len(outcome.accepted)} accepted for a written reason",
        err=True,
    )
    ctx.exit(1 if errors or (strict and warnings) else 0)


@ontology.command(name="format")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--check", "check_only", is_flag=True, help="Change nothing; name the files that are not in the layout.")
@click.pass_context
def format_(ctx: click.Context, *, files: tuple[Path, ...], check_only: bool) -> None:
    """Bring Turtle files into one layout; folders mean all ``.ttl`` files below them.

    \b
    Example:
      chippolitik ontology format --check ontology shapes
    """
    from chippolitik.ontology.formatting import format_file  # noqa: PLC0415 - keeps --help fast

    paths = [path for given in files for path in (sorted(given.rglob("*.ttl")) if given.is_dir() else [given])]
    if not paths:
        raise InputError("no .ttl file", "name files, or folders that hold some", file=" ".join(map(str, files)))
    changed = [path for path in paths if not format_file(path, write=not check_only)]
    for path in changed:
        click.echo(path)
    word = "not in the layout" if check_only else "brought into the layout"
    click.echo(f"{counted(len(paths), 'file')}, {len(changed)} {word}", err=True)
    ctx.exit(1 if changed and check_only else 0)


@ontology.command()
@_FILES
@click.pass_context
def reason(ctx: click.Context, *, files: tuple[Path, ...]) -> None:
    """Ask HermiT whether our ontology, with the data of the files if any, is consistent; needs Java.

    \b
    Example:
      chippolitik ontology reason
      chippolitik export --format nt > all.nt && chippolitik ontology reason all.nt
    """
    from chippolitik.ontology import load_ontology, read_rdf  # noqa: PLC0415 - keeps --help fast
    from chippolitik.ontology.reasoning import reason as ask  # noqa: PLC0415 - keeps --help fast

    triples = [triple for file in load_ontology() for triple in file.triples]
    for path in files:
        triples += read_rdf(path)
    verdict = ask(triples)
    for iri in verdict.unsatisfiable:
        click.echo(f"unsatisfiable: {iri}")
    if verdict.refused:
        click.echo(f"refused: {verdict.refused}")
    if not verdict.consistent:
        click.echo("inconsistent: no world can be as these triples say")
    elif verdict.passed:
        click.echo("consistent; each class can have members")
    click.echo(f"{counted(len(set(triples)), 'triple')} looked at", err=True)
    ctx.exit(0 if verdict.passed else 1)


@ontology.command()
@click.option("--write", "write", is_flag=True, help="Write the module; else tell whether it is up to date.")
@click.option("--check", "check_only", is_flag=True, help="Tell whether the module is up to date; the default.")
@click.pass_context
def vocabulary(ctx: click.Context, *, write: bool, check_only: bool) -> None:
    """Generate ``chippolitik/vocabulary.py``, the terms of the ontology as constants.

    \b
    Example:
      chippolitik ontology vocabulary --write
    """
    import chippolitik.vocabulary as module  # noqa: PLC0415 - found by its path only
    from chippolitik.ontology import load_ontology  # noqa: PLC0415 - keeps --help fast
    from chippolitik.ontology.vocabulary import vocabulary_source  # noqa: PLC0415 - keeps --help fast

    if write and check_only:
        raise click.UsageError("give --write or --check, not both", ctx)
    path, source = Path(str(module.__file__)), vocabulary_source(load_ontology())
    current = path.read_text(encoding="utf-8") == source
    if write and not current:
        path.write_text(source, encoding="utf-8")
    click.echo("up to date" if current else "written" if write else "out of date")
    ctx.exit(0 if current or write else 1)


@ontology.command()
def terms() -> None:
    """List each term of our ontology with its sort, deprecated ones too; a release keeps this list.

    \b
    Example:
      chippolitik ontology terms > ontology/released/0.1.0.txt
    """
    from chippolitik.ontology import load_ontology  # noqa: PLC0415 - keeps --help fast
    from chippolitik.ontology.released import term_list  # noqa: PLC0415 - keeps --help fast

    lines = term_list(load_ontology())
    click.echo("\n".join(lines))
    click.echo(counted(len(lines), "term"), err=True)


@ontology.command()
@click.option(
    "-o",
    "--out",
    "--output",
    "output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("site"),
    show_default=True,
    help="Folder for the pages; files of the same names are replaced.",
)
def docs(output: Path) -> None:
    """Write the documentation of our ontology as static pages, in English and, below de, in German.

    \b
    Example:
      chippolitik ontology docs --out site
    """
    from chippolitik.ontology.documentation import build_site  # noqa: PLC0415 - keeps --help fast

    pages = build_site(output, _knowledge())
    click.echo(output / "index.html")
    click.echo(counted(len(pages), "page"), err=True)


@ontology.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--reasons", type=click.Path(path_type=Path), help="Why terms stay unused, in YAML; by default our own.")
@click.pass_context
def coverage(ctx: click.Context, *, form: str, reasons: Path | None) -> None:
    """Name the terms of our ontology that no query, shape, mapping or table uses.

    Ends with 1 if a term is unused and no reason is written down, or a reason is no longer needed.

    \b
    Example:
      chippolitik ontology coverage
      chippolitik ontology coverage --format json > coverage.json
    """
    from chippolitik.assets import asset_path  # noqa: PLC0415 - keeps --help fast
    from chippolitik.ontology import load_ontology  # noqa: PLC0415 - keeps --help fast
    from chippolitik.ontology.coverage import coverage_of, read_reasons, short  # noqa: PLC0415 - keeps --help fast
    from chippolitik.ontology.usage import iris_of, usages  # noqa: PLC0415 - keeps --help fast

    written = read_reasons(reasons or asset_path("ontology/unused.yaml"))
    found = coverage_of(load_ontology(), usages(iris_of(_knowledge())), written)
    if form == "json":
        said = dataclasses.asdict(found) | {"used": found.used, "passed": found.passed}
        click.echo(json.dumps(said, ensure_ascii=False, indent=2))
    else:
        for iri in found.unused:
            click.echo(f"{short(iri):32} is used by nothing; use it, or write into unused.yaml why it stays")
        for pattern in found.needless:
            click.echo(f"{pattern:32} needs no reason: no unused term is called so")
    click.echo(
        f"{counted(found.terms, 'term')}: {found.used} used ({found.queries} by queries, {found.shapes} by shapes, "
        f"{found.mapped} by data), {len(found.excused)} unused for a written reason, {len(found.unused)} unused",
        err=True,
    )
    ctx.exit(0 if found.passed else 1)


def _knowledge() -> list[Triple]:
    """Return the graph of the knowledge base, rows of low confidence included."""
    from chippolitik.knowledge import knowledge_quads, low_confidence_quads  # noqa: PLC0415 - keeps --help fast
    from chippolitik.tables import load_tables  # noqa: PLC0415 - keeps --help fast

    tables = load_tables()
    return [quad.triple for quad in (*knowledge_quads(tables), *low_confidence_quads(tables))]
