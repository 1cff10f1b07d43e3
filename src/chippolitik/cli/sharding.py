"""What ``ingest --runner`` does: articles to shards on all cores or many machines, then into the store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from chippolitik.cli.ingest_report import Report
from chippolitik.cli.progress import progress
from chippolitik.cli.words import counted
from chippolitik.corpus import Defaults
from chippolitik.errors import UsageError

if TYPE_CHECKING:
    from chippolitik.pipeline.shards.parts import Output, ShardCounts

__all__ = ["Sharding"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharding:
    """A run over shards.

    Attributes:
        runner: ``local`` or ``ray``.
        address: Of the Ray cluster, or None.
        out: Folder or URL of the shards.
        shards: Their number.
        jobs: Worker processes of the local runner; 0 is one a core.
    """

    runner: str
    address: str | None
    out: str | None
    shards: int
    jobs: int

    def run(self, sources: tuple[str, ...], defaults: Defaults) -> tuple[str, ShardCounts]:
        """Make the shards; return where they are and what is in them.

        Raises:
            UsageError: The folder is not named, or lies over a network that is not allowed.
        """
        from chippolitik.pipeline.shards.local import run_local  # noqa: PLC0415 - keeps --help fast
        from chippolitik.pipeline.shards.parts import Output  # noqa: PLC0415 - as above
        from chippolitik.pipeline.shards.places import Place, input_files, is_remote  # noqa: PLC0415 - as above
        from chippolitik.pipeline.versions import manifest  # noqa: PLC0415 - as above

        if self.out is None:
            raise UsageError("--runner writes shards, and needs a place for them", "say --out DIR")
        remote = next((path for path in (*sources, self.out) if is_remote(path)), None)
        if remote and not defaults.network:
            raise UsageError(f"{remote} lies over the network", "say --allow-network")
        files = input_files(sources)
        if not files:
            raise UsageError("the sources hold no articles", "name files or folders")
        root = self.out if "://" in self.out else str(Path(self.out).resolve())
        output = Output(Place(root), self.shards)
        output.begin({name: str(value) for name, value in asdict(manifest()).items()})
        with progress("reading", self._so_far) as tell:
            if self.runner == "ray":
                return root, self._on_ray(files, output, defaults, tell)
            return root, run_local(files, output, defaults, jobs=self.jobs, tell=tell)

    def _so_far(self, articles: int, sorted_shards: int) -> str:
        return f"{articles:,} articles, {sorted_shards:,} of {self.shards:,} shards sorted"

    def _on_ray(
        self, files: list[str], output: Output, defaults: Defaults, tell: Callable[[int, int], None]
    ) -> ShardCounts:
        from chippolitik.pipeline.shards.cluster import run_on_ray  # noqa: PLC0415 - an extra

        return run_on_ray(files, output, defaults, address=self.address, tell=tell)

    @staticmethod
    def load(root: str, folder: Path) -> Report:
        """Bring the shards into the store."""
        from chippolitik.pipeline.foundation import foundation  # noqa: PLC0415 - keeps --help fast
        from chippolitik.pipeline.parts import tables  # noqa: PLC0415 - as above
        from chippolitik.pipeline.shards.loading import load_shards  # noqa: PLC0415 - as above
        from chippolitik.pipeline.shards.places import Place  # noqa: PLC0415 - as above
        from chippolitik.pipeline.versions import manifest  # noqa: PLC0415 - as above
        from chippolitik.resolve import LabelResolver  # noqa: PLC0415 - as above
        from chippolitik.store import open_writer  # noqa: PLC0415 - as above

        report = Report()
        with open_writer(folder, manifest(), foundation()) as store:
            for outcome in load_shards(Place(root), store, LabelResolver(tables())):
                report.add(outcome)
        return report

    @staticmethod
    def say(root: str, counts: ShardCounts) -> None:
        """Print what is in the shards on stderr."""
        click.echo(
            f"shards in {root}: {counted(counts.articles, 'article')}, {counted(counts.claims, 'claim')}, "
            f"{counts.quarantined:,} quarantined, {counts.quads:,} quads, {counts.failed:,} failed",
            err=True,
        )
