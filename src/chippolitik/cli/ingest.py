"""``ingest``: articles into the store, through extraction and the gate."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from chippolitik.cli.context import Context, pass_context
from chippolitik.cli.ingest_report import Report, so_far
from chippolitik.cli.match import match_row
from chippolitik.cli.progress import progress
from chippolitik.cli.source_options import claims_option, defaults_from, source_options
from chippolitik.cli.words import counted
from chippolitik.corpus import Defaults, Read, read_sources
from chippolitik.corpus.sources import STDIN
from chippolitik.errors import StoreError, UsageError, ValidationError

if TYPE_CHECKING:
    from chippolitik.model.flat import Resolver
    from chippolitik.pipeline.copies import Copies
    from chippolitik.pipeline.given import GivenClaims
    from chippolitik.pipeline.processing import Work
    from chippolitik.store import Writer

__all__ = ["ingest"]


@click.command()
@source_options
@claims_option
@click.option("--key", help="What a later version of the one article is known by; its URL or path by default.")
@click.option("--jobs", type=click.IntRange(min=1), help="Worker processes; 1, or with --runner one a core.")
@click.option(
    "--expect",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="YAML file with numbers and fill rates that the sources must reach; minima abort, maxima warn.",
)
@click.option(
    "--mapping",
    metavar="NAME",
    help="Read the files as records of a structured source: csl, eto-provision, eto-providers, followthemoney, "
    "wikidata, or a YAML file of your own.",
)
@click.option(
    "--names",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="With --mapping: judgements on names, a line each: same or different, tab, name, tab, entity.",
)
@click.option("--watch", is_flag=True, help="Stay, and follow what is new, changed or removed in the folders.")
@click.option(
    "--interval",
    type=click.FloatRange(min=0.1),
    default=5.0,
    show_default=True,
    help="Seconds between two looks at watched folders.",
)
@click.option(
    "--runner",
    type=click.Choice(["local", "ray"]),
    help="Make shards first, on all cores or on a Ray cluster (extra ray); then one writer loads them.",
)
@click.option("--address", help="With --runner ray: address of the cluster, or auto; by default one begins here.")
@click.option("--out", metavar="DIR|URL", help="With --runner: where the shards go; any path that fsspec knows.")
@click.option("--shards", type=click.IntRange(1, 99_999), default=16, show_default=True, help="Number of shards.")
@click.option("--dry-run", is_flag=True, help="Do everything but write to the store.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="json prints what became of each source on stdout as well.",
)
@pass_context
def ingest(context: Context, /, *, sources: tuple[str, ...], expect: Path | None, watch: bool, **told: Any) -> None:
    """Bring articles into the store: extract their claims, check each one, keep what passes.

    SOURCE is a file (txt, md, html, pdf, jsonl, csv, parquet, rss, atom, eml, warc, warc.gz), a folder, a web address
    (with --allow-network), or - for standard input. What fails is kept apart in quarantine with the reason. A text
    file may begin with "Date: 2024-09-30", "Source: Reuters" and an empty line. Another text under the same key takes
    the place of the old one. Copies of other articles are recorded as such. Exit code 3 says that some source could
    not be read, 1 that less came than --expect says; then nothing is stored.

    \b
    Examples:
      chippolitik ingest articles/
      chippolitik ingest article.txt --published 2024-09-30 --source Reuters
      chippolitik ingest articles/ --claims annotated.jsonl
      chippolitik ingest news.jsonl --jobs 4 --dry-run
      chippolitik ingest CC-NEWS-20240930.warc.gz --pages trafilatura --expect cc-news.yaml
      chippolitik ingest inbox/ --watch
      chippolitik ingest archive/ --runner ray --address auto --out s3://news/shards --allow-network
      chippolitik ingest consolidated.json --mapping csl --names judgements.tsv
    """
    defaults = defaults_from(
        **{name: told[name] for name in ("published", "publisher", "language", "key", "pages", "network")},
        max_chars=context.settings.max_article_chars,
    )
    run = _Run(context.settings.store, defaults, told["claims_file"], jobs=told["jobs"] or 1, dry_run=told["dry_run"])
    if told["mapping"]:
        _import(run, sources, told)
        return
    if expect is not None:
        _judge(sources, defaults, expect)
    if told["runner"]:
        _shard(run, sources, told)
        return
    if watch:
        _watch(run, sources, told["interval"])
    _end(run, run.over(read_sources(sources, defaults), patient=STDIN in sources), told["form"])


def _end(run: _Run, report: Report, form: str, more: Mapping[str, Any] | None = None) -> None:
    if form == "json":
        click.echo(json.dumps({**report.row(), **(more or {})}, ensure_ascii=False, indent=2))
    report.print(dry_run=run.dry_run)
    click.get_current_context().exit(3 if report.summary.unreadable else 0)


def _shard(run: _Run, sources: tuple[str, ...], told: Mapping[str, Any]) -> None:
    """Make shards, and load them."""
    from chippolitik.cli.sharding import Sharding  # noqa: PLC0415 - most runs make none

    if told["claims_file"] or told["key"]:
        raise UsageError("--runner works on many articles by our own extraction", "leave --claims and --key out")
    sharding = Sharding(**{name: told[name] for name in ("runner", "address", "out", "shards")}, jobs=told["jobs"] or 0)
    root, counts = sharding.run(sources, run.defaults)
    sharding.say(root, counts)
    if run.dry_run:
        click.get_current_context().exit(3 if counts.failed else 0)
    _end(run, sharding.load(root, run.folder), told["form"])


def _import(run: _Run, sources: tuple[str, ...], told: Mapping[str, Any]) -> None:
    """Read records of structured sources, and say what their names were taken for."""
    from chippolitik.corpus.mapping_files import read_mapping  # noqa: PLC0415 - most runs read articles
    from chippolitik.pipeline.importing import Importer  # noqa: PLC0415 - as above
    from chippolitik.pipeline.parts import tables  # noqa: PLC0415 - as above
    from chippolitik.resolve.name_matching import NameMatcher, read_match_judgements  # noqa: PLC0415 - as above

    judged = read_match_judgements(told["names"], tables()) if told["names"] else None
    matcher = NameMatcher(tables(), judged)
    importer = Importer(read_mapping(told["mapping"]), matcher, tables(), run.defaults)
    report = run.over(item for source in sources for item in importer.works(Path(source)))
    known = sum(match.entity is not None for match in matcher.matches.values())
    click.echo(
        f"{counted(importer.records, 'record')}, {importer.silent:,} of them without a claim; "
        f"{counted(len(matcher.matches), 'name')}, {known:,} of them known",
        err=True,
    )
    _end(run, report, told["form"], {"names": [match_row(match) for match in matcher.matches.values()]})


class _Run:
    """Brings what was read into the store."""

    def __init__(self, folder: Path, defaults: Defaults, claims_file: Path | None, *, jobs: int, dry_run: bool) -> None:
        self.defaults, self.dry_run = defaults, dry_run
        self.folder, self._claims_file, self._jobs = folder, claims_file, jobs

    def over(
        self,
        items: Iterable[Read | Work],
        then: Callable[[Writer, Report], None] = lambda *_: None,
        *,
        patient: bool = False,
    ) -> Report:
        """Ingest what was read; what was done until an interruption is reported, since it is in the store.

        Args:
            items: What ``read_sources`` yields.
            then: Called with the open store at the end.
            patient: Whether the items may keep one waiting; then each article is written as soon as it is done.
        """
        from chippolitik.pipeline.ingesting import TOGETHER  # noqa: PLC0415 - keeps --help fast
        from chippolitik.pipeline.ingesting import ingest as ingest_articles  # noqa: PLC0415 - as above
        from chippolitik.pipeline.parts import FRAMES  # noqa: PLC0415 - as above

        report, given = Report(), self._given()
        try:
            with self._store() as (store, copies), progress("reading", so_far) as advance:
                for outcome in ingest_articles(
                    items,
                    store,
                    extractor=FRAMES,
                    given=given,
                    jobs=self._jobs,
                    copies=copies,
                    together=1 if patient else TOGETHER,
                ):
                    report.add(outcome)
                    advance(report.summary)
                then(store, report)
        except (KeyboardInterrupt, StoreError):
            if report.summary.articles or report.summary.unreadable:
                report.print(dry_run=self.dry_run)
            raise
        return report

    def _given(self) -> tuple[GivenClaims, Resolver] | None:
        from chippolitik.pipeline.parts import given_claims  # noqa: PLC0415 - keeps --help fast

        return given_claims(self._claims_file) if self._claims_file else None

    @contextmanager
    def _store(self) -> Iterator[tuple[Writer, Copies]]:
        """Open the store for writing, or one in memory that is forgotten."""
        from chippolitik.pipeline.copies import Copies  # noqa: PLC0415 - keeps --help fast
        from chippolitik.pipeline.foundation import foundation  # noqa: PLC0415 - as above
        from chippolitik.pipeline.versions import manifest  # noqa: PLC0415 - as above
        from chippolitik.store import memory_writer, open_writer  # noqa: PLC0415 - as above

        if self.dry_run:
            with memory_writer(manifest()) as store, Copies(store) as copies:
                yield store, copies
            return
        with (
            open_writer(self.folder, manifest(), foundation()) as store,
            Copies(store, self.folder / "copies.sqlite") as copies,
        ):
            copies.catch_up(entry.id for entry in store.entries() if entry.kind == "article")
            yield store, copies


def _judge(sources: tuple[str, ...], defaults: Defaults, file: Path) -> None:
    """Hold what the sources give against what is expected, before anything is done.

    Raises:
        ValidationError: A minimum is not reached.
    """
    from chippolitik.corpus.expectations import Tally, read_expectations  # noqa: PLC0415 - most runs expect nothing

    if STDIN in sources:
        raise UsageError("standard input cannot be read twice, as --expect needs", "save it to a file")
    found = read_expectations(file).judge(Tally.of(read_sources(sources, defaults))[0])
    for one in found:
        click.echo(f"{'error' if one.fatal else 'warning'}: {one.message}", err=True)
    if any(one.fatal for one in found):
        raise ValidationError("the sources give less than expected; nothing is stored", f"look at them, or at {file}")


def _watch(run: _Run, sources: tuple[str, ...], interval: float) -> None:
    """Follow folders until Ctrl-C; between two changes the store is free for others."""
    from chippolitik.pipeline.watching import Changes, Watcher, gone_from  # noqa: PLC0415 - most runs watch nothing

    folders = tuple(map(Path, sources))
    other = next((folder for folder in folders if not folder.is_dir()), None)
    if other is not None:
        raise UsageError(f"--watch follows folders, and {other} is none", "name folders")
    watcher, first = Watcher(folders), True

    def follow(changes: Changes) -> None:
        read = set[str]()

        def remember() -> Iterator[Read]:
            for item in read_sources(map(str, changes.changed), run.defaults):
                read.update([item.id] if hasattr(item, "id") else [])
                yield item

        def drop(store: Writer, report: Report) -> None:
            if not report.summary.unreadable and not run.dry_run:
                gone = gone_from(store, folders, [*changes.changed, *changes.removed], read)
                if gone:
                    store.retract(gone)
                    click.echo(f"retracted, since their files are gone: {len(gone):,}", err=True)

        run.over(remember(), drop).print(dry_run=run.dry_run)

    while True:
        changes = watcher.look()
        if changes or first:
            follow(changes)
            first = False
            click.echo(f"watching {', '.join(sources)}; Ctrl-C ends it", err=True)
        time.sleep(interval)
