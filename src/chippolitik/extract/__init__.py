"""From a resolved document to claims; names and referents are found before, in ``annotate`` and ``resolve``."""

from chippolitik.extract.extractor import FrameExtractor

__all__ = ["FrameExtractor"]
