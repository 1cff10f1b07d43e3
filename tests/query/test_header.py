"""Headers of query files: read whole, or refused with file and line."""

from __future__ import annotations

import pytest

from chippolitik.errors import InputError
from chippolitik.query.header import ColumnType, ParameterType, read_query

BODY = "SELECT ?user ?in_model WHERE { ?user ?p ?in_model }"
HEAD = "# title@en: Who?\n# title@de: Wer?\n"


def test_a_header_is_read() -> None:
    """Titles, topic, parameters with their marks, columns and example come out as written."""
    text = (
        HEAD + "# topic: claims\n# parameter: model (entity, optional) The model, if any.\n"
        "# column: user (entities) Who uses it (all of them).\n# example: -p model=Atlas\n" + BODY
    )
    spec = read_query("users", text)
    assert (spec.title("de"), spec.title("fr"), spec.topic, spec.example) == (
        "Wer?",
        "Who?",
        "claims",
        "-p model=Atlas",
    )
    [parameter], [column] = spec.parameters, spec.columns
    assert (parameter.name, parameter.type, parameter.required) == ("model", ParameterType.ENTITY, False)
    assert parameter.description == "The model, if any."
    assert (column.name, column.type) == ("user", ColumnType.ENTITIES)


def test_a_comment_is_no_header() -> None:
    """A query that begins with any other comment has no header."""
    spec = read_query("mine", "# my first query\n" + BODY)
    assert (spec.parameters, spec.columns, spec.titles) == ((), (), {})


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("# colunm: user (entities) Who.", "not a line of a query's header"),
        ("# just words", "not a line of a query's header"),
        ("# column: user (people) Who.", "not a type of a column"),
        ("# column: user Who.", "not of the form"),
        ("# parameter: model (entity, maybe) A model.", "not a type of a parameter"),
        ("# parameter: model (term) A model.", "not a type of a parameter"),
        ("# parameter: model (entity modality) A model.", "not a type of a parameter"),
    ],
)
def test_a_broken_line_is_named(line: str, message: str) -> None:
    """A line that means nothing is refused with its place."""
    with pytest.raises(InputError, match=message) as caught:
        read_query("bad", HEAD + line + "\n" + BODY, file="bad.rq")
    assert (caught.value.file, caught.value.line) == ("bad.rq", 3)


@pytest.mark.parametrize("line", ["# column: chip (entity) A chip.", "# parameter: chip (entity) A chip."])
def test_header_and_query_must_agree(line: str) -> None:
    """A column or parameter that the query does not select is refused, since it could not be bound or shown."""
    with pytest.raises(InputError, match="which the query does not select"):
        read_query("bad", HEAD + line + "\n" + BODY)
