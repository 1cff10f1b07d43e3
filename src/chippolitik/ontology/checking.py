"""Judge an ontology by all that can be asked of it: hygiene, OWL 2 DL and RL, declarations, and consistency.

The single checks are in ``hygiene``, ``dl``, ``rl`` and ``reasoning``; printing is in ``report``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from chippolitik.assets import asset_path
from chippolitik.errors import InputError
from chippolitik.ontology.dl import dl_findings
from chippolitik.ontology.files import OntologyFile, load_ontology
from chippolitik.ontology.finding import Finding, Severity
from chippolitik.ontology.hygiene import catalogue, hygiene_findings
from chippolitik.ontology.index import Index
from chippolitik.ontology.reasoning import reason
from chippolitik.ontology.rl import rl_findings
from chippolitik.ontology.rulebook import Rulebook, read_rulebook

__all__ = ["OTHER_CHECKS", "Outcome", "check_ontology", "own_rulebook"]

OTHER_CHECKS: dict[str, str] = {
    "syntax": "Each file can be read",
    "owl-dl": "The ontology with its imports is in OWL 2 DL",
    "owl-rl": "The ontology with its imports is in OWL 2 RL",
    "consistency": "A reasoner finds a world in which all is true (with --reason)",
    "unsatisfiable-class": "Each class can have a member (with --reason)",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check found.

    Attributes:
        findings: What counts, sorted.
        accepted: What the rulebook accepts, sorted.
        triples: How many triples were looked at, imports included.
    """

    findings: list[Finding]
    accepted: list[Finding]
    triples: int

    def count(self, severity: Severity) -> int:
        """Return how many findings have that severity."""
        return sum(finding.severity is severity for finding in self.findings)


def own_rulebook() -> Rulebook:
    """Return the rulebook by which the project judges its own ontology."""
    return read_rulebook(asset_path("ontology/rulebook.yaml"), [*catalogue(), *OTHER_CHECKS])


def check_ontology(paths: Sequence[Path], rulebook: Rulebook, *, with_reasoner: bool = False) -> Outcome:
    """Check files, or our own ontology if there are none.

    Args:
        paths: OWL files of any origin; what they import is read if this installation holds it.
        rulebook: Languages, severities and accepted findings.
        with_reasoner: Whether to ask HermiT as well.

    Raises:
        MissingPartError: The reasoner is asked for and Java is missing.
    """
    files, imported, broken = _read(paths)
    everything = [*imported, *files]
    index = Index(triple for file in everything for triple in file.triples)
    found = [*broken, *hygiene_findings(files, imported, rulebook.languages)]
    homes = _homes(files)
    profiles = [*dl_findings(index), *rl_findings(index)]
    found += [replace(finding, file=homes.get(finding.term, "")) for finding in profiles]
    if with_reasoner:
        found += _reasoned(everything)
    counted, accepted = rulebook.judge(found)
    return Outcome(counted, accepted, len(index.triples))


def _read(paths: Sequence[Path]) -> tuple[list[OntologyFile], list[OntologyFile], list[Finding]]:
    """Return the files to judge, what they import, and a finding for each file that cannot be read."""
    if not paths:
        return load_ontology(), [], []
    found: dict[Path, OntologyFile] = {}
    broken: list[Finding] = []
    for path in paths:
        try:
            found.update((file.path, file) for file in load_ontology(path))
        except InputError as error:
            broken.append(Finding("syntax", Severity.ERROR, "", str(error.line or ""), str(error), path.name))
    given = {path for path in paths if path in found}
    return [found[path] for path in given], [file for path, file in found.items() if path not in given], broken


def _homes(files: Sequence[OntologyFile]) -> dict[str, str]:
    """Map each term to the file that speaks of it first."""
    homes: dict[str, str] = {}
    for file in files:
        for triple in file.triples:
            homes.setdefault(getattr(triple.subject, "value", ""), file.path.name)
    return homes


def _reasoned(files: Sequence[OntologyFile]) -> list[Finding]:
    verdict = reason(triple for file in files for triple in file.triples)
    if verdict.refused:
        return [Finding("consistency", Severity.ERROR, "", verdict.refused, "could not be reasoned over")]
    if not verdict.consistent:
        return [Finding("consistency", Severity.ERROR, "", "", "is inconsistent: no world can be as it says")]
    message = "can have no member; look at the disjointness of its ancestors, domains and ranges"
    return [Finding("unsatisfiable-class", Severity.ERROR, iri, "", message) for iri in verdict.unsatisfiable]
