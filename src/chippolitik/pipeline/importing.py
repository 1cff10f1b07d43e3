"""Records of structured sources → work for the ingest: each record an article of its own, each statement in it a claim.

The article is the record as lines of text, and a claim's quote is that text, so that every claim shows its row. Its key
is the mapping's name and the record's id: a later edition of the source takes the place of the earlier one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from chippolitik.corpus import Defaults, Problem
from chippolitik.corpus.mapping import RowMapping, values_at
from chippolitik.corpus.reading import Fields, build
from chippolitik.corpus.structured import numbered_records
from chippolitik.errors import InputError
from chippolitik.graph import Extractor
from chippolitik.model import KINDS, Claim, Kind, claim_from_flat
from chippolitik.pipeline.processing import Work
from chippolitik.resolve.name_matching import NameMatcher
from chippolitik.tables import Tables

__all__ = ["Importer", "extractor_name"]


def extractor_name(mapping: RowMapping) -> Extractor:
    """Return what names the maker of the claims: the mapping and its version."""
    return Extractor(f"mapping-{mapping.name}", mapping.version)


@dataclass(slots=True)
class Importer:
    """Reads files by a mapping.

    Attributes:
        mapping: How they are read.
        matcher: Finds what names mean.
        tables: The knowledge base, which names Wikidata's items too.
        defaults: What the user says about records that do not say it themselves.
        records: How many records were read.
        silent: How many of them say nothing that the mapping asks for.
        keys: The keys of the articles.
    """

    mapping: RowMapping
    matcher: NameMatcher
    tables: Tables
    defaults: Defaults = field(default_factory=Defaults)
    records: int = 0
    silent: int = 0
    keys: set[str] = field(default_factory=set)

    def works(self, path: Path) -> Iterator[Work | Problem]:
        """Read a file.

        Yields:
            The work of each record that says something, in order; Problems.
        """
        try:
            names = self._names(path)
            for item in numbered_records(path, self.mapping):
                if isinstance(item, Problem):
                    yield item
                    continue
                self.records += 1
                rows = list(self._rows(item[1], names))
                self.silent += not rows
                if rows:
                    yield self._work(path, *item, rows)
        except InputError as error:
            yield Problem(error)

    def _names(self, path: Path) -> Mapping[str, str]:
        """Return the names of ids that records speak of, which takes a first reading where the mapping names any."""
        mapping = self.mapping
        if not mapping.name_id or mapping.name_of is None:
            return {}
        names: dict[str, str] = {}
        for item in numbered_records(path, mapping):
            if not isinstance(item, Problem):
                named = mapping.name_of.of(item[1], None, {})
                names.update((one, named[0]) for one in values_at(item[1], mapping.name_id) if named)
        sure = [row for row in self.tables.entities.values() if row.wikidata_confidence == "high"]
        return names | {row.wikidata: row.label_en for row in sure if row.wikidata}

    def _rows(self, record: dict[str, Any], names: Mapping[str, str]) -> Iterator[dict[str, Any]]:
        for rule in self.mapping.claims:
            spec = KINDS[Kind(rule.kind)]
            for row in rule.rows(record, names, frozenset(spec.required)):
                if not spec.one_of or set(spec.one_of) & set(row["roles"]):
                    yield row

    def _work(self, path: Path, number: int, record: dict[str, Any], rows: list[dict[str, Any]]) -> Work | Problem:
        mapping, text = self.mapping, self.mapping.text_of(record)
        parts = [next(values_at(record, one), "") for one in mapping.id]
        name = "/".join(filter(None, parts)) or hashlib.sha256(text.encode()).hexdigest()[:16]
        key = f"{mapping.name}#{name}"
        try:
            document = build(
                Fields(
                    text=text,
                    published=_first(mapping.published.of(record, None, {}) if mapping.published else []),
                    source=_first(mapping.source.of(record, None, {})),
                    language=mapping.language,
                    id=name,
                    line=number,
                ),
                place=str(path),
                name=name,
                key=key,
                defaults=self.defaults,
                path=str(path.resolve()),
            )
            claims = tuple(self._claim(row, text) for row in rows)
        except InputError as error:
            return Problem(error)
        except ValueError as error:
            return Problem(InputError(str(error), "look at the mapping", file=str(path), line=number))
        self.keys.add(key)
        url = _first(mapping.url.of(record, None, {})) if mapping.url else None
        return Work(replace(document, url=url), claims, extractor=extractor_name(mapping))

    def _claim(self, row: dict[str, Any], text: str) -> Claim:
        return claim_from_flat({**row, "quote": text, "start": 0, "end": len(text)}, text=text, resolve=self.matcher)


def _first(values: list[str]) -> str | None:
    return values[0] if values else None
