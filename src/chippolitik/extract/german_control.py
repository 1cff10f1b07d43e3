"""What a German clause takes from the clause that it hangs on: an antecedent, or the subject of an infinitive."""

from __future__ import annotations

from chippolitik.extract.german_clauses import RELATIVE, Clause
from chippolitik.extract.predication import Arg, Predication
from chippolitik.model.annotated import Sentence

__all__ = ["inherit"]

_CONDITIONS = frozenset({"wenn", "falls", "sofern", "ob"})
_THAT = frozenset({"dass", "daß"})
_DATIVE_CONTROL = frozenset(
    """verbieten untersagen erlauben gestatten genehmigen empfehlen raten befehlen nahelegen ermöglichen bewilligen
    auferlegen erteilen geben gewähren entziehen verweigern verwehren versagen zugestehen einräumen zubilligen
    vorschreiben befehlen zusprechen""".split()  # noqa: SIM905 - words
)
_OBJECT_CONTROL = frozenset(
    """auffordern drängen bitten anweisen anhalten zwingen verpflichten ermahnen mahnen ermuntern ermutigen hindern
    warnen lassen aufrufen bewegen beauftragen""".split()  # noqa: SIM905 - words
)
_NOUNS = {
    "verbot": "verbieten", "untersagung": "verbieten", "erlaubnis": "erlauben", "genehmigung": "genehmigen",
    "lizenz": "erlauben", "recht": "erlauben", "pflicht": "verpflichten", "plan": "planen", "pläne": "planen",
    "absicht": "planen", "vorhaben": "planen", "entscheidung": "entscheiden", "beschluss": "beschließen",
    "zusage": "zusagen", "versprechen": "versprechen", "ankündigung": "ankündigen", "ziel": "planen",
    "weigerung": "weigern", "verzicht": "verzichten", "aufforderung": "auffordern", "forderung": "fordern",
    "empfehlung": "empfehlen", "appell": "appellieren", "vorschlag": "vorschlagen", "anweisung": "anweisen",
    "weisung": "anweisen", "befehl": "befehlen", "bitte": "bitten", "warnung": "warnen", "rat": "raten",
    "überlegung": "überlegen", "gedanken": "erwägen", "idee": "erwägen", "möglichkeit": "erlauben",
    "angebot": "anbieten", "druck": "drängen", "anreiz": "ermuntern", "vorwurf": "vorwerfen", "verdacht": "vermuten",
    "anordnung": "anordnen", "hoffnung": "hoffen", "versuch": "versuchen", "chance": "erlauben",
    "freigabe": "erlauben", "erlaubnisse": "erlauben", "auflage": "verpflichten", "antrag": "fordern",
    "bereitschaft": "anbieten", "vertrag": "verpflichten", "auftrag": "beauftragen", "bestreben": "planen",
    "drohung": "drohen", "gefahr": "drohen", "befugnis": "erlauben", "freibrief": "erlauben",
}  # fmt: skip
_SUPPORT = frozenset(
    """haben geben erteilen gewähren bekommen erhalten entziehen verweigern verwehren fassen treffen äußern aussprechen
    machen unternehmen verfolgen hegen stellen brauchen benötigen einräumen zugestehen vorliegen bestehen kriegen
    abgeben beantragen ausstellen""".split()  # noqa: SIM905 - words
)
"""Verbs that leave it to their noun to say what it makes of an infinitive: "erhielt die Erlaubnis, … zu liefern"."""
_RELATIVE_CASES = {
    "der": ("subj", "dat"), "die": ("subj", "obj"), "das": ("subj", "obj"), "den": ("obj",), "dem": ("dat",),
    "denen": ("dat",), "wo": ("bei",),
}  # fmt: skip


def inherit(sentence: Sentence, clause: Clause, pred: Predication) -> None:
    """Add what a predication takes from outside its clause, and say how it hangs there.

    Args:
        sentence: The sentence.
        clause: The clause; the one that it hangs on has its predications.
        pred: The predication; changed in place.
    """
    pred.subordinator = clause.subordinator
    if sentence.tokens[clause.items[0].first].lower == "wer":
        pred.link, pred.subordinator = "cond", "wer"  # "Wer den H20 ausführen will, braucht eine Lizenz"
        return
    if clause.kind == "part" and clause.antecedent is not None:
        before, functions = clause.antecedent, ("obj",) if pred.passive else ("subj",)
        pred.link = "rel"
        pred.args.insert(0, Arg(before.phrases, functions, before.first, before.last))
        return
    if clause.kind == "rel":
        pred.link = pred.link or "rel"
        if clause.antecedent is not None:
            pred.args.insert(0, _relative_arg(sentence, clause, pred))
        return
    parent = clause.parent.preds[-1] if clause.parent is not None and clause.parent.preds else None
    if clause.kind == "sub":
        pred.parent = pred.parent or parent
        pred.link = pred.link or _subordinate(clause.subordinator)
    elif parent is None:
        return
    elif clause.kind == "inf":
        pred.parent, pred.link = _noun_before(sentence, clause, parent) or parent, "inf"
        _share(pred, _controller(parent))
    elif _lacks_subject(sentence, clause, pred):
        pred.link = "coord"
        _share(pred, parent.arg("obj" if parent.passive else "subj"))


def _lacks_subject(sentence: Sentence, clause: Clause, pred: Predication) -> bool:
    """Whether a clause takes the subject of the one before: "… und verkauft Server" has none of its own."""
    lead = clause.items[0]
    verb = lead.last + 1 if lead.kind == "C" else lead.last
    if lead.kind in "CVAO" and sentence.tags[verb : verb + 1] in {"V", "A", "O"} and not pred.passive:
        pred.args = [
            Arg(a.phrases, tuple(f for f in a.functions if f != "subj") or ("obj",), a.first, a.last) for a in pred.args
        ]
        return True
    return not any("subj" in arg.functions for arg in pred.args)


def _noun_before(sentence: Sentence, clause: Clause, parent: Predication) -> Predication | None:
    """Return what the noun that an infinitive explains says about it: "das Verbot, H20 zu liefern" forbids."""
    at = clause.items[0].first - 2
    if at < 0 or sentence.tags[at + 1] != ",":
        return None
    if sentence.tags[at] != "N":
        if parent.verb not in _SUPPORT:
            return None
        heads = [
            arg.last for arg in parent.args if {"obj", "subj"} & set(arg.functions) and sentence.tags[arg.last] == "N"
        ]
        at = max(heads, default=-1)
    word = sentence.tokens[at].lower if at >= 0 else ""
    verb = next((verb for noun, verb in _NOUNS.items() if word.endswith((noun, noun + "e", noun + "en"))), "")
    return Predication(verb, at, at, at) if verb else None


def _subordinate(word: str) -> str:
    if word in _CONDITIONS:
        return "cond"
    return "that" if word in _THAT else "sub"


def _share(pred: Predication, source: Arg | None) -> None:
    """Make an argument of another predication the subject of this one."""
    if source is not None:
        functions = ("obj",) if pred.passive else ("caus",) if pred.causative else ("subj",)
        pred.args.insert(0, Arg(source.phrases, functions, source.first, source.last))


def _controller(parent: Predication) -> Arg | None:
    """Return the argument of a governing verb that is the subject of its infinitive."""
    if parent.verb in _DATIVE_CONTROL:
        control = "dat"
    elif parent.verb in _OBJECT_CONTROL and not any(arg.functions[0] == "refl" for arg in parent.args):
        control = "obj"
    else:
        return next(
            (a for a in parent.args if "subj" in a.functions or (parent.passive and "obj" in a.functions)), None
        )
    exact = [arg for arg in parent.args if control in arg.functions and arg.functions[0] != "refl"]
    sure = next((arg for arg in exact if "subj" not in arg.functions), None)
    if sure is not None or not exact:
        return sure
    return exact[-1] if len(exact) > 1 or parent.passive else None


def _relative_arg(sentence: Sentence, clause: Clause, pred: Predication) -> Arg:
    """Return the antecedent as an argument, in the function that its relative pronoun gives it."""
    antecedent = clause.antecedent
    assert antecedent is not None
    lead = clause.items[0]
    word = sentence.tokens[lead.first].lower
    phrases, functions = antecedent.phrases, _RELATIVE_CASES.get(word, ("subj", "obj"))
    if lead.kind == "P" or (lead.kind == "p" and word not in RELATIVE):
        phrases, functions = antecedent.phrases[-1:], (lead.prep or word,)
    elif word == "wo" and any(sentence.tokens[item.first].lower == "man" for item in clause.items):
        functions = ("subj", "bei")  # "bei Axelera, wo man einen Chip anbietet"
    elif word in {"deren", "dessen"}:
        functions = ("whose",)
    elif pred.passive:
        functions = tuple("obj" if function == "subj" else function for function in functions)
    elif pred.causative:
        functions = tuple("caus" if function == "subj" else function for function in functions)
    return Arg(phrases, functions, antecedent.first, antecedent.last)
