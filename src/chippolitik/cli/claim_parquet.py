"""Rows of the flat claim table as Parquet, where commands look for it; the writing itself is in ``query``."""

from __future__ import annotations

from chippolitik.query.claim_parquet import write_parquet

__all__ = ["write_parquet"]
