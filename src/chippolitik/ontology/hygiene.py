"""Run the hygiene checks, each a SPARQL query of ``ontology/hygiene``, over an OWL file of whatever origin.

Profiles of OWL are checked in ``dl`` and ``rl``, consistency in ``reasoning``; ``checking`` joins them all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QuerySolutions, Store, Variable

from chippolitik.assets import asset_path
from chippolitik.errors import AssetError
from chippolitik.ontology.files import OntologyFile
from chippolitik.ontology.finding import Finding, Severity
from chippolitik.ontology.index import CLASS_TYPES, Index
from chippolitik.ontology.names import OWL, RDF, RDFS, SKOS, Namespace

__all__ = ["Check", "catalogue", "hygiene_findings", "languages_of"]

_CHECK = Namespace("https://w3id.org/chippolitik/check#")
_VANN = Namespace("http://purl.org/vocab/vann/")
_PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, RDF.Property)
_HEADER = re.compile(r"^# (\w+): (.*)$", re.MULTILINE)
_LABELS = (RDFS.label, SKOS.prefLabel)


@dataclass(frozen=True, slots=True)
class Check:
    """One check.

    Attributes:
        name: Its name, that of its file.
        title: What it asks for.
        severity: How much a finding matters if no rulebook says otherwise.
        message: What a finding says; ``{value}`` and ``{other}`` stand for what the query returns.
        origin: The tools and papers that know the fault.
        query: SPARQL that returns ``?term``, ``?value`` and perhaps ``?other``.
        per_language: Whether it runs once a language, bound to ``?language``.
    """

    name: str
    title: str
    severity: Severity
    message: str
    origin: str
    query: str
    per_language: bool


@lru_cache(maxsize=1)
def catalogue() -> dict[str, Check]:
    """Return all checks by name.

    Raises:
        AssetError: The header of a query lacks a line.
    """
    checks = {}
    for path in sorted(asset_path("ontology/hygiene").glob("*.rq")):
        text = path.read_text(encoding="utf-8")
        head = dict(_HEADER.findall(text))
        if {"title", "severity", "message", "from"} - head.keys():
            raise AssetError(f"{path.name} lacks a line of its header", "install chippolitik again")
        severity, per_language = Severity(head["severity"]), head.get("each") == "language"
        checks[path.stem] = Check(path.stem, head["title"], severity, head["message"], head["from"], text, per_language)
    return checks


def hygiene_findings(
    files: Sequence[OntologyFile], imported: Iterable[OntologyFile], languages: Sequence[str] = ()
) -> list[Finding]:
    """Run all checks.

    Args:
        files: The files to judge.
        imported: Files that those import; they give context and are not judged.
        languages: Languages that each term must be described in; those of most labels if empty.

    Returns:
        The findings, sorted, with the severities of the checks.
    """
    store = Store()
    for file in imported:
        store.extend(Quad(t.subject, t.predicate, t.object) for t in file.triples)
    for file in files:
        store.extend(Quad(t.subject, t.predicate, t.object) for t in file.triples)
        store.extend(Quad(t.subject, t.predicate, t.object, _CHECK.file) for t in file.triples)
    homes: dict[str, str] = {}
    for file in files:
        for term, kind in _own(file):
            homes.setdefault(term.value, file.path.name)
            store.add(Quad(term, RDF.type, kind, _CHECK.own))
    wanted = tuple(languages) or languages_of(files)
    found = (finding for check in catalogue().values() for finding in _run(check, store, wanted, homes))
    return sorted(set(found))


def languages_of(files: Iterable[OntologyFile]) -> tuple[str, ...]:
    """Return the languages in which at least half as many terms are labelled as in the most frequent one.

    An untagged label counts for the language ``""``.
    """
    counts: Counter[str] = Counter()
    for file in files:
        labels = {
            (str(t.subject), t.object.language or "")
            for t in file.triples
            if t.predicate in _LABELS and isinstance(t.object, Literal)
        }
        counts.update(language for _, language in labels)
    most = max(counts.values(), default=0)
    return tuple(sorted(language for language, count in counts.items() if 2 * count >= most)) or ("en",)


def _own(file: OntologyFile) -> Iterator[tuple[NamedNode, NamedNode]]:
    """Yield the terms that a file defines and what sort they are; terms that it only redeclares are not its own."""
    index = Index(file.triples)
    sorts: list[tuple[NamedNode, NamedNode]] = []
    sorts += [(term, _CHECK.Class) for term in index.declared(*CLASS_TYPES)]
    sorts += [(term, _CHECK.Property) for term in index.declared(*_PROPERTIES)]
    sorts += [(term, _CHECK.Concept) for term in index.declared(SKOS.Concept)]
    spaces = _namespaces(file, index, [term for term, _ in sorts])
    defined = {
        s for s, p, o in index.triples if p == RDFS.isDefinedBy and isinstance(o, NamedNode) and o.value == file.iri
    }
    for term, sort in sorts:
        if term.value.startswith(spaces) or term in defined:
            yield term, sort
            yield term, _CHECK.Term
    for ontology in index.declared(OWL.Ontology):
        yield ontology, _CHECK.Ontology


def _namespaces(file: OntologyFile, index: Index, terms: list[NamedNode]) -> tuple[str, ...]:
    """Return what the IRIs of a file's own terms begin with; the commonest namespace if its header tells nothing."""
    told = [
        item.value
        for ontology in index.instances(OWL.Ontology)
        for item in index.objects(ontology, _VANN.preferredNamespaceUri)
        if not isinstance(item, BlankNode)
    ]
    spaces = tuple(told) or ((f"{file.iri.rstrip('#/')}#", f"{file.iri.rstrip('#/')}/") if file.iri else ())
    if any(term.value.startswith(spaces) for term in terms):
        return spaces
    bases = Counter(re.sub(r"[^/#]*$", "", term.value) for term in terms)
    return tuple(base for base, _ in sorted(bases.items(), key=lambda x: (-x[1], x[0]))[:1]) or spaces


def _run(check: Check, store: Store, languages: Sequence[str], homes: dict[str, str]) -> Iterator[Finding]:
    for language in languages if check.per_language else ("",):
        solutions = store.query(
            check.query, substitutions={Variable("language"): Literal(language)} if check.per_language else None
        )
        if not isinstance(solutions, QuerySolutions):
            raise AssetError(f"the check {check.name} is no SELECT", "install chippolitik again")
        names = {variable.value for variable in solutions.variables}
        for row in solutions:
            term = row["term"]
            iri = term.value if isinstance(term, NamedNode) else ""
            value = _text(row["value"]) if "value" in names else language
            other = _text(row["other"]) if "other" in names else ""
            message = check.message.replace("{value}", value or "no language").replace("{other}", other)
            yield Finding(check.name, check.severity, iri, value, message, homes.get(iri, ""))


def _text(term: object) -> str:
    return str(getattr(term, "value", "")) if term is not None else ""
