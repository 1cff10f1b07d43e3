"""From text to annotation: languages, sentences, names, amounts, times, tokens, noun phrases; nothing is resolved."""

from chippolitik.annotate.annotator import Annotator

__all__ = ["Annotator"]
