"""Agreements on the pages of a member: proposed, changed, signed, looked at, paused, ended; what may go wrong."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client

from grapevine.domain.accounts.models import Member
from grapevine.domain.gives.actions import log_give
from grapevine.domain.partnerships.actions import agreements, partner_links
from grapevine.domain.partnerships.models import AgreementTerms, Partnership
from grapevine.domain.partnerships.rules.terms import DISCLOSURE, Terms
from grapevine.domain.people.rules.card import Card
from grapevine.interfaces.web.pictures.units import MOST, units
from grapevine.kit import clock
from tests.cast import DANA, meet
from tests.domain.ledgers.linked_books import two

BACKEND = "grapevine.interfaces.web.sessions.MemberBackend"


def words(answer) -> str:
    """What a page says, in one line."""
    return " ".join(unescape(re.sub("<[^>]+>", " ", answer.content.decode())).split())


def soon(days: int = 90) -> str:
    return (clock.now() + timedelta(days=days)).date().isoformat()


def filled(**more) -> dict:
    """The form of a wording."""
    return {"your_moments": ["divorce"], "their_moments": ["tax-letter"], "introduce": "A call for three.",
            "cadence": "30", "review_on": soon(), "disclosure": DISCLOSURE, "understood": "on", **more}  # fmt: skip


WORDING = Terms(owner_moments=("divorce",), introduce="By mail.", disclosure=DISCLOSURE)


def proposed(actor, person) -> Partnership:
    """What Leah proposed today."""
    said = replace(WORDING, review_on=(clock.now() + timedelta(days=90)).date())
    return agreements.propose(actor=actor, now=clock.now(), person_uid=person.uid, said=said)


def by_link(actor, one, now=None):
    """The partner, without an account."""
    now = now or clock.now()
    return partner_links.as_partner(partner_links.make_link(actor=actor, now=now, partnership_uid=one.uid)[1], now)


@pytest.fixture
def dana(actor):
    """Dana, of Leah's book."""
    return meet(actor, DANA)


@pytest.fixture
def baker(leah):
    """Leah as somebody of no regulated trade."""
    Member.objects.filter(pk=leah.pk).update(profession="Wedding photographer", profession_key="photographer")


def test_leah_proposes_and_reads_what_stands_and_whose_move_it_is(web, dana):
    assert "Propose an agreement to Dana" in words(web.get(f"/people/{dana.uid}"))
    form = web.get(f"/people/{dana.uid}/partnership/new")
    assert "no number of referrals is agreed on" in words(form) and 'name="you_hope"' not in form.content.decode()
    first = form.content.decode().split("Other moments")[0]
    assert 'value="divorce"' in first and 'value="new-car"' not in first, "what the two trades share comes first"
    page = web.post(f"/people/{dana.uid}/partnership/new", filled(), follow=True)
    told = words(page)
    assert "Signed by you" in told and "Waits for Dana" in told and "Take it back" in told
    assert "Dana listens for Divorce" in told and "A call for three." in told and "nothing is paid" not in told
    assert "You signed wording 1" in told and "Dana has not signed yet" in told
    assert "Proposed; Dana has not answered yet." in words(web.get(f"/people/{dana.uid}"))
    again = web.get(f"/people/{dana.uid}/partnership/new")
    assert again.headers["Location"] == f"/partners/{Partnership.objects.get().uid}", "one open at a time"


def test_what_is_wrong_stands_at_its_field_and_nothing_is_kept(web, dana):
    wrong = web.post(f"/people/{dana.uid}/partnership/new", filled(review_on=soon(500), understood=""))
    assert wrong.status_code == 422 and "Say that you both understand this" in words(wrong)
    late = web.post(f"/people/{dana.uid}/partnership/new", filled(review_on=soon(500)))
    assert late.status_code == 422 and "lies after today and within a year" in words(late)
    empty = web.post(f"/people/{dana.uid}/partnership/new", filled(your_moments=[], their_moments=[]))
    assert "Choose at least one moment" in words(empty) and not Partnership.objects.exists()


def test_without_a_regulated_trade_hopes_are_agreed_on_and_drawn(web, actor, baker):
    ben = meet(actor, Card(name="Ben Okafor", title="Florist"))
    web.post(f"/people/{ben.uid}/partnership/new", filled(you_hope="2", they_hope="1", disclosure=""))
    one = Partnership.objects.get()
    assert AgreementTerms.objects.get().said["owner_hopes"] == 2 and not one.regulated
    then = clock.now() - timedelta(days=20)
    agreements.sign(now=then, find=by_link(actor, one), version=1)
    log_give(actor=actor, now=clock.now(), person_uid=ben.uid, at=then, kind="referral", direction="given")
    page = web.get("/partners")
    told = words(page)
    assert "One person who agreed" in told and "You hoped, you sent" in told and "1 of 2" in told and "0 of 1" in told
    assert "Too early to say" in told and page.content.decode().count("u-open") == 3, "a leaf, a grape, the legend's"
    assert "2 a quarter" in words(web.get(f"/partners/{one.uid}"))


def test_dana_changes_it_leah_sees_what_is_new_signs_and_looks_at_it_with_her(web, actor, dana):
    one = proposed(actor, dana)
    agreements.sign(now=clock.now(), find=by_link(actor, one), version=1)
    changed = replace(WORDING, cadence=60, review_on=one.review_on or (clock.now() + timedelta(days=90)).date())
    agreements.change(now=clock.now(), find=by_link(actor, one), version=1, said=changed, note="Less often?")
    listed = words(web.get("/partners"))
    assert "Read what Dana proposes" in listed and "Yours to answer" in listed
    page = words(web.get(f"/partners/{one.uid}"))
    assert "Different from what both of you signed: how often you look at it." in page and "“Less often?”" in page
    assert "Signed by both: it is in force" in words(web.post(f"/partners/{one.uid}/sign", {"version": 2}, follow=True))
    empty = web.post(f"/partners/{one.uid}/check-in", {"step": "Lunch"})
    assert empty.status_code == 422 and "Say whether you kept your part" in words(empty)
    web.post(f"/partners/{one.uid}/check-in", {"kept": "partly", "step": "Ask <b>Tom</b>"})
    kept = web.get(f"/partners/{one.uid}")
    assert "kept it: in part. Next step: Ask <b>Tom</b>." in words(kept).replace(" .", ".")
    assert "<b>Tom" not in kept.content.decode()


def test_who_signs_or_changes_an_old_wording_sees_the_new_one(web, actor, dana):
    one = proposed(actor, dana)
    said = replace(WORDING, introduce="At lunch.", review_on=(clock.now() + timedelta(days=90)).date())
    agreements.change(now=clock.now(), find=by_link(actor, one), version=1, said=said)
    old = web.post(f"/partners/{one.uid}/sign", {"version": 1})
    assert old.status_code == 409 and "The wording has changed since you opened it" in words(old)
    assert "At lunch." in words(old) and Partnership.objects.get().signed_owner == 1
    late = web.post(f"/partners/{one.uid}/change", filled(version=1, introduce="By pigeon.", words="Please"))
    assert late.status_code == 409 and "What stands now" in words(late) and "At lunch." in words(late)
    assert "By pigeon." in late.content.decode() and 'name="version" value="2"' in late.content.decode()
    done = web.post(f"/partners/{one.uid}/change", filled(version=2, introduce="By pigeon.", words="Please"))
    assert done.status_code == 302 and "Different from wording 2: " in words(web.get(f"/partners/{one.uid}"))
    assert web.post(f"/partners/{one.uid}/sign", {"version": "x"}).status_code == 422


def test_pausing_taking_up_again_ending_and_a_note_for_oneself(web, actor, dana):
    one = proposed(actor, dana)
    page = web.post(f"/partners/{one.uid}/step", {"move": "pause"})
    assert page.status_code == 422 and "Only an agreement in force can pause" in words(page)
    agreements.sign(now=clock.now(), find=by_link(actor, one), version=1)
    step = f"/partners/{one.uid}/step"
    assert "within a year" in words(web.post(step, {"move": "pause", "until": soon(900)}))
    assert "Write the day" in words(web.post(step, {"move": "pause", "until": "soon"}))
    assert "Pauses until" in words(web.post(step, {"move": "pause", "until": soon(20)}, follow=True))
    assert "Taken up again" in words(web.post(step, {"move": "resume"}, follow=True))
    assert "Choose what to do" in words(web.post(step, {"move": "propose"}))
    web.post(f"/partners/{one.uid}/note", {"note": "Careful with </textarea><b>fees."})
    noted = web.get(f"/partners/{one.uid}").content.decode()
    assert "Careful with &lt;/textarea&gt;" in noted
    ended = words(web.post(step, {"move": "end", "words": "We moved."}, follow=True))
    assert "Ended. It stays here" in ended and "“We moved.”" in ended and "Begin a new one" in ended
    assert "Nobody has agreed yet" in words(web.get("/partners"))
    assert "Dana Whitcomb" in words(web.get("/partners?over=1")) and "Over since" in words(web.get("/partners?over=1"))


def test_a_linked_partner_sits_on_the_other_side_of_the_same_page(db):
    pair = two()
    pair.link()
    pair = pair.renewed()
    one = proposed(pair.leah, pair.dana_of_leah)
    agreements.keep_private_note(actor=pair.leah, now=clock.now(), partnership_uid=one.uid, note="She is slow.")
    Member.objects.filter(pk=pair.dana.member_id).update(welcomed_at=clock.now())
    dana = Client()
    dana.force_login(Member.objects.get(pk=pair.dana.member_id), BACKEND)
    page = words(dana.get(f"/partners/{one.uid}"))
    assert "Leah waits for your word" in page and "You listen for Divorce" in page and "She is slow" not in page
    assert "Leah waits for your word." in words(dana.get(f"/people/{pair.leah_of_dana.uid}"))
    assert "Signed by both" in words(dana.post(f"/partners/{one.uid}/sign", {"version": 1}, follow=True))
    assert "Leah Marchetti" in words(dana.get("/partners"))
    assert dana.post(f"/partners/{one.uid}/note", {"note": "Mine?"}).status_code == 404


def test_a_stranger_finds_none_of_it_and_declining_is_for_whoever_is_asked(web, stranger_web, actor, dana):
    one = proposed(actor, dana)
    for path in ("", "/change"):
        assert stranger_web.get(f"/partners/{one.uid}{path}").status_code == 404
    for path in ("/sign", "/step", "/check-in", "/note", "/change"):
        sent = {"version": 1, "move": "end", "kept": "yes"}
        assert stranger_web.post(f"/partners/{one.uid}{path}", sent).status_code == 404
    assert stranger_web.get(f"/people/{dana.uid}/partnership/new").status_code == 404
    mine = web.post(f"/partners/{one.uid}/step", {"move": "decline", "version": 1})
    assert mine.status_code == 422 and "take it back instead" in words(mine)
    taken = words(web.post(f"/partners/{one.uid}/step", {"move": "withdraw", "version": 1}, follow=True))
    assert "Taken back" in taken and "Dana" not in words(web.get("/partners")).split("Who might")[0]


def test_a_name_with_markup_is_only_a_name_and_the_pages_ask_few_questions(
    web, actor, dana, django_assert_max_num_queries
):
    for name in ("<script>alert(1)</script>", "Tom Halloran", "Priya Raman"):
        one = proposed(actor, meet(actor, Card(name=name)))
        agreements.sign(now=clock.now(), find=by_link(actor, one), version=1)
    for path, most in (  # of the list 7 are for the agreements, however many there are, and 13 for the suggestions
        ("/partners", 20), (f"/partners/{one.uid}", 15), (f"/partners/{one.uid}/change", 10),
        (f"/people/{dana.uid}/partnership/new", 10),
    ):  # fmt: skip
        with django_assert_max_num_queries(most):
            answer = web.get(path)
        assert answer.status_code == 200 and "<script>alert" not in answer.content.decode()


def test_marks_beyond_what_was_hoped_for_are_pale_and_a_crowd_is_cut_short():
    assert (units(3, 2, "vine").count("u-extra"), units(1, 3, "grape").count("u-open")) == (1, 2)
    assert units(0, None, "vine") == "" and units(90, None, "grape").count("<circle") == MOST
