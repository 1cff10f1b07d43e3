"""The values that stages hand to each other: frozen, slotted, legal once built. No RDF, no files, no click."""

from chippolitik.model.amount import Money, Quantity
from chippolitik.model.claim import Claim, ClaimLinks, Evidence
from chippolitik.model.document import Document, Span
from chippolitik.model.entity import EntityRef
from chippolitik.model.flat import claim_from_flat, claim_to_flat
from chippolitik.model.kinds import KINDS, Fills, Kind, KindSpec, Modality, Phase, Role, spec_of
from chippolitik.model.time import PartialDate, TimeSpan

__all__ = [
    "KINDS",
    "Claim",
    "ClaimLinks",
    "Document",
    "EntityRef",
    "Evidence",
    "Fills",
    "Kind",
    "KindSpec",
    "Modality",
    "Money",
    "PartialDate",
    "Phase",
    "Quantity",
    "Role",
    "Span",
    "TimeSpan",
    "claim_from_flat",
    "claim_to_flat",
    "spec_of",
]
