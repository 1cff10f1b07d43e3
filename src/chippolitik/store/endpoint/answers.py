"""What a server answers to a query, read as the embedded store would have answered."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    parse_query_results,
)

from chippolitik.errors import StoreError

__all__ = ["Answer"]

_IN_MEMORY = 2**24  # bytes
_FOREIGN_NODE = re.compile(rb'("type":\s?"bnode",\s?"value":\s?")nodeID://')
"""How Virtuoso names blank nodes in JSON, which are not names that SPARQL allows."""
_OVERLAP = 64  # bytes; longer than what is looked for
_JSON, _LINES = QueryResultsFormat.JSON, RdfFormat.N_TRIPLES


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer of a server: a short one in memory, a long one in a temporary file that goes once it is read.

    Attributes:
        kind: Media type without parameters.
        short: The answer, if it is short.
        long: The file, if it is not.
    """

    kind: str
    short: bytes = b""
    long: Path | None = None

    @classmethod
    def gathered(cls, kind: str, chunks: Iterable[bytes]) -> Self:
        """Gather an answer that comes in pieces."""
        rest, short = _mended(chunks), bytearray()
        for chunk in rest:
            short += chunk
            if len(short) > _IN_MEMORY:
                return cls(kind, long=_filed(bytes(short), rest))
        return cls(kind, bytes(short))

    def results(self) -> QuerySolutions | QueryBoolean | QueryTriples:
        """Read it.

        Raises:
            StoreError: It is no answer to a query.
        """
        try:
            if "json" in self.kind:
                return _truth(parse_query_results(**self._source(), format=_JSON))
            memory = Store()
            memory.bulk_load(**self._source(), format=_LINES)
        except SyntaxError as error:
            raise StoreError(
                f"an answer of type {self.kind!r} that is no result of a query: {error.msg}", "see --server"
            ) from error
        finally:
            if self.long is not None:
                self.long.unlink()  # whoever reads it has it open
        return memory.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")

    def _source(self) -> dict[str, Any]:
        return {"input": self.short} if self.long is None else {"path": str(self.long)}


def _mended(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield an answer in which blank nodes have names that SPARQL allows."""
    held = b""
    for chunk in chunks:
        held = _FOREIGN_NODE.sub(rb"\1", held + chunk)
        yield held[:-_OVERLAP]
        held = held[-_OVERLAP:]
    yield held


def _filed(beginning: bytes, rest: Iterator[bytes]) -> Path:
    with tempfile.NamedTemporaryFile(prefix="chippolitik-answer-", delete=False) as file:
        try:
            file.write(beginning)
            file.writelines(rest)
        except BaseException:
            Path(file.name).unlink()
            raise
        return Path(file.name)


def _truth(found: QuerySolutions | QueryBoolean) -> QuerySolutions | QueryBoolean:
    """Return Virtuoso's table of one number as the boolean that it stands for."""
    if not isinstance(found, QuerySolutions) or [name.value for name in found.variables] != ["__ASK_RETVAL"]:
        return found
    yes = getattr(next(found)["__ASK_RETVAL"], "value", "0") == "1"
    return parse_query_results(f'{{"head": {{}}, "boolean": {str(yes).lower()}}}', _JSON)
