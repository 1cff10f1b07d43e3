"""Ask HermiT, through owlready2, whether an ontology with its data is consistent and each class can have members.

HermiT needs Java; what can be told without a reasoner is in ``profile`` and ``hygiene``.
"""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import RdfFormat, Triple, serialize

from chippolitik.errors import MissingPartError
from chippolitik.ontology.names import OWL

__all__ = ["Verdict", "java_is_there", "reason"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the reasoner found.

    Attributes:
        consistent: Whether a world exists in which all the triples are true.
        unsatisfiable: IRIs of classes that can have no member, sorted; empty if inconsistent.
        refused: What the reasoner says about input outside OWL 2 DL, in one line; empty if it took it.
    """

    consistent: bool
    unsatisfiable: tuple[str, ...] = ()
    refused: str = ""

    @property
    def passed(self) -> bool:
        """Whether nothing is wrong."""
        return self.consistent and not self.unsatisfiable and not self.refused


def java_is_there() -> bool:
    """Return whether HermiT can run here."""
    return shutil.which("java") is not None


def reason(triples: Iterable[Triple]) -> Verdict:
    """Classify an ontology with its data and return the verdict.

    Args:
        triples: The ontology with all its imports, and data; ``owl:imports`` among them are ignored.

    Raises:
        MissingPartError: Java is not installed.

    Source:
        HermiT 1.4, OWL 2 Direct Semantics.
    """
    import owlready2  # noqa: PLC0415 - heavy, and needed only here

    if not java_is_there():
        raise MissingPartError("reasoning needs Java, which is not installed", "install a Java runtime")
    kept = (t for t in triples if t.predicate != OWL.imports)
    data = serialize(kept, format=RdfFormat.N_TRIPLES) or b""
    world = owlready2.World()
    try:
        ontology = world.get_ontology("urn:chippolitik:reasoning").load(fileobj=io.BytesIO(data), format="ntriples")
        with ontology:
            owlready2.sync_reasoner_hermit(world, infer_property_values=False, debug=0)
        unsatisfiable = tuple(sorted(c.iri for c in world.inconsistent_classes() if c is not owlready2.Nothing))
        return Verdict(consistent=True, unsatisfiable=unsatisfiable)
    except owlready2.OwlReadyInconsistentOntologyError:
        return Verdict(consistent=False)
    except owlready2.OwlReadyJavaError as error:
        return Verdict(consistent=True, refused=_first_complaint(str(error)))
    finally:
        world.close()


def _first_complaint(message: str) -> str:
    """Return the line of a Java trace that says what is wrong."""
    lines = [line.strip() for line in message.splitlines() if line.strip()]
    return next((line for line in lines if "xception" in line), lines[-1] if lines else "the reasoner gave no reason")
