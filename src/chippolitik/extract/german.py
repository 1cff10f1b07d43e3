"""German predications: clauses between commas, the verbs of each, its noun phrases with the cases that their forms allow."""

from __future__ import annotations

from dataclasses import dataclass, field

from chippolitik.extract.items import Item, items_of
from chippolitik.extract.predication import Arg, Predication
from chippolitik.model.annotated import Sentence, Token

__all__ = ["german_predications"]

_CASES = {
    "der": "ndg", "die": "na", "das": "na", "den": "ad", "dem": "d", "des": "g", "ein": "na", "eine": "na",
    "einen": "a", "einem": "d",
    "einer": "dg", "eines": "g", "kein": "na", "keine": "na", "keinen": "ad", "keinem": "d", "keiner": "dg",
    "alle": "na", "allen": "d",
    "aller": "g", "einige": "na", "einigen": "d", "einiger": "g", "mehrere": "na", "mehreren": "d", "mehrerer": "g",
    "viele": "na",
    "vielen": "d", "vieler": "g", "diese": "na", "diesen": "ad", "diesem": "d", "dieser": "ndg", "dieses": "nag",
    "beide": "na",
    "beiden": "nad", "er": "n", "sie": "na", "es": "na", "ihn": "a", "ihm": "d", "ihnen": "d", "ihr": "d",
    "sich": "r", "man": "n", "wir": "n",
    "ihre": "na", "ihren": "ad", "ihrem": "d", "ihrer": "dg", "ihres": "g", "seine": "na", "seinen": "ad",
    "seinem": "d", "seiner": "dg",
    "seines": "g", "sein": "na", "niemand": "n", "wer": "n",
}  # fmt: skip
_WERDEN = frozenset({"wird", "werden", "wurde", "wurden", "worden", "werde", "würde", "würden", "geworden"})
_HABEN = frozenset({"hat", "haben", "hatte", "hatten", "habe", "hätte", "hätten", "gehabt"})
_SEIN = frozenset({"ist", "sind", "war", "waren", "bin", "sei", "seien", "wäre", "wären", "gewesen"})
_CONJUNCTIVE = frozenset(
    {"habe", "sei", "seien", "werde", "könne", "dürfe", "müsse", "solle", "wolle", "hätten", "hätte", "wäre", "wären"}
)
_NOT = frozenset({"nicht", "nie", "niemals", "keineswegs", "keinesfalls", "mitnichten", "kaum"})
_RELATIVE = frozenset(
    {
        "der",
        "die",
        "das",
        "den",
        "dem",
        "denen",
        "deren",
        "dessen",
        "welche",
        "welcher",
        "welches",
        "welchem",
        "welchen",
        "wo",
    }
)
_SUBORDINATORS = frozenset(
    """dass daß weil wenn ob obwohl obgleich nachdem bevor ehe während sobald solange seit seitdem indem falls sofern
    soweit wie wonach womit wodurch weshalb warum sodass zumal als da damit bis wohingegen""".split()  # noqa: SIM905 - words
)
_MOTION = frozenset(
    """kommen gehen werden sein bleiben fahren steigen sinken fallen wachsen folgen wandern geraten gelangen entstehen
    scheitern erscheinen einsteigen umsteigen aussteigen ausweichen landen auflaufen ankommen eintreffen umschwenken
    zurückgehen anlaufen auslaufen eingehen klettern schrumpfen schnellen springen rutschen starten ausscheiden
    austreten beitreten einspringen umziehen eintreten hinzukommen""".split()  # noqa: SIM905 - words
)
_CONDITIONS = frozenset({"wenn", "falls", "sofern", "ob"})
_DATIVE_CONTROL = frozenset(
    """verbieten untersagen erlauben gestatten genehmigen empfehlen raten befehlen nahelegen ermöglichen bewilligen auferlegen""".split()  # noqa: SIM905 - words
)
_OBJECT_CONTROL = frozenset(
    """auffordern drängen bitten anweisen anhalten zwingen verpflichten ermahnen mahnen ermuntern ermutigen hindern
    warnen lassen aufrufen bewegen beauftragen""".split()  # noqa: SIM905 - words
)


@dataclass(slots=True)
class _Clause:
    """A clause: its items, and how it hangs on another one."""

    items: list[Item]
    kind: str = "main"
    parent: _Clause | None = None
    subordinator: str = ""
    antecedent: Item | None = None
    preds: list[Predication] = field(default_factory=list)


class _Builder:
    """Builds the predications of one sentence."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens

    def build(self) -> list[Predication]:
        out: list[Predication] = []
        for clause in self._clauses(items_of(self.sentence)):
            self._predicate(clause)
            out += clause.preds
        return out

    def _token(self, item: Item) -> Token:
        return self.tokens[item.last]

    def _is_finite(self, item: Item) -> bool:
        token = self._token(item)
        if item.kind == "O":
            return not token.lower.startswith("ge") or token.lower == "gelten"
        if item.kind == "A":
            return token.lower not in {"worden", "geworden", "gewesen", "gehabt", "sein"} and not (
                token.lower in {"werden", "haben"} and self._after_verb(item)
            )
        return (
            item.kind == "V"
            and any(form.tag in "fk" for form in token.verbs)
            and not (any(form.tag in "in" for form in token.verbs) and self._after_verb(item))
        )

    def _after_verb(self, item: Item) -> bool:
        """Whether an infinitive form stands where a finite verb cannot: after another finite verb of its segment."""
        for position in range(item.first - 1, -1, -1):
            tag = self.tokens[position].tag
            if tag in ",;:S":
                return False
            if tag in "OA" or (tag == "V" and any(f.tag in "fk" for f in self.tokens[position].verbs) and tag == "V"):
                return True
            if tag == "Z" and position == item.first - 1:
                return True
        return False

    def _clauses(self, items: list[Item]) -> list[_Clause]:
        segments = self._segments(items)
        clauses: list[_Clause] = []
        main: _Clause | None = None
        previous: _Clause | None = None
        for segment in segments:
            kind, subordinator = self._kind(segment)
            finite = any(self._is_finite(i) for i in segment)
            verbal = finite or any(i.kind == "V" for i in segment)
            if kind == "rel":
                clause = _Clause(segment, "rel", previous, antecedent=self._antecedent(previous))
                clauses.append(clause)
                previous = clause
            elif kind in {"sub", "inf"}:
                clause = _Clause(segment, kind, previous if previous is not None else main, subordinator)
                clauses.append(clause)
                previous = clause
            elif (
                main is not None
                and not (finite and self._has_finite(main))
                and (previous is not main or not finite or not self._has_finite(main))
                and self._resumes(main, segment, verbal=verbal)
            ):
                target = main if verbal or previous is main or previous is None else previous
                target.items = target.items + segment
                previous = target
            else:
                clause = _Clause(segment, "main", main if segment and segment[0].kind == "C" else None)
                clauses.append(clause)
                main = previous = clause
        return clauses

    def _has_finite(self, clause: _Clause) -> bool:
        return any(self._is_finite(i) for i in clause.items)

    def _resumes(self, main: _Clause, segment: list[Item], *, verbal: bool) -> bool:
        del main, verbal
        return bool(segment)

    def _segments(self, items: list[Item]) -> list[list[Item]]:
        """Split at commas and at "und" between two finite verbs."""
        segments: list[list[Item]] = [[]]
        for position, item in enumerate(items):
            if item.kind in ",;:–—":
                segments.append([])
            elif (
                item.kind == "C"
                and any(self._is_finite(i) for i in segments[-1])
                and self._finite_ahead(items[position + 1 :])
            ):
                segments.append([item])
            elif item.kind not in ".!?":
                segments[-1].append(item)
        return [segment for segment in segments if segment]

    def _finite_ahead(self, items: list[Item]) -> bool:
        for item in items:
            if item.kind in ",;:–—":
                return False
            if self._is_finite(item):
                return True
        return False

    def _kind(self, segment: list[Item]) -> tuple[str, str]:
        first = segment[0]
        position = 1 if first.kind == "C" and len(segment) > 1 else 0
        lead = segment[position]
        word = self.tokens[lead.first].lower
        ends_finite = next((self._is_finite(i) for i in reversed(segment) if i.kind in "VOAK"), False)
        early = sum(self._is_finite(i) for i in segment)
        if word in _SUBORDINATORS and ends_finite and (lead.kind in "SBPC" or lead.prep in _SUBORDINATORS):
            if not (word in {"als", "wie", "da", "bis", "seit", "während", "damit"} and lead.kind == "p" and not early):
                return "sub", word
        relative = self._relative_word(lead)
        if (
            relative
            and ends_finite
            and early == 1
            and not self._is_finite(segment[position + 1] if position + 1 < len(segment) else lead)
        ):
            return "rel", ""
        if not any(self._is_finite(i) for i in segment) and any(
            i.kind == "V" and (any(f.tag == "z" for f in self._token(i).verbs) or self.tokens[i.first - 1].tag == "Z")
            for i in segment
        ):
            return "inf", ""
        return "main", ""

    def _relative_word(self, item: Item) -> bool:
        token = self.tokens[item.first]
        if item.kind == "R" or (
            item.kind == "P" and self.tokens[item.first + 1].lower in _RELATIVE
            if item.first + 1 < len(self.tokens)
            else False
        ):
            return True
        if item.kind == "D":
            return token.lower in _RELATIVE
        if item.kind in "np" and token.lower in {"deren", "dessen"}:
            return True
        return item.kind in "np" and token.lower in _RELATIVE and token.tag in "DR" and item.kind == "n"

    def _antecedent(self, clause: _Clause | None) -> Item | None:
        if clause is None:
            return None
        found = [i for i in clause.items if i.kind in "np"]
        return found[-1] if found else None

    def _predicate(self, clause: _Clause) -> None:
        items = clause.items
        finite = [i for i in items if self._is_finite(i)]
        verbs = [i for i in items if i.kind == "V"]
        mains = [v for v in verbs if v not in finite] or [f for f in finite if f.kind == "V"]
        extra = [f for f in finite if f.kind == "V" and f not in mains]
        auxiliaries = [self._token(i).lower for i in items if i.kind in "OA"]
        negated = any(i.kind == "G" or self.tokens[i.first].lower in _NOT for i in items)
        particle = next((self._token(i).lower for i in items if i.kind == "K"), "")
        lets = any(self._token(v).verbs and self._token(v).verbs[0].lemma == "lassen" for v in extra)
        for position, main in enumerate(mains):
            pred = self._verb(main, clause, auxiliaries, particle)
            pred.negated = negated
            pred.causative = lets
            if position and mains[position - 1].last + 1 == main.first and self.tokens[main.first].tag == "V":
                pass
            clause.preds.append(pred)
        for verb in extra:
            head = self._verb(verb, clause, [], particle)
            head.negated = negated
            if head.verb != "lassen":
                for pred in clause.preds:
                    pred.parent, pred.link = head, "inf"
                    pred.finite = False
            clause.preds.insert(0, head)
        if not clause.preds and auxiliaries:
            aux = next(i for i in items if i.kind in "OA")
            word = self._token(aux).lower
            verb = "sein" if word in _SEIN else "haben" if word in _HABEN else "werden" if word in _WERDEN else word
            clause.preds.append(
                Predication(
                    verb,
                    aux.last,
                    aux.first,
                    aux.last,
                    negated=negated,
                    modals=(word,),
                    past=word in {"war", "waren", "hatte", "hatten", "wurde", "wurden"},
                    conjunctive=word in _CONJUNCTIVE,
                )
            )
        self._arguments(clause)

    def _verb(self, item: Item, clause: _Clause, auxiliaries: list[str], particle: str) -> Predication:
        token = self._token(item)
        verb = self._lemma(token, particle)
        tags = {form.tag for form in token.verbs if form.lemma == verb}
        participle = "n" in tags and bool(auxiliaries)
        passive = participle and (
            (any(a in _WERDEN for a in auxiliaries) and "würde" not in auxiliaries)
            or (
                any(a in _SEIN for a in auxiliaries)
                and verb not in _MOTION
                and not any(a in _HABEN for a in auxiliaries)
            )
        )
        past = any(
            a in {"hat", "haben", "hatte", "hatten", "wurde", "wurden", "worden", "war", "waren"} for a in auxiliaries
        )
        return Predication(
            verb,
            item.last,
            item.first,
            item.last,
            passive=passive,
            modals=tuple(auxiliaries),
            finite=clause.kind != "inf",
            past=past or self._is_preterite(token),
            conjunctive=any(a in _CONJUNCTIVE for a in auxiliaries) or tags == {"k"},
        )

    def _is_preterite(self, token: Token) -> bool:
        return token.lower.endswith(("te", "ten")) or (
            bool(token.verbs) and not token.lower.startswith(token.verbs[0].lemma[:3])
        )

    def _lemma(self, token: Token, particle: str) -> str:
        forms = token.verbs
        if particle:
            for form in forms:
                if form.particle == particle:
                    return form.lemma
        plain = [form for form in forms if not form.particle]
        return (plain or list(forms))[0].lemma if forms else token.lower

    def _arguments(self, clause: _Clause) -> None:
        """Give the clause's phrases to its verbs; coordinated participles share the subject."""
        if not clause.preds:
            return
        bare, pps = self._split_phrases(clause)
        boundaries = [p.at for p in clause.preds]
        coordinated = [i.first for i in clause.items if i.kind == "C"]
        for index, pred in enumerate(clause.preds):
            low, high = clause.items[0].first, clause.items[-1].last
            if index and any(boundaries[index - 1] < c < pred.at for c in coordinated) and pred.link != "inf":
                low = min(c for c in coordinated if boundaries[index - 1] < c < pred.at)
            if (
                index + 1 < len(clause.preds)
                and any(pred.at < c < boundaries[index + 1] for c in coordinated)
                and clause.preds[index + 1].link != "inf"
            ):
                high = min(c for c in coordinated if pred.at < c)
            args = [self._bare(i, pred) for i in bare if low <= i.first <= high]
            args += [self._pp(i, pred) for i in pps if low <= i.first <= high]
            if (
                index
                and low > clause.items[0].first
                and (subject := clause.preds[0].arg("subj" if not pred.passive else "obj"))
            ):
                args.insert(0, subject)
            pred.args = args
            pred.first, pred.last = self._extent(clause, low, high)
            self._inherit(clause, pred)

    def _extent(self, clause: _Clause, low: int, high: int) -> tuple[int, int]:
        tokens = [i for i in clause.items if low <= i.first <= high and i.kind != "C"] or clause.items
        first, last = tokens[0].first, tokens[-1].last
        # A clause that an inserted one interrupts keeps its own verb's side, so that the quote stays one stretch.
        return first, last

    def _split_phrases(self, clause: _Clause) -> tuple[list[Item], list[Item]]:
        bare, pps = [], []
        previous: Item | None = None
        for item in clause.items:
            if item.kind == "n":
                det = self.tokens[item.first].lower
                if (
                    previous is not None
                    and previous.last + 1 == item.first
                    and "g" in _CASES.get(det, "")
                    and det not in {"er"}
                ):
                    previous = Item("n", previous.first, item.last)
                    continue
                if (
                    clause.kind == "rel"
                    and item is clause.items[0]
                    and self.tokens[item.first].lower in _RELATIVE
                    and item.first == item.last
                ):
                    continue
                bare.append(item)
                previous = item
            elif item.kind == "p":
                pps.append(item)
                previous = item
            else:
                previous = None
        return bare, pps

    def _bare(self, item: Item, pred: Predication) -> Arg:
        phrase = self.sentence.phrases[item.phrases[0]]
        det = phrase.det if phrase.det in _CASES else self.tokens[item.first].lower
        cases = _CASES.get(det, "nad")
        if cases == "nad" and self.tokens[item.first].tag == "J":
            cases = {"em": "d", "en": "ad", "er": "ndg", "es": "na"}.get(self.tokens[item.first].lower[-2:], "na")
        functions = tuple({"n": "subj", "a": "obj", "d": "dat", "g": "gen", "r": "refl"}[c] for c in cases)
        if pred.passive:
            functions = tuple({"subj": "obj", "obj": "second"}.get(f, f) for f in functions)
        if pred.causative:
            functions = tuple("caus" if f == "subj" else f for f in functions)
        return Arg(item.phrases, functions, item.first, item.last)

    def _pp(self, item: Item, pred: Predication) -> Arg:
        agent = pred.passive and item.prep in {"von", "vom", "durch"}
        return Arg(item.phrases, ("subj", item.prep) if agent else (item.prep,), item.first, item.last)

    def _inherit(self, clause: _Clause, pred: Predication) -> None:
        """Add the relative pronoun's antecedent, or the subject that an infinitive takes from its governor."""
        pred.subordinator = clause.subordinator
        if clause.kind == "rel":
            pred.link = pred.link or "rel"
            if clause.antecedent is not None:
                pred.args.insert(0, self._relative_arg(clause, pred))
            return
        parent = clause.parent.preds[-1] if clause.parent is not None and clause.parent.preds else None
        if clause.kind == "sub":
            pred.parent = pred.parent or parent
            pred.link = pred.link or (
                "cond"
                if clause.subordinator in _CONDITIONS
                else "that"
                if clause.subordinator in {"dass", "daß"}
                else "sub"
            )
        elif clause.kind == "inf" and parent is not None:
            pred.parent, pred.link = parent, "inf"
            control = "dat" if parent.verb in _DATIVE_CONTROL else "obj" if parent.verb in _OBJECT_CONTROL else "subj"
            source = self._controller(parent, control)
            if source is not None:
                pred.args.insert(
                    0, Arg(source.phrases, ("subj",) if not pred.passive else ("obj",), source.first, source.last)
                )
        elif (
            clause.parent is not None
            and clause.kind == "main"
            and parent is not None
            and not any("subj" in a.functions for a in pred.args)
        ):
            pred.link = "coord"
            subject = parent.arg("subj" if not parent.passive else "obj")
            if subject is not None:
                pred.args.insert(
                    0, Arg(subject.phrases, ("subj",) if not pred.passive else ("obj",), subject.first, subject.last)
                )

    def _controller(self, parent: Predication, control: str) -> Arg | None:
        if control == "subj":
            return next(
                (a for a in parent.args if "subj" in a.functions or (parent.passive and "obj" in a.functions)), None
            )
        exact = [a for a in parent.args if control in a.functions and a.functions[0] not in {"refl"}]
        narrow = [a for a in exact if "subj" not in a.functions]
        if narrow:
            return narrow[0]
        return exact[-1] if len(exact) > 1 else (exact[0] if exact and control != "subj" and parent.passive else None)

    def _relative_arg(self, clause: _Clause, pred: Predication) -> Arg:
        assert clause.antecedent is not None
        lead = clause.items[0]
        word = self.tokens[lead.first].lower
        if lead.kind == "P" or (lead.kind == "p" and word not in _RELATIVE):
            return Arg(
                clause.antecedent.phrases[-1:], (lead.prep or word,), clause.antecedent.first, clause.antecedent.last
            )
        if word in {"deren", "dessen"}:
            return Arg(clause.antecedent.phrases, ("whose",), clause.antecedent.first, clause.antecedent.last)
        cases = {"der": "nd", "die": "na", "das": "na", "den": "a", "dem": "d", "denen": "d", "wo": "w"}.get(word, "na")
        names = {"n": "subj", "a": "obj", "d": "dat", "w": "bei"}
        functions = tuple(names[c] for c in cases)
        if pred.passive:
            functions = tuple("obj" if f == "subj" else f for f in functions)
        return Arg(clause.antecedent.phrases, functions, clause.antecedent.first, clause.antecedent.last)


def german_predications(sentence: Sentence) -> list[Predication]:
    """Return the predications of a German sentence, in text order."""
    if not any(tag in sentence.tags for tag in "VAO"):
        return []
    return _Builder(sentence).build()
