"""Which nouns a product may be called by: "the memory" is no accelerator, "the device" may be anything."""

from __future__ import annotations

from chippolitik.resolve.spoken import Spoken

__all__ = ["may_be_called"]

_FAMILIES = (
    (
        {"AIAccelerator", "Chip", "ProductGroup"},
        """chip|processor|accelerator|GPU|CPU|NPU|TPU|card|graphics card|board|semiconductor|AI chip|superchip|die|
        microcontroller|power semiconductor|silicon|hardware|part|component""",
    ),
    ({"MemoryChip"}, "memory|memory chip|stack|chip|semiconductor|hardware|part|component"),
    ({"AIModel"}, "model|language model|AI model|LLM|chatbot|assistant|system|software|program|technology|tool"),
    (
        {"Software", "Application"},
        """software|program|platform|app|application|operating system|toolkit|framework|compiler|chatbot|assistant|
        service|tool|technology""",
    ),
    ({"ComputeSystem"}, "server|rack|cluster|supercomputer|system|machine|computer|pod|supernode|mainframe|hardware"),
    (
        {"ManufacturingEquipment"},
        """scanner|tool|equipment|machinery|machine|system|lithography machine|stepper|etcher|toolset|technology|
        hardware""",
    ),
    ({"Material"}, "material|mineral|metal|chemical|gas|photoresist|rare earth"),
)  # fmt: skip
_ANYTHING = frozenset({
    "product", "device", "good", "item", "technology", "series", "line", "family", "generation", "range", "version",
    "variant", "successor", "predecessor", "unit", "piece", "offering", "sample", "model",
})  # fmt: skip
"""Nouns that say nothing of what a product is."""
_NOUNS = {cls: frozenset(word.strip() for word in words.split("|")) for classes, words in _FAMILIES for cls in classes}
_FAMILY_NOUNS = frozenset().union(*_NOUNS.values())


def may_be_called(product: Spoken, lemma: str, called: str) -> bool:
    """Whether a product that the text has spoken of may be meant by a noun.

    Args:
        product: The product.
        lemma: English base form of the noun.
        called: The noun as the text calls others by it.
    """
    if called and product.called == called:
        return True
    if product.ref.kind == "described":
        return False
    if lemma in _ANYTHING or not lemma:
        return True
    nouns = _NOUNS.get(product.ref.cls)
    if nouns is not None:
        return lemma in nouns
    # Of an unknown name the text alone tells what it is.
    return lemma in _FAMILY_NOUNS and (not product.called or _are_alike(product.called, lemma))


def _are_alike(one: str, other: str) -> bool:
    return any(one in nouns and other in nouns for nouns in _NOUNS.values()) or one not in _FAMILY_NOUNS
