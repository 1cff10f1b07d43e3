"""The words that entries of the lexicon may use, with what each means; ``data/lexicon/README.md`` says more.

A test holds the README against these tables. What a word does is the business of the module that acts on it.
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["CLASSES", "EFFECTS", "FRAME_KEYS", "NEEDS", "NEGATED", "QUALIFIERS", "SOURCES"]

FRAME_KEYS: Mapping[str, str] = {
    "id": "name, unique in the lexicon",
    "kind": "kind of the claims that it gives",
    "language": "en or de",
    "verbs": "infinitives that trigger it",
    "nouns": "nouns that trigger it",
    "roles": "role: where its filler stands",
    "phrase": "pattern that the clause must match besides",
    "veto": "pattern that the clause must not match",
    "set": "role or qualifier: word that the frame sets",
    "negated": "what a negation does",
    "modality": "modality where the text does not change it",
    "classes": "role: of what class its filler must be",
    "needs": "what must be there besides",
    "examples": "sentences with the claim that they give",
    "never": "sentences that give no claim of the kind",
}
"""Key of a frame → meaning."""

SOURCES: Mapping[str, str] = {
    "subj": "the subject; who acts, in the passive too",
    "obj": "the direct object; whom it is done to, in the passive too",
    "dat": "the indirect object",
    "second": "a second object",
    "caus": "who is made to do it",
    "gen": "whose a noun is: genitive or possessive",
    "comp": "first part of a compound, or adjective of a country",
    "self": "what the noun that triggers the frame refers to",
    "whose": "the antecedent of a relative pronoun in the genitive",
    "gov": "the public body that acts in the sentence or before it",
    "context": "the firm that the text speaks of",
    "topic": "the firm that the whole text is about",
    "sayer": "the subject of the verb of saying above",
    "deed": "the act that is advised, as a thing",
    "rule": "what the rule is about that the text has spoken of last",
    "vendor": "the maker of the product; stands alone",
    "xobj": "object of a verb that the trigger embeds",
    "xsubj": "subject of a verb that the trigger embeds",
    "xto": "goal of a verb that the trigger embeds",
    "xverb": "any argument of a verb that the trigger embeds",
}
"""Where a filler may stand, besides after a preposition → meaning."""

CLASSES: Mapping[str, str] = {
    "named": "has a name",
    "agent": "acts: a firm, a body, a government; no bare region",
    "named-agent": "a firm with a name",
    "firm": "a firm or institute, named or described; no person",
    "named-firm": "a firm with a name",
    "maker": "a firm or institute",
    "foundry": "a firm with a name, as who manufactures",
    "state": "a public body or government",
    "place-or-agent": "a country, firm, body or group",
    "adviser": "a body, group or unknown name; no firm of the knowledge base",
    "ownable": "a firm, app or model with a name",
    "works": "a firm, or anything it runs",
    "product": "a product, named or described by more than a bare noun, or a firm for its products",
    "model": "an AI model",
    "wares": "a firm with a name, for what it sells",
    "hardware": "a chip or system",
    "list": "a control list",
    "loose": "a bare noun may fill a role of products too",
}
"""Class that a frame may ask of a filler → meaning."""

NEEDS: Mapping[str, str] = {
    "amount": "any figure",
    "value": "an amount of money",
    "quantity": "a figure that is no money",
    "name": "a filler with a name",
    "time": "a time",
    "list": "a control list",
    "customer-or-foundry": "a customer, or a manufacturer that is a foundry by the knowledge base",
    "foundry": "a manufacturer that is a foundry or packager by the knowledge base",
    "for-others": "a customer, a foundry for manufacturer, or a chip of another firm by the knowledge base",
}
"""What a frame may need besides its roles → meaning."""

NEGATED: Mapping[str, str] = {
    "deny": "the claim is denied (default)",
    "require": "only with a negation is there a claim",
    "ignore": "a negation changes nothing",
    "drop": "with a negation there is no claim",
    "worse": "with a negation the direction is worse",
}
"""What a negation does → meaning."""

QUALIFIERS: Mapping[str, str] = {
    "modality": "asserted, planned, speculated or denied",
    "status": "status of a regulation or licence",
    "phase": "ended or ending",
}
"""What ``set`` may set besides roles that hold words → meaning."""

EFFECTS: Mapping[str, str] = {
    "planned": "it is intended",
    "speculated": "it is possible, or said",
    "denied": "it is not so",
    "drop": "there is no claim",
    "keep": "it is as it stands",
}
"""What a verb makes of the clause that it embeds → meaning; the keys of ``veridicality.yaml``."""
