"""The page of questions: each query that the project ships, with what it takes, what it gives, and its text.

Running queries is the business of ``query``; here their headers are read as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from chippolitik.ontology.documentation.book import Texts
from chippolitik.ontology.documentation.frame import Frame, anchor, pick
from chippolitik.ontology.documentation.markup import element, items, text
from chippolitik.ontology.usage import query_files

__all__ = ["queries_page", "questions"]

_LINE = re.compile(r"^# (\w+)(?:@(\w+))?: (.+)$", re.MULTILINE)
_FIELD = re.compile(r"(\w+) (\([^)]*\)) (.+)")
_FOLDERS = ("cq", "analysis", "qc")
_RUN_BY_NAME = frozenset({"cq", "analysis"})


def questions() -> dict[str, Texts]:
    """Return the questions that the project ships: ``folder/name`` → title by language."""
    return {_name(path): _texts(path.read_text(encoding="utf-8"), "title") for path in query_files()}


def queries_page(frame: Frame) -> str:
    """Return the middle of the page of questions."""
    used: dict[str, list[str]] = {}
    for iri in frame.book.entries:
        for name in frame.usage[iri].queries if iri in frame.usage else ():
            used.setdefault(name, []).append(iri)
    parts = [element("h1", text(frame.say("queries"))), _lead(frame)]
    before = ""
    for path in sorted(query_files(), key=lambda path: _place(_name(path))):
        folder = path.parent.name
        if folder != before:
            parts.append(element("h2", text(frame.say(folder) if folder in _FOLDERS else folder), id=folder))
            before = folder
        parts.append(_section(path, used.get(_name(path), []), frame))
    return "".join(parts)


def _lead(frame: Frame) -> str:
    return element("p", text(frame.say("queries lead")), class_="lead-in")


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def _place(name: str) -> tuple[int, str]:
    """Return where a query stands on the page: competency questions first, folders of other names last."""
    folder = name.split("/", maxsplit=1)[0]
    return (_FOLDERS.index(folder) if folder in _FOLDERS else len(_FOLDERS), name)


def _texts(source: str, key: str) -> Texts:
    return {language: value for found, language, value in _LINE.findall(source) if found == key and language}


def _section(path: Path, terms: list[str], frame: Frame) -> str:
    """Return a query as a section whose id is its folder and name."""
    name, source = _name(path), path.read_text(encoding="utf-8")
    title = pick(_texts(source, "title"), frame.language) or path.stem
    heading = element("h3", element("a", text(title), href=f"#{anchor(name)}"), id=f"{anchor(name)}-label")
    parts = [
        element("header", heading + element("p", element("code", text(name)), class_="iri")),
        element("dl", "".join(_facts(path, source, frame)), class_="facts"),
        *(element("details", element("summary", text(frame.say(key))) + body) for key, body in _folded(source, frame)),
    ]
    if terms:
        linked = element("p", frame.links(terms), class_="note names")
        parts.append(element("details", element("summary", f"{text(frame.say('uses'))} ({len(terms)})") + linked))
    listing = element("pre", element("code", text(source.strip())), tabindex="0")
    parts.append(element("details", element("summary", "SPARQL") + listing))
    return element(
        "section", "".join(parts), class_="term query", id=anchor(name), aria_labelledby=f"{anchor(name)}-label"
    )


def _facts(path: Path, source: str, frame: Frame) -> Iterator[str]:
    """Yield pairs of a word and what it says: how the query is run, what it takes, what it warns of."""
    if path.parent.name in _RUN_BY_NAME:
        command = f"chippolitik query {re.sub(r'^[0-9]+-', '', path.stem)}"
        yield element("dt", text(frame.say("run"))) + element("dd", element("code", text(command)))
    if found := _fields(source, "parameter", frame):
        yield element("dt", text(frame.say("parameters"))) + element("dd", found)
    if said := pick(_texts(source, "message"), frame.language):
        yield element("dt", text(frame.say("message"))) + element("dd", text(said))


def _folded(source: str, frame: Frame) -> Iterator[tuple[str, str]]:
    if found := _fields(source, "column", frame):
        yield "columns", found


def _fields(source: str, key: str, frame: Frame) -> str:
    """Return parameters or columns as a list; their descriptions are English."""
    matches = [_FIELD.fullmatch(value) for found, _, value in _LINE.findall(source) if found == key]
    rows = [
        f"{element('code', text(match[1]))} {text(match[3])} {element('span', text(match[2]), class_='from')}"
        for match in matches
        if match
    ]
    return items(rows, class_="plain", lang="" if frame.language == "en" else "en") if rows else ""
