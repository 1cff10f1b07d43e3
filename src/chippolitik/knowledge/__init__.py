"""The knowledge base as a graph, and what is wrong with its rows."""

from chippolitik.knowledge.build import knowledge_quads, low_confidence_quads
from chippolitik.knowledge.lint import Finding, lint

__all__ = ["Finding", "knowledge_quads", "lint", "low_confidence_quads"]
