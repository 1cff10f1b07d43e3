"""The runner on one machine: all cores, parts and shards as on many machines.

An article that ends its worker fails alone.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any

from chippolitik.corpus import Defaults
from chippolitik.pipeline.shards.parts import Output, ShardCounts, part_name
from chippolitik.pipeline.shards.places import articles_of
from chippolitik.pipeline.shards.rows import Row, document_of_row, failed_row, row_of, source_rows
from chippolitik.pipeline.workers import WorkerDiedError, Workers

__all__ = ["DIED", "PART", "Progress", "batches", "run_local", "write_shard"]

PART = 100
"""Articles of a part."""

DIED = "ended the process that worked on it"
"""What the ledger says of an article that no process survives."""

Progress = Callable[[int, int], None]
"""Told how many articles are done, and of how many shards."""


def run_local(files: list[str], output: Output, defaults: Defaults, *, jobs: int = 0, tell: Progress) -> ShardCounts:
    """Work on the articles of some files, and write shards.

    Args:
        files: The files, as ``input_files`` gives them.
        output: Where the shards go; parts that are there already are not made again.
        defaults: What the user says about the articles.
        jobs: Number of worker processes; 0 takes one a core.
        tell: Told how far the run is.

    Returns:
        What is in the shards.
    """
    jobs = jobs or os.cpu_count() or 1
    there, done = output.parts(), 0
    waiting: deque[list[dict[str, Any]]] = deque()
    with Workers[dict[str, Any], Row](row_of, jobs) as workers:

        def finish(batch: list[dict[str, Any]]) -> None:
            nonlocal done
            output.write_part(_name(batch), [_taken(workers, source) for source in batch])
            done += len(batch)
            tell(done, 0)

        for batch in batches(source for file in files for source in source_rows(articles_of(file, defaults))):
            if _name(batch) in there:
                done += len(batch)
                continue
            waiting.append(batch)
            for source in batch:
                workers.give(source)
            if len(waiting) > 1:
                finish(waiting.popleft())
        while waiting:
            finish(waiting.popleft())
    counts = ShardCounts()
    with Workers[tuple[Output, int], ShardCounts](write_shard, min(jobs, output.shards)) as workers_of_shards:
        given = 0
        for number in range(output.shards):
            while given < output.shards and not workers_of_shards.full:
                workers_of_shards.give((output, given))
                given += 1
            counts += workers_of_shards.take()
            tell(done, number + 1)
    output.end()
    return counts


def write_shard(work: tuple[Output, int]) -> ShardCounts:
    """Write one shard; for worker processes."""
    return work[0].write_shard(work[1])


def batches(sources: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Cut what is read into what becomes parts."""
    batch: list[dict[str, Any]] = []
    for source in sources:
        batch.append(source)
        if len(batch) == PART:
            yield batch
            batch = []
    if batch:
        yield batch


def _taken(workers: Workers[dict[str, Any], Row], source: dict[str, Any]) -> Row:
    try:
        return workers.take()
    except WorkerDiedError:
        return failed_row(source, DIED, again=True)


def _name(batch: list[dict[str, Any]]) -> str:
    return part_name(f"{source['key']} {document_of_row(source).id if source['text'] else ''}" for source in batch)
