"""Many machines: several nodes on this one give the bytes of the local runner, whatever dies meanwhile."""

from __future__ import annotations

import importlib
import json
import os
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from chippolitik.corpus import Defaults
from chippolitik.pipeline.shards.cluster import run_on_ray
from chippolitik.pipeline.shards.local import run_local
from chippolitik.pipeline.shards.parts import Output, ShardCounts
from chippolitik.pipeline.shards.places import Place, input_files

ray = pytest.importorskip("ray", reason="needs the extra ray: 'make soak' installs it")
cluster_utils = pytest.importorskip("ray.cluster_utils")

pytestmark = [
    pytest.mark.filterwarnings("ignore"),  # Ray's own
    pytest.mark.skipif("CHIPPOLITIK_SOAK" not in os.environ, reason="takes minutes: 'make soak' runs it"),
]

WORK = """
import os
from chippolitik.pipeline.shards.rows import row_of

def work(source):
    if source["name"] == "poison":
        os._exit(9)
    return row_of(source)
"""
MANIFEST = {"extractor": "frames 1"}
TEXT = (
    "ByteDance ordered over {n},000 Ascend 910B chips from Huawei. Fewer than {n}00 of them arrived by July. "
    "Huawei denied a report that the chips are made by SMIC. The United States banned exports of H20 chips to China."
)


@pytest.fixture
def cluster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A cluster of a head and two more nodes, each with a core and a store of its own."""
    (tmp_path / "modules").mkdir()
    (tmp_path / "modules" / "poisoned.py").write_text(WORK)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "modules"))
    monkeypatch.syspath_prepend(str(tmp_path / "modules"))
    memory = 120 * 2**20
    made = cluster_utils.Cluster(
        initialize_head=True, head_node_args={"num_cpus": 1, "object_store_memory": memory, "include_dashboard": False}
    )
    made.add_node(num_cpus=1, object_store_memory=memory)
    made.spare = made.add_node(num_cpus=1, object_store_memory=memory)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        ray.init(address=made.address, log_to_driver=False, logging_level="ERROR")
        yield made
        ray.shutdown()
        made.shutdown()


def write(folder: Path, count: int) -> Path:
    """Write articles into three files, one record that is none among them."""
    folder.mkdir()
    rows = [{"id": f"a{n}", "text": TEXT.format(n=n), "published": "2024-09-30", "source": "R"} for n in range(count)]
    for i in range(3):
        lines = [json.dumps(row) for row in rows[i::3]]
        (folder / f"{i}.jsonl").write_text("\n".join([*lines, '{"text": 5}'] if i == 1 else lines) + "\n")
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def begun(out: Path) -> Output:
    output = Output(Place(str(out)), 4)
    output.begin(MANIFEST)
    return output


def test_the_bytes_are_those_of_the_local_runner_though_a_node_dies(tmp_path: Path, cluster: Any) -> None:
    """A node that is killed half way changes nothing; progress is told; a bad record fails alone."""
    source = write(tmp_path / "news", 180)
    paths = input_files((str(source),))
    counts = run_local(paths, begun(tmp_path / "local"), Defaults(), jobs=1, tell=lambda *_: None)
    told, spare = list[tuple[int, int]](), [cluster.spare]

    def tell(articles: int, shards: int) -> None:
        told.append((articles, shards))
        if spare and articles:
            cluster.remove_node(spare.pop(), allow_graceful=False)

    again = run_on_ray(paths, begun(tmp_path / "ray"), Defaults(), tell=tell)
    assert not spare
    assert again == counts
    assert (counts.articles, counts.failed) == (180, 1)
    assert files(tmp_path / "ray") == files(tmp_path / "local")
    assert told[-1] == (181, 4)


def test_a_poisoned_article_fails_alone(tmp_path: Path, cluster: Any) -> None:
    """An article that ends its process is told as failed; all others are in the shards."""
    source = write(tmp_path / "news", 12)
    with (source / "9.jsonl").open("w") as file:
        file.write(json.dumps({"id": "poison", "text": "A text like others.", "language": "en"}) + "\n")
    paths, work = input_files((str(source),)), importlib.import_module("poisoned").work
    counts: ShardCounts = run_on_ray(paths, begun(tmp_path / "out"), Defaults(), tell=lambda *_: None, work=work)
    assert (counts.articles, counts.failed) == (12, 2)
    ledger = b"".join(path.read_bytes() for path in sorted((tmp_path / "out" / "ledger").iterdir()))
    failed = [row["error"] for row in map(json.loads, ledger.splitlines()) if row["status"] == "failed"]
    assert "ended the process that worked on it" in failed
