"""The description of a folder of files: RO-Crate and DCAT, with licences and the hash of each file.

Writing the files is in ``folders``.

Source: RO-Crate Metadata Specification 1.1; W3C Data Catalog Vocabulary (DCAT), version 3.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["Description", "describe_folder"]

CRATE_FILE, DCAT_FILE = "ro-crate-metadata.json", "dcat.jsonld"
_TYPES = {
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".nq": "application/n-quads",
    ".jsonl": "application/jsonl",
    ".md": "text/markdown",
    ".json": "application/json",
    ".lbdb": "application/octet-stream",
}
_MAKERS = "https://w3id.org/chippolitik/"
_DCAT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What is said of a folder.

    Attributes:
        name: What it is.
        text: What is in it, in sentences.
        day: The day it was written.
        licence: IRI of the licence of what is ours: ontology, knowledge base, claims.
        sources: Who published the articles; quotes and texts stay theirs.
        files: File name → what it is.
    """

    name: str
    text: str
    day: dt.date
    licence: str
    sources: Sequence[str]
    files: dict[str, str]

    @property
    def rights(self) -> str:
        """What holds for words that are not ours."""
        whose = f" ({', '.join(self.sources)})" if self.sources else ""
        return f"Quotes and texts of articles belong to their publishers{whose}; no licence is given for them here."


def describe_folder(folder: Path, description: Description) -> None:
    """Write both descriptions beside the files that they describe.

    Args:
        folder: The folder with its files.
        description: What is said of it; each of its files must be there.

    Raises:
        OSError: A file cannot be read or written.
    """
    files = [_File.of(folder / name, text) for name, text in sorted(description.files.items())]
    for name, content in ((CRATE_FILE, _crate(description, files)), (DCAT_FILE, _dcat(description, files))):
        (folder / name).write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


@dataclass(frozen=True, slots=True)
class _File:
    name: str
    text: str
    size: int
    sha256: str
    media: str

    @classmethod
    def of(cls, path: Path, text: str) -> _File:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        return cls(path.name, text, path.stat().st_size, digest, _TYPES.get(path.suffix, "application/octet-stream"))


def _crate(description: Description, files: Sequence[_File]) -> dict[str, Any]:
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": description.name,
        "description": description.text,
        "datePublished": description.day.isoformat(),
        "license": {"@id": description.licence},
        "usageInfo": description.rights,
        "author": {"@id": _MAKERS},
        "publisher": {"@id": _MAKERS},
        "hasPart": [{"@id": file.name} for file in files],
    }
    return {
        "@context": [
            "https://w3id.org/ro/crate/1.1/context",
            {"sha256": "https://schema.org/sha256", "usageInfo": "https://schema.org/usageInfo"},
        ],
        "@graph": [
            {
                "@id": CRATE_FILE,
                "@type": "CreativeWork",
                "about": {"@id": "./"},
                "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
            },
            root,
            {"@id": _MAKERS, "@type": "Organization", "name": "The Chippolitik developers", "url": _MAKERS},
            _licence(description.licence),
            *(_entry(file) for file in files),
        ],
    }


def _licence(iri: str) -> dict[str, Any]:
    known = iri == "https://creativecommons.org/licenses/by/4.0/"
    return {
        "@id": iri,
        "@type": "CreativeWork",
        "name": "Creative Commons Attribution 4.0 International" if known else iri,
        "description": "Licence of the ontology, the knowledge base and the claims.",
    }


def _entry(file: _File) -> dict[str, Any]:
    return {
        "@id": file.name,
        "@type": "File",
        "name": file.name,
        "description": file.text,
        "encodingFormat": file.media,
        "contentSize": str(file.size),
        "sha256": file.sha256,
    }


def _dcat(description: Description, files: Sequence[_File]) -> dict[str, Any]:
    return {
        "@context": _DCAT,
        "@id": "./",
        "@type": "dcat:Dataset",
        "dcterms:title": {"@value": description.name, "@language": "en"},
        "dcterms:description": {"@value": description.text, "@language": "en"},
        "dcterms:issued": {"@value": description.day.isoformat(), "@type": "xsd:date"},
        "dcterms:license": {"@id": description.licence},
        "dcterms:rights": {"@value": description.rights, "@language": "en"},
        "dcat:distribution": [
            {
                "@id": f"#{file.name}",
                "@type": "dcat:Distribution",
                "dcterms:title": file.name,
                "dcterms:description": {"@value": file.text, "@language": "en"},
                "dcterms:license": {"@id": description.licence},
                "dcat:downloadURL": {"@id": file.name},
                "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{file.media}"},
                "dcat:byteSize": {"@value": str(file.size), "@type": "xsd:nonNegativeInteger"},
                "spdx:checksum": {
                    "@type": "spdx:Checksum",
                    "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
                    "spdx:checksumValue": {"@value": file.sha256, "@type": "xsd:hexBinary"},
                },
            }
            for file in files
        ],
    }
