"""What the Python API gives back: rows that can be iterated and turned into frames, claims, what an ingest did."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pyoxigraph import Triple

from chippolitik.corpus import Notice, Problem
from chippolitik.errors import UsageError
from chippolitik.model import Claim, claim_to_flat
from chippolitik.namespaces import claim_iri
from chippolitik.pipeline.outcome import Ingested, Outcome, Summary
from chippolitik.query import Answer, Column, ColumnType, Thing
from chippolitik.query.answer import Cell
from chippolitik.query.render import json_rows, render

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

__all__ = ["ClaimRow", "Claims", "Ingestion", "Result"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Typed rows of one question.

    Attributes:
        name: The query's name; empty for one of your own.
        columns: The columns, with type and description.
        rows: One tuple of cells a row: None, text, bool, Decimal, a Thing with label and IRI, or a tuple of these.
        boolean: The answer of an ASK query, else None.
        triples: The triples of a CONSTRUCT or DESCRIBE query, else None.
        why_empty: A sentence that says why there is no row; empty if there is one.
    """

    name: str = ""
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    boolean: bool | None = None
    triples: tuple[Triple, ...] | None = None
    why_empty: str = ""
    _answer: Answer = field(repr=False, compare=False)

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, Cell]]:
        """Yield each row as column name → cell."""
        names = [column.name for column in self.columns]
        return (dict(zip(names, row, strict=True)) for row in self.rows)

    def column(self, name: str) -> list[Cell]:
        """Return the cells of a column.

        Raises:
            UsageError: There is no such column.
        """
        names = [column.name for column in self.columns]
        if name not in names:
            raise UsageError(f"no column {name!r}", f"there are {', '.join(names)}")
        return [row[names.index(name)] for row in self.rows]

    def records(self) -> list[dict[str, Any]]:
        """Return rows as plain JSON: labels under the name of the column, IRIs under ``<name>_iri``."""
        return json_rows(self._answer)

    def render(self, form: str = "md") -> str:
        """Return the rows as text: ``md``, ``csv``, ``tsv``, ``json``, ``jsonl`` or ``srj``."""
        return render(self._answer, form)

    def to_pandas(self) -> pd.DataFrame:
        """Return a frame of pandas; needs the extra ``pandas``.

        Raises:
            MissingPartError: It is not installed.
        """
        from chippolitik.api.frames import pandas_frame  # noqa: PLC0415 - an optional part

        return pandas_frame(self._answer)

    def to_polars(self) -> pl.DataFrame:
        """Return a frame of polars; needs the extra ``polars``.

        Raises:
            MissingPartError: It is not installed.
        """
        from chippolitik.api.frames import polars_frame  # noqa: PLC0415 - an optional part

        return polars_frame(self._answer)

    def _repr_markdown_(self) -> str:
        """Show a table in a notebook."""
        return render(self._answer, "md")

    @classmethod
    def of(
        cls,
        answer: Answer,
        *,
        name: str = "",
        boolean: bool | None = None,
        triples: tuple[Triple, ...] | None = None,
        why_empty: str = "",
    ) -> Result:
        """Make a result of an answer."""
        return cls(
            name=name,
            columns=answer.columns,
            rows=answer.rows,
            boolean=boolean,
            triples=triples,
            why_empty=why_empty,
            _answer=answer,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """A claim in the store.

    Attributes:
        iri: Its IRI.
        article: Name of its article.
        article_id: Id of its article.
        claim: All that it says, with quote and place.
    """

    iri: str
    article: str
    article_id: str
    claim: Claim

    def flat(self) -> dict[str, Any]:
        """Return the row of the flat claim table, the form of exchange."""
        return claim_to_flat(self.claim, article=self.article, iri=lambda digest: claim_iri(self.article_id, digest))


@dataclass(frozen=True, slots=True)
class Claims:
    """Claims by article and place in the text.

    Attributes:
        rows: The claims.
    """

    rows: tuple[ClaimRow, ...]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[ClaimRow]:
        return iter(self.rows)

    def records(self) -> list[dict[str, Any]]:
        """Return the rows of the flat claim table."""
        return [row.flat() for row in self.rows]

    def table(self) -> Result:
        """Return one row a claim with amounts as numbers and roles as text."""
        columns = tuple(Column(name=name, type=kind) for name, kind in _CLAIM_COLUMNS)
        return Result.of(Answer(columns, tuple(_claim_cells(row) for row in self.rows)))

    def to_pandas(self) -> pd.DataFrame:
        """Return the table as a frame of pandas; needs the extra ``pandas``."""
        return self.table().to_pandas()

    def to_polars(self) -> pl.DataFrame:
        """Return the table as a frame of polars; needs the extra ``polars``."""
        return self.table().to_polars()


@dataclass(frozen=True, slots=True)
class Ingestion:
    """What an ingest did.

    Attributes:
        outcomes: What became of each source, in order.
    """

    outcomes: tuple[Outcome, ...]

    @property
    def articles(self) -> tuple[Ingested, ...]:
        """The articles that are in the store now, unchanged ones included."""
        return tuple(outcome for outcome in self.outcomes if isinstance(outcome, Ingested))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What could not be read; the rest is in the store all the same."""
        return tuple(outcome for outcome in self.outcomes if isinstance(outcome, Problem))

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What was read with a reservation."""
        return tuple(outcome for outcome in self.outcomes if isinstance(outcome, Notice))

    def summary(self) -> dict[str, int]:
        """Return the figures: articles, changes, and claims, where offered = accepted + quarantined + duplicate."""
        summary = Summary()
        for outcome in self.outcomes:
            summary.add(outcome)
        return summary.row()


_TEXTS = ("start", "end", "status", "phase", "modality", "attribution", "quote")
_CLAIM_COLUMNS = (
    ("article", ColumnType.STRING),
    ("kind", ColumnType.STRING),
    ("roles", ColumnType.STRING),
    ("quantity_min", ColumnType.NUMBER),
    ("quantity_max", ColumnType.NUMBER),
    ("unit", ColumnType.STRING),
    ("value_min", ColumnType.NUMBER),
    ("value_max", ColumnType.NUMBER),
    ("currency", ColumnType.STRING),
    *((f"time_{name}" if name in {"start", "end"} else name, ColumnType.STRING) for name in _TEXTS),
    ("holds", ColumnType.BOOLEAN),
    ("claim", ColumnType.CLAIM),
)


def _claim_cells(row: ClaimRow) -> tuple[Cell, ...]:
    claim, flat = row.claim, row.flat()
    roles = (f"{name} = {', '.join(v) if isinstance(v, list) else v}" for name, v in flat["roles"].items())
    amounts = [
        (x.min, x.max, unit) if x else (None, None, None)
        for x, unit in (
            (claim.quantity, claim.quantity.unit if claim.quantity else None),
            (claim.value, claim.value.currency if claim.value else None),
        )
    ]
    said = {**flat, **{name: flat.get("time", {}).get(name) for name in ("start", "end")}}
    numbers: list[Decimal | str | None] = [part for amount in amounts for part in amount]
    texts = [said.get(name) for name in _TEXTS]
    return (row.article, claim.kind.value, "; ".join(roles), *numbers, *texts, claim.holds, Thing(row.iri, row.iri))
