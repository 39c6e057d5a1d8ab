"""A look that dies anywhere: the next one goes on, nothing is lost, nothing is doubled. And a thousand cards."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import transaction

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.imports.models import ContactAccount, ServerCard
from grapevine.domain.imports.queries import contacts
from grapevine.domain.people import actions as people
from grapevine.domain.people.models import Person
from grapevine.domain.people.rules.card import Card
from grapevine.interfaces.exchange.carddav import server
from grapevine.interfaces.exchange.carddav.look import look
from tests.cast import DANA, NOW, meet
from tests.interfaces.exchange.carddav_peer import Peer, Phone
from tests.interfaces.exchange.carddav_steps import card, connected, edit, known, looked, names, switched

pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """The power went."""


@pytest.fixture
def busy_day(actor: Actor, peer: Peer) -> tuple[ContactAccount, Phone]:
    """An account in step yesterday; since then everything happened on both sides."""
    phone = peer.phone()
    paths = {name: phone.person(name.lower(), f"{name} Okafor", "TITLE:Realtor", "PHOTO;ENCODING=b:aGVsbG8=")
             for name in ("Ben", "Tom", "Ada", "Eve", "Kim", "Lou")}  # fmt: skip
    account = connected(actor, phone, sends=True, creates=True, deletes=True)
    looked(actor, account)
    phone.person("new", "Nia Okafor")
    phone.edit(paths["Tom"], "TITLE:Realtor", "TITLE:Plumber")
    edit(actor, "Ben Okafor", title="Broker")
    phone.edit(paths["Ada"], "TITLE:Realtor", "TITLE:Editor")
    edit(actor, "Ada Okafor", firm="Okafor Homes")
    phone.delete(paths["Eve"])
    people.archive_person(actor=actor, now=NOW, person_uid=known(actor, "Kim Okafor").uid)
    phone.delete(paths["Lou"])
    edit(actor, "Lou Okafor", title="Cook")
    meet(actor, DANA)
    return account, phone


def is_as_it_should_be(actor: Actor, account: ContactAccount, phone: Phone) -> None:
    """What a look that nothing disturbed makes of that day."""
    here = ["Ada Okafor", "Ben Okafor", "Dana Whitcomb", "Lou Okafor", "Nia Okafor", "Tom Okafor"]
    assert names(actor) == here and phone.names() == here
    assert Person.objects.count() == 8 and known(actor, "Eve Okafor").archived_at is not None
    texts = {re.findall(r"^FN:(.*)$", text, re.M)[0]: text for text in map(phone.text, phone.paths())}
    assert "TITLE:Broker" in texts["Ben Okafor"] and "aGVsbG8=" in texts["Ben Okafor"]
    assert card(actor, "Tom Okafor").title == "Plumber"
    assert (card(actor, "Ada Okafor").title, card(actor, "Ada Okafor").firm) == ("Editor", "Okafor Homes")
    assert "ORG:Okafor Homes" in texts["Ada Okafor"] and "TITLE:Editor" in texts["Ada Okafor"]
    assert "TITLE:Cook" in texts["Lou Okafor"] and "TITLE:CPA" in texts["Dana Whitcomb"]
    assert set(ServerCard.objects.values_list("state", flat=True)) <= {"linked", "gone"}
    assert contacts.clashes(actor, account) == [] and looked(actor, account) == {}


class Mains:
    """Counts the questions to the server and cuts the power at one of them, before it is sent or after the answer."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count, self.at, self.after = 0, 0, False
        self._fetch: Callable = server.fetch
        monkeypatch.setattr(server, "fetch", self)

    def __call__(self, *args: object) -> object:
        self.count += 1
        if self.count == self.at and not self.after:
            raise Killed
        answer = self._fetch(*args)
        if self.count == self.at:
            raise Killed
        return answer


def storage(peer: Peer, phone: Phone) -> Path:
    return peer.users.parent / "storage" / "collection-root" / phone.user


def try_power_cuts(
    actor: Actor, peer: Peer, busy_day: tuple[ContactAccount, Phone], mains: Mains, folder: Path, every: int
) -> int:
    """How many cuts were tried; after each the next look finishes the work."""
    account, phone = busy_day
    shutil.copytree(storage(peer, phone), folder / "morning")
    questions = one_day(actor, account, phone, mains)
    cuts = [(at, after) for at in range(1, questions + 1) for after in (False, True)][::every]
    for mains.at, mains.after in cuts:
        shutil.rmtree(storage(peer, phone))
        shutil.copytree(folder / "morning", storage(peer, phone))
        told = f"cut {'after' if mains.after else 'before'} question {mains.at}"
        try:
            one_day(actor, account, phone, mains)
        except AssertionError as error:
            raise AssertionError(told) from error
    return len(cuts)


def one_day(actor: Actor, account: ContactAccount, phone: Phone, mains: Mains) -> int:
    """A look with the power going or not, and the look after it; how many questions the first one asked."""
    with transaction.atomic():
        mains.count = 0
        try:
            look(account.pk)
        except Killed:
            ContactAccount.objects.update(busy_until=None)  # five minutes later
        count, mains.at = mains.count, 0
        looked(actor, account)
        is_as_it_should_be(actor, account, phone)
        transaction.set_rollback(True)
    return count


def test_the_power_may_go_at_one_of_many_moments(
    actor: Actor, peer: Peer, busy_day: tuple[ContactAccount, Phone], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert try_power_cuts(actor, peer, busy_day, Mains(monkeypatch), tmp_path, every=5) >= 5


@pytest.mark.nightly
def test_the_power_may_go_at_any_moment(
    actor: Actor, peer: Peer, busy_day: tuple[ContactAccount, Phone], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert try_power_cuts(actor, peer, busy_day, Mains(monkeypatch), tmp_path, every=1) >= 20


def test_a_first_look_may_be_cut_into_many_steps(actor: Actor, peer: Peer) -> None:
    phone = peer.phone()
    for number in range(6):
        phone.person(f"p{number}", f"Person Number{number}")
    account = connected(actor, phone)

    steps = 1
    while look(account.pk, seconds=-1):
        steps += 1
        ContactAccount.objects.update(next_at=NOW)

    assert steps > 3 and len(names(actor)) == 6 and looked(actor, account) == {}


def test_two_workers_do_not_look_at_once(actor: Actor, peer: Peer) -> None:
    from grapevine.domain.imports.actions import contact_looks

    account = connected(actor, peer.phone())
    later = NOW.replace(year=NOW.year + 1)

    assert contact_looks.lease(account_id=account.pk, now=NOW, until=later) is not None
    assert contact_looks.lease(account_id=account.pk, now=NOW, until=later) is None
    assert look(account.pk) is False


def cards(count: int) -> list[str]:
    """A thousand people, each with a mail and a phone of their own; written as one file, as phones export them."""
    return [
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:many-{number}\r\nFN:Person Number{number}\r\nN:Number{number};Person;;;\r\n"
        f"EMAIL;TYPE=WORK:person{number}@example.org\r\nTEL;TYPE=CELL:+1 617 556 {number:04}\r\nTITLE:Clerk\r\n"
        "X-OTHER:kept\r\nEND:VCARD\r\n"
        for number in range(count)
    ]


def test_a_thousand_cards_come_change_on_both_sides_and_stay_a_thousand(
    actor: Actor, peer: Peer, capsys: pytest.CaptureFixture[str]
) -> None:
    phone = peer.phone()
    phone.upload(cards(1_000))
    account = connected(actor, phone)

    begun, spent = time.monotonic(), time.process_time()
    assert looked(actor, account) == {"came": 1_000}
    first = time.monotonic() - begun, time.process_time() - spent
    begun, spent = time.monotonic(), time.process_time()
    assert looked(actor, account) == {}
    again = time.monotonic() - begun, time.process_time() - spent
    switched(actor, account, sends=True)
    paths = phone.paths()
    assert len(paths) == 1_000
    for number in range(3):
        edit(actor, f"Person Number{number}", title="Director")
        phone.edit(paths[500 + number], "TITLE:Clerk", "TITLE:Retired")
        phone.delete(paths[600 + number])
        meet(actor, Card(name=f"Only Here{number}"))
    counts = looked(actor, account)

    with capsys.disabled():
        print(f"\n1,000 cards: {first[0]:.1f} s, {first[1]:.2f} s of the processor; unchanged: {again[1]:.3f} s")
    assert counts["put_aside"] == 3 and counts["changed_here"] >= 2 and counts["changed_there"] >= 2
    assert Person.objects.count() == 1_003 and len(phone.paths()) == 997
    assert len(names(actor)) == 1_000
    assert looked(actor, account) == {}
