"""From mentions to entities: labels, described fillers and safe anaphora; reading text is in ``annotate``."""

from chippolitik.resolve.labels import LabelResolver, is_description, known_entity
from chippolitik.resolve.resolver import Resolver

__all__ = ["LabelResolver", "Resolver", "is_description", "known_entity"]
