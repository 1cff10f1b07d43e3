"""The catalogue of queries as forms: parameters in, rows out, each with its evidence, and downloads."""

from __future__ import annotations

import shlex
from itertools import pairwise
from typing import Any

from pyoxigraph import NamedNode
from starlette.responses import Response
from starlette.routing import Route

from chippolitik.errors import UsageError
from chippolitik.model import Kind
from chippolitik.namespaces import VOCAB
from chippolitik.query import TOPICS, Answer, QuerySpec, catalogue, find_query, run_query, why_empty
from chippolitik.query.evidence import with_evidence
from chippolitik.query.header import ColumnType, Parameter, ParameterType
from chippolitik.query.render import render
from chippolitik.serve.pages.apart import apart_page
from chippolitik.serve.pages.cells import shown
from chippolitik.serve.pages.desk import Desk, desk_page
from chippolitik.serve.pages.wording import language_of_words

__all__ = ["question_page", "routes"]

_FORMATS = {
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "json": "application/json",
    "jsonl": "application/jsonl",
    "md": "text/markdown",
    "srj": "application/sparql-results+json",
}
_MOST = 500
_SCHEME = NamedNode("http://www.w3.org/2004/02/skos/core#inScheme")
_HIDDEN = {"basis", "confidence"}


def routes() -> list[Route]:
    """Return the routes of the list and of one query."""
    return [
        Route("/questions", desk_page(_list), methods=["GET", "HEAD"]),
        Route("/questions/{name}", apart_page("question", question_page), methods=["GET", "HEAD"]),
    ]


def _list(desk: Desk) -> Response:
    topics = [
        (desk.t(heading), [spec for spec in catalogue().values() if spec.topic == topic])
        for topic, heading in TOPICS.items()
    ]
    return desk.show("questions.html", 200, title=desk.t("Questions"), topics=[one for one in topics if one[1]])


def question_page(desk: Desk) -> Response:
    """Return the page of one question: its form, and its rows where something is asked."""
    spec = find_query(desk.request.path_params["name"])
    given = {p.name: value for p in spec.parameters if (value := desk.field(p.name))}
    asked = bool(given) or desk.field("ask") == "1" or not any(p.required for p in spec.parameters)
    answer: Answer | None = None
    error, empty = None, ""
    if asked and not desk.problem:
        try:
            answer = run_query(desk.store, spec, given, lang=desk.lang, article_name=desk.article_name)
            if not answer.rows:
                empty = why_empty(desk.store, spec, given)
        except UsageError as wrong:
            error = wrong
    form = desk.field("format")
    if answer is not None and form in _FORMATS:
        full = with_evidence(desk.store, answer, desk.labels)[0] if form != "srj" else answer
        headers = {"Content-Disposition": f'attachment; filename="{spec.name}.{form}"'}
        return Response(render(full, form), 200, headers, _FORMATS[form])
    return desk.show(
        "question.html",
        desk.problem.status if desk.problem else 400 if error else 200,
        title=spec.title(desk.lang),
        spec=spec,
        fields=[_field(desk, p, given.get(p.name, "")) for p in spec.parameters],
        error=(error.message, error.hint) if error else desk.stopped,
        empty=empty,
        table=_table(desk, answer) if answer else None,
        formats=list(_FORMATS),
        example=_example(desk, spec),
    )


def _field(desk: Desk, parameter: Parameter, value: str) -> dict[str, Any]:
    options: list[tuple[str, str]] = []
    if parameter.type is ParameterType.KIND:
        options = [(kind.value, desk.term(kind.value)) for kind in Kind]
    elif parameter.type is ParameterType.TERM:
        scheme = VOCAB + parameter.scheme
        views = (desk.store, desk.site.reading.shipped())
        members = {
            quad.subject.value
            for view in views
            for quad in view.match(None, _SCHEME, NamedNode(scheme), None)
            if isinstance(quad.subject, NamedNode)
        }
        options = sorted(((iri.rpartition("/")[2], desk.link(iri).label) for iri in members), key=lambda one: one[1])
    kinds = {ParameterType.DATE: "date", ParameterType.INTEGER: "number"}
    return {
        "name": parameter.name,
        "label": desk.t(parameter.name.replace("_", " ")),
        "type": kinds.get(parameter.type, "text"),
        "options": options,
        "required": parameter.required,
        "value": value or (parameter.default or ""),
        "note": desk.t(parameter.description),
        "note_lang": language_of_words(parameter.description, desk.lang),
    }


def _table(desk: Desk, answer: Answer) -> dict[str, Any]:
    columns = answer.columns
    claims = [i for i, column in enumerate(columns) if column.type in {ColumnType.CLAIM, ColumnType.CLAIMS}]
    kept = [
        i
        for i, column in enumerate(columns)
        if i not in claims
        and not (claims and column.name == "quote")
        and column.name not in _HIDDEN
        and any(row[i] is not None for row in answer.rows)
    ]
    full, _ = with_evidence(desk.store, Answer(columns, answer.rows[:_MOST]), desk.labels)
    quotes = [row[len(columns)] for row in full.rows]
    rows = [
        {
            "cells": [shown(desk, row[i], columns[i]) for i in kept],
            "evidence": [one for i in claims for one in shown(desk, row[i], columns[i]).values],
            "quotes": [str(one) for one in (quotes[number] or ())],  # type: ignore[union-attr]  # tuples of strings
        }
        for number, row in enumerate(answer.rows[:_MOST])
    ]
    return {
        "columns": [(columns[i].name, desk.t(columns[i].description)) for i in kept],
        "rows": rows,
        "total": len(answer.rows),
        "claims": any(row["quotes"] for row in rows),
    }


def _example(desk: Desk, spec: QuerySpec) -> str:
    """Return a link that fills the form as the header's example does."""
    fields: dict[str, str] = {}
    words = shlex.split(spec.example)
    for flag, text in pairwise(words):
        if flag == "-p":
            name, _, value = text.partition("=")
            fields[name] = value
        elif flag in {"--as-of", "--known-at"}:
            fields[flag[2:].replace("-", "_")] = text
    return desk.path(f"/questions/{spec.name}", **fields) if fields else ""
