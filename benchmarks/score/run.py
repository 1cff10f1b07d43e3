"""Score the extractor on annotated articles beside the repository, and hold the committed figures.

    python benchmarks/score/run.py            print the table; exit 1 where an F1 has dropped by more than a point
    python benchmarks/score/run.py --update   write the figures as the ones to hold

The articles are split once by a hash of their names. The develop half may be read by who works on the extractor; the
other half is looked at as numbers only, so this script never prints its errors. Without ``../shared`` there is nothing
to score.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from chippolitik.corpus import read_sources
from chippolitik.evaluate import (
    Counts,
    FlatClaim,
    GoldArticle,
    Names,
    Scores,
    read_claims,
    read_entities,
    read_gold,
    score,
)
from chippolitik.model import Document, claim_to_flat
from chippolitik.pipeline.parts import frames

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
EXPECTED = Path(__file__).parent / "expected.json"
HALVES = ("develop", "numbers-only")
DROP = 0.01


def half_of(language: str, name: str) -> str:
    """Return the half that an article belongs to, by a hash that never changes."""
    return HALVES[int(hashlib.sha256(f"{language}/{name}".encode()).hexdigest()[:8], 16) % 2]


def predicted(folder: Path, scratch: Path) -> list[FlatClaim]:
    """Extract the articles of a folder and return their claims as the scorer reads them."""
    documents = [found for found in read_sources([str(folder)]) if isinstance(found, Document)]
    rows = [
        claim_to_flat(claim, article=document.name, iri=str)
        for document in documents
        for claim in frames().extract(document)
    ]
    scratch.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return read_claims(scratch)


def rows_of(scratch: Path) -> Iterator[tuple[str, Scores]]:
    """Yield a row of the table for each language and half, and one for the seed."""
    for language in ("en", "de"):
        folder = SHARED / "corpus" / language
        claims = predicted(folder, scratch)
        gold = read_gold([folder / "claims.jsonl"])
        names = Names(read_entities([folder / "entities.tsv"]))
        for half in HALVES:
            wanted: dict[str, GoldArticle] = {k: v for k, v in gold.items() if half_of(language, k) == half}
            yield f"{language} {half}", score(wanted, [c for c in claims if c.article in wanted], names)
    seed = SHARED / "seed"
    yield (
        "seed",
        score(read_gold([seed / "claims.jsonl"]), predicted(seed / "seed.txt", scratch), Names(read_entities([]))),
    )


def line(name: str, counts: Counts) -> str:
    """Return one row of the table."""
    return (
        f"{name:<20} P {counts.precision:.3f}  R {counts.recall:.3f}  F1 {counts.f1:.3f}"
        f"  ({counts.matched} of {counts.predicted} predicted, {counts.gold} gold)"
    )


def main() -> int:
    """Print the table and compare it with the committed one."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--update", action="store_true", help="write the figures as the ones to hold")
    parser.add_argument("--kinds", action="store_true", help="add a table per kind, both halves together")
    arguments = parser.parse_args()
    if not SHARED.is_dir():
        print("no annotated articles beside the repository; nothing to score")
        return 0
    scratch = Path(__file__).parent / "predicted.jsonl"
    try:
        rows = dict(rows_of(scratch))
    finally:
        scratch.unlink(missing_ok=True)
    expected = json.loads(EXPECTED.read_text(encoding="utf-8")) if EXPECTED.exists() else {}
    worse = []
    for name, scores in rows.items():
        print(line(name, scores.total))
        if scores.total.f1 < expected.get(name, {}).get("f1", 0.0) - DROP:
            worse.append(f"{name}: F1 {scores.total.f1:.3f}, committed {expected[name]['f1']:.3f}")
        for qualifier, share in scores.qualifiers.items():
            if share.of:
                print(f"    {qualifier:<12} {share.right / share.of:.3f} of {share.of}")
        if arguments.kinds:
            for kind, counts in sorted(scores.kinds.items()):
                print("    " + line(kind, counts))
    if arguments.update:
        figures = {
            n: {
                "precision": round(s.total.precision, 4),
                "recall": round(s.total.recall, 4),
                "f1": round(s.total.f1, 4),
            }
            for n, s in rows.items()
        }
        EXPECTED.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
        return 0
    print(*worse, sep="\n", end="\n" if worse else "", file=sys.stderr)
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
