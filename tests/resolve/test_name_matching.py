"""Names of lists and registers: one thing or two, told with reasons; what people decide comes first."""

from __future__ import annotations

from pathlib import Path

import pytest

from chippolitik.errors import InputError
from chippolitik.model import KINDS, Kind
from chippolitik.resolve.name_matching import MatchJudgements, NameMatcher, read_match_judgements
from chippolitik.resolve.name_scores import NameScore, compare_names
from chippolitik.tables import load_tables

PAIRS = Path(__file__).resolve().parents[1] / "data" / "name_pairs.tsv"
TABLES = load_tables()
LISTED = KINDS[Kind.LISTING].role("listed")


def pairs() -> list[tuple[bool, str, str, str]]:
    rows = [line.split("\t") for line in PAIRS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [(verdict == "same", one, other, why) for verdict, one, other, why in rows]


def test_precision_and_recall_on_the_frozen_pairs() -> None:
    """F1 is at least 0.90, and no two names that differ in digits are taken for one thing."""
    matcher, hits, missed, wrong = NameMatcher(TABLES), 0, [], []
    for same, one, other, why in pairs():
        found = matcher.same(one, other)
        hits += same and found
        if same and not found:
            missed.append((one, other, why))
        if found and not same:
            wrong.append((one, other, why))
    precision, recall = hits / (hits + len(wrong)), hits / (hits + len(missed))
    assert 2 * precision * recall / (precision + recall) >= 0.90, (missed, wrong)
    assert not [pair for pair in wrong if "digit" in pair[2] or "number" in pair[2] or "forms" in pair[2]]


def test_the_order_of_a_pair_does_not_matter() -> None:
    """Comparing is symmetric."""
    named = [(one, other) for _, one, other, _ in pairs()]
    assert [pair for pair in named if compare_names(*pair).value != compare_names(*reversed(pair)).value] == []


@pytest.mark.parametrize(
    ("one", "other", "score"),
    [
        pytest.param("SMIC", "Semiconductor Manufacturing International Corp.",
                     NameScore(0.88, ("'smic' are initials", "only one has a legal form: firm")), id="initials"),
        pytest.param("Huawei", "Huawei Cloud", NameScore(0.67, ("shared: huawei", "only in one: cloud")), id="a part"),
        pytest.param("Meyer KG", "Meyer GmbH",
                     NameScore(0.6, ("the same letters", "legal forms differ: kg, gmbh"), forms_differ=True),
                     id="forms"),
        pytest.param("H20", "H200", NameScore(0.0, ("numbers differ: h20, h200",)), id="digits"),
        pytest.param("Global Semiconductor", "Global Systems",
                     NameScore(0.0, ("shared: global", "only in one: semiconductor, systems")), id="common words"),
    ],
)  # fmt: skip
def test_scores_are_explained(one: str, other: str, score: NameScore) -> None:
    """Each score says what speaks for and against it."""
    assert compare_names(one, other) == score


def test_what_people_decide_comes_first(tmp_path: Path) -> None:
    """A judgement makes or parts a match; taking its line out takes it back."""
    assert LISTED is not None
    path, name = tmp_path / "names.tsv", "Hua Wei Jishu"
    assert NameMatcher(TABLES).match(name, LISTED).entity is None
    path.write_text(f"# ours\nsame\t{name}\thuawei\tseen on its seal\ndifferent\tHuawei Technologies\thuawei\n")
    judged = NameMatcher(TABLES, read_match_judgements(path, TABLES))
    assert (judged.match(name, LISTED).entity, judged.match(name, LISTED).how) == ("huawei", "judgement")
    assert judged.match("Huawei Technologies", LISTED).entity is None
    assert judged(name, LISTED).label == "Huawei"
    path.write_text("")
    assert read_match_judgements(path, TABLES) == MatchJudgements()


@pytest.mark.parametrize(
    ("line", "message"),
    [
        pytest.param("same Huawei huawei", "is no judgement", id="no tabs"),
        pytest.param("same\tHuawei\thuaway", "there is no entity 'huaway'", id="no entity"),
    ],
)
def test_a_bad_line_is_named(line: str, message: str, tmp_path: Path) -> None:
    """A line that is no judgement stops the run before anything is matched."""
    path = tmp_path / "names.tsv"
    path.write_text(f"\n{line}\n")
    with pytest.raises(InputError, match=message) as caught:
        read_match_judgements(path, TABLES)
    assert caught.value.line == 2
