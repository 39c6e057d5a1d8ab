"""What came to Leah from those without an account: by her public page, and by a partner's own page.

A consent link that waits for its answer stands beside it; each goes through the same actions as everybody's.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.education.queries import main_brief
from grapevine.domain.partnerships.actions.partner_links import make_link, revoke_link
from grapevine.domain.partnerships.models import Partnership
from grapevine.domain.people.models import Person
from grapevine.domain.referrals.actions.consenting import ask_consent
from grapevine.domain.referrals.actions.giving import What, Whom, give_referral
from grapevine.domain.referrals.actions.intake import send_by_partner_link, take_in
from grapevine.domain.referrals.actions.wished import wish_letters
from grapevine.domain.referrals.queries.incoming import stamp
from grapevine.domain.referrals.rules.intake import Said

#: Days ago that it came by the public page.
CAME: tuple[tuple[int, Said], ...] = (
    (1, Said("Rosa Delgado", "rosa.delgado@mail.example", False, "Anita", "+1 617 555 0187",
             "She moved out last week and asks where the children spend the holidays.",
             "A good time to call: Mornings.", True)),
    (4, Said("Henry Albright", "henry@albright.example", True, "", "",
             "My wife and I want to part without a war; we have a shop together.", "", False)),
)  # fmt: skip
#: Who sends by their own page, days ago, whom and what for.
PARTNER, SENT_AGO = "Sofia Lindgren", 2
WHOM = Whom("Carl Brandt", "", "+1 617 555 0126", "Friendly, in a hurry; ask for him at the desk.")
NEED = What("Sells the family home after a divorce and needs somebody for the papers", warmth="expects")
#: Who is asked by a link whether they may be told of, and to whom.
ASKED, TO = Whom("Ines Moreau", "ines@moreau.example", "", "Runs a bakery"), "Dana Whitcomb"


def write_sent_in(actor: Actor, now: datetime, people: Mapping[str, Person]) -> None:
    """Send, ask and choose on days gone by."""
    brief = main_brief(actor)
    slug = brief.brief.slug if brief and brief.brief.published_number else ""
    for ago, said in CAME if slug else ():
        at = now - timedelta(days=ago)
        take_in(now=at, slug=slug, stamp=stamp(slug, at - timedelta(minutes=2)), trap="", said=said)
    pact = Partnership.objects.filter(owner_id=actor.member_id, person__name=PARTNER).first()
    if pact is not None:
        at = now - timedelta(days=SENT_AGO)
        link, secret = make_link(actor=actor, now=at, partnership_uid=pact.uid)
        send_by_partner_link(now=at, secret=secret, whom=WHOM, what=NEED, agreed=True)
        revoke_link(actor=actor, now=at, link_uid=link.uid)
    if TO in people:
        at = now - timedelta(days=3)
        need = What("Books of a small bakery that have outgrown a shoebox")
        one = give_referral(actor=actor, now=at, person_uid=people[TO].uid, whom=ASKED, what=need)
        ask_consent(actor=actor, now=at, referral_uid=one.uid)
    wish_letters(actor=actor, now=now, moves="weekly", reminders=True)
