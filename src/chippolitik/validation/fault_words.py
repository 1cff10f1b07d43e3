"""What faults of shapes and of data as a whole are called: one finding a kind, in English and German."""

from __future__ import annotations

from chippolitik.namespaces import SHAPES
from chippolitik.validation.finding import Finding, Severity
from chippolitik.validation.wording import short

__all__ = ["fault"]

_VIOLATION, _WARNING, _INFO = Severity.VIOLATION, Severity.WARNING, Severity.INFO
_WORDS: dict[str, tuple[Severity, str, str]] = {
    "missing-shape": (
        _VIOLATION,
        "A shape is used that says nothing. Write it, or correct its name.",
        "Verwendet wird eine Form, die nichts sagt. Schreiben Sie sie oder berichtigen Sie ihren Namen.",
    ),
    "twice": (
        _VIOLATION,
        "This parameter may stand once a shape. Take the others out.",
        "Dieser Parameter darf je Form einmal stehen. Streichen Sie die anderen.",
    ),
    "count": (
        _VIOLATION,
        "This parameter is a whole number, not negative. Write it in digits.",
        "Dieser Parameter ist eine ganze, nicht negative Zahl. Schreiben Sie sie in Ziffern.",
    ),
    "iri": (
        _VIOLATION,
        "This parameter is an IRI. Name the term.",
        "Dieser Parameter ist eine IRI. Nennen Sie den Begriff.",
    ),
    "boolean": (
        _VIOLATION,
        "This parameter is true or false.",
        "Dieser Parameter ist true oder false.",
    ),
    "list": (
        _VIOLATION,
        "This parameter is a list that ends. Write it in round brackets.",
        "Dieser Parameter ist eine Liste, die endet. Schreiben Sie sie in runden Klammern.",
    ),
    "node-kind": (
        _VIOLATION,
        "SHACL has six kinds of nodes, such as sh:IRI and sh:Literal. Write one of them.",
        "SHACL kennt sechs Arten von Knoten, etwa sh:IRI und sh:Literal. Schreiben Sie eine davon.",
    ),
    "shape": (_VIOLATION, "A shape is expected here, not a literal.", "Hier wird eine Form erwartet, kein Literal."),
    "pattern": (
        _VIOLATION,
        "This is no regular expression. Mend it.",
        "Das ist kein regulärer Ausdruck. Berichtigen Sie ihn.",
    ),
    "contradiction": (
        _WARNING,
        "The least is above the most, so nothing can pass. Swap the two.",
        "Das Mindeste liegt über dem Höchsten, so kann nichts bestehen. Tauschen Sie die beiden.",
    ),
    "path": (
        _VIOLATION,
        "This is no path: it is cut off, cyclic, or not of SHACL's forms. Mend it.",
        "Das ist kein Pfad: Er bricht ab, läuft im Kreis oder hat keine der Formen von SHACL. Berichtigen Sie ihn.",
    ),
    "node-with-path": (
        _VIOLATION,
        "A node shape has no path. Make it a property shape, or take the path out.",
        "Eine Knotenform hat keinen Pfad. Machen Sie sie zur Eigenschaftsform oder streichen Sie den Pfad.",
    ),
    "no-path": (
        _VIOLATION,
        "A property shape needs a path. Add sh:path.",
        "Eine Eigenschaftsform braucht einen Pfad. Ergänzen Sie sh:path.",
    ),
    "recursive": (
        _VIOLATION,
        "The shape uses itself, for which SHACL has no meaning. Break the circle; it is not applied.",
        "Die Form verwendet sich selbst, wofür SHACL keine Bedeutung kennt. Lösen Sie den Kreis; sie gilt nicht.",
    ),
    "uses-broken": (
        _WARNING,
        "The shape is not applied, since it uses one that is broken. Mend that one.",
        "Die Form wird nicht angewandt, da sie eine fehlerhafte verwendet. Berichtigen Sie jene.",
    ),
    "undeclared": (
        _VIOLATION,
        "The ontology has no such class, property or concept. Correct the name.",
        "Die Ontologie kennt keine solche Klasse, Eigenschaft und keinen solchen Begriff. Berichtigen Sie den Namen.",
    ),
    "no-shacl-term": (
        _VIOLATION,
        "SHACL has no such term, so it has no effect. Correct the name.",
        "SHACL kennt diesen Begriff nicht, er bleibt ohne Wirkung. Berichtigen Sie den Namen.",
    ),
    "not-evaluated": (
        _WARNING,
        "This is of SHACL's advanced features, which are not evaluated here. Use sh:sparql.",
        "Das gehört zu den Erweiterungen von SHACL, die hier nicht ausgewertet werden. Verwenden Sie sh:sparql.",
    ),
    "idle": (
        _INFO,
        "The shape has no target and is used by none, so it judges nothing. Give it a target.",
        "Die Form hat kein Ziel und wird nicht verwendet, sie prüft also nichts. Geben Sie ihr ein Ziel.",
    ),
    "no-such-class": (
        _WARNING,
        "No node of these data has the target class. Check its name.",
        "Kein Knoten dieser Daten hat die Zielklasse. Prüfen Sie ihren Namen.",
    ),
    "query": (
        _VIOLATION,
        "The SPARQL of the constraint does not parse. Mend it; it is not applied.",
        "Das SPARQL der Bedingung ist nicht lesbar. Berichtigen Sie es; sie wird nicht angewandt.",
    ),
    "no-query": (
        _VIOLATION,
        "A SPARQL constraint needs one sh:select with a query. Write it.",
        "Eine SPARQL-Bedingung braucht ein sh:select mit einer Anfrage. Schreiben Sie sie.",
    ),
    "no-this": (
        _VIOLATION,
        "The query of a constraint must select $this. Add it.",
        "Die Anfrage einer Bedingung muss $this auswählen. Ergänzen Sie es.",
    ),
    "reaches-outside": (
        _VIOLATION,
        "The query reaches outside the data, which is refused. Take SERVICE or FROM out.",
        "Die Anfrage greift über die Daten hinaus, das wird verweigert. Streichen Sie SERVICE oder FROM.",
    ),
    "time": (
        _VIOLATION,
        "Judging by this shape took too long and was ended. Make it simpler, or raise --time-limit.",
        "Diese Form braucht zu lange, die Prüfung wurde beendet. Vereinfachen Sie sie oder erhöhen Sie --time-limit.",
    ),
    "memory": (
        _VIOLATION,
        "Judging by this shape took too much memory and was ended. Make it simpler.",
        "Die Prüfung mit dieser Form brauchte zu viel Speicher und wurde beendet. Vereinfachen Sie sie.",
    ),
    "engine": (
        _VIOLATION,
        "The engine cannot apply this shape. Mend it.",
        "Das Prüfprogramm kann diese Form nicht anwenden. Berichtigen Sie sie.",
    ),
    "long-literal": (
        _WARNING,
        "A literal of over a million characters. Keep long texts outside the graph.",
        "Ein Literal von über einer Million Zeichen. Lange Texte gehören nicht in den Graphen.",
    ),
    "control-character": (
        _WARNING,
        "An IRI with a control character or a mark of direction. Write it without.",
        "Eine IRI mit einem Steuerzeichen oder Richtungszeichen. Schreiben Sie sie ohne.",
    ),
    "cyclic-list": (
        _VIOLATION,
        "A list that runs in a circle has no end. Let it end with rdf:nil.",
        "Eine Liste, die im Kreis läuft, hat kein Ende. Lassen Sie sie mit rdf:nil enden.",
    ),
    "branched-list": (
        _VIOLATION,
        "A cell of a list has one first and one rest. Take the others out.",
        "Eine Zelle einer Liste hat ein first und ein rest. Streichen Sie die anderen.",
    ),
    "deep-nesting": (
        _WARNING,
        "Blank nodes nested over a thousand deep. Name what is meant, or make it flat.",
        "Über tausendfach geschachtelte Blank Nodes. Benennen Sie, was gemeint ist, oder machen Sie es flach.",
    ),
    "many-blank-nodes": (
        _WARNING,
        "Over a hundred thousand blank nodes, which no later file can refer to. Give them IRIs.",
        "Über hunderttausend Blank Nodes, auf die keine spätere Datei verweisen kann. Geben Sie ihnen IRIs.",
    ),
}


def fault(slug: str, focus: str, value: str = "", path: str = "", right: str = "") -> Finding:
    """Return the finding of a fault.

    Args:
        slug: Which fault.
        focus: The node at fault.
        value: What is wrong there, or empty.
        path: Path to it in SPARQL, or empty.
        right: What may be meant instead, or empty.
    """
    severity, english, german = _WORDS[slug]
    shape = f"{SHAPES}check/{slug}"
    texts = (("de", german, "meinten Sie"), ("en", english, "did you mean"))
    right = short(right)
    return Finding(
        severity=severity,
        focus=focus,
        path=path,
        value=value,
        shape=shape,
        component=shape,
        node_shape=shape,
        messages=tuple((lang, f"{text} ({mean} {right}?)" if right else text) for lang, text, mean in texts),
        mends=()
        if not right
        else (
            ("de", f"Schreiben Sie {right} statt {short(value)}."),
            ("en", f"Write {right} instead of {short(value)}."),
        ),
    )
