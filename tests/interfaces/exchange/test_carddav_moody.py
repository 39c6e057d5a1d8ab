"""A real CardDAV server behind a moody proxy: whatever it answers meanwhile, nothing is lost and nothing doubled."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from http.client import HTTPConnection

import pytest

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.imports.actions import contact_accounts
from grapevine.domain.imports.models import ContactAccount
from grapevine.domain.imports.queries import contacts
from grapevine.interfaces.exchange.carddav import jobs
from grapevine.interfaces.exchange.carddav.look import look
from grapevine.kit import clock
from tests.cast import ELLEN, meet
from tests.interfaces.exchange.carddav_peer import PASSWORD, Peer, Phone
from tests.interfaces.exchange.carddav_steps import NOW, edit, looked, names
from tests.kit.small_server import Asked, Reply, Server, serving

pytestmark = pytest.mark.django_db


def half(asked: Asked) -> Iterator[bytes]:
    yield b"HTTP/1.1 207 Multi-Status\r\nContent-Length: 5000\r\n\r\n<d:multistatus"


MOODS: dict[str, Callable[[Asked], Reply | Iterator[bytes]]] = {
    "out of order": lambda asked: Reply(500),
    "too often": lambda asked: Reply(429, headers={"Retry-After": "7200"}),
    "no password is right": lambda asked: Reply(401, headers={"WWW-Authenticate": "Basic"}),
    "a web page": lambda asked: Reply(200, b"<html>Down for maintenance</html>"),
    "sent on to a private host": lambda asked: Reply(302, headers={"Location": "http://10.0.0.7/dav/"}),
    "broken off": half,
}


class Proxy:
    """Passes everything on to the server, unless ``mood`` answers instead; ``eats`` the answers of this method."""

    def __init__(self, peer: Peer) -> None:
        self.peer, self.mood, self.eats = peer, "", ""

    def __call__(self, asked: Asked) -> Reply | Iterator[bytes]:
        if self.mood:
            return MOODS[self.mood](asked)
        connection = HTTPConnection("127.0.0.1", self.peer.port, timeout=20)
        kept = {name: value for name, value in asked.headers.items() if name not in ("Host", "Content-Length")}
        connection.request(asked.method, asked.path, asked.body, kept)
        answer = connection.getresponse()
        dropped = ("content-length", "transfer-encoding", "connection")
        headers = {name: value for name, value in answer.getheaders() if name.lower() not in dropped}
        reply = Reply(answer.status, answer.read(), headers)
        return half(asked) if asked.method == self.eats else reply


@pytest.fixture
def proxy(peer: Peer, settings) -> Iterator[tuple[Proxy, Server]]:
    script = Proxy(peer)
    with serving(script) as running:
        settings.TRUSTED_HOSTS = [running.host]
        yield script, running


@pytest.fixture
def linked(actor: Actor, peer: Peer, proxy: tuple[Proxy, Server]) -> tuple[ContactAccount, Phone]:
    """An account behind the proxy that is written to, with people in step."""
    phone = peer.phone()
    for name in ("Ben Okafor", "Dana Whitcomb", "Tom Halloran"):
        phone.person(name.split()[0].lower(), name)
    account = jobs.connect(actor=actor, now=NOW, address=proxy[1].url, user=phone.user, password=PASSWORD, queue=False)
    account = contact_accounts.set_switches(actor=actor, now=NOW, account_uid=account.uid, sends=True, creates=True)
    looked(actor, account)
    return account, phone


@pytest.mark.parametrize("mood", MOODS)
def test_a_mood_is_told_tried_again_later_and_over_with_nothing_lost_or_doubled(
    actor: Actor, linked: tuple[ContactAccount, Phone], proxy: tuple[Proxy, Server], mood: str
) -> None:
    account, phone = linked
    edit(actor, "Ben Okafor", title="Broker")
    meet(actor, ELLEN)
    phone.person("priya", "Priya Raman")
    proxy[0].mood = mood
    ContactAccount.objects.update(next_at=None)
    assert look(account.pk) is False

    account.refresh_from_db()
    assert account.message and account.failures == 1 and account.phase == "ready", account.message
    sent_on = "127.0.0.1 sends us on to another address, 10.0.0.7" in account.message
    assert sent_on is (mood == "sent on to a private host")
    assert names(actor) == ["Ben Okafor", "Dana Whitcomb", "Ellen Fisk", "Tom Halloran"]
    assert account.next_at and contacts.due(account.next_at) == [account.pk]

    proxy[0].mood = ""
    looked(actor, account)
    everybody = ["Ben Okafor", "Dana Whitcomb", "Ellen Fisk", "Priya Raman", "Tom Halloran"]
    assert names(actor) == phone.names() == everybody
    assert looked(actor, account) == {}
    assert "TITLE:Broker" in phone.text(phone.book + "ben.vcf")


def test_a_card_whose_arrival_nobody_confirmed_is_not_written_twice(
    actor: Actor, linked: tuple[ContactAccount, Phone], proxy: tuple[Proxy, Server]
) -> None:
    account, phone = linked
    meet(actor, ELLEN)
    proxy[0].eats = "PUT"
    look(account.pk)
    proxy[0].eats = ""
    looked(actor, account)
    looked(actor, account)
    assert names(actor) == phone.names() == ["Ben Okafor", "Dana Whitcomb", "Ellen Fisk", "Tom Halloran"]


def test_a_server_that_says_how_long_to_stay_away_is_left_alone_so_long_but_never_longer_than_a_day(
    linked: tuple[ContactAccount, Phone], proxy: tuple[Proxy, Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    account, _ = linked
    monkeypatch.setattr(clock, "now", lambda: NOW)
    waits = {"36000": 10, "99999999": 24, "60": 2, "Mon, 02 Mar 2026 17:00:00 GMT": 8, "soon": 2, "-5": 2}
    for told, hours in waits.items():
        ContactAccount.objects.update(next_at=None, failures=0)
        headers = {"Retry-After": told, "Date": "Mon, 02 Mar 2026 09:00:00 GMT"}
        monkeypatch.setitem(MOODS, "away", lambda asked, headers=headers: Reply(503, headers=headers))
        proxy[0].mood = "away"
        look(account.pk)
        account.refresh_from_db()
        assert account.next_at == NOW + timedelta(hours=hours), told


def test_a_password_refused_twice_in_a_row_waits_for_the_member(
    linked: tuple[ContactAccount, Phone], proxy: tuple[Proxy, Server]
) -> None:
    account, _ = linked
    proxy[0].mood = "no password is right"
    look(account.pk)
    account.refresh_from_db()
    assert account.phase == "ready" and "We will try once more" in account.message
    look(account.pk)
    account.refresh_from_db()
    assert account.phase == "locked" and "once more" not in account.message
