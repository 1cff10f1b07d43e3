"""Answers as Parquet, with typed columns; it needs the extra ``parquet``. Text formats are in ``render``."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from chippolitik.errors import MissingPartError
from chippolitik.query.answer import Answer, Cell, Thing
from chippolitik.query.header import Column, ColumnType

__all__ = ["parquet_bytes", "typed_arrays"]

_LISTS = {ColumnType.ENTITIES, ColumnType.WORDS, ColumnType.CLAIMS, ColumnType.ORIGINS}
_NUMBERS = {ColumnType.NUMBER, ColumnType.ORIGIN_COUNT}
_THINGS = {ColumnType.ENTITY, ColumnType.ENTITIES, ColumnType.ARTICLE}
_INT64 = 2**63


def parquet_bytes(answer: Answer) -> bytes:
    """Return an answer as a Parquet file.

    Columns with several things are lists; things have their labels in a column and their IRIs in ``<name>_iri``;
    numbers are 64-bit integers where all are whole, and doubles otherwise; what is not known is null.

    Raises:
        MissingPartError: pyarrow is not installed.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 - an optional part, slow to import
        import pyarrow.parquet as pq  # noqa: PLC0415 - as above
    except ImportError as error:
        raise MissingPartError.of_extra("Parquet needs pyarrow", "parquet") from error
    fields: list[tuple[str, Any]] = []
    arrays = []
    for i, column in enumerate(answer.columns):
        for name, values, kind in typed_arrays(column, [row[i] for row in answer.rows]):
            types = {"list": pa.list_(pa.string()), "int": pa.int64(), "double": pa.float64(), "bool": pa.bool_()}
            chosen = types.get(kind, pa.string())
            fields.append((name, chosen))
            arrays.append(pa.array(values, type=chosen))
    out = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, schema=pa.schema(fields)), out)
    return out.getvalue()


def typed_arrays(column: Column, cells: list[Cell]) -> Iterator[tuple[str, list[Any], str]]:
    """Yield name, values and type of the one or two arrays of a column: list, int, double, bool or another for text."""
    if column.type in _LISTS:
        yield column.name, [None if cell is None else [_text(one) for one in _several(cell)] for cell in cells], "list"
        if column.type in _THINGS:
            iris = [None if cell is None else [one.iri for one in _things(_several(cell))] for cell in cells]
            yield f"{column.name}_iri", iris, "list"
    elif column.type in _NUMBERS:
        numbers = [cell if isinstance(cell, Decimal) else None for cell in cells]
        whole = all(n is None or (n == n.to_integral_value() and abs(n) < _INT64) for n in numbers)
        yield (
            column.name,
            [None if n is None else int(n) if whole else float(n) for n in numbers],
            "int" if whole else "double",
        )
    elif column.type is ColumnType.BOOLEAN:
        yield column.name, [cell if isinstance(cell, bool) else None for cell in cells], "bool"
    else:
        yield column.name, [None if cell is None else _plain(cell, column) for cell in cells], "string"
        if column.type in _THINGS:
            yield f"{column.name}_iri", [cell.iri if isinstance(cell, Thing) else None for cell in cells], "string"


def _several(cell: Cell) -> Iterable[Thing | str]:
    return cell if isinstance(cell, tuple) else ()


def _things(values: Iterable[Thing | str]) -> Iterator[Thing]:
    return (value for value in values if isinstance(value, Thing))


def _text(value: Thing | str) -> str:
    return value if isinstance(value, str) else value.label


def _plain(cell: Cell, column: Column) -> str:
    if isinstance(cell, Thing):
        short = column.type in {ColumnType.CONCEPT, ColumnType.KIND}
        return cell.notation if short else cell.iri if column.type is ColumnType.CLAIM else cell.label
    return str(cell).lower() if isinstance(cell, bool) else str(cell)
