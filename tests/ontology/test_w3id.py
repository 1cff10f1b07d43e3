"""The redirects of w3id: where browsers and programs are sent, read as Apache's mod_rewrite reads them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from chippolitik.ontology import load_ontology

FILE = Path(__file__).resolve().parents[2] / "ontology" / "w3id" / ".htaccess"
SITE = "https://chippolitik.example"
BROWSER = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"


def redirect(path: str, accept: str = "text/turtle", language: str = "en") -> str | None:
    """Return where a request goes: the conditions and rules of the file, in order, as far as it uses them."""
    env: dict[str, str] = {}
    conditions: list[bool] = []
    pending_or = False

    def expand(text: str) -> str:
        return re.sub(r"%\{ENV:(\w+)\}", lambda found: env.get(found.group(1), ""), text)

    for line in FILE.read_text(encoding="utf-8").splitlines():
        word, *rest = line.split()[:1] + line.split()[1:] or [""]
        if word == "RewriteCond":
            given = {"%{HTTP:Accept-Language}": language, "%{HTTP_ACCEPT}": accept}.get(rest[0], expand(rest[0]))
            flags = rest[2] if len(rest) > 2 else ""
            met = re.search(rest[1], given, re.IGNORECASE if "NC" in flags else 0) is not None
            conditions[-1:] = [conditions[-1] or met] if pending_or else [*conditions[-1:], met]
            pending_or = "OR" in flags
        elif word == "RewriteRule":
            found = re.search(rest[0], path)
            if found and all(conditions):
                env |= dict(re.findall(r"E=(\w+):([^,\]]*)", rest[2]))
                if rest[1] != "-":
                    assert rest[2].startswith("[R=303,")
                    return found.expand(expand(rest[1]).replace("$", "\\"))
            conditions, pending_or = [], False
    return None


@pytest.mark.parametrize(
    ("path", "page", "turtle"),
    [
        ("ontology", "/index.html", "/ttl/chippolitik.ttl"),
        ("ontology/", "/index.html", "/ttl/chippolitik.ttl"),
        ("ontology/policy", "/policy.html", "/ttl/modules/policy.ttl"),
        ("ontology/deprecated", "/deprecated.html", "/ttl/deprecated.ttl"),
        ("ontology/alignments", "/alignments.html", "/ttl/alignments.ttl"),
        ("ontology/0.1.0", "/0.1.0/index.html", "/0.1.0/ttl/chippolitik.ttl"),
        ("ontology/0.1.0/policy", "/0.1.0/policy.html", "/0.1.0/ttl/modules/policy.ttl"),
        ("ontology/0.1.0/deprecated", "/0.1.0/deprecated.html", "/0.1.0/ttl/deprecated.ttl"),
        ("vocab/status", "/vocab-status.html", "/ttl/vocab/status.ttl"),
        ("vocab/status/", "/vocab-status.html", "/ttl/vocab/status.ttl"),
        ("vocab/status/0.1.0", "/0.1.0/vocab-status.html", "/0.1.0/ttl/vocab/status.ttl"),
        ("vocab/status/in_force", "/vocab-status.html#in_force", "/ttl/vocab/status.ttl"),
        ("vocab/unit/GPU-hour", "/vocab-unit.html#GPU-hour", "/ttl/vocab/unit.ttl"),
        ("shapes/Order-buyer", "/shapes.html#Order-buyer", "/shapes.html#Order-buyer"),
    ],
)
def test_browsers_get_pages_and_programs_get_turtle(path: str, page: str, turtle: str) -> None:
    """The accept header decides; a version leads into the folder of that version."""
    assert redirect(path, BROWSER) == SITE + page
    assert redirect(path, "text/turtle") == SITE + turtle
    assert redirect(path, "*/*") == SITE + turtle


def test_german_first_gets_german_pages() -> None:
    """A browser that names German first gets the pages below ``de``; Turtle has both languages."""
    assert redirect("ontology/policy", BROWSER, "de-DE,de;q=0.9,en;q=0.5") == f"{SITE}/de/policy.html"
    assert redirect("ontology/0.1.0", BROWSER, "DE") == f"{SITE}/0.1.0/de/index.html"
    assert redirect("ontology/policy", BROWSER, "en,de;q=0.5") == f"{SITE}/policy.html"
    assert redirect("ontology/policy", "text/turtle", "de") == f"{SITE}/ttl/modules/policy.ttl"


def test_what_names_individuals_is_not_served() -> None:
    """Addresses of individuals and unknown ones match no rule."""
    assert redirect("id/bytedance", BROWSER) is None
    assert redirect("", BROWSER) is None


def test_each_file_is_found_under_its_iri_and_its_version_iri() -> None:
    """The IRI and the version IRI of each file lead to that file's place."""
    root = FILE.parents[1]
    for file in load_ontology():
        place = f"{SITE}/ttl/{file.path.relative_to(root).as_posix()}"
        assert redirect(file.iri.removeprefix("https://w3id.org/chippolitik/")) == place
