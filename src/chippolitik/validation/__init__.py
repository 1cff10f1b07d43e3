"""Whether data may enter: SHACL shapes, findings as values, the gate of articles. Stores nothing, prints nothing."""

from chippolitik.validation.finding import Finding, Severity
from chippolitik.validation.gate import Gate, Verdict, default_gate, neighbourhood

__all__ = ["Finding", "Gate", "Severity", "Verdict", "default_gate", "neighbourhood"]
