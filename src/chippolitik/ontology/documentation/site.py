"""The whole site: pages in both languages, the style sheet, and the Turtle files to download."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from pyoxigraph import Triple

from chippolitik.assets import asset_path
from chippolitik.errors import InputError
from chippolitik.ontology.documentation.book import Book, read_book
from chippolitik.ontology.documentation.catalogue import queries_page, questions
from chippolitik.ontology.documentation.claim_kinds import kinds_page
from chippolitik.ontology.documentation.frame import Frame, pick
from chippolitik.ontology.documentation.pages import chapter_page, overview, page, turtle_path
from chippolitik.ontology.documentation.references import alignments_page, shapes_page
from chippolitik.ontology.documentation.samples import samples
from chippolitik.ontology.documentation.words import LANGUAGES
from chippolitik.ontology.files import load_ontology, read_file
from chippolitik.ontology.usage import iris_of, usages

__all__ = ["build_site", "site_pages"]


def site_pages(data: Sequence[Triple]) -> dict[str, str]:
    """Return the pages of our ontology: path within the site → HTML.

    Args:
        data: The knowledge base, for examples and for what uses which term.
    """
    book = read_book(load_ontology(), read_file(asset_path("ontology/alignments.ttl")))
    used, examples, asked = usages(iris_of(data)), samples(data), questions()
    found: dict[str, str] = {}
    for language in LANGUAGES:
        frame = Frame(book, language, used, examples, asked)
        folder = f"{language}/" if frame.up else ""
        found |= {f"{folder}{name}": html for name, html in _pages(frame).items()}
    return found


def build_site(folder: Path, data: Sequence[Triple]) -> list[Path]:
    """Write the site.

    Args:
        folder: Where to; it is made if it is missing. Files of the same names are replaced, others stay.
        data: The knowledge base, for examples and for what uses which term.

    Returns:
        The paths of the pages, sorted.

    Raises:
        InputError: It cannot be written.
    """
    book = read_book(load_ontology(), read_file(asset_path("ontology/alignments.ttl")))
    written = []
    try:
        for name, html in sorted(site_pages(data).items()):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(html, encoding="utf-8")
            written.append(path)
        shutil.copyfile(Path(__file__).with_name("style.css"), folder / "style.css")
        _copy_turtle(book, folder)
    except OSError as error:
        reason = error.strerror or "cannot be written"
        raise InputError(reason, "give a folder that can be written to", file=str(error.filename or folder)) from error
    return written


def _pages(frame: Frame) -> dict[str, str]:
    bodies = {"index.html": (overview(frame), pick(frame.book.root.titles, frame.language))}
    for chapter in frame.book.chapters:
        bodies[chapter.page] = chapter_page(chapter, frame), pick(chapter.titles, frame.language)
    more = {"kinds": kinds_page, "queries": queries_page, "shapes": shapes_page, "alignments": alignments_page}
    for key, make in more.items():
        bodies[f"{key}.html"] = make(frame), frame.say(key)
    return {name: page(body, title, name, frame) for name, (body, title) in bodies.items()}


def _copy_turtle(book: Book, folder: Path) -> None:
    for chapter in (book.root, *book.chapters):
        target = folder / turtle_path(chapter)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(chapter.file.path, target)
    shutil.copyfile(asset_path("ontology/alignments.ttl"), folder / "ttl" / "alignments.ttl")
