"""Names of lists and registers → entities of the knowledge base, each match with its score and its reasons.

What people decided about a name comes first: a text file of judgements, one a line, which can be taken back by taking
the line out. Names in articles are found in ``annotate``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from chippolitik.errors import InputError
from chippolitik.model import EntityRef, Fills, Role
from chippolitik.resolve.labels import LabelResolver, fold, known_entity
from chippolitik.resolve.name_parts import name_parts
from chippolitik.resolve.name_scores import SAME, compare_names
from chippolitik.tables import Tables

__all__ = ["Candidate", "Match", "MatchJudgements", "NameMatcher", "read_match_judgements"]

_SHOWN = 5
_ROLE = Role("named", "named", Fills.THING)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that a name may mean.

    Attributes:
        entity: Its id.
        form: The name of it that is most alike.
        score: How alike, 0 to 1.
        reasons: Why.
    """

    entity: str
    form: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """What a name was taken for.

    Attributes:
        name: The name.
        entity: Id of the entity, or None where it is none that is known.
        how: ``judgement``, ``name`` (as the knowledge base has it), ``score`` or ``unknown``.
        candidates: What it may mean, best first; empty where no score decided.
    """

    name: str
    entity: str | None
    how: str
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class MatchJudgements:
    """What people decided about names.

    Attributes:
        same: Folded name → id of the entity that it means.
        different: Folded name → ids of entities that it does not mean.
    """

    same: Mapping[str, str] = field(default_factory=dict)
    different: Mapping[str, frozenset[str]] = field(default_factory=dict)


class NameMatcher:
    """Finds the entity that a name means, and remembers what it was asked.

    Args:
        tables: The knowledge base.
        judgements: What people decided.
    """

    def __init__(self, tables: Tables, judgements: MatchJudgements | None = None) -> None:
        self._tables, self._judgements = tables, judgements or MatchJudgements()
        self._labels = LabelResolver(tables)
        self._forms: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for name in tables.names():
            if not (name.demonym or name.place or name.metonym):
                for key in _keys(name.form):
                    self._forms[key].append((name.form, name.entity))
        self.matches: dict[str, Match] = {}

    def __call__(self, label: str, role: Role) -> EntityRef:
        """Return the entity that a label means in a role; an unknown one keeps its name."""
        match = self.match(label, role)
        if match.entity is None:
            return EntityRef(label.strip(), role.fills.default_class)
        return known_entity(self._tables, match.entity, role.fills)

    def match(self, name: str, role: Role = _ROLE) -> Match:
        """Return what a name means: by judgement, as a name of the knowledge base, or by its score."""
        name = " ".join(name.split())
        folded = fold(name)
        not_these = self._judgements.different.get(folded, frozenset())
        if folded in self._judgements.same:
            found = Match(name, self._judgements.same[folded], "judgement")
        elif (known := self._labels(name, role)).known and known.known not in not_these:
            found = Match(name, known.known, "name")
        else:
            candidates = tuple(one for one in self.candidates(name, role) if one.entity not in not_these)
            best = candidates[0] if candidates and candidates[0].score >= SAME else None
            # Two entities that fit equally well are none: a person must decide.
            tied = best and len(candidates) > 1 and candidates[1].score == best.score
            entity = best.entity if best and not tied else None
            found = Match(name, entity, "score" if entity else "unknown", candidates[:_SHOWN])
        self.matches[name] = found
        return found

    def same(self, one: str, other: str) -> bool:
        """Return whether two names mean one thing: by the knowledge base where it knows both, else by their score."""
        known = self.match(one).entity, self.match(other).entity
        score = compare_names(one, other)
        if all(known) and not score.forms_differ:
            return known[0] == known[1]
        return score.value >= SAME

    def candidates(self, name: str, role: Role = _ROLE) -> list[Candidate]:
        """Return entities that a name may mean in a role, best first."""
        best: dict[str, Candidate] = {}
        for form, entity in dict.fromkeys(pair for key in _keys(name) for pair in self._forms.get(key, ())):
            score = compare_names(name, form)
            if score.value > 0 and (entity not in best or score.value > best[entity].score):
                best[entity] = Candidate(entity, form, score.value, score.reasons)
        fitting = [one for one in best.values() if self._fits(one.form, one.entity, role)]
        return sorted(fitting, key=lambda one: (-one.score, one.entity))

    def _fits(self, form: str, entity: str, role: Role) -> bool:
        """Return whether an entity may fill the role: its own name is taken for it there."""
        known = self._labels(form, role).known
        return known is not None and known in {entity, self._tables.government_of(entity)}


def read_match_judgements(path: Path, tables: Tables) -> MatchJudgements:
    """Read a file of judgements.

    A line is ``same`` or ``different``, the name, and the id of an entity, with tabs between them; what follows a
    third tab is a remark. Empty lines and lines that begin with ``#`` are left aside. The last line on a name counts.

    Raises:
        InputError: It cannot be read, a line is none of these, or the knowledge base has no such entity.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot be read: {error}", "give a UTF-8 text file", file=str(path)) from None
    same: dict[str, str] = {}
    different: dict[str, frozenset[str]] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        verdict, name, entity = (*(cell.strip() for cell in line.split("\t")), "", "")[:3]
        if verdict not in {"same", "different"} or not name:
            raise InputError("is no judgement", "write: same, tab, name, tab, entity", file=str(path), line=number)
        if entity not in tables:
            raise InputError(f"there is no entity {entity!r}", "see 'chippolitik kb'", file=str(path), line=number)
        key = fold(name)
        if verdict == "same":
            same[key] = entity
            different[key] = different.get(key, frozenset()) - {entity}
        else:
            different[key] = different.get(key, frozenset()) | {entity}
            if same.get(key) == entity:
                del same[key]
    return MatchJudgements(same, different)


def _keys(name: str) -> Iterator[str]:
    """Yield what two names that may be alike share: a word's beginning, or initials."""
    parts = name_parts(name)
    yield from dict.fromkeys(_beginnings(parts.words))
    yield parts.letters
    if len(parts.words) > 1:
        yield parts.initials
        yield "".join(word[0] for word in parts.words)


def _beginnings(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        yield word[:2] if word.isascii() else word[:1]
