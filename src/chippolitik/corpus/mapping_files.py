"""Files of mappings → mappings, checked; the shipped ones go by their names. What a mapping does is in ``mapping``."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import yaml

from chippolitik.assets import asset_path
from chippolitik.corpus.mapping import ClaimRule, RowMapping, Value
from chippolitik.errors import InputError, UsageError
from chippolitik.model import KINDS, Kind

__all__ = ["mapping_names", "read_mapping"]

_ENDING = ".yaml"
_KINDS = ("", "date", "number", "item")
_VALUE = {"value", "from", "map", "default", "as", "prefix"}
_RULE = {"kind", "each", "when", "unless", "needs", "roles", "time", "quantity", "status"}
_FILE = {"title", "source", "id", "language", "claims", "published", "url", "records", "text", "names", "shared"}


def mapping_names() -> list[str]:
    """Return the names of the shipped mappings, sorted."""
    return sorted(path.stem for path in asset_path("data/mappings").glob(f"*{_ENDING}"))


def read_mapping(name: str) -> RowMapping:
    """Read a mapping.

    Args:
        name: Name of a shipped one, or the path of a file that ends in ``.yaml``.

    Raises:
        UsageError: There is none of that name.
        InputError: The file cannot be read, or says what is not known.
    """
    if name in mapping_names():
        path = asset_path(f"data/mappings/{name}{_ENDING}")
    elif name.endswith(_ENDING):
        path = Path(name)
    else:
        raise UsageError(f"no mapping {name!r}", f"shipped: {', '.join(mapping_names())}; or give a {_ENDING} file")
    try:
        data = path.read_bytes()
        told = yaml.safe_load(data)
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", "look at the path", file=str(path)) from None
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else None
        raise InputError("is no YAML", "see the shipped mappings", file=str(path), line=line) from None
    try:
        return _mapping(path.stem, hashlib.sha256(data).hexdigest()[:8], told)
    except ValueError as error:
        raise InputError(str(error), "see the shipped mappings in data/mappings", file=str(path)) from None


def _mapping(name: str, version: str, told: Any) -> RowMapping:
    told = _object(told, "the mapping", _FILE)
    for key in ("source", "id", "language", "claims"):
        if not told.get(key):
            raise ValueError(f"{key}: is missing")
    names = _object(told.get("names", {}), "names", {"id", "name"})
    if not isinstance(told["claims"], list):
        raise ValueError("claims: a list is expected")  # noqa: TRY004 - one error type for bad files
    source = told["source"]
    return RowMapping(
        name=name,
        version=version,
        source=Value(constant=source) if isinstance(source, str) else _value(source, "source"),
        id=_paths(told["id"], "id"),
        language=str(told["language"]),
        claims=tuple(_rule(rule, f"claims[{number}]") for number, rule in enumerate(told["claims"], 1)),
        published=_value(told["published"], "published") if "published" in told else None,
        url=_optional(told.get("url"), "url"),
        records=str(told.get("records", "")),
        text=_paths(told.get("text", []), "text"),
        name_id=str(names.get("id", "")),
        name_of=Value(paths=_paths(names["name"], "names.name")) if "name" in names else None,
    )


def _rule(told: Any, place: str) -> ClaimRule:
    told = _object(told, place, _RULE)
    if told.get("kind") not in set(Kind):
        raise ValueError(f"{place}: {told.get('kind')!r} is no kind of claim")
    spec = KINDS[Kind(told["kind"])]
    roles = _object(told.get("roles", {}), f"{place}.roles", {role.name for role in spec.roles})
    if missing := set(spec.required) - set(roles):
        raise ValueError(f"{place}.roles: {told['kind']} needs {', '.join(sorted(missing))}")
    if spec.one_of and not set(spec.one_of) & set(roles):
        raise ValueError(f"{place}.roles: {told['kind']} needs one of {', '.join(spec.one_of)}")
    status = told.get("status")
    if status is not None and status not in spec.statuses:
        raise ValueError(f"{place}.status: {status!r} is none of {', '.join(spec.statuses) or 'none'}")
    quantity = dict(told["quantity"]) if isinstance(told.get("quantity"), dict) else None
    unit = str(quantity.pop("unit", "")) if quantity else ""
    time = _object(told.get("time", {}), f"{place}.time", {"start", "end"})
    return ClaimRule(
        kind=told["kind"],
        each=str(told.get("each", "")),
        when=_conditions(told.get("when", {}), f"{place}.when"),
        unless=_conditions(told.get("unless", {}), f"{place}.unless"),
        needs=_paths(told.get("needs", []), f"{place}.needs"),
        roles={name: _value(value, f"{place}.roles.{name}") for name, value in roles.items()},
        time={side: _value(value, f"{place}.time.{side}") for side, value in time.items()},
        quantity=_value(quantity, f"{place}.quantity") if quantity else None,
        unit=unit,
        status=status,
    )


def _optional(told: Any, place: str) -> Value | None:
    if told is None:
        return None
    return _value(told, place) if isinstance(told, dict) else Value(paths=_paths(told, place))


def _value(told: Any, place: str) -> Value:
    told = _object(told, place, _VALUE)
    if ("value" in told) == ("from" in told):
        raise ValueError(f"{place}: either 'value' or 'from' is expected")
    if told.get("as", "") not in _KINDS:
        raise ValueError(f"{place}: {told['as']!r} is none of {', '.join(_KINDS[1:])}")
    words = told.get("map")
    return Value(
        paths=_paths(told.get("from", []), place),
        constant=str(told.get("value", "")),
        words={str(k): str(v) for k, v in _object(words, f"{place}.map").items()} if words is not None else None,
        default=str(told.get("default", "")),
        kind=told.get("as", ""),
        prefix=str(told.get("prefix", "")),
    )


def _conditions(told: Any, place: str) -> dict[str, frozenset[str]]:
    found = {}
    for path, values in _object(told, place).items():
        if not isinstance(values, list):
            raise ValueError(f"{place}.{path}: a list of values is expected")  # noqa: TRY004 - as above
        found[path] = frozenset(map(str, values))
    return found


def _paths(told: Any, place: str) -> tuple[str, ...]:
    paths = told if isinstance(told, list) else [told]
    if not all(isinstance(path, str) and path for path in paths):
        raise ValueError(f"{place}: a path or a list of paths is expected, not {told!r}")
    return tuple(paths)


def _object(told: Any, place: str, known: set[str] | None = None) -> dict[str, Any]:
    if not isinstance(told, dict):
        raise ValueError(f"{place}: names with values are expected, not {told!r}")  # noqa: TRY004 - as above
    for name in told:
        if known is not None and name not in known:
            raise ValueError(f"{place}: {name!r} is not known; known: {', '.join(sorted(known))}")
    return {str(name): value for name, value in told.items()}
