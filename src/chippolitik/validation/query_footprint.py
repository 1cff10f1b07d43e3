"""Where a SPARQL query looks from one of its variables: its algebra as steps of an automaton.

Each triple pattern must hang together with the variable, by patterns that hold wherever it holds. A query with a part
that does not, as in a count over the whole graph, has no footprint and is told so.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode

from chippolitik.ontology.names import RDF
from chippolitik.validation.automaton import Automaton

if TYPE_CHECKING:
    from rdflib.paths import MulPath
    from rdflib.plugins.sparql.parserutils import CompValue

__all__ = ["NoFootprintError", "Pattern", "add_query", "chosen_by", "parsed_query"]

_PASSED = frozenset({"Distinct", "Reduced", "OrderBy", "SelectQuery", "AskQuery", "ToMultiSet"})
_TYPE = RDF.type.value
_LOOSE = 3  # order of a pattern that does not hang together with what is bound
Pattern = tuple[Any, Any, Any]
States = dict[object, int]


class NoFootprintError(Exception):
    """What a shape sees cannot be told from its text; it never leaves this package."""


def add_query(automaton: Automaton, query: str, variable: str, root: int) -> None:
    """Add what a query reads, seen from one of its variables.

    Args:
        automaton: Where the steps go.
        query: The query with its prefixes.
        variable: The variable that the start stands for, without its mark.
        root: The state of the start.

    Raises:
        NoFootprintError: A part of the query does not hang together with the variable, or the query does not parse.
    """
    from rdflib import Variable  # noqa: PLC0415 - takes 0.2 s, and only shapes with SPARQL need it

    _Reader(automaton).start(parsed_query(query), {Variable(variable): root})


@functools.lru_cache(maxsize=256)
def parsed_query(query: str) -> CompValue:
    """Return the algebra of a query, which is not to be changed.

    Raises:
        NoFootprintError: It does not parse.
    """
    # The parser keeps exceptions, these the frames of all callers, and these what they have open, such as a store: it
    # runs in a thread, which has no callers.
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(_parsed, query).result()


def _parsed(query: str) -> CompValue:
    from pyparsing import ParseException  # noqa: PLC0415 - comes with rdflib
    from rdflib.plugins.sparql.algebra import translateQuery  # noqa: PLC0415 - as above
    from rdflib.plugins.sparql.parser import parseQuery  # noqa: PLC0415 - as above

    try:
        return translateQuery(parseQuery(query)).algebra
    except (ParseException, ValueError, TypeError, NameError) as error:
        raise NoFootprintError(f"the query does not parse: {error}") from error
    except Exception as error:
        # rdflib raises the bare class for prefixes that nobody declares.
        if type(error) is not Exception:
            raise
        raise NoFootprintError(str(error)) from error


class _Reader:
    """Goes through the algebra; ``bound`` is variable → state, of variables that have a value wherever it looks."""

    def __init__(self, automaton: Automaton, listed: Mapping[object, frozenset[str]] | None = None) -> None:
        self._automaton = automaton
        self._listed = dict(listed or {})

    def start(self, query: CompValue, bound: States) -> None:
        """Read a whole query; what it does not select is still the start."""
        part = query
        while part.name in _PASSED or part.name == "Project":
            part = part.p
        self.group(part, bound)

    def group(self, part: CompValue, bound: States) -> States:
        """Read one part of the algebra; return the variables that are bound after it.

        Patterns are read as they come to hang together with what is bound, whatever their order in the text; what is
        optional, negated or a filter comes last, with all that is certain.
        """
        found = _Parts()
        found.gather(part)
        self._listed |= found.listed
        after = dict(bound)
        patterns, inner = found.patterns, found.inner
        while patterns or inner:
            if patterns and (best := min(patterns, key=lambda p: _order(p, after))) and _order(best, after) < _LOOSE:
                patterns.remove(best)
                self._pattern(best, after)
            elif not self._one_of(inner, after):
                raise NoFootprintError("a pattern does not hang together with the focus node")
        for later in found.later:
            self.group(later, after)
        for expression in found.expressions:
            for pattern in _patterns(expression):
                self.group(pattern, after)
        return after

    def _one_of(self, inner: list[CompValue], bound: States) -> bool:
        """Read the first part that hangs together with what is bound; whether there is one."""
        for part in inner:
            try:
                after = self._union(part, bound) if part.name == "Union" else self._nested(part, bound)
            except NoFootprintError:
                continue
            inner.remove(part)
            bound.update(after)
            return True
        return False

    def _union(self, part: CompValue, bound: States) -> States:
        left, right = self.group(part.p1, bound), self.group(part.p2, bound)
        both = dict(bound)
        for variable in left.keys() & right.keys() - bound.keys():
            both[variable] = self._automaton.state()
            self._automaton.jump(left[variable], both[variable])
            self._automaton.jump(right[variable], both[variable])
        return both

    def _nested(self, part: CompValue, bound: States) -> States:
        """Read a query within the query: only what it gives or groups by hangs together with the rest."""
        if part.name == "Project":
            kept = set(part.PV)
            inner = part.p
        elif part.name == "AggregateJoin":
            kept = {key for key in part.p.expr or () if not hasattr(key, "name")}
            inner = part.p.p
        else:
            raise NoFootprintError(f"{part.name} is not followed")
        listed = {variable: iris for variable, iris in self._listed.items() if variable in kept}
        after = _Reader(self._automaton, listed).group(inner, {v: s for v, s in bound.items() if v in kept})
        return bound | {variable: state for variable, state in after.items() if variable in kept}

    def _pattern(self, triple: Pattern, bound: States) -> None:
        from rdflib import BNode, Variable  # noqa: PLC0415 - is loaded by now

        subject, predicate, value = triple
        if isinstance(predicate, Variable) and predicate in bound:
            raise NoFootprintError("a predicate is looked up like a node")
        forward = subject in bound
        start, end = (subject, value) if forward else (value, subject)
        target = self._automaton.state()
        self._path(bound[start], predicate, target, inverse=not forward)
        if isinstance(end, Variable | BNode):
            bound.setdefault(end, target)

    def _path(self, source: int, path: object, target: int, *, inverse: bool) -> None:
        from rdflib import URIRef, Variable  # noqa: PLC0415 - is loaded by now
        from rdflib import paths as rdf_paths  # noqa: PLC0415 - as above

        machine = self._automaton
        if isinstance(path, rdf_paths.MulPath):
            self._repeated(source, path, target, inverse=inverse)
        elif isinstance(path, Variable):
            for iri in sorted(self._listed.get(path, ())):
                machine.step(source, NamedNode(iri), target, inverse=inverse)
            if path not in self._listed:
                machine.step(source, None, target, inverse=inverse)
        elif isinstance(path, URIRef):
            machine.step(source, NamedNode(str(path)), target, inverse=inverse)
        elif isinstance(path, rdf_paths.InvPath):
            self._path(source, path.arg, target, inverse=not inverse)
        elif isinstance(path, rdf_paths.SequencePath):
            parts = list(reversed(path.args)) if inverse else list(path.args)
            for part in parts[:-1]:
                middle = machine.state()
                self._path(source, part, middle, inverse=inverse)
                source = middle
            self._path(source, parts[-1], target, inverse=inverse)
        elif isinstance(path, rdf_paths.AlternativePath):
            for part in path.args:
                self._path(source, part, target, inverse=inverse)
        else:  # a negated set of predicates
            machine.step(source, None, target)
            machine.step(source, None, target, inverse=True)

    def _repeated(self, source: int, path: MulPath, target: int, *, inverse: bool) -> None:
        machine = self._automaton
        before, after = machine.state(), machine.state()
        machine.jump(source, before)
        machine.jump(after, target)
        self._path(before, path.path, after, inverse=inverse)
        if path.more:
            machine.jump(after, before)
        if path.zero:
            machine.jump(source, target)


class _Parts:
    """A group of patterns that hold together, apart: triple patterns, parts of their own, what may or must not hold."""

    def __init__(self) -> None:
        self.patterns: list[Pattern] = []
        self.inner: list[CompValue] = []
        self.later: list[CompValue] = []
        self.expressions: list[object] = []
        self.listed: dict[object, frozenset[str]] = {}

    def gather(self, part: CompValue) -> None:
        if part.name == "BGP":
            self.patterns += part.triples or ()
        elif part.name == "Join":
            self.gather(part.p1)
            self.gather(part.p2)
        elif part.name in {"LeftJoin", "Minus"}:
            self.gather(part.p1)
            self.later.append(part.p2)
            self.expressions.append(part.expr)
        elif part.name in {"Filter", "Extend"}:
            self.gather(part.p)
            self.listed |= chosen_by(part.expr)
            self.expressions.append(part.expr)
        elif part.name == "ToMultiSet" and part.p.name == "values":
            self.listed |= _listed(part.p.res)
        elif part.name in _PASSED:
            self.gather(part.p)
        else:
            self.inner.append(part)


def _order(triple: Pattern, bound: States) -> int:
    """How soon to read a pattern: along the triples first, against them next, from a class to its members last."""
    subject, predicate, value = triple
    if subject in bound:
        return 0
    if value not in bound:
        return _LOOSE
    return _LOOSE - 1 if predicate == _TYPE else 1


def _listed(rows: Iterable[Mapping[object, object]]) -> dict[object, frozenset[str]]:
    """Return the IRIs that VALUES give to each variable, if it gives one in each row."""
    given = list(rows)
    variables = {variable for row in given for variable in row}
    from rdflib import URIRef  # noqa: PLC0415 - is loaded by now

    return {
        variable: frozenset(str(row[variable]) for row in given)
        for variable in variables
        if all(isinstance(row.get(variable), URIRef) for row in given)
    }


def chosen_by(expression: Any) -> dict[object, frozenset[str]]:
    """Return the IRIs that a filter leaves to a variable, if it is ``?variable IN (…)`` or holds that."""
    from rdflib import URIRef, Variable  # noqa: PLC0415 - is loaded by now

    name = getattr(expression, "name", "")
    if name == "ConditionalAndExpression":
        parts = [expression.expr, *(expression.other or ())]
        return {variable: iris for part in parts for variable, iris in chosen_by(part).items()}
    if name == "RelationalExpression" and expression.op == "IN" and isinstance(expression.expr, Variable):
        others = list(expression.other)
        if all(isinstance(other, URIRef) for other in others):
            return {expression.expr: frozenset(map(str, others))}
    return {}


def _patterns(expression: object) -> Iterable[CompValue]:
    """Yield the patterns inside of EXISTS and NOT EXISTS; the parser leaves some of them as they are in the text."""
    from rdflib.plugins.sparql.algebra import translateGroupGraphPattern  # noqa: PLC0415 - is loaded by now
    from rdflib.plugins.sparql.parserutils import CompValue as Part  # noqa: PLC0415 - as above

    if isinstance(expression, Part):
        if expression.name in {"Builtin_EXISTS", "Builtin_NOTEXISTS"}:
            raw = "part" in expression.graph
            yield translateGroupGraphPattern(expression.graph) if raw else expression.graph
            return
        for value in expression.values():
            yield from _patterns(value)
    elif isinstance(expression, list | tuple):
        for value in expression:
            yield from _patterns(value)
