"""What ``lexicon check`` finds: form, words, examples."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from chippolitik.assets import asset_path
from chippolitik.errors import InputError
from chippolitik.lexicon import load_lexicon
from chippolitik.pipeline.lexicon_checks import check_lexicon, failing_examples, placed
from chippolitik.tables import load_tables

FRAME = """- id: en-x
  kind: Usage
  language: en
  verbs: use
  roles: {user: subj, product: obj}
  examples: [{text: 'OpenAI uses Nvidia chips.', user: OpenAI}]
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A lexicon that is right, with one frame."""
    for path in asset_path("data/lexicon").glob("*.yaml"):
        shutil.copy(path, tmp_path)
    (tmp_path / "frames").mkdir()
    (tmp_path / "frames/x.en.yaml").write_text(FRAME, encoding="utf-8")
    return tmp_path


def errors(root: Path, frame: str = FRAME) -> list[str]:
    """Return the errors of a lexicon with that frame, as the command prints them."""
    (root / "frames/x.en.yaml").write_text(frame, encoding="utf-8")
    found = check_lexicon(root, load_tables())
    return [f"{f.file}:{f.line} {f.entry}: {f.message}" for f in found if f.level == "error"]


def test_the_shipped_lexicon_is_right() -> None:
    """Its files have no error; its examples are run by tests/lexicon."""
    assert [f for f in check_lexicon(asset_path("data/lexicon"), load_tables()) if f.level == "error"] == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("obj}", "on}", "frames/x.en.yaml:5 en-x: bare 'on' is a truth value in YAML; put it in quotes: 'on'"),
        ("user: subj", "user: sbj", "frames/x.en.yaml:1 en-x: roles: user: no source 'sbj'; did you mean subj?"),
        ("{user: subj", "{usr: subj", "frames/x.en.yaml:1 en-x: roles: no role 'usr'; did you mean user?"),
        ("kind: Usage", "kind: Usge", "frames/x.en.yaml:1 en-x: kind: no kind 'Usge'; did you mean Usage?"),
        (
            "verbs: use",
            "verbs: use strenghten",
            "frames/x.en.yaml:1 en-x: verbs: no verb 'strenghten'; did you mean strengthen?",
        ),
        ("  verbs: use", "  verb: use", "frames/x.en.yaml:1 en-x: unknown key 'verb'; did you mean verbs?"),
        ("  roles", "  phrase: '(use'\n  roles", "not a pattern"),
        ("  roles", "  needs: vlaue\n  roles", "frames/x.en.yaml:1 en-x: needs: no need 'vlaue'; did you mean value?"),
        ("  roles", "  negated: denny\n  roles", "negated: 'denny' is none of deny, require, ignore, drop, worse"),
        ("  roles", "  classes: {product: chp}\n  roles", "classes: product: no class 'chp'"),
        ("  roles", "  set: {modality: plannd}\n  roles", "set: modality: no word 'plannd'; did you mean planned?"),
        ("user: OpenAI", "usr: OpenAI", "frames/x.en.yaml:1 en-x: examples: no role 'usr'; did you mean user?"),
        ("product: obj", "product: obj, product: of", "frames/x.en.yaml:5 en-x: has 'product' twice; only the last"),
        (", product: obj", "", "frames/x.en.yaml:1 en-x: roles: Usage needs 'product'"),
    ],
)
def test_a_slip_in_a_frame_is_found(root: Path, old: str, new: str, message: str) -> None:
    """A slip is told with file, line, frame, and what may have been meant."""
    found = errors(root, FRAME.replace(old, new, 1))
    assert [line for line in found if message in line], found


def test_ids_are_unique(root: Path) -> None:
    """The second frame of an id is told where the first one stands."""
    assert errors(root, FRAME + FRAME) == ["frames/x.en.yaml:7 en-x: the id is taken by frames/x.en.yaml:1"]


def test_a_frame_without_example_is_a_warning(root: Path) -> None:
    """It is listed, and is no error."""
    (root / "frames/x.en.yaml").write_text(FRAME.split("  examples", maxsplit=1)[0], encoding="utf-8")
    found = check_lexicon(root, load_tables())
    assert [(f.level, f.entry, f.message) for f in found] == [("warning", "en-x", "has no example")]


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        ("persons.yaml", "Joe Biden: usa\n", "the knowledge base has no 'usa'"),
        ("verbs.yaml", "en: {buy: bought}\nde: {}\n", "buy: 'bought' must be 2 forms"),
        ("veridicality.yaml", "en: {plan: x}\nde: {}\n", "unknown key 'plan'; did you mean planned?"),
        ("nouns.yaml", "firm: {company: Firma}\n", "no class of nouns"),
        ("function.yaml", "en: {prepositon: on}\nde: {}\n", "unknown key 'prepositon'; did you mean preposition?"),
        ("numbr.yaml", "x: 1\n", "no file of the lexicon; did you mean numbers?"),
        ("times.yaml", "x: [\n", "is not YAML"),
    ],
)
def test_a_slip_in_another_file_is_found(root: Path, file: str, text: str, message: str) -> None:
    """Each file has its own keys and values."""
    (root / file).write_text(text, encoding="utf-8")
    found = [line for line in errors(root) if line.startswith(file)]
    assert [line for line in found if message in line], found


def test_a_missing_file_is_found(root: Path) -> None:
    """A lexicon needs each of its files."""
    (root / "nouns.yaml").unlink()
    assert errors(root) == ["nouns.yaml:1 : the file is missing"]


def test_an_empty_folder_is_no_lexicon(tmp_path: Path) -> None:
    """That is an error, not a finding."""
    with pytest.raises(InputError, match="holds no YAML files"):
        check_lexicon(tmp_path, load_tables())


def test_examples_are_run(root: Path) -> None:
    """An example without its claim, and a ``never`` sentence with one, are told at their lines with what they give."""
    frame = FRAME.replace("user: OpenAI}]", "user: Tencent}]") + "  never:\n    - 'Baidu uses Nvidia chips.'\n"
    (root / "frames/x.en.yaml").write_text(frame, encoding="utf-8")
    found = placed(failing_examples(load_tables(), load_lexicon(root)), root)
    assert [(f.line, f.message) for f in found] == [
        (6, "example: 'OpenAI uses Nvidia chips.' gives Usage with user: OpenAI, product: Nvidia chips"),
        (8, "never: 'Baidu uses Nvidia chips.' gives Usage with user: Baidu, product: Nvidia chips"),
    ]


def test_an_open_example_that_holds_is_told(root: Path) -> None:
    """Its mark must go."""
    frame = FRAME.replace("user: OpenAI}]", "user: OpenAI, open: true}]")
    assert errors(root, frame) == []
    [failure] = failing_examples(load_tables(), load_lexicon(root))
    assert failure.message == "holds now: strike 'open'"
