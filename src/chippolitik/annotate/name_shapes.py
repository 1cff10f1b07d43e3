"""What names look like: runs of capital letters, legal forms, words of organisations, product names with numbers."""

from __future__ import annotations

import re

__all__ = [
    "AGE",
    "ARM",
    "BODY",
    "BRACKET",
    "DATELINE",
    "JOINED",
    "LEGAL",
    "NAMED",
    "NOT_NAMES",
    "NUMBER",
    "NUMBERED",
    "ORGANISATION",
    "PLACED",
    "PRODUCT",
    "PUBLIC",
    "RUN",
    "TITLE",
    "TITLED",
    "begins",
]

_CAPITAL = r"[A-ZÄÖÜÀ-Þ][\w&+'’.-]*[\w&+]|[A-ZÄÖÜ]"
RUN = {
    "en": re.compile(
        rf"(?:(?:The )?(?:Ministry|Department|Bureau|Office) (?:of|for) [A-Z]\w+(?:, [A-Z]\w+)+,? and [A-Z]\w+"
        rf"|(?:(?:{_CAPITAL}|i[A-Z]\w+)(?:\s(?:of|and|for|&|de|van|von|der)(?=\s[A-Z]))*[ ]?)+)"
    ),
    "de": re.compile(rf"(?:(?:{_CAPITAL})(?:\s(?:of|and|&|de|van|for|the)(?=\s[A-Z]))*[ ]?)+"),
}
"""Language → a stretch of words with capital letters."""
LEGAL = re.compile(
    r"[\s,]+(?:GmbH(?: & Co\.? KG)?|AG|SE|KG|N\.?V\.?|B\.?V\.?|Inc\.?|Corp\.?|Corporation|Ltd\.?|"
    r"Limited|Co\.?,? Ltd\.?|LLC|LLP|PLC|plc|S\.?A\.?|Co\.?|Holdings?|KGaA|Oy|AB|ASA|SpA|SAS|Pte\.?(?: Ltd\.?)?)$"
)
ORGANISATION = re.compile(
    r"(?:^|\s)(?:Labs?|Laborator(?:y|ies)|Technolog(?:y|ies)|Semiconductors?|Group|Bank|Institutes?|University|Centre|Center|Forum|Systems|Computing|Compute|"
    r"Foundation|Council|Association|Institut|Universität|Verband|Capital|Securities|"
    r"Partners|Research|Industries|Electronics|Microelectronics|Materials|Robotics|Networks|Cloud|Energy|Motors|Works|Ventures|Fund|Telecom|Mobile|Media|Company|"
    r"Consulting|Analytics|Intelligence|Precision|Logistics|Cargo|Trading|Optics|Photonics|Instruments|Devices|Solutions|Alliance|Federation|Chamber|Academy|College|"
    r"Components|Freight|Estates|Circuits|Microsystems|Ministry|Department|Commission|Committee|Agency|Authority|Bureau|Office)(?:\s|$)"
)
PUBLIC = re.compile(
    r"(?:^|\s)(?:Ministry|Department (?:of|for)|Agency|Authority|Bureau|Directorate|Parliament|Senate|Court|Commission|"
    r"Ministerium|Administration|Secretariat)(?:\s|$)"
)
ARM = re.compile(
    r"(?:Ventures|Capital|Research|Foundation|Robotics|Networks|Securities|Venture|Stiftung|Energy|Motors|Labs)"
)
"""What makes another firm of the name of one: "Bosch Ventures"."""
NAMED = re.compile(r"\b(?:[Uu]nter dem Namen|[Uu]nder the name(?: of)?|getauft auf den Namen) [\"„“»«]?$")
"""Words that are followed by a name."""
BODY = re.compile(
    r" (?:Council|Bank|Commission|Institute|University|Association|Federation|Academy|Fund|Court|Agency|"
    r"Authority|Office|Administration|Chamber|Alliance)$"
)
"""The end of the name of a body that may begin with that of its country."""
RULE = re.compile(
    r"(?:^| )(?:Act|Law|Rules?|Framework|Regulations?|Directive|Treaty|Bill|Program(?:me)?|Initiative|Strategy|Order|"
    r"Code)$"
)
"""The end of the name of a law or plan, which is no agent."""
TITLED = re.compile(
    r"(?:Sir|Dame|Lord|Lady|Baroness|Judge|Justice|Senator|Secretary|Governor|Mayor|Ambassador|Commissioner|"
    r"Congress(?:man|woman)|Representative|Councillor|Councilman|Professor|"
    r"Dr|Mr|Mrs|Ms|Prof|Rep|Sen|Gov|Insp|Sgt)\.? (?=[A-Z])"
)
"""A title that stands before the name of a person and is no part of it."""
JOINED = re.compile(
    r"\b(?:Ministry|Department|Bureau|Office|Committee|Commission|Agency|Authority|Council|Directorate|Institute|"
    r"Association|Cent(?:re|er)|Federation|Chamber|Society|Board|Union|Foundation|Faculty|School|University|College|"
    r"Academy|Administration|Secretary|Minister|Fund)(?: [A-Z]\w+)? (?:of|for|on)\b|\bRevenue and\b|"
    r" and (?:Sons|Co|Company|Partners|Brothers|Daughters|Associates)\b"
)
"""What shows that "and" belongs to a name: "Department for Business and Trade", "Hoyt and Sons"."""
TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Herr|Herrn|Frau|Ministerialrat|Doktor)\.? $")
CALLED = re.compile(
    r"([\w-]+),?\s(?:namens|genannt|called|named|dubbed|known as|mit (?:dem )?Namen|by the name of)\s[\"„“»«]?$"
)
"""A noun and a word that gives it its name."""
AGE = re.compile(r", (?:aged )?\d\d,")
BRACKET = re.compile(r"\s\((?:(?:kurz|im Folgenden|hereafter|or)\s)?[\"„“]?([A-Z][\w&-]{1,11})[\"”“]?\)")
DATELINE = re.compile(
    r"^[A-ZÄÖÜ][\w./ ]{2,30}(?:, [\w. ]{3,20})?(?: \([\w ]{2,20}\))? (?:--|[-–—]) |"
    r"^[A-ZÄÖÜ]{3,}(?:[ /,&]+[A-ZÄÖÜ]{2,})*(?:, [A-Z]\w+)?[.:] ",
    re.MULTILINE,
)
"""Where an agency's report was filed: "KUALA LUMPUR, Oct 7 (Meridian) - ", and headings."""
PLACED = re.compile(
    r"(?<!invest )(?<!invests )(?<!invested )(?<!investing )(?<!stake )(?<!share )"
    r"(?<!interest )(?<!investment )(?<!Anteil )\b(?:in|near|nahe|nach|aus|outside|around|across) (?:the )?$"
)
"""What stands before a town."""
PRODUCT = re.compile(
    r"^(?:[A-Z][\w-]*[ -])?(?=[\w-]*\d)(?=[\w-]*[A-Z])[A-Za-z][\w.-]*$|^[A-Z][a-z]+ (?:[A-Z]?\d+\w*|Ultra|Max|Pro)$"
)
NUMBER = re.compile(
    r" (?!(?:19|20)\d\d\b)(\d{1,4}(?:\.\d)?[A-Z]{0,2})(?![\w%])(?![.,:]\d)"
    r"(?! ?(?:percent|per cent|Prozent|Milli|Nano|nm|Uhr|million|billion|trillion|dollars?|euros?|Euro|Dollar|Yuan))"
)
"""The number after the name of a product: "Falke 3"."""
NUMBERED = frozenset(
    """Section Article Chapter Annex Appendix Schedule Title Part Phase Stage Level Tier Category Class Group Fab
    Plant Line Unit Building Hall Room Floor Page Figure Table Day Week Month Year Round Series Number No Top
    Route Highway Terminal Gate Plan Series Option Exhibit Grade Vitamin Version Release Generation Gen Area Zone
    Block Case Item Question Step Formula Team Model Platform Fig Rule Form
    Artikel Paragraf Paragraph Kapitel Anhang Anlage Teil
    Stufe Phase Ebene Platz Rang Halle Saal Raum Zimmer Stock Etage Seite Tabelle Abbildung Tag Woche Monat
    Jahr Runde Nummer Nr Linie Werk Block Gleis Baujahr Jahrgang Stand Punkt Kategorie Klasse Gruppe Ziffer
    Absatz Satz Abs Art Tor Los Etappe""".split()  # noqa: SIM905 - words
)
"""Nouns that are counted, and so name no product with a number."""
NOT_NAMES = frozenset(
    """I Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
    September October November December Mr Mrs Ms Dr Prof President Chancellor Minister Senator CEO CFO AI IT KI EV
    TV IPO GPU GPUs CPU CPUs NPU PC PCs API ETF GDP QR NATO OECD WTO UN G7 G20 North South East West Asia Africa
    Europe Pacific Atlantic Christmas Easter Internet Covid Covid-19 English German Mandarin Western Eastern Nasdaq
    Dow Jones Ende Herr Frau Uhr Foto Bild Quelle Anm Red dpa AFP Sie Ihr Ihre Ihren Man Montag Dienstag Mittwoch
    Donnerstag Freitag Samstag Sonntag Hier Heute Milliarden Millionen Milliarde Million Billionen Billion Prozent
    Yuan Euro Dollar Won Yen Prozentpunkte Nanometer Gigawatt Megawatt Q1 Q2 Q3 Q4 H1 H2 OK Update
    Date Source Correction Note Asked
    Nobody Nothing Neither Who What Why How When Where Jänner Januar Februar März Mai Juni Juli Oktober Dezember
    Anfang Mitte Frühjahr Frühling Sommer Herbst Winter Jahresende Jahresanfang Quartal Halbjahr Early Late Mid Spring
    Summer Autumn Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Jän Okt Dez EUV DUV EDA HBM DRAM NAND CMOS SoC USB
    PCIe SSD LED LLM LLMs FDP CDU CSU SPD AfD DIN ISO TÜV BIP MIT NASA UNO AR VR IoT MWh GWh kWh FAQ ESG PDF CTO COO
    Wall Street Fab Fabs Foundry Wafer Chiplet Chiplets Benchmark Benchmarks Backdoor Backdoors Token Tokens Roadmap
    Hyperscaler Compliance Datacenter Guidance Tape-out Ramp-up Fabless Bugs Leak Leaks Cluster Rack Racks Board
    Boards Node Nodes Die Dies Yield Packaging Mainboard MLPerf MMLU Geekbench HumanEval LINPACK Linpack Top500
    ImageNet GSM8K SPECint LMArena""".split()  # noqa: SIM905 - words
)


_CLOCK = re.compile(r"(?:^|[\n\r])\d\d?[:.]\d\d(?: (?:Uhr|GMT|[ap]\.?m\.?))?[ ,]+$")
"""The hour that begins an entry of a live report."""


def begins(flat: str, start: int) -> bool:
    """Whether a sentence begins at an offset, as far as the marks before it tell."""
    before = flat[max(0, start - 3) : start].rstrip(" \"'„“”»«‚()")
    return not before or before[-1] in ".!?:\n\r+–-;" or _CLOCK.search(flat, max(0, start - 12), start) is not None
