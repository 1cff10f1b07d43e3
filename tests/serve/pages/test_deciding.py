"""What needs a whole server: own queries in the editor, and decisions about claims in quarantine."""

from __future__ import annotations

import re

from ..serving import Served  # noqa: TID252 - tests have no absolute name
from .site import TOKEN

FORM = {"verdict": "admit", "reason": "the buyer stands in the headline", "by": "A. Weber", "token": TOKEN}


def page(served: Served, path: str, **parameters: str) -> str:
    answer = served.client.get(path, params=parameters or None, headers={"Accept": "text/html"})
    assert answer.status_code == 200, answer.text
    return answer.text


def held(served: Served) -> str:
    """Return the path of the first claim in the queue."""
    found = re.search(r'href="(/quarantine/[0-9a-f]{24}/[0-9a-f]{16})"', page(served, "/quarantine"))
    assert found
    return found[1]


def test_an_own_query_gives_a_table_with_links(served: Served) -> None:
    """The editor shows what a query answers, without any script."""
    html = page(served, "/editor", query="SELECT ?who { ?o a chip:Order ; chip:buyer ?who . ?o chip:product id:h20 }")
    assert '<a href="/id/bytedance.html">ByteDance</a>' in html
    assert "<b>yes</b>" in page(served, "/editor", query="ASK { ?o a chip:Order }")


def test_a_query_that_is_refused_is_told_in_the_page(served: Served) -> None:
    """A query that reaches outside or does not parse comes back with the reason and the query."""
    for query, word in (("SELECT * { SERVICE <http://x.example/> { ?s ?p ?o } }", "SERVICE"), ("SELECT", "parse")):
        answer = served.client.get("/editor", params={"query": query}, headers={"Accept": "text/html"})
        assert answer.status_code == 400
        assert word in answer.text
        assert 'role="alert"' in answer.text


def test_a_claim_is_decided_on_by_who_shows_the_token(served: Served) -> None:
    """What lacks the token, a reason or a verdict changes nothing; then the claim is dropped, and then admitted."""
    path = held(served)
    refuse(served, path)
    dropped = served.client.post(path, data=FORM | {"verdict": "drop"}, follow_redirects=True)
    assert dropped.url.path == "/quarantine"
    assert "The claim was dropped." in dropped.text
    assert "Another order for H20 chips" not in dropped.text
    assert "Another order for H20 chips" in page(served, "/quarantine", dropped="1")
    admitted = served.client.post(path, data=FORM, follow_redirects=True)
    assert "The claim was admitted." in admitted.text
    digest = path.rpartition("/")[2]
    assert served.ask(f'ASK {{ ?claim a chip:Claim FILTER(STRENDS(STR(?claim), "{digest}")) }}')
    assert served.client.get(path).status_code == 404


def refuse(served: Served, path: str) -> None:
    """Try a wrong token, another site, a blank reason and an unknown verdict."""
    for change, headers, status in (
        ({"token": "wrong"}, {}, 401),
        ({}, {"Sec-Fetch-Site": "cross-site"}, 403),
        ({"reason": "  "}, {}, 400),
        ({"verdict": "burn"}, {}, 400),
    ):
        answer = served.client.post(path, data=FORM | change, headers={"Accept": "text/html", **headers})
        assert answer.status_code == status, answer.text
        assert TOKEN not in answer.text
    assert held(served) == path
