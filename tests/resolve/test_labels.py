"""Labels of the flat table become entities of the knowledge base, unknown names or described things."""

import pytest

from chippolitik.model import KINDS, EntityRef, Fills, Kind, Role
from chippolitik.resolve import LabelResolver, known_entity
from chippolitik.tables import load_tables


@pytest.fixture(scope="module")
def resolve() -> LabelResolver:
    return LabelResolver(load_tables())


def role(kind: Kind, name: str) -> Role:
    found = KINDS[kind].role(name)
    assert found
    return found


def test_an_alias_gives_the_entity_with_its_canonical_label(resolve: LabelResolver) -> None:
    """The alias "Supermicro" in the role of a supplier is the company of the knowledge base."""
    found = resolve("Supermicro", role(Kind.SUPPLY, "supplier"))
    assert found == EntityRef("Super Micro Computer", "Company", "supermicro")


def test_a_country_that_issues_is_its_government(resolve: LabelResolver) -> None:
    """The country "United States" as issuer is the government, and prints the country's label."""
    found = resolve("United States", role(Kind.REGULATION, "issuer"))
    assert found == EntityRef("United States", "GovernmentBody", "us_gov")


def test_a_country_that_is_a_place_stays_a_country(resolve: LabelResolver) -> None:
    """A country in the role of a place, a recipient or a target is the country."""
    assert resolve("China", role(Kind.LOCATION, "country")) == EntityRef("China", "Country", "cn")
    assert resolve("Iran", role(Kind.DELIVERY, "recipient")) == EntityRef("Iran", "Country", "ir")


def test_an_unknown_name_takes_the_class_of_the_role(resolve: LabelResolver) -> None:
    """A name that the knowledge base lacks is kept as a name."""
    assert resolve("Orbisense", role(Kind.ORDER, "buyer")) == EntityRef("Orbisense", "Agent")


def test_a_description_belongs_to_its_article(resolve: LabelResolver) -> None:
    """A label with lower-case content words is described, not named."""
    found = resolve("new ByteDance model", role(Kind.TRAINING, "model"))
    assert found == EntityRef("new ByteDance model", "Product", described=True)


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("chips from Huawei", "Huawei chips"),
        ("ascend-910b", "Ascend 910B"),
        ("  H20 ", "H20"),
    ],
)
def test_aliases_case_hyphens_and_blanks_do_not_matter(resolve: LabelResolver, label: str, expected: str) -> None:
    """A label in another spelling gives the same product."""
    assert resolve(label, role(Kind.ORDER, "product")).label == expected


def test_a_role_chooses_among_namesakes(resolve: LabelResolver) -> None:
    """A known product does not fill the role of a buyer as that product."""
    assert resolve("H20", role(Kind.ORDER, "buyer")).known is None


def test_a_known_entity_is_what_its_role_wants() -> None:
    """The country is a government in the role of an agent, a country in that of a place."""
    tables = load_tables()
    found = [known_entity(tables, "nl", fills).known for fills in (Fills.AGENT, Fills.PLACE)]
    assert found == [tables.government_of("nl"), "nl"]
