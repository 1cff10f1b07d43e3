"""``evaluate``: how well predicted claims agree with gold ones."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from chippolitik.evaluate import Names, read_claims, read_entities, read_gold, read_texts, score
from chippolitik.evaluate.layout import Layout, Part, as_lines

__all__ = ["evaluate"]

_PATH = click.Path(path_type=Path)


@click.command()
@click.option(
    "--gold", type=_PATH, multiple=True, required=True, metavar="FILE", help="Gold claims, JSON lines; repeatable."
)
@click.option("--pred", type=_PATH, required=True, metavar="FILE", help="Predicted claims, JSON lines; - is stdin.")
@click.option(
    "--entities",
    type=_PATH,
    multiple=True,
    metavar="FILE",
    help="Table of canonical label, type and surface forms, tabs between; repeatable.",
)
@click.option(
    "--texts",
    type=_PATH,
    multiple=True,
    metavar="DIR",
    help="The articles: checks quotes, shows sentences, tells the language; repeatable.",
)
@click.option(
    "--per",
    type=click.Choice([part.value for part in Part]),
    multiple=True,
    help="Break the counts down; repeatable.",
)
@click.option("--errors", is_flag=True, help="List each missed, spurious, surplus or wrongly qualified claim.")
@click.option(
    "--format",
    "form",
    type=click.Choice([layout.value for layout in Layout]),
    default=Layout.TABLE.value,
    show_default=True,
    help="How to print the scores.",
)
@click.option("--min-f1", type=click.FloatRange(0, 1), metavar="X", help="Exit with 1 if F1 over all is below this.")
def evaluate(
    *,
    gold: tuple[Path, ...],
    pred: Path,
    entities: tuple[Path, ...],
    texts: tuple[Path, ...],
    per: tuple[str, ...],
    errors: bool,
    form: str,
    min_f1: float | None,
) -> None:
    """Score predicted claims against gold claims.

    Both are rows of the flat claim table. A prediction matches a gold claim of its article if the kind is the same and
    every required role agrees; each gold claim is matched once. Precision, recall and F1 are micro-averaged over
    claims. Quantity, value, time, status, phase and modality are scored apart, on matched claims.

    \b
    Examples:
      chippolitik extract articles/ > predicted.jsonl
      chippolitik evaluate --gold gold.jsonl --pred predicted.jsonl --texts articles/ --per kind
      chippolitik extract articles/ | chippolitik evaluate --gold gold.jsonl --pred - --errors --min-f1 0.6
    """
    at_hand = read_texts(texts) if texts else None
    wanted = read_gold(gold, at_hand)
    scores = score(wanted, read_claims(pred, at_hand), Names(read_entities(entities)))
    lines = as_lines(scores, layout=Layout(form), per=map(Part, per), errors=errors)
    sys.stdout.writelines(f"{line}\n" for line in lines)
    sys.stdout.flush()
    if min_f1 is not None and scores.total.f1 < min_f1:
        click.echo(f"F1 {scores.total.f1:.3f} is below {min_f1:g}", err=True)
        click.get_current_context().exit(1)
