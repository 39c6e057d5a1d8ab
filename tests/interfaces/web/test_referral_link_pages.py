"""The links of one referral as the member makes them, and the letters that carry them."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.letters.models import Letter
from grapevine.domain.people.models import Person
from grapevine.domain.people.rules.card import Card, Labelled
from grapevine.domain.referrals.actions.giving import note_received
from grapevine.domain.referrals.actions.thanking import thank_giver
from grapevine.domain.referrals.models import Address, Referral
from grapevine.kit import clock
from tests.cast import DANA, NOW, TOM, meet
from tests.domain.referrals.referring import TAXES, YUKI, agreed, noted, step


@pytest.fixture(autouse=True)
def then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def dana(actor: Actor) -> Person:
    return meet(actor, DANA)


@pytest.fixture
def referral(actor: Actor, dana: Person) -> Referral:
    return noted(actor, dana)


def drafted(html: str) -> dict[str, str]:
    """The letter of the preview, as its form sends it."""
    found = re.search(r'<textarea[^>]*name="text"[^>]*>(.*?)</textarea>', html, re.S)
    subject, key = (
        re.search(r'name="subject" value="([^"]*)"', html),
        re.search(r'name="letter_id" value="([^"]+)"', html),
    )
    assert found and subject and key
    return {"text": unescape(found[1]), "subject": unescape(subject[1]), "letter_id": key[1]}


def test_consent_is_asked_by_a_letter_that_she_reads_first_and_that_goes_once(
    web: Client, actor: Actor, referral: Referral, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    meet(actor, Card(name="Yuki Tanaka", emails=(Labelled("Yuki@Tanaka.example"),)))
    html = web.post(f"/referrals/{referral.uid}/links/new", {"purpose": "prospect"}).content.decode()
    letter = drafted(html)
    link = re.search(r"/c/[\w-]{43}", letter["text"])
    assert link and Client().get(link[0]).status_code == 200
    assert "Leah Marchetti" in letter["text"] and "Dana Whitcomb, Accountant" in letter["text"]
    for _ in range(2):
        sent = web.post(f"/referrals/{referral.uid}/links/send", {**letter, "purpose": "prospect", "remind": "on"})
        assert sent.status_code == 302
    kept = Letter.objects.get()
    assert kept.to_address == "Yuki@Tanaka.example" and kept.unsubscribe and link[0] not in kept.text
    assert Address.objects.filter(remind=True).count() == 1
    with django_assert_max_num_queries(15):
        page = web.get(f"/referrals/{referral.uid}/links").content.decode()
    assert "reminds by itself" in page and "/c/" not in page


def test_somebody_who_is_not_in_her_book_is_written_to_from_her_own_mail(web: Client, referral: Referral) -> None:
    html = web.post(f"/referrals/{referral.uid}/links/new", {"purpose": "prospect"}).content.decode()
    assert "not in your book" in html and "mailto:yuki@tanaka.example" in html and "Send it for me" not in html
    refused = web.post(f"/referrals/{referral.uid}/links/send", {**drafted(html), "purpose": "prospect"})
    assert refused.status_code == 422 and not Letter.objects.exists()


def test_a_receivers_letter_names_nobody_and_does_not_go_without_its_link(
    web: Client, actor: Actor, referral: Referral
) -> None:
    early = web.post(f"/referrals/{referral.uid}/links/new", {"purpose": "receiver"})
    assert early.status_code == 422 and not Address.objects.exists()
    agreed(actor, referral)
    step(actor, referral, "sent")
    letter = drafted(web.post(f"/referrals/{referral.uid}/links/new", {"purpose": "receiver"}).content.decode())
    assert "Y. T." in letter["subject"] and "Yuki" not in letter["text"] and "?say=yes" in letter["text"]
    said = {**letter, "purpose": "receiver"}
    bare = web.post(f"/referrals/{referral.uid}/links/send", {**said, "text": "Call them"})
    assert bare.status_code == 422 and not Letter.objects.exists()
    assert web.post(f"/referrals/{referral.uid}/links/send", said).status_code == 302
    assert Letter.objects.get().to_address == "dana@whitcomb.example"


def test_after_a_while_a_new_link_comes_with_a_letter_that_reminds(
    web: Client, actor: Actor, referral: Referral, monkeypatch: pytest.MonkeyPatch
) -> None:
    agreed(actor, referral)
    step(actor, referral, "sent")
    web.post(f"/referrals/{referral.uid}/links/new", {"purpose": "receiver"})
    monkeypatch.setattr(clock, "now", lambda: NOW.replace(day=9))
    assert "Their turn" in web.get(f"/referrals/{referral.uid}/links").content.decode()
    html = web.post(f"/referrals/{referral.uid}/links/new", {"purpose": "receiver"}).content.decode()
    assert "how does it go with Y. T." in drafted(html)["text"]


def test_a_giver_without_account_is_told_how_it_stands_and_how_it_ended(
    web: Client, actor: Actor, dana: Person
) -> None:
    came = note_received(actor=actor, now=NOW, person_uid=dana.uid, whom=YUKI, what=TAXES)
    step(actor, came, "accepted")
    letter = drafted(web.get(f"/referrals/{came.uid}/tell").content.decode())
    assert "I gladly take care of it" in letter["text"] and "Yuki" not in letter["text"]
    step(actor, came, "won")
    assert "thank Dana Whitcomb first" in web.get(f"/referrals/{came.uid}/tell").content.decode()
    thank_giver(actor=actor, now=NOW, referral_uid=came.uid, words="You knew at once.")
    letter = drafted(web.get(f"/referrals/{came.uid}/tell").content.decode())
    assert "You knew at once." in letter["text"]
    assert web.post(f"/referrals/{came.uid}/tell", {**letter, "text": " "}).status_code == 422
    assert web.post(f"/referrals/{came.uid}/tell", letter).status_code == 302
    assert Letter.objects.get().kind == "referral_outcome" and Referral.objects.get().told_at == NOW


def test_nobody_is_written_to_who_sees_it_or_where_nothing_is_to_tell(
    web: Client, stranger_web: Client, actor: Actor, referral: Referral
) -> None:
    assert web.get(f"/referrals/{referral.uid}/tell").status_code == 404
    for path in ("links", "tell"):
        assert stranger_web.get(f"/referrals/{referral.uid}/{path}").status_code == 404
    tom = note_received(actor=actor, now=NOW, person_uid=meet(actor, TOM).uid, whom=YUKI, what=TAXES)
    page = web.get(f"/referrals/{tom.uid}/tell").content.decode()
    assert "No e-mail address of Tom Halloran" in page
