"""Care for OWL files: load them offline, format, check and reason over them, and generate code and pages from them.

Building the knowledge base is in ``knowledge``; checking data against shapes is in ``validation``.
"""

from __future__ import annotations

from chippolitik.ontology.files import OntologyFile, load_ontology, merged, read_rdf

__all__ = ["OntologyFile", "load_ontology", "merged", "read_rdf"]
