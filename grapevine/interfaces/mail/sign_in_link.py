"""The letter with a one-time sign-in link."""

from __future__ import annotations

from django.conf import settings
from django.template.loader import render_to_string

from grapevine.domain.accounts.actions import LINK_LIVES, make_sign_in_link
from grapevine.domain.accounts.models import Member
from grapevine.domain.letters.actions import queue_house_letter
from grapevine.domain.letters.rules import Letter
from grapevine.kit import clock

#: What the queue is told to run.
JOB = "grapevine.interfaces.mail.sign_in_link.send"
KIND = "sign_in_link"


def send(email: str) -> None:
    """Make a link for the member with this address and queue the letter; nothing happens where there is none."""
    member = Member.objects.filter(email__iexact=email, is_active=True).first()
    if member is not None:
        link = f"{settings.BASE_URL}/sign-in/{make_sign_in_link(now=clock.now(), member=member)}"
        queue_house_letter(now=clock.now(), letter=letter(member, link))


def letter(member: Member, link: str) -> Letter:
    """The letter itself, as text and as simple HTML."""
    told = {"name": member.name, "link": link, "minutes": int(LINK_LIVES.total_seconds() // 60)}
    return Letter(
        kind=KIND,
        to_address=member.email,
        to_name=member.name,
        subject="Your way into Grapevine",
        text=render_to_string("letters/sign_in_link.txt", told).strip(),
        html=render_to_string("letters/sign_in_link.html", told).strip(),
        unsubscribe=False,
    )
