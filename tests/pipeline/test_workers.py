"""Work is done in order whatever the number of processes; a process that dies takes only its item with it."""

from __future__ import annotations

import pytest

from chippolitik.pipeline.workers import WorkerDiedError, Workers

DEATH = "__import__('os')._exit(9)"


def run(jobs: int, items: list[str]) -> list[object]:
    """Let workers evaluate expressions; the built-in function is one that a spawned process can find."""
    results: list[object] = []

    def take(workers: Workers[str, object]) -> None:
        try:
            results.append(workers.take())
        except WorkerDiedError:
            results.append("died")

    with Workers[str, object](eval, jobs) as workers:
        for item in items:
            while workers.full:
                take(workers)
            workers.give(item)
        while workers.waiting:
            take(workers)
    return results


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_the_order_of_the_items(jobs: int) -> None:
    """One process and two give the same results in the same order."""
    assert run(jobs, [f"{n} * {n}" for n in range(20)]) == [n * n for n in range(20)]


def test_a_worker_that_dies_takes_only_its_item() -> None:
    """The item that ends its process is known, and all others are worked on."""
    items = [DEATH if n == 3 else f"{n} * {n}" for n in range(12)]
    assert run(2, items) == ["died" if n == 3 else n * n for n in range(12)]


def test_an_error_of_the_work_is_raised_in_its_turn() -> None:
    """An exception comes out where the result would."""
    with Workers[str, object](eval, 2) as workers:
        workers.give("1")
        workers.give("1 / 0")
        assert workers.take() == 1
        with pytest.raises(ZeroDivisionError):
            workers.take()
