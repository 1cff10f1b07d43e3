"""Names of roles, columns, parameters and topics in German, by their English; sentences are in ``german``."""

# ruff: noqa: E501 - as in german
from __future__ import annotations

__all__ = ["NAMES"]

NAMES = {
    "All articles together": "Alle Artikel zusammen", "Claims and their sources": "Aussagen und ihre Quellen",
    "Dependencies": "Abhängigkeiten", "Figures and comparisons": "Zahlen und Vergleiche",
    "Orders, deliveries, supply": "Bestellungen, Lieferungen, Versorgung",
    "Products and who is behind them": "Produkte und wer dahinter steht",
    "Rules, licences, lists, advice": "Regeln, Lizenzen, Listen, Ratschläge",
    "about": "über", "actor": "Akteur", "addressed": "Adressat", "addressee": "Adressat", "advice": "Rat",
    "advised": "beraten", "affected": "betroffen", "after": "nach", "against": "gegen", "agent": "Akteur", "all": "alle",
    "amended by": "geändert durch", "amount": "Menge", "announced": "angekündigt", "app": "App", "approximate": "ungefähr",
    "article": "Artikel", "articles": "Artikel", "as of": "am Tag",
    "asserted": "behauptet", "attributed": "zugeschrieben",
    "attribution": "wer es sagt", "basis": "Grundlage", "before": "vor", "billion": "Milliarden", "beneficiary": "Begünstigter",
    "bindingness": "Verbindlichkeit", "buyer": "Käufer", "by": "durch", "cause": "Ursache",
    "cause claim": "Aussage der Ursache", "caused by": "verursacht durch", "chip": "Chip", "citation": "Fundstelle",
    "claim": "Aussage", "claims": "Aussagen", "company": "Firma", "confidence": "Vertrauen", "controlled": "kontrolliert",
    "country": "Land", "currency": "Währung", "customer": "Kunde", "days": "Tage", "days left": "Tage übrig",
    "delivery": "Lieferung", "denial": "Dementi", "denied": "bestritten", "dependency": "Abhängigkeit",
    "derived": "abgeleitet", "developer": "Entwickler", "direction": "Richtung", "discouraged": "abgeraten",
    "disputed": "bestritten", "disputed by": "bestritten durch", "disputes": "bestreitet", "effect": "Wirkung",
    "effective": "wirksam", "end": "Ende", "end type": "Art des Endes", "evidence": "Beleg", "extractor": "Extraktor",
    "files": "Dateien", "first": "erste", "from": "von", "fulfils": "erfüllt", "ground": "Grund",
    "instrument": "Instrument", "interconnect": "Verbindungsbandbreite", "investor": "Investor", "issuer": "Urheber",
    "judgements": "Entscheidungen", "jurisdictions": "Rechtsräume", "kind": "Art", "knowledge base": "Wissensbasis",
    "known at": "bekannt am", "licensee": "Lizenznehmer", "list": "Liste", "listed": "gelistet",
    "manufacturer": "Hersteller", "max": "höchstens", "measure": "Maßnahme", "measures": "Maßnahmen",
    "million": "Millionen", "metric": "Messgröße", "min": "mindestens", "modality": "Modalität", "model": "Modell", "n": "Nr.", "name": "Name",
    "object": "Vergleichsobjekt", "ontology": "Ontologie", "organization": "Organisation", "origin": "Ursprung",
    "origins": "Ursprünge", "outlier": "Ausreißer", "owned": "Eigentum", "owner": "Eigentümer", "part": "Teil",
    "penalized": "bestraft", "performance density": "Leistungsdichte", "period": "Zeitraum", "phase": "Phase",
    "place": "Ort", "planned": "geplant", "predicate": "Prädikat", "product": "Produkt",
    "published": "veröffentlicht", "quote": "Zitat", "range": "Bereich", "reason": "Grund", "recipient": "Empfänger",
    "recommended": "empfohlen", "relation": "Verhältnis", "says": "sagt", "second": "zweite",
    "sequence": "Folge", "shapes": "Regeln", "share": "Anteil", "side": "Seite", "situation": "Sachverhalt", "since": "seit", "source": "Quelle",
    "sources": "Quellen", "speaker": "Sprecher", "speculated": "vermutet", "stance": "Haltung", "start": "Anfang",
    "stated": "genannt", "status": "Stand", "step": "Schritt", "subject": "Gegenstand", "supplier": "Lieferant",
    "suppliers": "Lieferanten", "target": "Ziel", "thing": "Ding", "thresholds": "Grenzwerte", "through": "durch",
    "time": "Zeit", "timing": "Zeitangabe", "to": "bis", "tpp": "TPP", "type": "Art", "unit": "Einheit",
    "quantity": "Menge", "unknown": "unbekannt", "until": "bis", "user": "Nutzer", "value": "Betrag", "vendor": "Anbieter", "when": "Zeit", "within": "innerhalb",
}  # fmt: skip
"""English names → German ones."""
