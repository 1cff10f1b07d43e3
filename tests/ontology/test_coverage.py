"""``ontology coverage``: which terms nothing uses, and what is written down about them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from chippolitik.cli.root import run
from chippolitik.namespaces import CHIP, VOCAB
from chippolitik.ontology import load_ontology
from chippolitik.ontology.coverage import Coverage, Reason, coverage_of, read_reasons
from chippolitik.ontology.usage import Usage, iris_in, usages

OURS = load_ontology()
USED = usages([])


def test_usage_tells_queries_shapes_and_data() -> None:
    """A class of situations is used by questions and by its shape, and made from its kind of claims."""
    order = USED[CHIP + "Order"]
    assert "cq/01-order-fulfilment" in order.queries
    assert "Order" in order.shapes
    assert order.mapped


def test_a_term_that_only_the_knowledge_base_uses_counts_as_used() -> None:
    """What the given IRIs name is made by data."""
    iri = f"{VOCAB}bodyType/Ministry"
    assert iri not in USED
    assert usages([iri])[iri] == Usage(mapped=True)


@pytest.mark.parametrize(
    ("sparql", "expected"),
    [
        ("PREFIX e: <http://e.org/> ASK { ?x a e:Chip }", {"http://e.org/Chip"}),
        ("# PREFIX e: <http://e.org/>\nASK { ?x a e:Chip }", set()),
        ('PREFIX e: <http://e.org/> ASK { ?x e:p "e:q" }', {"http://e.org/p"}),
        ("ASK { ?x <http://e.org/p>/<http://e.org/q> ?y }", {"http://e.org/p", "http://e.org/q"}),
        ("ASK { ?x ?p ?y FILTER (?x < 5 && ?y > 3) }", set()),
    ],
    ids=["prefixed", "comment", "string", "path", "comparison"],
)
def test_the_iris_of_a_query(sparql: str, expected: set[str]) -> None:
    """Prefixed names and IRIs count; comments, strings and comparisons do not."""
    assert iris_in(sparql) == expected


def test_what_nothing_uses_is_unused_unless_a_reason_matches() -> None:
    """Reasons match by pattern, the first wins, and a reason that matches nothing is needless."""
    usage = dict(USED) | {f"{VOCAB}comparator/at_least": Usage(mapped=True)}
    reasons = [Reason(("comparator/e*", "Nothing"), "complete"), Reason(("comparator/*",), "all")]
    found = coverage_of(OURS, usage, reasons)
    assert found.excused[f"{VOCAB}comparator/equal"] == "complete"
    assert found.excused[f"{VOCAB}comparator/at_most"] == "all"
    assert f"{VOCAB}comparator/at_least" not in found.excused
    assert found.needless == ("Nothing",)
    assert CHIP + "State" in found.unused
    assert CHIP + "Order" not in found.unused
    assert found.used == found.terms - len(found.unused) - len(found.excused)


def test_deprecated_terms_do_not_count() -> None:
    """A term that is no longer to be used is not missed."""
    assert CHIP + "Utterance" not in coverage_of(OURS, {}, []).unused


@pytest.mark.parametrize(
    ("unused", "needless", "passed"),
    [((), (), True), (("a",), (), False), ((), ("b",), False)],
    ids=["clean", "unused", "needless"],
)
def test_coverage_passes_where_nothing_is_left_to_say(
    *, unused: tuple[str, ...], needless: tuple[str, ...], passed: bool
) -> None:
    """Unused terms without a reason fail, and so do reasons without a term."""
    found = Coverage(terms=9, queries=1, shapes=1, mapped=1, unused=unused, excused={}, needless=needless)
    assert found.passed is passed


@pytest.mark.parametrize("content", ["- terms: Order\n  reason: why", "- terms: [Order]", "terms: [", "just words"])
def test_reasons_that_say_nothing_are_one_line_and_3(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str
) -> None:
    """A file without terms and reason ends with 3 and names the file."""
    path = tmp_path / "reasons.yaml"
    path.write_text(content, encoding="utf-8")
    assert run(["ontology", "coverage", "--reasons", str(path)]) == 3
    assert str(path) in capsys.readouterr().err


def test_without_reasons_the_command_names_what_is_unused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It ends with 1, and the JSON form tells the same as the text."""
    empty = tmp_path / "empty.yaml"
    empty.write_text("", encoding="utf-8")
    assert read_reasons(empty) == []
    assert run(["ontology", "coverage", "--reasons", str(empty)]) == 1
    out, err = capsys.readouterr()
    assert any(line.startswith("unit/watt ") for line in out.splitlines())
    assert "0 unused for a written reason" in err
    assert run(["ontology", "coverage", "--reasons", str(empty), "--format", "json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert f"{VOCAB}unit/watt" in said["unused"]
    assert len(said["unused"]) == len(out.splitlines())
    assert said["passed"] is False


def test_each_term_of_ours_is_used_or_stays_for_a_reason(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is unused without a reason, and no reason is left over."""
    assert run(["ontology", "coverage"]) == 0
    assert capsys.readouterr().out == ""
