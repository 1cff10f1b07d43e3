"""Rows of the flat claim table as Parquet, for pandas, polars, DuckDB and the like; nested columns, typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import IO, Any

from chippolitik.errors import MissingPartError

__all__ = ["write_parquet"]

_GROUP = 50_000  # rows in memory
_LISTS = ("disputes", "fulfils", "caused_by")


def write_parquet(rows: Iterable[Mapping[str, Any]], out: IO[bytes]) -> None:
    """Write rows, a group at a time.

    Columns are those of the flat table: ``roles`` is a map from a role to its fillers; ``quantity``, ``value`` and
    ``time`` are structs; amounts are float64, offsets int64, all else text.

    Args:
        rows: Rows of the flat claim table.
        out: Where to.

    Raises:
        MissingPartError: The extra ``parquet`` is not installed.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra
        from pyarrow import parquet  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as error:
        raise MissingPartError.of_extra("writing Parquet needs the package pyarrow", "parquet") from error
    schema = _schema(pa)
    rest = iter(rows)
    with parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        while group := list(islice(rest, _GROUP)):
            writer.write_table(pa.Table.from_pylist(list(_typed(group)), schema=schema))


def _schema(pa: Any) -> Any:
    text, number, names = pa.string(), pa.float64(), pa.list_(pa.string())
    amount = [("min", number), ("max", number), ("approximate", pa.bool_())]
    return pa.schema(
        [
            pa.field("id", text, nullable=False),
            pa.field("article", text, nullable=False),
            pa.field("kind", text, nullable=False),
            pa.field("roles", pa.map_(text, names), nullable=False),
            ("quantity", pa.struct([*amount, ("unit", text)])),
            ("value", pa.struct([*amount, ("currency", text)])),
            ("time", pa.struct([("start", text), ("end", text)])),
            *((name, text) for name in ("status", "phase", "modality", "attribution")),
            *((name, names) for name in _LISTS),
            ("quote", text),
            ("start", pa.int64()),
            ("end", pa.int64()),
        ]
    )


def _typed(rows: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    for row in rows:
        yield {
            **row,
            "roles": [(name, _listed(value)) for name, value in row["roles"].items()],
            **{name: _listed(row.get(name, [])) for name in _LISTS},
        }


def _listed(value: str | list[str]) -> list[str]:
    return value if isinstance(value, list) else [value]
