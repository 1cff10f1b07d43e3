"""Explanations: what is behind a claim, and behind a derived triple."""

from __future__ import annotations

from typing import Any

import pytest

from chippolitik.errors import UsageError
from chippolitik.query.explain import ClaimExplanation, TripleExplanation, explain
from chippolitik.query.passage import passage_of


def iri_of(known: Any, name: str) -> str:
    return next(str(iri) for iri, other in known.claims.items() if other == name)


def claim(known: Any, name: str) -> ClaimExplanation:
    [found] = explain(known.view, [iri_of(known, name)], known.articles.get)
    assert isinstance(found, ClaimExplanation)
    return found


def test_a_claim_comes_with_all_that_is_behind_it(small: Any) -> None:
    """A claim is explained by quote in its sentence, article, source, date, extractor and links."""
    found = claim(small, "o2")
    assert (found.article_name, found.source, found.published, found.extractor) == (
        "orders-en", "Example Wire", "2025-03-10", "gold 1",
    )  # fmt: skip
    assert found.passage.quote == "At least 10,000 and at most 20,000 of them had arrived by the end of February"
    assert (found.passage.before, found.passage.after) == ("", ".")
    assert list(found.fulfils.values()) == ["Norddata has ordered between 40,000 and 50,000 L7 accelerators from Lumen"]
    assert found.derived == (("Norddata", "received", "L7"),)
    assert (found.holds, found.reason) == (True, "asserted, not over")


def test_a_dispute_is_shown_from_both_sides(small: Any) -> None:
    """The disputed claim names the denial, and the denial what it disputes."""
    disputed, denial = claim(small, "o7"), claim(small, "o8")
    assert list(disputed.disputed_by.values()) == ["Lumen called that wrong"]
    assert list(denial.disputes) == [disputed.iri]
    assert (disputed.holds, disputed.reason) == (False, "the text presents it as speculated")
    assert disputed.passage.before == "People familiar with the matter said "


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("o3", "the text presents it as planned"),
        ("o4", "the text presents it as denied"),
        ("a3", "the text says that it is over"),
        ("o6", "asserted, not over, in force"),
        ("l5", "asserted, not over, granted"),
    ],
)
def test_it_says_why_a_claim_holds_or_not(name: str, reason: str, small: Any) -> None:
    """Whether a situation holds comes with the reason."""
    found = claim(small, name)
    assert found.reason == reason
    assert bool(found.derived) <= found.holds


@pytest.mark.parametrize("part", ["", "/situation", "/evidence", "/quantity"])
def test_any_part_of_a_claim_explains_it(part: str, small: Any) -> None:
    """The IRIs of situation, evidence and amounts lead to their claim, with or without brackets or base."""
    iri = iri_of(small, "o1")
    for word in (iri + part, f"<{iri}{part}>", (iri + part).split("/id/")[1]):
        [found] = explain(small.view, [word])
        assert isinstance(found, ClaimExplanation)
        assert found.iri == iri


def test_sixteen_digits_are_enough(small: Any) -> None:
    """A claim is found by its digits alone."""
    iri = iri_of(small, "o1")
    [found] = explain(small.view, [iri.rsplit("/", 1)[-1]])
    assert isinstance(found, ClaimExplanation)
    assert found.iri == iri


@pytest.mark.parametrize(
    "words",
    [
        ["Norddata", "ordered", "L7"],
        ["Norddata ordered L7"],
        ["Norddata", "chip:ordered", "id:l7"],
        ["Norddata", "https://w3id.org/chippolitik/ontology#ordered", "https://w3id.org/chippolitik/id/l7"],
    ],
)
def test_a_derived_triple_names_its_claims_and_rule(words: list[str], small: Any) -> None:
    """A triple is explained by the claims that it follows from, in any notation."""
    [found] = explain(small.view, words)
    assert isinstance(found, TripleExplanation)
    assert sorted(small.claims[one.iri] for one in found.claims) == ["f2", "g2", "o1"]
    assert found.labels == ("Norddata", "ordered", "L7")
    assert found.rule.startswith("buyer ordered product, for each Order that is asserted")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["Norddata", "ordered", "K2"], "the graph does not say Norddata ordered K2"),
        (["Norddata", "orderd", "L7"], "no derived triple has the predicate 'orderd'; did you mean ordered"),
        (["Nordata", "ordered", "L7"], "nothing called 'Nordata'; did you mean Norddata"),
        (["0123456789abcdef"], "no claim with the digits"),
        (["what is this"], "neither a claim nor a triple"),
        (["https://w3id.org/chippolitik/id/article/" + "0" * 24 + "/claim/" + "0" * 16], "holds no article"),
    ],
)
def test_what_is_not_there_is_one_clear_error(words: list[str], message: str, small: Any) -> None:
    """Plans are no facts, and mistyped names get a suggestion."""
    with pytest.raises(UsageError, match=message):
        explain(small.view, words)


@pytest.mark.parametrize(
    ("text", "quote", "before", "after"),
    [
        ("One. Two three four. Five.", "three", "Two ", " four."),
        ("Er sagte: „Nein.“ Dann ging er. Ende.", "ging", "Dann ", " er."),
        ("Headline\nThe U.S. firm bought it. Next.", "bought", "The U.S. firm ", " it."),
        ("Das galt ab dem 3. Mai 2024 für H20.", "galt", "Das ", " ab dem 3. Mai 2024 für H20."),
        ("No end", "No", "", " end"),
        ("First. Second.", "First. Second", "", "."),
    ],
)
def test_a_quote_stands_in_its_sentence(text: str, quote: str, before: str, after: str) -> None:
    """Abbreviations, ordinal numbers and headlines do not cut a sentence short."""
    start = text.index(quote)
    passage = passage_of(text, start, start + len(quote))
    assert (passage.before, passage.quote, passage.after) == (before, quote, after)
