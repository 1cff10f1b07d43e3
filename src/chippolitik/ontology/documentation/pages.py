"""Whole pages: the overview with all terms, a module, a concept scheme; and the frame around each page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from chippolitik.ontology.documentation.book import Chapter, Entry, Sort
from chippolitik.ontology.documentation.diagram import Node, module_map, tree
from chippolitik.ontology.documentation.entries import class_node, concept_row, term_section
from chippolitik.ontology.documentation.frame import Frame, curie, pick
from chippolitik.ontology.documentation.markup import element, items, link, text
from chippolitik.ontology.documentation.words import LANGUAGES, NAMES

__all__ = ["chapter_page", "layers", "overview", "page", "turtle_path"]

_OTHER_PAGES = ("kinds", "queries", "shapes", "alignments")


def page(body: str, title: str, name: str, frame: Frame) -> str:
    """Return a whole page.

    Args:
        body: What stands in its middle.
        title: Its title.
        name: Its file name.
        frame: The frame.
    """
    language = frame.language
    head = (
        f'<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{text(title)} · Chippolitik</title>"
        f'<link rel="stylesheet" href="{frame.up}style.css">'
    )
    skip = link("#main", frame.say("main"), class_="skip")
    main = element("main", body, id="main")
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head>{head}</head><body>{skip}'
        f'{_banner(name, frame)}<div class="page">{main}{_menu(name, frame)}</div></body></html>\n'
    )


def overview(frame: Frame) -> str:
    """Return the middle of the overview: what it is, the map, and all terms, each with its anchor."""
    root, language = frame.book.root, frame.language
    modules = [chapter for chapter in frame.book.chapters if not chapter.scheme]
    schemes = [chapter for chapter in frame.book.chapters if chapter.scheme]
    entries = sorted(
        (entry for entry in frame.book.entries.values() if entry.sort is not Sort.CONCEPT),
        key=lambda entry: pick(entry.labels, language).casefold(),
    )
    facts = [
        element("dt", "IRI") + element("dd", element("code", text(root.iri))),
        element("dt", text(frame.say("version")))
        + element("dd", f"{text(root.version)} · {element('code', text(root.version_iri))}"),
        element("dt", text(frame.say("licence"))) + element("dd", "CC BY 4.0"),
        element("dt", text(frame.say("download")))
        + element("dd", link(f"{frame.up}{turtle_path(root)}", "chippolitik.ttl")),
    ]
    parts = [
        element("h1", text(pick(root.titles, language))),
        element("p", text(pick(root.descriptions, language)), class_="lead-in"),
        element("dl", "".join(facts), class_="facts"),
        element("h2", text(frame.say("modules")), id="modules"),
        element("div", element("figure", _map(modules, frame)) + _chapters(modules, frame), class_="mapped"),
        element("h2", text(frame.say("schemes")), id="schemes"),
        _chapters(schemes, frame),
        element("h2", text(frame.say("all terms")), id="terms"),
        items((_index_line(entry, frame) for entry in entries), class_="index"),
        element("h2", text(frame.say("compatibility")), id="compatibility"),
        element("p", text(pick(root.comments, language).partition(": ")[2])),
    ]
    return "".join(parts)


def chapter_page(chapter: Chapter, frame: Frame) -> str:
    """Return the middle of the page of a module or a concept scheme."""
    title = element("h1", text(pick(chapter.titles, frame.language)))
    lead = element("p", text(pick(chapter.descriptions, frame.language)), class_="lead-in")
    facts = [element("dt", "IRI") + element("dd", element("code", text(chapter.iri)))]
    users = [each for each in frame.book.chapters if chapter.iri in each.imports]
    for key, chapters in (
        ("imports", [each for each in frame.book.chapters if each.iri in chapter.imports]),
        ("imported by", [] if chapter.name == "core" else users),
    ):
        if chapters:
            linked = ", ".join(link(each.page, pick(each.titles, frame.language)) for each in chapters)
            facts.append(element("dt", text(frame.say(key))) + element("dd", linked))
    facts.append(
        element("dt", text(frame.say("download")))
        + element("dd", link(f"{frame.up}{turtle_path(chapter)}", chapter.file.path.name))
    )
    return title + lead + element("dl", "".join(facts), class_="facts") + _terms(chapter, frame)


def turtle_path(chapter: Chapter) -> str:
    """Return where the site keeps the Turtle file of a chapter."""
    path = chapter.file.path
    return f"ttl/{path.parent.name}/{path.name}" if path.parent.name in {"modules", "vocab"} else f"ttl/{path.name}"


def layers(chapters: Sequence[Chapter]) -> tuple[list[list[Chapter]], list[tuple[Chapter, Chapter]]]:
    """Return chapters by how much lies below them, and who builds on whom, without what follows from other steps."""
    known = {chapter.iri: chapter for chapter in chapters}
    reach: dict[str, set[str]] = {}
    depth: dict[str, int] = {}
    for chapter in chapters:  # in the order of imports
        direct = [iri for iri in chapter.imports if iri in known]
        reach[chapter.iri] = set(direct).union(*(reach[iri] for iri in direct))
        depth[chapter.iri] = max((depth[iri] + 1 for iri in direct), default=0)
    rows: list[list[Chapter]] = [[] for _ in range(max(depth.values(), default=-1) + 1)]
    edges = []
    for chapter in chapters:
        rows[depth[chapter.iri]].append(chapter)
        direct = [iri for iri in chapter.imports if iri in known]
        edges += [(chapter, known[iri]) for iri in direct if not any(iri in reach[other] for other in direct)]
    return rows, edges


def _terms(chapter: Chapter, frame: Frame) -> str:
    if chapter.scheme:
        heads = "".join(element("th", text(frame.say(key)), scope="col") for key in ("notation", "label", "definition"))
        rows = "".join(concept_row(entry, frame) for entry in chapter.entries)
        caption = element("caption", text(frame.say("concepts")))
        table = element(
            "table",
            caption + element("thead", element("tr", heads)) + element("tbody", rows),
            class_="concepts stacked",
        )
        return element("div", table, class_="wide", tabindex="0", role="region", aria_label=frame.say("concepts"))
    if not chapter.entries:
        return element("h2", text(frame.say("apart")), id="apart") + items(map(frame.links, chapter.apart))
    classes = [entry for entry in chapter.entries if entry.sort is Sort.CLASS]
    properties = [entry for entry in chapter.entries if entry.sort is not Sort.CLASS]
    parts = []
    if classes:
        parts.append(element("h2", text(frame.say("classes")), id="classes"))
        parts.append(element("figure", _forest(classes, frame)))
        parts += [term_section(entry, frame) for entry in classes]
    if properties:
        parts.append(element("h2", text(frame.say("properties")), id="properties"))
        parts += [term_section(entry, frame) for entry in properties]
    return "".join(parts)


def _forest(classes: Sequence[Entry], frame: Frame) -> str:
    """Return all classes of a chapter as trees; what lies above them in other chapters is drawn faintly."""
    own = {entry.iri for entry in classes}

    def grown(entry: Entry) -> Node:
        node = class_node(entry, frame)
        node.below = [grown(frame.book.entries[iri]) for iri in entry.children if iri in own]
        return node

    roots: dict[str, Node] = {}
    trees = []
    for entry in classes:
        outside = [iri for iri in entry.parents if iri in frame.book.entries]
        if any(iri in own for iri in outside):
            continue
        if not outside:
            trees.append(grown(entry))
            continue
        if outside[0] not in roots:
            roots[outside[0]] = class_node(frame.book.entries[outside[0]], frame, "far")
            trees.append(roots[outside[0]])
        roots[outside[0]].below.append(grown(entry))
    return tree(trees, frame.say("class tree"), "classes")


def _map(modules: Sequence[Chapter], frame: Frame) -> str:
    rows, edges = layers(modules)
    drawn = [[Node(chapter.name, chapter.page) for chapter in row] for row in rows]
    return module_map(drawn, [(upper.name, lower.name) for upper, lower in edges], frame.say("module map"))


def _chapters(chapters: Iterable[Chapter], frame: Frame) -> str:
    cards = []
    for chapter in chapters:
        head = link(
            chapter.page, pick(chapter.titles, frame.language).removeprefix("Scheme: ").removeprefix("Schema: ")
        )
        count = element("span", f"{len(chapter.entries)} {text(frame.say('terms'))}", class_="count")
        said = element("p", text(pick(chapter.descriptions, frame.language)))
        cards.append(element("h3", head) + (count if chapter.entries else "") + said)
    return items(cards, class_="cards")


def _index_line(entry: Entry, frame: Frame) -> str:
    """Return a term of the overview; its anchor is the fragment of its IRI, which browsers bring along from there."""
    head = element("dfn", frame.link(entry.iri), id=entry.name)
    name = element("code", text(curie(entry.iri)))
    said = element("span", text(pick(entry.definitions, frame.language)), class_="said")
    return f"{head} {name} {said}"


def _banner(name: str, frame: Frame) -> str:
    home = link("index.html", "Chippolitik", class_="home")
    other = next(language for language in LANGUAGES if language != frame.language)
    target = f"{frame.up}{name}" if frame.up else f"{other}/{name}"
    switch = link(target, NAMES[other], lang=other, hreflang=other, class_="switch")
    pages = [
        link(f"{key}.html", frame.say(key), aria_current="page" if name == f"{key}.html" else "")
        for key in _OTHER_PAGES
    ]
    contents = link("#menu", frame.say("contents"), class_="contents")
    return element(
        "header",
        element("div", home + element("nav", "".join(pages) + contents, aria_label=frame.say("pages")) + switch),
        class_="banner",
    )


def _menu(name: str, frame: Frame) -> str:
    parts = [
        link("index.html", frame.say("about"), aria_current="page" if name == "index.html" else "", class_="about")
    ]
    for key, scheme in (("modules", False), ("schemes", True)):
        rows = []
        for chapter in (each for each in frame.book.chapters if each.scheme is scheme):
            here = chapter.page == name
            label = pick(chapter.titles, frame.language).removeprefix("Scheme: ").removeprefix("Schema: ")
            row = link(chapter.page, label, aria_current="page" if here else "")
            if here and not scheme:
                row += items(
                    (link(f"#{entry.name}", pick(entry.labels, frame.language)) for entry in chapter.entries),
                    class_="inside",
                )
            rows.append(row)
        parts.append(element("h2", text(frame.say(key))) + items(rows))
    return element("nav", "".join(parts), class_="menu", id="menu", aria_label=frame.say("modules"))
