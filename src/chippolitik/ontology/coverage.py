"""Which terms nothing uses, and for which of them somebody wrote down why they stay.

Where terms are used is in ``usage``; the reasons lie in ``ontology/unused.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

import yaml

from chippolitik.errors import InputError
from chippolitik.namespaces import CHIP, VOCAB
from chippolitik.ontology.files import OntologyFile
from chippolitik.ontology.released import term_list
from chippolitik.ontology.usage import Usage

__all__ = ["Coverage", "Reason", "coverage_of", "read_reasons", "short"]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why terms stay that nothing uses.

    Attributes:
        terms: Patterns of short names, such as ``Person`` or ``unit/*``.
        reason: The reason.
    """

    terms: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How the terms of an ontology are used; deprecated ones and concept schemes do not count.

    Attributes:
        terms: Number of terms.
        queries: Number of terms that a query uses; likewise ``shapes`` and ``mapped``.
        unused: IRIs of terms that nothing uses, and that no reason covers, sorted.
        excused: IRI → reason, of the other terms that nothing uses.
        needless: Patterns of reasons that no unused term matches, sorted.
    """

    terms: int
    queries: int
    shapes: int
    mapped: int
    unused: tuple[str, ...]
    excused: Mapping[str, str]
    needless: tuple[str, ...]

    @property
    def used(self) -> int:
        """Number of terms that something uses."""
        return self.terms - len(self.unused) - len(self.excused)

    @property
    def passed(self) -> bool:
        """Whether each term is used or excused, and each reason is needed."""
        return not self.unused and not self.needless


def short(iri: str) -> str:
    """Return the name of a term below its namespace.

    Example:
        >>> short("https://w3id.org/chippolitik/vocab/unit/watt"), short("https://w3id.org/chippolitik/ontology#Order")
        ('unit/watt', 'Order')
    """
    return iri.removeprefix(CHIP).removeprefix(VOCAB)


def coverage_of(files: Iterable[OntologyFile], usage: Mapping[str, Usage], reasons: Iterable[Reason]) -> Coverage:
    """Return which terms are used.

    Args:
        files: The ontology with its imports.
        usage: IRI → where it is used.
        reasons: Why terms stay that nothing uses; the first that matches counts.
    """
    lines = [line.split(" ") for line in term_list(file for file in files if not file.iri.endswith("/deprecated"))]
    terms = [iri for sort, iri in lines if sort != "scheme"]
    patterns = {pattern: reason.reason for reason in reasons for pattern in reason.terms}
    unused, excused, needed = [], {}, set()
    for iri in terms:
        if usage.get(iri):
            continue
        match = next((pattern for pattern in patterns if fnmatchcase(short(iri), pattern)), None)
        if match is None:
            unused.append(iri)
        else:
            excused[iri] = patterns[match]
            needed.add(match)
    uses = [usage[iri] for iri in terms if iri in usage]
    return Coverage(
        terms=len(terms),
        queries=sum(bool(use.queries) for use in uses),
        shapes=sum(bool(use.shapes) for use in uses),
        mapped=sum(use.mapped for use in uses),
        unused=tuple(unused),
        excused=excused,
        needless=tuple(sorted(patterns.keys() - needed)),
    )


def read_reasons(path: Path) -> list[Reason]:
    """Read reasons from a YAML file: a list of ``terms`` (short names or patterns) and ``reason``.

    Raises:
        InputError: The file cannot be read, or is no such list.
    """
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8")) or []
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise InputError("cannot be read as YAML", "see ontology/unused.yaml", file=str(path)) from error
    found = []
    for entry in raw if isinstance(raw, list) else [raw]:
        if not isinstance(entry, dict) or not isinstance(entry.get("terms"), list) or not entry.get("reason"):
            raise InputError("not a list of terms with a reason", "each entry has terms and reason", file=str(path))
        found.append(Reason(tuple(map(str, entry["terms"])), str(entry["reason"])))
    return found
