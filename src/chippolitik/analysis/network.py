"""The network of dependence: an edge runs from who depends to what it depends on, and carries what it rests on.

Reading the graph lives here; what the network shows is in ``exposure`` and ``chokepoints``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import networkx as nx
from pyoxigraph import Literal, Variable

from chippolitik.assets import asset_path
from chippolitik.graph.view import Term, View
from chippolitik.model import PartialDate
from chippolitik.query import Labels, Thing
from chippolitik.query.answer import Solution
from chippolitik.query.binding import day_of
from chippolitik.query.run import solutions_of

__all__ = ["Basis", "Dependency", "Network", "Node", "dependency_network"]


@dataclass(frozen=True, slots=True, order=True)
class Node:
    """A thing in the network.

    Attributes:
        label: What people read.
        iri: What machines read.
        sort: ``agent`` or ``product``.
    """

    label: str
    iri: str
    sort: str


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Basis:
    """What an edge rests on: one claim, or rows of the knowledge base that state the same relation.

    Attributes:
        relation: Kind of the claim, or property of the knowledge base.
        claim: IRI of the claim; empty for the knowledge base.
        quote: The words that carry the claim.
        article: Name of the article.
        source: Who published it, or where the row is from; empty if unknown.
        published: When, as precisely as known; empty if unknown, as always for the knowledge base.
        when: The time that is stated, in EDTF; empty if none is.
        timing: Whether that time is stated: ``both ends``, ``one end`` or ``not stated``.
        disputed: Whether another claim of the article disputes it.
        products: Labels of the things that the relation is about, where they are not its ends.
        rows: The rows of the knowledge base, as file and key.
    """

    relation: str
    claim: str = ""
    quote: str = ""
    article: str = ""
    source: str = ""
    published: str = ""
    when: str = ""
    timing: str = "not stated"
    disputed: bool = False
    products: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Dependency:
    """An edge: one thing depends on another.

    Attributes:
        dependent: What depends.
        provider: What it depends on.
        bases: What that rests on, at least one; claims first.
    """

    dependent: Node
    provider: Node
    bases: tuple[Basis, ...]

    @property
    def claims(self) -> tuple[str, ...]:
        """IRIs of the claims that it rests on; empty if it rests on the knowledge base alone."""
        return tuple(basis.claim for basis in self.bases if basis.claim)


@dataclass(frozen=True)
class Network:
    """All edges, in the order of the labels of their ends.

    Attributes:
        dependencies: The edges; two ends have at most one in each direction.
        as_of: The day they may hold on, or empty.
        known_at: The day by which the articles were published, or empty.
    """

    dependencies: tuple[Dependency, ...]
    as_of: str = ""
    known_at: str = ""
    _by_ends: dict[tuple[str, str], Dependency] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        ends = {(edge.dependent.iri, edge.provider.iri): edge for edge in self.dependencies}
        object.__setattr__(self, "_by_ends", ends)

    @cached_property
    def nodes(self) -> dict[str, Node]:
        """The things by IRI, in the order of their labels."""
        found = {node for edge in self.dependencies for node in (edge.dependent, edge.provider)}
        return {node.iri: node for node in sorted(found)}

    @cached_property
    def digraph(self) -> nx.DiGraph[str]:
        """The network for networkx: IRIs as nodes, an edge from who depends to what it depends on."""
        graph: nx.DiGraph[str] = nx.DiGraph()
        graph.add_nodes_from(self.nodes)
        graph.add_edges_from(self._by_ends)
        return graph

    def dependency(self, dependent: str, provider: str) -> Dependency:
        """Return the edge between two IRIs, which must be there."""
        return self._by_ends[dependent, provider]


def dependency_network(
    view: View,
    *,
    as_of: str | None = None,
    known_at: str | None = None,
    lang: str = "en",
    article_name: Callable[[str], str | None] | None = None,
) -> Network:
    """Read who depends on whom from the knowledge base and from claims that hold.

    The days mean what they mean in the catalogue: what is surely over on the day, or not yet so, is left out, and so
    are articles published later; unknown times stay in, and say so. A relation of the knowledge base with a stated end
    is over unless a day before it is asked for.

    Args:
        view: The graph.
        as_of: A day, YYYY-MM-DD, or None.
        known_at: A day, or None.
        lang: Language of labels, ``en`` or ``de``.
        article_name: Gives the name of an article for people from its id.

    Raises:
        UsageError: A day is none.
    """
    days: dict[str, Term] = {
        name: day_of(name, day) for name, day in (("as_of", as_of), ("known_at", known_at)) if day is not None
    }
    reader = _Reader(Labels(view, lang, article_name))
    for solution in _solutions(view, "claims", days):
        reader.claim(solution)
    for solution in _solutions(view, "knowledge", {}):
        reader.row(solution, days.get("as_of"))
    return Network(tuple(reader.edges()), as_of or "", known_at or "")


def _solutions(view: View, name: str, days: Mapping[str, Term]) -> Iterable[Solution]:
    text = asset_path(f"queries/network/{name}.rq").read_text(encoding="utf-8")
    return solutions_of(view, text, {Variable(f"in_{day}"): term for day, term in days.items()})


_SINCE, _UNTIL = re.compile(r"\bsince (\d{4}\S*?)(?:;|$)"), re.compile(r"\buntil (\d{4}\S*?)(?:;|$)")


class _Reader:
    """Collects what the edges rest on."""

    def __init__(self, labels: Labels) -> None:
        self._labels = labels
        self._sorts: dict[str, str] = {}
        self._claims: dict[tuple[str, str], dict[str, tuple[Basis, set[str]]]] = {}
        self._rows: dict[tuple[str, str], dict[Basis, tuple[set[str], set[str], set[str]]]] = {}

    def claim(self, solution: Solution) -> None:
        """Take a solution of the claims; those of one claim differ in the product alone."""
        ends, claim = self._ends(solution), solution["claim"].value
        basis = Basis(
            relation=_local(solution["relation"].value),
            claim=claim,
            quote=_text(solution, "quote"),
            article=self._labels.thing(solution["article"].value).label,
            source=_text(solution, "source"),
            published=_text(solution, "published"),
            when=_text(solution, "when"),
            timing=_text(solution, "timing"),
            disputed=_text(solution, "disputed") == "true",
        )
        _, products = self._claims.setdefault(ends, {}).setdefault(claim, (basis, set()))
        products.update(self._product(solution))

    def row(self, solution: Solution, as_of: Term | None) -> None:
        """Take a solution of the knowledge base, unless its relation is over or yet to come."""
        note = _text(solution, "note")
        since, until = (match[1] if (match := words.search(note)) else "" for words in (_SINCE, _UNTIL))
        if not _may_hold(since, until, as_of):
            return
        when = f"{since}/{until}" if since or until else ""
        timing = "both ends" if since and until else "one end" if when else "not stated"
        basis = Basis(relation=_local(solution["relation"].value), when=when, timing=timing)
        products, rows, sources = self._rows.setdefault(self._ends(solution), {}).setdefault(
            basis, (set(), set(), set())
        )
        products.update(self._product(solution))
        rows.update(filter(None, [_text(solution, "basis")]))
        sources.update(filter(None, [_text(solution, "source")]))

    def edges(self) -> Iterator[Dependency]:
        """Yield the edges in the order of their ends."""
        nodes = {iri: self._node(iri) for iri in self._sorts}
        pairs = sorted({*self._claims, *self._rows}, key=lambda pair: (nodes[pair[0]], nodes[pair[1]]))
        for pair in pairs:
            bases = sorted(
                replace(basis, products=tuple(sorted(products)))
                for basis, products in self._claims.get(pair, {}).values()
            )
            bases += sorted(
                replace(
                    basis,
                    products=tuple(sorted(products)),
                    rows=tuple(sorted(rows)),
                    source="; ".join(sorted(sources)),
                )
                for basis, (products, rows, sources) in self._rows.get(pair, {}).items()
            )
            yield Dependency(dependent=nodes[pair[0]], provider=nodes[pair[1]], bases=tuple(bases))

    def _ends(self, solution: Solution) -> tuple[str, str]:
        found = []
        for end in ("dependent", "provider"):
            iri, sort = solution[end].value, solution[f"{end}_sort"].value
            # An agent stays one, whatever else it is used as.
            self._sorts[iri] = min(sort, self._sorts.get(iri, sort))
            found.append(iri)
        return found[0], found[1]

    def _product(self, solution: Solution) -> Iterator[str]:
        if "product" in solution:
            yield self._labels.thing(solution["product"].value).label

    def _node(self, iri: str) -> Node:
        thing: Thing = self._labels.thing(iri)
        return Node(thing.label, iri, self._sorts[iri])


def _may_hold(since: str, until: str, as_of: Term | None) -> bool:
    """Return whether a relation may hold on a day; without a day, whether it is not over."""
    if as_of is None:
        return not until
    assert isinstance(as_of, Literal)
    day = dt.date.fromisoformat(as_of.value[:10])
    begins = PartialDate(since).first if since else None
    ends = PartialDate(until).after if until else None
    return (begins is None or begins <= day) and (ends is None or ends > day)


def _local(iri: str) -> str:
    return iri.rpartition("#")[2]


def _text(solution: Solution, name: str) -> str:
    term = solution.get(name)
    return "" if term is None else term.value
