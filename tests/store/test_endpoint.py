"""What travels to a server and what comes back: credentials, retries, refusals, answers of many makes."""

from __future__ import annotations

import ssl
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QuerySolutions, QueryTriples, Variable

from chippolitik.errors import ChippolitikError, MissingPartError, StoreError, UsageError
from chippolitik.namespaces import KB_GRAPH
from chippolitik.store.endpoint import SERVERS, Credentials, connect, credentials_for, endpoint_at
from chippolitik.store.endpoint.connection import Connection, certificates
from chippolitik.store.endpoint.database import RemoteDatabase
from chippolitik.store.endpoint.substituting import substitute

from .servers import oxigraph

HERE = endpoint_at("http://localhost:1/db", "oxigraph")
FAR = endpoint_at("https://db.example.org/chips", "fuseki")
H20 = NamedNode("https://w3id.org/chippolitik/id/h20")
LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
KB = NamedNode(KB_GRAPH)
EMPTY = '{"head": {"vars": []}, "results": {"bindings": []}}'


def scripted(*answers: httpx.Response | Exception, who: Credentials | None = None) -> tuple[Connection, list[object]]:
    """A connection whose server gives these answers in turn; what it was asked, and the waits between, are kept."""
    left, seen = list(answers), list[object]()

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        found = left.pop(0)
        if isinstance(found, Exception):
            raise found
        return found

    transport = httpx.MockTransport(answer)
    return Connection(HERE, who or Credentials(), transport=transport, sleep=seen.append), seen


def failure(call: Callable[[], object]) -> ChippolitikError:
    with pytest.raises(ChippolitikError) as caught:
        call()
    return caught.value


@pytest.mark.parametrize("server", SERVERS)
def test_addresses_follow_the_make(server: str) -> None:
    """Each make has its addresses below the base that the user gives, all on that machine."""
    made = endpoint_at("https://db.example.org/chips/", server)
    assert made.name == "https://db.example.org/chips"
    assert all(address.startswith(made.name) for address in (made.query, made.update, made.graphs or made.name))
    assert (made.host, made.local) == ("db.example.org", False)


@pytest.mark.parametrize(
    ("base", "message"),
    [
        ("db.example.org/chips", "'db.example.org/chips' is no address of an endpoint"),
        ("ftp://db.example.org", "'ftp://db.example.org' is no address of an endpoint"),
        ("https://me:secret@db.example.org", "a password does not belong on the command line"),
    ],
)
def test_bad_addresses_are_refused(base: str, message: str) -> None:
    """What is no address is told; a password in it is refused and not repeated."""
    error = failure(lambda: endpoint_at(base))
    assert (error.message, error.exit_code) == (message, 2)
    assert "secret" not in error.hint


def test_credentials_come_from_the_environment_or_netrc(tmp_path: Path) -> None:
    """A token wins, then user and password, then the line of the machine in netrc; nothing means nobody."""
    file = tmp_path / "netrc"
    file.write_text("machine db.example.org login me password secret\n")
    token, user = {"CHIPPOLITIK_ENDPOINT_TOKEN": "t"}, {"CHIPPOLITIK_ENDPOINT_USER": "u"}
    password = {"CHIPPOLITIK_ENDPOINT_PASSWORD": "p"}
    lines = {"NETRC": str(file)}
    assert credentials_for(FAR, token | user | password | lines) == Credentials(token="t")  # noqa: S106 - made up
    assert credentials_for(FAR, user | password | lines) == Credentials("u", "p")
    assert credentials_for(FAR, lines) == Credentials("me", "secret")
    assert credentials_for(HERE, lines) == Credentials()
    assert credentials_for(FAR, {"HOME": str(tmp_path)}) == Credentials()
    assert failure(lambda: credentials_for(FAR, user)).message.endswith("is set without a password")
    assert "secret" not in repr(Credentials("me", "secret"))


def test_a_broken_netrc_is_told(tmp_path: Path) -> None:
    """The file is named; its content is not."""
    file = tmp_path / "netrc"
    file.write_text("password secret nonsense\n")
    error = failure(lambda: credentials_for(FAR, {"NETRC": str(file)}))
    assert isinstance(error, UsageError)
    assert error.message.startswith(str(file))


def test_credentials_do_not_travel_in_the_clear() -> None:
    """Without TLS they go to this machine only."""
    token = {"CHIPPOLITIK_ENDPOINT_TOKEN": "t"}
    assert credentials_for(HERE, token)
    clear = endpoint_at("http://db.example.org", "oxigraph")
    assert failure(lambda: credentials_for(clear, token)).hint == "give an address with https://"
    assert credentials_for(clear, {"HOME": "/nonexistent"}) == Credentials()


def test_user_and_token_are_sent() -> None:
    """Basic and bearer go with the first request."""
    for who, header in ((Credentials("u", "p"), "Basic dTpw"), (Credentials(token="t"), "Bearer t")):  # noqa: S106 - made up
        connection, seen = scripted(httpx.Response(204), who=who)
        connection.update("CLEAR ALL")
        assert isinstance(seen[0], httpx.Request)
        assert seen[0].headers["Authorization"] == header


def test_a_busy_server_is_asked_again_later() -> None:
    """Each wait is about twice the last one, unless the server says how long; then it works."""
    connection, seen = scripted(
        httpx.Response(503),
        httpx.ConnectError("refused"),
        httpx.Response(429, headers={"Retry-After": "7"}),
        httpx.Response(204),
    )
    connection.update("CLEAR ALL")
    waits = [item for item in seen if isinstance(item, float)]
    assert len(waits) == 3
    assert 0.18 <= waits[0] <= 0.32
    assert 0.37 <= waits[1] <= 0.63
    assert waits[2] == 7


@pytest.mark.parametrize(
    ("answer", "message", "hint"),
    [
        (httpx.Response(401), "does not let us in (status 401)", "set CHIPPOLITIK_ENDPOINT_USER"),
        (httpx.Response(413), "finds the request too large", "give a smaller --batch"),
        (httpx.Response(400, text="bad syntax\nat line 1"), "refuses (status 400): bad syntax", "see --server"),
        (httpx.Response(301, headers={"Location": "https://else.example.org/x"}), "has moved to else", "give the new"),
        (httpx.Response(500, text="no"), "refuses (status 500): no", "see --server"),
    ],
)
def test_a_refusal_is_one_clear_line(answer: httpx.Response, message: str, hint: str) -> None:
    """It is told at once, without a second attempt; redirects are not followed with our credentials."""
    connection, seen = scripted(answer)
    error = failure(lambda: connection.update("CLEAR ALL"))
    assert message in error.message
    assert error.hint.startswith(hint)
    assert (error.exit_code, len(seen)) == (4, 1)


def test_a_silent_server_is_given_up() -> None:
    """After some attempts the error says so."""
    connection, seen = scripted(*[httpx.ConnectError("refused")] * 6)
    error = failure(lambda: connection.update("CLEAR ALL"))
    assert error.message == "http://localhost:1/db cannot be reached: refused"
    assert len(seen) == 6 + 5


def test_a_cut_answer_is_no_answer() -> None:
    """A server that gives fewer rows than there are is not believed."""
    headers = {"X-SPARQL-MaxRows": "10000", "Content-Type": "application/sparql-results+json"}
    connection, _ = scripted(httpx.Response(200, headers=headers, text=EMPTY))
    assert failure(lambda: connection.query("SELECT * {}")).message.endswith("the answer was cut at 10000 rows")


def test_an_answer_of_another_kind_is_told() -> None:
    """A page of a web site is no result of a query."""
    for kind in ("text/html", "application/json"):
        connection, _ = scripted(httpx.Response(200, headers={"Content-Type": kind}, text="<html>"))
        answer = connection.query("SELECT * {}")
        assert isinstance(failure(answer.results), StoreError)


def test_virtuosos_truth_and_blank_nodes_are_read() -> None:
    """A table of one number is the answer to ASK; a name that SPARQL does not allow is mended."""
    kind = {"Content-Type": "application/sparql-results+json"}
    one = '{"__ASK_RETVAL": { "type": "typed-literal", "datatype": "urn:i", "value": "1" }}'
    table = f'{{"head": {{"vars": ["__ASK_RETVAL"]}}, "results": {{"bindings": [{one}]}}}}'
    node = '{"s": { "type": "bnode", "value": "nodeID://b10" }}'
    nodes = f'{{"head": {{"vars": ["s"]}}, "results": {{"bindings": [{node}]}}}}'
    connection, _ = scripted(*(httpx.Response(200, headers=kind, text=text) for text in (table, nodes)))
    assert bool(connection.query("ASK {}").results())
    solutions = connection.query("SELECT * {}").results()
    assert isinstance(solutions, QuerySolutions)
    assert [row["s"] for row in solutions] == [BlankNode("b10")]


def test_without_the_extra_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing but this needs the HTTP library."""
    monkeypatch.setitem(sys.modules, "httpx", None)
    monkeypatch.delitem(sys.modules, "chippolitik.store.endpoint.connection")
    error = failure(lambda: connect(HERE, Credentials()))
    assert isinstance(error, MissingPartError)
    assert error.hint == "pip install 'chippolitik[endpoint]'"


@pytest.fixture(scope="module")
def remote() -> Iterator[RemoteDatabase]:
    """A database at a running Oxigraph server, with updates of at most three quads."""
    with oxigraph() as address, connect(endpoint_at(address, "oxigraph", batch=3), Credentials()) as connection:
        yield RemoteDatabase(connection)


def test_patterns_and_queries_see_what_was_written(remote: RemoteDatabase) -> None:
    """Every kind of pattern and query gives what the embedded store would give, blank nodes and long writes too."""
    remote.clear()
    node = BlankNode("n1")
    quads = [Quad(H20, LABEL, Literal(f"H20 no. {number}", language="en"), KB) for number in range(7)]
    quads += [Quad(node, LABEL, Literal('a "list" \\ of\nchips'), KB), Quad(H20, LABEL, node, KB)]
    remote.extend(quads)
    assert set(remote.quads_for_pattern(None, None, None)) == set(quads)
    assert list(remote.quads_for_pattern(node, None, None)) == [quads[7]]
    assert list(remote.quads_for_pattern(None, None, quads[7].object, KB)) == [quads[7]]  # type: ignore[arg-type] # a literal
    assert list(remote.quads_for_pattern(H20, LABEL, node, KB)) == [quads[8]]
    assert list(remote.quads_for_pattern(H20, LABEL, Literal("x"), KB)) == []
    assert list(remote.named_graphs()) == [KB]
    assert bool(remote.query("ASK { ?s ?p ?o }"))
    built = remote.query("CONSTRUCT { ?s ?p 1 } WHERE { ?s ?p ?o }", substitutions={Variable("s"): H20})
    assert isinstance(built, QueryTriples)
    assert [triple.subject for triple in built] == [H20]
    remote.clear()
    assert list(remote.quads_for_pattern(None, None, None)) == []


def test_a_long_write_that_breaks_off_leaves_nothing(remote: RemoteDatabase) -> None:
    """If the quads break off after some updates, none of them is there."""

    def torn() -> Iterator[Quad]:
        for number in range(10):
            yield Quad(H20, LABEL, Literal(str(number)), KB)
        raise KeyboardInterrupt

    remote.clear()
    with pytest.raises(KeyboardInterrupt):
        remote.bulk_extend(torn())
    assert list(remote.quads_for_pattern(None, None, None)) == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT ?x { ?c ?p ?x }", "SELECT ?x { <urn:c> ?p ?x }"),
        (
            "SELECT (COUNT(?c) AS ?n) $c WHERE { ?s ?p $c }",
            "SELECT (COUNT(<urn:c>) AS ?n) (<urn:c> AS $c) WHERE { ?s ?p <urn:c> }",
        ),
        ("SELECT * { ?s ?p '?c' . # ?c\n ?s <urn:?c> ?c }", "SELECT * { ?s ?p '?c' . # ?c\n ?s <urn:?c> <urn:c> }"),
        ("SELECT ?s { ?s id:select ?c, ?chip }", "SELECT ?s { ?s id:select <urn:c>, ?chip }"),
        ("SELECT ?s { { SELECT ?c { ?c ?p ?o } } }", "SELECT ?s { { SELECT (<urn:c> AS ?c) { <urn:c> ?p ?o } } }"),
        ("ASK { FILTER(?c < 3 && 4 > ?c) }", "ASK { FILTER(<urn:c> < 3 && 4 > <urn:c>) }"),
    ],
)
def test_terms_take_the_place_of_variables_only(query: str, expected: str) -> None:
    """Strings, names, comments and longer variables stay; a selected variable keeps its name."""
    assert substitute(query, {Variable("c"): NamedNode("urn:c")}) == expected


def test_a_certificate_that_is_not_trusted_ends_it_at_once() -> None:
    """There is no second attempt and no way round it; the hint says how to trust one's own."""
    error = httpx.ConnectError("handshake")
    error.__cause__ = ssl.SSLCertVerificationError("self-signed certificate")
    connection, seen = scripted(error)
    told = failure(lambda: connection.update("CLEAR ALL"))
    assert told.message.startswith("http://localhost:1/db: its certificate is not trusted")
    assert (told.hint, len(seen)) == ("let SSL_CERT_FILE name the certificates that you trust", 1)


def test_certificates_are_checked() -> None:
    """Whatever the endpoint, the context that requests are made with demands a certificate and the right name."""
    for endpoint in (HERE, FAR):
        context = certificates(endpoint)
        assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)
