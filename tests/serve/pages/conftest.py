"""One store for the tests of a module, and the pages over it."""

from __future__ import annotations

from pathlib import Path

import pytest

from chippolitik.serve.app import create_app
from chippolitik.serve.options import ServeOptions

from .site import TOKEN, Pages, make_store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with two real articles, one claim in quarantine and hostile words."""
    return make_store(tmp_path_factory.mktemp("pages"))


@pytest.fixture(scope="module")
def pages(store: Path) -> Pages:
    """The pages as they are by default, which give no whole texts."""
    return Pages(create_app(ServeOptions(store=store, token=TOKEN, rate=0)))


@pytest.fixture(scope="module")
def open_pages(store: Path) -> Pages:
    """The pages of a server that gives whole texts, below a path of another server."""
    return Pages(create_app(ServeOptions(store=store, rate=0, with_text=True, base="http://127.0.0.1/chips")))
