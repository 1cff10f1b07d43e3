"""Write an export: choose the claims, say on a terminal how far it is, and hand over to the format."""

from __future__ import annotations

import datetime as dt
import io
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from pyoxigraph import Quad
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from chippolitik.cli.context import Context
from chippolitik.cli.opening import open_reader
from chippolitik.cli.progress import progress
from chippolitik.cli.selection_options import Filters
from chippolitik.exports import ArticleClaims, Selection, article_refs, articles_naming, select_claims
from chippolitik.exports.folders import FOLDERS, Job, write_folder
from chippolitik.store.exporting import RDF_FORMS

if TYPE_CHECKING:
    from chippolitik.store import Store

__all__ = ["write_export"]

_TOLD_EACH = 50_000  # statements


def write_export(context: Context, form: str, filters: Filters, output: Path | None, *, with_text: bool) -> None:
    """Write what was asked for.

    Args:
        context: The settings.
        form: The format.
        filters: Which claims.
        output: A file, a new folder, or None for standard output.
        with_text: Whether to give the full text of articles.

    Raises:
        ChippolitikError: A filter means nothing, a part is missing, or it cannot be read or written.
    """
    with open_reader(context.settings) as store:
        chosen = filters.selection(store)
        if form in FOLDERS:
            assert output
            job = Job(
                view=store,
                articles=lambda: _articles(store, chosen),
                whole=chosen.everything,
                with_text=with_text,
                day=dt.datetime.now(dt.UTC).date(),
                filters=filters.words,
                statements=_statements,
            )
            write_folder(form, job, output)
            return
        with _target(output) as out:
            if form in RDF_FORMS:
                _write_rdf(store, form, chosen, out, with_text=with_text)
            else:
                _write_claims(store, form, chosen, out, with_text=with_text, note=filters.words)


def _write_rdf(store: Store, form: str, chosen: Selection, out: IO[bytes], *, with_text: bool) -> None:
    from chippolitik.exports.rdf import chosen_quads  # noqa: PLC0415 - only for RDF
    from chippolitik.store.exporting import shown_quads, write_quads  # noqa: PLC0415 - as above

    if chosen.everything:
        write_quads(_statements(shown_quads(store, with_text=with_text)), form, out)
    else:
        write_quads(chosen_quads(store, _articles(store, chosen), with_text=with_text), form, out)


def _write_claims(store: Store, form: str, chosen: Selection, out: IO[bytes], *, with_text: bool, note: str) -> None:
    articles = _articles(store, chosen)
    if form == "webanno":
        out.writelines(_annotations(articles))
    elif form == "parquet":
        from chippolitik.cli.claim_parquet import write_parquet  # noqa: PLC0415 - needs an extra

        write_parquet(_rows(articles), out)
    elif form == "graphml":
        from chippolitik.exports.graphml import write_graphml  # noqa: PLC0415 - one format of many
        from chippolitik.exports.losses import note_on  # noqa: PLC0415 - as above
        from chippolitik.exports.property_graph import elements_of  # noqa: PLC0415 - as above

        elements = elements_of(store, articles, whole=chosen.everything, with_text=with_text)
        write_graphml(elements, out, note=f"{note} {note_on(form)}".strip())
    elif form == "ftm":
        from chippolitik.exports.ftm import ftm_entities  # noqa: PLC0415 - one format of many

        out.writelines(ftm_entities(articles, with_text=with_text))
    elif form == "stix":
        from chippolitik.exports.stix import write_stix  # noqa: PLC0415 - one format of many

        write_stix(articles, out)
    else:
        from chippolitik.cli.claim_rows import write_rows  # noqa: PLC0415 - one format of many

        lines = io.TextIOWrapper(out, encoding="utf-8", newline="\n", write_through=True)
        write_rows(_rows(articles), form, lines)
        lines.detach()


def _articles(store: Store, chosen: Selection) -> Iterator[ArticleClaims]:
    """Yield the articles with a bar on a terminal; the bar is for people, the order is that of the ledger."""
    console = Console(stderr=True)
    columns = (TextColumn("articles"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    refs = article_refs(store)
    if chosen.entities:
        naming = articles_naming(store, chosen.entities)
        refs = [ref for ref in refs if ref.id in naming]
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        yield from select_claims(store, chosen, bar.track(refs, total=len(refs)))


def _statements(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield the quads, and say on a terminal how many are read; how many there are is not known before."""
    with progress("reading statements", "{:,} statements read".format) as tell:
        for number, quad in enumerate(quads):
            if number % _TOLD_EACH == 0:
                tell(number)
            yield quad


def _rows(articles: Iterable[ArticleClaims]) -> Iterator[dict[str, Any]]:
    return (article.row(claim) for article in articles for claim in article.claims)


def _annotations(articles: Iterable[ArticleClaims]) -> Iterator[bytes]:
    from chippolitik.graph.web_annotation import annotation_of  # noqa: PLC0415 - one format of many

    for article in articles:
        for claim in article.claims:
            annotation = annotation_of(
                claim,
                article_id=article.ref.id,
                text=article.text,
                language=article.language,
                extractor=article.extractor,
            )
            yield json.dumps(annotation, ensure_ascii=False).encode() + b"\n"


@contextmanager
def _target(output: Path | None) -> Iterator[IO[bytes]]:
    """Give standard output, or a file that appears only when it is whole."""
    if output is None:
        yield sys.stdout.buffer
        return
    from chippolitik.store.files import disk_errors, whole_file  # noqa: PLC0415 - only for files

    with disk_errors(output), whole_file(output) as file:
        yield file
