"""One referral on its page: whose turn, moves and corrections, thanks, void, chain, fit, and what each side may see."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from grapevine.domain.accounts.models import Member
from grapevine.domain.education.actions.briefs import save_brief
from grapevine.domain.education.models import TeachBack
from grapevine.domain.education.rules.brief import BriefText
from grapevine.domain.gives.models import Give
from grapevine.domain.referrals.models import Move, Referral, Side, Thanks
from grapevine.interfaces.web.pictures.chain import chain
from grapevine.kit import clock
from tests.cast import DANA, meet
from tests.domain.ledgers.linked_books import two
from tests.domain.referrals.referring import check_whole, noted, sent, step
from tests.interfaces.web.test_referral_board import baker, came, signed_in, words  # noqa: F401


@pytest.fixture
def dana(actor):
    """Dana, of Leah's book."""
    return meet(actor, DANA)


def test_leah_takes_it_on_moves_it_puts_it_right_and_closes_the_loop(web, actor, dana):
    one = came(actor, dana)
    here = f"/referrals/{one.uid}"
    page = web.get(here)
    assert "Your turn, for 3 days, 1 day overdue" in words(page) and "Say yes or no" in words(page)
    told = web.post(f"{here}/move", {"to": "accepted", "note": "I call her at noon.", "version": 1}, follow=True)
    assert "“I call her at noon.”" in words(told) and "You said yes" in words(told)
    assert web.post(f"{here}/move", {"to": "met", "version": 1}).status_code == 409
    nothing = web.post(f"{here}/move", {"to": "declined", "version": 2})
    assert nothing.status_code == 422 and "Say in a few words why" in words(nothing)
    web.post(f"{here}/move", {"to": "won", "version": 2})
    back = {"to": "accepted", "correcting": "1", "note": "Too early", "version": 3}
    assert "put it back to “accepted”" in words(web.post(f"{here}/move", back, follow=True))
    page = web.post(f"{here}/move", {"to": "won", "version": 4}, follow=True)
    assert "Close the loop" in words(page) and "I told Dana how it ended" in words(page)
    assert 'name="value"' not in page.content.decode(), "Leah is an attorney"
    assert "Kept: they know." in words(web.post(f"{here}/told", follow=True))
    done = words(web.post(f"{here}/thanks", {"words": "You made her day."}, follow=True))
    assert "The loop is closed" in done and "“You made her day.”" in done and "Take the thanks back" in done
    assert Thanks.objects.get().amount is None and Give.objects.filter(kind="thanks").count() == 1
    check_whole()
    assert "Taken back." in words(web.post(f"{here}/thanks/take-back", follow=True)) and not Thanks.objects.exists()
    check_whole()


def test_what_is_ones_own_is_kept_and_money_is_asked_only_where_it_may_be(web, actor, dana, baker):  # noqa: F811
    photo = came(actor, meet(actor, DANA.__class__(name="Simone Hart", title="Baker")))
    regulated = came(actor, dana)
    assert 'name="worth"' not in web.get(f"/referrals/{regulated.uid}").content.decode(), "Dana is an accountant"
    here = f"/referrals/{photo.uid}"
    assert 'name="worth"' in web.get(here).content.decode()
    bad = web.post(f"{here}/own", {"worth": "much", "next_step": "Call"})
    assert bad.status_code == 422 and "whole number" in words(bad) and Side.objects.filter(worth=None).count() == 2
    kept = web.post(f"{here}/own", {"worth": "4800", "next_step": "Call", "next_on": "2026-03-09", "note": "Shy"})
    assert kept.status_code == 302 and "worth about 4,800" in words(web.get("/referrals"))
    step(actor, photo, "met", now=clock.now())
    step(actor, photo, "won", now=clock.now())
    assert web.post(f"{here}/thanks", {"share": "value"}).status_code == 422
    told = words(web.post(f"{here}/thanks", {"share": "band", "value": "4800"}, follow=True))
    assert "worth 1,000 to 5,000" in told and (Thanks.objects.get().amount, Thanks.objects.get().band) == (None, 1)


def test_each_side_sees_what_it_may_and_either_can_void_with_a_reason(db):
    pair = two()
    pair.link()
    one = sent(pair.leah, pair.dana_of_leah)
    leah, dana = signed_in(pair.leah), signed_in(pair.dana)
    here = f"/referrals/{one.uid}"
    leah.post(f"{here}/own", {"note": "I owe her one", "next_step": "Ask on Friday"})
    hers = dana.get(here)
    assert "+1 617 555 0111" in words(hers) and "Leah sent it" in words(hers)
    assert "I owe her one" not in words(hers) and "On the phone" not in words(hers) and "Friday" not in words(hers)
    assert "Accept" in words(hers) and "It was somebody for you" not in words(leah.get(here))
    refused = leah.post(f"{here}/move", {"to": "won", "version": 3})
    assert refused.status_code == 422 and "it is the receiver who moves it" in words(refused)
    assert leah.post(f"{here}/fit", {"fits": "yes"}).status_code == 422
    dana.post(f"{here}/move", {"to": "lost", "version": 3})
    dana.post(f"{here}/move", {"to": "accepted", "version": 3, "note": "Gladly"})
    assert "“Gladly”" in words(leah.get(here)) and "Dana’s turn" in words(leah.get(here))
    assert leah.post(f"{here}/move", {"to": "void", "version": 4}).status_code == 422
    void = words(leah.post(f"{here}/move", {"to": "void", "note": "Noted twice", "version": 4}, follow=True))
    assert "This one does not count" in void and "Something wrong?" not in void
    assert "“Noted twice”" in words(dana.get(here)) and not Give.objects.exists()
    check_whole()
    stranger = two_strangers()
    assert stranger.get(here).status_code == 404 and stranger.post(f"{here}/move", {"to": "met"}).status_code == 404


def two_strangers():
    """A browser of a member who has no part in it."""
    from grapevine.domain.accounts.queries import actor_of
    from tests.cast import member

    return signed_in(actor_of(member(email="ben@okafor.example", name="Ben Okafor")))


def test_a_chain_is_drawn_and_told_in_words(web, actor, dana):
    first, second, third = (came(actor, dana, name) for name in ("Julia Alvarez", "Hans Brandt", "Mira Duval"))
    for child, parent in ((second, first), (third, second)):
        web.post(f"/referrals/{child.uid}/chain", {"came_from": parent.uid})
    page = web.get(f"/referrals/{second.uid}")
    assert "out of Julia Alvarez: sent" in words(page) and "out of Hans Brandt: sent" in words(page)
    assert page.content.decode().count('class="hang-stem"') == 2
    circle = web.post(f"/referrals/{first.uid}/chain", {"came_from": third.uid})
    assert circle.status_code == 422 and "they cannot both come first" in words(circle)
    assert "It stands on its own." in words(web.post(f"/referrals/{third.uid}/chain", {"came_from": ""}, follow=True))
    assert "out of Hans Brandt" not in words(web.get(f"/referrals/{second.uid}"))


def test_a_fit_shows_what_dana_knows_of_whom_to_send(web, actor, dana):
    one = came(actor, dana)
    here = f"/referrals/{one.uid}/fit"
    early = web.post(here, {"fits": "yes"})
    assert early.status_code == 422 and not TeachBack.objects.exists()
    text = BriefText(whom_i_help="Families", listen_for=("We are parting",), not_a_fit=("Criminal matters",))
    save_brief(actor=actor, now=clock.now(), text=text)
    assert "Kept with what they know" in words(web.post(here, {"fits": "no"}, follow=True))
    assert TeachBack.objects.get().person == dana


def test_a_page_with_a_long_history_asks_little(web, actor, dana):
    one = noted(actor, dana)
    Move.objects.bulk_create(
        Move(referral=one, number=number, by="giver", from_stage="noted", to_stage="noted", at=clock.now())
        for number in range(2, 80)
    )
    for _ in range(30):
        came(actor, dana)
    web.get(f"/referrals/{one.uid}")
    with CaptureQueriesContext(connection) as read:
        page = web.get(f"/referrals/{one.uid}")
    assert len(read) <= 20 and len(page.content) < 150_000, [row["sql"][:80] for row in read]
    assert Referral.objects.count() == 31 and Member.objects.count() == 1


def test_the_picture_of_a_chain_keeps_its_branches():
    drawn = chain([("Julia <A>", 0, 5, False), ("Hans", 1, 3, True), ("Mira", 2, 0, False), ("Ada", 1, 0, False)])
    assert drawn.count("hang-stem") == 3 and "Julia &lt;A&gt;" in drawn and drawn.count("chain-here") == 1
    with pytest.raises(ValueError, match="hangs in the air"):
        chain([("Julia", 0, 0, False), ("Hans", 2, 0, False)])
