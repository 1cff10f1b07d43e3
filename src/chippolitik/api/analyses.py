"""What the Python API says about many claims together: disagreement, dependence, faults."""

from __future__ import annotations

from chippolitik.analysis import Chokepoints, Exposure, Network, chokepoints, dependency_network, exposure
from chippolitik.query import find_entities
from chippolitik.query.ledger import Account, Wanted, ask_ledger
from chippolitik.query.origins import Tracer
from chippolitik.store import Store
from chippolitik.validation import Finding

__all__ = ["Analyses"]


class Analyses:
    """The analyses of a store; ``Graph`` has them all.

    Args:
        store: The store.
        lang: Language of labels, ``en`` or ``de``.
    """

    def __init__(self, store: Store, lang: str) -> None:
        self._store, self._lang = store, lang

    def ledger(
        self,
        subject: str,
        *,
        metric: str | None = None,
        kind: str | None = None,
        about: str | None = None,
        as_of: str | None = None,
        known_at: str | None = None,
    ) -> list[Account]:
        """Return all claims on each question about something, side by side; see ``chippolitik ledger``."""
        wanted = Wanted(subject=subject, metric=metric, kind=kind, about=about, as_of=as_of, known_at=known_at)
        return ask_ledger(self._store, wanted, Tracer(self._store, f"{known_at}T00:00:00Z" if known_at else "").names)

    def network(self, *, as_of: str | None = None, known_at: str | None = None) -> Network:
        """Return who depends on whom; ``.digraph`` is the graph of networkx."""
        return dependency_network(
            self._store, as_of=as_of, known_at=known_at, lang=self._lang, article_name=self._article_name
        )

    def exposure(
        self, entity: str, *, depth: int = 2, as_of: str | None = None, known_at: str | None = None
    ) -> Exposure:
        """Return what a thing depends on and what depends on it, each edge with what it rests on."""
        iris = find_entities(self._store, entity)
        return exposure(self.network(as_of=as_of, known_at=known_at), iris, depth=depth)

    def chokepoints(
        self, *, sort: str | None = "agent", as_of: str | None = None, known_at: str | None = None
    ) -> Chokepoints:
        """Return single points of failure, worst first; ``sort`` is ``agent``, ``product`` or None for both."""
        return chokepoints(self.network(as_of=as_of, known_at=known_at), sort=sort)

    def validate(self) -> list[Finding]:
        """Return all that is wrong with the graphs of the store, gravest first."""
        from chippolitik.validation.finding import in_order  # noqa: PLC0415 - loads the shapes
        from chippolitik.validation.quality import quality_findings  # noqa: PLC0415 - as above
        from chippolitik.validation.whole import validate_view  # noqa: PLC0415 - as above

        return in_order([*validate_view(self._store), *quality_findings(self._store)])

    def _article_name(self, article: str) -> str | None:
        entry = self._store.entry(article)
        return entry.name if entry else None
