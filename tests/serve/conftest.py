"""Servers that several tests of a module ask: one with the small graph, one that holds no graph of ours."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from chippolitik.store import Foundation, Manifest, open_writer

from ..cli.answers import make_store  # noqa: TID252 - tests have no absolute name
from .serving import Served, free_port, serving, token_file

MANIFEST = Manifest(ontology="o1", extractor="gold 1", shapes="s1", knowledge_base="k1")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve the small graph; writers need the token."""
    folder = tmp_path_factory.mktemp("served")
    make_store(folder / "store")
    with serving(folder, folder / "store", "--token-file", str(token_file(folder)), "--workers", "2") as served:
        yield served


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve a store without any graph of ours, so that every graph may be written."""
    folder = tmp_path_factory.mktemp("served")
    open_writer(folder / "store", MANIFEST, Foundation()).close()
    port = free_port()
    options = ("--token-file", str(token_file(folder)), "--base", f"http://127.0.0.1:{port}", "--workers", "2")
    with serving(folder, folder / "store", *options, port=port) as served:
        yield served
