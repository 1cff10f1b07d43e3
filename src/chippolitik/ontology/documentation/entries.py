"""One term as a section of a page: what it means, where it stands, what it goes with, where it is used."""

from __future__ import annotations

from collections.abc import Iterator

from chippolitik.ontology.documentation.book import Entry, Sort
from chippolitik.ontology.documentation.diagram import Node, arrow, tree
from chippolitik.ontology.documentation.frame import Frame, anchor, curie, pick
from chippolitik.ontology.documentation.markup import element, in_language, items, link, other_language, text

__all__ = ["class_node", "concept_row", "term_section", "usage_lists"]

_FEW = 12  # classes below that a picture shows
_MANY = 8  # links from which on a list is folded up


def term_section(entry: Entry, frame: Frame) -> str:
    """Return a class or property as a section whose id is its fragment."""
    facts = "".join(element("dt", frame.say(key)) + element("dd", value) for key, value in _facts(entry, frame))
    parts = [
        _heading(entry, frame),
        _deprecation(entry, frame),
        element("p", text(pick(entry.definitions, frame.language)), class_="definition"),
        *_notes(entry, frame),
        element("figure", _picture(entry, frame)),
        element("dl", facts, class_="facts") if facts else "",
        _sample(entry, frame),
    ]
    kind = f"term {entry.sort}{' gone' if entry.replaced_by else ''}"
    return element("section", "".join(parts), class_=kind, id=entry.name, aria_labelledby=f"{entry.name}-label")


def concept_row(entry: Entry, frame: Frame) -> str:
    """Return a concept as a row of a table; its id is its notation."""
    more = [
        element("p", in_language(notes, frame.language), class_="note")
        for notes in (entry.scopes, entry.examples)
        if notes
    ]
    foreign = _foreign(entry, frame)
    more += [element("p", f"{frame.say('foreign')}: {foreign}", class_="note")] if foreign else []
    more += [element("p", used, class_="note")] if (used := usage_lists(entry, frame, short=True)) else []
    label = f"{text(pick(entry.labels, frame.language))} {other_language(entry.labels, frame.language)}"
    cells = [
        element("th", element("a", element("code", text(entry.name)), href=f"#{entry.name}"), scope="row"),
        element("td", label),
        element("td", element("p", text(pick(entry.definitions, frame.language))) + "".join(more)),
    ]
    return element("tr", "".join(cells), id=entry.name)


def usage_lists(entry: Entry, frame: Frame, *, short: bool = False) -> str:
    """Return links to the questions and shapes that use a term.

    Args:
        entry: The term.
        frame: The frame of the page.
        short: Whether to name its sorts of use in the text, and to say nothing where there is none.
    """
    usage = frame.usage.get(entry.iri)
    if usage is None:
        return "" if short else text(frame.say("nowhere"))
    queries = [_query_link(name, frame) for name in usage.queries]
    shapes = [link(f"shapes.html#{anchor(name)}", name) for name in usage.shapes]
    parts = [_named(frame.say(key), found) for key, found in (("queries", queries), ("shapes", shapes)) if found]
    if short:
        return " ".join(parts)
    return items([*parts, *([text(frame.say("mapped"))] if usage.mapped else [])], class_="plain names")


def _query_link(name: str, frame: Frame) -> str:
    title = pick(frame.questions.get(name, {}), frame.language)
    return link(f"queries.html#{anchor(name)}", name.rsplit("/", maxsplit=1)[-1], title=title)


def _named(key: str, found: list[str]) -> str:
    """Return links with what they are; folded up where there are many."""
    if len(found) <= _MANY:
        return f"{text(key)}: {', '.join(found)}"
    return element("details", element("summary", f"{text(key)} ({len(found)})") + ", ".join(found), class_="more")


def class_node(entry: Entry, frame: Frame, kind: str = "own") -> Node:
    """Return a class or concept as a box of a diagram."""
    return Node(pick(entry.labels, frame.language), frame.book.place(entry.iri), "old" if entry.replaced_by else kind)


def _heading(entry: Entry, frame: Frame) -> str:
    label = element("a", text(pick(entry.labels, frame.language)), href=f"#{entry.name}")
    name = element("h3", f"{label} {other_language(entry.labels, frame.language)}", id=f"{entry.name}-label")
    badge = element("span", text(frame.say(entry.sort)), class_=f"badge {entry.sort}")
    return element("header", name + element("p", f"{badge} {element('code', text(curie(entry.iri)))}", class_="iri"))


def _deprecation(entry: Entry, frame: Frame) -> str:
    if not entry.replaced_by:
        return ""
    said = (
        f"{text(frame.say('deprecated'))} {frame.link(entry.replaced_by)}. {text(pick(entry.changes, frame.language))}"
    )
    return element("p", said, class_="warning")


def _notes(entry: Entry, frame: Frame) -> Iterator[str]:
    for key, texts in (("scope", entry.scopes), ("example", entry.examples)):
        if texts:
            lead = element("span", f"{text(frame.say(key))}", class_="lead")
            yield element("p", f"{lead} {in_language(texts, frame.language)}", class_=f"note {key}")


def _picture(entry: Entry, frame: Frame) -> str:
    label = pick(entry.labels, frame.language)
    if entry.sort is Sort.CLASS:
        return tree(_lineage(entry, frame), f"{label}: {frame.say('class tree')}", entry.name)
    sides = [
        [
            class_node(frame.book.entries[iri], frame) if iri in frame.book.entries else Node(curie(iri), kind="far")
            for iri in side
        ]
        for side in (
            entry.domain or _inherited(entry, frame, "domain"),
            entry.range or _inherited(entry, frame, "range"),
        )
    ]
    open_end = Node("…", kind="far")
    left, right = (side or [open_end] for side in sides)
    title = f"{', '.join(n.label for n in left)} → {label} → {', '.join(n.label for n in right)}"
    return arrow(left, label, right, title, entry.name)


def _inherited(entry: Entry, frame: Frame, side: str) -> tuple[str, ...]:
    """Return the domain or range of the nearest property above that has one."""
    for level in frame.above(entry.iri):
        for iri in level:
            if iri in frame.book.entries and (found := getattr(frame.book.entries[iri], side)):
                return tuple(found)
    return ()


def _lineage(entry: Entry, frame: Frame) -> list[Node]:
    """Return a class between its ancestors and the classes right below; a second parent starts a tree of its own."""
    known = frame.book.entries
    here = class_node(entry, frame, "here")
    live = [known[iri] for iri in entry.children if not known[iri].replaced_by]
    here.below = [class_node(child, frame) for child in live[:_FEW]]
    if len(live) > _FEW:
        here.below.append(Node(f"+ {len(live) - _FEW}", kind="far"))
    top = [here]
    for level in frame.above(entry.iri):
        nodes = [class_node(known[iri], frame) for iri in level if iri in known]
        if nodes:
            nodes[-1].below = top
            top = nodes
    return top


def _facts(entry: Entry, frame: Frame) -> Iterator[tuple[str, str]]:
    is_class = entry.sort is Sort.CLASS
    if entry.parents:
        yield ("superclasses" if is_class else "superproperties"), frame.links(entry.parents)
    if entry.children:
        yield "subclasses", frame.links(entry.children)
    if is_class:
        yield from _class_facts(entry, frame)
    for key, iris in (("domain", entry.domain), ("range", entry.range), ("inverse", entry.inverse)):
        if iris:
            yield key, frame.links(iris)
    if entry.chain:
        yield "chain", " → ".join(frame.link(iri) for iri in entry.chain)
    if entry.functional:
        yield "functional", "✓"
    if entry.disjoint:
        yield "disjoint", frame.links(entry.disjoint)
    if foreign := _foreign(entry, frame):
        yield "foreign", foreign
    if not entry.replaced_by:
        yield "used in", usage_lists(entry, frame)


def _class_facts(entry: Entry, frame: Frame) -> Iterator[tuple[str, str]]:
    rows = []
    for iri in [entry.iri, *(each for level in frame.above(entry.iri) for each in level)]:
        own = [p.iri for p in frame.having.get(iri, ()) if not p.replaced_by]
        if own:
            source = "" if iri == entry.iri else f" {element('span', f'({frame.link(iri)})', class_='from')}"
            rows.append(frame.links(own) + source)
    if rows:
        yield "with", items(rows, class_="plain")
    if found := [p.iri for p in frame.filling.get(entry.iri, ()) if not p.replaced_by]:
        yield "value of", frame.links(found)


def _foreign(entry: Entry, frame: Frame) -> str:
    return ", ".join(
        f"{element('code', text(curie(iri)))} ({text(frame.say(relation))})" for relation, iri in entry.links
    )


def _sample(entry: Entry, frame: Frame) -> str:
    if not (written := frame.samples.get(entry.iri)):
        return ""
    summary = element("summary", text(frame.say("example data")))
    return element("details", summary + element("pre", element("code", text(written)), tabindex="0"))
