"""Measure the extractor: articles a second, memory, start, growth with the text, texts that ask too much.

    python -m benchmarks.extraction                           90 articles of 400 words, medians of 3 rounds, minutes
    python -m benchmarks.extraction --articles 30 --rounds 1  a short run
    python -m benchmarks.extraction --spacy-python PYTHON     spaCy in another environment, by its interpreter
    python -m benchmarks.extraction --update                  write benchmarks/results/extraction.json and .md

Each figure is taken in a process of its own that uses one core. ``CPU`` is the time of work of that process, which a
busy machine stretches less than it stretches the clock; figures are medians over rounds, and the rounds of the engines
alternate. Memory is the highest resident set after the work. Start to first claim is the whole command ``chippolitik
extract`` on one article, with the caches of Python and of the file system warm. spaCy's small English pipeline (tagger,
parser, names) is measured on the English articles alone, one by one as ours: it finds no claims, so the figure says
only what a parse by a trained model costs.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from benchmarks.articles import articles

RESULTS = Path(__file__).parent / "results"
OURS, SPACY = "chippolitik", "spaCy small English"
_WORDS = 400  # words of an article, which takes the sentence that reaches them wholly
_TIMES = (1, 5, 20)  # lengths of the text that the growth is measured at
_LONGEST = 300  # seconds a process may take
_PATIENCE = 30  # seconds that a text may take that asks too much
_OURS = """
import json, resource, sys, time
from chippolitik.model import Document, PartialDate
from chippolitik.pipeline.parts import frames
extractor = frames()
day = PartialDate("2024-09-30")
def work(text, language):
    document = Document(name="made", key="made", text=text, published=day, language=language)
    return len(extractor.extract(document))
"""
_PEER = """
import json, resource, sys, time
import spacy
[name, *_] = [name for name in spacy.util.get_installed_models() if name.startswith("en_core_web_sm")]
pipeline = spacy.load(name)
def work(text, language):
    return len(pipeline(text).ents)
"""
_LOOP = """
rows = json.load(sys.stdin)
for text, language in rows[:3]:
    work(text[:2000], language)
found, wall, cpu = 0, time.perf_counter(), time.process_time()
for text, language in rows:
    found += work(text, language)
wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"found": found, "s": wall, "CPU s": cpu, "MB": memory}))
"""
_NAME = "import spacy; print(spacy.__version__, *spacy.util.get_installed_models())"
Text = tuple[str, str]
Row = dict[str, str | int | float]
Engines = dict[str, tuple[str, str]]


def main() -> None:
    """Measure and print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--articles", type=int, default=90, help="articles a round, two of three English")
    parser.add_argument("--rounds", type=int, default=3, help="rounds that a figure is the median of")
    parser.add_argument("--spacy-python", default=sys.executable, help="interpreter of an environment with spaCy")
    parser.add_argument("--update", action="store_true", help="write the results")
    arguments = parser.parse_args()
    before = os.getloadavg()[0]
    peer = _peer(arguments.spacy_python)
    engines = {OURS: (sys.executable, _OURS)} | ({SPACY: (arguments.spacy_python, _PEER)} if peer else {})
    rows = _speed(engines, _articles(arguments.articles), arguments.rounds)
    rows += _growth(engines, arguments.rounds)
    rows += [_hard(engine, engines[engine], name, text) for name, text in pathological().items() for engine in engines]
    rows.append(_start(arguments.rounds))
    load = f"load {before:.1f} at the start, {os.getloadavg()[0]:.1f} at the end"
    about = {
        "machine": f"{os.cpu_count()} cores, Python {platform.python_version()}, {load}",
        "rounds": arguments.rounds,
        "spaCy": peer or "not measured: it or its small English pipeline is not importable",
    }
    text = report(rows, about)
    print(text)
    if arguments.update:
        RESULTS.mkdir(exist_ok=True)
        result = json.dumps({**about, "rows": rows}, indent=2, ensure_ascii=False)
        (RESULTS / "extraction.json").write_text(result + "\n", encoding="utf-8")
        (RESULTS / "extraction.md").write_text(text + "\n", encoding="utf-8")


def pathological() -> dict[str, str]:
    """Return texts that no newspaper prints, by what is hard about them."""
    draw = random.Random(7)  # noqa: S311 - names, not secrets
    endless = " and ".join(row["text"].replace(".", "").replace("\n\n", " ") for row in articles(90))[:100_000]
    syllables = ("ka", "lo", "mi", "ren", "tos", "vu", "zan", "dor", "pel", "shi")
    names = ["".join(parts).capitalize() for parts in itertools.product(syllables, repeat=4)]
    draw.shuffle(names)
    twice = [*names[:5_000], *names[:5_000]]
    deep = "(" * 20_000 + "Huawei ordered chips from Nvidia" + ")" * 20_000
    return {
        "100 kB without a full stop": endless,
        "10,000 names in one list": "Huawei ordered chips from " + ", ".join(names) + ".",
        "5,000 names, each twice": "Huawei ordered chips from " + ", ".join(twice) + ".",
        "20,000 brackets deep": f"Tencent said {deep} in March.",
    }


def _articles(count: int, only: str | None = None) -> list[Text]:
    """Return articles of 400 words in one or both languages: made ones, joined and cut after a sentence."""
    found: list[Text] = []
    kept: dict[str, list[str]] = {"de": [], "en": []}
    for row in articles(10 * count + 10):
        language = "de" if int(row["id"].rpartition("-")[2]) % 3 == 0 else "en"  # see benchmarks/articles.py
        sentences = kept[language] if only in {None, language} else []
        for sentence in row["text"].replace("\n\n", " \n\n").split(". "):
            sentences.append(sentence.rstrip("."))
            if sum(len(one.split()) for one in sentences) >= _WORDS:
                found.append((". ".join(sentences) + ".", language))
                sentences.clear()
    return found[:count]


def _speed(engines: Engines, texts: list[Text], rounds: int) -> list[Row]:
    """Return articles a second and memory, each engine beside ours; German articles are for ours alone."""
    rows: list[Row] = []
    for language in ("en", "de"):
        own = [text for text in texts if text[1] == language]
        able = engines if language == "en" else {OURS: engines[OURS]}
        measured = _medians(able, own, rounds)
        for engine, got in measured.items():
            rows.append(
                {
                    "task": "articles of 400 words",
                    "text": f"{len(own)} {language}",
                    "engine": engine,
                    "articles/s": round(len(own) / got["s"], 1),
                    "articles/CPU s": round(len(own) / got["CPU s"], 1),
                    "CPU, ours = 1": round(got["CPU s"] / measured[OURS]["CPU s"], 1),
                    "MB": round(got["MB"]),
                    "found": round(got["found"]),
                }
            )
    return rows


def _growth(engines: Engines, rounds: int) -> list[Row]:
    """Return what a text of 400, 2,000 and 8,000 words takes: the same articles, one by one and joined."""
    own = [text for text, _ in _articles(max(_TIMES), "en")]
    rows: list[Row] = []
    once: dict[str, float] = {}
    for times in _TIMES:
        texts = [("\n\n".join(own[at : at + times]), "en") for at in range(0, len(own), times)]
        for engine, got in _medians(engines, texts, rounds).items():
            each = got["CPU s"] / len(texts)
            rows.append(
                {
                    "task": "growth of one text",
                    "text": f"{times}×, {len(texts[0][0]) // 1000} kB",
                    "engine": engine,
                    "CPU s": round(each, 4),
                    "× first": round(each / once.setdefault(engine, each), 1),
                    "MB": round(got["MB"]),
                    "found": round(got["found"] / len(texts)),
                }
            )
    return rows


def _hard(engine: str, run: tuple[str, str], name: str, text: str) -> Row:
    """Return what a text that asks too much takes, once; or that it takes too long, or fails."""
    row: Row = {"task": "pathological", "text": f"{name}, {len(text) // 1000} kB", "engine": engine}
    try:
        got = _run(*run, [(text, "en")], _PATIENCE)
    except subprocess.TimeoutExpired:
        return row | {"s": f"over {_PATIENCE}"}
    except subprocess.CalledProcessError as error:
        return row | {"s": f"fails: {error.stderr.strip().splitlines()[-1]}"}
    figures = {"s": round(got["s"], 2), "CPU s": round(got["CPU s"], 2), "MB": round(got["MB"])}
    return row | figures | {"found": round(got["found"])}


def _start(rounds: int) -> Row:
    """Return the seconds from the call of the command to its first claim."""
    taken = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "article.txt"
        path.write_text(_articles(1, "en")[0][0], encoding="utf-8")
        command = [sys.executable, "-m", "chippolitik", "extract", str(path), "--published", "2024-09-30"]
        for _ in range(max(3, rounds) + 1):
            start = time.perf_counter()
            with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
                first = process.stdout.readline() if process.stdout else ""
                taken.append(time.perf_counter() - start)
            if '"kind"' not in first:
                sys.exit("The command made no claim of its article; is the package installed?")
    return {
        "task": "start to first claim", "text": "1 article", "engine": OURS, "s": round(_middle(taken[1:]), 2),
    }  # fmt: skip


def _medians(engines: Engines, texts: list[Text], rounds: int) -> dict[str, dict[str, float]]:
    """Return for each engine the medians of what several processes measure of the same texts."""
    runs: dict[str, list[dict[str, float]]] = {engine: [] for engine in engines}
    for _ in range(rounds):
        for engine, (python, code) in engines.items():
            runs[engine].append(_run(python, code, texts))
    return {engine: {name: _middle([run[name] for run in own]) for name in own[0]} for engine, own in runs.items()}


def _run(python: str, code: str, texts: list[Text], longest: int = _LONGEST) -> dict[str, float]:
    """Measure texts in a process of its own on one thread.

    Raises:
        subprocess.TimeoutExpired: If it takes too long.
        subprocess.CalledProcessError: If it fails.
    """
    one = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"), "1")
    done = subprocess.run(
        [python, "-c", code + _LOOP],
        input=json.dumps(texts), capture_output=True, text=True, timeout=longest, check=True, env=os.environ | one,
    )  # fmt: skip
    got: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return got


def _peer(python: str) -> str:
    """Return version and model of spaCy in an environment; empty if one of them is missing there."""
    try:
        done = subprocess.run([python, "-c", _NAME], capture_output=True, text=True, check=False)
    except OSError:
        sys.exit(f"There is no interpreter {python}; give that of an environment with spaCy.")
    version, *models = done.stdout.split() or [""]
    small = [model for model in models if model.startswith("en_core_web_sm")]
    return f"spaCy {version}, {small[0]}" if small else ""


def _middle(values: list[float]) -> float:
    return statistics.median(values)


def report(rows: list[Row], about: Mapping[str, str | int]) -> str:
    """Return the rows as tables in Markdown, one a task."""
    lines = [f"Measured by `python -m benchmarks.extraction`: {about['machine']}; rounds: {about['rounds']}."]
    lines += [f"Peer: {about['spaCy']}. What is found is claims for {OURS} and names for spaCy."]
    for task in dict.fromkeys(row["task"] for row in rows):
        own = [row for row in rows if row["task"] == task]
        columns = [column for column in own[0] if column != "task"]
        lines += ["", f"## {str(task).capitalize()}", ""]
        lines += ["| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)]
        lines += ["| " + " | ".join(str(row.get(column, "")) for column in columns) + " |" for row in own]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
