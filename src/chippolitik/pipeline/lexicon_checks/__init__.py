"""What is wrong with the files of a lexicon: their form, their words, their examples. Nothing is mended here."""

from chippolitik.pipeline.lexicon_checks.examples import failing_examples
from chippolitik.pipeline.lexicon_checks.finding import Finding
from chippolitik.pipeline.lexicon_checks.places import placed
from chippolitik.pipeline.lexicon_checks.report import check_lexicon

__all__ = ["Finding", "check_lexicon", "failing_examples", "placed"]
