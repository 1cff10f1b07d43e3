"""The shapes of the kinds say what the table of kinds says."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from chippolitik.model.kinds import KINDS, TERMS, Fills, Kind, Modality, Phase
from chippolitik.namespaces import CHIP, SHAPES, VOCAB
from chippolitik.ontology.files import read_rdf
from chippolitik.ontology.names import RDF
from chippolitik.validation.shapes import SH, own_shapes

FOLDER = Path(__file__).resolve().parents[2] / "shapes"
# What can never fill a role; an unknown name is typed by a general class, so nothing else is refused.
IMPOSSIBLE = {
    Fills.AGENT: {"IsControlClassification", "IsControlList", "IsJurisdiction", "IsPolicyInstrument", "IsProduct"},
    Fills.AGENT_OR_PLACE: {"IsControlClassification", "IsControlList", "IsPolicyInstrument", "IsProduct"},
    Fills.PRODUCT: {"IsControlList", "IsJurisdiction", "IsPolicyInstrument"},
    Fills.PLACE: {"IsAgent", "IsControlClassification", "IsControlList", "IsPolicyInstrument", "IsProduct"},
    Fills.LIST: {"IsAgent", "IsControlClassification", "IsJurisdiction", "IsProduct"},
}


class Shape:
    """The properties of one shape, in local names."""

    def __init__(self, name: str) -> None:
        self._triples = own_shapes().triples
        self._node = NamedNode(SHAPES + name)

    def values(self, predicate: NamedNode) -> set[str]:
        found = {t.object for t in self._triples if t.subject == self._node and t.predicate == predicate}
        return {getattr(term, "value", "").removeprefix(CHIP).removeprefix(SHAPES) for term in found}

    def members(self, predicate: NamedNode) -> list[str]:
        """Return the members of a list, in order."""
        about: dict[tuple[object, NamedNode], object] = {(t.subject, t.predicate): t.object for t in self._triples}
        node, found = about.get((self._node, predicate)), list[str]()
        while node is not None and node != RDF.nil:
            found.append(getattr(about[node, RDF.first], "value", ""))
            node = about[node, RDF.rest]
        return found


def kinds_roles() -> list[tuple[Kind, str]]:
    return [(kind, role.name) for kind, spec in KINDS.items() for role in spec.roles]


@pytest.mark.parametrize("kind", list(KINDS))
def test_each_kind_has_a_shape_of_its_class(kind: Kind) -> None:
    """The shape of a kind targets its class, and lists each property shape of its file."""
    shape = Shape(kind.value)
    assert shape.values(SH.targetClass) == {kind.value}
    parts = {
        getattr(t.subject, "value", "").removeprefix(SHAPES)
        for t in read_rdf(FOLDER / f"{kind.value}.ttl")
        if t.object == SH.PropertyShape
    }
    assert shape.values(SH.property) == parts


@pytest.mark.parametrize(("kind", "name"), kinds_roles())
def test_a_required_role_must_be_there(kind: Kind, name: str) -> None:
    """A role has minimum 1 exactly if the table requires it, on the property that the table gives."""
    role = KINDS[kind].role(name)
    assert role is not None
    shape = Shape(f"{kind.value}-{name}")
    if role.required:
        assert shape.values(SH.path) == {role.property}
        assert shape.values(SH.minCount) == {"1"}
    else:
        assert shape.values(SH.minCount) == set()


@pytest.mark.parametrize(("kind", "name"), kinds_roles())
def test_what_can_never_fill_a_role_is_refused(kind: Kind, name: str) -> None:
    """A role refuses the classes that are impossible for what fills it, and no others."""
    role = KINDS[kind].role(name)
    assert role is not None
    shape = Shape(f"{kind.value}-{name}-class")
    assert shape.values(SH["not"]) == IMPOSSIBLE.get(role.fills, set())
    if role.fills in IMPOSSIBLE:
        assert shape.values(SH.path) == {role.property}


@pytest.mark.parametrize("kind", [kind for kind, spec in KINDS.items() if spec.one_of])
def test_one_of_two_roles_must_be_there(kind: Kind) -> None:
    """Where the table asks for one of two roles, a shape asks for one value of either property."""
    spec = KINDS[kind]
    name = f"{kind.value}-{'-or-'.join(spec.one_of)}"
    assert Shape(name).values(SH.minCount) == {"1"}
    properties = [role.property for word in spec.one_of if (role := spec.role(word))]
    assert own_shapes().notes[SHAPES + name].path == "|".join(f"<{CHIP}{each}>" for each in properties)


@pytest.mark.parametrize("kind", list(KINDS))
def test_a_status_is_one_that_the_kind_knows(kind: Kind) -> None:
    """The statuses of a kind are those of the table, in its order."""
    found = Shape(f"{kind.value}-status").members(SH["in"])
    assert found == [f"{VOCAB}status/{status}" for status in KINDS[kind].statuses]


@pytest.mark.parametrize(("name", "scheme"), [("Comparison-direction", "direction"), ("Statement-stance", "stance")])
def test_a_word_is_one_of_its_scheme(name: str, scheme: str) -> None:
    """Direction and stance are words that the flat table knows."""
    assert Shape(name).members(SH["in"]) == [f"{VOCAB}{scheme}/{word}" for word in TERMS[scheme]]


def test_modality_and_phase_are_those_of_the_model() -> None:
    """Modality and phase are the words of the model, in its order."""
    assert Shape("Claim-modality").members(SH["in"]) == [f"{VOCAB}modality/{word}" for word in Modality]
    assert Shape("Situation-phase").members(SH["in"]) == [f"{VOCAB}phase/{word}" for word in Phase]
