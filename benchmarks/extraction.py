"""Measure the extractor: articles a second, memory, start, growth with the text, texts that ask too much.

    python -m benchmarks.extraction                           300 articles of 400 words, medians of 3 rounds
    python -m benchmarks.extraction --articles 60 --rounds 1  a short run
    python -m benchmarks.extraction --spacy-python PYTHON     spaCy in another environment, by its interpreter
    python -m benchmarks.extraction --update                  write benchmarks/results/extraction.json and .md

Each figure is taken in a process of its own that uses one core. ``CPU`` is the time of work of that process, which a
busy machine stretches less than it stretches the clock; figures are medians over rounds. Memory is the highest
resident set after the work. Start to first claim is the whole command ``chippolitik extract`` on one article, with the
caches of Python and of the file system warm. spaCy's small English pipeline (tagger, parser, names) is measured on the
English articles alone: it finds no claims, so the figure says only what a parse by a trained model costs.
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
_TIMES = (1, 10, 50)  # lengths of the text that the growth is measured at
_LONGEST = 900  # seconds a process may take
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


def main() -> None:
    """Measure and print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--articles", type=int, default=300, help="articles a round")
    parser.add_argument("--rounds", type=int, default=3, help="rounds that a figure is the median of")
    parser.add_argument("--spacy-python", default=sys.executable, help="interpreter of an environment with spaCy")
    parser.add_argument("--update", action="store_true", help="write the results")
    arguments = parser.parse_args()
    before = os.getloadavg()[0]
    peer = _peer(arguments.spacy_python)
    engines = {OURS: (sys.executable, _OURS)} | ({SPACY: (arguments.spacy_python, _PEER)} if peer else {})
    texts = _articles(arguments.articles)
    rows: list[Row] = []
    for engine, (python, code) in engines.items():
        rows += _speed(engine, python, code, texts, arguments.rounds)
        rows += _growth(engine, python, code, arguments.rounds)
        rows += [_hard(engine, python, code, name, text) for name, text in pathological().items()]
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


def _speed(engine: str, python: str, code: str, texts: list[Text], rounds: int) -> list[Row]:
    """Return articles a second and memory; German articles are left out for spaCy."""
    rows: list[Row] = []
    for language in ("en", "de") if engine == OURS else ("en",):
        own = [text for text in texts if text[1] == language]
        got = _median(python, code, own, rounds)
        rows.append(
            {
                "task": "articles of 400 words",
                "engine": engine,
                "text": f"{len(own)} {language}",
                "articles/s": round(len(own) / got["s"], 1),
                "articles/CPU s": round(len(own) / got["CPU s"], 1),
                "MB": round(got["MB"]),
                "found": round(got["found"]),
            }
        )
    return rows


def _growth(engine: str, python: str, code: str, rounds: int) -> list[Row]:
    """Return what a text of 400, 4,000 and 20,000 words takes: the same articles, one by one and joined."""
    own = [text for text, _ in _articles(max(_TIMES), "en")]
    rows: list[Row] = []
    for times in _TIMES:
        texts = [("\n\n".join(own[at : at + times]), "en") for at in range(0, len(own), times)]
        got = _median(python, code, texts, rounds)
        once = got["CPU s"] / len(texts)
        rows.append(
            {
                "task": "growth of one text",
                "engine": engine,
                "text": f"{times}×, {len(texts[0][0]) // 1000} kB",
                "CPU s": round(once, 4),
                "× first": round(once / float(rows[0]["CPU s"]), 1) if rows else 1.0,
                "MB": round(got["MB"]),
                "found": round(got["found"] / len(texts)),
            }
        )
    return rows


def _hard(engine: str, python: str, code: str, name: str, text: str) -> Row:
    """Return what a text that asks too much takes, once; or that it is not done in time, or fails."""
    row: Row = {"task": "pathological", "engine": engine, "text": f"{name}, {len(text) // 1000} kB"}
    try:
        got = _run(python, code, [(text, "en")])
    except subprocess.TimeoutExpired:
        return row | {"s": f"over {_LONGEST}"}
    except subprocess.CalledProcessError as error:
        return row | {"s": f"fails: {error.stderr.strip().splitlines()[-1]}"}
    figures = {"s": round(got["s"], 2), "CPU s": round(got["CPU s"], 2), "MB": round(got["MB"])}
    return row | figures | {"found": round(got["found"])}


def _start(rounds: int) -> Row:
    """Return the seconds from the call of the command to its first claim."""
    taken = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "article.txt"
        path.write_text("Huawei ordered 5,000 H20 chips from Nvidia in March 2024.", encoding="utf-8")
        command = [sys.executable, "-m", "chippolitik", "extract", str(path), "--published", "2024-09-30"]
        for _ in range(max(3, rounds) + 1):
            start = time.perf_counter()
            with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
                first = process.stdout.readline() if process.stdout else ""
                taken.append(time.perf_counter() - start)
            if '"kind"' not in first:
                sys.exit("The command made no claim of its article; is the package installed?")
    return {"task": "start to first claim", "engine": OURS, "text": "1 sentence", "s": round(_middle(taken[1:]), 2)}


def _median(python: str, code: str, texts: list[Text], rounds: int) -> dict[str, float]:
    """Return the medians of what several processes measure of the same texts."""
    runs = [_run(python, code, texts) for _ in range(rounds)]
    return {name: _middle([run[name] for run in runs]) for name in runs[0]}


def _run(python: str, code: str, texts: list[Text]) -> dict[str, float]:
    """Measure texts in a process of its own on one thread.

    Raises:
        subprocess.TimeoutExpired: If it takes too long.
        subprocess.CalledProcessError: If it fails.
    """
    one = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"), "1")
    done = subprocess.run(
        [python, "-c", code + _LOOP],
        input=json.dumps(texts), capture_output=True, text=True, timeout=_LONGEST, check=True, env=os.environ | one,
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
