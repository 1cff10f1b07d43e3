"""Typed rows as frames of pandas and polars, which are optional parts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from chippolitik.errors import MissingPartError
from chippolitik.query import Answer
from chippolitik.query.parquet import typed_arrays

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

__all__ = ["pandas_frame", "polars_frame"]

_PANDAS = {"int": "Int64", "double": "Float64", "bool": "boolean", "list": "object"}


def pandas_frame(answer: Answer) -> pd.DataFrame:
    """Return rows as a frame of pandas, with the columns and types that Parquet gets; what is not known is missing.

    Raises:
        MissingPartError: pandas is not installed.
    """
    try:
        import pandas as pd  # noqa: PLC0415 - an optional part, slow to import
    except ImportError as error:
        raise MissingPartError.of_extra("frames of pandas need it", "pandas") from error
    return pd.DataFrame(
        {name: pd.Series(values, dtype=_PANDAS.get(kind, "string")) for name, values, kind in _arrays(answer)}
    )


def polars_frame(answer: Answer) -> pl.DataFrame:
    """Return rows as a frame of polars, with the columns and types that Parquet gets; what is not known is null.

    Raises:
        MissingPartError: polars is not installed.
    """
    try:
        import polars as pl  # noqa: PLC0415 - an optional part, slow to import
    except ImportError as error:
        raise MissingPartError.of_extra("frames of polars need it", "polars") from error
    types: dict[str, Any] = {"int": pl.Int64, "double": pl.Float64, "bool": pl.Boolean, "list": pl.List(pl.String)}
    return pl.DataFrame(
        [pl.Series(name, values, dtype=types.get(kind, pl.String)) for name, values, kind in _arrays(answer)]
    )


def _arrays(answer: Answer) -> Iterator[tuple[str, list[Any], str]]:
    for i, column in enumerate(answer.columns):
        yield from typed_arrays(column, [row[i] for row in answer.rows])
