"""Servers that answer nonsense, lie, move, hide what they can, or are not there: nothing is lost by it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.imports.models import ContactAccount, ServerCard
from grapevine.domain.imports.queries import contacts
from grapevine.domain.imports.rules.in_step import EVERY
from grapevine.interfaces.exchange.carddav import server
from grapevine.interfaces.exchange.carddav.look import look
from grapevine.interfaces.exchange.carddav.server import Login
from grapevine.kit.errors import Refused
from grapevine.kit.fetching import Answer
from tests.interfaces.exchange.carddav_peer import Peer, Phone
from tests.interfaces.exchange.carddav_steps import NOW, connected, edit, looked, names
from tests.kit.small_server import Asked, Reply, Server, serving

BOMB = b'<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><d:multistatus xmlns:d="DAV:">&b;</d:multistatus>'
FILE = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><d:multistatus xmlns:d="DAV:">&x;</d:multistatus>'
EMPTY = b'<d:multistatus xmlns:d="DAV:"/>'


def multistatus(*responses: str) -> Reply:
    body = "".join(f"<d:response>{one}</d:response>" for one in responses)
    spaces = 'xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:carddav"'
    return Reply(207, f"<d:multistatus {spaces}>{body}</d:multistatus>".encode())


def props(href: str, inside: str) -> str:
    found = f"<d:propstat><d:prop>{inside}</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat>"
    return f"<d:href>{href}</d:href>{found}"


def pointing(href: str, name: str, to: str) -> Reply:
    return multistatus(props(href, f"<{name}><d:href>{to}</d:href></{name}>"))


BOOK = "<d:resourcetype><d:collection/><c:addressbook/></d:resourcetype><d:displayname>Mine</d:displayname>"


@pytest.fixture
def elsewhere(settings) -> Iterator[Server]:
    with serving(lambda asked: Reply(404)) as running:
        settings.TRUSTED_HOSTS = [running.host]
        yield running


@pytest.fixture
def linked(actor: Actor, peer: Peer) -> tuple[ContactAccount, Phone]:
    """An account with people in step."""
    phone = peer.phone()
    for number in range(8):
        phone.person(f"p{number}", f"Person Number{number}")
    account = connected(actor, phone)
    looked(actor, account)
    return account, phone


@pytest.mark.django_db
@pytest.mark.parametrize(
    "answer",
    [(200, b"<html>Welcome</html>"), (207, b"<html>Welcome</html>"), (207, b"no xml at all"), (207, EMPTY), (207, BOMB),
     (207, FILE), (204, b""), (404, b""), (500, b""), (503, b"")],
)  # fmt: skip
def test_nonsense_for_a_listing_changes_nothing_and_is_told(
    actor: Actor, linked: tuple[ContactAccount, Phone], monkeypatch: pytest.MonkeyPatch, answer: tuple[int, bytes]
) -> None:
    account, phone = linked
    monkeypatch.setattr(server, "fetch", lambda request, limits: Answer(answer[0], {}, answer[1], request.url))

    assert look(account.pk) is False

    account.refresh_from_db()
    assert account.message and account.failures == 1 and account.phase == "ready"
    assert len(names(actor)) == 8 and ServerCard.objects.filter(state="linked").count() == 8
    monkeypatch.undo()
    assert looked(actor, account) == {}
    account.refresh_from_db()
    assert account.failures == 0


@pytest.mark.django_db
def test_failures_put_the_next_look_off_and_only_what_is_due_is_looked_at(
    linked: tuple[ContactAccount, Phone], monkeypatch: pytest.MonkeyPatch
) -> None:
    account, _ = linked
    monkeypatch.setattr(server, "fetch", lambda request, limits: Answer(503, {}, b"", request.url))
    for _ in range(3):
        ContactAccount.objects.update(next_at=None)
        assert contacts.due(NOW) == [account.pk]
        look(account.pk)
    account.refresh_from_db()

    assert "busy or out of order" in account.message and account.failures == 3
    assert contacts.due(account.next_at - EVERY) == [] and contacts.due(account.next_at) == [account.pk]


@pytest.mark.django_db
def test_a_server_that_forgot_the_token_is_listed_whole(actor: Actor, linked: tuple[ContactAccount, Phone]) -> None:
    account, phone = linked
    account.books.update(token="http://radicale.org/ns/sync/0000")
    phone.delete(phone.paths()[0])

    assert looked(actor, account) == {"put_aside": 1}


@pytest.mark.django_db
def test_a_server_without_tokens_and_multiget_is_asked_card_by_card(
    actor: Actor, peer: Peer, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask: Callable = server.fetch

    def plain(request, limits):
        if request.method == "REPORT":
            return Answer(501, {}, b"", request.url)
        answer = ask(request, limits)
        return Answer(answer.status, answer.headers, answer.body.replace(b"sync-token", b"no-token"), answer.url)

    monkeypatch.setattr(server, "fetch", plain)
    phone = peer.phone()
    path = phone.person("ben", "Ben Okafor", "TITLE:Realtor")
    account = connected(actor, phone, sends=True)

    assert looked(actor, account) == {"came": 1}
    edit(actor, "Ben Okafor", title="Broker")
    assert looked(actor, account) == {"changed_there": 1} and "TITLE:Broker" in phone.text(path)
    phone.edit(path, "Broker", "Retired")
    assert looked(actor, account) == {"changed_here": 1} and looked(actor, account) == {}


@pytest.mark.django_db
def test_a_disconnected_account_is_let_go_of_in_the_middle(
    actor: Actor, peer: Peer, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = peer.phone()
    phone.person("ben", "Ben Okafor")
    account = connected(actor, phone)
    ask: Callable = server.fetch

    def pulled(request, limits):
        ContactAccount.objects.filter(pk=account.pk).delete()
        return ask(request, limits)

    monkeypatch.setattr(server, "fetch", pulled)

    assert look(account.pk) is False and ContactAccount.objects.count() == 0


@pytest.mark.django_db
def test_a_fault_of_our_own_is_told_and_tried_again(
    actor: Actor, linked: tuple[ContactAccount, Phone], monkeypatch: pytest.MonkeyPatch
) -> None:
    account, _ = linked

    def broken(*args: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(server, "fetch", broken)
    look(account.pk)

    account.refresh_from_db()
    assert "ZeroDivisionError" in account.message and account.busy_until is None


def test_address_books_are_found_through_the_well_known_address_and_the_principal(elsewhere: Server) -> None:
    def script(asked: Asked) -> Reply:
        if asked.path == "/.well-known/carddav":
            return Reply(301, headers={"Location": "/dav/"})
        if asked.path == "/dav/":
            return pointing("/dav/", "d:current-user-principal", "/me/")
        if asked.path == "/me/":
            return pointing("/me/", "c:addressbook-home-set", "/cards/")
        if asked.path == "/cards/":
            plain = "<d:resourcetype><d:collection/></d:resourcetype>"
            return multistatus(props("/cards/", plain), props("/cards/a%20b/", BOOK), props("/cards/cal/", plain))
        return Reply(404)

    elsewhere.script = script
    login = Login.of(f"{elsewhere.url}/start", "leah", "secret")

    assert server.find_books(login) == [(f"{elsewhere.url}/cards/a%20b/", "Mine")]
    assert all(asked.headers["Authorization"].startswith("Basic ") for asked in elsewhere.asked)


def test_an_address_book_itself_may_be_named_and_nothing_at_all_is_told(elsewhere: Server) -> None:
    elsewhere.script = lambda asked: multistatus(props(asked.path, BOOK))
    assert server.find_books(Login.of(f"{elsewhere.url}/x", "leah", "s")) == [(f"{elsewhere.url}/x/", "Mine")]

    elsewhere.script = lambda asked: multistatus(props(asked.path, "<d:resourcetype/>"))
    with pytest.raises(Refused, match="no address book at this address, or none that leah may see"):
        server.find_books(Login.of(elsewhere.url, "leah", "s"))
    elsewhere.script = lambda asked: Reply(200, b"<html>")
    with pytest.raises(Refused, match="does not answer as an address book server"):
        server.find_books(Login.of(elsewhere.url, "leah", "s"))


def test_the_password_goes_to_the_host_that_was_entered_and_its_siblings_only(elsewhere: Server) -> None:
    elsewhere.script = lambda asked: pointing(asked.path, "c:addressbook-home-set", "https://evil.example/cards/")
    with pytest.raises(Refused, match="another host, evil.example"):
        server.find_books(Login.of(elsewhere.url, "leah", "secret"))

    login = Login.of("contacts.icloud.com", "leah", "secret")
    assert login.address == "https://contacts.icloud.com" and "secret" not in repr(login)
    assert server._may_know(login, "https://p42-contacts.icloud.com:443/1/")
    assert not server._may_know(login, "http://p42-contacts.icloud.com/1/")
    assert not server._may_know(login, "https://icloud.com.evil.example/")
    assert not server._may_know(Login.of("example.com", "leah", "s"), "https://evil.com/")
    assert server._may_know(Login.of("leah.co.uk", "leah", "s"), "https://dav.leah.co.uk/")
    assert not server._may_know(Login.of("leah.co.uk", "leah", "s"), "https://evil.co.uk/")
    assert not server._may_know(Login.of("10.0.0.1", "leah", "s"), "https://10.7.0.1/")


def test_a_listing_without_versions_is_refused(elsewhere: Server) -> None:
    elsewhere.script = lambda asked: multistatus(props("/b/", BOOK), props("/b/ben.vcf", "<d:resourcetype/>"))

    with pytest.raises(Refused, match="which version"):
        server.changes(Login.of(elsewhere.url, "leah", "s"), f"{elsewhere.url}/b/", "", "")


def test_changes_may_come_in_parts(elsewhere: Server) -> None:
    def part(token: str, path: str, more: bool) -> Reply:
        rest = "<d:response><d:href>/b/</d:href><d:status>HTTP/1.1 507 Too much</d:status></d:response>" * more
        one = f"<d:response>{props(path, '<d:getetag>1</d:getetag>')}</d:response>"
        gone = "<d:response><d:href>/b/gone.vcf</d:href><d:status>HTTP/1.1 404 Not Found</d:status></d:response>"
        body = f'<d:multistatus xmlns:d="DAV:">{one}{gone}{rest}<d:sync-token>{token}</d:sync-token></d:multistatus>'
        return Reply(207, body.encode())

    parts = {True: part("t2", "/b/1.vcf", True), False: part("t3", "/b/2.vcf", False)}
    elsewhere.script = lambda asked: parts[b">t1<" in asked.body]

    found = server.changes(Login.of(elsewhere.url, "leah", "s"), f"{elsewhere.url}/b/", "t1", "")

    assert found is not None and sorted(path for path, _ in found.cards.values()) == ["/b/1.vcf", "/b/2.vcf"]
    assert (found.token, found.whole, len(found.gone)) == ("t3", False, 1)
