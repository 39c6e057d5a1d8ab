"""Asking other hosts, against real servers on loopback: what is sent, what is refused, when it stops."""

from __future__ import annotations

import gzip
import logging
import ssl
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from grapevine.kit.errors import Refused
from grapevine.kit.fetching import Limits, NotReached, Request, fetch
from grapevine.kit.public_hosts import NotPublic
from tests.kit.small_server import Asked, Reply, Server, serving


def at_loopback(host: str, port: int) -> list[str]:
    """Whatever the name, it is the server of the test."""
    return ["127.0.0.1"]


@pytest.fixture
def server(settings) -> Iterator[Server]:
    with serving(lambda asked: Reply(body=b"BEGIN:VCALENDAR")) as running:
        settings.TRUSTED_HOSTS = [running.host]
        yield running


def test_what_is_asked_arrives_whole_and_the_answer_comes_back(server: Server) -> None:
    server.script = lambda asked: Reply(207, b"<ok/>", {"ETag": '"7"'})
    answer = fetch(Request(f"{server.url}/a%20b?x=1", "PROPFIND", {"Depth": "1"}, b"<find/>", "leah", "sécret"))

    assert (answer.status, answer.body, answer.headers["etag"], answer.text) == (207, b"<ok/>", '"7"', "<ok/>")
    (asked,) = server.asked
    assert (asked.method, asked.path, asked.body) == ("PROPFIND", "/a%20b?x=1", b"<find/>")
    assert (asked.headers["Depth"], asked.headers["Host"]) == ("1", server.host)
    assert asked.headers["Authorization"].startswith("Basic ")


def test_a_page_that_did_not_change_and_one_that_is_gone_are_answers(server: Server) -> None:
    server.script = lambda asked: Reply(304 if asked.headers.get("If-None-Match") == '"7"' else 404)

    assert fetch(Request(server.url, headers={"If-None-Match": '"7"'})).status == 304
    assert fetch(Request(server.url)).status == 404


def test_a_host_inside_is_not_asked_at_all(server: Server, settings) -> None:
    settings.TRUSTED_HOSTS = []

    with pytest.raises(NotPublic):
        fetch(Request(f"https://127.0.0.1:{server.port}/"))
    with pytest.raises(NotPublic):
        fetch(Request(f"https://calendar.example.com:{server.port}/"), resolve=at_loopback)
    assert server.asked == []


def test_a_redirect_inside_is_refused_and_one_to_a_friend_goes_without_the_password(server: Server, settings) -> None:
    with serving(lambda asked: Reply(body=b"here")) as other:
        target = [f"{other.url}/private"]
        server.script = lambda asked: Reply(302, headers={"Location": target[0]})
        ask = Request(f"{server.url}/", headers={"Authorization": "Bearer x", "If-None-Match": "1"})
        with pytest.raises(Refused):
            fetch(ask)
        target[0] = f"https://127.0.0.1:{other.port}/private"
        with pytest.raises(NotPublic):
            fetch(ask)
        assert other.asked == []

        settings.TRUSTED_HOSTS = [server.host, other.host]
        target[0] = f"{other.url}/open"
        answer = fetch(Request(ask.url, headers=ask.headers, user="leah", password="secret"))

    assert (answer.body, answer.url) == (b"here", f"{other.url}/open")
    assert "Authorization" not in other.asked[0].headers
    assert other.asked[0].headers["If-None-Match"] == "1"


def test_on_the_same_host_a_question_follows_with_its_password_and_a_change_does_not(server: Server) -> None:
    def moved(asked: Asked) -> Reply:
        return Reply(301, headers={"Location": "/dav/"}) if asked.path != "/dav/" else Reply(body=b"x")

    server.script = moved
    fetch(Request(f"{server.url}/.well-known/carddav", "PROPFIND", body=b"<a/>", user="leah", password="secret"))
    assert [(each.method, each.path, each.body) for each in server.asked][1] == ("PROPFIND", "/dav/", b"<a/>")
    assert server.asked[1].headers["Authorization"] == server.asked[0].headers["Authorization"]

    with pytest.raises(NotReached, match="moved"):
        fetch(Request(f"{server.url}/card.vcf", "PUT", body=b"BEGIN:VCARD"))
    assert len(server.asked) == 3


def test_going_round_in_circles_ends(server: Server) -> None:
    server.script = lambda asked: Reply(307, headers={"Location": asked.path + "x"})
    with pytest.raises(NotReached, match="too often") as stopped:
        fetch(Request(server.url), Limits(redirects=3))
    assert (len(server.asked), stopped.value.lasting) == (4, True)


def test_more_than_was_allowed_is_not_taken_packed_or_not(server: Server) -> None:
    bomb = gzip.compress(bytes(30_000_000))
    small = gzip.compress(b"BEGIN:VCALENDAR")
    for reply in (Reply(body=bytes(2_000_001)), Reply(body=bomb, headers={"Content-Encoding": "gzip"})):
        server.script = lambda asked, reply=reply: reply
        with pytest.raises(NotReached, match="more than 2 MB"):
            fetch(Request(server.url), Limits(size=2_000_000))
    server.script = lambda asked: Reply(body=small, headers={"Content-Encoding": "gzip"})
    assert fetch(Request(server.url)).body == b"BEGIN:VCALENDAR"


@pytest.mark.parametrize("start", [b"HTTP/1.1 200 OK\r\nX-A: ", b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n"])
def test_a_host_that_sends_a_byte_now_and_then_is_hung_up_on(server: Server, start: bytes) -> None:
    over = threading.Event()

    def drip(asked: Asked) -> Iterator[bytes]:
        yield start
        while not over.wait(0.05):
            yield b"x"

    server.script = drip
    with pytest.raises(NotReached, match="took longer than") as stopped:
        fetch(Request(server.url), Limits(seconds=0.5))
    over.set()
    assert not stopped.value.lasting


@pytest.mark.parametrize(
    "said",
    [b"", b"SSH-2.0-OpenSSH\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nBEGIN:VCALENDAR",
     b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nBEGIN\r\n",
     b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nnope"],
)  # fmt: skip
def test_half_an_answer_is_none(server: Server, said: bytes) -> None:
    server.script = lambda asked: iter([said])
    with pytest.raises(NotReached):
        fetch(Request(server.url))


def test_a_port_where_nobody_listens_does_not_answer(server: Server, settings) -> None:
    with serving(lambda asked: Reply()) as gone:
        settings.TRUSTED_HOSTS = [gone.host]
    with pytest.raises(NotReached, match="does not answer"):
        fetch(Request(f"{gone.url}/secret-path"))


def test_the_next_address_is_tried_when_the_first_takes_no_call(server: Server, settings) -> None:
    settings.TRUSTED_HOSTS = ["calendar.example"]
    answer = fetch(Request(f"http://calendar.example:{server.port}/"), resolve=lambda h, p: ["127.0.0.2", "127.0.0.1"])
    assert answer.status == 200


def certificate(folder: Path, name: str) -> Path:
    """A key and a certificate of its own for a name, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    day = datetime(2020, 1, 1)
    made = (
        x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(key.public_key())
        .serial_number(1).not_valid_before(day).not_valid_after(day + timedelta(days=36_500))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    path = folder / f"{name}.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


def test_the_checked_address_is_called_but_the_name_has_to_be_proved(tmp_path: Path, settings) -> None:
    pem = certificate(tmp_path, "calendar.example")
    inside = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    inside.load_cert_chain(pem)
    named: list[str | None] = []
    inside.sni_callback = lambda sock, name, context: named.append(name)
    believing = ssl.create_default_context(cafile=str(pem))
    with serving(lambda asked: Reply(body=b"ours"), inside) as server:
        settings.TRUSTED_HOSTS = ["calendar.example", "other.example"]
        url = f"https://calendar.example:{server.port}/x"

        assert fetch(Request(url), resolve=at_loopback, context=believing).body == b"ours"
        assert (named, server.asked[0].headers["Host"]) == (["calendar.example"], f"calendar.example:{server.port}")
        with pytest.raises(NotReached, match="could not show that it is other.example"):
            fetch(Request(url.replace("calendar", "other")), resolve=at_loopback, context=believing)
        with pytest.raises(NotReached, match="certificate"):
            fetch(Request(url), resolve=at_loopback)
        assert len(server.asked) == 1


def test_no_secret_is_written_to_a_log_or_told_by_a_repr(server: Server, caplog) -> None:
    caplog.set_level(logging.DEBUG)
    request = Request(f"http://leah:secret@{server.host}/private-abc/basic.ics")
    answer = fetch(request)
    server.script = lambda asked: iter([b"nothing"])
    with pytest.raises(NotReached) as failed:
        fetch(request)

    told = caplog.text + repr(request) + repr(answer) + str(failed.value) + answer.url.replace("private-abc", "")
    assert "secret" not in told and "private-abc" not in told
