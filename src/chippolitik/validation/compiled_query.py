"""SPARQL queries compiled to walks over a ``TripleIndex``: all rows of a focus node, at a cost that follows the node.

A database answers NOT EXISTS for each row anew, in time that grows with the graph. Here each pattern starts from what
is bound already. Queries with other parts than joins, unions, filters and BIND are left to the database.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from chippolitik.validation.compiled_paths import walk_of
from chippolitik.validation.compiled_steps import Maker, Place, Step, any_of, bind_end, chained, check, never
from chippolitik.validation.compiled_terms import Expression, Slots, UnsupportedError, truth_of
from chippolitik.validation.query_footprint import Pattern, chosen_by, parsed_query
from chippolitik.validation.triple_index import TripleIndex

if TYPE_CHECKING:
    from rdflib.plugins.sparql.parserutils import CompValue

__all__ = ["CompiledQuery"]

_PASSED = frozenset({"Distinct", "Reduced", "OrderBy", "SelectQuery", "Project"})
_LOOSE = 4  # order of a pattern that does not hang together with what is bound


class CompiledQuery:
    """A query that selects ``?this`` and perhaps ``?value``.

    Args:
        query: Its text with its prefixes.
        index: The data; no triple may be added afterwards.

    Attributes:
        never: Whether the data have none of what a row would need, so that no node has a row.

    Raises:
        UnsupportedError: It has a part that is not compiled.
    """

    def __init__(self, query: str, index: TripleIndex) -> None:
        from rdflib import Variable  # noqa: PLC0415 - comes with the parser

        part, this, value = parsed_query(query), Variable("this"), Variable("value")
        if part.datasetClause or value not in part.PV:
            raise UnsupportedError("no ?value, or FROM")
        while part.name in _PASSED:
            part = part.p
        compiler = _Compiler(index)
        bound: set[object] = {this}
        place = compiler.slot(value)
        self._found: list[str] = []

        def found(row: Slots) -> bool:
            self._found.append(row[place])
            return False

        self._run = compiler.group(part, bound)(found)
        if value not in bound:
            raise UnsupportedError("?value may be unbound")
        self.never = self._run is never
        self._row = [""] * compiler.size

    def values(self, node: str) -> list[str]:
        """Return the values that the query gives with a focus node, each once; all of them are tokens.

        Raises:
            UncertainError: Only the database can tell.
        """
        self._row[0] = node
        self._found.clear()
        self._run(self._row)
        return list(dict.fromkeys(self._found)) if self._found else []


class _Group:
    """The parts of a group of patterns."""

    def __init__(self) -> None:
        self.patterns: list[Pattern] = []
        self.unions: list[CompValue] = []
        self.filters: list[Any] = []
        self.binds: list[CompValue] = []
        self.listed: dict[object, frozenset[str]] = {}

    @classmethod
    def of(cls, part: CompValue) -> _Group:
        found = cls()
        found._gather(part)
        return found

    def variables(self) -> set[object]:
        """Return what its patterns and BIND give values to."""
        return {*_vars(self.patterns), *_vars(self.unions), *(bind.var for bind in self.binds)}

    def _gather(self, part: CompValue) -> None:
        if part.name == "BGP":
            self.patterns += part.triples or ()
        elif part.name == "Join":
            self._gather(part.p1)
            self._gather(part.p2)
        elif part.name == "Union":
            self.unions.append(part)
        elif part.name == "Filter":
            self._gather(part.p)
            self.listed |= chosen_by(part.expr)
            parts = part.expr
            is_and = getattr(parts, "name", "") == "ConditionalAndExpression"
            self.filters += [parts.expr, *parts.other] if is_and else [parts]
        elif part.name == "Extend":
            self._gather(part.p)
            self.binds.append(part)
        else:
            raise UnsupportedError(part.name)


class _Compiler:
    """Makes steps; each binds what it finds in the row and goes on to the next."""

    def __init__(self, index: TripleIndex) -> None:
        from rdflib import Variable  # noqa: PLC0415 - is loaded by now

        self._index = index
        self._slots: dict[object, int] = {Variable("this"): 0}

    @property
    def size(self) -> int:
        """How long a row is."""
        return len(self._slots)

    def slot(self, variable: object) -> int:
        """Return the place of a variable in a row."""
        return self._slots.setdefault(variable, len(self._slots))

    def group(self, part: CompValue, bound: set[object], union: _Group | None = None) -> Maker:
        """Compile a group: patterns in the order in which they hang together, filters as soon as they can be told.

        Args:
            part: The group.
            bound: Variables that have a value before it; those of its patterns are added.
            union: The group that it is a part of UNION in; its own filters see its own variables only.
        """
        group, makers = _Group.of(part), list[Maker]()
        own = group.variables()
        if union:
            group.listed = union.listed | group.listed
        if union and (group.unions or not _vars(group.filters) <= own):
            raise UnsupportedError("a part of UNION that looks outside")
        makers += self._told(group, own, bound)
        while group.patterns or group.unions:
            best = min(group.patterns, key=lambda p: _order(p, bound), default=None)
            if best and _order(best, bound) < _LOOSE:
                group.patterns.remove(best)
                makers.append(self._pattern(best, bound, group.listed))
            elif group.unions:
                makers.append(self._union(group.unions.pop(0), bound, group))
            else:
                raise UnsupportedError("a pattern does not hang together with the focus node")
            makers += self._told(group, own, bound)
        if group.filters or group.binds:
            raise UnsupportedError("a filter on what may be unbound")
        return lambda following: chained(makers, following)

    def _told(self, group: _Group, own: set[object], bound: set[object]) -> Iterator[Maker]:
        """Yield BIND and the filters whose variables have their values by now."""
        for bind in list(group.binds):
            group.binds.remove(bind)
            yield self._bind(bind)
            bound.add(bind.var)
        for one in [one for one in group.filters if _vars(one) & (own | bound) <= bound]:
            group.filters.remove(one)
            yield self._filter(one, set(bound))

    def _pattern(self, triple: Pattern, bound: set[object], listed: dict[object, frozenset[str]]) -> Maker:
        subject, predicate, value = triple
        start, end, inverse = (subject, value, False) if subject in bound else (value, subject, True)
        here, there = self._place(start), self._place(end)
        known = end in bound or not _is_variable(end)
        bound.update(term for term in (start, end) if _is_variable(term))
        if not _is_variable(predicate):
            if end in listed and not self._has_any(predicate, listed[end], inverse=inverse):
                return lambda _: never
            walk = walk_of(predicate, self._index, inverse=inverse)
            return check(walk, here, there) if known else bind_end(walk, here, there)
        if predicate in bound or predicate not in listed or known or inverse:
            raise UnsupportedError("any predicate")
        bound.add(predicate)
        tokens = [f"<{iri}>" for iri in sorted(listed[predicate]) if self._has(f"<{iri}>")]
        ways = [(token, bind_end(self._index.out(token), here, there)) for token in tokens]
        return any_of(ways, self.slot(predicate))

    def _union(self, part: CompValue, bound: set[object], group: _Group) -> Maker:
        left, right = set(bound), set(bound)
        branches = self.group(part.p1, left, group), self.group(part.p2, right, group)
        if (left ^ right) & _vars([group.patterns, group.unions, group.filters]):
            raise UnsupportedError("what one part of UNION leaves unbound is used")
        bound |= left & right

        def make(following: Step) -> Step:
            one, other = (branch(following) for branch in branches)
            if one is never or other is never:
                return other if one is never else one
            return lambda row: one(row) or other(row)

        return make

    def _filter(self, part: Any, bound: set[object]) -> Maker:
        places = {variable: self.slot(variable) for variable in bound}
        holds = truth_of(part, places, lambda graph: self._exists(graph, bound))
        return lambda following: lambda row: holds(row) and following(row)

    def _exists(self, graph: Any, bound: set[object]) -> Expression:
        from rdflib.plugins.sparql.algebra import translateGroupGraphPattern  # noqa: PLC0415 - is loaded by now

        inside = translateGroupGraphPattern(graph) if "part" in graph else graph
        return self.group(inside, set(bound))(lambda _: True)

    def _bind(self, part: Any) -> Maker:
        if type(part.expr).__name__ not in {"URIRef", "Literal"}:
            raise UnsupportedError("BIND of what is no constant")
        place, token = self.slot(part.var), self._index.canonical(part.expr.n3())

        def make(following: Step) -> Step:
            def run(row: Slots) -> bool:
                row[place] = token
                return following(row)

            return run

        return make

    def _has(self, predicate: str) -> bool:
        return self._index.lasting or self._index.has(predicate)

    def _has_any(self, predicate: Any, wanted: frozenset[str], *, inverse: bool) -> bool:
        """Whether some node of a list is at the far end of a predicate; of paths it is not told."""
        if self._index.lasting or type(predicate).__name__ != "URIRef":
            return True
        walk = walk_of(predicate, self._index, inverse=not inverse)
        return any(True for iri in wanted for _ in walk(f"<{iri}>"))

    def _place(self, term: Any) -> Place:
        return self.slot(term) if _is_variable(term) else self._index.canonical(term.n3())


def _order(triple: Pattern, bound: set[object]) -> int:
    """How soon to read a pattern: checks first, then along the triples, against them, from a class to its members."""
    subject, predicate, value = triple
    if subject in bound:
        return 0 if value in bound or not _is_variable(value) else 1
    if value not in bound:
        return _LOOSE
    return _LOOSE - 1 if str(predicate).endswith("#type") else _LOOSE - 2


def _is_variable(term: object) -> bool:
    return type(term).__name__ in {"Variable", "BNode"}


def _vars(part: Any) -> set[object]:
    """Return all variables within parts of a query."""
    if _is_variable(part):
        return {part}
    if isinstance(part, dict):
        return {found for key, value in part.items() if key != "_vars" for found in _vars(value)}
    if isinstance(part, list | tuple | set):
        return {found for value in part for found in _vars(value)}
    return set()
