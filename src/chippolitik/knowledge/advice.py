"""What to do about a finding in the tables, in English and German, for people who know the subject.

What is wrong in a row is said by the finding itself, by the checks in ``lint_*``.
"""

from __future__ import annotations

from typing import Final

__all__ = ["ADVICE"]

ADVICE: Final[dict[str, tuple[str, str]]] = {
    "C27": (
        "Only advice recommends something. Empty the column recommends, or make the row a PolicyRecommendation.",
        (
            "Nur eine Empfehlung empfiehlt etwas. Leeren Sie die Spalte recommends oder machen Sie daraus eine "
            "PolicyRecommendation."
        ),
    ),
    "C28": (
        "Advice has a content. Fill recommends with what it favours, or controlled_item with what it is against.",
        (
            "Eine Empfehlung hat einen Inhalt. Füllen Sie recommends (wozu sie rät) oder controlled_item (wovon "
            "sie abrät)."
        ),
    ),
    "C29": (
        (
            "Nobody recommends what he advises against. Look the advice up and take the product out of one of the "
            "two columns."
        ),
        (
            "Niemand empfiehlt, wovon er abrät. Schlagen Sie nach und streichen Sie das Produkt in einer der "
            "beiden Spalten."
        ),
    ),
    "C33": (
        (
            "A measure is usually announced before it takes effect. Check whether two dates are swapped; if it "
            "was kept secret, say so in accepted.csv."
        ),
        (
            "Eine Maßnahme wird meist angekündigt, bevor sie wirkt. Prüfen Sie, ob zwei Daten vertauscht sind; "
            "war sie geheim, vermerken Sie es in accepted.csv."
        ),
    ),
    "C34": (
        "What has ended does not take effect any more. Check the dates; if it came back, add a step resumed.",
        (
            "Was beendet ist, tritt nicht mehr in Kraft. Prüfen Sie die Daten; kam es zurück, ergänzen Sie einen "
            "Schritt resumed."
        ),
    ),
    "C35": (
        (
            "A measure can change or rest on an older one only. Check both dates of announcement, and which of "
            "the two comes first."
        ),
        (
            "Eine Maßnahme kann nur eine ältere ändern oder sich auf sie stützen. Prüfen Sie beide Ankündigungen "
            "und welche zuerst kam."
        ),
    ),
    "C43": (
        (
            "The citation may be invented. Look it up, and write it like 88 FR 73458 or MOFCOM Announcement No. "
            "46 of 2024."
        ),
        (
            "Die Fundstelle ist vielleicht erfunden. Schlagen Sie sie nach und schreiben Sie sie wie 88 FR 73458 "
            "oder MOFCOM Announcement No. 46 of 2024."
        ),
    ),
    "C44": (
        (
            "The chip stays below the limits of the rule that names it. Check the chip, its figures and the "
            "limits; a letter to one firm has no limits."
        ),
        (
            "Der Chip bleibt unter den Grenzen der Regel, die ihn nennt. Prüfen Sie Chip, Werte und Grenzen; ein "
            "Schreiben an eine Firma hat keine Grenzen."
        ),
    ),
    "C45": (
        "The figure does not follow from the data sheet. Use dense throughput, not sparse, and compute it again.",
        (
            "Der Wert folgt nicht aus dem Datenblatt. Nehmen Sie den dichten Durchsatz, nicht den dünn besetzten, "
            "und rechnen Sie neu."
        ),
    ),
    "C46": (
        "The chip came out later. Check the year, and whether another chip is meant.",
        "Der Chip kam erst später heraus. Prüfen Sie das Jahr und ob ein anderer Chip gemeint ist.",
    ),
    "C47": (
        "A label is in the wrong script. Write the Latin name in label_en and label_de, the Chinese one in label_zh.",
        (
            "Eine Bezeichnung steht in der falschen Schrift. Schreiben Sie den lateinischen Namen in label_en und "
            "label_de, den chinesischen in label_zh."
        ),
    ),
    "C48": (
        "Two things have one name, so texts cannot tell them apart. Merge the rows, or give one a longer name.",
        (
            "Zwei Dinge heißen gleich, Texte können sie nicht unterscheiden. Führen Sie die Zeilen zusammen oder "
            "geben Sie einem einen längeren Namen."
        ),
    ),
    "C49": (
        "The Wikidata number is doubtful. Look it up in Wikidata and in a second list; leave it empty if they differ.",
        (
            "Die Wikidata-Nummer ist zweifelhaft. Schlagen Sie in Wikidata und einer zweiten Liste nach; lassen "
            "Sie sie leer, wenn sie sich widersprechen."
        ),
    ),
    "accepted": (
        "The warning is gone, so its acceptance has no use. Take the line out of accepted.csv.",
        "Die Warnung gibt es nicht mehr, also ist ihre Annahme überflüssig. Streichen Sie die Zeile in accepted.csv.",
    ),
    "class": (
        "The ontology has no such class. Take one that rows of the same sort have.",
        "Die Ontologie kennt keine solche Klasse. Nehmen Sie eine, die Zeilen derselben Art haben.",
    ),
    "concept": (
        "The word is none of the list for this column. See ontology/vocab for the words that are.",
        "Das Wort steht nicht in der Liste für diese Spalte. Die gültigen Wörter stehen in ontology/vocab.",
    ),
    "filler": (
        (
            "A thing of this sort cannot stand there. Name another one: a government instead of its country, a "
            "firm instead of its product."
        ),
        (
            "Ein Ding dieser Art kann dort nicht stehen. Nennen Sie ein anderes: die Regierung statt des Landes, "
            "die Firma statt ihres Produkts."
        ),
    ),
    "force": (
        (
            "Class and columns disagree on whether the law obliges anybody. Say in bindingness what the law says, "
            "in felt_bindingness what addressees feel."
        ),
        (
            "Klasse und Spalten widersprechen sich darin, ob das Recht jemanden verpflichtet. In bindingness "
            "steht, was rechtlich gilt, in felt_bindingness, was die Adressaten empfinden."
        ),
    ),
    "group": (
        (
            "The limits do not hang together. Every limit belongs to a group that has its own line, and groups "
            "form no ring."
        ),
        (
            "Die Grenzwerte hängen nicht zusammen. Jeder gehört zu einer Gruppe mit eigener Zeile, und Gruppen "
            "bilden keinen Ring."
        ),
    ),
    "life": (
        "The date of the instrument and its steps disagree. Look up which is right and correct the other file.",
        (
            "Das Datum des Instruments und seine Schritte widersprechen sich. Schlagen Sie nach und berichtigen "
            "Sie die andere Datei."
        ),
    ),
    "list": (
        "Nobody knows which list is meant. Check who listed; only a body that keeps a list can.",
        (
            "Es ist nicht bekannt, welche Liste gemeint ist. Prüfen Sie, wer gelistet hat; das kann nur, wer eine "
            "Liste führt."
        ),
    ),
    "predicate": (
        "The ontology has no such relation. Take one that other lines use, such as owns, customerOf or followedBy.",
        (
            "Die Ontologie kennt keine solche Beziehung. Nehmen Sie eine aus anderen Zeilen, etwa owns, "
            "customerOf oder followedBy."
        ),
    ),
    "reference": (
        "The id has no row. Correct its spelling, or add the row that is missing.",
        "Zu dieser Kennung gibt es keine Zeile. Berichtigen Sie die Schreibweise oder ergänzen Sie die fehlende Zeile.",
    ),
    "repeat": (
        "The same step stands twice. Keep the line with the better source.",
        "Derselbe Schritt steht zweimal da. Behalten Sie die Zeile mit der besseren Quelle.",
    ),
}
"""Check → what to do, in English and in German."""
