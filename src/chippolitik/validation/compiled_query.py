"""SPARQL queries compiled to walks over a ``TripleIndex``: all rows of a focus node, at a cost that follows the node.

A database answers NOT EXISTS for each row anew, in time that grows with the graph. Here each pattern starts from what
is bound already. Queries with other parts than joins, unions, filters and BIND are left to the database.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from chippolitik.validation.compiled_groups import LOOSE, Group, is_variable, order_of, variables_of
from chippolitik.validation.compiled_paths import walk_of
from chippolitik.validation.compiled_steps import (
    Maker,
    Place,
    Step,
    any_of,
    any_way,
    bind_end,
    chained,
    check,
    follow,
    meet,
    never,
)
from chippolitik.validation.compiled_terms import Expression, Slots, truth_of
from chippolitik.validation.compiled_values import UncertainError, UnsupportedError
from chippolitik.validation.query_footprint import Pattern, parsed_query
from chippolitik.validation.triple_index import TripleIndex

if TYPE_CHECKING:
    from rdflib.plugins.sparql.parserutils import CompValue

__all__ = ["CompiledQuery"]

_PASSED = frozenset({"Distinct", "Reduced", "OrderBy", "SelectQuery", "Project"})


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

    def rows(self, nodes: Iterable[str]) -> Iterator[tuple[str, list[str] | None]]:
        """Yield the focus nodes that the query has rows for, with its values, each once; all of them are tokens.

        A node with None is one about which only the database can tell.
        """
        row, found, run = self._row, self._found, self._run
        for node in nodes:
            row[0] = node
            try:
                run(row)
            except UncertainError:
                found.clear()
                yield node, None
            if found:
                values = list(dict.fromkeys(found))
                found.clear()
                yield node, values


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

    def group(self, part: CompValue, bound: set[object], union: Group | None = None) -> Maker:
        """Compile a group: patterns in the order in which they hang together, filters as soon as they can be told.

        Args:
            part: The group.
            bound: Variables that have a value before it; those of its patterns are added.
            union: The group that it is a part of UNION in; its own filters see its own variables only.
        """
        group, makers = Group.of(part), list[Maker]()
        own = group.variables()
        if union:
            group.listed = union.listed | group.listed
        if union and (group.unions or not variables_of(group.filters) <= own):
            raise UnsupportedError("a part of UNION that looks outside")
        makers += self._told(group, own, bound)
        while group.patterns or group.unions:
            best = min(group.patterns, key=lambda p: order_of(p, bound), default=None)
            if best and order_of(best, bound) < LOOSE:
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

    def _told(self, group: Group, own: set[object], bound: set[object]) -> Iterator[Maker]:
        """Yield BIND and the filters whose variables have their values by now."""
        for bind in list(group.binds):
            group.binds.remove(bind)
            yield self._bind(bind)
            bound.add(bind.var)
        for one in [one for one in group.filters if variables_of(one) & (own | bound) <= bound]:
            group.filters.remove(one)
            yield self._filter(one, set(bound))

    def _pattern(self, triple: Pattern, bound: set[object], listed: dict[object, frozenset[str]]) -> Maker:
        subject, predicate, value = triple
        start, end, inverse = (subject, value, False) if subject in bound else (value, subject, True)
        here, there = self._place(start), self._place(end)
        known = end in bound or not is_variable(end)
        bound.update(term for term in (start, end) if is_variable(term))
        if not is_variable(predicate):
            if end in listed and not self._has_any(predicate, listed[end], inverse=inverse):
                return lambda _: never
            return self._way(predicate, here, there, inverse=inverse, known=known)
        if predicate in bound or predicate not in listed or known or inverse:
            raise UnsupportedError("any predicate")
        bound.add(predicate)
        tokens = [f"<{iri}>" for iri in sorted(listed[predicate]) if self._has(f"<{iri}>")]
        ways = [(token, self._edge(token, here, there)) for token in tokens]
        return any_of(ways, self.slot(predicate))

    def _way(self, path: Any, here: Place, there: Place, *, inverse: bool, known: bool) -> Maker:
        """Return the step along a path; the parts of a sequence are steps of their own, with a place between them."""
        if type(path).__name__ == "SequencePath" and not known:
            parts = path.args[::-1] if inverse else path.args
            places = [here, *(self.slot(object()) for _ in parts[1:]), there]
            steps = [
                self._way(part, start, end, inverse=inverse, known=False)
                for part, (start, end) in zip(parts, pairwise(places), strict=True)
            ]
            return lambda following: chained(steps, following)
        if type(path).__name__ == "AlternativePath" and not known:
            ways = [self._way(part, here, there, inverse=inverse, known=False) for part in path.args]
            return any_way(ways)
        if type(path).__name__ == "URIRef":
            return self._edge(path.n3(), here, there, inverse=inverse, known=known)
        walk = walk_of(path, self._index, inverse=inverse)
        return check(walk, here, there) if known else bind_end(walk, here, there)

    def _edge(self, token: str, here: Place, there: Place, *, inverse: bool = False, known: bool = False) -> Maker:
        kept = self._index.kept(token, inverse=inverse)
        assert isinstance(here, int)
        if known:
            return meet(kept, here, there)
        assert isinstance(there, int)
        return follow(kept, here, there)

    def _union(self, part: CompValue, bound: set[object], group: Group) -> Maker:
        left, right = set(bound), set(bound)
        branches = self.group(part.p1, left, group), self.group(part.p2, right, group)
        if (left ^ right) & variables_of([group.patterns, group.unions, group.filters]):
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
        return self.slot(term) if is_variable(term) else self._index.canonical(term.n3())
