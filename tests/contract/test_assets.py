"""The files the project ships are found in a checkout and in an installed wheel alike."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from chippolitik import assets
from chippolitik.errors import AssetError

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("ontology", "shapes", "queries", "data/kb", "data/lexicon", "data/articles")


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_checkout_finds_its_folders(folder: str) -> None:
    """Each shipped folder of the checkout is found and is not empty."""
    assert any(assets.asset_path(folder).iterdir())


def test_a_missing_asset_is_one_clear_error() -> None:
    """An asset that is not there raises with the name and exit code 5."""
    with pytest.raises(AssetError, match=r"data/kb/none\.csv") as caught:
        assets.asset_path("data/kb/none.csv")
    assert caught.value.exit_code == 5


def test_a_wheel_brings_the_same_files(tmp_path: Path) -> None:
    """A wheel, unpacked elsewhere, finds the same files as the checkout, and none besides."""
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    [wheel] = tmp_path.glob("*.whl")
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    code = (
        "from pathlib import Path; from chippolitik.assets import shipped_root as r; root = r();"
        f"files = [p for f in {FOLDERS!r} for p in (root / f).rglob('*') if p.is_file()];"
        "print(root); print(sorted(str(p.relative_to(root)) for p in files))"
    )
    seen = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": str(site)},
    ).stdout.splitlines()  # fmt: skip
    here = sorted(str(p.relative_to(ROOT)) for f in FOLDERS for p in (ROOT / f).rglob("*") if p.is_file())
    assert Path(seen[0]) == site / "chippolitik" / "_shipped"
    assert ast.literal_eval(seen[1]) == here
