"""Giving a referral: the moment, who serves it, about whom, consent in three ways; and noting one that came."""

from __future__ import annotations

from datetime import timedelta

from grapevine.domain.education.actions.briefs import make_variant, save_brief
from grapevine.domain.education.queries.briefs import brief_from
from grapevine.domain.education.rules.brief import BriefText
from grapevine.domain.partnerships.actions import agreements, partner_links
from grapevine.domain.partnerships.rules.terms import DISCLOSURE, Terms
from grapevine.domain.people.rules.card import Card
from grapevine.domain.referrals.models import Prospect, Referral, Side
from grapevine.domain.referrals.queries.serving import serving
from grapevine.kit import clock
from tests.cast import BEN, DANA, meet
from tests.domain.ledgers.linked_books import two
from tests.interfaces.web.test_referral_board import signed_in, words


def agree(actor, person) -> None:
    """An agreement in force."""
    now = clock.now()
    said = Terms(owner_moments=("divorce",), introduce="By mail.", disclosure=DISCLOSURE,
                 review_on=(now + timedelta(days=90)).date())  # fmt: skip
    one = agreements.propose(actor=actor, now=now, person_uid=person.uid, said=said)
    _, secret = partner_links.make_link(actor=actor, now=now, partnership_uid=one.uid)
    agreements.sign(now=now, find=partner_links.as_partner(secret, now), version=1)


def test_who_serves_a_moment_partners_first_and_what_is_hardly_known_is_said_not_hidden(web, actor):
    first, second = meet(actor, Card(name="Ann Realtor", title="Realtor")), meet(actor, BEN)
    meet(actor, Card(name="Paul Plumber", title="Plumber"))
    agree(actor, second)
    assert [one.person.name for one in serving(actor, "selling-home", clock.now())] == ["Ben Okafor", "Ann Realtor"]
    assert "Selling the house" in words(web.get("/referrals/give?q=selling+house"))
    page = web.get("/referrals/give?moment=selling-home")
    told = words(page)
    assert told.index("Ben Okafor") < told.index("Ann Realtor") and "You agreed" in told and "Paul" not in told
    assert "Nothing between you is measured yet." in told
    assert f"/referrals/give/{first.uid}?moment=selling-home" in page.content.decode()
    assert "Nobody in your book yet" in words(web.get("/referrals/give?moment=vermin"))
    assert web.get("/referrals/give?moment=nonsense").status_code == 404
    named = web.get("/referrals/give?who=paul&go=1")
    assert "Paul Plumber" in words(named)
    chosen = web.get(f"/referrals/give?person={first.uid}&go=1&moment=selling-home")
    assert chosen.headers["Location"] == f"/referrals/give/{first.uid}?moment=selling-home"
    assert web.get("/referrals/give?person=nobody&go=1").status_code == 404


def test_leah_notes_it_asks_in_her_words_and_sends_it(web, actor):
    dana, tom = meet(actor, DANA), meet(actor, Card(name="Tom Halloran"))
    form = web.get(f"/referrals/give/{dana.uid}?moment=tax-letter")
    assert "Not yet, perhaps" in words(form) and 'value="tax-letter" selected' in form.content.decode()
    assert not any(f'name="{money}"' in form.content.decode() for money in ("worth", "value", "fee"))
    empty = web.post(f"/referrals/give/{dana.uid}", {"warmth": "knows"})
    assert empty.status_code == 422 and "without naming them" in words(empty) and not Referral.objects.exists()
    found = web.post(f"/referrals/give/{dana.uid}", {"who": "tom", "do": "find", "need": "Taxes"})
    assert "Tom Halloran" in words(found) and found.status_code == 200 and not Referral.objects.exists()
    said = {"who": "tom", "person": tom.uid, "need": "A look at his taxes", "moment": "tax-letter", "warmth": "expects"}
    made = web.post(f"/referrals/give/{dana.uid}", {**said, "who": ""})
    one, side = Referral.objects.get(), Side.objects.get()
    assert made.headers["Location"] == f"/referrals/{one.uid}#consent"
    assert (one.need, one.warmth, side.about, Prospect.objects.get().name) == (
        "A look at his taxes", "expects", tom, "Tom Halloran"
    )  # fmt: skip
    page = words(web.get(f"/referrals/{one.uid}"))
    assert "Has Tom Halloran agreed?" in page and "Nothing that names them goes to Dana" in page
    short = web.post(f"/referrals/{one.uid}/agreed", {"how": "said", "version": 1})
    assert short.status_code == 422 and "Say how they agreed" in words(short)
    wrong = web.post(f"/referrals/{one.uid}/agreed", {"how": "said", "words": "By phone", "on": "soon", "version": 1})
    assert wrong.status_code == 422 and "year-month-day" in words(wrong)
    day = (clock.now() - timedelta(days=2)).date().isoformat()
    kept = {"how": "said", "words": "By phone", "on": day, "version": 1}
    assert "Now it can be sent" in words(web.post(f"/referrals/{one.uid}/agreed", kept, follow=True))
    sent = web.post(f"/referrals/{one.uid}/move", {"to": "sent", "note": "Calm and clear", "version": 2}, follow=True)
    assert "“Calm and clear”" in words(sent) and "Dana says yes or no" in words(sent)


def test_a_letter_of_ones_own_is_drafted_from_the_partners_brief_and_their_brief_says_who_fits(db):
    pair = two()
    pair.link()
    brief = BriefText(headline="I help families part in peace", introduce_me="Tell them I listen first.",
                      not_a_fit=("Criminal matters",), listen_for=("We need to talk about the house",))  # fmt: skip
    leah, dana = signed_in(pair.leah), pair.dana
    assert "Is it somebody for" not in words(leah.get(f"/referrals/give/{pair.dana_of_leah.uid}"))
    save_brief(actor=dana, now=clock.now(), text=brief)
    assert brief_from(pair.leah, pair.dana_of_leah.uid) is None, "neither written for her nor published"
    make_variant(actor=dana, now=clock.now(), name="For Leah", person_uids=[pair.leah_of_dana.uid])
    form = words(leah.get(f"/referrals/give/{pair.dana_of_leah.uid}"))
    assert "Is it somebody for Dana?" in form and "Criminal matters" in form
    leah.post(f"/referrals/give/{pair.dana_of_leah.uid}", {"who": "Yuki Tanaka", "need": "A sale", "warmth": "knows"})
    one = Referral.objects.get()
    letter = words(leah.get(f"/referrals/{one.uid}/introduce"))
    assert "Dear Yuki, dear Dana" in letter and "Tell them I listen first." in letter and "A sale" in letter
    leah.post(f"/referrals/{one.uid}/agreed", {"how": "introduced", "version": 1})
    leah.post(f"/referrals/{one.uid}/move", {"to": "sent", "version": 2})
    seen = words(signed_in(dana).get(f"/referrals/{one.uid}"))
    assert "Y. T." in seen and "Yuki" not in seen


def test_one_that_came_is_noted_by_hand_on_its_day(web, actor):
    dana = meet(actor, DANA)
    assert "Who sent them?" in words(web.get("/referrals/received"))
    assert "Dana Whitcomb" in words(web.get("/referrals/received?who=dana&go=1"))
    chosen = web.get(f"/referrals/received?person={dana.uid}&go=1")
    assert chosen.headers["Location"] == f"/referrals/received?from={dana.uid}"
    form = web.get(chosen.headers["Location"])
    assert "What Dana sent you" in words(form) and "It is for me" not in words(form)
    said = {"from": dana.uid, "who": "Yuki Tanaka", "need": "A share to sell", "warmth": "expects"}
    assert web.post("/referrals/received", {**said, "on": "2999-01-01"}).status_code == 422
    day = (clock.now() - timedelta(days=4)).date()
    made = web.post("/referrals/received", {**said, "on": day.isoformat(), "phone": "+1 617 555 0111"})
    one = Referral.objects.get()
    assert made.headers["Location"] == f"/referrals/{one.uid}" and one.sent_at.date() == day
    page = words(web.get(f"/referrals/{one.uid}"))
    assert "Dana sent it; you wrote it down" in page and "+1 617 555 0111" in page and "Your turn" in page
