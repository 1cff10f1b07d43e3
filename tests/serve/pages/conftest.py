"""One store for all tests of pages, the pages over it, and a server over a copy of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from chippolitik.serve.app import create_app
from chippolitik.serve.options import ServeOptions

from ..serving import Served, serving  # noqa: TID252 - tests have no absolute name
from .site import TOKEN, Pages, make_store


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with an article, one claim in quarantine and hostile words."""
    return make_store(tmp_path_factory.mktemp("pages"))


@pytest.fixture(scope="module")
def pages(store: Path) -> Pages:
    """The pages as they are by default, which give no whole texts."""
    return Pages(create_app(ServeOptions(store=store, token=TOKEN, rate=0)))


@pytest.fixture(scope="module")
def open_pages(store: Path) -> Pages:
    """The pages of a server that gives whole texts, below a path of another server."""
    return Pages(create_app(ServeOptions(store=store, rate=0, with_text=True, base="http://127.0.0.1/chips")))


@pytest.fixture(scope="module")
def served(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server of its own over a copy of the store, which gives whole texts and takes decisions."""
    folder = tmp_path_factory.mktemp("served")
    shutil.copytree(store, folder / "store")
    token = folder / "token"
    token.touch(mode=0o600)
    token.write_text(TOKEN + "\n", encoding="ascii")
    options = ("--token-file", str(token), "--with-text", "--workers", "1", "--rate", "0")
    with serving(folder, folder / "store", *options) as running:
        yield running
