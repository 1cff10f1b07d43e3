"""The table of kinds agrees with the published flat table, and claims refuse what it does not allow."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

from chippolitik.model import KINDS, Claim, EntityRef, Evidence, Kind, Modality, Span
from chippolitik.model.kinds import TERMS, Fills

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
BYTEDANCE = EntityRef("ByteDance", "Company")
EVIDENCE = Evidence("ByteDance ordered", Span(0, 17))


def test_the_table_is_that_of_the_scorer() -> None:
    """Required, alternative and optional roles are those that scoring uses."""
    path = SHARED / "tools" / "claim_names.py"
    if not path.exists():
        pytest.skip("needs ../shared, which is not part of the repository")
    spec = importlib.util.spec_from_file_location("claim_names", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["claim_names"] = module
    spec.loader.exec_module(module)
    assert {k.value: set(s.required) for k, s in KINDS.items()} == {k: set(v) for k, v in module.REQUIRED.items()}
    assert {k.value: set(s.one_of) for k, s in KINDS.items() if s.one_of} == {
        k: set(v) for k, v in module.ONE_OF.items()
    }
    optional = {
        k.value: {r.name for r in s.roles} - set(s.required) - set(s.one_of)
        for k, s in KINDS.items()
        if {r.name for r in s.roles} - set(s.required) - set(s.one_of)
    }
    assert optional == {k: set(v) for k, v in module.OPTIONAL.items()}


def test_every_kind_has_one_specification() -> None:
    """The table has a row for each of the 19 kinds, under its own key."""
    assert list(KINDS) == list(Kind)
    assert len(KINDS) == 19
    assert [k for k, s in KINDS.items() if s.kind != k] == []


def test_word_roles_have_their_words() -> None:
    """Each role that takes a concept names a scheme with its members."""
    assert {r.name for s in KINDS.values() for r in s.roles if r.fills is Fills.TERM} == set(TERMS)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        pytest.param({"roles": {"seller": (BYTEDANCE,)}}, "no role 'seller'", id="unknown role"),
        pytest.param({"roles": {"buyer": ()}}, "distinct fillers", id="empty role"),
        pytest.param({"roles": {"buyer": (BYTEDANCE, BYTEDANCE)}}, "distinct fillers", id="filler twice"),
        pytest.param({"status": "granted"}, "no status 'granted'", id="status of another kind"),
        pytest.param({"terms": {"direction": "better"}}, "no role 'direction'", id="word of another kind"),
    ],
)
def test_a_claim_refuses_what_its_kind_does_not_have(changes: dict[str, object], message: str) -> None:
    """A role, word or status that the kind lacks is a programming error, named in the message."""
    with pytest.raises(ValueError, match=message):
        Claim(kind=Kind.ORDER, evidence=EVIDENCE, **changes)  # type: ignore[arg-type]  # wrong on purpose


def test_the_order_of_fillers_does_not_matter() -> None:
    """Fillers of a role are a set: any order gives an equal claim with the same digest."""
    tencent = EntityRef("Tencent", "Company")
    one = Claim(kind=Kind.ORDER, evidence=EVIDENCE, roles={"buyer": (BYTEDANCE, tencent)})
    other = Claim(kind=Kind.ORDER, evidence=EVIDENCE, roles={"buyer": (tencent, BYTEDANCE)})
    assert (one, one.digest) == (other, other.digest)


def test_a_digest_tells_modalities_apart_and_ignores_the_place() -> None:
    """What is said makes the identity, not where it is said."""
    asserted = Claim(kind=Kind.ORDER, evidence=EVIDENCE, roles={"buyer": (BYTEDANCE,)})
    planned = Claim(kind=Kind.ORDER, evidence=EVIDENCE, roles={"buyer": (BYTEDANCE,)}, modality=Modality.PLANNED)
    elsewhere = Claim(kind=Kind.ORDER, evidence=Evidence("orders", Span(40, 46)), roles={"buyer": (BYTEDANCE,)})
    assert asserted.digest != planned.digest
    assert asserted.digest == elsewhere.digest
