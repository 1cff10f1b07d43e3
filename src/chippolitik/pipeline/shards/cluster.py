"""The runner on many machines, by Ray Data: the same pure function, the same parts and shards as the local runner.

Each task hands its articles one by one to a process of its own, so that an article which ends its process fails alone
and the task lives. What a lost machine has not written, another one makes again.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from chippolitik.corpus import Defaults
from chippolitik.errors import MissingPartError, StoreError
from chippolitik.pipeline.shards.local import DIED, Progress
from chippolitik.pipeline.shards.parts import Output, ShardCounts, part_name
from chippolitik.pipeline.shards.places import articles_of
from chippolitik.pipeline.shards.rows import Row, document_of_row, failed_row, row_of, source_rows
from chippolitik.pipeline.workers import WorkerDiedError, Workers

__all__ = ["run_on_ray"]

Work = Callable[[dict[str, Any]], Row]

_BLOCK = 1 << 20  # bytes of articles that one task reads ahead and another works on
_BATCH = 50  # articles of a part


def run_on_ray(
    files: list[str],
    output: Output,
    defaults: Defaults,
    *,
    address: str | None = None,
    tell: Progress,
    work: Work = row_of,
) -> ShardCounts:
    """Work on the articles of some files on a Ray cluster, and write shards.

    Args:
        files: The files, as ``input_files`` gives them; every machine must be able to read them.
        output: Where the shards go; every machine must be able to write there.
        defaults: What the user says about the articles.
        address: Of the cluster, or ``auto``; None begins one on this machine, if none is begun.
        tell: Told how far the run is.
        work: The pure function of one article; every machine must be able to import it.

    Returns:
        What is in the shards.

    Raises:
        MissingPartError: The extra ``ray`` is not installed.
        StoreError: The cluster cannot be reached, or gives up.
    """
    try:
        import ray  # noqa: PLC0415 - an extra, slow to import
        import ray.data  # noqa: PLC0415 - as above
        from ray.exceptions import RayError  # noqa: PLC0415 - as above
    except ModuleNotFoundError as error:
        raise MissingPartError.of_extra("running on many machines needs Ray", "ray") from error
    begun = not ray.is_initialized()
    try:
        if begun:
            ray.init(address=address, logging_level=logging.WARNING, log_to_driver=False)
        logging.getLogger("ray.data").setLevel(logging.ERROR)  # what is told is told by ``tell``
        context = ray.data.DataContext.get_current()
        context.target_max_block_size = _BLOCK
        context.enable_progress_bars = False
        done = 0
        read = ray.data.from_items([{"file": file} for file in files], override_num_blocks=len(files))
        parts = read.flat_map(_Reading(defaults)).map_batches(_Working(output, work), batch_size=_BATCH)
        for row in parts.iter_rows():
            done += int(row["articles"])
            tell(done, 0)
        counts = ShardCounts()
        numbers = ray.data.from_items([{"shard": n} for n in range(output.shards)], override_num_blocks=output.shards)
        for shards, row in enumerate(numbers.map(_Sorting(output)).iter_rows(), 1):
            counts += ShardCounts(**{name: int(row[name]) for name in ShardCounts.__slots__})
            tell(done, shards)
    except (RayError, ConnectionError) as error:
        raise StoreError(f"the cluster gave up: {error}", "run the same command again to go on") from error
    finally:
        if begun:
            ray.shutdown()
    output.end()
    return counts


@dataclass(frozen=True, slots=True)
class _Reading:
    """Reads the articles of a file."""

    defaults: Defaults

    def __call__(self, row: dict[str, Any]) -> Iterator[dict[str, str]]:
        for source in source_rows(articles_of(str(row["file"]), self.defaults)):
            yield {"source": json.dumps(source)}  # as text, since columns of nothing but nulls change their type


@dataclass(frozen=True, slots=True)
class _Working:
    """Works on some articles, and writes their part, unless it is there."""

    output: Output
    work: Work

    def __call__(self, batch: dict[str, Any]) -> dict[str, list[int]]:
        sources = [json.loads(text) for text in batch["source"]]
        name = part_name(f"{s['key']} {document_of_row(s).id if s['text'] else ''}" for s in sources)
        if not self.output.has_part(name):
            self.output.write_part(name, [_apart(self.work, source) for source in sources])
        return {"articles": [len(sources)]}


@dataclass(frozen=True, slots=True)
class _Sorting:
    """Writes a shard."""

    output: Output

    def __call__(self, row: dict[str, Any]) -> dict[str, int]:
        counts = self.output.write_shard(int(row["shard"]))
        return {name: getattr(counts, name) for name in ShardCounts.__slots__}


def _apart(work: Work, source: dict[str, Any]) -> Row:
    workers = _workers(work)
    workers.give(source)
    try:
        return workers.take()
    except WorkerDiedError:
        return failed_row(source, DIED, again=True)


@cache
def _workers(work: Work) -> Workers[dict[str, Any], Row]:
    """Return the process beside this one; it lives as long as this one, and is used by one task after another."""
    workers: Workers[dict[str, Any], Row] = Workers(work, 1, apart=True)
    return workers.__enter__()
