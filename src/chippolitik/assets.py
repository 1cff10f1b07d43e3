"""Find the files the project ships: ontology, shapes, queries, data.

One locator for an installed wheel (``chippolitik/_shipped/``) and for a checkout (the top-level folders), since
force-included folders are missing from an editable installation. Reading them is the business of their layer.
"""

from __future__ import annotations

from pathlib import Path

from chippolitik.errors import AssetError

__all__ = ["asset_path", "shipped_root"]

_PACKAGE = Path(__file__).resolve().parent


def shipped_root() -> Path:
    """Return the folder that holds ``ontology/ shapes/ queries/ data/``.

    Raises:
        AssetError: Neither a wheel's nor a checkout's folder is there.
    """
    for root in (_PACKAGE / "_shipped", _PACKAGE.parents[1]):
        if (root / "ontology").is_dir() and (root / "data").is_dir():
            return root
    raise AssetError("the installation lacks its ontology and data", "install chippolitik again")


def asset_path(relative: str) -> Path:
    """Return the path of a shipped file or folder.

    Args:
        relative: Path below the shipped root with forward slashes, such as ``data/kb/chips.csv``.

    Raises:
        AssetError: There is no such file or folder.

    Example:
        >>> asset_path("data/kb").name
        'kb'
    """
    path = shipped_root() / relative
    if not path.exists():
        raise AssetError(f"the installation lacks {relative}", "install chippolitik again")
    return path
