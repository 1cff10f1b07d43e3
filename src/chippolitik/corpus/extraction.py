"""An HTML page → the text of its article, by trafilatura: for pages of the open web, full of menus and teasers.

It needs the extra ``html`` and must be asked for: which text an article has must not hang on what is installed.
The plain reader is in ``webpage``.
"""

from __future__ import annotations

from chippolitik.corpus.reading import Fields
from chippolitik.errors import MissingPartError

__all__ = ["PAGE_READERS", "fields_by_trafilatura"]

PAGE_READERS = ("plain", "trafilatura")
"""How pages may be read."""

# Only dates that a page declares, and the same ones on whatever day it is read.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}


def fields_by_trafilatura(html: str) -> Fields:
    """Read the article of a page; an empty text where it finds none.

    Args:
        html: The page.

    Raises:
        MissingPartError: The extra ``html`` is not installed.

    Source: A. Barbaresi, Trafilatura: A Web Scraping Library and Command-Line Tool for Text Discovery and Extraction
    (ACL 2021).
    """
    try:
        from trafilatura import bare_extraction  # noqa: PLC0415 - an extra, slow to import
    except ModuleNotFoundError as error:
        raise MissingPartError.of_extra("reading pages with trafilatura needs its package", "html") from error
    found = bare_extraction(
        html, include_comments=False, favor_precision=True, with_metadata=True, date_extraction_params=_DATES
    )
    if found is None:
        return Fields(text="")
    page = found if isinstance(found, dict) else found.as_dict()
    # Its text has a line a paragraph; our sentences end at empty lines.
    text = "\n\n".join(line.strip() for line in (page.get("text") or "").split("\n") if line.strip())
    return Fields(
        text=text,
        published=page.get("date"),
        source=page.get("sitename") or page.get("hostname"),
        url=page.get("url"),
        title=page.get("title"),
        author=page.get("author"),
        language=page.get("language"),
    )
