"""What a format does not hold, in words that travel with every file and stand in the documentation.

Which columns there are is in ``columns``.
"""

from __future__ import annotations

__all__ = ["LOSSES", "note_on"]

_GRAPH = (
    (
        "A claim with two fillers and no link or attribution is an edge, every other claim is a node. "
        "Edges cannot carry links, so a claim becomes a node as soon as another one disputes, fulfils or "
        "causes it."
    ),
    "Numbers are double-precision floats: more than 15 significant digits are rounded.",
    (
        "Of the knowledge base only things with a label, their class, their English and German labels and"
        " the relations among them are here; figures, periods, source rows, aliases and the histories of "
        "policies stay in the RDF."
    ),
    (
        "The ontology, the shapes, the quarantine, the ledger and the derived shortcuts are not here; "
        "'holds' says what the shortcuts follow from."
    ),
)
LOSSES: dict[str, tuple[str, ...]] = {
    "neo4j": (
        *_GRAPH,
        "Words that a spreadsheet would run as a formula have an apostrophe before them; strip one to undo it.",
    ),
    "neptune": (
        *_GRAPH,
        "Words that a spreadsheet would run as a formula have an apostrophe before them; strip one to undo it.",
    ),
    "ladybug": _GRAPH,
    "graphml": (
        *_GRAPH,
        "Control characters that XML cannot hold are dropped; instants are strings.",
    ),
    "kgx": (
        *_GRAPH,
        (
            "Every predicate is biolink:related_to, since Biolink has no words for trade and export "
            "controls; ours stands in original_predicate."
        ),
        "A semicolon stands for each slash in an id, since KGX takes none; 'iri' has the whole.",
        ("Tabs and line breaks in quotes are single spaces, since the format has no quoting. Full texts are not here."),
    ),
    "ftm": (
        (
            "A claim that holds is a link, an ownership or a sanction; one that is planned, speculated, "
            "denied or over is a note, so that no tool takes it for a fact. The claim's row stands as "
            "JSON in 'indexText' and holds all of it."
        ),
        "Chips, models and other products are assets: FollowTheMoney has no product.",
        "Dates without a year and amounts with bounds have no property of their own.",
        ("The knowledge base, the ontology and the derived shortcuts are not here but for labels of what claims name."),
    ),
    "stix": (
        (
            "A claim that holds between two things is a relationship; every other one is a note, so that "
            "no tool takes a plan or a denial for a fact. A dispute is an opinion. The claim's row stands"
            " in an extension and holds all of it."
        ),
        "Products are of type infrastructure: STIX has no product. Relationship names are ours.",
        ("STIX wants a time of creation: claims have the day of publication, things and undated articles 1970-01-01."),
        ("The knowledge base, the ontology and the derived shortcuts are not here but for labels of what claims name."),
    ),
    "crate": (
        (
            "graph.nq holds what the store holds, without the quarantine and the ledger; the tables hold "
            "the claims alone."
        ),
    ),
}
"""Format → sentences."""


def note_on(form: str) -> str:
    """Return one paragraph on what a format does not hold.

    Example:
        >>> note_on("crate").startswith("What is not in this export:")
        True
    """
    return "What is not in this export: " + " ".join(LOSSES[form])
