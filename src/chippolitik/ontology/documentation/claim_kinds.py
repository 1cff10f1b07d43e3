"""The page of the kinds of claims: what a row of the flat claim table may say, and to which terms it leads.

The kinds themselves are the table in ``model.kinds``.
"""

from __future__ import annotations

from chippolitik.model.kinds import KINDS, Fills, KindSpec, Role
from chippolitik.namespaces import CHIP, vocab_iri
from chippolitik.ontology.documentation.frame import Frame
from chippolitik.ontology.documentation.markup import element, items, text

__all__ = ["kinds_page"]

_HEADS = ("kind", "roles", "derives")


def kinds_page(frame: Frame) -> str:
    """Return the middle of the page of kinds."""
    head = "".join(element("th", text(frame.say(key)), scope="col") for key in _HEADS)
    rows = "".join(_row(spec, frame) for spec in KINDS.values())
    table = element("table", element("thead", element("tr", head)) + element("tbody", rows), class_="stacked")
    return (
        element("h1", text(frame.say("kinds")))
        + element("p", text(frame.say("kinds lead")), class_="lead-in")
        + element("div", table, class_="wide", tabindex="0", role="region", aria_label=frame.say("kinds"))
    )


def _row(spec: KindSpec, frame: Frame) -> str:
    name = frame.link(CHIP + spec.kind.value) + element("p", element("code", text(spec.kind.value)), class_="note")
    roles = items((_role(role, frame) for role in spec.roles), class_="plain")
    if spec.one_of:
        names = ", ".join(element("code", text(role)) for role in spec.one_of)
        roles += element("p", f"{text(frame.say('one of'))} {names}", class_="note")
    if spec.statuses:
        statuses = frame.links(vocab_iri("status", word) for word in spec.statuses)
        roles += element("p", f"{text(frame.say('status'))}: {statuses}", class_="note")
    cells = element("td", roles) + element("td", _shortcut(spec, frame))
    return element("tr", element("th", name, scope="row") + cells, id=spec.kind.value)


def _role(role: Role, frame: Frame) -> str:
    name = element("code", text(role.name))
    match role.fills:
        case Fills.TEXT:
            filler = text(frame.say("in words"))
        case Fills.TERM:
            filler = text(frame.say("concept"))
        case _:
            filler = frame.link(CHIP + role.fills.default_class)
    return f"{element('strong', name) if role.required else name} → {frame.link(CHIP + role.property)} ({filler})"


def _shortcut(spec: KindSpec, frame: Frame) -> str:
    if spec.shortcut is None:
        return ""
    prop, subject, value = spec.shortcut
    return f"⇒ {element('code', text(subject))} {frame.link(CHIP + prop)} {element('code', text(value))}"
