"""One article becomes claims, quarantined claims and graphs, by a pure function whose counts add up."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest

from chippolitik.errors import InputError
from chippolitik.graph import MemoryView, claims_of, nquads
from chippolitik.model import Claim, ClaimLinks
from chippolitik.pipeline.processing import REJECTED, Work, process, work_on
from chippolitik.store.judgements import Judgement, Verdict
from chippolitik.store.record import Reason

from .made import ARTICLE, DELIVERY, ORDER, OTHER, REASON, TEXT, MadeParts


def test_claims_that_pass_are_in_the_graph() -> None:
    """All claims that the gate lets through are in the article's graph, with their links, and derive what holds."""
    done = process(ARTICLE, using=MadeParts())
    assert claims_of(MemoryView(done.quads), ARTICLE.id) == [ORDER, DELIVERY, OTHER]
    assert any("ordered" in quad.predicate.value for quad in done.derived)
    assert (done.counts.offered, done.counts.accepted) == (3, 3)


def test_what_the_gate_refuses_is_kept_apart() -> None:
    """A refused claim is in quarantine with its reason; links to it are dropped; nothing follows from it."""
    done = process(ARTICLE, using=MadeParts(refused=(ORDER,)))
    [kept] = done.quarantined
    assert (kept.claim, kept.reasons, kept.article) == (ORDER, (REASON,), ARTICLE.id)
    assert claims_of(MemoryView(done.quads), ARTICLE.id) == [replace(DELIVERY, links=ClaimLinks()), OTHER]
    assert not any(ORDER.digest in str(quad) for quad in (*done.quads, *done.derived))


def test_duplicates_are_counted_not_stored() -> None:
    """Offered is accepted, quarantined and duplicate together."""
    again = replace(ORDER, evidence=OTHER.evidence)
    done = process(ARTICLE, using=MadeParts((ORDER, again, DELIVERY, OTHER), refused=(OTHER,)))
    assert done.duplicates == (again,)
    counts = done.counts
    assert (counts.offered, counts.accepted, counts.quarantined, counts.duplicate) == (4, 2, 1, 1)
    assert done.record().counts == counts


@pytest.mark.parametrize(
    ("verdict", "claim", "quarantined"),
    [
        pytest.param(Verdict.ADMIT, ORDER, [], id="admitted"),
        pytest.param(Verdict.CONFIRM, ORDER, [], id="confirmed"),
        pytest.param(Verdict.REJECT, OTHER, [ORDER, OTHER], id="rejected"),
    ],
)
def test_what_people_decided_comes_before_the_shapes(verdict: Verdict, claim: Claim, quarantined: list[Claim]) -> None:
    """An admitted claim passes though a shape refuses it; a rejected one stays out though none does."""
    judged = Judgement.on(ARTICLE.id, claim, verdict, "seen in the filing")
    done = process(ARTICLE, judgements=[judged], using=MadeParts(refused=(ORDER,)))
    assert [kept.claim for kept in done.quarantined] == quarantined
    if verdict is Verdict.REJECT:
        assert done.quarantined[1].reasons == (Reason(REJECTED, "rejected: seen in the filing"),)


def test_given_claims_take_the_place_of_extraction() -> None:
    """Claims made elsewhere are stored as given, under another maker's name."""
    done = process(ARTICLE, [OTHER], using=MadeParts())
    assert done.accepted == (OTHER,)
    assert '"given"' in nquads(done.quads).decode()


def test_the_language_is_told_from_the_text() -> None:
    """Without a language the text decides; another language, or too little text, is an error with a hint."""
    text = TEXT + " The company has not said when it will have the rest of the chips that it ordered."
    done = process(replace(ARTICLE, text=text, language=None), using=MadeParts(()))
    assert done.document.language == "en"
    with pytest.raises(InputError, match="orders: language not supported: fr"):
        process(replace(ARTICLE, language="fr"), using=MadeParts())
    with pytest.raises(InputError, match="cannot be told"):
        process(replace(ARTICLE, text="H20 910B", language=None), using=MadeParts())


def test_bytes_depend_on_nothing_but_the_article() -> None:
    """Twice the same article, whatever its name, key, address and the order of its claims: the same graph."""
    one = process(ARTICLE, using=MadeParts())
    other = replace(ARTICLE, name="x", key="y", url="https://x.example", title="z")
    two = process(other, using=MadeParts((OTHER, DELIVERY, ORDER)))
    assert nquads(one.quads) == nquads(two.quads)
    assert nquads(one.derived) == nquads(two.derived)


def test_work_and_its_results_travel_between_processes() -> None:
    """What goes to a worker and what comes back survives pickling, errors as values."""
    done = process(ARTICLE, using=MadeParts(refused=(ORDER,))).record()
    assert pickle.loads(pickle.dumps(done)) == done  # noqa: S301 - our own value
    french = Work(replace(ARTICLE, language="fr"))
    error = work_on(pickle.loads(pickle.dumps(french)))  # noqa: S301 - our own value
    assert isinstance(error, InputError)
    assert str(error) == "orders: language not supported: fr"
