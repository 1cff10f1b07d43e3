"""Chippolitik: news about AI chips and export controls as a knowledge graph one can check, query and trust."""

__all__ = ["__version__"]

__version__ = "0.1.0"
