"""Introducing two people: chosen, each asked in words that were read, one letter to both, kept as help to both."""

from __future__ import annotations

import re
from html import unescape

from grapevine.domain.gives.models import Give
from grapevine.domain.letters.models import Letter
from tests.cast import BEN, DANA, meet
from tests.interfaces.web.test_referral_board import words


def test_leah_introduces_dana_and_ben_after_both_were_asked(web, actor):
    dana, ben = meet(actor, DANA), meet(actor, BEN)
    assert "Who should meet?" in words(web.get("/referrals/introductions"))
    first = web.get(f"/referrals/introductions?person={dana.uid}&go=1&why=A+move")
    second = web.get(first.headers["Location"])
    assert "And Dana Whitcomb to whom?" in words(second) and 'value="A move"' in second.content.decode()
    here = web.get(f"/referrals/introductions?one={dana.uid}&why=A+move&person={ben.uid}&go=1").headers["Location"]
    page = web.get(here)
    told = words(page)
    assert "Dear Dana, may I introduce you to Ben Okafor" in told and "Dear Ben, may I introduce you to Dana" in told
    assert "Dear Dana, dear Ben, you both said yes" in told and not Letter.objects.exists()
    look = web.get(f"{here}&mail=other").content.decode()
    action = unescape(re.search(r'<form method="post" action="([^"]*introductions/send[^"]*)"', look)[1])
    uid = re.search(r'name="letter_id" value="([^"]+)"', look)[1]
    empty = web.post(action, {"subject": "", "text": "", "letter_id": uid})
    assert empty.status_code == 422 and not Letter.objects.exists()
    web.post(action, {"subject": "May I?", "text": "Dear Ben, may I?", "letter_id": uid})
    assert (Letter.objects.get().kind, Letter.objects.get().person) == ("introduction_question", ben)
    done = here.replace("/introductions?", "/introductions/made?")
    for _ in range(2):
        assert "help you gave to both" in words(web.post(done, follow=True))
    short = f"/referrals/introductions/made?one={dana.uid.hex}&other={ben.uid.hex}&why=A+move"
    assert web.post(short).headers["Location"] == f"/people/{dana.uid}"
    assert {(give.person, give.kind, give.note) for give in Give.objects.all()} == {
        (dana, "introduction", "To Ben Okafor: A move"), (ben, "introduction", "To Dana Whitcomb: A move")
    }  # fmt: skip


def test_nobody_is_introduced_to_themselves_or_out_of_another_book(web, stranger_web, actor):
    dana = meet(actor, DANA)
    same = web.post(f"/referrals/introductions/made?one={dana.uid}&other={dana.uid}", follow=True)
    assert "nobody is introduced to themselves" in words(same) and not Give.objects.exists()
    ben = meet(actor, BEN)
    address = f"?one={dana.uid}&other={ben.uid}"
    assert stranger_web.get(f"/referrals/introductions{address}").status_code == 404
    assert stranger_web.post(f"/referrals/introductions/made{address}").status_code == 404
    assert web.post(f"/referrals/introductions/send{address}&mail=nobody").status_code == 404
