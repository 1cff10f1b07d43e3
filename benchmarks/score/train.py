"""Learn what each feature of a candidate weighs, and write ``data/decider.json``.

    python benchmarks/score/train.py           learn from data/training and the examples of the lexicon; write
    python benchmarks/score/train.py --cross   print how held-out articles of data/training do; write nothing

The model is logistic regression with a penalty on large weights, in plain Python, without random numbers: the same
files give the same table. Articles with all their claims teach what is none; the examples of the lexicon, each with the
one claim that it must give, teach only about its kind. The thresholds for loose candidates come from held-out articles:
per kind the lowest one from which enough of them are right.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from chippolitik.annotate import Annotator
from chippolitik.corpus import read_sources
from chippolitik.evaluate import FlatClaim, Names, read_entities, read_gold
from chippolitik.evaluate.agreement import may_match
from chippolitik.evaluate.rows import flat_claim
from chippolitik.extract import FrameExtractor
from chippolitik.extract.candidates import Candidate
from chippolitik.extract.weights import Weights
from chippolitik.lexicon import Example, Frame, load_lexicon
from chippolitik.model import Document, PartialDate, claim_to_flat
from chippolitik.model.kinds import KINDS, Kind
from chippolitik.resolve import Resolver
from chippolitik.tables import load_tables

ROOT = Path(__file__).resolve().parents[2]
TRAINING = ROOT / "data" / "training"
TABLE = ROOT / "data" / "decider.json"
RAREST = 5  # candidates that a feature must occur in
PENALTY = 8.0
ROUNDS = 30
STRIDE = 7
FOLDS = 5
STRICT = 0.12  # what frames and other readers find is dropped only where it is clearly wrong
ENOUGH = 0.72  # share of loose candidates that must be right
GRID = (0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8)
BELIEF = (6, 10)  # what is believed of a kind before its candidates are seen: six of ten right
SHOWN = (0.3, 0.4, 0.5, 0.6, 0.7)
PUBLISHED = PartialDate("2024-09-30")


@dataclass(frozen=True, slots=True)
class Lesson:
    """A candidate with what it teaches: whether it is a claim.

    Attributes:
        article: Where it stands; lessons of one article are learnt or held out together.
        features: Its features.
        right: Whether it is a claim.
        kind: Its kind.
        trigger: What makes it one of several ways to fill a trigger.
        strict: Whether a frame or another reader has found it.
    """

    article: str
    features: tuple[str, ...]
    right: bool
    kind: str
    trigger: int
    strict: bool


class Teacher:
    """Turns annotated texts into lessons."""

    def __init__(self) -> None:
        tables, lexicon = load_tables(), load_lexicon()
        self.lexicon = lexicon
        self._annotator, self._resolver = Annotator(tables, lexicon), Resolver(tables, lexicon)
        self._alive: list[list[Candidate]] = []  # so that the identity of a trigger is its own for ever
        self._extractor = FrameExtractor(tables, lexicon, Weights(0.0, {}, {}, {"": 0.5}))

    def articles(self) -> Iterator[Lesson]:
        """Yield the lessons of the annotated articles."""
        for file in sorted(TRAINING.rglob("claims.jsonl")):
            if not file.stat().st_size:
                continue
            folder, gold = file.parent, read_gold([file])
            names = Names(read_entities(folder.glob("entities.tsv")))
            for document in read_sources([str(path) for path in sorted(folder.glob("*.txt"))]):
                if isinstance(document, Document) and document.name in gold:
                    claims = gold[document.name].claims
                    for candidate, flat in self._candidates(document):
                        yield _lesson(document.name, candidate, right=any(may_match(c, flat, names) for c in claims))

    def examples(self) -> Iterator[Lesson]:
        """Yield the lessons of the examples of the lexicon."""
        names = Names()
        for frame in self.lexicon.frames:
            for number, example in enumerate(frame.examples):
                name = f"{frame.id}-{number}"
                document = Document(
                    name=name, key=name, text=example.text, published=PUBLISHED, language=frame.language
                )
                for candidate, flat in self._candidates(document):
                    if candidate.draft.kind.value == frame.kind:
                        yield _lesson(name, candidate, right=_is_example(frame, example, flat, names))

    def _candidates(self, document: Document) -> Iterator[tuple[Candidate, FlatClaim]]:
        resolved = self._resolver.resolve(self._annotator.annotate(document))
        for _, candidates in self._extractor.candidates(resolved, every=True):
            self._alive.append(candidates)
            for candidate in candidates:
                row = claim_to_flat(candidate.draft.claim(document.text), article=document.name, iri=str)
                yield candidate, flat_claim(row, article=document.name)


def _lesson(article: str, candidate: Candidate, *, right: bool) -> Lesson:
    kind = candidate.draft.kind.value
    trigger = id(candidate.pred) if candidate.pred is not None else id(candidate)
    return Lesson(article, candidate.features, right, kind, trigger, candidate.strict)


def _is_example(frame: Frame, example: Example, flat: FlatClaim, names: Names) -> bool:
    if example.claim is None:
        return False
    roles = {role.name for role in KINDS[Kind(frame.kind)].roles}
    for role, label in example.claim.items():
        wanted = label if isinstance(label, list) else [label]
        given = flat.labels(role)
        if role in roles and not any(names.same(str(gold), found) for gold in wanted for found in given):
            return False
    return True


def learn(lessons: Sequence[Lesson]) -> tuple[float, dict[str, float]]:
    """Return the bias and the weights that tell right candidates from wrong ones.

    Steps are scaled per weight by the sum of its squared gradients (Duchi, Hazan and Singer 2011).
    """
    counts = Counter(name for lesson in lessons for name in set(lesson.features))
    names = sorted(name for name, count in counts.items() if count >= RAREST)
    place = {name: index + 1 for index, name in enumerate(names)}
    rows = [([0, *(place[n] for n in lesson.features if n in place)], float(lesson.right)) for lesson in lessons]
    weights, squares = [0.0] * (len(names) + 1), [1e-3] * (len(names) + 1)
    # Each occurrence of a feature bears its part of the penalty.
    decay = [0.0, *(PENALTY / counts[name] for name in names)]
    step = 0.5
    for turn in range(ROUNDS):
        # Rows far apart follow each other, since neighbours resemble each other.
        for start in range(STRIDE):
            for indices, right in rows[(start + turn) % STRIDE :: STRIDE]:
                score = sum([weights[i] for i in indices])
                error = 1 / (1 + math.exp(-max(-30.0, min(30.0, score)))) - right
                for i in indices:
                    gradient = error + decay[i] * weights[i]
                    squares[i] += gradient * gradient
                    weights[i] -= step * gradient / math.sqrt(squares[i])
    return weights[0], dict(zip(names, weights[1:], strict=True))


def held_out(articles: Sequence[Lesson], examples: Sequence[Lesson]) -> list[tuple[float, Lesson]]:
    """Return each candidate of an article with its probability by what the other articles teach.

    Of the loose candidates of one trigger only the likeliest is given, and none beside a strict one, as in extraction.
    """
    names = sorted({lesson.article for lesson in articles})
    fold = {name: index % FOLDS for index, name in enumerate(names)}
    strict: list[tuple[float, Lesson]] = []
    best: dict[int, tuple[float, Lesson]] = {}
    taken = {lesson.trigger for lesson in articles if lesson.strict}
    for number in range(FOLDS):
        bias, weights = learn([*(x for x in articles if fold[x.article] != number), *examples])
        model = Weights(bias, weights, {}, {})
        for lesson in (x for x in articles if fold[x.article] == number):
            likely = model.probability(lesson.features)
            if lesson.strict:
                strict.append((likely, lesson))
            elif lesson.trigger not in taken and likely > best.get(lesson.trigger, (0.0, lesson))[0]:
                best[lesson.trigger] = (likely, lesson)
    return [*strict, *best.values()]


def thresholds(scored: Sequence[tuple[float, Lesson]]) -> dict[str, float]:
    """Return from which probability on loose candidates of a kind are claims: where enough of them are right."""
    found = {}
    for kind in sorted(kind.value for kind in Kind):
        mine = [(likely, lesson.right) for likely, lesson in scored if lesson.kind == kind and not lesson.strict]
        for threshold in GRID:
            above = [right for likely, right in mine if likely >= threshold]
            if (sum(above) + BELIEF[0]) / (len(above) + BELIEF[1]) >= ENOUGH:
                break
        found[kind] = threshold
    return found


def table(bias: float, weights: dict[str, float], loose: dict[str, float]) -> dict[str, object]:
    """Return the table as it is written, without weights that round to nothing."""
    return {
        "format": 1,
        "bias": round(bias, 2),
        "strict": {kind.value: STRICT for kind in sorted(Kind)},
        "loose": loose,
        "features": {name: round(weight, 2) for name, weight in weights.items() if round(weight, 2)},
    }


def report(scored: Sequence[tuple[float, Lesson]]) -> None:
    """Print how many candidates above each threshold are right, per kind."""
    for strict in (True, False):
        print("found" if strict else "loose", "right of all at or above " + " ".join(map(str, SHOWN)), sep=": ")
        for kind in sorted(kind.value for kind in Kind):
            mine = [(likely, x.right) for likely, x in scored if x.strict is strict and x.kind == kind]
            cells = [[right for likely, right in mine if likely >= threshold] for threshold in SHOWN]
            print(f"  {kind:<16}" + "".join(f"{sum(cell):>5} of {len(cell):<4}" for cell in cells))


def main() -> int:
    """Learn and write the table, or print figures on held-out articles."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--cross", action="store_true", help="print figures on held-out articles; write nothing")
    arguments = parser.parse_args()
    teacher = Teacher()
    articles, examples = list(teacher.articles()), list(teacher.examples())
    print(f"{len(articles)} candidates of articles, {len(examples)} of examples", file=sys.stderr)
    scored = held_out(articles, examples)
    if arguments.cross:
        report(scored)
        return 0
    bias, weights = learn([*articles, *examples])
    text = json.dumps(table(bias, weights, thresholds(scored)), indent=1, ensure_ascii=False)
    TABLE.write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
