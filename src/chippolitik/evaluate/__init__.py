"""Scores of predicted claims against gold ones, in the flat form, by the rules of the flat claim table.

Knows nothing of how claims are found; any extractor that prints flat claims can be scored.
"""

from chippolitik.evaluate.figures import Counts, Interval, Share
from chippolitik.evaluate.matching import Fault, Mistake
from chippolitik.evaluate.names import AliasRow, Names
from chippolitik.evaluate.reading import Texts, read_claims, read_entities, read_gold, read_texts
from chippolitik.evaluate.rows import FlatClaim
from chippolitik.evaluate.scoring import GoldArticle, PlacedMistake, Scores, score

__all__ = [
    "AliasRow",
    "Counts",
    "Fault",
    "FlatClaim",
    "GoldArticle",
    "Interval",
    "Mistake",
    "Names",
    "PlacedMistake",
    "Scores",
    "Share",
    "Texts",
    "read_claims",
    "read_entities",
    "read_gold",
    "read_texts",
    "score",
]
