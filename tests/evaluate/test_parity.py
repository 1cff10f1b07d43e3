"""Our scorer and the one that decides give the same counts: on labels, and on disturbed copies of the gold claims."""

from __future__ import annotations

import copy
import importlib.util
import itertools
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from chippolitik.evaluate import Names, Scores, read_claims, read_entities, read_gold, read_texts, score
from chippolitik.evaluate.agreement import may_match
from chippolitik.evaluate.assignment import assign
from chippolitik.evaluate.matching import OTHER_ROLES, _closeness
from chippolitik.evaluate.qualifiers import Qualifier
from chippolitik.model import KINDS

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
TOOLS = SHARED / "tools"
FOLDERS = [SHARED / "corpus" / language for language in ("de", "en")]
GOLD = [folder / "claims.jsonl" for folder in FOLDERS]
ENTITIES = [folder / "entities.tsv" for folder in FOLDERS]

pytestmark = pytest.mark.skipif(
    not (TOOLS / "score_claims.py").is_file(), reason="needs ../shared, which is not part of the repository"
)

Row = dict[str, Any]


@pytest.fixture(scope="module")
def reference() -> Iterator[Any]:
    """Load the other scorer as a module."""
    sys.path.insert(0, str(TOOLS))
    spec = importlib.util.spec_from_file_location("score_claims", TOOLS / "score_claims.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["score_claims"] = module  # its dataclasses look their module up
    try:
        spec.loader.exec_module(module)
        yield module
    finally:
        sys.path.remove(str(TOOLS))
        for name in ("score_claims", "claim_names"):
            sys.modules.pop(name, None)


def gold_rows() -> list[Row]:
    return [json.loads(line) for path in GOLD for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def all_labels(rows: list[Row]) -> list[str]:
    values = [value for row in rows for value in row["roles"].values()]
    return sorted({label for value in values for label in (value if isinstance(value, list) else [value])})


def drop_role(row: Row, draw: random.Random, labels: list[str]) -> None:
    row["roles"].pop(draw.choice(sorted(row["roles"])))


def change_kind(row: Row, draw: random.Random, labels: list[str]) -> None:
    row["kind"] = draw.choice(sorted(KINDS))


def change_role(row: Row, draw: random.Random, labels: list[str]) -> None:
    row["roles"][draw.choice(sorted(row["roles"]))] = draw.choice(labels)


def shorten_role(row: Row, draw: random.Random, labels: list[str]) -> None:
    """Leave a word out, or put a firm or a noun beside the rest: what half-right extractors do."""
    role = draw.choice(sorted(row["roles"]))
    value = row["roles"][role]
    words = (draw.choice(value) if isinstance(value, list) else value).split()
    words = draw.choice([words[1:], words[:-1], ["Nvidia", *words], [*words, "chips"], [*words, "Inc."]])
    row["roles"][role] = " ".join(words) or "x"


def change_digits(row: Row, draw: random.Random, labels: list[str]) -> None:
    role = draw.choice(sorted(row["roles"]))
    text = json.dumps(row["roles"][role], ensure_ascii=False)
    row["roles"][role] = json.loads("".join(str(9 - int(c)) if c in "0123456789" else c for c in text))


def change_qualifier(row: Row, draw: random.Random, labels: list[str]) -> None:
    name = draw.choice(["quantity", "value", "time", "status", "phase", "modality"])
    choices: dict[str, list[Any]] = {
        "quantity": [None, {"min": 100000, "unit": "GPUs"}, {"min": 7, "max": 7, "unit": "nm"}],
        "value": [None, {"min": 5.5e9, "max": 5500000000.0001, "currency": "usd"}],
        "time": [None, {"start": "2025"}, {"end": "2025-04"}, {"start": "2024", "end": "2024"}],
        "status": [None, "in_force", "granted", "required", "announced"],
        "phase": [None, "ended"],
        "modality": [None, "asserted", "planned", "denied"],
    }
    row[name] = draw.choice(choices[name])


CHANGES = [drop_role, change_kind, change_role, shorten_role, change_digits, change_qualifier]


def disturbed(rows: list[Row], seed: int) -> list[Row]:
    """Return the rows with claims left out, doubled and changed, in another order."""
    draw, labels = random.Random(seed), all_labels(rows)  # noqa: S311 - no secret
    out = []
    for row in rows:
        for _ in range(draw.choice([0, 1, 1, 1, 1, 2])):
            made = copy.deepcopy(row)
            for _ in range(draw.choice([0, 0, 1, 1, 2])):
                if made["roles"]:
                    draw.choice(CHANGES)(made, draw, labels)
            if draw.random() < 0.1:
                made["quote"] += " …"
            out.append(made)
    draw.shuffle(out)
    return out


def ours(prediction: Path, *, entities: bool) -> Scores:
    texts = read_texts(FOLDERS)
    names = Names(read_entities(ENTITIES) if entities else [])
    return score(read_gold(GOLD, texts), read_claims(prediction, texts), names)


def theirs(reference: Any, prediction: Path, capsys: pytest.CaptureFixture[str], *, entities: bool) -> Row:
    arguments = ["--pred", str(prediction), "--json"]
    arguments += [word for path in GOLD for word in ("--gold", str(path))]
    arguments += [word for path in FOLDERS for word in ("--texts", str(path))]
    arguments += [word for path in ENTITIES if entities for word in ("--entities", str(path))]
    assert reference.main(arguments) == 0
    result: Row = json.loads(capsys.readouterr().out)
    return result


def triples(groups: Any) -> dict[str, tuple[int, int, int]]:
    return {name: (g["matched"], g["predicted"], g["gold"]) for name, g in groups.items()}


def our_triples(groups: Any) -> dict[str, tuple[int, int, int]]:
    return {name: (c.matched, c.predicted, c.gold) for name, c in groups.items()}


@pytest.mark.parametrize("entities", [True, False], ids=["with tables", "without tables"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_both_scorers_count_the_same(
    reference: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str], seed: int, entities: bool
) -> None:
    """Totals, kinds, languages, articles, surplus, interval and quotes are equal on disturbed gold claims."""
    prediction = tmp_path / "predicted.jsonl"
    rows = disturbed(gold_rows(), seed)
    prediction.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    mine, other = ours(prediction, entities=entities), theirs(reference, prediction, capsys, entities=entities)
    assert our_triples({"": mine.total}) == triples({"": other["micro"]})
    assert our_triples(mine.kinds) == triples(other["kinds"])
    assert our_triples(mine.languages) == triples(other["languages"])
    assert our_triples(mine.articles) == triples(other["per_article"])
    assert [mine.interval.low, mine.interval.high] == pytest.approx(other["f1_interval_95"])
    assert (mine.surplus, mine.quotes.value) == (other["surplus"], other["quote_exact"])
    assert 0.3 < mine.total.f1 < 0.95  # the disturbance is neither nothing nor everything


@pytest.mark.parametrize("seed", [4, 5])
def test_both_scorers_find_assignments_of_the_same_worth(reference: Any, tmp_path: Path, seed: int) -> None:
    """In each article both assign as many pairs with as many agreeing qualifiers; which of equal ones may differ."""
    rows = disturbed(gold_rows(), seed)
    prediction = tmp_path / "predicted.jsonl"
    prediction.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    names, their_names = Names(read_entities(ENTITIES)), reference.Names()
    for path in ENTITIES:
        their_names.load(path)
    predicted = read_claims(prediction)
    for name, article in read_gold(GOLD).items():
        mine = [claim for claim in predicted if claim.article == name]
        worth = {
            (i, j): _closeness(g, p, names)
            for i, g in enumerate(article.claims)
            for j, p in enumerate(mine)
            if may_match(g, p, names)
        }
        pairs = reference.match_facts(
            [row for row in gold_rows() if row["article"] == name],
            [row for row in rows if row["article"] == name],
            their_names,
        )
        assert sorted(map(tuple, pairs)) == sorted(set(pairs) & set(worth))
        own = assign(worth)
        assert (len(own), sum(worth[p] for p in own)) == (len(pairs), sum(worth[p] for p in pairs))


def test_both_scorers_agree_on_qualifiers_of_the_gold_itself(
    reference: Any, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Gold against itself is right in everything, over as many qualifiers as the other scorer counts."""
    prediction = tmp_path / "predicted.jsonl"
    prediction.write_text("".join(path.read_text(encoding="utf-8") for path in GOLD), encoding="utf-8")
    mine, other = ours(prediction, entities=True), theirs(reference, prediction, capsys, entities=True)
    assert {name: (share.value, share.of) for name, share in mine.qualifiers.items()} == {
        name: (q["accuracy"], q["n"]) for name, q in other["qualifiers"].items()
    }
    assert set(mine.qualifiers) == {*Qualifier, OTHER_ROLES}
    assert mine.mistakes == ()


@pytest.mark.parametrize("entities", [True, False], ids=["with tables", "without tables"])
def test_both_scorers_judge_fillers_alike(reference: Any, entities: bool) -> None:
    """Ten thousand pairs of labels, near and far, are the same filler for both or for neither."""
    names, other = Names(read_entities(ENTITIES) if entities else []), reference.Names()
    for path in ENTITIES if entities else []:
        other.load(path)
    labels = all_labels(gold_rows())
    labels += [
        "US government",
        "the Hague",
        "Nvidia H20 chips",
        "H20 GPUs",
        "910 B",
        "Huawei Technologies Co., Ltd.",
        "–",
    ]
    draw = random.Random(7)  # noqa: S311 - no secret
    near = list(itertools.pairwise(labels)) + [
        (one, two) for one in labels for two in draw.sample(labels, 6) if set(one.split()) & set(two.split())
    ]
    far = [(draw.choice(labels), draw.choice(labels)) for _ in range(8000)]
    wrong = [(a, b) for a, b in near + far if names.same(a, b) != other.same(a, b)]
    assert wrong == []


def test_both_scorers_ask_for_the_same_roles(reference: Any) -> None:
    """The table of kinds and the tables of the other scorer name the same required, alternative and free roles."""
    for kind, spec in KINDS.items():
        free = {role.name for role in spec.roles} - set(spec.required) - set(spec.one_of)
        assert set(spec.required) == set(reference.REQUIRED[kind.value])
        assert spec.one_of == reference.ONE_OF.get(kind.value, ())
        assert free == set(reference.OPTIONAL.get(kind.value, ()))
