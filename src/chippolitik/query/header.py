"""The header of a query file: what it asks, which parameters it takes, which columns it gives.

A header is the run of ``#`` lines at the top of a ``.rq`` file. Binding values and running are elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from chippolitik.errors import InputError

__all__ = ["Column", "ColumnType", "Parameter", "ParameterType", "QuerySpec", "read_query"]


class ParameterType(StrEnum):
    """What a parameter may hold."""

    ENTITY = "entity"  # an IRI, an id of the knowledge base, a label or an alias
    KIND = "kind"  # one of the kinds of claims
    TERM = "term"  # a concept of the scheme that the header names
    STRING = "string"
    INTEGER = "integer"
    DATE = "date"  # a day


class ColumnType(StrEnum):
    """What a column holds; it decides how a cell is printed."""

    ENTITY = "entity"  # at most one thing with a label
    ENTITIES = "entities"  # all fillers of a role, folded into one row
    CONCEPT = "concept"  # a concept of a scheme
    KIND = "kind"  # a class of the ontology
    STRING = "string"
    WORDS = "words"  # several strings, folded into one row
    NUMBER = "number"
    BOOLEAN = "boolean"
    ARTICLE = "article"
    SOURCE = "source"  # a string whose absence means unknown
    PUBLISHED = "published"  # a partial date whose absence means unknown
    CLAIM = "claim"  # the IRI of a claim; for machines, and for ``explain``
    CLAIMS = "claims"  # IRIs of several claims, folded into one row
    ORIGINS = "origins"  # names of the independent origins of the row's claims; counted here, not selected
    ORIGIN_COUNT = "origin count"  # how many they are
    ANY = "any"  # a column of a query without header


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A parameter of a query; ``?in_<name>`` in its text.

    Attributes:
        name: Its name.
        type: What it may hold.
        scheme: The concept scheme of a term; empty otherwise.
        required: Whether it must be given.
        default: What it is if it is not given, as the user would write it; None for nothing.
        description: A sentence for people.
    """

    name: str
    type: ParameterType
    scheme: str = ""
    required: bool = False
    default: str | None = None
    description: str = ""

    @property
    def variable(self) -> str:
        """The variable that carries it in the query."""
        return f"in_{self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of the answer; the variable of the same name."""

    name: str
    type: ColumnType
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuerySpec:
    """A query with its header.

    Attributes:
        name: What ``query NAME`` calls it: the file name without number and ending.
        text: The whole file.
        titles: Language code → the question.
        topic: What ``queries`` groups by.
        parameters: Its parameters, in order.
        columns: Its columns, in order; empty if the file has no header.
        example: Options that work on most stores.
        least: The integer parameter that says how many origins a row needs; empty if none does.
    """

    name: str
    text: str
    titles: dict[str, str]
    topic: str = ""
    parameters: tuple[Parameter, ...] = ()
    columns: tuple[Column, ...] = ()
    example: str = ""
    least: str = ""

    def parameter(self, name: str) -> Parameter | None:
        """Return the parameter of that name, or None."""
        return next((p for p in self.parameters if p.name == name), None)

    def title(self, lang: str) -> str:
        """Return the question in a language, or else in English."""
        return self.titles.get(lang) or self.titles.get("en", "")


_LINE = re.compile(r"#\s*(?P<key>[a-z]+)(?:@(?P<lang>[a-z]{2}))?:\s*(?P<value>.+)")
_FIELD = re.compile(r"(?P<name>[a-z][a-z0-9_]*) \((?P<type>[^)]*)\) (?P<description>.+)")
_PROJECTION = re.compile(r"\bSELECT\b(?P<head>.*?)\bWHERE\b", re.DOTALL)


def read_query(name: str, text: str, *, file: str = "") -> QuerySpec:
    """Read a query file with its header; a file without one gives a query without parameters.

    Args:
        name: What to call it.
        text: The file's text.
        file: The file's name, for errors.

    Raises:
        InputError: A line of the header means nothing, or names a variable that the query does not select.

    Example:
        >>> spec = read_query("buyers", '''# title@en: Who ordered?
        ... # column: buyer (entities) Who ordered.
        ... SELECT ?buyer WHERE { ?order <https://w3id.org/chippolitik/ontology#buyer> ?buyer }''')
        >>> spec.title("de"), spec.columns[0].type.value
        ('Who ordered?', 'entities')
        >>> read_query("mine", "SELECT * { ?s ?p ?o }").columns
        ()
    """
    lines = text.splitlines()
    if not re.match(r"#\s*title@", text):
        return QuerySpec(name=name, text=text, titles={})
    titles: dict[str, str] = {}
    plain: dict[str, str] = {}
    parameters: list[Parameter] = []
    columns: list[Column] = []
    for number, line in enumerate(lines, 1):
        if not line.startswith("#"):
            break
        match = _LINE.fullmatch(line.strip())
        key = match["key"] if match else ""
        value = match["value"].strip() if match else ""
        if match and key == "title" and match["lang"]:
            titles[match["lang"]] = value
        elif key == "parameter":
            parameters.append(_parameter(value, file, number))
        elif key == "column":
            columns.append(_column(value, file, number))
        elif key in {"topic", "example", "least"}:
            plain[key] = value
        else:
            raise InputError(
                f"not a line of a query's header: {line!r}",
                "known are title@en, title@de, topic, parameter, column, example, least",
                file=file,
                line=number,
            )
    spec = QuerySpec(name=name, text=text, titles=titles, parameters=tuple(parameters), columns=tuple(columns), **plain)
    _check_projection(spec, file)
    return spec


def _field(value: str, file: str, line: int) -> tuple[str, list[str], str]:
    match = _FIELD.fullmatch(value)
    if not match:
        raise InputError(f"not of the form 'name (type) What it is.': {value!r}", file=file, line=line)
    return match["name"], [part.strip() for part in match["type"].split(",")], match["description"]


def _parameter(value: str, file: str, line: int) -> Parameter:
    name, (kind, *marks), description = _field(value, file, line)
    kind, _, scheme = kind.partition(" ")
    default = next((mark.removeprefix("default ") for mark in marks if mark.startswith("default ")), None)
    unknown = [mark for mark in marks if mark != "optional" and not mark.startswith("default ")]
    if kind not in set(ParameterType) or unknown or (kind == ParameterType.TERM) != bool(scheme):
        raise InputError(f"not a type of a parameter: {value!r}", file=file, line=line)
    return Parameter(
        name=name,
        type=ParameterType(kind),
        scheme=scheme,
        required="optional" not in marks and default is None,
        default=default,
        description=description,
    )


def _column(value: str, file: str, line: int) -> Column:
    name, types, description = _field(value, file, line)
    if len(types) != 1 or types[0] not in set(ColumnType):
        raise InputError(f"not a type of a column: {value!r}", file=file, line=line)
    return Column(name=name, type=ColumnType(types[0]), description=description)


def _check_projection(spec: QuerySpec, file: str) -> None:
    """Hold header and query together: a value can be bound only to a variable that the query selects."""
    match = _PROJECTION.search("\n".join(line for line in spec.text.splitlines() if not line.startswith("#")))
    selected = set(re.findall(r"[?$](\w+)", match["head"])) if match else set()
    counted = {c.name for c in spec.columns if c.type in {ColumnType.ORIGINS, ColumnType.ORIGIN_COUNT}}
    if counted and not any(c.type is ColumnType.CLAIMS for c in spec.columns):
        raise InputError("origins are counted of a column of type claims, which the header lacks", file=file)
    for variable in [p.variable for p in spec.parameters] + [c.name for c in spec.columns if c.name not in counted]:
        if variable not in selected:
            raise InputError(f"the header names ?{variable}, which the query does not select", file=file)
