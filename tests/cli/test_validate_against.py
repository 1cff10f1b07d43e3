"""``validate --against-store`` and ``load --shapes`` judge files with what the store has around them."""

from __future__ import annotations

from pathlib import Path

import pytest

from chippolitik.cli.root import run
from chippolitik.namespaces import CHIP, ID

MINE = f"""@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <https://example.org/> . @prefix chip: <{CHIP}> .
ex:Bought a sh:NodeShape ; sh:targetClass chip:AIAccelerator ; sh:property ex:bought-once .
ex:bought-once a sh:PropertyShape ; sh:path [ sh:inversePath chip:product ] ; sh:maxCount 1 .
"""
ORDER = f"<https://example.org/{{0}}> a <{CHIP}Order> ; <{CHIP}buyer> <{ID}nvidia> ; <{CHIP}product> <{ID}h20> ."


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    """Two orders of the same chip, and a shape that wants each chip to be ordered once."""
    texts = {"one.ttl": ORDER.format("one"), "two.ttl": ORDER.format("two"), "mine.ttl": MINE}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return {name.removesuffix(".ttl"): str(tmp_path / name) for name in texts} | {"store": str(tmp_path / "store")}


def test_a_second_order_breaks_what_is_in_the_store(files: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    """The first order comes in; the second breaks the user's shape at the chip, is told and kept out."""
    store = ["--store", files["store"]]
    assert run([*store, "load", files["one"], "--shapes", files["mine"]]) == 0
    assert run([*store, "validate", files["two"], "--against-store"]) == 0
    capsys.readouterr()
    assert (
        run([*store, "validate", files["two"], "--against-store", "--shapes", files["mine"], "--format", "json"]) == 1
    )
    assert "https://example.org/bought-once" in capsys.readouterr().out
    assert run([*store, "load", files["two"], "--shapes", files["mine"]]) == 1
    assert capsys.readouterr().err.endswith("nothing was loaded\n")


@pytest.mark.parametrize(
    "arguments",
    [["validate", "--store-graphs", "--against-store"], ["load", "x.ttl", "--no-gate", "--shapes", "y.ttl"]],
    ids=["no files", "no gate"],
)
def test_options_that_exclude_each_other(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """They end with 2 and one line."""
    assert run(arguments) == 2
    assert capsys.readouterr().out == ""
