"""Articles from sources: files, folders, standard input → documents; and the language of a text.

One bad source never stops a run: what cannot be read comes out as a Problem, what is read with a reservation as a
Notice. No extraction and no store here.
"""

from chippolitik.corpus.language import LANGUAGES, detect_language
from chippolitik.corpus.reading import Defaults, Notice, Problem, Read
from chippolitik.corpus.sources import read_sources

__all__ = ["LANGUAGES", "Defaults", "Notice", "Problem", "Read", "detect_language", "read_sources"]
