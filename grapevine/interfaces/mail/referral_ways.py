"""Which letter carries a link of a referral: to the prospect, or to a receiver without an account."""

from __future__ import annotations

from django.conf import settings

from grapevine.domain.letters.rules import Letter
from grapevine.domain.network.rules.introductions.letters import first
from grapevine.domain.referrals.models import Address, Side
from grapevine.domain.referrals.queries.ways import Way
from grapevine.domain.referrals.rules.addresses import PROSPECT, RECEIVER
from grapevine.domain.referrals.rules.moves import Stage
from grapevine.interfaces.mail import referral_consent, referral_for_you
from grapevine.kit.moments import day_in

#: Purpose -> where its page stands.
PATHS = {PROSPECT: "/c/", RECEIVER: "/r/"}


def address(purpose: str, secret: str) -> str:
    """The whole address of a link."""
    return f"{settings.BASE_URL}{PATHS[purpose]}{secret}"


def letter(own: Side, to: Way, made: Address, secret: str, *, again: bool, automatic: bool = False) -> Letter:
    """The letter with a link that was made just now. ``again``: as a reminder."""
    referral, other, owner = own.referral, own.person, made.owner
    until = day_in(made.expires_at, owner.time_zone)
    about = {
        "to_address": to.email, "to_name": to.name, "member_name": owner.name, "need": referral.need,
        "link": address(to.purpose, secret), "until": f"{until.day} {until:%B %Y}", "again": again,
        "automatic": automatic,
        "called": (to.person and to.person.given) or first(to.name),
    }  # fmt: skip
    if to.purpose == PROSPECT:
        work = ", ".join(part for part in (other.profession or other.title, other.firm) if part)
        return referral_consent.letter(**about, other_name=other.name, other_work=work)
    return referral_for_you.letter(**about, who=referral.prospect.label, asked=referral.stage == Stage.SENT)


def handed(own: Side, to: Way, made: Address, secret: str) -> dict[str, str]:
    """A new link with the words to send along, for whoever hands it over themselves: link, subject, letter."""
    drafted = letter(own, to, made, secret, again=to.late)
    return {"link": address(to.purpose, secret), "subject": drafted.subject, "letter": drafted.text}
