"""The words of the pages' frame in English and German; what terms mean stands in the Turtle files."""

from __future__ import annotations

__all__ = ["LANGUAGES", "NAMES", "word"]

LANGUAGES = ("en", "de")
NAMES = {"en": "English", "de": "Deutsch"}

_WORDS: dict[str, tuple[str, str]] = {
    "about": ("About", "Überblick"),
    "analysis": ("Analyses", "Auswertungen"),
    "alignments": ("Other vocabularies", "Andere Vokabulare"),
    "alignments lead": (
        "How terms of ours relate to terms outside. Nothing here is used for reasoning.",
        "Wie sich unsere Begriffe zu fremden verhalten. Nichts davon geht in Schlussfolgerungen ein.",
    ),
    "all terms": ("All terms", "Alle Begriffe"),
    "chain": ("Follows from", "Folgt aus"),
    "apart": ("Nothing is of two classes in a group", "Nichts gehört zu zwei Klassen einer Gruppe"),
    "class": ("Class", "Klasse"),
    "class tree": ("Classes from general to specific", "Klassen vom Allgemeinen zum Besonderen"),
    "classes": ("Classes", "Klassen"),
    "columns": ("What it gives", "Was sie liefert"),
    "compatibility": ("Compatibility", "Verträglichkeit"),
    "concept": ("Concept", "Konzept"),
    "concepts": ("Concepts", "Konzepte"),
    "contents": ("Contents", "Inhalt"),
    "cq": ("Competency questions", "Kompetenzfragen"),
    "datatype": ("Datatype property", "Datentyp-Eigenschaft"),
    "definition": ("Definition", "Definition"),
    "deprecated": ("No longer to be used. Use", "Nicht mehr verwenden. Stattdessen"),
    "derives": ("Follows if it holds", "Folgt, wenn sie gilt"),
    "disjoint": ("Shares no member with", "Hat kein Mitglied gemein mit"),
    "domain": ("Of", "Von"),
    "download": ("Turtle", "Turtle"),
    "example": ("Example", "Beispiel"),
    "example data": ("Example in Turtle", "Beispiel in Turtle"),
    "foreign": ("Elsewhere", "Anderswo"),
    "functional": ("At most one value", "Höchstens ein Wert"),
    "hint": ("Severity", "Gewicht"),
    "imported by": ("Used by", "Verwendet von"),
    "imports": ("Builds on", "Baut auf"),
    "in words": ("words of the text", "Worte des Textes"),
    "inverse": ("Inverse of", "Umkehrung von"),
    "kind": ("Kind", "Art"),
    "kinds": ("Kinds of claims", "Arten von Aussagen"),
    "kinds lead": (
        "What a claim can say: each kind with its roles, as the flat table names them. Bold ones are required.",
        "Was eine Aussage sagen kann: jede Art mit ihren Rollen, wie die flache Tabelle sie nennt. Fette sind Pflicht.",
    ),
    "label": ("Label", "Bezeichnung"),
    "licence": ("Licence", "Lizenz"),
    "main": ("Skip to the content", "Zum Inhalt springen"),
    "mapped": ("Data are made with it", "Daten werden damit erzeugt"),
    "message": ("Message", "Meldung"),
    "module map": ("How modules build on each other", "Wie Module aufeinander aufbauen"),
    "modules": ("Modules", "Module"),
    "notation": ("Notation", "Notation"),
    "nowhere": ("nowhere yet", "noch nirgends"),
    "object": ("Object property", "Objekt-Eigenschaft"),
    "one of": ("At least one of", "Mindestens eine von"),
    "pages": ("Pages", "Seiten"),
    "parameters": ("What it takes", "Was sie nimmt"),
    "properties": ("Properties", "Eigenschaften"),
    "qc": ("Checks across articles", "Prüfungen über Artikel hinweg"),
    "queries": ("Questions", "Fragen"),
    "queries lead": (
        "The ready-made questions in SPARQL. Each is run by its name.",
        "Die fertigen Fragen in SPARQL. Jede läuft unter ihrem Namen.",
    ),
    "range": ("Value", "Wert"),
    "relation": ("Relation", "Verhältnis"),
    "roles": ("Roles", "Rollen"),
    "run": ("Run it", "Aufruf"),
    "schemes": ("Concept schemes", "Begriffsschemata"),
    "scope": ("Use", "Gebrauch"),
    "shape": ("Constraint", "Regel"),
    "shapes": ("Shapes", "Shapes"),
    "shapes lead": (
        "What decides whether data may enter, and what it says when they may not.",
        "Was entscheidet, ob Daten hineindürfen, und was es sagt, wenn nicht.",
    ),
    "status": ("Status", "Status"),
    "subclasses": ("Below it", "Darunter"),
    "superclasses": ("Is a kind of", "Ist eine Art von"),
    "superproperties": ("Is a case of", "Ist ein Fall von"),
    "term": ("Our term", "Unser Begriff"),
    "terms": ("terms", "Begriffe"),
    "their term": ("Their term", "Fremder Begriff"),
    "used in": ("Used in", "Verwendet in"),
    "uses": ("Terms in it", "Begriffe darin"),
    "value of": ("Fills", "Füllt"),
    "version": ("Version", "Version"),
    "with": ("Has", "Hat"),
    # How strong a relation to a foreign term is.
    "exactMatch": ("the same", "dasselbe"),
    "closeMatch": ("nearly the same", "fast dasselbe"),
    "broadMatch": ("wider", "weiter"),
    "narrowMatch": ("narrower", "enger"),
    "relatedMatch": ("related", "verwandt"),
    "subClassOf": ("above it", "steht darüber"),
    "subPropertyOf": ("above it", "steht darüber"),
    "violation": ("keeps data out", "hält Daten fern"),
    "warning": ("warns", "warnt"),
    "info": ("tells", "weist hin"),
}


def word(key: str, language: str) -> str:
    """Return a word of the frame.

    Example:
        >>> word("class", "de")
        'Klasse'
    """
    return _WORDS[key][LANGUAGES.index(language)]
