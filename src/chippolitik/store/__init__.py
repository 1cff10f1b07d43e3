"""Where graphs are kept: contracts of readers and writers, the embedded store on disk and in memory.

Making quads is in ``graph``, judging them in ``validation``, asking them in ``query``.
"""

from chippolitik.store.contracts import Store, Writer
from chippolitik.store.disk import open_store, open_writer
from chippolitik.store.foundation import Foundation
from chippolitik.store.judgements import Judgement, Verdict
from chippolitik.store.manifest import Manifest
from chippolitik.store.memory import memory_writer
from chippolitik.store.packing import PackedArticle, pack
from chippolitik.store.record import (
    ArticleRecord,
    Change,
    Counts,
    Entry,
    Failure,
    FileRecord,
    PutResult,
    Quarantined,
    Reason,
)

__all__ = [
    "ArticleRecord",
    "Change",
    "Counts",
    "Entry",
    "Failure",
    "FileRecord",
    "Foundation",
    "Judgement",
    "Manifest",
    "PackedArticle",
    "PutResult",
    "Quarantined",
    "Reason",
    "Store",
    "Verdict",
    "Writer",
    "memory_writer",
    "open_store",
    "open_writer",
    "pack",
]
