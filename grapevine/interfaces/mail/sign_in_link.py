"""The letter with a one-time sign-in link."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from grapevine.domain.accounts.actions import LINK_LIVES, make_sign_in_link
from grapevine.domain.accounts.models import Member
from grapevine.kit import clock

#: What the queue is told to run.
JOB = "grapevine.interfaces.mail.sign_in_link.send"


def send(email: str) -> None:
    """Make a link for the member with this address and mail it; nothing happens where there is none."""
    member = Member.objects.filter(email__iexact=email, is_active=True).first()
    if member is not None:
        letter(member, f"{settings.BASE_URL}/sign-in/{make_sign_in_link(now=clock.now(), member=member)}").send()


def letter(member: Member, link: str) -> EmailMultiAlternatives:
    """The letter itself, as text and as simple HTML."""
    told = {"name": member.name, "link": link, "minutes": int(LINK_LIVES.total_seconds() // 60)}
    message = EmailMultiAlternatives(
        "Your way into Grapevine", render_to_string("letters/sign_in_link.txt", told), to=[member.email]
    )
    message.attach_alternative(render_to_string("letters/sign_in_link.html", told), "text/html")
    return message
