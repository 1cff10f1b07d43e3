"""The ontology against the table of kinds that code, shapes and documentation share."""

from __future__ import annotations

import re

import pytest
from pyoxigraph import Literal, NamedNode

from chippolitik.model import KINDS
from chippolitik.model.kinds import TERMS, Fills, Kind, KindSpec, Modality, Phase, Role
from chippolitik.namespaces import CHIP, VOCAB, vocab_iri
from chippolitik.ontology import load_ontology
from chippolitik.ontology.index import Index, Node
from chippolitik.ontology.names import OWL, RDF, RDFS, SKOS, XSD

FILES = load_ontology()
INDEX = Index(triple for file in FILES for triple in file.triples)
RANGES = {  # the widest range that may stand for what fills a role; a narrower one would type fillers wrongly
    Fills.AGENT: "Agent",
    Fills.AGENT_OR_PLACE: "Entity",
    Fills.PRODUCT: "Product",
    Fills.PLACE: "Jurisdiction",
    Fills.LIST: "ControlList",
    Fills.THING: "Entity",
}
ROLES = [(spec, role) for spec in KINDS.values() for role in spec.roles]
TERMS_OF_OURS = sorted(
    (n for n in INDEX.declared(OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty) if n.value.startswith(CHIP)),
    key=str,
)


def chip(name: str) -> NamedNode:
    return NamedNode(CHIP + name)


def above(node: Node, predicate: NamedNode) -> set[Node]:
    """Return a node with all that lies above it."""
    found, todo = {node}, [node]
    while todo:
        for parent in INDEX.nodes(todo.pop(), predicate):
            if parent not in found:
                found.add(parent)
                todo.append(parent)
    return found


@pytest.mark.parametrize("kind", list(Kind))
def test_each_kind_is_a_class_of_events_or_states(kind: Kind) -> None:
    """A kind's class has its name and lies below State where it may have a phase, else below Event."""
    ancestors = above(chip(kind.value), RDFS.subClassOf)
    assert chip("State" if KINDS[kind].state else "Event") in ancestors
    assert chip("Situation") in ancestors
    assert chip("Event" if KINDS[kind].state else "State") not in ancestors


@pytest.mark.parametrize(("spec", "role"), ROLES, ids=[f"{s.kind}-{r.name}" for s, r in ROLES])
def test_each_role_is_a_property_that_types_its_fillers_safely(spec: KindSpec, role: Role) -> None:
    """A role's property is of the right sort, its domain holds the kind, its range all that may fill it."""
    prop = chip(role.property)
    sort = OWL.DatatypeProperty if role.fills is Fills.TEXT else OWL.ObjectProperty
    assert sort in INDEX.objects(prop, RDF.type)
    ancestors = above(chip(spec.kind.value), RDFS.subClassOf)
    assert set(INDEX.nodes(prop, RDFS.domain)) <= ancestors
    if role.fills is Fills.TEXT:
        assert INDEX.objects(prop, RDFS.range) == [XSD.string]
    elif role.fills is Fills.TERM:
        assert INDEX.objects(prop, RDFS.range) == [SKOS.Concept]
    else:
        assert chip("participant") in above(prop, RDFS.subPropertyOf)
        assert set(INDEX.nodes(prop, RDFS.range)) <= above(chip(RANGES[role.fills]), RDFS.subClassOf)


@pytest.mark.parametrize("spec", [s for s in KINDS.values() if s.shortcut], ids=lambda s: s.kind)
def test_each_shortcut_is_a_chain_through_holds(spec: KindSpec) -> None:
    """The chain of a shortcut leads from subject over the self link to object, by the roles of the table."""
    assert spec.shortcut is not None
    shortcut, subject, target = spec.shortcut
    subject_role, object_role = spec.role(subject), spec.role(target)
    assert subject_role is not None
    assert object_role is not None
    chains = [INDEX.members(head) for head in INDEX.objects(chip(shortcut), OWL.propertyChainAxiom)]
    assert len(chains) == 1
    inverse, link, last = chains[0]
    assert isinstance(inverse, NamedNode)
    assert INDEX.objects(inverse, OWL.inverseOf) == [chip(subject_role.property)]
    assert (link, last) == (chip("holds"), chip(object_role.property))


@pytest.mark.parametrize("spec", [s for s in KINDS.values() if s.shortcut], ids=lambda s: s.kind)
def test_no_other_kind_has_both_roles_of_a_shortcut(spec: KindSpec) -> None:
    """A pair of role properties tells its kind, so that one self link serves all chains without saying too much."""
    assert spec.shortcut is not None
    wanted = {role.property for role in spec.roles if role.name in spec.shortcut[1:]}
    owners = [s.kind for s in KINDS.values() if wanted <= {role.property for role in s.roles}]
    assert owners == [spec.kind]


def test_the_terms_of_the_table_are_concepts() -> None:
    """Modalities, phases, statuses and the terms of term roles are concepts of the scheme of their name."""
    statuses = {status for spec in KINDS.values() for status in spec.statuses}
    wanted: dict[str, set[str]] = {"modality": set(Modality), "phase": set(Phase), "status": statuses}
    wanted |= {name: set(values) for name, values in TERMS.items()}
    for scheme, values in wanted.items():
        concepts = INDEX.subjects(SKOS.inScheme, NamedNode(VOCAB + scheme))
        assert {c.value for c in concepts} == {vocab_iri(scheme, value) for value in values}


@pytest.mark.parametrize("term", TERMS_OF_OURS, ids=lambda t: t.value.removeprefix(CHIP))
def test_each_term_has_one_label_and_one_definition_in_both_languages(term: NamedNode) -> None:
    """Each class and property has one label and one definition in English and in German, of at most 40 words."""
    for predicate in (RDFS.label, SKOS.definition):
        literals = [item for item in INDEX.objects(term, predicate) if isinstance(item, Literal)]
        assert sorted(str(item.language) for item in literals) == ["de", "en"]
        assert all(len(item.value.split()) <= 40 for item in literals)
    (module,) = INDEX.objects(term, RDFS.isDefinedBy)
    assert isinstance(module, NamedNode)
    assert re.fullmatch(r"https://w3id\.org/chippolitik/ontology/[a-z]+", module.value)


def test_each_example_and_scope_note_is_in_both_languages() -> None:
    """What stands in English stands in German too, once, and each class that is not deprecated has some."""
    for term in TERMS_OF_OURS:
        for predicate in (SKOS.example, SKOS.scopeNote):
            languages = [i.language for i in INDEX.objects(term, predicate) if isinstance(i, Literal)]
            assert sorted(map(str, languages)) in ([], ["de", "en"]), term.value
    live = INDEX.declared(OWL.Class) - {n for n in INDEX.declared(OWL.Class) if INDEX.objects(n, OWL.deprecated)}
    without = [n.value for n in live if not INDEX.objects(n, SKOS.example) and not INDEX.objects(n, SKOS.scopeNote)]
    assert [iri for iri in without if iri.startswith(CHIP)] == []


def test_each_concept_has_one_label_and_one_definition_in_both_languages() -> None:
    """So has each concept of each scheme, as preferred label."""
    concepts = INDEX.instances(SKOS.Concept)
    assert len(concepts) > 150
    for concept in concepts:
        for predicate in (SKOS.prefLabel, SKOS.definition):
            languages = [i.language for i in INDEX.objects(concept, predicate) if isinstance(i, Literal)]
            assert sorted(map(str, languages)) == ["de", "en"], concept.value


def test_modules_import_without_cycles_and_use_only_what_they_import() -> None:
    """Each file's imports come before it, and each term that it uses is declared in it or in what it imports."""
    declared: dict[str, str] = {}
    reach: dict[str, set[str]] = {}
    for file in FILES:
        assert all(target in reach for target in file.imports), f"{file.iri} is in a cycle or imports nothing we have"
        reach[file.iri] = {file.iri}.union(*(reach[target] for target in file.imports))
        index = Index(file.triples)
        for term in index.declared(OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty):
            assert declared.setdefault(term.value, file.iri) == file.iri
        nodes = [node for s, p, o in index.triples for node in (s, p, o) if isinstance(node, NamedNode)]
        used = {node.value for node in nodes if node.value.startswith(CHIP)}
        assert {u for u in used if declared.get(u) not in reach[file.iri]} == set()


def test_the_root_only_imports() -> None:
    """The root file holds its header and nothing else, and reaches every module and scheme."""
    root = FILES[-1]
    assert root.path.name == "chippolitik.ttl"
    assert {triple.subject for triple in root.triples} == {NamedNode(root.iri)}
    folder = root.path.parent
    expected = {*folder.glob("modules/*.ttl"), *folder.glob("vocab/*.ttl"), folder / "deprecated.ttl", root.path}
    assert {file.path for file in FILES} == expected
