"""``analyze``: exposure and chokepoints as tables, JSON, GraphML and pictures, the same bytes each time."""

from __future__ import annotations

import builtins
import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

from .answers import Asked, Known, make_store

GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Known]:
    """Return the folder of a store and the graph that is in it."""
    folder = tmp_path_factory.mktemp("analyze") / "store"
    return folder, make_store(folder)


@pytest.fixture
def ask(store: tuple[Path, Known], capsys: pytest.CaptureFixture[str]) -> Asked:
    """Return what runs commands on the store."""
    return Asked(*store, capsys)


def test_exposure_in_json(ask: Asked) -> None:
    """Each edge names both ends, its level and its claims with quotes and dates."""
    found = ask.json("analyze", "exposure", "Norddata", "--depth", "1", "--known-at", "2025-03-10")
    assert [edge["provider"]["label"] for edge in found["upstream"]] == ["L7", "Lumen", "Lumen chips"]
    assert (found["downstream"], found["known_at"], found["further"]) == ([], "2025-03-10", 1)
    [basis] = found["upstream"][1]["bases"]
    assert (basis["claim"], basis["published"], basis["source"]) == (ask.iris["o1"], "2025-03-10", "Example Wire")


def test_exposure_as_a_table(ask: Asked) -> None:
    """One line a claim, and a count of edges on stderr."""
    out, err = ask("analyze", "exposure", "Lumen", "--depth", "1")
    assert out.splitlines()[0].split()[:4] == ["direction", "level", "dependent", "provider"]
    assert "Siltec makes the L7 for Lumen" in out
    assert err == "1 edge upstream, 5 edges downstream; 3 edges further away, see --depth\n"


def test_exposure_of_something_apart(ask: Asked) -> None:
    """A known thing without edges gives no row and says so; an unknown name is an error with a suggestion."""
    out, err = ask("analyze", "exposure", "Watch List")
    assert (out, err) == ("", "no dependence of Watch List is known, and none on it\n")
    assert "did you mean Kappa" in ask("analyze", "exposure", "Kapa", code=2)[1]


def test_chokepoints_explain_each_rank(ask: Asked) -> None:
    """The reason stands beside the rank, in every format."""
    out, err = ask("analyze", "chokepoints", "--top", "1", "--format", "md")
    assert "It is the only known source of 1 product (place 1 of 2): mask." in out
    assert err == "1 of 4 chokepoints in a network of 16 things, 20 edges\n"
    found = ask.json("analyze", "chokepoints")
    assert [(one["rank"], one["label"]) for one in found["chokepoints"]][:2] == [(1, "Lumen"), (2, "Kappa")]


def test_graphml_can_be_read_back(ask: Asked) -> None:
    """Nodes have labels and ranks, edges the claims that they rest on."""
    root = ET.fromstring(ask("analyze", "chokepoints", "--format", "graphml")[0])  # noqa: S314 - our own output
    names = {key.attrib["id"]: key.attrib["attr.name"] for key in root.iter(GRAPHML + "key")}
    nodes = {
        node.attrib["id"].rpartition("/")[2]: {names[d.attrib["key"]]: d.text for d in node}
        for node in root.iter(GRAPHML + "node")
    }
    assert nodes["lumen"] == {"label": "Lumen", "sort": "agent", "rank": "1"}
    edges = list(root.iter(GRAPHML + "edge"))
    assert len(edges) == 20
    claims = {names[d.attrib["key"]]: d.text for e in edges if e.attrib["target"].endswith("Siltec") or
              e.attrib["target"].endswith("siltec") for d in e}  # fmt: skip
    assert claims["quote"] == "Siltec makes the L7 for Lumen"


def boxes(path: Path) -> list[tuple[float, float, float, float]]:
    root = ET.fromstring(path.read_bytes())  # noqa: S314 - our own output
    rects = [group.find(SVG + "rect") for group in root.iter(SVG + "g")]
    return [tuple(float(r.attrib[n]) for n in ("x", "y", "width", "height")) for r in rects if r is not None]  # type: ignore[misc]  # four each


@pytest.mark.parametrize("words", [("exposure", "Norddata"), ("chokepoints",)])
def test_a_picture_is_readable(words: tuple[str, ...], ask: Asked, tmp_path: Path) -> None:
    """No box covers another, all lie on the surface, and the arrows carry the quotes."""
    file = tmp_path / "network.svg"
    ask("analyze", *words, "--plot", str(file))
    root = ET.fromstring(file.read_bytes())  # noqa: S314 - our own output
    width, height = float(root.attrib["width"]), float(root.attrib["height"])
    found = boxes(file)
    assert len(found) >= 5
    for i, (x, y, w, h) in enumerate(found):
        assert 0 <= x < x + w <= width
        assert 0 <= y < y + h <= height
        assert not any(x < a + c and a < x + w and y < b + d and b < y + h for a, b, c, d in found[i + 1 :])
    assert "Norddata ordered L7 chips from Lumen" in file.read_text(encoding="utf-8")


def test_the_same_bytes_for_every_hash_seed(store: tuple[Path, Known], tmp_path: Path) -> None:
    """Tables, GraphML and both kinds of pictures do not depend on the order in sets."""
    made = []
    for seed in ("1", "2"):
        files = [tmp_path / f"{seed}.svg", tmp_path / f"{seed}.png"]
        out = [
            subprocess.run(
                [sys.executable, "-m", "chippolitik", "--store", store[0], "analyze", *words, "--plot", file],
                check=True, capture_output=True, env=os.environ | {"PYTHONHASHSEED": seed},
            ).stdout
            for words, file in zip((("exposure", "L7"), ("chokepoints", "--format", "graphml")), files, strict=True)
        ]  # fmt: skip
        made.append([*out, *(file.read_bytes() for file in files)])
    assert made[0] == made[1]
    assert made[0][3].startswith(b"\x89PNG")


def test_png_without_matplotlib_is_one_clear_error(ask: Asked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra is named, with the way out, and exit code 5; SVG needs nothing."""
    real = builtins.__import__

    def without(name: str, *args: Any, **kwargs: Any) -> Any:
        if name.startswith("matplotlib"):
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    err = ask("analyze", "chokepoints", "--plot", str(tmp_path / "a.png"), code=5)[1]
    assert "pip install 'chippolitik[plot]'" in err
    ask("analyze", "chokepoints", "--plot", str(tmp_path / "a.svg"))
    assert [path.name for path in tmp_path.iterdir()] == ["a.svg"]


def test_wrong_options_are_told_before_any_work(ask: Asked, tmp_path: Path) -> None:
    """A picture needs a known ending, a day must be one."""
    assert "end the name in .svg or .png" in ask("analyze", "chokepoints", "--plot", str(tmp_path / "a.pdf"), code=2)[1]
    assert "is a day" in ask("analyze", "exposure", "L7", "--as-of", "2024", code=2)[1]
    assert json.loads(ask("analyze", "chokepoints", "--format", "json", "--as-of", "2024-01-01")[0])["as_of"]
