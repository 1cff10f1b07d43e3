"""A store as one object: open it, bring articles in, ask. What looks at many claims together is in ``analyses``."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from chippolitik.api.analyses import Analyses
from chippolitik.api.asking import ask_here
from chippolitik.api.result import ClaimRow, Claims, Ingestion, Result
from chippolitik.corpus import Defaults, read_sources
from chippolitik.errors import UsageError
from chippolitik.graph import claims_of
from chippolitik.model import Document, PartialDate
from chippolitik.namespaces import claim_iri
from chippolitik.query import Labels, Limits, QuerySpec, Thing, catalogue, find_entities, find_query, run_query
from chippolitik.query import why_empty as reason_for_none
from chippolitik.query.evidence import with_evidence
from chippolitik.query.explain import ClaimExplanation, TripleExplanation
from chippolitik.query.explain import explain as explanations_of
from chippolitik.query.own import answer_own, ask_own, read_own
from chippolitik.store import Entry, Quarantined, Store, Writer, memory_writer, open_store, open_writer
from chippolitik.store.exporting import RDF_FORMS, write_rdf
from chippolitik.store.files import disk_errors, whole_file
from chippolitik.store.lookup import find_entries

__all__ = ["Graph"]


class Graph(Analyses):
    """A knowledge graph in a store; use ``open`` or ``in_memory``, best in a ``with`` statement.

    A reader sees what was in the store when it was opened. A writer sees its own writes; there is one at a time.
    Nothing goes over the network. Days are given as YYYY-MM-DD and mean the same everywhere: ``as_of`` keeps what may
    be the case on that day, ``known_at`` what was published by it, or without a date.
    """

    def __init__(self, store: Store, *, folder: Path | None, lang: str = "en") -> None:
        super().__init__(store, lang)
        self._folder = folder

    @classmethod
    def open(cls, path: str | Path, *, write: bool = False, lang: str = "en") -> Self:
        """Open the store in a folder.

        Args:
            path: The folder.
            write: Whether articles may be brought in; a store that is not there is made then.
            lang: Language of labels in answers, ``en`` or ``de``.

        Raises:
            StoreError: There is no store, it has a writer already, or it was made with other parts.
        """
        folder = Path(path)
        if not write:
            return cls(open_store(folder), folder=folder, lang=lang)
        from chippolitik.pipeline.foundation import foundation  # noqa: PLC0415 - readers need none of it
        from chippolitik.pipeline.versions import manifest  # noqa: PLC0415 - as above

        return cls(open_writer(folder, manifest(), foundation()), folder=folder, lang=lang)

    @classmethod
    def in_memory(cls, *, lang: str = "en") -> Self:
        """Make a writable graph in memory, with ontology and knowledge base; it is gone when it is closed."""
        from chippolitik.pipeline.foundation import foundation  # noqa: PLC0415 - readers need none of it
        from chippolitik.pipeline.versions import manifest  # noqa: PLC0415 - as above

        return cls(memory_writer(manifest(), foundation()), folder=None, lang=lang)

    def close(self) -> None:
        """Let go of the files; may be called twice."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def store(self) -> Store:
        """The store itself, for what this class does not do: quads by pattern, SPARQL terms."""
        return self._store

    def entries(self) -> list[Entry]:
        """Return the articles and files in the store, in the order of their ids."""
        return self._store.entries()

    def ingest(
        self,
        *sources: str | Path | Document,
        published: str | None = None,
        source: str | None = None,
        language: str | None = None,
        jobs: int = 1,
    ) -> Ingestion:
        """Bring articles in: extract their claims, check each one, keep what passes.

        Args:
            sources: Files and folders, or documents made in memory.
            published: Day, month or year of publication, for sources that do not say it.
            source: Who published them, likewise.
            language: ``de`` or ``en``, likewise.
            jobs: Number of worker processes; scripts that use more than one need a main guard.

        Raises:
            UsageError: The graph was opened for reading.
            StoreError: The store cannot be written; what was done until then is in it.
        """
        from chippolitik.pipeline.ingesting import ingest  # noqa: PLC0415 - readers need none of it
        from chippolitik.pipeline.parts import FRAMES  # noqa: PLC0415 - as above

        defaults = Defaults(published=PartialDate(published) if published else None, source=source, language=language)
        read = (
            item
            for one in sources
            for item in ([one] if isinstance(one, Document) else read_sources([str(one)], defaults))
        )
        return Ingestion(tuple(ingest(read, self._writer(), extractor=FRAMES, jobs=jobs)))

    def retract(self, *names: str) -> int:
        """Remove articles or files with all that came from them; return the number of quads removed.

        Args:
            names: Names, ids, keys or IRIs.

        Raises:
            UsageError: A name means none, or several; or the graph was opened for reading.
        """
        writer = self._writer()
        return writer.retract([self._entry(name).id for name in names])

    def queries(self) -> tuple[QuerySpec, ...]:
        """Return the questions of the catalogue, with their parameters and columns."""
        return tuple(catalogue().values())

    def query(
        self,
        name: str,
        parameters: Mapping[str, str | int] | None = None,
        *,
        evidence: bool = False,
        lang: str | None = None,
        **more: str | int,
    ) -> Result:
        """Ask a question of the catalogue.

        Args:
            name: Its name.
            parameters: Name → value; names of things are understood as labels, aliases, ids or IRIs.
            evidence: Whether to add quote, article, day and source of each claim of a row.
            lang: Language of labels; that of the graph by default.
            more: Further parameters, such as ``buyer="ByteDance", as_of="2024-10-01"``.

        Raises:
            UsageError: The question or a parameter is unknown, missing or ill-typed, or a name is unknown.
        """
        spec = find_query(name)
        values = {key: str(value) for key, value in {**(parameters or {}), **more}.items()}
        answer = run_query(self._store, spec, values, lang=lang or self._lang, article_name=self._article_name)
        why = "" if answer.rows else reason_for_none(self._store, spec, values)
        if evidence:
            answer, _ = with_evidence(self._store, answer, self._labels(lang))
        return Result.of(answer, name=name, why_empty=why)

    def sparql(
        self, text: str, parameters: Mapping[str, str | int] | None = None, *, limits: Limits | None = None
    ) -> Result:
        """Ask a SPARQL query of your own; it only reads, and reaches no other server.

        Args:
            text: The query; chip, id, vocab, rdf, rdfs, skos and xsd need not be declared. It may have the header of
                a catalogue query, which declares parameters.
            parameters: Values for declared parameters.
            limits: Runs the query in a process of its own, ended at a limit of time, memory or rows. Scripts need
                a main guard for that, and a graph in memory cannot. None runs it here, without limits.

        Raises:
            UsageError: It does not parse, updates, federates, or reads a graph that is not there.
            StoreError: It ran into a limit.
        """
        spec = read_own(text.encode(), "query")
        values = {key: str(value) for key, value in (parameters or {}).items()}
        if limits is None:
            raw = ask_here(self._store, spec, values)
        elif self._folder is None:
            raise UsageError("a graph in memory has no limits", "leave limits out, or open a store on disk")
        else:
            raw = ask_own(functools.partial(open_store, self._folder), self._store, spec, values, limits)
        answer = answer_own(raw, spec, self._labels(None))
        why = "" if answer.rows else "no rows; the store holds nothing that fits the query"
        return Result.of(answer, boolean=raw.boolean, triples=raw.triples, why_empty=why)

    def find(self, text: str) -> list[Thing]:
        """Return the things that a name can mean, with labels.

        Raises:
            UsageError: The graph knows no such thing.
        """
        labels = self._labels(None)
        return [labels.thing(iri) for iri in find_entities(self._store, text)]

    def claims(self, *, article: str | None = None, kind: str | None = None, modality: str | None = None) -> Claims:
        """Return claims by article and place in the text.

        Args:
            article: Only those of this article, by name, id or IRI.
            kind: Only this kind, such as ``Order``.
            modality: Only ``asserted``, ``planned``, ``speculated`` or ``denied``.

        Raises:
            UsageError: There is no such article.
        """
        entries = self.entries() if article is None else [self._entry(article)]
        return Claims(
            tuple(
                ClaimRow(iri=claim_iri(entry.id, c.digest), article=entry.name, article_id=entry.id, claim=c)
                for entry in entries
                if entry.kind == "article"
                for c in claims_of(self._store, entry.id)
                if kind in {None, c.kind.value} and modality in {None, c.modality.value}
            )
        )

    def quarantined(self) -> list[Quarantined]:
        """Return the claims that the gate keeps apart, with the reasons."""
        return self._store.quarantined()

    def explain(self, *what: str) -> list[ClaimExplanation | TripleExplanation]:
        """Return what is behind a claim (its IRI), or behind a derived triple (subject, predicate, object by names).

        Raises:
            UsageError: There is no such claim or triple.
        """
        return explanations_of(self._store, list(what), self._article_name)

    def export(self, path: str | Path, *, form: str = "nq", with_text: bool = False) -> None:
        """Write all quads to a file, whole or not at all.

        Args:
            path: The file.
            form: ``nq`` (sorted), ``trig``, ``ttl``, ``nt`` or ``jsonld``.
            with_text: Whether to give the full text of articles; mind their rights.

        Raises:
            UsageError: There is no such form.
            StoreError: It cannot be written.
        """
        if form not in RDF_FORMS:
            raise UsageError(f"no form {form!r}", f"it is one of {', '.join(RDF_FORMS)}")
        with disk_errors(Path(path)), whole_file(Path(path)) as file:
            write_rdf(self._store, form, file, with_text=with_text)

    def _writer(self) -> Writer:
        store = self._store
        if not hasattr(store, "put"):
            raise UsageError("the graph was opened for reading", "open it with write=True")
        return store  # type: ignore[return-value]  # what can put is a writer

    def _entry(self, name: str) -> Entry:
        found = find_entries(self.entries(), name)
        if len(found) != 1:
            raise UsageError(f"{name!r} means {len(found)} articles of the store", "entries() lists them all")
        return found[0]

    def _labels(self, lang: str | None) -> Labels:
        return Labels(self._store, lang or self._lang, self._article_name)
